//! State = fold(facts): one pass over a fact gives the ticket after it and the notices that it sends.
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lifecycle::before::Before;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::{Fact, FactBody, automation, notices};
use crate::notice::NoticeDraft;
use crate::policy::Policy;
use crate::ticket::State;

/// Number of recent causes that a snapshot remembers.
const CAUSES_KEPT: usize = 24;

/// The state after all facts of a ticket that kept its policy, in order; `None` unless they begin with `received`.
#[must_use]
pub fn fold_all(facts: &[Fact], policy: &Policy) -> Option<State> {
    facts
        .iter()
        .fold(None, |state, fact| fold(state, fact, policy))
}

/// The versions of the policy that a ticket was under, in the order of its facts.
pub fn versions(facts: &[Fact]) -> impl Iterator<Item = &str> {
    facts.iter().filter_map(|fact| version_from(&fact.body))
}

/// The state after all facts of a ticket, each under the version of the policy that was in force with it; `None`
/// too where one of [`versions`] is missing.
#[must_use]
pub fn fold_under(facts: &[Fact], policies: &BTreeMap<String, Arc<Policy>>) -> Option<State> {
    let (mut state, mut policy) = (None, None);
    for fact in facts {
        if let Some(version) = version_from(&fact.body) {
            policy = Some(policies.get(version)?);
        }
        state = fold(state, fact, policy?);
    }
    state
}

fn version_from(body: &FactBody) -> Option<&str> {
    if let FactBody::Received(received) = body {
        return Some(&received.policy_version);
    }
    if let FactBody::PolicyRepinned(moved) = body {
        return Some(&moved.policy_version);
    }
    None
}

/// The state after one more fact, under the policy in force with it. A fact out of order is ignored, since it was
/// folded already.
#[must_use]
pub fn fold(state: Option<State>, fact: &Fact, policy: &Policy) -> Option<State> {
    let (state, _) = fold_with_notices(state, fact, policy)?;
    Some(state)
}

/// As [`fold`], with the notices that the fact sends.
#[must_use]
pub fn fold_with_notices(
    state: Option<State>,
    fact: &Fact,
    policy: &Policy,
) -> Option<(State, Vec<NoticeDraft>)> {
    let mut state = match (state, &fact.body) {
        (Some(state), _) if fact.seq != state.version + 1 => return Some((state, Vec::new())),
        (Some(state), _) => state,
        (None, FactBody::Received(received)) => received.blank(fact),
        (None, _) => return None,
    };
    let before = Before::of(&state, fact);
    state.version = fact.seq;
    remember_cause(&mut state, fact);
    let first = state.firsts.entry(fact.body.kind().to_owned());
    first.or_insert(fact.occurred_at);
    let effect = fact.body.effect();
    effect.apply(&mut state, fact, policy);
    let events = effect.events(&state, fact);
    let clocks = Clocks {
        before: &before,
        state: &mut state,
        fact,
        policy,
        begun: Vec::new(),
    };
    clocks.follow(events.clone());
    automation::schedule(&mut state, fact, policy);
    let notices = notices::sent_by(fact, &events, &before, &mut state, policy);
    Some((state, notices))
}

/// Remembers the cause of a fact, so that the same command is not applied twice.
fn remember_cause(state: &mut State, fact: &Fact) {
    if !fact.body.effect().traits().remembers_cause || state.causes.last() == Some(&fact.cause) {
        return;
    }
    state.causes.push(fact.cause.clone());
    if state.causes.len() > CAUSES_KEPT {
        state.causes.remove(0);
    }
}
