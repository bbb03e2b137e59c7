//! The survivor of a merge takes over the matter of the other ticket, and the promises still open on it.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::clock::{DeadlineCalculation, choose, steps};
use crate::lifecycle::agreement::promise_agreed;
use crate::lifecycle::check::Checks;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::starts::start_earlier;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Metric, Policy, Repeats};
use crate::ticket::{AgreedDate, State, Wait};
use crate::time::Instant;

/// A promise that goes over from a merged ticket.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedClock {
    /// The metric's name.
    pub metric: String,
    /// When the other ticket's clock began to count.
    pub started_at: Instant,
    /// When it was declared broken there.
    pub breached_at: Option<Instant>,
    /// The date that was agreed there.
    pub agreed: Option<AgreedDate>,
    /// The steps that its ladder has taken: nobody is told of them twice.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub steps_done: BTreeSet<usize>,
}

/// The command by which another ticket goes on in this one, which keeps the earlier start and higher priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absorb {
    /// The other ticket's id.
    pub other: String,
    /// When the other ticket was opened.
    pub opened_at: Instant,
    /// The other ticket's priority.
    pub priority: Option<String>,
    /// The promises that are still open on the other ticket.
    #[serde(default)]
    pub clocks: Vec<MergedClock>,
    /// The other's waits before this one was opened.
    #[serde(default)]
    pub waits: Vec<Wait>,
}

impl Decide for Absorb {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let policy = situation.policy;
        let absorbed = Absorbed {
            other: self.other.clone(),
            opened_at: self.opened_at,
            priority: Checks { policy }.higher(situation.state, self.priority.as_deref()),
            clocks: self.clocks.clone(),
            waits: self.waits.clone(),
        };
        Ok(vec![absorbed.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK
    }
}

/// Another ticket goes on in this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absorbed {
    /// The other ticket's id.
    pub other: String,
    /// When the other ticket was opened.
    pub opened_at: Instant,
    /// The higher priority of the two, where that is the other's.
    pub priority: Option<String>,
    /// The promises that were still open on the other ticket.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<MergedClock>,
    /// The other's waits before this one was opened: time spent survives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<Wait>,
}

impl Effect for Absorbed {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        state.absorbed.push(self.other.clone());
        state.waits.splice(0..0, self.waits.iter().cloned());
        state.opened_at = state.opened_at.min(self.opened_at);
        if self.priority.is_some() {
            state.subject.priority.clone_from(&self.priority);
        }
    }

    fn change_clocks(&self, clocks: &mut Clocks<'_>) {
        for promise in &self.clocks {
            take_over(clocks, promise);
        }
        start_earlier(clocks, self.opened_at);
    }

    fn after_recalculation(&self, clocks: &mut Clocks<'_>) {
        if self.priority.is_none() {
            return;
        }
        for promise in &self.clocks {
            keep_earlier_due(clocks, promise);
        }
    }

    fn after_deadlines(&self, clocks: &mut Clocks<'_>) {
        for promise in &self.clocks {
            inherit_steps(clocks, promise);
        }
    }
}

/// Takes over a promise of the merged ticket, from the earlier of both starts. A clock that was met does not move.
fn take_over(clocks: &mut Clocks<'_>, promise: &MergedClock) {
    let Some(metric) = clocks.policy.metric(&promise.metric) else {
        return;
    };
    let next = match clocks.state.clock_mut(&promise.metric) {
        None => Some(1),
        Some(clock) if clock.canceled.is_some() || clock.ended_at.is_some() => {
            Some(clock.cycle + 1)
        }
        Some(clock) if clock.met_at.is_some() => {
            (metric.repeats == Repeats::EachStart).then(|| clock.cycle + 1)
        }
        Some(clock) => {
            clock.start_earlier(promise.started_at);
            None
        }
    };
    if let Some(cycle) = next {
        clocks.begin(metric, cycle, promise.started_at);
    }
    keep_agreed_date(clocks, metric, promise);
}

/// Keeps the date that was agreed on either ticket, of two the earlier.
fn keep_agreed_date(clocks: &mut Clocks<'_>, metric: &Metric, promise: &MergedClock) {
    let clock = clocks.state.clock_mut(&metric.name);
    let (Some(clock), Some(theirs)) = (clock.filter(|clock| clock.is_open()), promise.agreed)
    else {
        return;
    };
    if clock.agreed.is_none_or(|own| theirs.due < own.due) {
        clock.agreed = Some(theirs);
        promise_agreed(clocks, metric);
    }
}

/// Keeps the earlier due instant: the higher priority was promised from the other ticket's start, and merging does
/// not put that off.
fn keep_earlier_due(clocks: &mut Clocks<'_>, promise: &MergedClock) {
    let Some(metric) = clocks.policy.metric(&promise.metric) else {
        return;
    };
    let calculation = DeadlineCalculation {
        policy: clocks.policy,
        state: clocks.state,
        metric,
    };
    let at = promise.started_at;
    let target = choose(&calculation, at);
    let pauses = calculation.pauses();
    let theirs = calculation.due(&target, at, &pauses);
    let own = clocks.state.clock(&promise.metric);
    let own = own.filter(|clock| clock.met_at.is_none());
    let own = own.and_then(|clock| calculation.due(&clock.target, clock.basis_at, &pauses));
    let is_earlier = theirs.is_some_and(|theirs| own.is_none_or(|own| theirs < own));
    let clock = clocks.state.clock_mut(&promise.metric);
    if let Some(clock) = clock.filter(|clock| is_earlier && clock.met_at.is_none()) {
        clock.basis_at = at;
        clock.target = target;
    }
}

/// Keeps what was told on the other ticket already: its warnings and, where the promise is broken by the survivor's own
/// deadline too, its breach and all steps after it. A breach that is still to come is told here.
fn inherit_steps(clocks: &mut Clocks<'_>, promise: &MergedClock) {
    let Some(clock) = clocks.state.clock(&promise.metric).filter(|clock| {
        clock.met_at.is_none() && [clock.started_at, clock.basis_at].contains(&promise.started_at)
    }) else {
        return;
    };
    let due = clock.due_at;
    let broken = promise
        .breached_at
        .filter(|at| due.is_some_and(|due| due < *at));
    let holds = |at: Instant| broken.is_some() || due.is_none_or(|due| at < due);
    let own = steps(clocks.policy, clocks.state, clock).into_iter();
    let told: Vec<_> = own
        .filter(|step| step.at.is_none_or(holds) && promise.steps_done.contains(&step.step))
        .map(|step| step.step)
        .collect();
    if let Some(clock) = clocks.state.clock_mut(&promise.metric) {
        clock.steps_done.extend(told);
        clock.breached_at = clock.breached_at.or(broken);
    }
}
