//! Which row of the policy a ticket's clock counts.
use crate::clock::DeadlineCalculation;
use crate::clock::contract::contracted;
use crate::policy::{
    Begins, CalendarOf, Combine, Condition, Key, Metric, Promise, Target, UntilAgreed, Words,
};
use crate::ticket::{ClockTarget, TicketFacts};
use crate::time::{Amount, Counting, DueBy, Instant};

/// The target in force for the metric, if counted from `basis`.
///
/// An organisation's contract wins over overrides, those over add-ons, add-ons over the metric's own rows; among rows the metric's
/// `combine` decides: the earliest due instant, or the most specific condition. A commitment
/// stands in for the metric's own rows wherever they promise a time at all.
#[must_use]
pub fn choose(calculation: &DeadlineCalculation<'_>, basis: Instant) -> ClockTarget {
    let (layer, rows) = rows_for(calculation);
    let promises_time = rows.iter().any(|row| match row.promise {
        Promise::Within(_) | Promise::By(_) | Promise::Slot | Promise::Committed => true,
        // Nobody commits to another date than the one that was agreed.
        Promise::None | Promise::Words(_) | Promise::WordsWithClock(..) | Promise::Agreed(_) => {
            false
        }
    });
    let commits = layer == Layer::Own && promises_time;
    match committed(calculation).filter(|_| commits) {
        Some(commitment) => commitment,
        None => combined(calculation, &rows, basis),
    }
}

/// Whether the row in force promises a date that is agreed; of the strictest, whether one of them does.
pub(crate) fn takes_a_date(calculation: &DeadlineCalculation<'_>) -> bool {
    let (_, rows) = rows_for(calculation);
    let is_agreed = |row: &Target| matches!(row.promise, Promise::Agreed(_));
    match calculation.metric.combine {
        Combine::MostSpecific => most_specific(&rows).is_some_and(is_agreed),
        Combine::Strictest => rows.iter().any(is_agreed),
    }
}

/// Whether a target holds only until a date is agreed.
pub(crate) fn awaits_a_date(calculation: &DeadlineCalculation<'_>, target: &ClockTarget) -> bool {
    let line = match target {
        ClockTarget::Within { line, .. } | ClockTarget::By { line, .. } => *line,
        ClockTarget::Agreed { due, .. } => return due.is_none(),
        ClockTarget::Slot { .. } | ClockTarget::Nothing => return false,
    };
    let (_, rows) = rows_for(calculation);
    let mut rows = rows.iter().filter(|row| row.line == line);
    rows.any(|row| matches!(row.promise, Promise::Agreed(_)))
}

/// Whose rows speak of a ticket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Overrides,
    AddOns,
    Own,
}

/// The rows that speak of this ticket, of the layer that wins.
fn rows_for(calculation: &DeadlineCalculation<'_>) -> (Layer, Vec<Target>) {
    let facts = TicketFacts::new(calculation.policy, calculation.state);
    let metric = calculation.metric;
    if !begins_for(metric, &facts) {
        return (Layer::Own, Vec::new());
    }
    let matching = |rows: &mut dyn Iterator<Item = &Target>| -> Vec<Target> {
        rows.filter(|row| row.when.eval(&facts)).cloned().collect()
    };
    if let Some(contracted) = contracted(calculation.state, metric) {
        return (Layer::Overrides, vec![contracted]);
    }
    let overrides = matching(&mut metric.overrides.iter());
    if !overrides.is_empty() {
        return (Layer::Overrides, overrides);
    }
    let add_ons = calculation.state.subject.add_ons.iter();
    let overlays = add_ons
        .filter_map(|name| {
            let add_on = calculation.policy.add_ons.get(name)?;
            add_on.targets.get(&metric.name)
        })
        .flatten();
    let mut overlaid = matching(&mut overlays.into_iter());
    if !overlaid.is_empty() {
        // Several add-ons may speak of the same cell: their order is that of the file.
        overlaid.sort_by_key(|row| row.line);
        return (Layer::AddOns, overlaid);
    }
    (Layer::Own, matching(&mut metric.targets.iter()))
}

/// The words that a ticket is promised, and whether a clock behind them is the staff's own.
pub(crate) fn words_for(
    calculation: &DeadlineCalculation<'_>,
    target: &ClockTarget,
) -> Option<(Words, bool)> {
    let (_, rows) = rows_for(calculation);
    let row = match (target, calculation.metric.combine) {
        (
            ClockTarget::Within { line, .. }
            | ClockTarget::By { line, .. }
            | ClockTarget::Slot { line }
            | ClockTarget::Agreed { line, .. },
            _,
        ) => rows.iter().find(|row| row.line == *line),
        (ClockTarget::Nothing, Combine::MostSpecific) => most_specific(&rows),
        (ClockTarget::Nothing, Combine::Strictest) => rows
            .iter()
            .find(|row| matches!(row.promise, Promise::Words(_))),
    };
    match &row?.promise {
        Promise::Words(words) => Some((words.clone(), false)),
        Promise::WordsWithClock(words, _) => Some((words.clone(), true)),
        Promise::Within(_)
        | Promise::By(_)
        | Promise::None
        | Promise::Slot
        | Promise::Committed
        | Promise::Agreed(_) => None,
    }
}

/// Whether the metric is for tickets such as this one is now: some start asks nothing of it that
/// does not hold. What a start asks of the moment (a status, facts so far) is not asked again.
fn begins_for(metric: &Metric, facts: &TicketFacts<'_>) -> bool {
    metric.starts.is_empty()
        || metric
            .starts
            .iter()
            .any(|start| of_the_moment(&start.when) || start.when.eval(facts))
}

/// Whether a condition asks about the moment, and not only about what the ticket is.
pub(crate) fn of_the_moment(when: &Condition) -> bool {
    when.keys().iter().any(|key| {
        matches!(
            key,
            Key::Status | Key::Fact | Key::Milestone | Key::Level | Key::Difficulty
        )
    })
}

fn combined(calculation: &DeadlineCalculation<'_>, rows: &[Target], basis: Instant) -> ClockTarget {
    match calculation.metric.combine {
        Combine::MostSpecific => {
            most_specific(rows).map_or(ClockTarget::Nothing, |row| counted(calculation, row))
        }
        Combine::Strictest => {
            let pauses = calculation.pauses_until(basis);
            let targets = rows.iter().map(|row| counted(calculation, row));
            let targets: Vec<_> = targets.collect();
            let dated = targets.iter().filter_map(|target| {
                let due = calculation.due(target, basis, &pauses)?;
                Some((due, target))
            });
            let to_agree = |target: &&ClockTarget| matches!(target, ClockTarget::Agreed { .. });
            let first = dated.min_by_key(|(due, _)| *due).map(|(_, target)| target);
            let first = first.or_else(|| targets.iter().find(to_agree));
            first.cloned().unwrap_or(ClockTarget::Nothing)
        }
    }
}

fn most_specific(rows: &[Target]) -> Option<&Target> {
    // `max_by_key` takes the last of equals; the policy's order says the first.
    rows.iter().rev().max_by_key(|row| row.when.specificity())
}

fn counted(calculation: &DeadlineCalculation<'_>, row: &Target) -> ClockTarget {
    match &row.promise {
        Promise::None | Promise::Words(_) | Promise::Committed => ClockTarget::Nothing,
        Promise::Slot => ClockTarget::Slot { line: row.line },
        Promise::By(by) => by_day(calculation, by, row),
        Promise::Within(amount) | Promise::WordsWithClock(_, amount) => {
            within(calculation, amount, row)
        }
        Promise::Agreed(until) => {
            let clock = calculation.state.clock(&calculation.metric.name);
            let due = clock
                .and_then(|clock| clock.agreed)
                .map(|agreed| agreed.due);
            match (due, until) {
                (None, UntilAgreed::Within(amount)) => within(calculation, amount, row),
                (None, UntilAgreed::By(by)) => by_day(calculation, by, row),
                (Some(_), _) | (None, UntilAgreed::Nothing) => ClockTarget::Agreed {
                    due,
                    line: row.line,
                },
            }
        }
    }
}

fn by_day(calculation: &DeadlineCalculation<'_>, by: &DueBy, row: &Target) -> ClockTarget {
    ClockTarget::By {
        by: *by,
        calendar: calculation.calendar_name(row.calendar.as_ref()),
        cut_off: cut_off(begins_of(calculation, row)),
        line: row.line,
    }
}

fn begins_of(calculation: &DeadlineCalculation<'_>, row: &Target) -> Begins {
    row.begins.unwrap_or(calculation.metric.begins)
}

fn cut_off(begins: Begins) -> Option<u16> {
    match begins {
        Begins::AfterCutOff(minute) => Some(minute),
        Begins::AtOnce | Begins::NextOpening => None,
    }
}

/// The calendar at whose opening time begins, where it does not begin at once.
fn begins_in(
    calculation: &DeadlineCalculation<'_>,
    begins: Begins,
    of: Option<&CalendarOf>,
) -> Option<String> {
    match begins {
        Begins::AtOnce => None,
        Begins::NextOpening | Begins::AfterCutOff(_) => calculation.calendar_name(of),
    }
}

fn within(calculation: &DeadlineCalculation<'_>, amount: &Amount, row: &Target) -> ClockTarget {
    let begins = begins_of(calculation, row);
    ClockTarget::Within {
        amount: *amount,
        calendar: calendar_for(calculation, amount, row),
        begins_in: begins_in(calculation, begins, row.calendar.as_ref()),
        cut_off: cut_off(begins),
        line: row.line,
    }
}

fn calendar_for(
    calculation: &DeadlineCalculation<'_>,
    amount: &Amount,
    row: &Target,
) -> Option<String> {
    match amount.counting {
        Counting::Elapsed => None,
        Counting::Business | Counting::Bare | Counting::Calendar => {
            calculation.calendar_name(row.calendar.as_ref())
        }
    }
}

/// The agent's commitment, where the metric takes one and it was made.
#[must_use]
pub fn committed(calculation: &DeadlineCalculation<'_>) -> Option<ClockTarget> {
    let commitment = calculation.metric.commitment.as_ref()?;
    let minutes = calculation.state.commitment_minutes?;
    let difficulty = calculation.state.difficulty.as_deref()?;
    let band = commitment
        .bands
        .iter()
        .find(|band| band.difficulty == difficulty)?;
    Some(ClockTarget::Within {
        amount: Amount::minutes(minutes, band.from.counting),
        calendar: match band.from.counting {
            Counting::Elapsed => None,
            Counting::Business | Counting::Bare | Counting::Calendar => {
                calculation.calendar_name(None)
            }
        },
        begins_in: begins_in(calculation, calculation.metric.begins, None),
        cut_off: cut_off(calculation.metric.begins),
        line: calculation.metric.line,
    })
}
