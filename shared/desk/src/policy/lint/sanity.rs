//! Sanity of a policy: business days that are a guess.
use std::collections::BTreeSet;

use crate::policy::model::{BusinessDay, CalendarOf, Metric, Policy};
use crate::policy::syntax::{At, Findings};
use crate::time::Value;

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
