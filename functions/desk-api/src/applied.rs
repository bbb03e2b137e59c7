//! The answer to a command: the ticket after it, the facts that it made, and the clocks.
use desk::clock::views;
use desk::time::Instant;
use escalon_aws::problem;
use escalon_aws::{Applied, TicketId};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Response};
use serde_json::json;

pub(crate) fn answer(id: &TicketId, applied: &Applied, now: Instant) -> Response<Body> {
    let state = &applied.state;
    let answer = json!({
        "ticket": id.name(),
        "version": state.version,
        "status": state.status.name(),
        "priority": state.subject.priority,
        "level": state.level,
        "facts": applied.facts,
        "clocks": views(state, &applied.policy, now),
    });
    problem::json(StatusCode::OK, &answer)
}
