//! Calendars and holidays that cannot be meant: never open, overlapping, replaced, over.
use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::draft::Draft;
use super::{seasons, week};
use crate::policy::model::{CalendarRule, Policy};
use crate::policy::syntax::{Findings, Name, Node, Sense};
use crate::time::Calendar;

/// Beyond so many days without an open minute, nobody waits for the next.
const NEVER: Days = Days::new(370);
/// So many dates would close a weekday for a year.
const FEWEST: usize = 52;
/// Before this day no desk begins, whatever is written.
const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(1990, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};
/// Warns of each, and refuses what is never open.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    for (name, node) in draft.entries(&["calendars"]) {
        if let Some(rule) = draft.policy.calendars.get(&name.text) {
            never_open(draft, (name, node), rule, found);
        }
        week::senseless(node, found);
        if let Some(rule) = draft.policy.calendars.get(&name.text) {
            seasons::senseless(draft, node, rule, found);
        }
    }
    for (name, list) in draft.entries(&["holidays"]) {
        holidays(draft, name, list, found);
    }
    in_two_lists(draft, found);
    wider(draft, found);
    never_quiet(draft, found);
}

fn never_open(
    draft: Draft<'_>,
    (name, node): (&Name, &Node),
    rule: &CalendarRule,
    found: &mut Findings,
) {
    let base = node.get("extends").and_then(Node::text);
    let base = base.and_then(|base| draft.policy.calendars.get(base));
    // A calendar that nobody uses is told as such, and what another hands on is told of that one.
    let told = found.knows(name.at) || base.is_some_and(|base| shut(draft.policy, base));
    if shut(draft.policy, rule) && !told {
        let message = format!(
            "the calendar `{}` is never open: no clock in it ever ends",
            name.text
        );
        let opens = rule.hours.always || rule.hours.weekday_minutes().any(|minutes| minutes > 0);
        let help = if opens {
            "its seasons or holidays close all of its days: shorten them"
        } else {
            "give it days, as in `mon-fri: 09:00-17:00`"
        };
        found.sense(Sense::NeverOpen, name.at, message, help);
    }
}

/// Whether a calendar does not open within a year of the policy's first day.
fn shut(policy: &Policy, rule: &CalendarRule) -> bool {
    let hours = &rule.hours;
    let opens = hours.always || hours.weekday_minutes().any(|minutes| minutes > 0);
    let whole_year = hours.seasons.is_empty() && hours.ruled.len() < 4;
    if opens && whole_year && hours.holidays.len() + hours.yearly.len() < FEWEST {
        return false;
    }
    let calendar = Calendar::new(policy.zone, rule.hours.clone());
    let local = policy.always();
    let first = policy.effective_from.max(EARLIEST);
    let from = local.from_local(first.and_time(NaiveTime::MIN));
    let last = first.checked_add_days(NEVER).unwrap_or(first);
    let until = local.from_local(last.and_time(NaiveTime::MIN));
    calendar.next_open(from).is_none_or(|open| open > until)
}

fn holidays(draft: Draft<'_>, name: &Name, list: &Node, found: &mut Findings) {
    if list.entries().is_empty() {
        let message = format!("the list of holidays `{}` names no day", name.text);
        found.sense(
            Sense::EmptyHolidays,
            name.at,
            message,
            "add `2026-12-25: Christmas`, or remove the list",
        );
        return;
    }
    let date = |text: &str| text.parse::<NaiveDate>().ok();
    let open = |day: &Node| day.get("open").and_then(Node::text).map(str::to_owned);
    for (key, day) in list.entries() {
        if let Some(open) = day.get("open") {
            week::day(open, found);
        }
        let yearly = date(&key.text).and_then(|date| {
            let yearly = format!("{:02}-{:02}", date.month(), date.day());
            list.entries()
                .iter()
                .find(|(other, _)| other.text == yearly)
        });
        if let Some((other, _)) = yearly.filter(|(_, other)| open(other) == open(day)) {
            let message = format!(
                "`{}` says `{}` already, for every year",
                other.text, key.text
            );
            found.sense(Sense::DoubledDate, key.at, message, "keep one of them");
        }
    }
    let dates: Vec<_> = list
        .entries()
        .iter()
        .map(|(key, _)| date(&key.text))
        .collect();
    let over = |day: &Option<NaiveDate>| day.is_some_and(|day| day < draft.policy.effective_from);
    if dates.iter().all(over) {
        let message = format!("all days of `{}` lie before the policy begins", name.text);
        let help = "list those of its years, or write `12-25` for every year";
        found.sense(Sense::PastHolidays, name.at, message, help);
    }
}

/// Days of a list that another one says already, with which it is always used.
fn in_two_lists(draft: Draft<'_>, found: &mut Findings) {
    let calendars = draft.entries(&["calendars"]).iter();
    let used: Vec<Vec<&str>> = calendars
        .filter_map(|(_, node)| node.get("holidays"))
        .map(|lists| lists.items().iter().filter_map(Node::text).collect())
        .collect();
    let all = draft.entries(&["holidays"]);
    for (place, (name, list)) in all.iter().enumerate() {
        // A list that a condition names is one by itself.
        if draft.policy.holidays.contains_key(&name.text) {
            continue;
        }
        let uses = || {
            used.iter()
                .filter(|lists| lists.contains(&name.text.as_str()))
        };
        let beside = all.iter().enumerate().filter(|(other, (beside, _))| {
            let always = uses().all(|lists| lists.contains(&beside.text.as_str()));
            // Of two that are used together, the later one is told.
            let together = used.iter().all(|lists| {
                lists.contains(&name.text.as_str()) == lists.contains(&beside.text.as_str())
            });
            uses().next().is_some() && always && *other != place && (!together || *other < place)
        });
        for (key, _) in list.entries() {
            let says = |(_, (_, other)): &(usize, &(Name, Node))| other.get(&key.text).is_some();
            if let Some((_, (other, _))) = beside.clone().find(says) {
                let message = format!("the list `{}` has `{}` already", other.text, key.text);
                found.sense(Sense::DoubledDate, key.at, message, "keep one of them");
            }
        }
    }
}

/// Half days that are open for longer than the days they stand for.
fn wider(draft: Draft<'_>, found: &mut Findings) {
    for (list, days) in draft.entries(&["holidays"]) {
        let users = draft.entries(&["calendars"]).iter().filter(|(_, node)| {
            let lists = node.get("holidays").map_or(&[][..], Node::items);
            lists.iter().any(|named| named.text() == Some(&list.text))
        });
        let usual: Vec<[i64; 7]> = users
            .filter_map(|(name, _)| usual_minutes(draft.policy.calendars.get(&name.text)?))
            .collect();
        for (key, day) in days.entries() {
            let Some(open) = day.get("open") else {
                continue;
            };
            let spans = week::spans(open.text().unwrap_or_default());
            let minutes: i64 = spans.iter().map(|span| i64::from(week::length(span))).sum();
            let on = key.text.parse::<NaiveDate>().ok();
            let longest = |week: &[i64; 7]| match on {
                Some(date) => week
                    .get(usize::try_from(date.weekday().num_days_from_monday()).unwrap_or(0))
                    .copied()
                    .unwrap_or(0),
                None => week.iter().copied().max().unwrap_or(0),
            };
            let mut days = usual.iter().map(longest).peekable();
            if days.peek().is_some() && days.all(|usual| usual > 0 && minutes > usual) {
                let message = format!("`{}` is open for longer than its day of the week", key.text);
                let help = "write the hours of the half day, as in `open: 09:00-12:00`";
                found.sense(Sense::WiderHalfDay, open.at, message, help);
            }
        }
    }
}

fn usual_minutes(rule: &CalendarRule) -> Option<[i64; 7]> {
    if rule.hours.always {
        return Some([1440; 7]);
    }
    let minutes: Vec<i64> = rule.hours.weekday_minutes().collect();
    minutes.try_into().ok()
}

/// Quiet hours that never begin.
fn never_quiet(draft: Draft<'_>, found: &mut Findings) {
    let ladders = draft.ladders().filter_map(|(_, node, _)| node.get("quiet"));
    let shared = draft.at(&["escalation", "quiet"]);
    for outside in shared
        .into_iter()
        .chain(ladders)
        .filter_map(|quiet| quiet.get("outside"))
    {
        let calendar = outside
            .text()
            .and_then(|name| draft.policy.calendars.get(name));
        let never_closes = |rule: &&CalendarRule| {
            let hours = &rule.hours;
            hours.holidays.is_empty()
                && hours.yearly.is_empty()
                && hours.ruled.is_empty()
                && hours.seasons.is_empty()
        };
        let week = calendar.filter(never_closes);
        let minutes = week.and_then(usual_minutes);
        if minutes.is_some_and(|week| week.iter().all(|minutes| *minutes >= 1440)) {
            let message = "this calendar never closes: no notice ever waits";
            let help = "name the calendar of office hours, or remove `quiet`";
            found.sense(Sense::NeverQuiet, outside.at, message, help);
        }
    }
}
