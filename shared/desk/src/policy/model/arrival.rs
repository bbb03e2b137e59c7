//! Answers of a policy's calendars about the moment at which a ticket was received.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use chrono_tz::Tz;

use super::Policy;
use crate::policy::syntax::{Arrival, WallClock};
use crate::time::{Calendar, Instant};

/// The zones of a requester's organisation and of the contact, where they are known.
pub(crate) type RequesterZones = (Option<Tz>, Option<Tz>);

impl Policy {
    /// The answer to a question about the moment of arrival.
    pub(crate) fn answers(&self, arrival: &Arrival, at: Instant, zones: RequesterZones) -> bool {
        match arrival {
            Arrival::InHours(name) => {
                let calendar = self.calendar(name, zones.0, zones.1);
                calendar.is_some_and(|calendar| calendar.is_open(at))
            }
            Arrival::Before(minute, clock) => self.minute(at, clock, zones) < u32::from(*minute),
            Arrival::From(minute, clock) => self.minute(at, clock, zones) >= u32::from(*minute),
            Arrival::On(days, clock) => days.contains(self.local(at, clock, zones).weekday()),
            Arrival::OnHoliday(list) => {
                let date = self.local(at, &WallClock::OfDesk, zones).date();
                match list {
                    Some(list) => self.holidays.get(list).is_some_and(|list| list.close(date)),
                    None => self.holidays.values().any(|list| list.close(date)),
                }
            }
        }
    }

    fn minute(&self, at: Instant, clock: &WallClock, zones: RequesterZones) -> u32 {
        let local = self.local(at, clock, zones);
        local.hour() * 60 + local.minute()
    }

    /// The wall clock by which a question is asked.
    fn local(&self, at: Instant, clock: &WallClock, zones: RequesterZones) -> NaiveDateTime {
        let calendar = match clock {
            WallClock::OfDesk => None,
            WallClock::OfCalendar(name) => self.calendar(name, zones.0, zones.1),
        };
        let zone = calendar.as_ref().map_or(self.zone, Calendar::zone);
        at.with_timezone(&zone).naive_local()
    }
}

/// The days of two years, in which holidays fall on different days of the week.
const SAMPLED_DAYS: usize = 2 * 366;

/// What can be true together of one arrival: each combination that some moment of two years has.
///
/// Every answer changes only at midnight, at a time that is asked for, at an opening or at a close, so these
/// moments are all that have to be looked at.
pub(super) fn truths_of_arrival(
    policy: &Policy,
    asked: &BTreeSet<&Arrival>,
) -> BTreeSet<BTreeMap<Arrival, bool>> {
    let calendars = asked.iter().filter_map(|arrival| arrival.calendar());
    let calendars: BTreeSet<_> = calendars.collect();
    let calendars = calendars
        .iter()
        .filter_map(|name| policy.calendar(name, None, None));
    let mut calendars: Vec<_> = calendars.collect();
    calendars.push(Calendar::always(policy.zone));
    let times = asked.iter().filter_map(|arrival| match arrival {
        Arrival::Before(minute, _) | Arrival::From(minute, _) => Some(*minute),
        Arrival::InHours(_) | Arrival::On(..) | Arrival::OnHoliday(_) => None,
    });
    let times: BTreeSet<u16> = times.chain([0]).collect();
    let year = policy.effective_from.year();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(policy.effective_from);
    let mut truths = BTreeSet::new();
    for date in first.iter_days().take(SAMPLED_DAYS) {
        for at in moments(date, &calendars, &times) {
            let answer = |arrival: &Arrival| policy.answers(arrival, at, (None, None));
            let truth = asked
                .iter()
                .map(|arrival| ((*arrival).clone(), answer(arrival)));
            truths.insert(truth.collect::<BTreeMap<_, _>>());
        }
    }
    truths
}

/// The moments of a date at which an answer may change.
fn moments(date: NaiveDate, calendars: &[Calendar], times: &BTreeSet<u16>) -> Vec<Instant> {
    let mut moments = Vec::new();
    for calendar in calendars {
        let midnight = date.and_time(NaiveTime::MIN);
        let minutes = times
            .iter()
            .map(|minute| TimeDelta::minutes(i64::from(*minute)));
        moments.extend(minutes.map(|minutes| calendar.from_local(midnight + minutes)));
        for open in &calendar.open_on(date) {
            moments.extend([open.start, open.end]);
        }
    }
    moments
}

#[cfg(test)]
mod tests;
