//! `GET /desks/{desk}/tickets/{ticket}`: the ticket, its clocks and why, and its timeline.
use desk::clock::{explain, views};
use desk::time::Instant;
use escalon_aws::TicketId;
use escalon_aws::problem::{self, Problem};
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
        let (desks, tickets) = (&self.ledger.desks, &self.ledger.tickets);
        let state = tickets.require(id).await?.state;
        let version = &state.policy_version;
        let policy = desks.policy(id.desk(), version).await?;
        let facts = tickets.facts(id).await?;
        let texts = tickets.texts(id).await?;
        let contact = desks.contact(id.desk(), &state.requester).await?;
        let children = if state.children > 0 {
            tickets.children(id, None, LISTED).await?
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
