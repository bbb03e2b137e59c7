//! Major incident: one ticket that others are parts of.
//!
//! News of the incident reaches every part by a fan-out that each fact of the kind asks for, in the order
//! of the facts. A part remembers the last fact it followed, so nothing is done twice however often it
//! comes; while the incident lives, the part's own ladders rest.
mod fan_out;
mod part;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::Policy;
use crate::ticket::State;

pub use fan_out::{FanOutRequested, FannedOut, RecordFanOut};

pub use part::{Announcement, AskToJoin, Follow, Followed, Join, Joined, may_be_part_of};

/// Tickets that one command adopts at most, so that it stays one transaction.
const MOST_AT_ONCE: usize = 40;

/// The action that a part takes because its incident did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The same answer, to this requester.
    Reply,
    /// Resolved with the incident.
    Resolve,
    /// Open again with the incident.
    Reopen,
    /// The incident ended without an answer: each part is on its own again.
    Release,
}

impl FactBody {
    /// The action that the parts of a major incident take after this fact on it.
    #[must_use]
    pub fn action_of_parts(&self) -> Option<Action> {
        self.effect().traits().for_parts
    }

    /// Whether the parts of a major incident are to hear of the fact.
    pub(crate) fn concerns_parts(&self) -> bool {
        matches!(self, Self::Adopted(_)) || self.action_of_parts().is_some()
    }
}

/// The command by which tickets become parts of this one, a major incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopt {
    /// Their names.
    pub children: Vec<String>,
}

impl Decide for Adopt {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let refused = |why: String| Refusal::Invalid {
            field: "children",
            why,
        };
        if let Some(parent) = &situation.state.parent {
            let why = format!("not for a ticket that is a part of {}", parent.ticket);
            return Err(refused(why));
        }
        let mut children = self.children.clone();
        children.sort();
        children.dedup();
        if children.len() > MOST_AT_ONCE {
            let why = format!("too long; name at most {MOST_AT_ONCE} tickets at once");
            return Err(refused(why));
        }
        if children.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![Adopted { children }.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.until(Stage::Live)
    }
}

/// Tickets became parts of this one, a major incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// Their names.
    pub children: Vec<String>,
}

impl Effect for Adopted {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        let more = u32::try_from(self.children.len()).unwrap_or(u32::MAX);
        state.children = state.children.saturating_add(more);
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}
