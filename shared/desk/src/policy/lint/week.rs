//! Days of a week and their spans, of calendars and of their seasons: what overlaps, repeats or runs through a night
//! that nobody means.
use crate::policy::syntax::{Findings, Name, Node, Sense};
use crate::time::{Span, Weekdays};

/// Keys of a calendar and of a season that are no days.
const KEYS: [&str; 8] = [
    "extends", "zone", "hours", "span", "holidays", "seasons", "from", "until",
];
/// A night longer than that, in minutes, is a morning and an afternoon with a slip.
const LONGEST_NIGHT: u16 = 16 * 60;
/// And one that begins in the afternoon.
const LONGEST_AFTER_NOON: u16 = 15 * 60;
const LONGEST_IN_THE_EVENING: u16 = 20 * 60;
const NOON: u16 = 12 * 60;
const EVENING: u16 = 15 * 60;
const DAY: u16 = 24 * 60;

/// The days that a mapping names, each with its value, in the order of the file.
fn days(node: &Node) -> impl Iterator<Item = &(Name, Node)> {
    let entries = node.entries().iter();
    entries.filter(|(key, _)| !KEYS.contains(&key.text.as_str()))
}

/// The places of the days that a key names, Monday 0; none where it is no day.
fn places(key: &str) -> Vec<usize> {
    let days = Weekdays::parse(key).into_iter();
    days.flat_map(Weekdays::places).collect()
}

/// The spans of a text.
pub(super) fn spans(text: &str) -> Vec<Span> {
    match text.trim() {
        "24h" | "24x7" => return vec![Span::ALL_DAY],
        _ => {}
    }
    let parts = text.split(|c: char| c.is_whitespace() || c == ',');
    parts.filter_map(|part| Span::parse(part).ok()).collect()
}

/// The minutes of a span, past midnight included.
pub(super) fn length(span: &Span) -> u16 {
    if span.is_overnight() {
        span.close + DAY - span.open
    } else {
        span.close - span.open
    }
}

/// Warns of the days of a calendar or a season.
pub(super) fn senseless(node: &Node, found: &mut Findings) {
    for (place, (key, value)) in days(node).enumerate() {
        day(value, found);
        let own = places(&key.text);
        let later: Vec<usize> = days(node)
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
        } else if said_before(node, place, (key, value)) && !found.knows(key.at) {
            let message = format!("`{}` has these hours already", key.text);
            let help = "write other hours, or remove it";
            found.sense(Sense::RepeatedDay, key.at, message, help);
        }
    }
    nights(node, found);
    around_the_clock(node, found);
}

/// Whether keys before give all days of a key the same hours.
fn said_before(node: &Node, place: usize, (key, value): (&Name, &Node)) -> bool {
    let own = places(&key.text);
    let same = spans(value.text().unwrap_or_default());
    let said = |day: &usize| {
        let mut before: Vec<_> = days(node).take(place).collect();
        before.reverse();
        let last = before
            .into_iter()
            .find(|(other, _)| places(&other.text).contains(day));
        last.is_some_and(|(_, hours)| spans(hours.text().unwrap_or_default()) == same)
    };
    !own.is_empty() && own.iter().all(said)
}

/// The spans of one day.
pub(super) fn day(value: &Node, found: &mut Findings) {
    let spans = spans(value.text().unwrap_or_default());
    if let Some(whole) = spans.iter().find(|span| span.open == span.close) {
        let message = format!("`{whole}` ends where it begins, and so lasts 24 hours");
        let help = "write `24h` for the whole day, `closed` for none";
        found.sense(Sense::WholeDaySpan, value.at, message, help);
        return;
    }
    if let Some((wrong, meant)) = slip_of_noon(&spans) {
        let message = if wrong.is_overnight() {
            format!("`{wrong}` ends before it begins, and so runs through the night")
        } else {
            format!("`{wrong}` stands behind a later span")
        };
        let help = format!("write `{meant}`, or put the hours after midnight on the next day");
        found.sense(Sense::NoonSlip, value.at, message, help);
        return;
    }
    // An overnight span ends on the next date, past all of its own.
    let end = |span: &Span| if span.is_overnight() { DAY } else { span.close };
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

/// A span in which hours of the afternoon are written as those of the morning, and what was meant.
fn slip_of_noon(spans: &[Span]) -> Option<(Span, Span)> {
    let too_long = |span: &&Span| {
        let longest = match span.open {
            ..NOON => LONGEST_NIGHT,
            // Whoever takes over when the office closes has it until the next morning.
            NOON..EVENING => LONGEST_AFTER_NOON,
            EVENING.. => LONGEST_IN_THE_EVENING,
        };
        // Who closes soon after midnight may well have opened early.
        span.is_overnight() && length(span) > longest && span.close > 2 * 60 && span.close < NOON
    };
    let night = spans.iter().find(too_long).map(|span| {
        let close = span.close + NOON;
        (*span, Span { close, ..*span })
    });
    let behind = || {
        let mut pairs = spans.windows(2);
        pairs.find_map(|pair| {
            let [before, span] = pair else { return None };
            let (open, close) = (span.open + NOON, span.close + NOON);
            let slipped = !before.is_overnight()
                && !span.is_overnight()
                && span.open < 7 * 60
                && open >= before.close
                && close <= DAY
                && span.close <= before.open;
            slipped.then_some((*span, Span { open, close }))
        })
    };
    night.or_else(behind)
}

/// Nights that run into the hours of the next morning.
fn nights(node: &Node, found: &mut Findings) {
    let mut week: [Option<&Node>; 7] = [None; 7];
    for (key, value) in days(node) {
        for place in places(&key.text) {
            if let Some(day) = week.get_mut(place) {
                *day = Some(value);
            }
        }
    }
    let of = |day: Option<&Node>| spans(day.and_then(Node::text).unwrap_or_default());
    for (place, day) in week.iter().enumerate() {
        let Some(value) = *day else { continue };
        let next = week.get((place + 1) % 7).copied().flatten();
        let evening = of(Some(value));
        let mut nights = evening.iter().filter(|span| span.is_overnight());
        // Who opens at midnight writes by dates, and means the night that is under way as well.
        let into = |night: &&Span| {
            let morning = of(next).into_iter();
            let mut morning = morning.filter(|span| span.open > 0 && span.open < night.close);
            morning.next().map(|morning| (**night, morning))
        };
        if let Some((night, morning)) = nights.find_map(|night| into(&night))
            && !found.knows(value.at)
        {
            let message = format!("`{night}` runs into the next morning's `{morning}`");
            let help = "let the night end before, or write each hour once";
            found.sense(Sense::OverlappingSpans, value.at, message, help);
        }
    }
}

/// Hours around the clock beside days that take them away from the days of work alone.
fn around_the_clock(node: &Node, found: &mut Findings) {
    let Some(hours) = node
        .get("hours")
        .filter(|hours| hours.text() == Some("24x7"))
    else {
        return;
    };
    let shorter = |(key, value): &&(Name, Node)| {
        let on_work_days = places(&key.text).iter().any(|place| *place < 5);
        let spans = spans(value.text().unwrap_or_default());
        on_work_days && !spans.is_empty()
    };
    let mut days = days(node);
    let message = match (days.find(shorter), node.get("span")) {
        (Some((key, _)), _) => format!(
            "around the clock beside hours of `{}`: all other days stay open day and night",
            key.text
        ),
        (None, Some(_)) => "`span` takes the place of hours around the clock".to_owned(),
        (None, None) => return,
    };
    let help = "leave out `hours`, or these days";
    found.sense(Sense::HoursTwice, hours.at, message, help);
}
