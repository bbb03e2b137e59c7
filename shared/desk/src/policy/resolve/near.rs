//! Spellings that somebody probably meant by words which are none of the language.
use crate::policy::syntax::Condition;
use crate::time::{Amount, DueBy, Weekdays};

/// Numbers as people write them in words.
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// The duration in the words of the language, as a repair.
pub(super) fn near_amount(text: &str) -> Option<String> {
    if let Some(later) = later_of_two(text) {
        return Some(later);
    }
    let text = text.strip_prefix("within ").unwrap_or(text);
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let digits = word.find(|sign: char| !sign.is_ascii_digit() && sign != '.');
        match digits.filter(|at| *at > 0) {
            Some(at) => {
                let (number, unit) = word.split_at(at);
                words.push(number.to_owned());
                words.push(in_words(unit).to_owned());
            }
            None => {
                let place = NUMBERS.iter().zip(1..).find(|(known, _)| **known == word);
                words.push(place.map_or_else(|| in_words(word).to_owned(), |(_, n)| n.to_string()));
            }
        }
    }
    let near = words.join(" ");
    Amount::parse(&near).ok().map(|_| format!("write `{near}`"))
}

/// The later of two times, as a repair: a promise is one.
fn later_of_two(text: &str) -> Option<String> {
    let (_, later) = text
        .split_once(['-', '–'])
        .or_else(|| text.split_once(" to "))?;
    let later = later.trim();
    let one = Amount::parse(later).ok();
    one.map(|_| format!("a promise is one time: write the later, `{later}`"))
}

/// The word of the language for one that people use in durations.
fn in_words(word: &str) -> &str {
    match word {
        "working" | "work" | "office" => "business",
        "workday" => "business day",
        "workdays" => "business days",
        "clock" | "real" => "elapsed",
        "hr" | "hrs" | "h" => "hours",
        "min" | "mins" | "m" => "minutes",
        "d" => "days",
        other => other,
    }
}

/// A time of a day as the language writes it: `17:00` for `5pm`.
fn near_time(word: &str) -> Option<String> {
    if word == "noon" {
        return Some("12:00".to_owned());
    }
    let (hour, later) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(hour), _) => (hour, 0),
        (_, Some(hour)) => (hour, 12),
        (None, None) => return None,
    };
    let hour: u8 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
    Some(format!("{:02}:00", hour % 12 + later))
}

/// The deadline by day in the words of the language, as a repair.
pub(super) fn near_deadline(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| near_time(word).unwrap_or_else(|| word.replace("working", "business")))
        .collect();
    let said = words.join(" ");
    let bare = said.trim_start_matches("the ");
    let mut likely = vec![said.clone(), format!("close on the {bare}")];
    if let Some(rest) = bare.strip_prefix("end of ") {
        let rest = rest.trim_start_matches("the ");
        likely.extend(match rest {
            "business" | "business day" | "office hours" => vec!["close of business".to_owned()],
            "today" | "same day" => vec!["end of day".to_owned()],
            "tomorrow" => vec!["end of day on the next day".to_owned()],
            day if day.contains("business") => vec![format!("close on the {day}")],
            day => vec![format!("end of day on the {day}")],
        });
    }
    if let Some((day, time)) = bare.rsplit_once(' ') {
        likely.push(format!("{time} on {day}"));
    }
    let near = likely.into_iter().find(|near| DueBy::parse(near).is_ok())?;
    Some(format!("write `{near}`"))
}

/// The condition in the operators of the language, as a repair.
pub(super) fn near_condition(text: &str) -> Option<String> {
    let spaced = text
        .replace("&&", " and ")
        .replace("||", " or ")
        .replace("<>", " != ")
        .replace('[', "(")
        .replace(']', ")");
    let mut words: Vec<String> = Vec::new();
    for word in spaced.split_whitespace() {
        let after_in = words.last().is_some_and(|last| last == "in");
        let word = match word {
            "AND" | "OR" | "NOT" | "IN" => word.to_lowercase(),
            "is" | "equals" => "=".to_owned(),
            one if after_in && !one.starts_with(['(', '[']) && !one.contains(',') => {
                format!("({one})")
            }
            other => other.to_owned(),
        };
        words.push(word);
    }
    let near = words.join(" ").replace("= not ", "!= ");
    Condition::parse(&near)
        .ok()
        .map(|_| format!("write `{near}`"))
}

/// Whether a word is a month or a season of the year.
pub(super) fn is_time_of_year(word: &str) -> bool {
    let word = word.to_lowercase();
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let names = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "autumn",
        "winter",
    ];
    months.contains(&word.as_str()) || names.contains(&word.as_str())
}

/// The question about an arrival that somebody probably meant by other words.
pub(super) fn near_arrival(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("received ")?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let day = |word: &str| {
        let short = word.to_lowercase().get(..3)?.to_owned();
        Weekdays::parse(&short).map(|_| short)
    };
    match words.as_slice() {
        [order @ ("before" | "from"), time, ..] if near_time(time).is_some() => {
            Some(format!("write `received {order} {}`", near_time(time)?))
        }
        ["on", full, ..] if full.len() > 3 && day(full).is_some() => {
            Some(format!("write `received on {}`", day(full)?))
        }
        ["after" | "since", time, ..] => Some(format!("write `received from {time}`")),
        ["until" | "till" | "by", time, ..] => Some(format!("write `received before {time}`")),
        ["between", from, "and" | "to", until, ..] => Some(format!(
            "write `received from {from} and received before {until}`"
        )),
        ["from", from, "to" | "until" | "till" | "-", until, ..] => Some(format!(
            "write `received from {from} and received before {until}`"
        )),
        ["at", "night", ..] => {
            Some("write `received from 22:00 or received before 06:00`".to_owned())
        }
        ["on" | "at", "the" | "a", "weekend", ..] | ["on" | "at", "weekend" | "weekends", ..] => {
            Some("write `received on sat sun`".to_owned())
        }
        ["on", "holidays" | "a", ..] => Some("write `received on holiday`".to_owned()),
        ["during" | "within" | "inside", calendar, ..] => {
            Some(format!("write `received in {calendar}`"))
        }
        ["outside", calendar, ..] => Some(format!("write `not received in {calendar}`")),
        ["not", "in", calendar, ..] => Some(format!("write `not received in {calendar}`")),
        _ => None,
    }
}
