//! The hours of each civil date, with midnights, holidays and half days resolved.
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono::{Datelike, NaiveDate};

use super::calendar::{FIRST_YEAR, LAST_YEAR};
use super::hours::{DayHours, Hours, joined, place};
use super::span::{DAY, Span};

/// Open minutes of a date, sorted and disjoint: the first open and the first closed one of each stretch.
pub(super) type Minutes = Vec<(u16, u16)>;

/// The hours with midnights resolved: which minutes of a date are open.
///
/// A tail past midnight belongs to the date it falls on. It stays when the date it came from is a
/// holiday, and goes when its own date is one.
#[derive(Debug)]
pub(super) struct DateRules {
    hours: Hours,
    weekly: [Vec<(u16, u16)>; 7],
    /// The days by rule of each year from [`FIRST_YEAR`] on, found when a question first touches the year;
    /// empty where nothing is there by rule.
    ruled: Box<[OnceLock<BTreeMap<NaiveDate, DayHours>>]>,
}

/// The days on which some lists of holidays close. Cheap to clone: clones share the years found so far.
#[derive(Clone)]
pub struct Holidays(Arc<DateRules>);

impl Holidays {
    /// The holidays of these hours, whatever else the hours say.
    #[must_use]
    pub fn of(hours: &Hours) -> Self {
        Self(Arc::new(DateRules::new(Hours {
            weekly: Default::default(),
            always: true,
            seasons: Vec::new(),
            ..hours.clone()
        })))
    }

    /// Whether they close a date; a half day does not.
    #[must_use]
    pub fn close(&self, date: NaiveDate) -> bool {
        self.0.open_on(date).is_empty()
    }
}

impl PartialEq for Holidays {
    fn eq(&self, other: &Self) -> bool {
        self.0.hours == other.0.hours
    }
}

impl std::fmt::Debug for Holidays {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Holidays").field(&self.0.hours).finish()
    }
}

impl DateRules {
    pub(super) fn new(hours: Hours) -> Self {
        let weekly = std::array::from_fn(|day| {
            if hours.always {
                return vec![(0, DAY)];
            }
            let own = hours.weekly[day].iter().map(Span::on_its_date);
            let tails = hours.weekly[(day + 6) % 7].iter().map(Span::on_next_date);
            joined(own.chain(tails).collect())
        });
        let years = if hours.ruled.is_empty() {
            FIRST_YEAR..FIRST_YEAR
        } else {
            FIRST_YEAR..LAST_YEAR + 2
        };
        Self {
            hours,
            weekly,
            ruled: years.map(|_| OnceLock::new()).collect(),
        }
    }

    pub(super) fn hours(&self) -> &Hours {
        &self.hours
    }

    /// The hours of a date that differs from its weekday.
    fn own_hours(&self, date: NaiveDate) -> Option<&DayHours> {
        let place = date.year().checked_sub(FIRST_YEAR);
        let place = place.and_then(|place| usize::try_from(place).ok());
        let ruled = place.and_then(|place| self.ruled.get(place)).map(|year| {
            year.get_or_init(|| {
                let days = self.hours.ruled_days(date.year()).into_iter();
                days.map(|(date, day)| (date, day.clone())).collect()
            })
        });
        let ruled = ruled.and_then(|days| days.get(&date));
        self.hours.own_hours(date, ruled)
    }

    /// The open minutes of a date without holidays and half days.
    fn regular_on(&self, date: NaiveDate) -> Cow<'_, [(u16, u16)]> {
        if self.hours.seasons.is_empty() {
            return Cow::Borrowed(&self.weekly[place(date.weekday())]);
        }
        let own = self.hours.spans_on(date).iter().map(Span::on_its_date);
        let eve = date.pred_opt().map(|eve| self.hours.spans_on(eve));
        let tails = eve.into_iter().flatten().map(Span::on_next_date);
        Cow::Owned(joined(own.chain(tails).collect()))
    }

    /// The open minutes of a date, sorted and disjoint, and each within 0 to 1440.
    pub(super) fn open_on(&self, date: NaiveDate) -> Cow<'_, [(u16, u16)]> {
        let hours = &self.hours;
        if hours.holidays.is_empty() && hours.yearly.is_empty() && hours.ruled.is_empty() {
            return self.regular_on(date);
        }
        if let Some(day) = self.own_hours(date) {
            return Cow::Owned(joined(day.open.iter().map(Span::on_its_date).collect()));
        }
        let regular = self.regular_on(date);
        let eve = date.pred_opt().and_then(|eve| self.own_hours(eve));
        match eve {
            Some(eve) if eve.open.iter().any(Span::is_overnight) => {
                let tails = eve.open.iter().map(Span::on_next_date);
                Cow::Owned(joined(regular.iter().copied().chain(tails).collect()))
            }
            Some(_) | None => regular,
        }
    }

    /// The windows that open on a date: their minutes on it, and those on the next date, as far as that one lets
    /// them: a holiday or half day has hours of its own.
    pub(super) fn opening_on(&self, date: NaiveDate) -> (Minutes, Minutes) {
        let own = match self.own_hours(date) {
            Some(day) => day.open.as_slice(),
            None => self.hours.spans_on(date),
        };
        let next = date.succ_opt();
        let goes_on = next.is_some_and(|next| self.own_hours(next).is_none());
        let tails = own.iter().filter(|_| goes_on).map(Span::on_next_date);
        (
            joined(own.iter().map(Span::on_its_date).collect()),
            joined(tails.collect()),
        )
    }
}
