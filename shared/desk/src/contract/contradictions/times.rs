//! Due instants of sample tickets, opened at several instants of a week.
use std::cmp::Ordering;

use chrono::TimeDelta;

use super::samples::Samples;
use crate::clock::{DeadlineCalculation, choose};
use crate::contract::sample;
use crate::policy::{Arrival, At, Combine, Places, Policy, Promise};
use crate::ticket::{ClockTarget, TicketFacts};
use crate::time::{Instant, Value};

/// Instants to compare at, over a week: in the morning, at the end of the day and in the night; every second
/// hour, where rows ask when a ticket arrived.
pub(super) fn instants(policy: &Policy, by_arrival: bool) -> impl Iterator<Item = Instant> {
    let morning = sample::morning(policy);
    let of_day = move |hour: &i64| {
        if by_arrival {
            hour % 2 == 0
        } else {
            [0, 7, 17].contains(hour)
        }
    };
    let hours = move || (0..24).filter(of_day);
    let each = (0..7).flat_map(move |day| {
        hours().map(move |hour| TimeDelta::days(day) + TimeDelta::hours(hour))
    });
    each.map(move |after| morning + after)
}

/// One metric's promise to one ticket.
pub(super) struct Promised<'p> {
    pub(super) samples: &'p Samples<'p>,
    pub(super) calculation: DeadlineCalculation<'p>,
    /// Of a ticket of an ordinary morning.
    pub(super) target: ClockTarget,
    /// Questions of its rows about the moment at which a ticket arrived.
    pub(super) arrivals: &'p [&'p Arrival],
}

impl Promised<'_> {
    /// When a ticket that arrives then is due.
    pub(super) fn due(&self, at: Instant) -> Option<Instant> {
        self.samples.count();
        let own = &self.calculation;
        if !self.arrivals.is_empty() {
            let mut state = own.state.clone();
            state.opened_at = at;
            let arrived = DeadlineCalculation {
                state: &state,
                ..*own
            };
            return arrived.due(&choose(&arrived, at), at, &[]);
        }
        match own.metric.combine {
            Combine::MostSpecific => own.due(&self.target, at, &[]),
            // Another row may be the earliest at another hour.
            Combine::Strictest => own.due(&choose(own, at), at, &[]),
        }
    }

    /// Whether a time is promised at all.
    pub(super) fn is_a_time(&self) -> bool {
        self.target != ClockTarget::Nothing
    }

    /// How this promise lies to another, seen from each instant.
    pub(super) fn against(&self, other: &Self) -> Comparison {
        if self.depends_on_the_hour() || other.depends_on_the_hour() {
            return self.over_a_week(other);
        }
        let pair = [self, other].map(|one| (one.calculation.metric, &one.target));
        let samples = self.samples;
        samples.remembered(pair, || {
            let (own, others) = (self.calculation.metric, other.calculation.metric);
            let alike = own.business_day == others.business_day && own.roll == others.roll;
            match alike
                .then(|| by_size(&self.target, &other.target))
                .flatten()
            {
                Some(Ordering::Less) => Comparison::Sooner,
                Some(Ordering::Equal) => Comparison::Equal,
                Some(Ordering::Greater) => Comparison::AlwaysLater,
                None => self.over_a_week(other),
            }
        })
    }

    /// Whether another row may count for a ticket that arrives at another hour.
    fn depends_on_the_hour(&self) -> bool {
        !self.arrivals.is_empty() || self.calculation.metric.combine == Combine::Strictest
    }

    fn is_later_on_a_morning(&self, other: &Self) -> bool {
        let morning = sample::morning(self.calculation.policy);
        self.due(morning) > other.due(morning)
    }

    fn over_a_week(&self, other: &Self) -> Comparison {
        let mut arrivals = self.arrivals.iter().chain(other.arrivals).peekable();
        let by_arrival = arrivals.peek().is_some();
        // The week may be one without a holiday.
        if arrivals.any(|asked| matches!(asked, Arrival::OnHoliday(_))) {
            return Comparison::Unknown;
        }
        let (mut later, mut sooner, mut all) = (0_usize, 0_usize, 0_usize);
        for at in instants(self.calculation.policy, by_arrival) {
            let (Some(own), Some(others)) = (self.due(at), other.due(at)) else {
                return Comparison::Unknown;
            };
            all += 1;
            later += usize::from(own > others);
            sooner += usize::from(own < others);
            if later > 0 && sooner > 0 {
                return Comparison::Unknown;
            }
        }
        match (later, sooner) {
            (0, 0) => Comparison::Equal,
            (later, 0) if later == all => Comparison::AlwaysLater,
            (_, 0) if self.is_later_on_a_morning(other) => Comparison::UsuallyLater,
            (_, 0) => Comparison::NeverSooner,
            (_, _) => Comparison::Sooner,
        }
    }

    /// The row that makes the promise.
    pub(super) fn place(&self, places: Places<'_>) -> At {
        let metric = self.calculation.metric;
        let line = sample::line_of(&self.target);
        let facts = TicketFacts::new(self.calculation.policy, self.calculation.state);
        let is_it = |row: &crate::policy::Target| {
            row.line == line && row.when.eval(&facts) && row.promise != Promise::None
        };
        let row = metric.targets.iter().position(is_it);
        let of = ["targets", "every"];
        let written = row.and_then(|row| {
            of.iter()
                .find_map(|key| places.item(&["metrics", &metric.name, key], row))
        });
        written.unwrap_or(At::line(line.max(1)))
    }
}

/// How one promise lies to another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    /// Later, whenever the ticket arrives.
    AlwaysLater,
    /// Later on an ordinary morning, and sooner at no instant.
    UsuallyLater,
    /// Later at odd hours, and sooner at none.
    NeverSooner,
    /// Sooner at some instants, and later at none.
    Sooner,
    /// One or the other, or no time.
    Unknown,
}

/// The order of two targets that count the same time in the same hours.
fn by_size(one: &ClockTarget, other: &ClockTarget) -> Option<Ordering> {
    let (
        ClockTarget::Within {
            amount: one,
            calendar,
            begins_in,
            cut_off,
            ..
        },
        ClockTarget::Within {
            amount: other,
            calendar: others,
            begins_in: begins_others,
            cut_off: cut_off_others,
            ..
        },
    ) = (one, other)
    else {
        return None;
    };
    match (one.value, other.value) {
        _ if one.counting != other.counting
            || calendar != others
            || begins_in != begins_others
            || cut_off != cut_off_others =>
        {
            None
        }
        (Value::Time(one), Value::Time(other)) => Some(one.cmp(&other)),
        (Value::Days(one), Value::Days(other)) => Some(one.cmp(&other)),
        (_, _) => None,
    }
}
