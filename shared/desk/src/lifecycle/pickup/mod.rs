//! Pickup: an agent takes a ticket in charge and, where the policy asks for it, commits to a time.
mod commitment;
mod hours;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::check::unknown;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::recalculation::Restart;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::{Actor, State};

pub use hours::CommitHours;

/// The command by which an agent accepts a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeInCharge {
    /// An agent's id.
    pub agent: String,
    /// How hard it looks, in the policy's words.
    pub difficulty: Option<String>,
    /// The agent's commitment, in hours.
    pub commit_hours: Option<CommitHours>,
    /// Why a later commitment than before.
    pub reason: Option<String>,
}

impl Decide for TakeInCharge {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        self.is_somebody(situation)?;
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

impl TakeInCharge {
    /// Refuses an agent whom the policy's teams do not know, and a commitment for one who does not hold the ticket. An
    /// agent who acts is known.
    fn is_somebody(&self, situation: &Situation<'_>) -> Result<(), Refusal> {
        let agent = &self.agent;
        let Actor::Agent { id, .. } = situation.by else {
            return Ok(());
        };
        let holds = situation.state.assignee.as_ref() == Some(agent);
        if agent == id || holds {
            return Ok(());
        }
        let teams = situation.policy.teams.values();
        let members: BTreeSet<&String> = teams.flat_map(|team| &team.members).collect();
        if !members.is_empty() && !members.contains(agent) {
            return Err(unknown("agent", agent, members));
        }
        if self.commit_hours.is_some() {
            return Err(Refusal::Invalid {
                field: "agent",
                why: "not who has the ticket: a commitment is one's own, or the holder's"
                    .to_owned(),
            });
        }
        Ok(())
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
