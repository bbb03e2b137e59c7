//! Sanity of a policy: business days that are a guess, and holidays that run out.
use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::policy::model::{BusinessDay, CalendarOf, Metric, Policy};
use crate::policy::syntax::{At, Finding, Findings};
use crate::time::Value;

/// How long before the last listed holiday somebody is told.
const HOLIDAYS_WARNED: Days = Days::new(90);

/// A day as a full window is a guess where weekdays are of unequal length.
pub(super) fn days_of_unequal_length(policy: &Policy, metric: &Metric, found: &mut Findings) {
    let in_days = metric.targets.iter().any(|row| {
        let amount = row.promise.amount();
        amount.is_some_and(|amount| matches!(amount.value, Value::Days(_)))
    });
    if metric.business_day != BusinessDay::Window || !in_days {
        return;
    }
    for name in calendars_of(policy, metric) {
        let Some(rule) = policy.calendars.get(name) else {
            continue;
        };
        let lengths: BTreeSet<i64> = rule.hours.weekday_minutes().filter(|m| *m > 0).collect();
        if lengths.len() > 1 {
            let message = format!(
                "the days of `{name}` differ in length; a business day of `{}` is its usual {} minutes",
                metric.name,
                rule.hours.regular_day_minutes()
            );
            let help = "say which: `business_day: 8 hours`, `same_time` or `close`";
            found.warning(At::line(metric.line), message, help);
        }
    }
}

fn calendars_of<'p>(policy: &'p Policy, metric: &'p Metric) -> BTreeSet<&'p str> {
    names_of(policy, &metric.calendar)
}

/// The calendars that a metric or a row may count in.
pub(super) fn names_of<'p>(policy: &'p Policy, calendar: &'p CalendarOf) -> BTreeSet<&'p str> {
    match calendar {
        CalendarOf::ByTicket(rows) => {
            let rows = rows.iter();
            rows.flat_map(|row| names_of(policy, &row.calendar))
                .collect()
        }
        CalendarOf::Always => BTreeSet::new(),
        CalendarOf::Named(name) => BTreeSet::from([name.as_str()]),
        CalendarOf::Plan => {
            let rows = policy.plans.values().flat_map(|plan| &plan.hours);
            rows.map(|row| row.calendar.as_str()).collect()
        }
    }
}

/// Calendars whose dated holidays end within 90 days of `today`: their deadlines will soon count days on
/// which nobody works. Days of each year and days by rule do not end, and one date beside them is a day of its own
/// rather than a list to keep.
#[must_use]
pub fn holidays_that_end(policy: &Policy, today: NaiveDate) -> Vec<Finding> {
    let mut found = Findings::default();
    let until = today.checked_add_days(HOLIDAYS_WARNED).unwrap_or(today);
    for (name, rule) in &policy.calendars {
        let last = rule.hours.holidays.keys().next_back();
        if let Some(last) = last.filter(|last| **last <= until) {
            let goes_on = !rule.hours.yearly.is_empty() || !rule.hours.ruled.is_empty();
            if goes_on && rule.hours.holidays.len() == 1 {
                continue;
            }
            let dated = if goes_on {
                "dated holidays"
            } else {
                "holidays"
            };
            let message = format!("the {dated} of `{name}` end on {last}");
            found.warning(
                At::line(rule.line),
                message,
                "list those of the next year, or write rules as `easter + 1`",
            );
        }
    }
    found.0
}
