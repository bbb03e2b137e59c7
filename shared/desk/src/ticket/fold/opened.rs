//! The state of a ticket that was just received.
use std::collections::{BTreeMap, BTreeSet};

use super::{enter, told};
use crate::policy::Policy;
use crate::ticket::sorting::route;
use crate::ticket::{Classified, Consent, Fact, FactBody, Opening, State, Status};
use crate::ticket::{clocks, rules};

/// None unless the fact is `received`.
pub(super) fn opened(fact: &Fact, policy: &Policy) -> Option<State> {
    let FactBody::Received {
        opening,
        requester,
        request_hash,
        policy_version,
        reference,
        missing,
    } = &fact.body
    else {
        return None;
    };
    let before = blank(fact, opening);
    let mut state = State {
        policy_version: policy_version.clone(),
        reference: reference.clone(),
        requester: requester.clone(),
        request_hash: request_hash.clone(),
        missing: missing.clone(),
        ..before.clone()
    };
    if !missing.is_empty() {
        enter(&mut state, Status::Incomplete, fact.occurred_at);
    }
    route(&mut state, policy, fact.recorded_at);
    clocks::follow(&before, &mut state, fact, policy);
    rules::listen(&mut state, fact, policy);
    told(None, &mut state, fact, policy);
    Some(state)
}

fn blank(fact: &Fact, opening: &Opening) -> State {
    State {
        version: fact.seq,
        policy_version: String::new(),
        reference: String::new(),
        requester: String::new(),
        request_hash: String::new(),
        subject: opening.clone(),
        requested_priority: opening.priority.clone(),
        opened_at: fact.occurred_at,
        status: Status::Open,
        missing: Vec::new(),
        classified: Classified::No,
        classify_tries: 0,
        classify_asked_at: None,
        assignee: None,
        team: None,
        level: 1,
        emptied: Vec::new(),
        difficulty: None,
        commitment_minutes: None,
        channels: opening.channel.clone().into_iter().collect(),
        milestones: BTreeSet::new(),
        firsts: BTreeMap::from([(fact.body.kind().to_owned(), fact.occurred_at)]),
        waits: Vec::new(),
        held: BTreeMap::new(),
        clocks: Vec::new(),
        consent: Consent::default(),
        merged_into: None,
        parent: None,
        children: 0,
        fan_outs: Vec::new(),
        absorbed: Vec::new(),
        resolved_at: None,
        told: BTreeSet::new(),
        causes: vec![fact.cause.clone()],
    }
}
