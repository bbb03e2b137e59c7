//! A duration as a policy writes it: `4 business hours`, `2 calendar days`, `90 minutes`.
use std::fmt;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

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
/// A hundred years: whatever is longer is a mistake.
const LONGEST: i64 = 36_525 * DAY;
const MOST_MONTHS: u32 = 1200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Milliseconds in one.
    Short(i64),
    Day,
    Week,
    /// Months in one.
    Months(u32),
}

fn unit(word: &str) -> Result<Unit, AmountError> {
    match word {
        "second" | "seconds" => Ok(Unit::Short(SECOND)),
        "minute" | "minutes" => Ok(Unit::Short(MINUTE)),
        "hour" | "hours" => Ok(Unit::Short(HOUR)),
        "day" | "days" => Ok(Unit::Day),
        "week" | "weeks" => Ok(Unit::Week),
        "month" | "months" => Ok(Unit::Months(1)),
        "year" | "years" => Ok(Unit::Months(12)),
        _ => Err(AmountError::Unit(word.to_owned())),
    }
}

fn counting(word: &str) -> Option<Counting> {
    match word {
        "elapsed" => Some(Counting::Elapsed),
        "business" => Some(Counting::Business),
        "calendar" => Some(Counting::Calendar),
        _ => None,
    }
}

/// Reads an unsigned decimal number of units of so many milliseconds, exactly; nothing for another
/// notation, a fraction of a millisecond, or more than a hundred years.
#[must_use]
pub fn decimal_milliseconds(number: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let scale = 10_i64.pow(u32::try_from(fraction.len()).ok()?);
    let part = fraction.parse::<i64>().ok()?.checked_mul(unit)?;
    let total = whole
        .parse::<i64>()
        .ok()?
        .checked_mul(unit)?
        .checked_add(part / scale)?;
    (part % scale == 0 && total <= LONGEST).then_some(total)
}

fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
        && word.ends_with(|last: char| last.is_ascii_digit())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && word.matches('.').count() <= 1
}

/// A number with its unit, as written.
struct AmountPart<'a> {
    number: &'a str,
    unit: Unit,
}

/// Splits into parts, and finds the one way of counting.
fn parts(text: &str) -> Result<(Vec<AmountPart<'_>>, Counting), AmountError> {
    let mut words = text.split_whitespace();
    let (mut found, mut said) = (Vec::new(), None);
    while let Some(number) = words.next() {
        if !is_number(number) {
            return Err(AmountError::Number(number.to_owned()));
        }
        let missing = || AmountError::UnitMissing(number.to_owned());
        let mut word = words.next().ok_or_else(missing)?;
        if let Some(how) = counting(word) {
            if said.is_some_and(|before| before != how) {
                return Err(AmountError::MixedCounting(text.to_owned()));
            }
            if said.is_none() && !found.is_empty() {
                return Err(AmountError::MixedCounting(text.to_owned()));
            }
            said = Some(how);
            word = words.next().ok_or_else(missing)?;
        }
        found.push(AmountPart {
            number,
            unit: unit(word)?,
        });
    }
    Ok((found, said.unwrap_or(Counting::Bare)))
}

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

    /// Reads an amount: numbers with units, and once elapsed, business or calendar.
    ///
    /// An elapsed day is 24 hours; a week is 7 calendar days, also when nothing else is said.
    ///
    /// # Errors
    /// [`AmountError`] says what is wrong and what would be right.
    ///
    /// ```
    /// let error = desk::time::Amount::parse("2 business weeks").unwrap_err();
    /// assert!(error.to_string().contains("say business days"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        if text.eq_ignore_ascii_case("24x7") || text == "24/7" {
            return Err(AmountError::AroundTheClock);
        }
        let (parts, mut counting) = parts(text)?;
        if parts
            .iter()
            .any(|part| matches!(part.unit, Unit::Months(_)))
        {
            return months_of(&parts, counting, text);
        }
        let whole_days = |unit: Unit| matches!(unit, Unit::Day | Unit::Week);
        let has_days = parts.iter().any(|part| whole_days(part.unit));
        if counting == Counting::Elapsed || !has_days {
            if counting == Counting::Calendar {
                return Err(AmountError::CalendarTime);
            }
            return Ok(Self::time(counting, time_of(&parts, text)?));
        }
        if parts.iter().any(|part| part.unit == Unit::Week) {
            if counting == Counting::Business {
                return Err(AmountError::BusinessWeek);
            }
            counting = Counting::Calendar;
        }
        Ok(Self::days(counting, days_of(&parts, text)?))
    }
}

/// The sum of all parts, a day being 24 hours.
fn time_of(parts: &[AmountPart<'_>], text: &str) -> Result<TimeDelta, AmountError> {
    let range = || AmountError::Range(text.to_owned());
    let mut total = 0_i64;
    for part in parts {
        let unit = match part.unit {
            Unit::Short(unit) => unit,
            Unit::Day => DAY,
            Unit::Week => 7 * DAY,
            Unit::Months(_) => return Err(AmountError::MixedMonths(text.to_owned())),
        };
        let time = decimal_milliseconds(part.number, unit).ok_or_else(range)?;
        total = total
            .checked_add(time)
            .filter(|sum| *sum <= LONGEST)
            .ok_or_else(range)?;
    }
    Ok(TimeDelta::milliseconds(total))
}

/// Calendar months, of parts that are all months or years.
fn months_of(
    parts: &[AmountPart<'_>],
    counting: Counting,
    text: &str,
) -> Result<Amount, AmountError> {
    match counting {
        Counting::Elapsed => return Err(AmountError::MonthsCounted("elapsed months")),
        Counting::Business => return Err(AmountError::MonthsCounted("business months")),
        Counting::Calendar | Counting::Bare => {}
    }
    let range = || AmountError::Range(text.to_owned());
    let mut total = 0_u32;
    for part in parts {
        let months = match part.unit {
            Unit::Months(months) => months,
            Unit::Short(_) | Unit::Day | Unit::Week => {
                return Err(AmountError::MixedMonths(text.to_owned()));
            }
        };
        if part.number.contains('.') {
            return Err(AmountError::PartOfMonth(text.to_owned()));
        }
        let number: u32 = part.number.parse().map_err(|_| range())?;
        let sum = number
            .checked_mul(months)
            .and_then(|more| total.checked_add(more));
        total = sum.filter(|sum| *sum <= MOST_MONTHS).ok_or_else(range)?;
    }
    Ok(Amount::months(total))
}

/// The sum of all parts, each of which must be whole days.
fn days_of(parts: &[AmountPart<'_>], text: &str) -> Result<u32, AmountError> {
    let range = || AmountError::Range(text.to_owned());
    let mut total = 0_i64;
    for part in parts {
        let unit = match part.unit {
            Unit::Short(_) => return Err(AmountError::MixedDays(text.to_owned())),
            Unit::Day => DAY,
            Unit::Week => 7 * DAY,
            Unit::Months(_) => return Err(AmountError::MixedMonths(text.to_owned())),
        };
        let time = decimal_milliseconds(part.number, unit).ok_or_else(range)?;
        if time % DAY != 0 {
            return Err(AmountError::PartOfDay(text.to_owned()));
        }
        total = total
            .checked_add(time)
            .filter(|sum| *sum <= LONGEST)
            .ok_or_else(range)?;
    }
    u32::try_from(total / DAY).map_err(|_| range())
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
