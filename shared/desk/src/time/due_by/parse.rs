//! Reads deadlines by day and time of day: `close on the next business day`.
use std::fmt;

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::{CountedFrom, DayUnit, DueBy, DueDay, FirstDay, TimeOfDay};
use crate::time::{minute_of_day, weekday};

/// The days of the week in full, Monday first.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// More days than this are a mistake.
const MOST: u32 = 366;

/// A mistake in a deadline by day, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DueByError {
    /// Nothing was written.
    #[error("a day is missing: write `17:00 on the next business day`")]
    Empty,
    /// No time of day.
    #[error("`{0}` is not a time of a day: write `17:00`, `close` or `opening`")]
    Time(String),
    /// No `on` between time and day.
    #[error("expected `on` and a day after the time, found {0}")]
    On(String),
    /// No day.
    #[error(
        "`{0}` is not a day: write `the same day`, `the next business day`, `the 2nd business day` or `friday`"
    )]
    Day(String),
    /// A number that counts nothing.
    #[error("`{0}` is not a place: write `the next`, `the 2nd` or `the 3rd`, up to {MOST}")]
    Place(String),
    /// A unit that days are not counted in.
    #[error("`{0}` is not counted: write `day`, `business day` or `opening`{hint}", hint = hint(.0))]
    Unit(String),
    /// Further words that mean nothing here.
    #[error("`{0}` is no way to count: write `after opening` or `counting the first`, or nothing")]
    Further(String),
    /// A clock time on an opening.
    #[error("`{0}` on an opening: an opening has its `close` and its `opening` only")]
    TimeOfOpening(String),
    /// Counting the first where nothing is counted.
    #[error("`counting the first` counts nothing here: write it after `the 2nd business day`")]
    NothingCounted,
}

fn hint(word: &str) -> &'static str {
    match word {
        "working" | "work" | "workday" | "workdays" => " (for working days say business days)",
        _ => "",
    }
}

impl DueBy {
    /// Reads `17:00 on the 2nd business day`, perhaps with `after opening` or `counting the first`; also
    /// `end of day` and `close of business`.
    ///
    /// # Errors
    /// [`DueByError`] quotes the wrong word and says what would be right.
    pub fn parse(text: &str) -> Result<Self, DueByError> {
        let words: Vec<_> = text
            .split_whitespace()
            .filter(|word| *word != "the")
            .collect();
        let (time, mut rest) = time(&words)?;
        let mut by = Self {
            time,
            day: DueDay::After(0, DayUnit::Day),
            counted_from: CountedFrom::Report,
            first: FirstDay::After,
        };
        if rest.is_empty() {
            by.day = match words.as_slice() {
                ["end", ..] => DueDay::After(0, DayUnit::Day),
                ["close", "of", "business"] => DueDay::After(0, DayUnit::BusinessDay),
                _ => return Err(DueByError::On("the end".to_owned())),
            };
            return Ok(by);
        }
        rest = match rest {
            ["on", rest @ ..] => rest,
            [other, ..] => return Err(DueByError::On(format!("`{other}`"))),
            [] => rest,
        };
        (by.day, rest) = day(rest)?;
        while let [word, further @ ..] = rest {
            rest = match (*word, further) {
                ("after", ["opening", rest @ ..]) => {
                    by.counted_from = CountedFrom::Opening;
                    rest
                }
                ("counting", ["first", rest @ ..]) => {
                    by.first = FirstDay::Report;
                    rest
                }
                _ => return Err(DueByError::Further(rest.join(" "))),
            };
        }
        match (by.day, by.time, by.first) {
            (DueDay::After(_, DayUnit::Opening), TimeOfDay::At(_), _) => {
                let time = words.first().copied().unwrap_or_default();
                Err(DueByError::TimeOfOpening(time.to_owned()))
            }
            (DueDay::After(0, _) | DueDay::On(_), _, FirstDay::Report) => {
                Err(DueByError::NothingCounted)
            }
            (DueDay::After(..) | DueDay::On(_), _, _) => Ok(by),
        }
    }
}

/// The time, and the words after it.
fn time<'w, 't>(words: &'w [&'t str]) -> Result<(TimeOfDay, &'w [&'t str]), DueByError> {
    match words {
        [] => Err(DueByError::Empty),
        ["end", "of", "day", rest @ ..] => Ok((TimeOfDay::At(1440), rest)),
        ["close", "of", "business", rest @ ..] | ["close", rest @ ..] => {
            Ok((TimeOfDay::Close, rest))
        }
        ["opening", rest @ ..] => Ok((TimeOfDay::Opening, rest)),
        [word, rest @ ..] => match minute_of_day(word) {
            Ok(minute) => Ok((TimeOfDay::At(minute), rest)),
            Err(_) => Err(DueByError::Time((*word).to_owned())),
        },
    }
}

/// The day, and the words after it.
fn day<'w, 't>(words: &'w [&'t str]) -> Result<(DueDay, &'w [&'t str]), DueByError> {
    let on_weekday = |word: &str| {
        let mut known = WEEKDAYS.iter();
        let full = known.find(|(name, _)| *name == word).map(|(_, day)| *day);
        full.or_else(|| weekday(word))
    };
    let Some((first, rest)) = words.split_first() else {
        return Err(DueByError::On("the end".to_owned()));
    };
    if let Some(day) = on_weekday(first) {
        return Ok((DueDay::On(day), rest));
    }
    let number = match *first {
        "same" => 0,
        "next" => {
            if let Some((day, rest)) = rest.split_first()
                && let Some(day) = on_weekday(day)
            {
                return Ok((DueDay::On(day), rest));
            }
            1
        }
        place => place_of(place)?,
    };
    let (unit, rest) = match rest {
        ["day", rest @ ..] => (DayUnit::Day, rest),
        ["business", "day", rest @ ..] => (DayUnit::BusinessDay, rest),
        ["opening", rest @ ..] => (DayUnit::Opening, rest),
        ["business", other, ..] => return Err(DueByError::Unit(format!("business {other}"))),
        [other, ..] => return Err(DueByError::Unit((*other).to_owned())),
        [] => return Err(DueByError::Day((*first).to_owned())),
    };
    Ok((DueDay::After(number, unit), rest))
}

/// `2nd` as 2.
fn place_of(word: &str) -> Result<u32, DueByError> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if digits.is_empty() {
        return Err(DueByError::Day(word.to_owned()));
    }
    let number = digits.parse().ok().filter(|n| (1..=MOST).contains(n));
    let right = number.filter(|number| word == place(*number));
    right.ok_or_else(|| DueByError::Place(word.to_owned()))
}

/// 2 as `2nd`.
fn place(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        (_, _) => "th",
    };
    format!("{number}{ending}")
}

impl fmt::Display for DueBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            TimeOfDay::At(minute) => write!(f, "{:02}:{:02} on ", minute / 60, minute % 60)?,
            TimeOfDay::Opening => f.write_str("opening on ")?,
            TimeOfDay::Close => f.write_str("close on ")?,
        }
        match self.day {
            DueDay::On(day) => {
                let mut names = WEEKDAYS.iter();
                let name = names.find(|(_, known)| *known == day);
                f.write_str(name.map_or("", |(name, _)| name))?;
            }
            DueDay::After(number, unit) => {
                let unit = match unit {
                    DayUnit::Day => "day",
                    DayUnit::BusinessDay => "business day",
                    DayUnit::Opening => "opening",
                };
                match number {
                    0 => write!(f, "the same {unit}")?,
                    1 if self.first == FirstDay::After => write!(f, "the next {unit}")?,
                    number => write!(f, "the {} {unit}", place(number))?,
                }
            }
        }
        if self.counted_from == CountedFrom::Opening {
            f.write_str(" after opening")?;
        }
        if self.first == FirstDay::Report {
            f.write_str(" counting the first")?;
        }
        Ok(())
    }
}

impl std::str::FromStr for DueBy {
    type Err = DueByError;

    fn from_str(text: &str) -> Result<Self, DueByError> {
        Self::parse(text)
    }
}

impl Serialize for DueBy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DueBy {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
