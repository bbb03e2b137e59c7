//! Reads rules of holidays: `easter + 1`, `last mon may`, `mon before 05-25`.
use std::fmt;

use super::{DayOfYear, HolidayBase, HolidayRule, Side};
use crate::time::weekdays::{weekday, weekday_name};

/// The names of the months, January first.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Places of a weekday in its month.
const PLACES: [&str; 5] = ["1st", "2nd", "3rd", "4th", "5th"];

/// Further than this from the day that it counts from, a rule is a mistake.
const FURTHEST: u16 = 100;

/// The years by which a rule is judged: a whole number of weeks and of leap years.
const YEARS: std::ops::Range<i32> = 2000..2400;

/// Rarer than once in ten years is not what anybody means, but for 29 February.
const SELDOM: usize = 40;

/// A mistake in the rule of a holiday, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HolidayRuleError {
    /// No word that begins a rule.
    #[error("`{0}` is not a date and begins no rule")]
    Start(String),
    /// No day of the week.
    #[error("`{0}` is not a day of the week: write mon, tue, wed, thu, fri, sat or sun")]
    Weekday(String),
    /// No month.
    #[error("`{0}` is not a month: write {months}", months = MONTHS.join(", "))]
    Month(String),
    /// No word that says on which side of a date.
    #[error("`{0}` does not say where: write before, after, on or before, on or after")]
    Side(String),
    /// No day of a year.
    #[error("`{0}` is not a day of the year: write `05-25`")]
    Date(String),
    /// No number of days after `+` or `-`.
    #[error("`{0}` is not a number of days up to {FURTHEST}: write `+ 1` or `- 2`")]
    Shift(String),
    /// Words after the rule.
    #[error("`{0}` is more than a rule needs")]
    Further(String),
    /// The rule breaks off.
    #[error("`{0}` breaks off: a rule needs more words")]
    Unfinished(String),
    /// No year has such a day.
    #[error("no year has a day `{0}`")]
    Never(String),
    /// Hardly any year has such a day.
    #[error("hardly any year has a day `{0}`")]
    HardlyEver(String),
}

/// The words of a rule that are still to be read.
struct Words<'t> {
    text: &'t str,
    words: std::vec::IntoIter<&'t str>,
}

impl<'t> Words<'t> {
    fn next(&mut self) -> Result<&'t str, HolidayRuleError> {
        let unfinished = || HolidayRuleError::Unfinished(self.text.to_owned());
        self.words.next().ok_or_else(unfinished)
    }
}

impl HolidayRule {
    /// Reads the rule of a holiday.
    ///
    /// # Errors
    /// [`HolidayRuleError`] quotes the wrong word and says what would be right.
    ///
    /// ```
    /// let error = desk::time::HolidayRule::parse("4th thurs nov").unwrap_err();
    /// assert!(error.to_string().starts_with("`thurs` is not a day of the week"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, HolidayRuleError> {
        let spaced = text.replace('+', " + ").replace("easter-", "easter - ");
        let words: Vec<_> = spaced.split_whitespace().collect();
        let mut words = Words {
            text: text.trim(),
            words: words.into_iter(),
        };
        let base = base(&mut words)?;
        let rule = Self {
            base,
            shift: shift(&mut words)?,
        };
        let seldom = YEARS.filter_map(|year| base.day_of(year)).count();
        match seldom {
            0 => Err(HolidayRuleError::Never(text.trim().to_owned())),
            1..SELDOM => Err(HolidayRuleError::HardlyEver(text.trim().to_owned())),
            SELDOM.. => Ok(rule),
        }
    }
}

fn base(words: &mut Words<'_>) -> Result<HolidayBase, HolidayRuleError> {
    let first = words.next()?;
    if let Some(date) = DayOfYear::parse(first) {
        return Ok(HolidayBase::Date(date));
    }
    if let Some(nth) = PLACES.iter().position(|place| *place == first) {
        return Ok(HolidayBase::Nth {
            nth: u8::try_from(nth + 1).unwrap_or(u8::MAX),
            weekday: day(words.next()?)?,
            month: month(words.next()?)?,
        });
    }
    match first {
        "easter" => Ok(HolidayBase::Easter),
        "orthodox" => match words.next()? {
            "easter" => Ok(HolidayBase::OrthodoxEaster),
            other => Err(HolidayRuleError::Start(format!("orthodox {other}"))),
        },
        "last" => Ok(HolidayBase::Last {
            weekday: day(words.next()?)?,
            month: month(words.next()?)?,
        }),
        _ => {
            let wrong = || HolidayRuleError::Start(first.to_owned());
            let weekday = weekday(first).ok_or_else(wrong)?;
            let side = side(words)?;
            let date = words.next()?;
            let date =
                DayOfYear::parse(date).ok_or_else(|| HolidayRuleError::Date(date.to_owned()))?;
            Ok(HolidayBase::Near {
                weekday,
                side,
                date,
            })
        }
    }
}

fn day(word: &str) -> Result<chrono::Weekday, HolidayRuleError> {
    weekday(word).ok_or_else(|| HolidayRuleError::Weekday(word.to_owned()))
}

fn month(word: &str) -> Result<u32, HolidayRuleError> {
    let place = MONTHS.iter().position(|name| *name == word);
    let number = place.and_then(|place| u32::try_from(place + 1).ok());
    number.ok_or_else(|| HolidayRuleError::Month(word.to_owned()))
}

fn side(words: &mut Words<'_>) -> Result<Side, HolidayRuleError> {
    match words.next()? {
        "before" => Ok(Side::Before),
        "after" => Ok(Side::After),
        "on" => match (words.next()?, words.next()?) {
            ("or", "before") => Ok(Side::OnOrBefore),
            ("or", "after") => Ok(Side::OnOrAfter),
            (or, side) => Err(HolidayRuleError::Side(format!("on {or} {side}"))),
        },
        other => Err(HolidayRuleError::Side(other.to_owned())),
    }
}

fn shift(words: &mut Words<'_>) -> Result<i16, HolidayRuleError> {
    let Some(sign) = words.words.next() else {
        return Ok(0);
    };
    let sign_of = match sign {
        "+" => 1,
        "-" => -1,
        further => return Err(HolidayRuleError::Further(further.to_owned())),
    };
    let count = words.next()?;
    let days = count.parse::<u16>().ok().filter(|days| *days <= FURTHEST);
    let days = days.and_then(|days| i16::try_from(days).ok());
    let days = days.ok_or_else(|| HolidayRuleError::Shift(count.to_owned()))?;
    match words.words.next() {
        Some(further) => Err(HolidayRuleError::Further(further.to_owned())),
        None => Ok(sign_of * days),
    }
}

impl DayOfYear {
    /// Reads `12-24`; nothing for what no year has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        let date = Self { month, day };
        // 2000 is a leap year, so it has every date that any year has.
        date.of(2000).map(|_| date)
    }
}

impl fmt::Display for HolidayRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.base)?;
        match self.shift {
            0 => Ok(()),
            days @ 1.. => write!(f, " + {days}"),
            days => write!(f, " - {}", days.unsigned_abs()),
        }
    }
}

impl fmt::Display for HolidayBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month_name = |month: u32| {
            let place = usize::try_from(month).unwrap_or(0).saturating_sub(1);
            MONTHS.get(place).copied().unwrap_or_default()
        };
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Easter => f.write_str("easter"),
            Self::OrthodoxEaster => f.write_str("orthodox easter"),
            Self::Nth {
                nth,
                weekday,
                month,
            } => {
                let place = PLACES.get(usize::from(*nth).saturating_sub(1));
                let (place, day) = (place.unwrap_or(&"last"), weekday_name(*weekday));
                write!(f, "{place} {day} {}", month_name(*month))
            }
            Self::Last { weekday, month } => {
                write!(f, "last {} {}", weekday_name(*weekday), month_name(*month))
            }
            Self::Near {
                weekday,
                side,
                date,
            } => {
                let side = match side {
                    Side::Before => "before",
                    Side::OnOrBefore => "on or before",
                    Side::OnOrAfter => "on or after",
                    Side::After => "after",
                };
                write!(f, "{} {side} {date}", weekday_name(*weekday))
            }
        }
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}
