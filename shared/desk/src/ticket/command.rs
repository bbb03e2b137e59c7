//! What somebody wants to happen to a ticket.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ticket::{Actor, Opening};
use crate::time::Instant;

/// A wish with its cause: who, when in the world, and why it is not done twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub by: Actor,
    /// The world's time; at most `now`.
    pub occurred_at: Instant,
    /// Idempotency key, source fact, or notice and event.
    pub cause: String,
    pub act: Act,
}

/// The wishes. `text` is the sequence number of a text item written in the same step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on its way to being decided or written; never kept in number"
)]
pub enum Act {
    Open {
        opening: Opening,
        requester: String,
        request_hash: String,
        policy_version: String,
        reference: String,
        #[serde(default)]
        missing: Vec<String>,
    },
    NeedsInfo {
        missing: Vec<String>,
    },
    Complete,
    /// A classification: a machine's when the actor is the system, an override otherwise.
    Classify {
        #[serde(default, rename = "type")]
        ticket_type: Option<String>,
        #[serde(default)]
        priority: Option<String>,
        #[serde(default)]
        area: Option<String>,
        #[serde(default)]
        trace: Vec<String>,
        #[serde(default = "yes")]
        sure: bool,
        #[serde(default)]
        correction: bool,
    },
    Assign {
        #[serde(default)]
        agent: Option<String>,
        #[serde(default)]
        team: Option<String>,
    },
    TakeInCharge {
        agent: String,
        #[serde(default)]
        difficulty: Option<String>,
        #[serde(default)]
        commit_hours: Option<u32>,
        #[serde(default)]
        reason: Option<String>,
    },
    Reply {
        #[serde(default)]
        text: Option<u64>,
    },
    RequesterReply {
        #[serde(default)]
        text: Option<u64>,
    },
    Note {
        #[serde(default)]
        text: Option<u64>,
    },
    Contact {
        channel: String,
    },
    ChangeAnswers {
        answers: BTreeMap<String, String>,
    },
    ReachMilestone {
        name: String,
    },
    /// Enter a waiting status, by default `waiting_on_requester`.
    Wait {
        #[serde(default)]
        status: Option<String>,
    },
    Resume,
    Resolve,
    Reopen,
    Close,
    ChangePriority {
        to: String,
        #[serde(default)]
        correction: bool,
    },
    ChangePlan {
        #[serde(default)]
        plan: Option<String>,
        #[serde(default)]
        add_ons: BTreeSet<String>,
    },
    ChangeType {
        to: String,
    },
    ChangeArea {
        to: String,
    },
    /// Hand over to another level (functional).
    Escalate {
        to_level: u8,
        #[serde(default)]
        team: Option<String>,
    },
    Acknowledge,
    /// From the mail system.
    NoticeDelivered {
        notice: String,
    },
    NoticeBounced {
        notice: String,
    },
    /// Send a notice of the policy once more: it bounced, and the address was put right.
    Resend {
        notice: String,
    },
    /// From the scan: do what is due by now.
    Sweep,
    /// From escalate: take the ladder step that is asked for.
    TakeStep {
        metric: String,
        cycle: u32,
        step: usize,
    },
}

fn yes() -> bool {
    true
}
