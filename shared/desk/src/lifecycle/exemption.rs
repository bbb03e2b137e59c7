//! Exemption of a breach: it stays on record, with the agent's reason beside it.
use serde::{Deserialize, Serialize};

use crate::lifecycle::check::limits;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::Policy;
use crate::ticket::{Exemption, State};

/// The command that exempts a breach with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExemptBreach {
    /// The metric that was breached.
    pub metric: String,
    /// Why.
    pub reason: String,
}

impl Decide for ExemptBreach {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(Refusal::ReasonNeeded { what: "an excuse" });
        }
        limits::reason("reason", reason)?;
        if situation.policy.metric(&self.metric).is_none() {
            let known = situation.policy.metrics.iter();
            let known: Vec<_> = known.map(|known| &*known.name).collect();
            return Err(Refusal::Unknown {
                field: "metric",
                value: self.metric.clone(),
                known: known.join(", "),
            });
        }
        let clock = situation.state.clock(&self.metric);
        let Some(clock) = clock.filter(|clock| clock.is_broken()) else {
            return Err(Refusal::Invalid {
                field: "metric",
                why: "not breached on this ticket".to_owned(),
            });
        };
        let excused = BreachExcused {
            metric: self.metric.clone(),
            cycle: clock.cycle,
            reason: reason.to_owned(),
        };
        Ok(vec![excused.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.until(Stage::Closed)
    }
}

/// A breach was exempted with a reason; it stays on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachExcused {
    /// The metric.
    pub metric: String,
    /// The clock's cycle.
    pub cycle: u32,
    /// Why, in the agent's words.
    pub reason: String,
}

impl Effect for BreachExcused {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        if let Some(clock) = state.cycle_mut(&self.metric, self.cycle) {
            clock.excused = Some(Exemption {
                reason: self.reason.clone(),
                at: fact.occurred_at,
            });
        }
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}
