//! Holidays by rule: the day of each year that a phrase such as `4th thu nov` names, and the days
//! on which a list of holidays is observed.
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

use super::hours::DayHours;

mod easter;
mod parse;
#[cfg(test)]
mod tests;

pub use parse::HolidayRuleError;

/// A day that each year has, or that some years have. `Display` writes what `parse` reads.
///
/// ```
/// use desk::time::HolidayRule;
/// let day = |text: &str| HolidayRule::parse(text).unwrap().day_of(2026).unwrap().to_string();
/// assert_eq!(day("easter + 1"), "2026-04-06");
/// assert_eq!(day("4th thu nov"), "2026-11-26");
/// assert_eq!(day("mon before 05-25"), "2026-05-18");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HolidayRule {
    /// The day that it counts from.
    pub base: HolidayBase,
    /// So many days later; earlier, if negative.
    pub shift: i16,
}

/// A day of the year that a rule counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HolidayBase {
    /// The same date each year; 29 February in leap years only.
    Date(DayOfYear),
    /// Easter Sunday of the western churches.
    Easter,
    /// Easter Sunday of the orthodox churches, in the Gregorian calendar.
    OrthodoxEaster,
    /// The first, second, … such weekday of a month.
    Nth {
        /// From 1 to 5.
        nth: u8,
        /// The day of the week.
        weekday: Weekday,
        /// From 1.
        month: u32,
    },
    /// The last such weekday of a month.
    Last {
        /// The day of the week.
        weekday: Weekday,
        /// From 1.
        month: u32,
    },
    /// The nearest such weekday on one side of a date.
    Near {
        /// The day of the week.
        weekday: Weekday,
        /// Where it lies from the date.
        side: Side,
        /// The date.
        date: DayOfYear,
    },
}

/// A month and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayOfYear {
    /// From 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
}

/// The side of a date on which a weekday is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The last one before it.
    Before,
    /// That date, or the last one before it.
    OnOrBefore,
    /// That date, or the first one after it.
    OnOrAfter,
    /// The first one after it.
    After,
}

/// When a holiday that falls on a weekend is observed. Its own date stays closed as well, but for the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Observed {
    /// On its own date alone.
    #[default]
    OnItsDate,
    /// A Saturday's on Friday, a Sunday's on Monday.
    NearestWeekday,
    /// On the next weekday that the list has not closed already.
    NextWeekday,
    /// On Monday.
    Monday,
    /// A Sunday's on the Saturday before, and no longer on its own date.
    SaturdayForSunday,
}

/// One line of a list of holidays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDay {
    /// When it is.
    pub on: ListedDate,
    /// What becomes of it on a weekend.
    pub observed: Observed,
    /// The first year that has it; all before, without one.
    pub from: Option<i32>,
    /// The last year that has it; all after, without one.
    pub until: Option<i32>,
    /// Its name and hours.
    pub day: DayHours,
}

/// The date of a line in a list of holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedDate {
    /// One day of one year.
    Once(NaiveDate),
    /// A day of each year.
    Each(HolidayRule),
}

/// A list of holidays of which at least one is there by rule, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HolidayList(pub Vec<ListedDay>);

impl HolidayRule {
    /// The day that the rule names in a year, which may lie in the year before or after; `None`
    /// where the year has none.
    #[must_use]
    pub fn day_of(&self, year: i32) -> Option<NaiveDate> {
        let base = self.base.day_of(year)?;
        base.checked_add_signed(TimeDelta::days(i64::from(self.shift)))
    }
}

impl HolidayBase {
    fn day_of(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => date.of(year),
            Self::Easter => easter::western(year),
            Self::OrthodoxEaster => easter::orthodox(year),
            Self::Nth {
                nth,
                weekday,
                month,
            } => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
            Self::Last { weekday, month } => {
                let (year_after, month_after) = match month {
                    12 => (year + 1, 1),
                    month => (year, month + 1),
                };
                let next = NaiveDate::from_ymd_opt(year_after, month_after, 1)?;
                Side::Before.from(next, weekday)
            }
            Self::Near {
                weekday,
                side,
                date,
            } => side.from(date.of(year)?, weekday),
        }
    }
}

impl Side {
    fn from(self, date: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
        let before = |date: NaiveDate| date.checked_sub_days(Days::new(back(date, weekday)));
        let after =
            |date: NaiveDate| date.checked_add_days(Days::new((7 - back(date, weekday)) % 7));
        match self {
            Self::Before => before(date.pred_opt()?),
            Self::OnOrBefore => before(date),
            Self::OnOrAfter => after(date),
            Self::After => after(date.succ_opt()?),
        }
    }
}

/// The days from a date back to the last such weekday, itself included.
fn back(date: NaiveDate, weekday: Weekday) -> u64 {
    u64::from(date.weekday().days_since(weekday))
}

impl DayOfYear {
    /// The date in that year, if the year has it.
    #[must_use]
    pub fn of(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

impl ListedDay {
    /// Its date in a year by its own words, wherever it is observed.
    fn date_in(&self, year: i32) -> Option<NaiveDate> {
        let within = self.from.is_none_or(|from| from <= year);
        let within = within && self.until.is_none_or(|until| year <= until);
        match self.on {
            ListedDate::Once(date) => (date.year() == year).then_some(date),
            ListedDate::Each(rule) => rule.day_of(year).filter(|_| within),
        }
    }

    /// Whether it is a date of each year and nothing more, as `12-25`.
    #[must_use]
    pub fn is_yearly_date(&self) -> bool {
        let plain = self.observed == Observed::OnItsDate && self.from.is_none();
        let date = match self.on {
            ListedDate::Each(HolidayRule { base, shift: 0 }) => {
                matches!(base, HolidayBase::Date(_))
            }
            ListedDate::Each(_) | ListedDate::Once(_) => false,
        };
        plain && date && self.until.is_none()
    }
}

impl HolidayList {
    /// The lines that are there by rule: neither one day of one year nor a plain date of each year.
    pub fn by_rule(&self) -> impl Iterator<Item = &ListedDay> {
        self.0.iter().filter(|day| match day.on {
            ListedDate::Once(_) => false,
            ListedDate::Each(_) => !day.is_yearly_date(),
        })
    }

    /// The days of each year in `year`, in order of time, where they are observed as well as where
    /// they fall. Days of one year alone are left out, though no holiday is observed on them.
    #[must_use]
    pub fn days_in(&self, year: i32) -> Vec<(NaiveDate, &DayHours)> {
        // What falls on the turn of the year may be observed in the one next to its own.
        let years = year - 1..=year + 1;
        let dated = |year| self.0.iter().map(move |day| (day.date_in(year), day));
        let dated = years.flat_map(dated);
        let dated = dated.filter_map(|(date, day)| Some((day.observed.kept_on(date?)?, day)));
        let mut days: Vec<_> = dated.collect();
        days.sort_by_key(|(date, _)| *date);
        let mut closed: Vec<_> = days.iter().map(|(date, _)| *date).collect();
        let mut found = Vec::new();
        for (date, day) in days {
            if matches!(day.on, ListedDate::Each(_)) {
                found.push((date, &day.day));
            }
            if let Some(observed) = day.observed.instead_of(date, &closed) {
                closed.push(observed);
                found.push((observed, &day.day));
            }
        }
        found.retain(|(date, _)| date.year() == year);
        found.sort_by_key(|(date, _)| *date);
        found
    }
}

impl Observed {
    /// The date on which a holiday is kept, whether observed on another as well or not.
    fn kept_on(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::SaturdayForSunday if date.weekday() == Weekday::Sun => date.pred_opt(),
            Self::SaturdayForSunday
            | Self::OnItsDate
            | Self::NearestWeekday
            | Self::NextWeekday
            | Self::Monday => Some(date),
        }
    }

    /// The day on which a holiday is observed beside its own; `closed` are those of its list.
    fn instead_of(self, date: NaiveDate, closed: &[NaiveDate]) -> Option<NaiveDate> {
        let to_monday = match date.weekday() {
            Weekday::Sat => 2,
            Weekday::Sun => 1,
            Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => {
                return None;
            }
        };
        let monday = date.checked_add_days(Days::new(to_monday));
        match self {
            Self::OnItsDate | Self::SaturdayForSunday => None,
            Self::Monday => monday,
            Self::NearestWeekday if date.weekday() == Weekday::Sat => date.pred_opt(),
            Self::NearestWeekday => monday,
            Self::NextWeekday => monday?.iter_days().find(|day| {
                let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                !weekend && !closed.contains(day)
            }),
        }
    }
}
