//! What happened to a ticket: append-only facts, holding ids and values but never people's words.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// One thing that happened, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Position in the ticket's history, from 1, without gaps.
    pub seq: u64,
    /// The wire version of this fact's shape.
    #[serde(default = "first_version")]
    pub v: u8,
    /// When it happened in the world or in transport (a delivery event's own time).
    pub occurred_at: Instant,
    /// When this desk learned of it.
    pub recorded_at: Instant,
    pub by: Actor,
    /// What made it happen; a repeated cause changes nothing.
    pub cause: String,
    #[serde(flatten)]
    pub body: FactBody,
}

fn first_version() -> u8 {
    1
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Actor {
    /// One of the desk's own functions, or the mail system.
    System,
    Requester,
    Agent {
        id: String,
        #[serde(default = "first_version")]
        level: u8,
    },
}

/// What a requester sent, as far as the policy looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub add_ons: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "type")]
    pub ticket_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
}

/// The kinds of facts. Names are past participles; renaming one breaks stored history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on its way to being decided or written; never kept in number"
)]
pub enum FactBody {
    Received {
        opening: Opening,
        /// Whose ticket: an opaque id; the address is an item of its own.
        requester: String,
        /// Hash of the request, to tell a repetition from a misuse of its key.
        request_hash: String,
        policy_version: String,
        /// Short reference that can be spoken.
        reference: String,
        /// What is missing for the ticket to be proper; empty when it is.
        missing: Vec<String>,
    },
    NeedsInfo {
        missing: Vec<String>,
    },
    Completed,
    Classified {
        #[serde(default, rename = "type")]
        ticket_type: Option<String>,
        #[serde(default)]
        priority: Option<String>,
        #[serde(default)]
        area: Option<String>,
        /// The rule and words that decided; `human` for an override.
        trace: Vec<String>,
        sure: bool,
        /// A mistake is mended: clocks recompute from their start.
        correction: bool,
    },
    /// The retry of a classification that did not come.
    ClassificationRequested,
    Assigned {
        agent: Option<String>,
        team: Option<String>,
    },
    TakenInCharge {
        agent: String,
        #[serde(default)]
        difficulty: Option<String>,
        /// Minutes committed to.
        #[serde(default)]
        commitment_minutes: Option<i64>,
        #[serde(default)]
        reason: Option<String>,
    },
    Replied {
        text: Option<u64>,
    },
    RequesterReplied {
        text: Option<u64>,
    },
    Noted {
        text: Option<u64>,
    },
    Contacted {
        channel: String,
    },
    AnswersChanged {
        answers: BTreeMap<String, String>,
    },
    MilestoneReached {
        name: String,
    },
    StatusChanged {
        status: String,
    },
    Resolved,
    Reopened,
    Closed,
    PriorityChanged {
        to: String,
        correction: bool,
    },
    PlanChanged {
        plan: Option<String>,
        add_ons: BTreeSet<String>,
    },
    TypeChanged {
        to: String,
    },
    AreaChanged {
        to: String,
    },
    /// A functional hand-over by an agent: neither resets nor pauses a clock.
    HandedOver {
        level: u8,
        team: Option<String>,
    },
    Acknowledged,
    NoticeDelivered {
        notice: String,
    },
    NoticeBounced {
        notice: String,
    },
    /// A notice was sent once more; its delivery, not this, is what clocks wait for.
    Resent {
        notice: String,
    },
    /// A rule of the policy followed: the trace of what came with it.
    RuleApplied {
        rule: String,
    },
    /// A ladder step before due came.
    Warned {
        metric: String,
        cycle: u32,
        step: usize,
    },
    Breached {
        metric: String,
        cycle: u32,
        due_at: Instant,
    },
    /// Proof came late that the promise was kept in time.
    BreachWithdrawn {
        metric: String,
        cycle: u32,
    },
    /// The scan asks (again) for a ladder step.
    Requested {
        metric: String,
        cycle: u32,
        step: usize,
    },
    /// A ladder step was taken, with the steps it overtook.
    Escalated {
        metric: String,
        cycle: u32,
        steps: Vec<usize>,
        level: Option<u8>,
        assignee: Option<String>,
    },
}

impl FactBody {
    /// The stable name of the kind, as stored in the attribute `kind` and filtered by streams.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::NeedsInfo { .. } => "needs_info",
            Self::Completed => "completed",
            Self::Classified { .. } => "classified",
            Self::ClassificationRequested => "classification_requested",
            Self::Assigned { .. } => "assigned",
            Self::TakenInCharge { .. } => "taken_in_charge",
            Self::Replied { .. } => "replied",
            Self::RequesterReplied { .. } => "requester_replied",
            Self::Noted { .. } => "noted",
            Self::Contacted { .. } => "contacted",
            Self::AnswersChanged { .. } => "answers_changed",
            Self::MilestoneReached { .. } => "milestone_reached",
            Self::StatusChanged { .. } => "status_changed",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
            Self::PriorityChanged { .. } => "priority_changed",
            Self::PlanChanged { .. } => "plan_changed",
            Self::TypeChanged { .. } => "type_changed",
            Self::AreaChanged { .. } => "area_changed",
            Self::HandedOver { .. } => "handed_over",
            Self::Acknowledged => "acknowledged",
            Self::NoticeDelivered { .. } => "notice_delivered",
            Self::NoticeBounced { .. } => "notice_bounced",
            Self::Resent { .. } => "resent",
            Self::RuleApplied { .. } => "rule_applied",
            Self::Warned { .. } => "warned",
            Self::Breached { .. } => "breached",
            Self::BreachWithdrawn { .. } => "breach_withdrawn",
            Self::Requested { .. } => "requested",
            Self::Escalated { .. } => "escalated",
        }
    }
}
