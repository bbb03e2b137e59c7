//! Reads amounts: parts of a number and a unit each, and one way of counting for all of them.
use chrono::TimeDelta;

use super::{Amount, AmountError, Counting, DAY, HOUR, MINUTE, SECOND};

/// A hundred years: whatever is longer is a mistake.
pub(super) const LONGEST: i64 = 36_525 * DAY;
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
