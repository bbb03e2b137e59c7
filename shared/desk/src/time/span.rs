//! Opening hours within one day, as policies write them.
use std::fmt;

/// Minutes in a civil day.
pub(super) const DAY: u16 = 1440;

/// Opening hours within a day, in minutes after midnight.
///
/// `close` at or before `open` runs past midnight; 1440 is 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first open minute, 0 to 1439.
    pub open: u16,
    /// The first closed minute, 0 to 1440.
    pub close: u16,
}

/// A mistake in hours as written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// Not `HH:MM`.
    #[error("`{0}` is not a time of day: write `HH:MM`, from 00:00 to 24:00")]
    Time(String),
    /// Not two times joined by a hyphen.
    #[error("`{0}` is not a span of hours: write `09:00-17:30`")]
    Span(String),
    /// Opens at 24:00.
    #[error("a span cannot open at 24:00: write 00:00 on the next day")]
    OpensAtMidnight,
    /// Not a day of any year.
    #[error("there is no day {day} in month {month}")]
    YearlyDate {
        /// As written.
        month: u32,
        /// As written.
        day: u32,
    },
}

/// Reads `HH:MM` as minutes after midnight, 0 to 1440.
///
/// # Errors
/// [`HoursError::Time`] for anything else.
///
/// ```
/// assert_eq!(desk::time::minute_of_day("09:30"), Ok(570));
/// assert_eq!(desk::time::minute_of_day("24:00"), Ok(1440));
/// assert!(desk::time::minute_of_day("9h30").is_err());
/// ```
pub fn minute_of_day(text: &str) -> Result<u16, HoursError> {
    let wrong = || HoursError::Time(text.to_owned());
    let (hours, minutes) = text.trim().split_once(':').ok_or_else(wrong)?;
    let number = |part: &str, longest: usize| -> Option<u16> {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        (digits && part.len() <= longest).then(|| part.parse().ok())?
    };
    let hours = number(hours, 2).ok_or_else(wrong)?;
    let minutes = number(minutes, 2)
        .filter(|_| minutes.len() == 2)
        .ok_or_else(wrong)?;
    let total = hours * 60 + minutes;
    if minutes < 60 && total <= DAY {
        Ok(total)
    } else {
        Err(wrong())
    }
}

impl Span {
    /// The whole day.
    pub const ALL_DAY: Self = Self {
        open: 0,
        close: DAY,
    };

    /// A span from `open` to `close`, both in minutes after midnight.
    ///
    /// # Errors
    /// [`HoursError`] when `open` is not before 24:00 or `close` is past it.
    pub fn new(open: u16, close: u16) -> Result<Self, HoursError> {
        if open >= DAY {
            return Err(HoursError::OpensAtMidnight);
        }
        if close > DAY {
            return Err(HoursError::Time(format!(
                "{:02}:{:02}",
                close / 60,
                close % 60
            )));
        }
        Ok(Self { open, close })
    }

    /// Reads `09:00-17:30`.
    ///
    /// # Errors
    /// [`HoursError`] says what was expected.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let (open, close) = text
            .trim()
            .split_once('-')
            .ok_or_else(|| HoursError::Span(text.to_owned()))?;
        Self::new(minute_of_day(open)?, minute_of_day(close)?)
    }

    /// Whether it runs into the next date.
    #[must_use]
    pub fn is_overnight(&self) -> bool {
        self.close <= self.open
    }

    /// The part on its own date: first open minute, first closed minute.
    pub(super) fn on_its_date(&self) -> (u16, u16) {
        let close = if self.is_overnight() { DAY } else { self.close };
        (self.open.min(DAY), close.min(DAY))
    }

    /// The part on the next date, which begins at its midnight.
    pub(super) fn on_next_date(&self) -> (u16, u16) {
        if self.is_overnight() {
            (0, self.close)
        } else {
            (0, 0)
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) = (self.open, self.close);
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            open / 60,
            open % 60,
            close / 60,
            close % 60
        )
    }
}

impl std::str::FromStr for Span {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        Self::parse(text)
    }
}
