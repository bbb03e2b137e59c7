//! A major incident as data: the ticket that others are parts of, and news that its parts are still owed.
use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// The major incident that a ticket is a part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// The incident's name.
    pub ticket: String,
    /// The incident's last fact that was followed here.
    pub followed: u64,
    /// Whether the incident speaks for this ticket.
    #[serde(rename = "life")]
    pub status: ParentStatus,
}

/// The status of a major incident, as its parts know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParentStatus {
    /// Its ladder is the only one that climbs.
    #[serde(rename = "lives")]
    Live,
    /// It was resolved; a part that is opened again speaks for itself.
    Resolved,
}

/// A fan-out: one fact that the parts of an incident are being told of.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FanOut {
    /// The fact's sequence number.
    pub fact: u64,
    /// When it was last asked for, or went on.
    pub since: Instant,
    /// How often it was asked for.
    pub tries: u32,
    /// The last part that was told.
    pub after: Option<String>,
}
