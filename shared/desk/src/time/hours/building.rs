//! Builds hours a day at a time: spans of weekdays and of the week, holidays, half days.
use chrono::{NaiveDate, Weekday};

use super::{DayHours, Hours, place};
use crate::time::span::{DAY, HoursError, Span};

const WORKING_WEEK: [Weekday; 5] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
];

impl Hours {
    /// Never open.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Open around the clock, every day but the holidays added later.
    #[must_use]
    pub fn always() -> Self {
        Self {
            always: true,
            ..Self::default()
        }
    }

    /// The same span from Monday to Friday.
    #[must_use]
    pub fn mon_fri(span: Span) -> Self {
        Self::empty().with_days(&WORKING_WEEK, span)
    }

    /// Adds a span to a weekday.
    #[must_use]
    pub fn with_span(mut self, weekday: Weekday, span: Span) -> Self {
        self.weekly[place(weekday)].push(span);
        self
    }

    /// Adds a span to several weekdays.
    #[must_use]
    pub fn with_days(self, weekdays: &[Weekday], span: Span) -> Self {
        weekdays
            .iter()
            .fold(self, |hours, day| hours.with_span(*day, span))
    }

    /// Adds one span of the week, as from Sunday 15:00 to Friday 17:00; minutes after midnight.
    /// Ending where it began, or before it on the same weekday, it runs through the whole week.
    #[must_use]
    pub fn with_week_span(
        mut self,
        from: Weekday,
        from_minute: u16,
        to: Weekday,
        to_minute: u16,
    ) -> Self {
        if from == to && from_minute < to_minute {
            return self.with_span(
                from,
                Span {
                    open: from_minute,
                    close: to_minute,
                },
            );
        }
        if from_minute < DAY {
            self = self.with_span(
                from,
                Span {
                    open: from_minute,
                    close: DAY,
                },
            );
        }
        let mut day = from.succ();
        while day != to {
            self = self.with_span(day, Span::ALL_DAY);
            day = day.succ();
        }
        if to_minute > 0 {
            self = self.with_span(
                to,
                Span {
                    open: 0,
                    close: to_minute,
                },
            );
        }
        self
    }

    /// Closes a date.
    #[must_use]
    pub fn with_holiday(self, date: NaiveDate, name: &str) -> Self {
        self.with_half_day(date, name, Vec::new())
    }

    /// Gives a date hours of its own. No span at all closes it.
    #[must_use]
    pub fn with_half_day(mut self, date: NaiveDate, name: &str, open: Vec<Span>) -> Self {
        self.holidays.insert(date, DayHours::named(name, open));
        self
    }

    /// Closes a date of every year; 29 February exists in leap years only.
    ///
    /// # Errors
    /// [`HoursError::YearlyDate`] when no year has that date.
    pub fn with_yearly(self, month: u32, day: u32, name: &str) -> Result<Self, HoursError> {
        self.with_yearly_half_day(month, day, name, Vec::new())
    }

    /// Gives a date of every year hours of its own. No span at all closes it.
    ///
    /// # Errors
    /// [`HoursError::YearlyDate`] when no year has that date.
    pub fn with_yearly_half_day(
        mut self,
        month: u32,
        day: u32,
        name: &str,
        open: Vec<Span>,
    ) -> Result<Self, HoursError> {
        // 2000 is a leap year, so it has every date that any year has.
        NaiveDate::from_ymd_opt(2000, month, day).ok_or(HoursError::YearlyDate { month, day })?;
        let own = DayHours::named(name, open);
        self.yearly.insert((month, day), own);
        Ok(self)
    }

    /// Takes all holidays and half days away.
    pub fn clear_holidays(&mut self) {
        self.holidays.clear();
        self.yearly.clear();
        self.ruled.clear();
    }
}
