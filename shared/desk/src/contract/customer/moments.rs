//! Moments in words: when a ticket came in, and the day and time by which something is due.
use chrono::Weekday;

use super::Customer;
use crate::contract::audience::Wording;
use crate::policy::{Arrival, WallClock};
use crate::time::{CountedFrom, DayUnit, DueBy, DueDay, FirstDay, TimeOfDay, WEEKDAY_NAMES};

impl Customer<'_> {
    /// `received before 12:00`
    pub(super) fn arrival(&self, arrival: &Arrival) -> Wording<Self> {
        match arrival {
            Arrival::InHours(_) if self.calendars_shown().len() < 2 => {
                self.plain("cond-received-open")
            }
            Arrival::InHours(name) => self.with("cond-received-in", "hours", self.calendar(name)),
            Arrival::Before(minute, clock) => {
                let said = self.with("cond-received-before", "time", clock_time(*minute))?;
                self.by_clock(said, clock)
            }
            Arrival::From(minute, clock) => {
                let said = self.with("cond-received-from", "time", clock_time(*minute))?;
                self.by_clock(said, clock)
            }
            Arrival::On(days, clock) => {
                let days: Result<Vec<_>, _> = WEEKDAY_NAMES
                    .into_iter()
                    .filter(|(_, day)| days.contains(*day))
                    .map(|(_, day)| self.weekday(day))
                    .collect();
                let days = self.list("list-or", &days?)?;
                let said = self.with("cond-received-on", "days", days)?;
                self.by_clock(said, clock)
            }
            Arrival::OnHoliday(_) => self.plain("cond-received-holiday"),
        }
    }

    /// A time of another zone than the desk's says whose it is.
    fn by_clock(&self, condition: String, clock: &WallClock) -> Wording<Self> {
        match clock {
            WallClock::OfDesk => Ok(condition),
            WallClock::OfCalendar(name) => {
                let values = [
                    ("condition", condition.into()),
                    ("hours", self.calendar(name).into()),
                ];
                self.sentences.format("cond-by-clock-of", &values)
            }
        }
    }

    /// `by 17:00 on the next business day`
    pub(super) fn due_by(&self, by: &DueBy) -> Wording<Self> {
        let time = match by.time {
            TimeOfDay::At(minute) => self.with("time-at", "time", clock_time(minute))?,
            TimeOfDay::Opening => self.plain("time-opening")?,
            TimeOfDay::Close => self.plain("time-close")?,
        };
        let day = self.due_day(by.day, by.first)?;
        let values = [("time", time.into()), ("day", day.into())];
        let mut said = self.sentences.format("due-by", &values)?;
        if by.counted_from == CountedFrom::Opening {
            said = self.with("due-after-opening", "promise", said)?;
        }
        Ok(said)
    }

    fn due_day(&self, day: DueDay, first: FirstDay) -> Wording<Self> {
        let (number, unit) = match day {
            DueDay::On(weekday) => {
                return self.with("due-weekday", "weekday", self.weekday(weekday)?);
            }
            DueDay::After(number, DayUnit::Day) => (number, "day"),
            DueDay::After(number, DayUnit::BusinessDay) => (number, "business"),
            DueDay::After(number, DayUnit::Opening) => (number, "opening"),
        };
        let number_said = i64::from(number);
        match number {
            _ if first == FirstDay::Report => {
                self.count(&format!("due-{unit}-counted"), number_said)
            }
            0 => self.plain(&format!("due-{unit}-same")),
            1 => self.plain(&format!("due-{unit}-next")),
            _ => self.count(&format!("due-{unit}-nth"), number_said),
        }
    }

    /// `Friday`
    pub(super) fn weekday(&self, day: Weekday) -> Wording<Self> {
        self.plain(&format!("long-weekday-{}", day.number_from_monday()))
    }
}

pub(super) fn clock_time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
