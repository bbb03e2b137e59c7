//! Which of two promises ends first whatever happens, so that a page need not show the other.
use super::grid::{CountedIn, Offer};
use crate::policy::{Begins, BusinessDay, Metric, Policy, Promise};
use crate::time::{Amount, Counting, Value};

/// A length in a form that can be compared.
#[derive(PartialEq)]
enum Length<'p> {
    /// Minutes of every day.
    Elapsed(i64),
    /// Minutes within those hours.
    Business(&'p CountedIn<'p>, i64),
    /// Open dates of those hours.
    OpenDays(&'p CountedIn<'p>, u32),
    /// Dates, open or not.
    Dates(u32),
}

/// Whether `one` never ends later than `other`; no if nothing certain can be said.
pub(super) fn never_later(
    policy: &Policy,
    metric: &Metric,
    one: &Offer<'_>,
    other: &Offer<'_>,
) -> bool {
    let length = |offer| length(policy, metric, offer);
    match (length(one), length(other)) {
        (Some(length), Some(others)) if may_begin_later(one, &length, other, &others) => false,
        // Time within hours passes no faster than time, and begins no earlier.
        (Some(Length::Elapsed(one)), Some(Length::Elapsed(other) | Length::Business(_, other))) => {
            one <= other
        }
        (Some(Length::Business(of, one)), Some(Length::Business(in_, other))) => {
            of == in_ && one <= other
        }
        (Some(Length::OpenDays(of, one)), Some(Length::OpenDays(in_, other))) => {
            of == in_ && one <= other
        }
        (Some(Length::Dates(one)), Some(Length::Dates(other))) => one <= other,
        (_, _) => false,
    }
}

/// Whether some ticket's time begins later by `one` than by `other`; time within hours waits for an opening anyway.
fn may_begin_later(
    one: &Offer<'_>,
    length: &Length<'_>,
    other: &Offer<'_>,
    others: &Length<'_>,
) -> bool {
    let elapsed = |length: &Length<'_>| matches!(length, Length::Elapsed(_) | Length::Dates(_));
    match (one.begins, other.begins) {
        (Begins::AtOnce, _) | (Begins::NextOpening, Begins::NextOpening) => false,
        (Begins::NextOpening, Begins::AtOnce) => elapsed(length) && elapsed(others),
        (Begins::NextOpening, Begins::AfterCutOff(_)) => false,
        (Begins::AfterCutOff(own), Begins::AfterCutOff(minute)) => {
            own < minute || one.hours != other.hours
        }
        (Begins::AfterCutOff(_), Begins::AtOnce | Begins::NextOpening) => true,
    }
}

fn length<'p>(policy: &Policy, metric: &Metric, offer: &'p Offer<'p>) -> Option<Length<'p>> {
    let Promise::Within(amount) = offer.promise else {
        return None;
    };
    let hours = &offer.hours;
    let calendar = match (amount.counting, hours) {
        (Counting::Elapsed | Counting::Calendar, _)
        | (Counting::Business | Counting::Bare, CountedIn::Always) => None,
        (Counting::Business | Counting::Bare, CountedIn::OfPlan(_) | CountedIn::ByTicket(_)) => {
            Some(None)
        }
        (Counting::Business | Counting::Bare, CountedIn::Calendar(name)) => {
            let known = policy.calendars.get(*name).map(|rule| &rule.hours);
            let closes = known.filter(|hours| !(hours.always && hours.never_differs()));
            closes.map(Some)
        }
    };
    Some(match (calendar, amount.value) {
        (_, Value::Months(_)) => return None,
        (None, Value::Time(time)) => Length::Elapsed(time.num_minutes()),
        (None, Value::Days(days)) => of_days(amount, days),
        (Some(_), Value::Time(time)) => Length::Business(hours, time.num_minutes()),
        (Some(known), Value::Days(days)) => match metric.business_day {
            BusinessDay::Window => {
                let window = known?.regular_day_minutes();
                Length::Business(hours, window * i64::from(days))
            }
            BusinessDay::Minutes(minutes) => Length::Business(hours, minutes * i64::from(days)),
            BusinessDay::SameTime | BusinessDay::Close => Length::OpenDays(hours, days),
        },
    })
}

fn of_days<'p>(amount: &Amount, days: u32) -> Length<'p> {
    match amount.counting {
        Counting::Elapsed => Length::Elapsed(i64::from(days) * 24 * 60),
        Counting::Business | Counting::Bare | Counting::Calendar => Length::Dates(days),
    }
}
