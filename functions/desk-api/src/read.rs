//! `GET /desks/{desk}/tickets/{ticket}`: the ticket, its clocks and why, and its timeline.
use desk::clock::{explain, views};
use desk::time::Instant;
use escalon_aws::problem::{self, Problem};
use escalon_aws::{StoreError, TicketId};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Response};
use serde_json::json;

use crate::DeskApi;

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
            "level": state.level,
            "team": state.team,
            "assignee": state.assignee,
            "opened_at": state.opened_at,
            "clocks": views(&state, &policy, now),
            "explanations": explain(&facts, &policy),
            "timeline": facts,
            "texts": texts,
        });
        Ok(problem::json(StatusCode::OK, &ticket))
    }
}

fn unknown(id: &TicketId) -> Problem {
    Problem::not_found("ticket", format!("there is no ticket {}", id.reference()))
}
