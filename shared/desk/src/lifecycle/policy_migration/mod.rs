//! Policy migration: a ticket moves to another version of its policy; its promises are kept or bettered, no step is
//! taken twice.
mod clocks;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::clock::{DeadlineCalculation, ladder_of, steps};
use crate::lifecycle::check::Checks;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::starts::start_anew;
use crate::lifecycle::{Decision, FactBody, Refusal, fold};
use crate::policy::{Ladder, Policy, Step};
use crate::ticket::{Actor, Clock, State, Status};
use crate::time::Instant;

/// A running clock as it was under the policy before.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MigratedClock {
    /// When it was due; a pause that lasted is taken to end with the move.
    pub due_at: Option<Instant>,
    /// The steps of the new ladder that the steps taken before stand for; none where both ladders are the same.
    pub steps_done: Option<BTreeSet<usize>>,
}

/// The migration of open tickets from one version of a policy to another.
///
/// A clock counts from its start as if the new version had always been there, unless that were less time than
/// was promised: then it keeps the earlier of its old due instant and a full target from the move. A metric
/// that the new version does not have ends, one that it adds is promised from the move.
#[derive(Debug, Clone, Copy)]
pub struct PolicyMove<'a> {
    /// The policy that the ticket is under.
    pub from: &'a Policy,
    /// The policy that it is to be under.
    pub to: &'a Policy,
    /// Its version.
    pub version: &'a str,
}

impl PolicyMove<'_> {
    /// Moves an open ticket at `now`; one that has ended, or is there already, stays as it is.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] or [`Refusal::PriorityOfType`] when the new version does not know what the ticket
    /// is: its plan, type, priority, area, team or status.
    pub fn decide(&self, state: &State, now: Instant) -> Result<Decision, Refusal> {
        let unchanged = Decision::nothing(state);
        if !state.status.is_live() || state.policy_version == self.version {
            return Ok(unchanged);
        }
        self.fits(state)?;
        let clocks = state.clocks.iter().filter(|clock| clock.met_at.is_none());
        let clocks: BTreeMap<String, MigratedClock> = clocks
            .filter_map(|clock| Some((clock.metric.clone(), self.migrated(state, clock, now)?)))
            .collect();
        let Some(first) = self.fact(state, clocks.clone(), now) else {
            return Ok(unchanged);
        };
        let clocks = clocks.into_iter().map(|(metric, mut migrated)| {
            migrated.steps_done = migrated
                .steps_done
                .map(|_| self.equivalent_steps(state, &first.1, &metric));
            (metric, migrated)
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
        clocks: BTreeMap<String, MigratedClock>,
        now: Instant,
    ) -> Option<(Fact, State)> {
        let fact = Fact {
            seq: state.version + 1,
            v: 1,
            occurred_at: now,
            recorded_at: now,
            by: Actor::System,
            cause: format!("policy:{}", self.version),
            body: FactBody::PolicyRepinned(PolicyRepinned {
                policy_version: self.version.to_owned(),
                clocks,
            }),
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

    fn migrated(&self, state: &State, clock: &Clock, now: Instant) -> Option<MigratedClock> {
        let metric = self.from.metric(&clock.metric)?;
        let calculation = DeadlineCalculation {
            policy: self.from,
            state,
            metric,
        };
        let pauses = calculation.pauses_until(now);
        let ladder = |policy| ladder_of(policy, clock).map(Ladder::without_lines);
        let same = ladder(self.from) == ladder(self.to);
        Some(MigratedClock {
            due_at: calculation.due(&clock.target, clock.basis_at, &pauses),
            steps_done: (!same).then(BTreeSet::new),
        })
    }

    /// The steps of the new ladder that come no later than the last one taken of the old.
    fn equivalent_steps(&self, before: &State, after: &State, metric: &str) -> BTreeSet<usize> {
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

/// The ticket goes on under another version of the policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRepinned {
    /// The version from now on.
    pub policy_version: String,
    /// The running clocks as they were under the version before, by metric.
    pub clocks: BTreeMap<String, MigratedClock>,
}

impl Effect for PolicyRepinned {
    /// The ticket is under the policy from now on; rules and clocks that only the one before knew are forgotten.
    fn apply(&self, state: &mut State, _fact: &Fact, policy: &Policy) {
        state.policy_version.clone_from(&self.policy_version);
        let known = |id: &String| policy.rules.iter().any(|rule| rule.id == *id);
        state.scheduled_rules.retain(|id, _| known(id));
        let known = |clock: &Clock| policy.metric(&clock.metric).is_some();
        state.clocks.retain(known);
    }

    fn change_clocks(&self, clocks: &mut Clocks<'_>) {
        clocks::migrate(clocks, &self.clocks);
        start_anew(clocks);
    }
}

impl Ladder {
    /// The ladder without its lines in the file: two ladders are the same wherever they are written.
    fn without_lines(&self) -> Self {
        let steps = self.steps.iter().cloned();
        Self {
            steps: steps.map(|step| Step { line: 0, ..step }).collect(),
            ..self.clone()
        }
    }
}
