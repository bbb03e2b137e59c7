//! The shape of a case of calendar arithmetic, as written in the file.
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Deserializer};

use desk::time::{
    Calendar, DayHours, Hours, HoursError, Instant, Pause, Segment, Segments, Span,
    decimal_milliseconds, minute_of_day,
};

/// Opening and closing time, `HH:MM`.
type Times = (String, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseCalendar {
    tz: String,
    #[serde(default)]
    hours: BTreeMap<Day, Vec<Times>>,
    #[serde(default)]
    always_open: bool,
    #[serde(default)]
    holidays: Vec<NaiveDate>,
    #[serde(default)]
    yearly: Vec<String>,
    #[serde(default)]
    half_days: BTreeMap<NaiveDate, Vec<Times>>,
    #[serde(default)]
    breaks_utc: Vec<(Instant, Instant)>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Mon => Self::Mon,
            Day::Tue => Self::Tue,
            Day::Wed => Self::Wed,
            Day::Thu => Self::Thu,
            Day::Fri => Self::Fri,
            Day::Sat => Self::Sat,
            Day::Sun => Self::Sun,
        }
    }
}

fn spans(times: &[Times]) -> Result<Vec<Span>, HoursError> {
    let span = |(open, close): &Times| Span::new(minute_of_day(open)?, minute_of_day(close)?);
    times.iter().map(span).collect()
}

/// Reads `MM-DD` with the help of a leap year, which has every date.
fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let date: NaiveDate = format!("2000-{text}").parse().ok()?;
    Some((date.month(), date.day()))
}

impl CaseCalendar {
    /// The calendar, or what in it cannot be read.
    pub(super) fn build(&self) -> Result<Calendar, String> {
        let zone = self
            .tz
            .parse()
            .map_err(|_| format!("`tz` {} is not a zone", self.tz))?;
        let mut hours = if self.always_open {
            Hours::always()
        } else {
            Hours::empty()
        };
        for (day, times) in &self.hours {
            for span in spans(times).map_err(|error| error.to_string())? {
                hours = hours.with_span((*day).into(), span);
            }
        }
        for date in &self.holidays {
            hours = hours.with_holiday(*date, "holiday");
        }
        for text in &self.yearly {
            let date =
                month_and_day(text).ok_or_else(|| format!("`yearly` {text} is not MM-DD"))?;
            let day = DayHours::named("holiday", Vec::new());
            hours.yearly.insert(date, day);
        }
        // After the holidays, since a half day wins over one.
        for (date, times) in &self.half_days {
            let open = spans(times).map_err(|error| error.to_string())?;
            let day = DayHours::named("half day", open);
            hours.holidays.insert(*date, day);
        }
        let breaks: Segments = self
            .breaks_utc
            .iter()
            .filter_map(|(from, to)| Segment::new(*from, *to))
            .collect();
        Ok(Calendar::with_breaks(zone, hours, breaks))
    }
}

/// A field that must be there, and may be null for "never".
fn nullable<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Instant>, D::Error> {
    Option::deserialize(field)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Add {
    pub(super) start: Instant,
    amount_minutes: Option<serde_json::Number>,
    amount_seconds: Option<serde_json::Number>,
    #[serde(default)]
    pub(super) pauses: Vec<Pause>,
    #[serde(deserialize_with = "nullable")]
    pub(super) expected: Option<Instant>,
}

impl Add {
    /// Exactly one of the two amounts.
    pub(super) fn amount(&self) -> Result<TimeDelta, String> {
        let (number, unit) = match (&self.amount_minutes, &self.amount_seconds) {
            (Some(minutes), None) => (minutes, 60_000),
            (None, Some(seconds)) => (seconds, 1000),
            (Some(_), Some(_)) | (None, None) => {
                return Err("give either `amount_minutes` or `amount_seconds`".to_owned());
            }
        };
        let time = decimal_milliseconds(&number.to_string(), unit);
        time.map(TimeDelta::milliseconds)
            .ok_or_else(|| format!("the amount {number} is out of range"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Between {
    pub(super) start: Instant,
    pub(super) end: Instant,
    #[serde(default)]
    pub(super) pauses: Vec<Pause>,
    pub(super) expected: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IsOpen {
    pub(super) start: Instant,
    pub(super) expected: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NextOpen {
    pub(super) start: Instant,
    #[serde(deserialize_with = "nullable")]
    pub(super) expected: Option<Instant>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BusinessDays {
    pub(super) start: Instant,
    pub(super) business_days: u32,
    pub(super) expected: Days,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Days {
    #[serde(deserialize_with = "nullable")]
    pub(super) same_local_time: Option<Instant>,
    #[serde(deserialize_with = "nullable")]
    pub(super) end_of_day: Option<Instant>,
}
