//! Breach of a promise: it is declared.
use serde::{Deserialize, Serialize};

use crate::clock::{Obligation, obligations};
use crate::lifecycle::clocks::highest_step_due;
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::traits::Traits;
use crate::policy::{Event, Policy};
use crate::ticket::{PendingStep, State};
use crate::time::Instant;

/// A promise was declared broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breached {
    /// The metric's name.
    pub metric: String,
    /// The clock's cycle, from 1.
    pub cycle: u32,
    /// The instant that passed.
    pub due_at: Instant,
}

impl Breached {
    /// The breach of a clock as it is now; none while nothing is due.
    pub(super) fn of(state: &State, metric: String, cycle: u32) -> Option<Self> {
        let due_at = state.clock(&metric)?.due_at?;
        Some(Self {
            metric,
            cycle,
            due_at,
        })
    }
}

impl Effect for Breached {
    /// The promise is broken, which asks for the step that is due with it.
    fn apply(&self, state: &mut State, fact: &Fact, policy: &Policy) {
        let at = fact.recorded_at;
        let step = highest_step_due(state, policy, &self.metric, self.cycle, at);
        let step = step.filter(|_| !state.ladders_rest());
        if let Some(clock) = state.cycle_mut(&self.metric, self.cycle) {
            clock.breached_at = Some(at);
            clock.pending = step.map(|step| PendingStep {
                step,
                since: at,
                tries: 1,
            });
        }
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::Breached).keeps_promises().of_the_scan()
    }
}

/// The breaches that were due at `at`, though no sweep has declared them yet.
pub(crate) fn breaches_due(state: &State, policy: &Policy, at: Instant) -> Vec<Breached> {
    let owed = obligations(state, policy).into_iter();
    let broken = owed.filter_map(|(due, obligation)| match obligation {
        Obligation::Breach { metric, cycle } if due <= at => Some((metric, cycle)),
        Obligation::Breach { .. }
        | Obligation::Rule { .. }
        | Obligation::Classification
        | Obligation::FanOut { .. }
        | Obligation::Step { .. }
        | Obligation::Unanswered { .. } => None,
    });
    broken
        .filter_map(|(metric, cycle)| Breached::of(state, metric, cycle))
        .collect()
}
