//! Assignment: an agent or a team gets a ticket, by a person's word or by the desk's choice.
mod choice;
mod roster;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::lifecycle::command::{CommandTerms, Decide, Situation};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::State;

pub(crate) use choice::Choice;
pub use roster::{Roster, SkipReason, SkippedAgent};

/// The command that gives a ticket to an agent or a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// An agent's id.
    pub agent: Option<String>,
    /// A team's name.
    pub team: Option<String>,
}

impl Decide for Assign {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let assigned = Assigned {
            agent: self.agent.clone(),
            team: self.team.clone(),
            level: None,
            skipped: Vec::new(),
            emptied: Vec::new(),
        };
        Ok(vec![assigned.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.may_assign()
    }
}

/// An agent or a team has the ticket from now on: said by a person, or chosen by the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// An agent's id.
    pub agent: Option<String>,
    /// A team's name.
    pub team: Option<String>,
    /// The level, where the team is of another than the ticket was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The members who were passed over, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<SkippedAgent>,
    /// The teams in which no member was available: a flag on the ticket.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emptied: Vec<String>,
}

impl Effect for Assigned {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        state.assignee.clone_from(&self.agent);
        if self.team.is_some() {
            state.team.clone_from(&self.team);
        }
        state.level = self.level.unwrap_or(state.level);
        state.emptied.clone_from(&self.emptied);
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::Assigned).assigns(match (&self.agent, &self.team) {
            (None, Some(_)) => Assigns::Team,
            (Some(_), _) | (None, None) => Assigns::Somebody,
        })
    }
}

/// The effect of a fact on the assignee; of several facts the last in this list stands over the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Assigns {
    /// It says nothing.
    Nobody,
    /// The ticket was classified anew, or came back.
    Reclassified,
    /// The ticket was given to another level.
    HandedOver,
    /// A team was named, and no agent.
    Team,
    /// An agent was named, or nobody on purpose.
    Somebody,
}

impl Assigns {
    /// The effect of a step's facts.
    fn of(facts: &[Fact]) -> Self {
        let said = facts.iter().map(|fact| fact.body.effect().traits().assigns);
        said.max().unwrap_or(Self::Nobody)
    }
}
