//! A ticket moves to another version of its policy: what it was promised is kept or bettered, no step is taken twice.
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::clock::{Reckoning, choose, ladder_of, steps};
use crate::policy::{Ladder, Metric, Policy, Step};
use crate::ticket::check::Checks;
use crate::ticket::{
    Actor, Clock, ClockTarget, Decision, Fact, FactBody, Refusal, State, Status, fold,
};
use crate::time::{Amount, Counting, Instant};

/// What a running clock had come to under the policy before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// When it was due; a pause that lasted is taken to end with the move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Instant>,
    /// The steps of the new ladder that the steps taken before stand for; none where both ladders are the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps_done: Option<BTreeSet<usize>>,
}

/// The move of open tickets from one version of a policy to another.
///
/// A clock counts from its start as if the new version had always been there, unless that were less time than
/// was promised: then it keeps the earlier of its old due instant and a full target from the move. A metric
/// that the new version does not have ends, one that it adds is promised from the move.
#[derive(Debug, Clone, Copy)]
pub struct Repin<'a> {
    /// The policy that the ticket is under.
    pub from: &'a Policy,
    /// The policy that it is to be under.
    pub to: &'a Policy,
    /// Its version.
    pub version: &'a str,
}

impl Repin<'_> {
    /// Moves an open ticket at `now`; one that has ended, or is there already, stays as it is.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] or [`Refusal::PriorityOfType`] when the new version does not know what the ticket
    /// is: its plan, type, priority, area, team or status.
    pub fn decide(&self, state: &State, now: Instant) -> Result<Decision, Refusal> {
        let unchanged = Decision {
            facts: Vec::new(),
            notices: Vec::new(),
            state: state.clone(),
        };
        if !state.status.is_live() || state.policy_version == self.version {
            return Ok(unchanged);
        }
        self.fits(state)?;
        let clocks = state.clocks.iter().filter(|clock| clock.met_at.is_none());
        let clocks: BTreeMap<String, Brought> = clocks
            .filter_map(|clock| Some((clock.metric.clone(), self.brought(state, clock, now)?)))
            .collect();
        let Some(first) = self.fact(state, clocks.clone(), now) else {
            return Ok(unchanged);
        };
        let clocks = clocks.into_iter().map(|(metric, mut brought)| {
            brought.steps_done = brought
                .steps_done
                .map(|_| self.stand_for(state, &first.1, &metric));
            (metric, brought)
        });
        let Some((fact, state)) = self.fact(state, clocks.collect(), now) else {
            return Ok(unchanged);
        };
        Ok(Decision {
            facts: vec![fact],
            notices: Vec::new(),
            state,
        })
    }

    fn fact(
        &self,
        state: &State,
        clocks: BTreeMap<String, Brought>,
        now: Instant,
    ) -> Option<(Fact, State)> {
        let fact = Fact {
            seq: state.version + 1,
            v: 1,
            occurred_at: now,
            recorded_at: now,
            by: Actor::System,
            cause: format!("policy:{}", self.version),
            body: FactBody::PolicyRepinned {
                policy_version: self.version.to_owned(),
                clocks,
            },
        };
        let state = fold(Some(state.clone()), &fact, self.to)?;
        Some((fact, state))
    }

    fn fits(&self, state: &State) -> Result<(), Refusal> {
        let checks = Checks { policy: self.to };
        let subject = &state.subject;
        checks.plan(subject.plan.as_deref(), &subject.add_ons)?;
        checks.classification(
            state,
            subject.ticket_type.as_deref(),
            subject.priority.as_deref(),
            subject.area.as_deref(),
        )?;
        checks.team(state.team.as_deref())?;
        match &state.status {
            Status::Waiting(name) => checks.status(name),
            Status::Incomplete | Status::Open | Status::Resolved | Status::Closed => Ok(()),
        }
    }

    fn brought(&self, state: &State, clock: &Clock, now: Instant) -> Option<Brought> {
        let metric = self.from.metric(&clock.metric)?;
        let reckoning = Reckoning {
            policy: self.from,
            state,
            metric,
        };
        let pauses = reckoning.pauses_until(now);
        let ladder = |policy| ladder_of(policy, clock).map(Ladder::without_places);
        let same = ladder(self.from) == ladder(self.to);
        Some(Brought {
            due_at: reckoning.due(&clock.target, clock.basis_at, &pauses),
            steps_done: (!same).then(BTreeSet::new),
        })
    }

    /// The steps of the new ladder that come no later than the last one taken of the old.
    fn stand_for(&self, before: &State, after: &State, metric: &str) -> BTreeSet<usize> {
        let of = |state: &State| {
            let mut clocks = state.clocks.iter();
            clocks.find(|clock| clock.metric == metric).cloned()
        };
        let (Some(old), Some(new)) = (of(before), of(after)) else {
            return BTreeSet::new();
        };
        let taken = steps(self.from, before, &old).into_iter();
        let taken = taken.filter(|step| old.steps_done.contains(&step.step));
        let reach = taken.filter_map(|step| step.at).max();
        let new = steps(self.to, after, &new).into_iter();
        new.filter(|step| step.at.is_some() && step.at <= reach)
            .map(|step| step.step)
            .collect()
    }
}

/// The ticket is under the policy from now on; what only the one before knew is forgotten.
pub(crate) fn follow(state: &mut State, version: &str, policy: &Policy) {
    version.clone_into(&mut state.policy_version);
    let rules = &policy.rules;
    let known = |id: &String| rules.iter().any(|rule| rule.id == *id);
    state.held.retain(|id, _| known(id));
    let known = |clock: &Clock| policy.metric(&clock.metric).is_some();
    state.clocks.retain(known);
}

/// Brings the clocks over.
pub(crate) fn bring(
    state: &mut State,
    brought: &BTreeMap<String, Brought>,
    at: Instant,
    policy: &Policy,
) {
    for index in 0..state.clocks.len() {
        let clock = &state.clocks[index];
        let (Some(metric), Some(brought)) =
            (policy.metric(&clock.metric), brought.get(&clock.metric))
        else {
            continue;
        };
        let mut clock = clock.clone();
        if let Some(done) = &brought.steps_done {
            clock.steps_done.clone_from(done);
            clock.pending = None;
        }
        if !clock.canceled {
            let reckoning = Reckoning {
                policy,
                state,
                metric,
            };
            let counting = Moving {
                reckoning,
                metric,
                at,
                was_due: brought.due_at,
            };
            counting.set(&mut clock);
        }
        state.clocks[index] = clock;
    }
    let order = |name: &str| policy.metrics.iter().position(|metric| metric.name == name);
    state.clocks.sort_by_key(|clock| order(&clock.metric));
}

struct Moving<'a> {
    reckoning: Reckoning<'a>,
    metric: &'a Metric,
    at: Instant,
    was_due: Option<Instant>,
}

impl Moving<'_> {
    fn set(&self, clock: &mut Clock) {
        let start = clock.promised_at.unwrap_or(clock.started_at);
        let target = choose(&self.reckoning, start);
        if clock.target == ClockTarget::Nothing && target != ClockTarget::Nothing {
            clock.target = choose(&self.reckoning, self.at);
            clock.basis_at = self.at;
            clock.promised_at = Some(self.at);
            return;
        }
        let pauses = self.reckoning.pauses_until(self.at);
        let due = |target: &ClockTarget, basis| self.reckoning.due(target, basis, &pauses);
        let sooner = |due: Option<Instant>, than: Option<Instant>| match (due, than) {
            (Some(due), Some(than)) => due < than,
            (Some(_), None) => true,
            (None, _) => false,
        };
        // What is late already was promised earlier than any move.
        let open = self.was_due.is_none_or(|was_due| was_due > self.at);
        if !open || !sooner(due(&target, start), self.was_due) {
            clock.target = target;
            clock.basis_at = start;
            return;
        }
        let full = choose(&self.reckoning, self.at);
        clock.target = if sooner(due(&full, self.at), self.was_due) {
            full
        } else {
            self.rest(&clock.target).unwrap_or(full)
        };
        clock.basis_at = self.at;
        clock.promised_at = Some(self.at);
    }

    /// What was left of the old promise: business time of the new hours where it was business time, so that a
    /// later pause moves it by what the pause took from those hours.
    fn rest(&self, old: &ClockTarget) -> Option<ClockTarget> {
        let was_due = self.was_due?;
        let line = self.metric.line;
        let in_hours = match old {
            ClockTarget::Within { amount, .. } => {
                matches!(amount.counting, Counting::Business | Counting::Bare)
            }
            ClockTarget::Slot { .. } | ClockTarget::Nothing => false,
        };
        let name = self.reckoning.calendar_name(None).filter(|_| in_hours);
        let hours = self.reckoning.calendar(name.as_deref());
        let left = hours.between(self.at, was_due);
        let (amount, calendar) = if name.is_some() && left > TimeDelta::zero() {
            (Amount::time(Counting::Business, left), name)
        } else {
            (Amount::time(Counting::Elapsed, was_due - self.at), None)
        };
        Some(ClockTarget::Within {
            amount,
            calendar,
            line,
        })
    }
}

impl Ladder {
    /// Two ladders are the same wherever they are written.
    fn without_places(&self) -> Self {
        let steps = self.steps.iter().cloned();
        Self {
            steps: steps.map(|step| Step { line: 0, ..step }).collect(),
            ..self.clone()
        }
    }
}
