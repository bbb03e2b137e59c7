//! When a desk is open, on the wall clock: weekdays, holidays, half days. It knows no zone.
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};

use super::holiday::HolidayList;
use super::season::Season;
use super::span::{DAY, Span};

mod building;

/// A day's name, by locale.
pub type DayName = Arc<BTreeMap<String, String>>;

/// The hours of one date that differs from its weekday.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayHours {
    /// The day's name by locale; shared, since a calendar keeps its days by year as well.
    pub name: DayName,
    /// Empty: closed all day. Otherwise a half day, which has these hours and no others.
    pub open: Vec<Span>,
}

impl DayHours {
    /// A day with one name for all readers.
    #[must_use]
    pub fn named(name: &str, open: Vec<Span>) -> Self {
        let name = BTreeMap::from([(String::new(), name.to_owned())]);
        let name = Arc::new(name);
        Self { name, open }
    }
}

/// The rules of a calendar without a zone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hours {
    /// Spans by weekday, Monday first. They may overlap: their union counts.
    pub weekly: [Vec<Span>; 7],
    /// Around the clock, but for holidays.
    pub always: bool,
    /// Dates with hours of their own. They win over `yearly` and `weekly`.
    pub holidays: BTreeMap<NaiveDate, DayHours>,
    /// Month and day, each year in which the date exists.
    pub yearly: BTreeMap<(u32, u32), DayHours>,
    /// Lists of which some days are there by rule.
    pub ruled: Vec<HolidayList>,
    /// Parts of the year with other days of the week. No two of them hold on the same date.
    pub seasons: Vec<Season>,
}

/// A weekday's place in [`Hours::weekly`].
pub(super) fn place(weekday: Weekday) -> usize {
    match weekday {
        Weekday::Mon => 0,
        Weekday::Tue => 1,
        Weekday::Wed => 2,
        Weekday::Thu => 3,
        Weekday::Fri => 4,
        Weekday::Sat => 5,
        Weekday::Sun => 6,
    }
}

impl Hours {
    /// Whether no date is ever open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let mut own = self.holidays.values().chain(self.each_year());
        !self.is_open_weekly() && own.all(|day| day.open.is_empty())
    }

    /// Whether no date has hours other than its weekday's.
    #[must_use]
    pub(crate) fn never_differs(&self) -> bool {
        self.holidays.is_empty() && self.yearly.is_empty() && self.ruled.is_empty()
    }

    /// The days with hours of their own that come again each year, or may.
    pub(super) fn each_year(&self) -> impl Iterator<Item = &DayHours> {
        let ruled = self.ruled.iter().flat_map(HolidayList::by_rule);
        self.yearly.values().chain(ruled.map(|ruled| &ruled.day))
    }

    /// Whether some weekday opens regularly.
    #[must_use]
    pub(super) fn is_open_weekly(&self) -> bool {
        let seasons = self.seasons.iter().flat_map(|season| &season.weekly);
        self.always
            || self
                .weekly
                .iter()
                .chain(seasons)
                .any(|spans| !spans.is_empty())
    }

    /// The hours of a date that differs from its weekday: a holiday's or half day's.
    #[must_use]
    pub fn holiday(&self, date: NaiveDate) -> Option<&DayHours> {
        let ruled = self.ruled_days(date.year()).get(&date).copied();
        self.own_hours(date, ruled)
    }

    /// The days of a year that are holidays or half days by rule. A closed day wins over a half day, and
    /// the first over others.
    #[must_use]
    pub fn ruled_days(&self, year: i32) -> BTreeMap<NaiveDate, &DayHours> {
        let mut days = BTreeMap::<NaiveDate, &DayHours>::new();
        for (date, day) in self.ruled.iter().flat_map(|list| list.days_in(year)) {
            let known = days.entry(date).or_insert(day);
            if day.open.is_empty() && !known.open.is_empty() {
                *known = day;
            }
        }
        days
    }

    /// The hours of a date that differs from its weekday; `ruled` are those that it has by rule.
    pub(super) fn own_hours<'h>(
        &'h self,
        date: NaiveDate,
        ruled: Option<&'h DayHours>,
    ) -> Option<&'h DayHours> {
        let yearly = self.yearly.get(&(date.month(), date.day()));
        let each_year = match (yearly, ruled) {
            (Some(yearly), Some(ruled)) if !yearly.open.is_empty() && ruled.open.is_empty() => {
                Some(ruled)
            }
            (yearly, ruled) => yearly.or(ruled),
        };
        self.holidays.get(&date).or(each_year)
    }

    /// The spans of a date's weekday, in the season that it lies in.
    pub(super) fn spans_on(&self, date: NaiveDate) -> &[Span] {
        let mut seasons = self.seasons.iter();
        let season = seasons.find(|season| season.dates.contain(date));
        match season {
            Some(season) => &season.weekly[place(date.weekday())],
            None if self.always => &[Span::ALL_DAY],
            None => &self.weekly[place(date.weekday())],
        }
    }

    /// Around the clock written out day by day, so that single days can be changed.
    pub(crate) fn spell_out(&mut self) {
        if std::mem::take(&mut self.always) {
            self.weekly = std::array::from_fn(|_| vec![Span::ALL_DAY]);
        }
    }

    /// The minutes of a regular business day: the most common among the weekdays that have any,
    /// the longer of equals. 1440 around the clock, 0 when no weekday is open.
    ///
    /// ```
    /// use desk::time::{Hours, Span};
    /// let office = Hours::mon_fri(Span::parse("09:00-12:30")?)
    ///     .with_days(&[chrono::Weekday::Mon, chrono::Weekday::Tue, chrono::Weekday::Wed],
    ///                Span::parse("13:30-18:00")?);
    /// assert_eq!(office.regular_day_minutes(), 8 * 60);
    /// # Ok::<(), desk::time::HoursError>(())
    /// ```
    #[must_use]
    pub fn regular_day_minutes(&self) -> i64 {
        if self.always {
            return i64::from(DAY);
        }
        let mut days_with = BTreeMap::<u16, u8>::new();
        let usual = self.weekly.iter().any(|spans| !spans.is_empty());
        // A calendar that opens in its seasons alone has the days of these.
        let seasons = self.seasons.iter().filter(|_| !usual);
        let seasons = seasons.flat_map(|season| &season.weekly);
        let days = self.weekly.iter().chain(seasons);
        for spans in days.filter(|spans| !spans.is_empty()) {
            *days_with.entry(minutes_of(spans)).or_default() += 1;
        }
        // The last of equals is the longer, since the map is in order of minutes.
        let common = days_with.into_iter().max_by_key(|(_, days)| *days);
        common.map_or(0, |(minutes, _)| i64::from(minutes))
    }
}

impl Hours {
    /// The open minutes of each weekday, Monday first, without holidays.
    pub(crate) fn weekday_minutes(&self) -> impl Iterator<Item = i64> {
        let always = self.always;
        self.weekly.iter().map(move |spans| {
            let minutes = if always { DAY } else { minutes_of(spans) };
            i64::from(minutes)
        })
    }
}

/// The minutes of one weekday's spans, past midnight included, overlaps counted once.
fn minutes_of(spans: &[Span]) -> u16 {
    let whole = spans.iter().map(|span| {
        let (open, close) = span.on_its_date();
        (open, close + span.on_next_date().1)
    });
    joined(whole.collect())
        .iter()
        .map(|(open, close)| close - open)
        .sum()
}

/// Sorted, with those that touch or overlap joined and empty ones dropped.
pub(super) fn joined(mut minutes: Vec<(u16, u16)>) -> Vec<(u16, u16)> {
    minutes.retain(|(open, close)| open < close);
    minutes.sort_unstable();
    let mut out: Vec<(u16, u16)> = Vec::with_capacity(minutes.len());
    for (open, close) in minutes {
        match out.last_mut() {
            Some(last) if open <= last.1 => last.1 = last.1.max(close),
            _ => out.push((open, close)),
        }
    }
    out
}
