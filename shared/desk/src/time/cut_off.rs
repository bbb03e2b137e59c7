//! Cut-offs: the time of a day from which a report counts as made on the next day that is open.
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use super::{Calendar, Instant};

/// So many dates without an opening before a report, and no day is there that it could still belong to.
const LONGEST_CLOSED: Days = Days::new(370);

impl Calendar {
    /// The instant from which something counts that is reported `at`: the next opening, and for a report at the cut-off
    /// or later (local minutes after midnight) the first opening of the next day that has one. A night shift belongs
    /// to the day on which it begins. `None` is never.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Instant, Span};
    /// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
    /// let friday: Instant = "2026-11-20T16:00:00Z".parse().unwrap();
    /// assert_eq!(office.counts_from(friday, 16 * 60), "2026-11-23T09:00:00Z".parse().ok());
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn counts_from(&self, at: Instant, cut_off: u16) -> Option<Instant> {
        let today = self.local(at).date();
        let since = today.checked_sub_days(LONGEST_CLOSED).unwrap_or(today);
        // Where the clock goes back over midnight, the next date has begun already.
        let latest = today.succ_opt().unwrap_or(today);
        let days = std::iter::successors(Some(latest), NaiveDate::pred_opt);
        let mut days = days.take_while(|date| *date >= since);
        let begun = days
            .find_map(|date| Some((date, self.day_begins(date).filter(|begins| *begins <= at)?)));
        let Some((day, begins)) = begun else {
            return self.next_open(at);
        };
        if self
            .ends_taking(day, begins, cut_off)
            .is_none_or(|end| at < end)
        {
            return self.next_open(at);
        }
        let later = day.iter_days().skip(1);
        let mut later = later.take_while(|date| !self.is_over(*date));
        later.find_map(|date| self.day_begins(date).filter(|begins| *begins > at))
    }

    /// When a date first opens.
    fn day_begins(&self, date: NaiveDate) -> Option<Instant> {
        let opening = self.opening_on(date);
        opening.as_slice().first().map(|opening| opening.start)
    }

    /// The cut-off of a day that begins then: on its own date, or in the night after it.
    fn ends_taking(&self, day: NaiveDate, begins: Instant, cut_off: u16) -> Option<Instant> {
        let on = |date: NaiveDate| {
            let midnight = date.and_time(NaiveTime::MIN);
            self.from_local(midnight + TimeDelta::minutes(i64::from(cut_off)))
        };
        let own = on(day);
        if own > begins {
            return Some(own);
        }
        day.succ_opt().map(on)
    }
}

#[cfg(test)]
mod tests;
