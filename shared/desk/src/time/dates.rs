//! The hours of each civil date, with midnights, holidays and half days resolved.
use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::hours::{Hours, joined, place};
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
        Self { hours, weekly }
    }

    pub(super) fn hours(&self) -> &Hours {
        &self.hours
    }

    /// The open minutes of a date, sorted and disjoint, and each within 0 to 1440.
    pub(super) fn open_on(&self, date: NaiveDate) -> Cow<'_, [(u16, u16)]> {
        if self.hours.holidays.is_empty() && self.hours.yearly.is_empty() {
            return Cow::Borrowed(&self.weekly[place(date.weekday())]);
        }
        if let Some(day) = self.hours.own_hours(date) {
            return Cow::Owned(joined(day.open.iter().map(Span::on_its_date).collect()));
        }
        let regular = &self.weekly[place(date.weekday())];
        let eve = date.pred_opt().and_then(|eve| self.hours.own_hours(eve));
        match eve {
            Some(eve) if eve.open.iter().any(Span::is_overnight) => {
                let tails = eve.open.iter().map(Span::on_next_date);
                Cow::Owned(joined(regular.iter().copied().chain(tails).collect()))
            }
            Some(_) | None => Cow::Borrowed(regular),
        }
    }
    /// The windows that open on a date: their minutes on it, and those on the next date, as far as that one lets
    /// them: a holiday or half day has hours of its own.
    pub(super) fn opening_on(&self, date: NaiveDate) -> (Minutes, Minutes) {
        let own = match self.hours.own_hours(date) {
            Some(day) => day.open.as_slice(),
            None if self.hours.always => &[Span::ALL_DAY],
            None => &self.hours.weekly[place(date.weekday())],
        };
        let next = date.succ_opt();
        let goes_on = next.is_some_and(|next| self.hours.own_hours(next).is_none());
        let tails = own.iter().filter(|_| goes_on).map(Span::on_next_date);
        (
            joined(own.iter().map(Span::on_its_date).collect()),
            joined(tails.collect()),
        )
    }
}
