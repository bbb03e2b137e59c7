//! Deadlines by day and time of day: `17:00 on the 2nd business day`.
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::{Calendar, Instant};

mod parse;
#[cfg(test)]
mod tests;

pub use parse::DueByError;

/// A day, counted from a report, and the time of that day. `Display` writes what `parse` reads.
///
/// ```
/// use desk::time::{Calendar, DueBy, Hours, Instant, Span};
/// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
/// let friday: Instant = "2026-11-20T15:30:00Z".parse().unwrap();
/// let by = DueBy::parse("12:00 on the next business day").unwrap();
/// assert_eq!(office.due_by(friday, &by), "2026-11-23T12:00:00Z".parse().ok());
/// # Ok::<(), desk::time::HoursError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DueBy {
    /// The time of the day.
    pub time: TimeOfDay,
    /// The day.
    pub day: DueDay,
    /// The moment that the day is counted from.
    pub counted_from: CountedFrom,
    /// Whether the day of the report is a day of its own.
    pub first: FirstDay,
}

/// A time on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeOfDay {
    /// Local minutes after midnight, to 1440.
    At(u16),
    /// When the day first opens.
    Opening,
    /// When the day last closes.
    Close,
}

/// The day of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DueDay {
    /// So many units after the report; 0 is its own.
    After(u32, DayUnit),
    /// The next such day of the week after the report's date.
    On(Weekday),
}

/// The unit in which days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayUnit {
    /// Dates, open or not.
    Day,
    /// Dates on which the calendar opens.
    BusinessDay,
    /// Spans of opening hours, such as a morning and an afternoon.
    Opening,
}

/// The moment that a day is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountedFrom {
    /// When it was reported, also outside hours.
    Report,
    /// The next opening, where it was reported outside hours.
    Opening,
}

/// Whether the day of the report counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FirstDay {
    /// The first day is the one after it.
    After,
    /// The day of the report is number 1; if it was closed, the next open one.
    Report,
}

impl Calendar {
    /// The instant by which something reported at `start` is due. A time that would lie before or at the
    /// start moves to the next day that fits. `None` is never.
    #[must_use]
    pub fn due_by(&self, start: Instant, by: &DueBy) -> Option<Instant> {
        let start = match by.counted_from {
            CountedFrom::Report => start,
            CountedFrom::Opening => self.next_open(start)?,
        };
        let report = self.local(start).date();
        match by.day {
            DueDay::After(number, unit) => {
                // What is counted begins with the report's own day, or after it.
                let own = number == 0 || by.first == FirstDay::Report;
                let passed = number.saturating_sub(1);
                self.counted(start, by.time, unit, own, passed)
            }
            DueDay::On(weekday) => {
                let later = report.succ_opt()?.iter_days();
                let such = later.filter(|date| date.weekday() == weekday);
                self.first_that_fits(start, by.time, such)
            }
        }
    }

    /// The time on the day that comes after so many `passed` ones, or the first one after it that fits.
    fn counted(
        &self,
        start: Instant,
        time: TimeOfDay,
        unit: DayUnit,
        own: bool,
        passed: u32,
    ) -> Option<Instant> {
        let report = self.local(start).date();
        let first = if own { report } else { report.succ_opt()? };
        match unit {
            DayUnit::Day => {
                let day = first.checked_add_days(Days::new(u64::from(passed)))?;
                self.first_that_fits(start, time, day.iter_days())
            }
            DayUnit::BusinessDay => {
                let dates = first.iter_days().take_while(|date| !self.is_over(*date));
                let open = dates.filter(|date| !self.opening_on(*date).is_empty());
                self.first_that_fits(start, time, open.skip(usize::try_from(passed).ok()?))
            }
            DayUnit::Opening => {
                let from = report.pred_opt()?.iter_days();
                let dates = from.take_while(|date| !self.is_over(*date));
                let openings = dates.flat_map(|date| self.opening_on(date).as_slice().to_vec());
                let counted = openings
                    .filter(|opening| opening.start > start || (own && opening.end > start));
                let due = counted.map(|opening| match time {
                    TimeOfDay::Opening => opening.start,
                    TimeOfDay::Close | TimeOfDay::At(_) => opening.end,
                });
                due.skip(usize::try_from(passed).ok()?)
                    .find(|due| *due > start)
            }
        }
    }

    fn first_that_fits(
        &self,
        start: Instant,
        time: TimeOfDay,
        dates: impl Iterator<Item = NaiveDate>,
    ) -> Option<Instant> {
        let needs_hours = match time {
            TimeOfDay::At(_) => false,
            TimeOfDay::Opening | TimeOfDay::Close => true,
        };
        let dates = dates.take_while(|date| !needs_hours || !self.is_over(*date));
        let mut times = dates.filter_map(|date| self.time_on(date, time));
        times.find(|due| *due > start)
    }

    fn time_on(&self, date: NaiveDate, time: TimeOfDay) -> Option<Instant> {
        let open = self.opening_on(date);
        match time {
            TimeOfDay::At(minute) => {
                let midnight = date.and_time(NaiveTime::MIN);
                Some(self.from_local(midnight + TimeDelta::minutes(i64::from(minute))))
            }
            TimeOfDay::Opening => open.as_slice().first().map(|opening| opening.start),
            TimeOfDay::Close => open.as_slice().last().map(|opening| opening.end),
        }
    }
}
