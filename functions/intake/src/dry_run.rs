//! A dry run: the tickets that a request would open, without a store; fuzzers throw bytes at it.
use std::sync::Arc;

use desk::lifecycle::{Roster, decide};
use desk::policy::Policy;
use desk::ticket::State;
use desk::time::Instant;
use escalon_aws::IdempotencyKey;
use escalon_aws::problem::Problem;
use lambda_http::http::StatusCode;
use lambda_http::{Body, Response};

use crate::answer::{self, Opened};
use crate::prepare::{PolicyInForce, PreparedTicket};
use crate::request::IntakeRequest;
use crate::split::split;

/// Takes a body as [`Intake`](crate::Intake) would from a customer without an organisation, and
/// writes nothing. Answers the tickets it would open, and what their requester would be told.
///
/// # Errors
/// The refusal that the client would get.
pub fn dry_run(
    desk: &str,
    body: &[u8],
    policy: &Arc<Policy>,
    now: Instant,
) -> Result<(Vec<State>, Response<Body>), Problem> {
    let key = IdempotencyKey::of_request_id("dry-run");
    let request = IntakeRequest::new(desk, key, &Body::Binary(body.to_vec()))?;
    let in_force = PolicyInForce {
        version: "dry-run".to_owned(),
        policy: policy.clone(),
        start: now,
    };
    let prepared = PreparedTicket::prepare(desk, &request.draft, None, &in_force)?;
    let mut opened = Vec::new();
    for ticket in split(policy, &request) {
        let command = prepared.command(&in_force, &request.hash, &ticket.id);
        let decision = decide(None, &command, policy, &Roster::default(), now)?;
        opened.push(Opened {
            id: ticket.id,
            state: decision.state,
            policy: policy.clone(),
        });
    }
    let answer = answer::answer(StatusCode::CREATED, &opened, now);
    let states = opened.into_iter().map(|opened| opened.state);
    Ok((states.collect(), answer))
}
