//! Steps of a ladder: asked for by the scan, taken by escalate, acknowledged by an agent.
use serde::{Deserialize, Serialize};

use crate::clock::ladder_of;
use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::before::Before;
use crate::lifecycle::clocks::steps_come;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::notice::{NoticeDraft, StepTaken, TicketNews};
use crate::policy::{Event, Policy};
use crate::ticket::{Clock, PendingStep, State};
use crate::time::Instant;

/// The command that takes the ladder step that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeStep {
    /// The metric's name.
    pub metric: String,
    /// The clock's cycle, from 1.
    pub cycle: u32,
    /// Index in the policy's ladder, from 0.
    pub step: usize,
}

impl Decide for TakeStep {
    /// The escalation with the steps it overtakes; none if it is obsolete.
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let escalated = self.escalated(situation).map(FactBody::from);
        Ok(escalated.into_iter().collect())
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK
            .until(Stage::Merged)
            .may_assign()
            .by_the_scan()
    }
}

impl TakeStep {
    fn escalated(&self, situation: &Situation<'_>) -> Option<Escalated> {
        let (state, policy) = (situation.state, situation.policy);
        let clock = state.clock(&self.metric)?;
        if clock.cycle != self.cycle || self.is_obsolete(state, clock) {
            return None;
        }
        let mut taken = steps_come(state, policy, clock, situation.now);
        if !taken.contains(&self.step) {
            taken.push(self.step);
            taken.sort_unstable();
        }
        let highest = *taken.iter().max()?;
        let step = ladder_of(policy, clock)?.steps.get(highest)?;
        Some(Escalated {
            metric: self.metric.clone(),
            cycle: self.cycle,
            steps: taken,
            level: step.raise_to,
            assignee: step.reassign.clone(),
        })
    }

    fn is_obsolete(&self, state: &State, clock: &Clock) -> bool {
        // A step that nobody asks for any more was asked for before the ticket moved to another version.
        clock.pending.is_none()
            || clock.due_at.is_none()
            || !state.status.is_live()
            || !clock.is_open()
            || clock.ladder_stopped
            || state.ladders_rest()
            || clock.steps_done.contains(&self.step)
    }
}

/// The command by which an agent says to have seen the escalation.
pub(crate) struct Acknowledge;

impl Decide for Acknowledge {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        Ok(vec![FactBody::Acknowledged])
    }
}

/// A ladder step before due came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warned {
    /// The metric's name.
    pub metric: String,
    /// The clock's cycle, from 1.
    pub cycle: u32,
    /// Index in the policy's ladder, from 0.
    pub step: usize,
}

impl Effect for Warned {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        ask(state, &self.metric, self.cycle, self.step, fact.recorded_at);
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::Warned).keeps_promises().of_the_scan()
    }
}

/// A ladder step was asked for (again) by the scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requested {
    /// The metric's name.
    pub metric: String,
    /// The clock's cycle, from 1.
    pub cycle: u32,
    /// Index in the policy's ladder, from 0.
    pub step: usize,
}

impl Effect for Requested {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        ask(state, &self.metric, self.cycle, self.step, fact.recorded_at);
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises().of_the_scan()
    }
}

/// The scan asked for a step, for the first time or again.
fn ask(state: &mut State, metric: &str, cycle: u32, step: usize, at: Instant) {
    if let Some(clock) = state.cycle_mut(metric, cycle) {
        let tries = clock.pending.as_ref().map_or(0, |pending| pending.tries);
        clock.pending = Some(PendingStep {
            step,
            since: at,
            tries: tries + 1,
        });
    }
}

/// A ladder step was taken, with the steps it overtook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalated {
    /// The metric's name.
    pub metric: String,
    /// The clock's cycle, from 1.
    pub cycle: u32,
    /// The step taken and those it overtook.
    pub steps: Vec<usize>,
    /// The level that has the ticket from then on.
    pub level: Option<u8>,
    /// The role that became the assignee.
    pub assignee: Option<String>,
}

impl Effect for Escalated {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        state.level = self
            .level
            .map_or(state.level, |level| level.max(state.level));
        if self.assignee.is_some() {
            state.assignee.clone_from(&self.assignee);
        }
        if let Some(clock) = state.cycle_mut(&self.metric, self.cycle) {
            clock.steps_done.extend(&self.steps);
            clock.pending = None;
        }
    }

    fn notices(&self, news: &TicketNews<'_>, before: &Before) -> Vec<NoticeDraft> {
        let Some(step) = self.steps.iter().max().copied() else {
            return Vec::new();
        };
        news.of_step(&StepTaken {
            before: before.values.as_ref().unwrap_or(news.state),
            metric: &self.metric,
            step,
        })
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::Escalated).assigns(if self.assignee.is_some() {
            Assigns::Somebody
        } else {
            Assigns::Nobody
        })
    }
}

/// An agent had seen the escalation.
pub(crate) struct Acknowledged;

impl Effect for Acknowledged {
    fn traits(&self) -> Traits {
        Traits::of(Event::Acknowledged).keeps_promises()
    }
}
