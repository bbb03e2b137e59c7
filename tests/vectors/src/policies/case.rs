//! The shape of a policy case: a ticket, what happens to it, what must come of it.
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value as Json;

use desk::lifecycle::DateGiven;
use desk::time::Instant;

/// One case. Also what `explain` reads from a file of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Name of the case.
    #[serde(default)]
    pub id: String,
    /// Whose policy.
    #[serde(default)]
    pub desk: String,
    /// The ticket as it came in.
    #[serde(default)]
    pub ticket: CaseTicket,
    /// When.
    pub opened_at: Instant,
    /// Events after that, in order.
    #[serde(default)]
    pub timeline: Vec<Json>,
    /// Expected results, by word.
    #[serde(default)]
    pub expect: BTreeMap<String, Json>,
    #[serde(default, rename = "why")]
    _why: Option<String>,
    #[serde(default, rename = "name")]
    _name: Option<String>,
}

/// The ticket of a case. Its `priority` is what it was first classified as.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseTicket {
    pub(super) plan: Option<String>,
    #[serde(default)]
    pub(super) add_ons: BTreeSet<String>,
    pub(super) priority: Option<String>,
    #[serde(rename = "type")]
    pub(super) ticket_type: Option<String>,
    pub(super) area: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) locale: Option<String>,
    #[serde(default)]
    pub(super) organisation: BTreeMap<String, Json>,
    #[serde(default)]
    pub(super) contact: BTreeMap<String, Json>,
    #[serde(default)]
    pub(super) answers: BTreeMap<String, Json>,
    #[serde(default)]
    pub(super) fields: BTreeMap<String, Json>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Happening {
    NeedsInfo {
        at: Instant,
    },
    Completed {
        at: Instant,
    },
    AgentReplied {
        at: Instant,
    },
    WaitingOnRequester {
        at: Instant,
    },
    RequesterReplied {
        at: Instant,
    },
    PriorityChanged {
        at: Instant,
        to: String,
    },
    TakenInCharge {
        at: Instant,
        difficulty: Option<String>,
        commit_hours: Option<serde_json::Number>,
        reason: Option<String>,
    },
    Escalated {
        at: Instant,
        to_level: u8,
    },
    Resolved {
        at: Instant,
    },
    Reopened {
        at: Instant,
    },
    Closed {
        at: Instant,
    },
    Acknowledged {
        at: Instant,
    },
    Classified {
        at: Instant,
    },
    Contacted {
        at: Instant,
        channel: String,
    },
    AnswersChanged {
        at: Instant,
        answers: BTreeMap<String, Json>,
    },
    Milestone {
        at: Instant,
        name: String,
    },
    Agreed {
        at: Instant,
        metric: String,
        due: DateGiven,
        reason: Option<String>,
    },
}

impl Happening {
    /// When it happens.
    pub(super) fn at(&self) -> Instant {
        match self {
            Self::NeedsInfo { at }
            | Self::Completed { at }
            | Self::AgentReplied { at }
            | Self::WaitingOnRequester { at }
            | Self::RequesterReplied { at }
            | Self::PriorityChanged { at, .. }
            | Self::TakenInCharge { at, .. }
            | Self::Escalated { at, .. }
            | Self::Resolved { at }
            | Self::Reopened { at }
            | Self::Closed { at }
            | Self::Acknowledged { at }
            | Self::Classified { at }
            | Self::Contacted { at, .. }
            | Self::AnswersChanged { at, .. }
            | Self::Milestone { at, .. }
            | Self::Agreed { at, .. } => *at,
        }
    }

    /// The event as cases write it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::NeedsInfo { .. } => "needs_info",
            Self::Completed { .. } => "completed",
            Self::AgentReplied { .. } => "agent_replied",
            Self::WaitingOnRequester { .. } => "waiting_on_requester",
            Self::RequesterReplied { .. } => "requester_replied",
            Self::PriorityChanged { .. } => "priority_changed",
            Self::TakenInCharge { .. } => "taken_in_charge",
            Self::Escalated { .. } => "escalated",
            Self::Resolved { .. } => "resolved",
            Self::Reopened { .. } => "reopened",
            Self::Closed { .. } => "closed",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Classified { .. } => "classified",
            Self::Contacted { .. } => "contacted",
            Self::AnswersChanged { .. } => "answers_changed",
            Self::Milestone { .. } => "milestone",
            Self::Agreed { .. } => "agreed",
        }
    }
}

/// Values as the desk takes them: texts, and `yes` and `no`.
pub(super) fn words(values: &BTreeMap<String, Json>) -> BTreeMap<String, String> {
    let word = |value: &Json| match value {
        Json::String(text) => text.clone(),
        Json::Bool(true) => "yes".to_owned(),
        Json::Bool(false) => "no".to_owned(),
        Json::Null | Json::Number(_) | Json::Array(_) | Json::Object(_) => value.to_string(),
    };
    values
        .iter()
        .map(|(key, value)| (key.clone(), word(value)))
        .collect()
}
