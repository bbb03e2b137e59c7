//! Dates held against today: holidays that are listed by date and run out, and a first day that is far ahead.
use chrono::{Days, Months, NaiveDate};

use super::Checked;
use super::draft::Draft;
use crate::policy::model::CalendarRule;
use crate::policy::syntax::{At, Finding, Findings, Name, Node};

/// How long before the last listed holiday somebody is told.
const WARNED: Days = Days::new(90);

/// How long before its first day a policy may be written.
const AHEAD: Months = Months::new(36);

/// The last of the holidays that a calendar has by date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LastHoliday {
    date: NaiveDate,
    /// Its name, as it is written.
    day: String,
    list: String,
    /// The place of the list.
    at: At,
    /// Those of the calendars that close by it.
    calendars: Vec<At>,
    /// What else the list's calendars close on.
    rest: Rest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Nothing,
    /// Days of each year, or by rule, which do not end.
    GoesOn,
}

impl LastHoliday {
    /// The places at which a reason may stand.
    pub(super) fn places(&self) -> impl Iterator<Item = At> {
        std::iter::once(self.at).chain(self.calendars.iter().copied())
    }
}

/// The last holidays of all calendars, each list once.
///
/// One date beside days that go on is a day of its own rather than a list to keep.
pub(super) fn last_holidays(draft: Draft<'_>) -> Vec<LastHoliday> {
    let mut all: Vec<LastHoliday> = Vec::new();
    for (name, rule) in &draft.policy.calendars {
        let goes_on = !rule.hours.yearly.is_empty() || !rule.hours.ruled.is_empty();
        let Some(date) = rule.hours.holidays.keys().next_back() else {
            continue;
        };
        if goes_on && rule.hours.holidays.len() == 1 {
            continue;
        }
        let Some((list, day)) = listed(draft, name, *date) else {
            continue;
        };
        let calendar = At::line(rule.line);
        if let Some(known) = all.iter_mut().find(|known| known.at == list.at) {
            known.calendars.push(calendar);
            continue;
        }
        all.push(LastHoliday {
            date: *date,
            day: named(day),
            list: list.text.clone(),
            at: list.at,
            calendars: vec![calendar],
            rest: rest_of(rule),
        });
    }
    all
}

fn rest_of(rule: &CalendarRule) -> Rest {
    if rule.hours.yearly.is_empty() && rule.hours.ruled.is_empty() {
        Rest::Nothing
    } else {
        Rest::GoesOn
    }
}

/// The list that has a date, one that the calendar names before others.
fn listed<'p>(draft: Draft<'p>, calendar: &str, date: NaiveDate) -> Option<(&'p Name, &'p Node)> {
    let own = draft.items(&["calendars", calendar, "holidays"]).iter();
    let own: Vec<&str> = own.filter_map(Node::text).collect();
    let lists = draft.entries(&["holidays"]).iter();
    let mut with = lists.filter_map(|(list, days)| {
        let mut days = days.entries().iter();
        let (_, day) = days.find(|(on, _)| on.text.parse() == Ok(date))?;
        Some((list, day))
    });
    let first = with.next()?;
    if own.contains(&first.0.text.as_str()) {
        return Some(first);
    }
    let named = with.find(|(list, _)| own.contains(&list.text.as_str()));
    Some(named.unwrap_or(first))
}

/// The name of a holiday, in the first language that has one.
fn named(day: &Node) -> String {
    let name = day.get("name").unwrap_or(day);
    let first = name.entries().first().map_or(name, |(_, text)| text);
    first.text().unwrap_or_default().to_owned()
}

/// Lists of holidays that end within 90 days of `today`: deadlines will soon count days on which nobody works.
/// Days of each year and days by rule do not end; whoever gives a reason by `intended` is not told.
#[must_use]
pub fn holidays_that_end(checked: &Checked, today: NaiveDate) -> Vec<Finding> {
    let mut found = Findings::default();
    let until = today.checked_add_days(WARNED).unwrap_or(today);
    for last in checked
        .last_holidays
        .iter()
        .filter(|last| last.date <= until)
    {
        let mut reasons = checked.policy.intended.iter();
        if reasons.any(|reason| last.places().any(|at| reason.covers(at))) {
            continue;
        }
        let dated = match last.rest {
            Rest::Nothing => "holidays",
            Rest::GoesOn => "dated holidays",
        };
        let LastHoliday {
            list,
            date,
            day,
            at,
            ..
        } = last;
        let message = format!("the {dated} of `{list}` end on {date}, with {day}");
        let help = "list those of the next year, or write rules as `easter + 1`";
        found.warning(*at, message, help);
    }
    found.0
}

/// The finding about a first day, `effective_from`, that is more than three years after `today`: until then the desk
/// takes no ticket.
#[must_use]
pub fn begins_late(checked: &Checked, today: NaiveDate) -> Vec<Finding> {
    let mut found = Findings::default();
    let first = checked.policy.effective_from;
    if today
        .checked_add_months(AHEAD)
        .is_some_and(|last| first > last)
    {
        let message = format!("the policy begins on {first}: until then it takes no ticket");
        let help = "write the first day, as in `2026-01-01`";
        found.warning(checked.begins, message, help);
    }
    found.0
}
