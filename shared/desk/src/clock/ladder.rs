//! When the steps of an escalation ladder come, and whom they tell.
use chrono::TimeDelta;
use serde::Serialize;

use crate::clock::Reckoning;
use crate::policy::{Ladder, Policy, Step, StepAt};
use crate::ticket::{Clock, State, TicketFacts};
use crate::time::{Amount, Counting, Instant};

/// One step that applies to a ticket, and when it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepInstant {
    /// Position in the policy's ladder, from 0.
    pub step: usize,
    /// `None` while a pause without end lies before it.
    pub at: Option<Instant>,
}

/// The ladder of a clock's metric.
pub(crate) fn ladder_of<'p>(policy: &'p Policy, clock: &Clock) -> Option<&'p Ladder> {
    let metric = policy.metric(&clock.metric)?;
    policy.ladders.get(metric.ladder.as_ref()?)
}

/// The steps that apply to this clock, in the policy's order.
///
/// Shares count in the clock's calendar from its basis with the target in force; beyond 100 %
/// they count on from the due instant in force, and a pause after due moves them.
#[must_use]
pub fn steps(policy: &Policy, state: &State, clock: &Clock) -> Vec<StepInstant> {
    let (Some(ladder), Some(metric)) = (ladder_of(policy, clock), policy.metric(&clock.metric))
    else {
        return Vec::new();
    };
    let reckoning = Reckoning {
        policy,
        state,
        metric,
    };
    let facts = TicketFacts::new(state);
    let mut previous = None;
    let applying = ladder
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.when.eval(&facts) && has_contact(policy, state, step));
    applying
        .map(|(index, step)| {
            let at = instant(&reckoning, clock, &step.at, previous);
            previous = at;
            StepInstant { step: index, at }
        })
        .collect()
}

fn instant(
    reckoning: &Reckoning<'_>,
    clock: &Clock,
    at: &StepAt,
    previous: Option<Instant>,
) -> Option<Instant> {
    let pauses = reckoning.pauses();
    let (length, calendar) = reckoning.length(&clock.target, clock.basis_at)?;
    let counted = reckoning.calendar(calendar.as_deref());
    let on = |from: Instant, amount: &Amount| {
        let own = match amount.counting {
            Counting::Business => calendar.clone().or_else(|| reckoning.calendar_name(None)),
            Counting::Elapsed | Counting::Bare | Counting::Calendar => calendar.clone(),
        };
        reckoning.after(from, amount, own.as_deref(), &pauses)
    };
    match at {
        StepAt::Share(100) => clock.due_at,
        StepAt::Share(percent) if *percent < 100 => {
            counted.add_with_pauses(clock.basis_at, share(length, *percent), &pauses)
        }
        StepAt::Share(percent) => {
            counted.add_with_pauses(clock.due_at?, share(length, percent - 100), &pauses)
        }
        StepAt::BeforeDue(amount) => before(reckoning, clock, amount, calendar.as_deref(), length),
        StepAt::AfterDue(amount) => on(clock.due_at?, amount),
        StepAt::AfterStart(amount) => on(clock.basis_at, amount),
        StepAt::AfterPrevious(amount) => on(previous?, amount),
    }
}

fn share(length: TimeDelta, percent: u32) -> TimeDelta {
    TimeDelta::milliseconds(length.num_milliseconds() * i64::from(percent) / 100)
}

/// Elapsed time before due is plain; business time is what is left of the target from its basis.
fn before(
    reckoning: &Reckoning<'_>,
    clock: &Clock,
    amount: &Amount,
    calendar: Option<&str>,
    length: TimeDelta,
) -> Option<Instant> {
    let due = clock.due_at?;
    let time = amount.as_time()?;
    match (amount.counting, calendar) {
        (Counting::Elapsed, _) | (_, None) => Some((due - time).max(clock.basis_at)),
        (Counting::Business | Counting::Bare | Counting::Calendar, Some(name)) => {
            let left = (length - time).max(TimeDelta::zero());
            let counted = reckoning.calendar(Some(name));
            counted.add_with_pauses(clock.basis_at, left, &reckoning.pauses())
        }
    }
}

/// A step whose only contact is a declared empty cell is left out.
fn has_contact(policy: &Policy, state: &State, step: &Step) -> bool {
    step.notify.is_empty()
        || !roles_of(policy, state, step).is_empty()
        || !step.cc.is_empty()
        || step.raise_to.is_some()
}

/// The roles that a step tells, without those whose cell in the contact table is declared empty.
#[must_use]
pub fn roles_of(policy: &Policy, state: &State, step: &Step) -> Vec<String> {
    let level = step.raise_to.unwrap_or(state.level);
    let roles = step.notify.iter().filter(|role| {
        !matches!(
            crate::ticket::contact(policy, state, role, level),
            crate::ticket::Contact::DeclaredEmpty
        )
    });
    roles.cloned().collect()
}
