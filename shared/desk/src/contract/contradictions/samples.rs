//! Sample tickets: one of each kind that a policy tells apart, and comparisons that are made once.
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};

use super::asked::Asked;
use super::times::{Comparison, Promised};
use crate::clock::{DeadlineCalculation, choose};
use crate::contract::sample;
use crate::policy::{Arrival, Key, Metric, Policy, TicketProfile, promise_matrix};
use crate::ticket::{ClockTarget, State};

/// A kind of ticket, and a ticket of it.
pub(super) struct Kind {
    pub(super) profile: TicketProfile,
    pub(super) state: State,
}

/// The sample tickets of a policy.
pub(super) struct Samples<'p> {
    pub(super) policy: &'p Policy,
    kinds: Vec<Kind>,
    /// By metric, in the order of the file: what its rows ask about the moment of arrival.
    arrivals: Vec<Vec<&'p Arrival>>,
    compared: RefCell<HashMap<Pair, Comparison>>,
    /// Promises looked up and due instants counted: the work that all this takes.
    tried: Cell<usize>,
}

/// Two targets, each with the place of its metric: whatever else differs, they lie to each other as before.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Pair([(usize, ClockTarget); 2]);

impl<'p> Samples<'p> {
    /// Every kind that a policy tells apart and takes.
    pub(super) fn of(policy: &'p Policy) -> Self {
        let profiles = promise_matrix(policy).into_iter();
        let kinds = profiles.filter_map(|profile| {
            let state = state(policy, &profile)?;
            Some(Kind { profile, state })
        });
        let arrivals = policy.metrics.iter();
        let arrivals = arrivals.map(|metric| arrivals_of(policy, metric));
        Self {
            policy,
            kinds: kinds.collect(),
            arrivals: arrivals.collect(),
            compared: RefCell::default(),
            tried: Cell::new(0),
        }
    }

    /// Of all kinds that answer alike whatever is asked, the first.
    pub(super) fn kinds(&self, asked: &Asked) -> impl Iterator<Item = &Kind> {
        let mut met = BTreeSet::new();
        let kinds = self.kinds.iter();
        kinds.filter(move |kind| met.insert(asked.answers(self.policy, &kind.profile)))
    }

    /// The promise of a metric to a ticket.
    pub(super) fn promised<'a>(&'a self, state: &'a State, metric: &'a Metric) -> Promised<'a> {
        self.count();
        let calculation = DeadlineCalculation {
            policy: self.policy,
            state,
            metric,
        };
        let target = choose(&calculation, sample::morning(self.policy));
        let arrivals = self.arrivals.get(self.place(metric));
        Promised {
            samples: self,
            calculation,
            target,
            arrivals: arrivals.map_or(&[], Vec::as_slice),
        }
    }

    /// A comparison, which is made once for each two targets.
    pub(super) fn remembered(
        &self,
        pair: [(&Metric, &ClockTarget); 2],
        compare: impl FnOnce() -> Comparison,
    ) -> Comparison {
        let pair = Pair(pair.map(|(metric, target)| (self.place(metric), without_line(target))));
        if let Some(known) = self.compared.borrow().get(&pair) {
            return *known;
        }
        let comparison = compare();
        self.compared.borrow_mut().insert(pair, comparison);
        comparison
    }

    /// Counts a piece of work.
    pub(super) fn count(&self) {
        self.tried.set(self.tried.get() + 1);
    }

    #[cfg(test)]
    pub(super) fn tried(&self) -> usize {
        self.tried.get()
    }

    fn place(&self, metric: &Metric) -> usize {
        let mut metrics = self.policy.metrics.iter();
        let place = metrics.position(|known| known.name == metric.name);
        place.unwrap_or(usize::MAX)
    }
}

impl Kind {
    /// The ticket with an add-on.
    pub(super) fn with_add_on(&self, name: &str) -> State {
        let mut state = self.state.clone();
        state.subject.add_ons = [name.to_owned()].into();
        state
    }
}

/// The state of a ticket of exactly that profile, whatever rules would make of it.
fn state(policy: &Policy, profile: &TicketProfile) -> Option<State> {
    let mut state = sample::opened(policy, profile)?;
    state.subject.priority = profile.get(&Key::Priority).map(str::to_owned);
    Some(state)
}

/// Questions of the rows of a metric about the moment at which a ticket arrived.
fn arrivals_of<'p>(policy: &'p Policy, metric: &'p Metric) -> Vec<&'p Arrival> {
    let add_ons = policy.add_ons.values();
    let overlays = add_ons.filter_map(|add_on| add_on.targets.get(&metric.name));
    let rows = metric.targets.iter().chain(&metric.overrides);
    let asked: BTreeSet<&Arrival> = rows
        .chain(overlays.flatten())
        .flat_map(|row| row.when.arrivals())
        .collect();
    asked.into_iter().collect()
}

fn without_line(target: &ClockTarget) -> ClockTarget {
    let mut plain = target.clone();
    match &mut plain {
        ClockTarget::Nothing => {}
        ClockTarget::Within { line, .. }
        | ClockTarget::By { line, .. }
        | ClockTarget::Slot { line }
        | ClockTarget::Agreed { line, .. } => *line = 0,
    }
    plain
}
