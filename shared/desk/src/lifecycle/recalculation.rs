//! Recalculation of promises after a change: tightened, loosened, or promised for the first time.
use std::cmp::Ordering;

use crate::clock::{DeadlineCalculation, choose};
use crate::lifecycle::classification::counts;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::starts::counted_from;
use crate::policy::{Loosened, Metric, Policy, Tightened};
use crate::ticket::{Clock, ClockTarget, State};
use crate::time::Instant;

/// Whether a changed promise counts from the start of its clock again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Restart {
    /// It counts as the policy says for tightened and loosened promises.
    Never,
    /// A mistake is corrected.
    Always,
    /// If no classification that counts came before.
    IfFirst,
    /// For metrics that take an agent's commitment.
    IfCommitted,
}

/// Whether a changed promise of this metric counts from the clock's start.
pub(super) fn restarts(clocks: &Clocks<'_>, metric: &Metric) -> bool {
    match clocks.fact.body.effect().traits().restart {
        Restart::Never => false,
        Restart::Always => true,
        Restart::IfFirst => !counts(clocks.before.classified, clocks.policy),
        Restart::IfCommitted => metric.commitment.is_some(),
    }
}

/// Recalculates the promise of every open clock after a change of values that promises depend on.
pub(super) fn recalculate(clocks: &mut Clocks<'_>) {
    let Some(before) = &clocks.before.values else {
        return;
    };
    if !differ(before, clocks.state) {
        return;
    }
    for index in 0..clocks.state.clocks.len() {
        let clock = &clocks.state.clocks[index];
        let Some(metric) = clocks.policy.metric(&clock.metric) else {
            continue;
        };
        if !clock.is_open() {
            continue;
        }
        let change = PromiseChange {
            before,
            state: clocks.state,
            policy: clocks.policy,
            metric,
            at: clocks.fact.occurred_at,
        };
        let counting = if restarts(clocks, metric) {
            Some(change.anew(clock))
        } else {
            change.outcome(clock)
        };
        if let Some(counting) = counting.map(|counting| counting.since_agreed(clock)) {
            let clock = &mut clocks.state.clocks[index];
            clock.basis_at = counting.basis;
            clock.target = counting.target;
            clock.promised_at = counting.promised_at;
        }
    }
}

fn differ(before: &State, after: &State) -> bool {
    before.subject != after.subject
        || before.channels != after.channels
        || before.difficulty != after.difficulty
        || before.commitment_minutes != after.commitment_minutes
        || before.milestones != after.milestones
        || before.level != after.level
        || before.classified != after.classified
        || before.status != after.status
        || before.firsts != after.firsts
}

/// The promise that a clock counts, and since when.
struct CountedPromise {
    basis: Instant,
    target: ClockTarget,
    promised_at: Option<Instant>,
}

impl CountedPromise {
    /// A date counts from the moment when it was agreed, whatever changes.
    fn since_agreed(self, clock: &Clock) -> Self {
        let is_agreed = matches!(self.target, ClockTarget::Agreed { .. });
        match clock.agreed.filter(|_| is_agreed) {
            Some(agreed) => Self {
                basis: agreed.at,
                promised_at: Some(agreed.at),
                ..self
            },
            None => self,
        }
    }
}

struct PromiseChange<'a> {
    before: &'a State,
    state: &'a State,
    policy: &'a Policy,
    metric: &'a Metric,
    at: Instant,
}

impl PromiseChange<'_> {
    fn calculation<'s>(&'s self, state: &'s State) -> DeadlineCalculation<'s> {
        DeadlineCalculation {
            policy: self.policy,
            state,
            metric: self.metric,
        }
    }

    fn anew(&self, clock: &Clock) -> CountedPromise {
        CountedPromise {
            basis: clock.started_at,
            target: choose(&self.calculation(self.state), clock.started_at),
            promised_at: None,
        }
    }

    /// The promise after the change; none where the one in force stays.
    ///
    /// Whether a change tightens is asked of the two promises, each from the clock's start: what
    /// earlier changes made of the due instant says nothing about this one.
    fn outcome(&self, clock: &Clock) -> Option<CountedPromise> {
        let start = clock.promised_from();
        let now = self.calculation(self.state);
        let old = choose(&self.calculation(self.before), start);
        let new = choose(&now, start);
        if old == new {
            return None;
        }
        let counting = |basis: Instant, target: ClockTarget| CountedPromise {
            basis,
            target,
            promised_at: clock.promised_at,
        };
        match (&old, &new) {
            // What was agreed is neither tightened nor loosened by other changes.
            (_, ClockTarget::Agreed { due: Some(_), .. }) => return Some(counting(start, new)),
            (ClockTarget::Nothing, _) => {
                let counted = counted_from(self.state, self.metric).filter(|_| clock.cycle == 1);
                let basis = counted.unwrap_or(self.at);
                return Some(CountedPromise {
                    basis,
                    target: choose(&now, basis),
                    promised_at: Some(basis),
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
