//! `GET /desks/{desk}/tickets`: the queue, most urgent first.
use desk::clock::{next_due, views};
use desk::policy::Policy;
use desk::ticket::State;
use desk::time::Instant;
use escalon_aws::metrics::METRICS;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{StoreError, TicketId, chain};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, RequestExt, Response};
use serde_json::{Value, json};

use crate::DeskApi;

/// The filters of a list.
const FILTERS: [&str; 5] = ["after", "assignee", "team", "priority", "status"];

impl DeskApi {
    pub(crate) async fn list(
        &self,
        desk: &str,
        request: &Request,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let asked = request.query_string_parameters();
        if let Some((name, _)) = asked.iter().find(|(name, _)| !FILTERS.contains(name)) {
            let detail = format!("a list knows {}", FILTERS.join(", "));
            return Err(Problem::invalid(name, detail));
        }
        self.ledger.desks.require_policy(desk).await?;
        let page = self.queue.page(desk, asked.first("after")).await?;
        let (mut tickets, mut unreadable) = (Vec::new(), page.unreadable);
        for (id, state) in page.tickets {
            let fits = |name: &str, value: Option<&str>| {
                asked.first(name).is_none_or(|asked| Some(asked) == value)
            };
            let fits_all = fits("assignee", state.assignee.as_deref())
                && fits("team", state.team.as_deref())
                && fits("priority", state.subject.priority.as_deref())
                && fits("status", Some(state.status.name()));
            if fits_all {
                let version = &state.policy_version;
                match self.ledger.desks.policy(desk, version).await {
                    Ok(policy) => tickets.push(row(&id, &state, &policy, now)),
                    Err(error @ (StoreError::Corrupt { .. } | StoreError::Missing { .. })) => {
                        tracing::error!(ticket.id = %id, cause = chain(&error), "store.unreadable");
                        unreadable.push(id);
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        }
        if !unreadable.is_empty() {
            let at = now.timestamp_millis();
            tracing::info!(target: METRICS, at, Unreadable = unreadable.len() as u64);
        }
        let unreadable: Vec<_> = unreadable.iter().map(TicketId::name).collect();
        let list = json!({"tickets": tickets, "unreadable": unreadable, "next": page.next});
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
