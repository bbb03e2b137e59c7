//! Pickup: an agent takes a ticket in charge and, where the policy asks for it, commits to a time.
mod commitment;

use serde::{Deserialize, Serialize};

use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::recalculation::Restart;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::State;

/// The command by which an agent accepts a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeInCharge {
    /// An agent's id.
    pub agent: String,
    /// How hard it looks, in the policy's words.
    pub difficulty: Option<String>,
    /// The agent's commitment, in hours.
    pub commit_hours: Option<u32>,
    /// Why a later commitment than before.
    pub reason: Option<String>,
}

impl Decide for TakeInCharge {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let commitment_minutes = commitment::minutes(self, situation)?;
        let taken = TakenInCharge {
            agent: self.agent.clone(),
            difficulty: self.difficulty.clone(),
            commitment_minutes,
            reason: self.reason.clone(),
        };
        Ok(vec![taken.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.until(Stage::Live)
    }
}

/// An agent accepted the ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenInCharge {
    /// An agent's id.
    pub agent: String,
    /// How hard it looked, in the policy's words.
    pub difficulty: Option<String>,
    /// The agent's commitment, in minutes.
    pub commitment_minutes: Option<i64>,
    /// Why a later commitment than before.
    pub reason: Option<String>,
}

impl Effect for TakenInCharge {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        state.assignee = Some(self.agent.clone());
        if self.difficulty.is_some() {
            state.difficulty.clone_from(&self.difficulty);
        }
        if self.commitment_minutes.is_some() {
            state.commitment_minutes = self.commitment_minutes;
        }
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::TakenInCharge)
            .restarts(Restart::IfCommitted)
            .assigns(Assigns::Somebody)
    }
}
