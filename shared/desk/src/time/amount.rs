//! A duration as a policy writes it: `4 business hours`, `2 calendar days`, `90 minutes`.
use std::fmt;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

mod parse;

pub use parse::decimal_milliseconds;

/// Which time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counting {
    /// Every second.
    Elapsed,
    /// Time within a calendar's hours; days on which it is open.
    Business,
    /// Local dates, whether open or not.
    Calendar,
    /// Not said: whatever the metric's calendar counts.
    Bare,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    /// At millisecond precision, never negative.
    Time(TimeDelta),
    /// Whole days, whose meaning the counting and the metric decide.
    Days(u32),
    /// Calendar months: the same day so many months later, or the last of a month that is shorter.
    Months(u32),
}

/// A duration and what counts in it. `Display` writes what `parse` reads.
///
/// ```
/// use desk::time::{Amount, Counting, Value};
/// let amount = Amount::parse("1.5 business hours")?;
/// assert_eq!(amount.counting, Counting::Business);
/// assert_eq!(amount.value, Value::Time(chrono::TimeDelta::minutes(90)));
/// assert_eq!(amount.to_string(), "1 business hour 30 minutes");
/// assert_eq!(Amount::parse("1 calendar week")?, Amount::parse("7 calendar days")?);
/// # Ok::<(), desk::time::AmountError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount {
    /// Which time counts.
    pub counting: Counting,
    /// How much of it.
    pub value: Value,
}

/// A mistake in an amount, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was written.
    #[error(
        "an amount is missing: write `4 business hours`, `15 elapsed minutes` or `2 business days`"
    )]
    Empty,
    /// A calendar, where a duration belongs.
    #[error("`24x7` is a calendar and not an amount: write how long, as in `24 elapsed hours`")]
    AroundTheClock,
    /// No number where one belongs.
    #[error(
        "`{0}` is not a number: write it apart from its unit and without a sign, as in `4 business hours`"
    )]
    Number(String),
    /// A number without a unit.
    #[error("`{0}` has no unit: write minutes, hours, days or weeks after the number")]
    UnitMissing(String),
    /// A word that is no unit.
    #[error("`{0}` is not a unit of time: write seconds, minutes, hours, days, weeks, months or years{hint}", hint = hint(.0))]
    Unit(String),
    /// Two ways of counting in one amount.
    #[error("`{0}` counts in two ways: say elapsed, business or calendar once")]
    MixedCounting(String),
    /// Days, and hours or minutes.
    #[error("`{0}` mixes days with shorter units: write hours only, or whole days only")]
    MixedDays(String),
    /// Part of a day.
    #[error("`{0}` has part of a day: write whole days, or hours")]
    PartOfDay(String),
    /// Months that are elapsed or business time.
    #[error(
        "`{0}` differ in length: say `3 months`, which is the same day of the month and time of day three months later"
    )]
    MonthsCounted(&'static str),
    /// Months, and days or hours.
    #[error("`{0}` mixes months with shorter units: write months and years only, or none")]
    MixedMonths(String),
    /// Part of a month.
    #[error("`{0}` has part of a month: write whole months, or days")]
    PartOfMonth(String),
    /// Business weeks.
    #[error(
        "a business week may have any number of days: say business days, as in `5 business days`"
    )]
    BusinessWeek,
    /// Calendar hours.
    #[error("calendar time counts days and weeks: for hours and shorter say elapsed or business")]
    CalendarTime,
    /// Beyond what a clock can count.
    #[error("`{0}` is too long or too fine: at most 100 years, at least a millisecond")]
    Range(String),
}

fn hint(word: &str) -> &'static str {
    match word {
        "working" | "work" | "workday" | "workdays" => " (for working days say business days)",
        _ => "",
    }
}

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
impl Amount {
    /// So much time, counted so.
    #[must_use]
    pub const fn time(counting: Counting, time: TimeDelta) -> Self {
        Self {
            counting,
            value: Value::Time(time),
        }
    }

    /// So many days, counted so.
    #[must_use]
    pub const fn days(counting: Counting, days: u32) -> Self {
        Self {
            counting,
            value: Value::Days(days),
        }
    }

    /// So many calendar months.
    #[must_use]
    pub const fn months(months: u32) -> Self {
        Self {
            counting: Counting::Calendar,
            value: Value::Months(months),
        }
    }

    /// The same amount, with `counting` where nothing was said.
    #[must_use]
    pub fn or_counting(self, counting: Counting) -> Self {
        if self.counting == Counting::Bare {
            Self { counting, ..self }
        } else {
            self
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut how = match self.counting {
            Counting::Elapsed => "elapsed ",
            Counting::Business => "business ",
            Counting::Calendar => "calendar ",
            Counting::Bare => "",
        };
        let plural = |is_one: bool| if is_one { "" } else { "s" };
        let time = match self.value {
            Value::Days(days) => return write!(f, "{days} {how}day{}", plural(days == 1)),
            Value::Months(months) => {
                return write!(f, "{months} {how}month{}", plural(months == 1));
            }
            Value::Time(time) => time.num_milliseconds(),
        };
        if time == 0 {
            return write!(f, "0 {how}minutes");
        }
        let mut gap = "";
        for (count, unit) in [(time / HOUR, "hour"), (time % HOUR / MINUTE, "minute")] {
            if count != 0 {
                write!(f, "{gap}{count} {how}{unit}{}", plural(count == 1))?;
                // The first part says how all are counted.
                (gap, how) = (" ", "");
            }
        }
        let (seconds, rest) = (time % MINUTE / SECOND, time % SECOND);
        if rest != 0 {
            let fraction = format!("{rest:03}");
            write!(
                f,
                "{gap}{seconds}.{} {how}seconds",
                fraction.trim_end_matches('0')
            )?;
        } else if seconds != 0 {
            write!(f, "{gap}{seconds} {how}second{}", plural(seconds == 1))?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Amount {
    type Error = AmountError;

    fn try_from(text: String) -> Result<Self, AmountError> {
        Self::parse(&text)
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.to_string()
    }
}

#[cfg(test)]
mod tests;
