//! What a request would come to, without a store: what fuzzers throw bytes at.
use std::sync::Arc;

use desk::lifecycle::{Roster, decide};
use desk::policy::Policy;
use desk::ticket::State;
use desk::time::Instant;
use escalon_aws::problem::{self, Problem};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Response};

use crate::draft::Draft;
use crate::opened::{self, Opened};
use crate::parts::parts;
use crate::{Under, Wanted, hash};

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
    let body = Body::Binary(body.to_vec());
    let draft: Draft = problem::body(&body)?;
    draft.check()?;
    let under = Under {
        version: "dry-run".to_owned(),
        policy: policy.clone(),
        start: now,
    };
    let wanted = Wanted::of(desk, &draft, None, &under)?;
    let mut all = Vec::new();
    for part in parts(policy, desk, "dry-run", &draft) {
        let command = wanted.command(&under, &hash(&body), &part.id);
        let decision = decide(None, &command, policy, &Roster::default(), now)
            .map_err(|refusal| Problem::from(&refusal))?;
        all.push(Opened {
            id: part.id,
            state: decision.state,
            policy: policy.clone(),
        });
    }
    let answer = opened::answer(StatusCode::CREATED, &all, now);
    Ok((all.into_iter().map(|opened| opened.state).collect(), answer))
}
