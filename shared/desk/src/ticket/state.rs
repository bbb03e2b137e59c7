//! The state of one ticket: a fold of its facts, small enough to store as a snapshot.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ticket::{Clock, FanOut, Opening, Parent, ParentStatus, QuoteState};
use crate::time::Instant;

/// The ticket's state: everything that decisions look at, equal to the fold of its facts under its policy.
///
/// An absent value is not written: each transition pays for the whole snapshot, by the kilobyte.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Facts folded so far; also the version that a write is conditioned on.
    pub version: u64,
    /// The version of the policy that the ticket is under.
    pub policy_version: String,
    /// Short reference that can be spoken.
    pub reference: String,
    /// The requester, by opaque id.
    pub requester: String,
    /// Tells a repetition from a misuse of its key.
    pub request_hash: String,
    /// The current values of what was opened with: plan, type, priority, answers, ….
    pub subject: Opening,
    /// The priority as classified or asked for, before rules changed it.
    pub requested_priority: Option<String>,
    /// Who gave the priority in force, while nobody was sure of the classification.
    #[serde(default, skip_serializing_if = "PriorityBy::is_machine")]
    pub priority_by: PriorityBy,
    /// When the matter began.
    pub opened_at: Instant,
    /// When the requester last wrote or called.
    pub last_word_at: Option<Instant>,
    /// The ticket's status.
    pub status: Status,
    /// The required information that is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// How far classification has come.
    pub classified: ClassificationState,
    /// How often a classification was asked for again.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub classify_tries: u32,
    /// When it was last asked for again.
    pub classify_asked_at: Option<Instant>,
    /// The agent or role that has it.
    pub assignee: Option<String>,
    /// The team that has it.
    pub team: Option<String>,
    /// The support level that has it.
    pub level: u8,
    /// The teams in which nobody was left when the ticket was last assigned; somebody should look.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emptied: Vec<String>,
    /// How hard the agent found it, in the policy's words.
    pub difficulty: Option<String>,
    /// The agent's commitment, in minutes.
    pub commitment_minutes: Option<i64>,
    /// Every channel of any contact so far.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub channels: BTreeSet<String>,
    /// The milestones reached.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub milestones: BTreeSet<String>,
    /// First instant of each kind of event, for clocks that count from an earlier one.
    pub firsts: BTreeMap<String, Instant>,
    /// Intervals spent in a status other than `open`, oldest first; the last may be open-ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<Wait>,
    /// The rules that wait for silence and whose condition holds, by rule.
    #[serde(rename = "held", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scheduled_rules: BTreeMap<String, ScheduledRule>,
    /// The current cycle of each metric, in the policy's order.
    pub clocks: Vec<Clock>,
    /// Quote, answer and recorded work.
    #[serde(
        rename = "consent",
        default,
        skip_serializing_if = "QuoteState::is_nothing"
    )]
    pub quoting: QuoteState,
    /// The ticket in which this one's matter goes on.
    pub merged_into: Option<String>,
    /// The tickets whose matter goes on here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absorbed: Vec<String>,
    /// The major incident that this ticket is a part of.
    pub parent: Option<Parent>,
    /// How many tickets were adopted as parts of this one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub children: u32,
    /// The facts that the children are still to be told, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fan_outs: Vec<FanOut>,
    /// When the ticket was resolved, while it is.
    pub resolved_at: Option<Instant>,
    /// Notices that are sent once and were.
    #[serde(rename = "told", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub already_notified: BTreeSet<String>,
    /// Recent causes, newest last.
    pub causes: Vec<String>,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// A rule that waits for silence: its condition holds, and it has been applied or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduledRule {
    /// When it became true, or somebody last spoke.
    pub since: Instant,
    /// The rule was applied since then.
    pub done: bool,
}

/// An interval in a status that may pause clocks.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The status, by its name in the policy.
    pub status: String,
    /// When it was entered.
    pub from: Instant,
    /// When it was left.
    pub to: Option<Instant>,
}

/// The status of a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Required information is missing.
    Incomplete,
    /// Work goes on.
    Open,
    /// Waiting for somebody, by the name that metrics pause on.
    Waiting(String),
    /// The matter is solved.
    Resolved,
    /// The ticket ended.
    Closed,
}

impl Status {
    /// The name that policies use.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Open => "open",
            Self::Waiting(name) => name,
            Self::Resolved => "resolved",
            Self::Closed => "closed",
        }
    }

    /// Whether clocks may still run.
    #[must_use]
    pub fn is_live(&self) -> bool {
        match self {
            Self::Incomplete | Self::Open | Self::Waiting(_) => true,
            Self::Resolved | Self::Closed => false,
        }
    }
}

/// How far classification has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassificationState {
    /// Nobody looked yet.
    No,
    /// A machine proposed and was sure.
    Proposed,
    /// The policy's default stands; a human should look.
    NotSure,
    /// A human's word.
    ByHuman,
}

/// The giver of a ticket's priority.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorityBy {
    /// The policy's default, its rules, a proposal, or what the ticket came with.
    #[default]
    Machine,
    /// Somebody who changed it.
    Person,
}

impl PriorityBy {
    fn is_machine(&self) -> bool {
        *self == Self::Machine
    }
}

impl State {
    /// Whether the ladders of this ticket rest, because those of its major incident climb.
    #[must_use]
    pub fn ladders_rest(&self) -> bool {
        let parent = self.parent.as_ref();
        parent.is_some_and(|parent| parent.status == ParentStatus::Live)
    }

    /// The current clock of a metric.
    #[must_use]
    pub fn clock(&self, metric: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.metric == metric)
    }

    /// As [`clock`](Self::clock), to change it.
    pub(crate) fn clock_mut(&mut self, metric: &str) -> Option<&mut Clock> {
        self.clocks.iter_mut().find(|clock| clock.metric == metric)
    }

    /// The clock of a metric, if that cycle is the current one.
    pub(crate) fn cycle_mut(&mut self, metric: &str, cycle: u32) -> Option<&mut Clock> {
        self.clock_mut(metric).filter(|clock| clock.cycle == cycle)
    }
}
