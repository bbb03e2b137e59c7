//! Holidays and calendars, and rows that choose one.
use super::meanings::{
    AroundTheClock, Count, HolidayName, SeasonDay, Spans, Text, When, ZoneOfCalendar,
};
use super::names::{Calendar, Holidays, NameOf};
use super::section::section;
use super::values::{ByName, Closed, List, Many, Or, Scalar, Wording};
use crate::time::Observed;

/// A day of a list of holidays: its name, or a record for a half day.
pub(in crate::policy) type Holiday<'n> = Or<Scalar<'n, HolidayName>, HalfDay<'n>>;

section! {
    /// A day that is no usual one, with the hours that it has all the same.
    "a holiday" HalfDay {
        /// Name of the day.
        need name: Wording<'n>,
        /// Hours of a half day: `09:00-12:00`. They replace those that the calendar has on that date.
        may open: Scalar<'n, Spans> = "closed",
        /// Where a day of every year is kept that falls on a weekend: `nearest_weekday` (Saturday's on Friday, Sunday's
        /// on Monday), `next_weekday` (the next one that the list has not closed), `monday`: its own date stays closed; or
        /// `saturday_for_sunday` (a Sunday's on the Saturday before, in place of its own date).
        may observed: Observed = "on its date",
        /// The first year that has it.
        may from: Count<'n>,
        /// The last year that has it.
        may until: Count<'n>,
    }
}

impl Closed for Observed {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("nearest_weekday", Self::NearestWeekday),
        ("next_weekday", Self::NextWeekday),
        ("monday", Self::Monday),
        ("saturday_for_sunday", Self::SaturdayForSunday),
    ];
}

/// Opening hours: `24x7`, or a record.
pub(in crate::policy) type CalendarRule<'n> = Or<Scalar<'n, AroundTheClock>, CalendarRecord<'n>>;

section! {
    /// Opening hours by day of the week.
    "a calendar" CalendarRecord {
        /// Another calendar. Days named here replace its days; `holidays` here replace its holidays.
        may extends: NameOf<'n, Calendar>,
        /// A time zone, `organisation` or `contact`.
        may zone: Scalar<'n, ZoneOfCalendar> = "the desk's",
        /// `24x7`: around the clock, so that it can have holidays.
        may hours: Scalar<'n, AroundTheClock>,
        /// One span of the week, `sun 15:00 - fri 17:00`. It replaces all inherited days.
        may span: Text<'n>,
        /// Parts of the year with other days: `from` and `until` (both included, `07-01` or `2026-07-01`), and the days.
        may seasons: ByName<'n, SeasonRecord<'n>>,
        /// One list of holidays or several.
        may holidays: Many<'n, NameOf<'n, Holidays>> = "none",
    } else "a day: `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`, or several: `mon-fri`, `sat,sun`, `fri-mon`, `daily`"
    /// Spans such as `09:00-12:30 13:30-18:00`; `closed`; `24h`.
    days: Scalar<'n, Spans> = "closed"
}

section! {
    /// A part of the year, whose days replace all days of the calendar.
    "a season" SeasonRecord {
        /// The first day, `07-01` of each year or `2026-07-01`.
        need from: Scalar<'n, SeasonDay>,
        /// The last day; over New Year, if it comes before the first.
        need until: Scalar<'n, SeasonDay>,
    } else "a day: `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`, or several: `mon-fri`, `sat,sun`, `fri-mon`, `daily`"
    /// Days such as `mon`, `mon-fri` or `sat,sun`, each with its spans.
    days: Scalar<'n, Spans>
}

/// Hours of a plan: a calendar, or rows that choose one.
pub(in crate::policy) type Hours<'n> = Or<NameOf<'n, Calendar>, List<'n, HoursRow<'n>>>;

section! {
    /// A row of a plan's hours.
    "an hours row" HoursRow {
        /// The tickets it is for. First match wins.
        may when: When<'n> = "all",
        /// The calendar whose hours count.
        need calendar: NameOf<'n, Calendar>,
    }
}
