//! When the steps of an escalation ladder come, and whom they tell.
use chrono::TimeDelta;
use serde::Serialize;

use crate::clock::{DeadlineCalculation, choose};
use crate::policy::{Ladder, Policy, Step, StepAt, Tightened};
use crate::ticket::{Clock, ClockTarget, RoleContact, State, TicketFacts, contact};
use crate::time::{Amount, Counting, Instant, Value};

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
/// Shares count in the clock's calendar from its start, with the target that it counts. Beyond 100 % they count on
/// from the due instant in force with the target in force, also where a raise kept an earlier due instant than its
/// own; a pause after due moves them. Steps that come again keep their spacing, in the clock's time.
#[must_use]
pub fn steps(policy: &Policy, state: &State, clock: &Clock) -> Vec<StepInstant> {
    let Some(metric) = policy.metric(&clock.metric) else {
        return Vec::new();
    };
    if clock.target == ClockTarget::Nothing {
        return Vec::new();
    }
    let calculation = DeadlineCalculation {
        policy,
        state,
        metric,
    };
    let mut previous = None;
    let mut rounds = Rounds::default();
    let applying = applying(policy, state, clock).into_iter();
    applying
        .map(|(index, step, _)| {
            let at = if step.round == 0 {
                let at = instant(&calculation, clock, &step.at, previous);
                rounds.own.push((index, at));
                at
            } else {
                rounds.again(&calculation, clock, (index, step), previous)
            };
            previous = at;
            StepInstant { step: index, at }
        })
        .collect()
}

/// The instants of the steps as they came first, and the last step of the round before.
#[derive(Default)]
struct Rounds {
    /// By place in the ladder.
    own: Vec<(usize, Option<Instant>)>,
    round: u8,
    begins_after: Option<Instant>,
}

impl Rounds {
    /// When a step comes again: as long after the last step of the round before as the ladder says, and then as long
    /// as it came after the first step of all.
    fn again(
        &mut self,
        calculation: &DeadlineCalculation<'_>,
        clock: &Clock,
        (index, step): (usize, &Step),
        previous: Option<Instant>,
    ) -> Option<Instant> {
        if step.round > self.round {
            (self.round, self.begins_after) = (step.round, previous);
        }
        let ladder = ladder_of(calculation.policy, clock)?;
        let length = ladder.own_steps().count();
        let pauses = calculation.pauses_of(&clock.target);
        let (_, calendar) = calculation.length(&clock.target, clock.basis_at)?;
        let counted = calculation.calendar(calendar.as_deref());
        let (_, first) = self.own.first()?;
        let (_, own) = self
            .own
            .iter()
            .find(|(place, _)| *place == index % length)?;
        let spacing = counted.between_with_pauses((*first)?, (*own)?, &pauses);
        let amount = ladder.again?.after;
        let in_calendar = counted_in(calculation, calendar, &amount);
        let begins =
            calculation.after(self.begins_after?, &amount, in_calendar.as_deref(), &pauses)?;
        counted.add_with_pauses(begins, spacing, &pauses)
    }
}

/// The calendar in which an amount of a ladder counts: the clock's own, or the metric's for business time.
fn counted_in(
    calculation: &DeadlineCalculation<'_>,
    calendar: Option<String>,
    amount: &Amount,
) -> Option<String> {
    match amount.counting {
        Counting::Business => calendar.or_else(|| calculation.calendar_name(None)),
        Counting::Elapsed | Counting::Bare | Counting::Calendar => calendar,
    }
}

/// The steps that are for this ticket, each with the level that has the ticket when it comes.
fn applying<'p>(policy: &'p Policy, state: &State, clock: &Clock) -> Vec<(usize, &'p Step, u8)> {
    let facts = TicketFacts::new(policy, state);
    let mut level = state.level;
    let mut applying = Vec::new();
    let steps = ladder_of(policy, clock).map_or(&[][..], |ladder| &ladder.steps);
    for (index, step) in steps.iter().enumerate() {
        if step.when.eval(&facts) && has_contact(policy, state, step, level) {
            applying.push((index, step, level));
            level = step.raise_to.map_or(level, |to| to.max(level));
        }
    }
    applying
}

fn instant(
    calculation: &DeadlineCalculation<'_>,
    clock: &Clock,
    at: &StepAt,
    previous: Option<Instant>,
) -> Option<Instant> {
    let pauses = calculation.pauses_of(&clock.target);
    let (length, calendar) = calculation.length(&clock.target, clock.basis_at)?;
    let counted = calculation.calendar(calendar.as_deref());
    let start = clock.promised_at.unwrap_or(clock.started_at);
    let start = calculation.begins(&clock.target, start);
    let own = |amount: &Amount| counted_in(calculation, calendar.clone(), amount);
    let on = |from: Instant, amount: &Amount| {
        calculation.after(from, amount, own(amount).as_deref(), &pauses)
    };
    match at {
        StepAt::Share(100) => clock.due_at,
        StepAt::Share(percent) if *percent < 100 => {
            counted.add_with_pauses(start, share(length, *percent), &pauses)
        }
        StepAt::Share(percent) => {
            let (length, calendar) = length_in_force(calculation, clock)?;
            let counted = calculation.calendar(calendar.as_deref());
            counted.add_with_pauses(clock.due_at?, share(length, percent - 100), &pauses)
        }
        StepAt::BeforeDue(amount) => {
            let before = before(calculation, clock.due_at?, amount, own(amount).as_deref())?;
            Some(before.max(start))
        }
        StepAt::AfterDue(amount) => on(clock.due_at?, amount),
        StepAt::AfterStart(amount) => on(start, amount),
        StepAt::AfterPrevious(amount) => on(previous?, amount),
    }
}

/// The length of the target in force: of a stricter one than the clock counts, where a raise kept the due instant.
fn length_in_force(
    calculation: &DeadlineCalculation<'_>,
    clock: &Clock,
) -> Option<(TimeDelta, Option<String>)> {
    let counted = || calculation.length(&clock.target, clock.basis_at);
    match calculation.policy.changes.tightened {
        Tightened::EarlierOfOldAndNewFromChange => {}
        Tightened::FromStart | Tightened::FromChange | Tightened::Keep => return counted(),
    }
    let from = clock.promised_from();
    let in_force = choose(calculation, from);
    let due = |target: &ClockTarget| calculation.due(target, from, &[]);
    let stricter = in_force != clock.target
        && matches!((due(&in_force), due(&clock.target)), (Some(new), Some(old)) if new < old);
    if stricter {
        calculation.length(&in_force, from)
    } else {
        counted()
    }
}

fn share(length: TimeDelta, percent: u32) -> TimeDelta {
    TimeDelta::milliseconds(length.num_milliseconds() * i64::from(percent) / 100)
}

/// When a step would come that stands so long before due, of a clock that began and is due then; also where that is
/// before it began.
pub(crate) fn before_due(
    calculation: &DeadlineCalculation<'_>,
    target: &ClockTarget,
    (began, due): (Instant, Instant),
    amount: &Amount,
) -> Option<Instant> {
    let (_, calendar) = calculation.length(target, began)?;
    let own = counted_in(calculation, calendar, amount);
    before(calculation, due, amount, own.as_deref())
}

/// So long before the due instant in force, in the time that the amount counts.
fn before(
    calculation: &DeadlineCalculation<'_>,
    due: Instant,
    amount: &Amount,
    calendar: Option<&str>,
) -> Option<Instant> {
    match (amount.counting, amount.value, calendar) {
        (Counting::Business | Counting::Bare, Value::Time(time), Some(name)) => {
            calculation.calendar(Some(name)).subtract(due, time)
        }
        (_, Value::Time(time), _) => Some(due - time),
        (_, Value::Days(days), _) => Some(due - TimeDelta::days(i64::from(days))),
        (_, Value::Months(months), _) => {
            let calendar = calculation.calendar(calendar);
            Some(calendar.calendar_months_before(due, months))
        }
    }
}

/// A step whose every contact is a declared empty cell is left out.
fn has_contact(policy: &Policy, state: &State, step: &Step, level: u8) -> bool {
    step.notify.is_empty() || !told(policy, state, step, level).is_empty()
}

/// The roles that a step tells, without those whose cell in the contact table is declared empty.
#[must_use]
pub fn roles_of(policy: &Policy, state: &State, step: &Step) -> Vec<String> {
    told(policy, state, step, state.level)
}

/// The roles that hear of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The roles that it tells.
    pub notify: Vec<String>,
    /// The roles that get a copy.
    pub cc: Vec<String>,
}

/// Per step that applies to a clock, the roles that hear of it; none where nothing is promised.
#[must_use]
pub fn told_by_step(policy: &Policy, state: &State, clock: &Clock) -> Vec<Told> {
    if clock.target == ClockTarget::Nothing {
        return Vec::new();
    }
    let applying = applying(policy, state, clock).into_iter();
    applying
        .map(|(_, step, level)| Told {
            notify: told(policy, state, step, level),
            cc: with_contact(policy, state, step, (&step.cc, level)),
        })
        .collect()
}

fn told(policy: &Policy, state: &State, step: &Step, level: u8) -> Vec<String> {
    with_contact(policy, state, step, (&step.notify, level))
}

/// Of some roles of a step, those whose cell in the contact table is not declared empty.
fn with_contact(
    policy: &Policy,
    state: &State,
    step: &Step,
    (roles, level): (&[String], u8),
) -> Vec<String> {
    let roles = roles.iter().filter(|role| {
        let found = contact(policy, state, role, seen_from(step, role, level));
        found != RoleContact::DeclaredEmpty
    });
    roles.cloned().collect()
}

/// The level that a role of a step looks from: `level_above` and `level_below` from the one that had
/// the ticket, all others from the one that this step raises it to.
pub(crate) fn seen_from(step: &Step, role: &str, level: u8) -> u8 {
    match (role, step.raise_to) {
        ("level_above" | "level_below", _) | (_, None) => level,
        (_, Some(to)) => to.max(level),
    }
}
