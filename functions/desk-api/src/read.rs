//! `GET /desks/{desk}/tickets/{ticket}`: the ticket, its clocks and why, and its timeline.
use desk::clock::{explain, views};
use desk::time::Instant;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{StoreError, TicketId};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Response};
use serde_json::json;

use crate::DeskApi;

/// Parts of a major incident that are shown with it.
const LISTED: i32 = 200;

impl DeskApi {
    pub(crate) async fn read(
        &self,
        id: &TicketId,
        now: Instant,
    ) -> Result<Response<Body>, Problem> {
        let problem = |error: StoreError| Problem::from(&error);
        let loaded = self.ledger.tickets.load(id).await.map_err(problem)?;
        let state = loaded.ok_or_else(|| unknown(id))?.state;
        let version = &state.policy_version;
        let policy = self
            .ledger
            .desks
            .policy(id.desk(), version)
            .await
            .map_err(problem)?;
        let facts = self.ledger.tickets.facts(id).await.map_err(problem)?;
        let texts = self.ledger.tickets.texts(id).await.map_err(problem)?;
        let contact = self.ledger.desks.contact(id.desk(), &state.requester).await;
        let contact = contact.map_err(problem)?;
        let children = if state.children > 0 {
            let listed = self.ledger.tickets.children(id, None, LISTED).await;
            listed.map_err(problem)?
        } else {
            Vec::new()
        };
        let ticket = json!({
            "ticket": id.name(),
            "reference": id.reference(),
            "version": state.version,
            "policy_version": version,
            "status": state.status.name(),
            "missing": state.missing,
            "classified": state.classified,
            "subject": state.subject,
            "requester": contact,
            "consent": state.quoting,
            "level": state.level,
            "team": state.team,
            "assignee": state.assignee,
            "emptied_teams": state.emptied,
            "opened_at": state.opened_at,
            "parent": state.parent,
            "children": children,
            "merged_into": state.merged_into,
            "absorbed": state.absorbed,
            "clocks": views(&state, &policy, now),
            "explanations": explain(&state, &policy),
            "timeline": facts,
            "texts": texts,
        });
        Ok(problem::json(StatusCode::OK, &ticket))
    }
}

pub(crate) fn unknown(id: &TicketId) -> Problem {
    Problem::not_found("ticket", format!("there is no ticket {}", id.reference()))
}
