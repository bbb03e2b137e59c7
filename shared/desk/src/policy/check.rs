//! Checks of the whole policy, after each of its parts was read: cells that nobody filled, rows
//! that no ticket meets, promises that contradict each other, holidays that run out.
use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::policy::finding::{At, Finding, Findings};
use crate::policy::model::{TicketProfile, ticket_profiles};
use crate::policy::{CalendarOf, Metric, Policy, Promise, Target};

/// How long before the last listed holiday somebody is told.
const HOLIDAYS_WARNED: Days = Days::new(90);

/// Reports what does not hold together.
pub(super) fn whole(policy: &Policy, found: &mut Findings) {
    for metric in &policy.metrics {
        cells_without_row(policy, metric, found);
        rows_without_ticket(policy, metric, found);
        days_of_unequal_length(policy, metric, found);
    }
}

fn line(line: u64) -> At {
    At { line, column: 1 }
}

/// A cell without a row is an error: `none` has to be said. One that misses only some tickets of
/// the cell is worth a look.
fn cells_without_row(policy: &Policy, metric: &Metric, found: &mut Findings) {
    let conditions = metric.targets.iter().map(|row| &row.when);
    let starts = metric.starts.iter().map(|trigger| &trigger.when);
    let Some(profiles) = ticket_profiles(policy, conditions.chain(starts)) else {
        return;
    };
    let begins = |profile: &TicketProfile| {
        let mut starts = metric.starts.iter();
        starts.any(|trigger| trigger.when.eval_known(profile) != Some(false))
    };
    let promised = |profile: &TicketProfile| {
        let mut rows = metric.targets.iter();
        rows.any(|row| row.when.eval_known(profile) != Some(false))
    };
    let concerned: Vec<_> = profiles.iter().filter(|profile| begins(profile)).collect();
    let without: Vec<_> = concerned
        .iter()
        .filter(|profile| !promised(profile))
        .copied()
        .collect();
    let with: BTreeSet<TicketProfile> = concerned
        .iter()
        .filter(|profile| promised(profile))
        .map(|profile| profile.cell())
        .collect();
    let (partly, wholly): (Vec<&TicketProfile>, Vec<&TicketProfile>) = without
        .into_iter()
        .partition(|profile| with.contains(&profile.cell()));
    let wholly: BTreeSet<TicketProfile> = wholly.iter().map(|profile| profile.cell()).collect();
    if !wholly.is_empty() {
        let message = format!(
            "`{}` says nothing of {}",
            metric.name,
            listed(wholly.iter().map(TicketProfile::to_string))
        );
        let help = "add a row for it; `within: none` promises nothing";
        found.error(line(metric.line), message, help);
    }
    if !partly.is_empty() {
        let listed = listed(partly.iter().map(|profile| profile.to_string()));
        let message = format!(
            "`{}` says nothing of some tickets: {listed} and nothing else",
            metric.name
        );
        let help = "add a last row without that condition";
        found.warning(line(metric.line), message, help);
    }
}

/// The first few, and how many more there are.
fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(3);
    let shown: Vec<_> = names.take(3).collect();
    let shown = shown.join("; ");
    if more == 0 {
        shown
    } else {
        format!("{shown}; and {more} more")
    }
}

fn rows_without_ticket(policy: &Policy, metric: &Metric, found: &mut Findings) {
    let rows = || metric.targets.iter().chain(&metric.overrides);
    let Some(profiles) = ticket_profiles(policy, rows().map(|row| &row.when)) else {
        return;
    };
    for row in rows() {
        let met = profiles
            .iter()
            .any(|profile| row.when.eval_known(profile) != Some(false));
        if !met {
            let message = format!("no ticket can ever be `{}`", row.when);
            found.warning(
                line(row.line),
                message,
                "mend the condition or remove the row",
            );
        }
    }
    doubled(&metric.targets, found);
    doubled(&metric.overrides, found);
}

fn doubled(rows: &[Target], found: &mut Findings) {
    for (place, row) in rows.iter().enumerate() {
        let first = rows[..place].iter().find(|other| other.when == row.when);
        if let Some(first) = first.filter(|first| first.line != row.line) {
            let message = format!("line {} promises for the same tickets", first.line);
            found.warning(line(row.line), message, "keep one of them");
        }
    }
}

/// A day as a full window is a guess where weekdays are of unequal length.
fn days_of_unequal_length(policy: &Policy, metric: &Metric, found: &mut Findings) {
    use crate::policy::BusinessDay;
    let in_days = metric.targets.iter().any(|row| match &row.promise {
        Promise::Within(amount) | Promise::WordsWithClock(_, amount) => {
            matches!(amount.value, crate::time::Value::Days(_))
        }
        Promise::Words(_) | Promise::None | Promise::Slot | Promise::Committed => false,
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
            found.warning(line(metric.line), message, help);
        }
    }
}

fn calendars_of<'p>(policy: &'p Policy, metric: &'p Metric) -> BTreeSet<&'p str> {
    match &metric.calendar {
        CalendarOf::Always => BTreeSet::new(),
        CalendarOf::Named(name) => BTreeSet::from([name.as_str()]),
        CalendarOf::Plan => {
            let rows = policy.plans.values().flat_map(|plan| &plan.hours);
            rows.map(|row| row.calendar.as_str()).collect()
        }
    }
}

/// Calendars whose list of holidays ends within 90 days of `today`: their deadlines will soon
/// count days on which nobody works.
#[must_use]
pub fn holidays_that_end(policy: &Policy, today: NaiveDate) -> Vec<Finding> {
    let mut found = Findings::default();
    let until = today.checked_add_days(HOLIDAYS_WARNED).unwrap_or(today);
    for (name, rule) in &policy.calendars {
        let last = rule.hours.holidays.keys().next_back();
        if let Some(last) = last.filter(|last| **last <= until) {
            let message = format!("the holidays of `{name}` end on {last}");
            found.warning(line(rule.line), message, "list those of the next year");
        }
    }
    found.0
}
