//! What a changed input does to a running clock: tightened, loosened, promised for the first time.
use std::cmp::Ordering;

use crate::clock::{Reckoning, choose};
use crate::policy::{Loosened, Metric, Policy, Tightened};
use crate::ticket::{Classified, Clock, ClockTarget, Fact, FactBody, State};
use crate::time::Instant;

/// Follows a change of what targets depend on.
pub(crate) fn retarget(before: &State, state: &mut State, fact: &Fact, policy: &Policy) {
    let unchanged = before.subject == state.subject
        && before.channels == state.channels
        && before.difficulty == state.difficulty
        && before.commitment_minutes == state.commitment_minutes
        && before.milestones == state.milestones
        && before.level == state.level
        && before.classified == state.classified
        && before.status == state.status
        && before.firsts == state.firsts;
    if unchanged {
        return;
    }
    for index in 0..state.clocks.len() {
        let clock = &state.clocks[index];
        let Some(metric) = policy.metric(&clock.metric) else {
            continue;
        };
        if clock.met_at.is_some() || clock.canceled {
            continue;
        }
        let change = Change {
            before,
            state,
            policy,
            metric,
            at: fact.occurred_at,
        };
        let counting = if recomputes_from_start(before, fact, metric, policy) {
            Some(change.anew(clock))
        } else {
            change.outcome(clock)
        };
        if let Some(counting) = counting {
            let clock = &mut state.clocks[index];
            clock.basis_at = counting.basis;
            clock.target = counting.target;
            clock.promised_at = counting.promised_at;
        }
    }
}

/// A first classification, a human's over a machine's proposal, the mending of a mistake and a
/// commitment say what was promised from the beginning.
pub(crate) fn recomputes_from_start(
    before: &State,
    fact: &Fact,
    metric: &Metric,
    policy: &Policy,
) -> bool {
    if let FactBody::Classified { correction, .. } = &fact.body {
        return *correction || !settled(before, policy);
    }
    if let FactBody::PriorityChanged { correction, .. } = &fact.body {
        return *correction;
    }
    matches!(fact.body, FactBody::TakenInCharge { .. }) && metric.commitment.is_some()
}

/// Whether the ticket has a classification that the policy counts.
pub(crate) fn settled(state: &State, policy: &Policy) -> bool {
    match state.classified {
        Classified::ByHuman => true,
        Classified::Proposed => policy.classify.automatic_counts,
        Classified::No | Classified::NotSure => false,
    }
}

/// From when a clock counts what.
struct Counting {
    basis: Instant,
    target: ClockTarget,
    promised_at: Option<Instant>,
}

struct Change<'a> {
    before: &'a State,
    state: &'a State,
    policy: &'a Policy,
    metric: &'a Metric,
    at: Instant,
}

impl Change<'_> {
    fn reckoning<'s>(&'s self, state: &'s State) -> Reckoning<'s> {
        Reckoning {
            policy: self.policy,
            state,
            metric: self.metric,
        }
    }

    fn anew(&self, clock: &Clock) -> Counting {
        Counting {
            basis: clock.started_at,
            target: choose(&self.reckoning(self.state), clock.started_at),
            promised_at: None,
        }
    }

    /// What the clock counts after the change; none where what is in force stays.
    ///
    /// Whether a change tightens is asked of the two promises, each from the clock's start: what
    /// earlier changes made of the due instant says nothing about this one.
    fn outcome(&self, clock: &Clock) -> Option<Counting> {
        let start = clock.promised_at.unwrap_or(clock.started_at);
        let now = self.reckoning(self.state);
        let old = choose(&self.reckoning(self.before), start);
        let new = choose(&now, start);
        if old == new {
            return None;
        }
        let counting = |basis: Instant, target: ClockTarget| Counting {
            basis,
            target,
            promised_at: clock.promised_at,
        };
        match (&old, &new) {
            (ClockTarget::Nothing, _) => {
                return Some(Counting {
                    basis: self.at,
                    target: choose(&now, self.at),
                    promised_at: Some(self.at),
                });
            }
            (_, ClockTarget::Nothing) => return Some(counting(start, new)),
            _ => {}
        }
        let pauses = now.pauses_until(self.at);
        let from_start = |target| now.due(target, start, &pauses);
        match (
            self.order(from_start(&old), from_start(&new)),
            self.policy.changes.tightened,
            self.policy.changes.loosened,
        ) {
            (Ordering::Equal, ..) => (clock.basis_at == start).then(|| counting(start, new)),
            (Ordering::Less, Tightened::EarlierOfOldAndNewFromChange, _) => {
                let target = choose(&now, self.at);
                let new = now.due(&target, self.at, &pauses);
                let old = now.due(&clock.target, clock.basis_at, &pauses);
                let earlier = self.order(old, new) == Ordering::Less;
                earlier.then(|| counting(self.at, target))
            }
            (Ordering::Less, Tightened::FromStart, _)
            | (Ordering::Greater, _, Loosened::FromStart) => Some(counting(start, new)),
            (Ordering::Less, Tightened::FromChange, _)
            | (Ordering::Greater, _, Loosened::FromChange) => {
                Some(counting(self.at, choose(&now, self.at)))
            }
            (Ordering::Less, Tightened::Keep, _) | (Ordering::Greater, _, Loosened::Keep) => None,
        }
    }

    /// `Less` where the new due instant is earlier; never is later than any.
    fn order(&self, old: Option<Instant>, new: Option<Instant>) -> Ordering {
        match (old, new) {
            (Some(old), Some(new)) => new.cmp(&old),
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
}
