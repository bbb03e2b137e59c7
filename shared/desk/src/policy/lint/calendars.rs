//! Calendars and holidays that cannot be meant: never open, overlapping, replaced, over.
use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::draft::Draft;
use crate::policy::model::{CalendarRule, Policy};
use crate::policy::syntax::{Findings, Name, Node, Sense};
use crate::time::{Calendar, Span, Weekdays};

/// Beyond so many days without an open minute, nobody waits for the next.
const NEVER: Days = Days::new(370);
/// So many dates would close a weekday for a year.
const FEWEST: usize = 52;
/// Before this day no desk begins, whatever is written.
const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(1990, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};
/// Keys of a calendar that are no days.
const KEYS: [&str; 6] = ["extends", "zone", "hours", "span", "holidays", "seasons"];

/// Warns of each, and refuses what is never open.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    for (name, node) in draft.entries(&["calendars"]) {
        if let Some(rule) = draft.policy.calendars.get(&name.text) {
            never_open(draft, (name, node), rule, found);
        }
        week(node, found);
    }
    for (name, list) in draft.entries(&["holidays"]) {
        holidays(draft, name, list, found);
    }
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
        let help = "give it days, as in `mon-fri: 09:00-17:00`";
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

/// The spans of a text, and whether some overlap.
fn spans(text: &str) -> Vec<Span> {
    let parts = text.split(|c: char| c.is_whitespace() || c == ',');
    parts.filter_map(|part| Span::parse(part).ok()).collect()
}

/// The places of the days that a key names, Monday 0; none where it is no day.
fn places(key: &str) -> Vec<usize> {
    let days = Weekdays::parse(key).into_iter();
    days.flat_map(Weekdays::places).collect()
}

fn week(node: &Node, found: &mut Findings) {
    let days = || {
        let entries = node.entries().iter();
        entries.filter(|(key, _)| !KEYS.contains(&key.text.as_str()))
    };
    for (place, (key, value)) in days().enumerate() {
        day(value, found);
        let own = places(&key.text);
        let later: Vec<usize> = days()
            .skip(place + 1)
            .flat_map(|(later, _)| places(&later.text))
            .collect();
        if !own.is_empty() && own.iter().all(|day| later.contains(day)) {
            let message = format!(
                "nothing is left of `{}`: keys behind it say its days again",
                key.text
            );
            let help = format!("put `{}` last, or remove it", key.text);
            found.sense(Sense::ReplacedDay, key.at, message, help);
        }
    }
}

fn day(value: &Node, found: &mut Findings) {
    let text = value.text().unwrap_or_default();
    let spans = spans(text);
    if let Some(whole) = spans.iter().find(|span| span.open == span.close) {
        let message = format!("`{whole}` ends where it begins, and so lasts 24 hours");
        let help = "write `24h` for the whole day, `closed` for none";
        found.sense(Sense::WholeDaySpan, value.at, message, help);
        return;
    }
    // An overnight span ends on the next date, past all of its own.
    let end = |span: &Span| {
        if span.is_overnight() {
            1440
        } else {
            span.close
        }
    };
    for (place, span) in spans.iter().enumerate() {
        let mut before = spans.iter().take(place);
        let overlaps = |other: &&Span| span.open < end(other) && other.open < end(span);
        if let Some(other) = before.find(overlaps) {
            let message = format!("`{other}` and `{span}` overlap");
            let (open, close) = (other.open.min(span.open), other.close.max(span.close));
            let joined = Span { open, close };
            let help = if other.is_overnight() || span.is_overnight() {
                "write each hour of the day once".to_owned()
            } else {
                format!("write `{joined}`, or mend one of them")
            };
            found.sense(Sense::OverlappingSpans, value.at, message, help);
            return;
        }
    }
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
            self::day(open, found);
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
            let minutes: i64 = spans(open.text().unwrap_or_default())
                .iter()
                .map(length)
                .sum();
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

fn length(span: &Span) -> i64 {
    let minutes = i64::from(span.close) - i64::from(span.open);
    if span.is_overnight() {
        minutes + 1440
    } else {
        minutes
    }
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
