//! Deadlines by day at a time when their calendar is closed on all days.
use super::draft::{Draft, written_rows};
use crate::policy::model::{CalendarOf, Metric, Policy, Promise, Target};
use crate::policy::syntax::{Findings, Node, Sense};
use crate::time::{DayUnit, DueBy, DueDay, Hours, Span, TimeOfDay};

/// The last minutes of a date stand for its end, whenever an office closes.
const END_OF_DAY: u16 = 23 * 60 + 55;

/// Warns of each of one metric.
pub(super) fn outside_hours(draft: Draft<'_>, node: &Node, metric: &Metric, found: &mut Findings) {
    for (row, written) in metric.targets.iter().zip(written_rows(node)) {
        let (Promise::By(by), Some(at)) = (&row.promise, written.get("by")) else {
            continue;
        };
        let TimeOfDay::At(minute) = by.time else {
            never(draft.policy, (row, metric), *by, at, found);
            continue;
        };
        let on_open_days = match by.day {
            DueDay::After(_, unit) => unit == DayUnit::BusinessDay,
            DueDay::On(_) => true,
        };
        let calendar = row.calendar.as_ref().unwrap_or(&metric.calendar);
        let hours = hours_of(draft.policy, calendar);
        if !on_open_days || minute >= END_OF_DAY || hours.is_empty() {
            continue;
        }
        let ends: Option<Vec<(u16, u16)>> = hours.into_iter().map(first_and_last).collect();
        let Some(ends) = ends else {
            continue;
        };
        let after = ends.iter().all(|(_, close)| minute > *close);
        let before = ends.iter().all(|(open, _)| minute < *open);
        if !after && !before {
            continue;
        }
        let message = if after {
            "this time comes after closing, on all days"
        } else {
            "this time comes before opening, on all days"
        };
        let help = "write a time within the hours, or `close` or `opening` in its place";
        found.sense(Sense::ByOutsideHours, at.at, message, help);
    }
}

/// `close` or `opening` of a weekday on which the calendar is always closed, and of one that never closes.
fn never(
    policy: &Policy,
    (row, metric): (&Target, &Metric),
    by: DueBy,
    at: &Node,
    found: &mut Findings,
) {
    let calendar = row.calendar.as_ref().unwrap_or(&metric.calendar);
    let hours = hours_of(policy, calendar);
    let round_the_clock = *calendar == CalendarOf::Always
        || (!hours.is_empty() && hours.iter().all(|hours| hours.always));
    let message = match by.day {
        _ if round_the_clock => "it never closes here: there is no such time",
        DueDay::On(day) if !hours.is_empty() && hours.iter().all(|hours| is_shut(hours, day)) => {
            "it is never open on that day: this never comes"
        }
        DueDay::On(_) | DueDay::After(..) => return,
    };
    let help = "write a time such as `17:00`, a day of the calendar, or another calendar";
    found.sense(Sense::ByOutsideHours, at.at, message, help);
}

fn is_shut(hours: &Hours, day: chrono::Weekday) -> bool {
    let place = day.num_days_from_monday() as usize;
    let own = |week: &[Vec<Span>; 7]| week.get(place).is_none_or(Vec::is_empty);
    !hours.always && own(&hours.weekly) && hours.seasons.iter().all(|season| own(&season.weekly))
}

fn hours_of<'p>(policy: &'p Policy, calendar: &'p CalendarOf) -> Vec<&'p Hours> {
    let named = |name: &str| policy.calendars.get(name).map(|rule| &rule.hours);
    match calendar {
        CalendarOf::Always => Vec::new(),
        CalendarOf::Named(name) => named(name).into_iter().collect(),
        CalendarOf::Plan => {
            let rows = policy.plans.values().flat_map(|plan| &plan.hours);
            rows.filter_map(|row| named(&row.calendar)).collect()
        }
        CalendarOf::ByTicket(rows) => {
            let rows = rows.iter();
            rows.flat_map(|row| hours_of(policy, &row.calendar))
                .collect()
        }
    }
}

/// When hours first open and last close on any day; none where some night runs through.
fn first_and_last(hours: &Hours) -> Option<(u16, u16)> {
    let seasons = hours.seasons.iter().flat_map(|season| &season.weekly);
    let spans = || hours.weekly.iter().chain(seasons.clone()).flatten();
    if hours.always || spans().any(Span::is_overnight) {
        return None;
    }
    let open = spans().map(|span| span.open).min()?;
    let close = spans().map(|span| span.close).max()?;
    Some((open, close))
}
