//! Spellings that somebody probably meant by words which are none of the language.
use crate::time::{Amount, DueBy};

/// The duration in the words of the language, as a repair.
pub(super) fn near_amount(text: &str) -> Option<String> {
    let words = text.split_whitespace().map(|word| match word {
        "working" | "work" | "office" | "opening" => "business",
        "workday" => "business day",
        "workdays" => "business days",
        "clock" | "natural" | "real" => "elapsed",
        "hr" | "hrs" | "h" => "hours",
        "min" | "mins" => "minutes",
        "within" | "in" | "the" | "of" => "",
        other => other,
    });
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let near = words.join(" ");
    Amount::parse(&near).ok().map(|_| format!("write `{near}`"))
}

/// The deadline by day in the words of the language, as a repair.
pub(super) fn near_deadline(text: &str) -> Option<String> {
    let rest = text.trim().trim_start_matches("the ");
    let rest = rest
        .strip_prefix("end of ")
        .map(|rest| rest.trim_start_matches("the "));
    let near = match rest? {
        "business" | "business day" | "working day" | "office hours" => {
            "close of business".to_owned()
        }
        "today" | "same day" => "end of day".to_owned(),
        "tomorrow" => "end of day on the next day".to_owned(),
        other => {
            let day = other.replace("working day", "business day");
            let time = if day.contains("business") {
                "close"
            } else {
                "end of day"
            };
            format!("{time} on the {day}")
        }
    };
    DueBy::parse(&near).ok().map(|_| format!("write `{near}`"))
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
    match words.as_slice() {
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
        ["before" | "from", "noon", ..] => {
            Some(format!("write `received {} 12:00`", words.first()?))
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
