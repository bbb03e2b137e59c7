//! Due instants of sample tickets, opened at several instants of a week.
use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::clock::{DeadlineCalculation, choose};
use crate::contract::sample;
use crate::policy::{Arrival, At, Combine, Key, Promise};
use crate::policy::{Metric, Places, Policy, TicketProfile, promise_matrix};
use crate::ticket::{ClockTarget, State, TicketFacts};
use crate::time::{Instant, Value};

/// A kind of ticket, and a ticket of it.
pub(super) struct Kind {
    pub(super) profile: TicketProfile,
    pub(super) state: State,
}

/// Every kind that a policy tells apart and takes.
pub(super) fn kinds(policy: &Policy) -> Vec<Kind> {
    let profiles = promise_matrix(policy).into_iter();
    let kinds = profiles.filter_map(|profile| {
        let state = state(policy, &profile, &[])?;
        Some(Kind { profile, state })
    });
    kinds.collect()
}

/// The state of a ticket of exactly that profile, whatever rules would make of it.
pub(super) fn state(policy: &Policy, profile: &TicketProfile, add_ons: &[&str]) -> Option<State> {
    let mut state = sample::opened(policy, profile, add_ons)?;
    state.subject.priority = profile.get(&Key::Priority).map(str::to_owned);
    Some(state)
}

/// Instants to compare at, over a week: in the morning, at the end of the day and in the night; every second
/// hour, where rows ask when a ticket arrived.
fn instants(policy: &Policy, by_arrival: bool) -> impl Iterator<Item = Instant> {
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
    calculation: DeadlineCalculation<'p>,
    /// Of a ticket of an ordinary morning.
    target: ClockTarget,
}

impl<'p> Promised<'p> {
    pub(super) fn of(policy: &'p Policy, state: &'p State, metric: &'p Metric) -> Self {
        let calculation = DeadlineCalculation {
            policy,
            state,
            metric,
        };
        let target = choose(&calculation, sample::morning(policy));
        Self {
            calculation,
            target,
        }
    }

    fn due(&self, at: Instant) -> Option<Instant> {
        let own = &self.calculation;
        if !self.arrivals().is_empty() {
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

    /// Whatever its rows ask about the moment at which a ticket arrived.
    fn arrivals(&self) -> BTreeSet<&'p Arrival> {
        let metric = self.calculation.metric;
        let policy = self.calculation.policy;
        let add_ons = policy.add_ons.values();
        let overlays = add_ons.filter_map(|add_on| add_on.targets.get(&metric.name));
        let rows = metric.targets.iter().chain(&metric.overrides);
        rows.chain(overlays.flatten())
            .flat_map(|row| row.when.arrivals())
            .collect()
    }

    /// Whether a time is promised at all.
    pub(super) fn is_a_time(&self) -> bool {
        self.target != ClockTarget::Nothing
    }

    /// How this promise lies to another, seen from each instant.
    pub(super) fn against(&self, other: &Self) -> Comparison {
        let (own, others) = (self.calculation.metric, other.calculation.metric);
        let arrivals: Vec<_> = self
            .arrivals()
            .into_iter()
            .chain(other.arrivals())
            .collect();
        // The week may be one without a holiday.
        if arrivals
            .iter()
            .any(|asked| matches!(asked, Arrival::OnHoliday(_)))
        {
            return Comparison::Unknown;
        }
        let alike = arrivals.is_empty()
            && own.combine == Combine::MostSpecific
            && others.combine == Combine::MostSpecific
            && own.business_day == others.business_day
            && own.roll == others.roll;
        match alike
            .then(|| by_size(&self.target, &other.target))
            .flatten()
        {
            Some(Ordering::Less) => return Comparison::Sooner,
            Some(Ordering::Equal) => return Comparison::Equal,
            Some(Ordering::Greater) => return Comparison::AlwaysLater,
            None => {}
        }
        let (mut later, mut sooner, mut all) = (0_usize, 0_usize, 0_usize);
        for at in instants(self.calculation.policy, !arrivals.is_empty()) {
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
    /// Later at some instants, and sooner at none.
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
