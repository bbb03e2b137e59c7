//! Obligations of a ticket, the next one first: the entries of the one index that everything time-driven sits in.
use chrono::TimeDelta;

use crate::clock::ladder::ladder_of;
use crate::clock::{DeadlineCalculation, scheduled_rules, steps};
use crate::policy::Policy;
use crate::ticket::{ClassificationState, Clock, State};
use crate::time::Instant;

/// A step that was asked for and not answered is asked for again after this long.
pub const REDRIVE_AFTER: TimeDelta = TimeDelta::minutes(2);

/// An obligation: something that must happen unless the ticket changes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obligation {
    /// A rule of the policy waited long enough in silence.
    Rule {
        /// The rule's id.
        rule: String,
    },
    /// Nobody classified the ticket.
    Classification,
    /// A promise that nothing fulfilled is declared broken.
    Breach {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
    },
    /// A step of the ladder; the highest one that is due overtakes those before it.
    Step {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
        /// Place in the policy's ladder, from 0.
        step: usize,
    },
    /// The children of a major incident were not all told of a fact.
    FanOut {
        /// The fact's sequence number.
        fact: u64,
    },
    /// The step was asked for and not taken.
    Unanswered {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
        /// Place in the policy's ladder, from 0.
        step: usize,
    },
}

/// The instant of the ticket's earliest obligation; none: it can leave the index.
#[must_use]
pub fn next_due(state: &State, policy: &Policy) -> Option<Instant> {
    obligations(state, policy)
        .into_iter()
        .map(|(at, _)| at)
        .min()
}

/// All obligations of the ticket with their instants, in no particular order.
#[must_use]
pub fn obligations(state: &State, policy: &Policy) -> Vec<(Instant, Obligation)> {
    if state.merged_into.is_some() {
        return Vec::new();
    }
    let scheduled_rules = scheduled_rules(state, policy).into_iter();
    let mut owed: Vec<_> = scheduled_rules
        .map(|(at, rule)| {
            let rule = rule.id.clone();
            (at, Obligation::Rule { rule })
        })
        .collect();
    owed.extend(fan_outs(state));
    if !state.status.is_live() {
        return owed;
    }
    if state.classified == ClassificationState::No {
        let wait = policy
            .changes
            .classify_within
            .as_time()
            .unwrap_or(REDRIVE_AFTER);
        let backoff = 2_i32.saturating_pow(state.classify_tries.min(10));
        let since = state.classify_asked_at.unwrap_or(state.opened_at);
        owed.push((since + wait * backoff, Obligation::Classification));
    }
    for clock in state.clocks.iter().filter(|clock| clock.is_open()) {
        owed.extend(of_clock(state, policy, clock));
    }
    owed
}

/// A fan-out that did not end is asked for again.
fn fan_outs(state: &State) -> Vec<(Instant, Obligation)> {
    let open = state.fan_outs.iter();
    open.map(|open| {
        let wait = REDRIVE_AFTER * 2_i32.saturating_pow(open.tries.saturating_sub(1).min(8));
        (open.since + wait, Obligation::FanOut { fact: open.fact })
    })
    .collect()
}

fn of_clock(state: &State, policy: &Policy, clock: &Clock) -> Vec<(Instant, Obligation)> {
    let mut owed = Vec::new();
    let (metric, cycle) = (clock.metric.clone(), clock.cycle);
    let declared_at = declared_at(state, policy, clock);
    if let (Some(at), None) = (declared_at, clock.breached_at) {
        owed.push((
            at,
            Obligation::Breach {
                metric: metric.clone(),
                cycle,
            },
        ));
    }
    // A pause that began before a step was taken holds it back, whenever its time came.
    let stands_still = clock.due_at.is_none();
    if state.ladders_rest()
        || stands_still
        || clock.ladder_stopped
        || clock.withdrawn
        || ladder_of(policy, clock).is_none()
    {
        return owed;
    }
    if let Some(pending) = &clock.pending {
        let wait = REDRIVE_AFTER * 2_i32.saturating_pow(pending.tries.saturating_sub(1).min(8));
        let step = pending.step;
        owed.push((
            pending.since + wait,
            Obligation::Unanswered {
                metric,
                cycle,
                step,
            },
        ));
        return owed;
    }
    let open = steps(policy, state, clock).into_iter();
    let open = open.filter(|step| !clock.steps_done.contains(&step.step));
    for step in open {
        let Some(at) = step.at else { continue };
        // A step at or after due waits for the breach to be declared, and comes with it.
        let at = match (clock.due_at, declared_at) {
            (Some(due), Some(declared)) if at >= due => at.max(declared),
            _ => at,
        };
        owed.push((
            at,
            Obligation::Step {
                metric: metric.clone(),
                cycle,
                step: step.step,
            },
        ));
    }
    owed
}

/// The instant at which a breach is declared: one millisecond after due, plus the evidence delay.
pub(crate) fn declared_at(state: &State, policy: &Policy, clock: &Clock) -> Option<Instant> {
    let metric = policy.metric(&clock.metric)?;
    let late = clock.due_at? + TimeDelta::milliseconds(1);
    match &metric.settle {
        None => Some(late),
        Some(amount) => {
            let calculation = DeadlineCalculation {
                policy,
                state,
                metric,
            };
            calculation.after(
                late,
                amount,
                calculation.calendar_name(None).as_deref(),
                &[],
            )
        }
    }
}
