//! `GET /desks/{desk}/tickets`: the queue, most urgent first.
use desk::clock::{next_due, views};
use desk::policy::Policy;
use desk::ticket::State;
use desk::time::Instant;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{StoreError, TicketId};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, RequestExt, Response};
use serde_json::{Value, json};

use crate::DeskApi;

/// What may be asked of a list.
const QUESTIONS: [&str; 5] = ["after", "assignee", "team", "priority", "status"];

impl DeskApi {
    pub(crate) async fn list(
        &self,
        desk: &str,
        request: &Request,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let asked = request.query_string_parameters();
        if let Some((name, _)) = asked.iter().find(|(name, _)| !QUESTIONS.contains(name)) {
            let detail = format!("a list knows {}", QUESTIONS.join(", "));
            return Err(Problem::invalid(name, detail));
        }
        let problem = |error: StoreError| Problem::from(&error);
        let known = self.ledger.desks.current(desk).await.map_err(problem)?;
        if known.is_none() {
            return Err(Problem::not_found(
                "desk",
                format!("there is no desk `{desk}`"),
            ));
        }
        let page = self
            .queue
            .page(desk, asked.first("after"))
            .await
            .map_err(problem)?;
        let mut tickets = Vec::new();
        for (id, state) in page.tickets {
            let wanted = |name: &str, value: Option<&str>| {
                asked.first(name).is_none_or(|asked| Some(asked) == value)
            };
            let fits = wanted("assignee", state.assignee.as_deref())
                && wanted("team", state.team.as_deref())
                && wanted("priority", state.subject.priority.as_deref())
                && wanted("status", Some(state.status.name()));
            if fits {
                let version = &state.policy_version;
                let policy = self
                    .ledger
                    .desks
                    .policy(desk, version)
                    .await
                    .map_err(problem)?;
                tickets.push(row(&id, &state, &policy, now));
            }
        }
        let list = json!({"tickets": tickets, "next": page.next});
        Ok(problem::json(StatusCode::OK, &list))
    }
}

fn row(id: &TicketId, state: &State, policy: &Policy, now: Instant) -> Value {
    let clocks = views(state, policy, now).into_iter();
    let clocks = clocks
        .map(|clock| json!({"metric": clock.metric, "phase": clock.phase, "due_at": clock.due_at}));
    json!({
        "ticket": id.name(),
        "reference": id.reference(),
        "type": state.subject.ticket_type,
        "priority": state.subject.priority,
        "area": state.subject.area,
        "plan": state.subject.plan,
        "status": state.status.name(),
        "level": state.level,
        "team": state.team,
        "assignee": state.assignee,
        "emptied_teams": state.emptied,
        "opened_at": state.opened_at,
        "next_due": next_due(state, policy),
        "clocks": clocks.collect::<Vec<_>>(),
    })
}
