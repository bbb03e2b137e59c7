//! A calendar on the instant line: what is open, how much business time lies between two instants,
//! and when so much of it has passed.
use std::fmt;
use std::sync::{Arc, OnceLock};

use chrono::{Datelike, TimeDelta};
use chrono_tz::Tz;

use super::dates::DateRules;
use super::hours::Hours;
use super::year::{Open, Range, Year};
use super::{Instant, Segment, Segments};

/// The years a calendar knows; outside them it is closed.
pub(super) const FIRST_YEAR: i32 = 1900;
pub(super) const LAST_YEAR: i32 = 2200;

/// Hours in a zone. Cheap to make and to clone: a year is compiled when a question first touches
/// it, and clones share what is compiled.
///
/// ```
/// use desk::time::{Calendar, Hours, Instant, Span};
/// use chrono::TimeDelta;
/// let office = Calendar::new(chrono_tz::Europe::Brussels, Hours::mon_fri(Span::parse("09:00-17:00")?));
/// let friday: Instant = "2026-11-20T15:30:00Z".parse().unwrap(); // 16:30 in Brussels
///
/// // When have four business hours passed?
/// let due = office.add(friday, TimeDelta::hours(4)).unwrap();
/// assert_eq!(office.local(due).to_string(), "2026-11-23 12:30:00");
/// // And how much business time is that?
/// assert_eq!(office.between(friday, due), TimeDelta::hours(4));
/// # Ok::<(), desk::time::HoursError>(())
/// ```
#[derive(Clone)]
pub struct Calendar(Arc<CalendarData>);

struct CalendarData {
    zone: Tz,
    rules: DateRules,
    breaks: Segments,
    /// From [`FIRST_YEAR`] on, up to the last year that can be open.
    years: Box<[OnceLock<Year>]>,
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calendar")
            .field("zone", &self.0.zone)
            .field("hours", self.hours())
            .field("breaks", &self.0.breaks)
            .finish_non_exhaustive()
    }
}

impl Calendar {
    /// A calendar with these hours on the wall clock of `zone`.
    #[must_use]
    pub fn new(zone: Tz, hours: Hours) -> Self {
        Self::with_breaks(zone, hours, Segments::empty())
    }

    /// A calendar that is also closed during `breaks`, whatever its hours say.
    #[must_use]
    pub fn with_breaks(zone: Tz, hours: Hours, breaks: Segments) -> Self {
        let last = last_open_year(&hours);
        let years = (FIRST_YEAR..=last).map(|_| OnceLock::new()).collect();
        Self(Arc::new(CalendarData {
            zone,
            rules: DateRules::new(hours),
            breaks,
            years,
        }))
    }

    /// Open at every instant, with no holidays: elapsed time, and local dates in `zone`.
    #[must_use]
    pub fn always(zone: Tz) -> Self {
        Self::new(zone, Hours::always())
    }

    /// Whose wall clock it follows.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.0.zone
    }

    /// The hours it was made from.
    #[must_use]
    pub fn hours(&self) -> &Hours {
        self.0.rules.hours()
    }

    pub(super) fn rules(&self) -> &DateRules {
        &self.0.rules
    }

    pub(super) fn breaks(&self) -> &Segments {
        &self.0.breaks
    }

    /// The compiled year, or nothing when it cannot be open.
    fn year(&self, year: i32) -> Option<&Year> {
        let place = usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?;
        let cell = self.0.years.get(place)?;
        Some(self.compiled(year, cell))
    }

    fn compiled<'c>(&'c self, year: i32, cell: &'c OnceLock<Year>) -> &'c Year {
        cell.get_or_init(|| Year::compile(year, self.0.zone, self.rules(), self.breaks()))
    }

    /// The year after the last that can be open.
    pub(super) fn end_year(&self) -> i32 {
        i32::try_from(self.0.years.len()).map_or(FIRST_YEAR, |count| FIRST_YEAR + count)
    }

    /// The compiled years from `first` to `last`, in order.
    fn years(&self, first: i32, last: i32) -> impl Iterator<Item = &Year> {
        let first = first.max(FIRST_YEAR);
        let place = |year: i32| usize::try_from(year.saturating_sub(FIRST_YEAR)).unwrap_or(0);
        let end = place(last.saturating_add(1)).min(self.0.years.len());
        let cells = self.0.years.get(place(first)..end).unwrap_or_default();
        let cells = (first..).zip(cells);
        cells.map(|(year, cell)| self.compiled(year, cell))
    }

    /// The stretches of constant offset that touch `[from, to)`.
    pub(super) fn ranges(&self, from: Instant, to: Instant) -> impl Iterator<Item = Range> {
        let (start, end) = (from.timestamp_millis(), to.timestamp_millis());
        self.years(from.year(), to.year())
            .flat_map(|year| year.ranges.iter().copied())
            .filter(move |range| range.from < end && start < range.to)
    }

    /// Whether `at` is business time. A closing instant is not.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Span};
    /// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
    /// assert!(office.is_open("2026-11-23T09:00:00Z".parse().unwrap()));
    /// assert!(!office.is_open("2026-11-23T17:00:00Z".parse().unwrap()));
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        let ms = at.timestamp_millis();
        let next = self.year(at.year()).and_then(|year| year.next(ms));
        next.is_some_and(|span| span.start <= ms)
    }

    /// Whether `at` is business time, or exactly the end of it: a due instant may be either.
    #[must_use]
    pub fn close_or_open(&self, at: Instant) -> bool {
        let just_before = at.checked_sub_signed(TimeDelta::milliseconds(1));
        self.is_open(at) || just_before.is_some_and(|before| self.is_open(before))
    }

    /// The first business instant at or after `at`; `None` is never.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Instant, Span};
    /// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
    /// let saturday: Instant = "2026-11-21T12:00:00Z".parse().unwrap();
    /// assert_eq!(office.next_open(saturday), "2026-11-23T09:00:00Z".parse().ok());
    /// assert_eq!(Calendar::new(chrono_tz::UTC, Hours::empty()).next_open(saturday), None);
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn next_open(&self, at: Instant) -> Option<Instant> {
        let ms = at.timestamp_millis();
        let Open { start, .. } = self
            .years(at.year(), LAST_YEAR)
            .find_map(|year| year.next(ms))?;
        if start <= ms {
            Some(at)
        } else {
            Instant::from_timestamp_millis(start)
        }
    }

    /// The business time from `from` to `to`; zero when `to` is not after `from`.
    #[must_use]
    pub fn between(&self, from: Instant, to: Instant) -> TimeDelta {
        if to <= from {
            return TimeDelta::zero();
        }
        let (first, last) = (from.year(), to.year());
        let before = |year: i32, at: Instant| {
            self.year(year)
                .map_or(0, |year| year.before(at.timestamp_millis()))
        };
        let whole: i64 = if first == last {
            0
        } else {
            self.years(first, last.saturating_sub(1))
                .map(|year| year.total)
                .sum()
        };
        TimeDelta::milliseconds(whole + before(last, to) - before(first, from))
    }

    /// The earliest instant at which `amount` of business time has passed since `from`.
    ///
    /// Exactly closing time counts, and not the next opening. Zero gives `from` itself, a negative
    /// amount counts back ([`Calendar::subtract`]). `None` is never.
    #[must_use]
    pub fn add(&self, from: Instant, amount: TimeDelta) -> Option<Instant> {
        let mut left = amount.num_milliseconds();
        if left < 0 {
            return self.subtract(from, -amount);
        }
        if left == 0 {
            return Some(from);
        }
        let first = from.year();
        let before = self
            .year(first)
            .map_or(0, |year| year.before(from.timestamp_millis()));
        left = left.checked_add(before)?;
        for year in self.years(first, LAST_YEAR) {
            if left <= year.total {
                let at = year.earliest_after(left)?;
                return Instant::from_timestamp_millis(at);
            }
            left -= year.total;
        }
        None
    }

    /// The latest instant from which `amount` of business time lies before `to`.
    /// Zero or less gives `to` itself; `None`: there never was so much.
    ///
    /// ```
    /// use desk::time::{Calendar, Hours, Instant, Span};
    /// use chrono::TimeDelta;
    /// let office = Calendar::new(chrono_tz::UTC, Hours::mon_fri(Span::parse("09:00-17:00")?));
    /// let due: Instant = "2026-11-23T10:00:00Z".parse().unwrap();
    /// assert_eq!(office.subtract(due, TimeDelta::hours(2)), "2026-11-20T16:00:00Z".parse().ok());
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn subtract(&self, to: Instant, amount: TimeDelta) -> Option<Instant> {
        let amount = amount.num_milliseconds();
        if amount <= 0 {
            return Some(to);
        }
        let mut at = to.year().min(self.end_year());
        let mut place = self
            .year(to.year())
            .map_or(0, |y| y.before(to.timestamp_millis()));
        place = place.checked_sub(amount)?;
        while place < 0 {
            at -= 1;
            place += self.year(at)?.total;
        }
        self.year(at)?
            .latest_after(place)
            .and_then(Instant::from_timestamp_millis)
    }

    /// The open segments from `from` to `to`, clipped to them.
    #[must_use]
    pub fn segments(&self, from: Instant, to: Instant) -> Segments {
        let mut open = Segments::empty();
        let Some(whole) = Segment::new(from, to) else {
            return open;
        };
        let (start, end) = (from.timestamp_millis(), to.timestamp_millis());
        for year in self.years(from.year(), to.year()) {
            let first = year.spans.partition_point(|span| span.end <= start);
            for span in year
                .spans
                .iter()
                .skip(first)
                .take_while(|span| span.start <= end)
            {
                let start = Instant::from_timestamp_millis(span.start);
                let end = Instant::from_timestamp_millis(span.end);
                let span = start
                    .zip(end)
                    .and_then(|(start, end)| Segment::new(start, end));
                if let Some(part) = span.and_then(|span| span.intersection(&whole)) {
                    open.push(part);
                }
            }
        }
        open
    }
}

/// The last year worth compiling: without weekly hours, nothing opens after the last half day.
fn last_open_year(hours: &Hours) -> i32 {
    if hours.is_open_weekly() || hours.each_year().any(|day| !day.open.is_empty()) {
        return LAST_YEAR;
    }
    let half_days = hours
        .holidays
        .iter()
        .filter(|(_, day)| !day.open.is_empty());
    // A local date may lie in the next UTC year.
    half_days
        .map(|(date, _)| date.year() + 1)
        .max()
        .map_or(FIRST_YEAR - 1, |year| year.min(LAST_YEAR))
}
