//! The actor of a fact or command, and the values that a ticket is opened with.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ticket::ApprovalLimit;

/// The actor of a fact or command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Actor {
    /// One of the desk's own functions, or the mail system.
    System,
    /// The requester, or somebody on their behalf.
    Requester,
    /// Somebody of the desk.
    Agent {
        /// The agent's pseudonym.
        id: String,
        /// The support level the agent acts on.
        #[serde(default = "first_level")]
        level: u8,
    },
}

/// The request as far as the policy looks at it.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The plan of the requester's organisation.
    pub plan: Option<String>,
    /// The names of its add-ons.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub add_ons: BTreeSet<String>,
    /// The type chosen.
    #[serde(rename = "type")]
    pub ticket_type: Option<String>,
    /// The priority chosen.
    pub priority: Option<String>,
    /// The product or service concerned.
    pub area: Option<String>,
    /// The channel it came by.
    pub channel: Option<String>,
    /// The requester's language.
    pub locale: Option<String>,
    /// Attributes of the organisation: region, contract, zone, ….
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub organisation: BTreeMap<String, String>,
    /// Attributes of the contact: zone, role, ….
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub contact: BTreeMap<String, String>,
    /// Structured answers; also `impact` and `urgency`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// Other fields of the form.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// Who opened it, where that was not the requester.
    pub opened_by: Option<Opener>,
    /// Given with the ticket, before anything was quoted.
    pub approval: Option<ApprovalLimit>,
    /// The contract's promises that stand in for the policy's: `resolution`, or
    /// `resolution/urgent` for one priority, and an amount or `none`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub contract: BTreeMap<String, String>,
}

fn first_level() -> u8 {
    1
}

/// The opener of a ticket that is another's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "who")]
pub enum Opener {
    /// One of the desk's staff, for somebody who called.
    Agent {
        /// By pseudonym.
        agent: String,
        /// As `intake.on_behalf` names it.
        role: String,
    },
    /// A colleague of the requester.
    Contact {
        /// By opaque id.
        contact: String,
        /// Within their organisation.
        role: String,
    },
}

impl Opener {
    /// The role in which they open it.
    #[must_use]
    pub fn role(&self) -> &str {
        match self {
            Self::Agent { role, .. } | Self::Contact { role, .. } => role,
        }
    }
}
