//! Civil days of a calendar: local time, business days, calendar days, slots of the day.
use chrono::{Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};

use super::year::push_open;
use super::{Calendar, Instant, Segment, Segments};

/// No zone's wall clock is further from UTC than this.
const WIDEST_OFFSET: TimeDelta = TimeDelta::hours(26);
/// Finer than the length of any gap and of the time around it that has its offset.
const GAP_STEP: TimeDelta = TimeDelta::minutes(15);

impl Calendar {
    /// The wall clock at an instant.
    #[must_use]
    pub fn local(&self, at: Instant) -> NaiveDateTime {
        at.with_timezone(&self.zone()).naive_local()
    }

    /// The instant at which the wall clock shows `local`: the earlier of two, and within a gap as
    /// far after it as `local` lies inside it.
    ///
    /// ```
    /// use desk::time::{Calendar, Instant};
    /// let berlin = Calendar::always(chrono_tz::Europe::Berlin);
    /// let at = |text: &str| berlin.from_local(text.parse().unwrap());
    /// let instant = |text: &str| text.parse::<Instant>().unwrap();
    /// assert_eq!(at("2026-03-29T02:30:00"), instant("2026-03-29T01:30:00Z")); // the clock shows 03:30
    /// assert_eq!(at("2026-10-25T02:30:00"), instant("2026-10-25T00:30:00Z")); // not 01:30
    /// ```
    #[must_use]
    pub fn from_local(&self, local: NaiveDateTime) -> Instant {
        let mut probe = local;
        // A gap is a day at most (a skipped date); before it, the wall clock has the old offset.
        for _ in 0..=(2 * 24 * 4) {
            if let Some(found) = self.zone().from_local_datetime(&probe).earliest() {
                return found.to_utc() + (local - probe);
            }
            probe -= GAP_STEP;
        }
        local.and_utc()
    }

    /// The same local time `days` calendar days on; zero gives `at` itself.
    ///
    /// ```
    /// use desk::time::{Calendar, Instant};
    /// let brussels = Calendar::always(chrono_tz::Europe::Brussels);
    /// let before: Instant = "2026-10-24T08:00:00Z".parse().unwrap(); // 10:00, summer time
    /// assert_eq!(brussels.calendar_days(before, 7), "2026-10-31T09:00:00Z".parse::<Instant>().unwrap());
    /// ```
    #[must_use]
    pub fn calendar_days(&self, at: Instant, days: u32) -> Instant {
        if days == 0 {
            return at;
        }
        let later = self.local(at).checked_add_days(Days::new(u64::from(days)));
        later.map_or(Instant::MAX_UTC, |local| self.from_local(local))
    }

    /// The same local time on the same day of the month, so many months later: on the last day of a month that has
    /// no such day. Zero gives `at` itself.
    ///
    /// ```
    /// use desk::time::{Calendar, Instant};
    /// let utc = Calendar::always(chrono_tz::UTC);
    /// let january: Instant = "2028-01-31T08:00:00Z".parse().unwrap();
    /// assert_eq!(utc.calendar_months(january, 1), "2028-02-29T08:00:00Z".parse::<Instant>().unwrap());
    /// ```
    #[must_use]
    pub fn calendar_months(&self, at: Instant, months: u32) -> Instant {
        if months == 0 {
            return at;
        }
        let later = self.local(at).checked_add_months(Months::new(months));
        later.map_or(Instant::MAX_UTC, |local| self.from_local(local))
    }

    /// The same local time on the same day of the month, so many months earlier; as [`Self::calendar_months`].
    #[must_use]
    pub fn calendar_months_before(&self, at: Instant, months: u32) -> Instant {
        if months == 0 {
            return at;
        }
        let earlier = self.local(at).checked_sub_months(Months::new(months));
        earlier.map_or(Instant::MIN_UTC, |local| self.from_local(local))
    }

    /// `at`, or the same local time on the first open date after it, if it falls on a closed one. Midnight belongs
    /// to the date that it ends. `None` is never.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Instant, Span};
    /// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
    /// let saturday: Instant = "2026-11-21T20:30:00Z".parse().unwrap();
    /// assert_eq!(office.on_open_day(saturday), "2026-11-23T20:30:00Z".parse().ok());
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn on_open_day(&self, at: Instant) -> Option<Instant> {
        let before = at.checked_sub_signed(TimeDelta::milliseconds(1))?;
        let date = self.local(before).date();
        if !self.open_on(date).is_empty() {
            return Some(at);
        }
        let later = date.iter_days().skip(1);
        let mut later = later.take_while(|later| !self.is_over(*later));
        let open = later.find(|later| !self.open_on(*later).is_empty())?;
        let passed = open.signed_duration_since(date).num_days();
        Some(self.calendar_days(at, u32::try_from(passed).ok()?))
    }

    /// The open segments of a local date. Empty when it is closed, or was skipped by its zone.
    #[must_use]
    pub fn open_on(&self, date: NaiveDate) -> Segments {
        self.put_on(date, &self.rules().open_on(date))
    }

    /// The windows that open on a local date, each to its end, which may lie on the next date.
    pub(super) fn opening_on(&self, date: NaiveDate) -> Segments {
        let (own, tails) = self.rules().opening_on(date);
        let mut open = self.put_on(date, &own);
        if let (false, Some(next)) = (open.is_empty(), date.succ_opt()) {
            for tail in self.put_on(next, &tails).iter() {
                open.push(*tail);
            }
        }
        open
    }

    /// Minutes of a local date on the instant line, without breaks.
    fn put_on(&self, date: NaiveDate, minutes: &[(u16, u16)]) -> Segments {
        let mut open = Segments::empty();
        if minutes.is_empty() {
            return open;
        }
        let midnight = date.and_time(NaiveTime::MIN).and_utc();
        let from = midnight.checked_sub_signed(WIDEST_OFFSET);
        let to = midnight.checked_add_signed(WIDEST_OFFSET + TimeDelta::days(1));
        let Some(window) = from.zip(to).and_then(|(from, to)| Segment::new(from, to)) else {
            return open;
        };
        for range in self.ranges(window.start, window.end) {
            push_open(&mut open, range, date, minutes);
        }
        if self.breaks().is_empty() {
            open
        } else {
            open.subtract(self.breaks())
        }
    }

    /// The same local time `days` open days after `start`, which is first moved to the next opening
    /// if it is closed. An open day is a local date with business time. `None` is never.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Instant, Span};
    /// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
    /// let friday: Instant = "2026-11-20T11:00:00Z".parse().unwrap();
    /// assert_eq!(office.same_local_time(friday, 2), "2026-11-24T11:00:00Z".parse().ok());
    /// assert_eq!(office.end_of_day(friday, 2), "2026-11-24T17:00:00Z".parse().ok());
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn same_local_time(&self, start: Instant, days: u32) -> Option<Instant> {
        let start = self.next_open(start)?;
        if days == 0 {
            return Some(start);
        }
        let local = self.local(start);
        let (date, _) = self.nth_open_date(local.date(), days)?;
        Some(self.from_local(date.and_time(local.time())))
    }

    /// The close of the local date `days` business days after `start`, which is first moved to the next opening if
    /// it is closed: the end of the last window that opened on that date, also where it lies past midnight. A date
    /// on which no window opens is no such day. `None` is never.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Instant, Span};
    /// let nights = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("22:00-06:00")?));
    /// let monday: Instant = "2026-11-23T23:00:00Z".parse().unwrap();
    /// assert_eq!(nights.end_of_day(monday, 1), "2026-11-25T06:00:00Z".parse().ok());
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn end_of_day(&self, start: Instant, days: u32) -> Option<Instant> {
        let start = self.next_open(start)?;
        let today = self.local(start).date();
        let opening = |date| Some(self.opening_on(date)).filter(|open| !open.is_empty());
        let open = if days == 0 {
            opening(today).unwrap_or_else(|| self.open_on(today))
        } else {
            self.nth_date(today, days, opening)?.1
        };
        open.as_slice().last().map(|segment| segment.end)
    }

    /// The date `days` open dates after `date`, and when it is open.
    fn nth_open_date(&self, date: NaiveDate, days: u32) -> Option<(NaiveDate, Segments)> {
        let open_on = |date| Some(self.open_on(date)).filter(|open| !open.is_empty());
        self.nth_date(date, days, open_on)
    }

    /// The `days`th date after `date` that is open by `open_on`, and when.
    fn nth_date(
        &self,
        date: NaiveDate,
        days: u32,
        open_on: impl Fn(NaiveDate) -> Option<Segments>,
    ) -> Option<(NaiveDate, Segments)> {
        let mut passed = 0;
        for later in date.iter_days().skip(1) {
            if let Some(open) = open_on(later) {
                passed += 1;
                if passed >= days {
                    return Some((later, open));
                }
            }
            if self.is_over(later) {
                return None;
            }
        }
        None
    }

    /// The first slot strictly after `after`: one of `at_minutes` (local minutes after midnight) of
    /// an open date, whether or not that minute itself is open. `None` is never.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Instant, Span};
    /// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
    /// let slots = [9 * 60, 12 * 60 + 30, 16 * 60];
    /// let at_a_slot: Instant = "2026-11-20T16:00:00Z".parse().unwrap();
    /// assert_eq!(office.next_slot(at_a_slot, &slots), "2026-11-23T09:00:00Z".parse().ok());
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn next_slot(&self, after: Instant, at_minutes: &[u16]) -> Option<Instant> {
        if at_minutes.is_empty() {
            return None;
        }
        // Where a fold crosses midnight, slots of the date before may still come.
        let today = self.local(after).date();
        for date in today.pred_opt().unwrap_or(today).iter_days() {
            if !self.open_on(date).is_empty() {
                let midnight = date.and_time(NaiveTime::MIN);
                let slots = at_minutes.iter().map(|minute| {
                    self.from_local(midnight + TimeDelta::minutes(i64::from(*minute)))
                });
                if let Some(first) = slots.filter(|slot| *slot > after).min() {
                    return Some(first);
                }
            }
            if self.is_over(date) {
                return None;
            }
        }
        None
    }

    /// Whether nothing opens after this date any more.
    pub(super) fn is_over(&self, date: NaiveDate) -> bool {
        use chrono::Datelike;
        date.year() > self.end_year()
    }
}
