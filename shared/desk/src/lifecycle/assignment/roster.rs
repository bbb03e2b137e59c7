//! Roster of a desk: which agents are away, and which were passed over for a ticket.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// The agents that are away, and until when. A desk record, handed in like the time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    away: BTreeMap<String, Instant>,
}

impl Roster {
    /// The agents that are away, each until an instant.
    pub fn away(agents: impl IntoIterator<Item = (String, Instant)>) -> Self {
        Self {
            away: agents.into_iter().collect(),
        }
    }

    /// Whether that agent is away at `now`; from the instant of return on they are not.
    #[must_use]
    pub fn is_away(&self, agent: &str, now: Instant) -> bool {
        self.away.get(agent).is_some_and(|until| now < *until)
    }
}

/// A member of a team who was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedAgent {
    /// The agent, by pseudonym.
    pub agent: String,
    /// The reason.
    pub why: SkipReason,
}

/// The reason why an agent does not get a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Away at that moment.
    Absent,
    /// They are the one who hands it over.
    SamePerson,
}
