//! Hand-over: an agent gives a ticket to another level. It neither resets nor pauses a clock.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::check::Checks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::routing::{has_level, team_for};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::State;

/// The command that hands a ticket over to another level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The level that takes over.
    pub to_level: u8,
    /// A team's name.
    pub team: Option<String>,
}

impl Decide for HandOver {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let (policy, level) = (situation.policy, self.to_level);
        Checks { policy }.team(self.team.as_deref())?;
        let levels: BTreeSet<u8> = policy.teams.values().map(|team| team.level).collect();
        if !levels.is_empty() && !levels.contains(&level) {
            let known: Vec<_> = levels.iter().map(u8::to_string).collect();
            return Err(Refusal::Unknown {
                field: "to_level",
                value: level.to_string(),
                known: known.join(", "),
            });
        }
        let is_elsewhere = |team: &&String| !has_level(policy, team, level);
        if let Some(team) = self.team.as_ref().filter(is_elsewhere) {
            return Err(Refusal::Invalid {
                field: "team",
                why: format!("`{team}`, which is no team of level {level}"),
            });
        }
        let usual = || team_for(situation.state, policy, level, situation.occurred_at);
        let team = self.team.clone().or_else(usual);
        Ok(vec![HandedOver { level, team }.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.may_assign()
    }
}

/// An agent gave the ticket to another level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// The level that took over.
    pub level: u8,
    /// A team's name.
    pub team: Option<String>,
}

impl Effect for HandedOver {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        state.level = self.level;
        if self.team.is_some() {
            state.team.clone_from(&self.team);
        }
    }

    fn events(&self, _state: &State, _fact: &Fact) -> Vec<Event> {
        vec![Event::Escalated, Event::HandedOver]
    }

    fn traits(&self) -> Traits {
        Traits::usual().assigns(Assigns::HandedOver)
    }
}
