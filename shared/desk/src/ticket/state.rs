//! The state of one ticket: a fold of its facts, small enough to store as a snapshot.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ticket::{Consent, Excuse, FanOut, Opening, Parent};
use crate::time::{Amount, Instant};

/// Everything decisions look at. Equal to the fold of the ticket's facts under its policy.
///
/// What is not there is not written: each transition pays for the whole snapshot, by the kilobyte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Facts folded so far; also the version that a write is conditioned on.
    pub version: u64,
    /// The version of the policy that the ticket is under.
    pub policy_version: String,
    /// Short reference that can be spoken.
    pub reference: String,
    /// Whose ticket: an opaque id.
    pub requester: String,
    /// Tells a repetition from a misuse of its key.
    pub request_hash: String,
    /// The current values of what was opened with: plan, type, priority, answers, ….
    pub subject: Opening,
    /// The priority as classified or asked for, before rules changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_priority: Option<String>,
    /// When the matter began.
    pub opened_at: Instant,
    /// Where the ticket stands.
    pub status: Status,
    /// What keeps the ticket from being proper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// How far classification has come.
    pub classified: Classified,
    /// How often a classification was asked for again.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub classify_tries: u32,
    /// When it was last asked for again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classify_asked_at: Option<Instant>,
    /// The agent or role that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// The team that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The support level that has it.
    pub level: u8,
    /// The teams in which nobody was left when the ticket was last assigned; somebody should look.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emptied: Vec<String>,
    /// How hard the agent found it, in the policy's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<String>,
    /// What the agent committed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    /// Since when the conditions of rules that wait have held, by rule.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub held: BTreeMap<String, Held>,
    /// The current cycle of each metric, in the policy's order.
    pub clocks: Vec<Clock>,
    /// What was quoted and answered, and the work recorded.
    #[serde(default, skip_serializing_if = "Consent::is_nothing")]
    pub consent: Consent,
    /// The ticket in which this one's matter goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<String>,
    /// The tickets whose matter goes on here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absorbed: Vec<String>,
    /// The major incident that this ticket is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Parent>,
    /// How many tickets were adopted as parts of this one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub children: u32,
    /// What the children are still to be told, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fan_outs: Vec<FanOut>,
    /// When the ticket was resolved, while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<Instant>,
    /// Notices that are sent once and were.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub told: BTreeSet<String>,
    /// Recent causes, newest last.
    pub causes: Vec<String>,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// A condition that holds, and whether its rule has followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// When it became true, or somebody last spoke.
    pub since: Instant,
    /// The rule was applied since then.
    pub done: bool,
}

/// An interval in a status that may pause clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The status, by its name in the policy.
    pub status: String,
    /// When it was entered.
    pub from: Instant,
    /// When it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Instant>,
}

/// Where a ticket stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not proper yet.
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
pub enum Classified {
    /// Nobody looked yet.
    No,
    /// A machine proposed and was sure.
    Proposed,
    /// The policy's default stands; a human should look.
    NotSure,
    /// A human's word.
    ByHuman,
}

/// The current cycle of one metric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// The metric's name.
    pub metric: String,
    /// From 1; a late reopening or the next periodic update begins another.
    pub cycle: u32,
    /// When counting began.
    pub started_at: Instant,
    /// Where the target in force counts from: the start, or the change that tightened it.
    pub basis_at: Instant,
    /// When a promise came that was not there at the start; shares of the target count from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_at: Option<Instant>,
    /// The promise it counts.
    pub target: ClockTarget,
    /// The instant in force; none while nothing is promised or the clock stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Instant>,
    /// When the promise was fulfilled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_at: Option<Instant>,
    /// The ticket ended otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub canceled: bool,
    /// When it was declared broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached_at: Option<Instant>,
    /// The breach was declared and then disproved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// The breach stands, and is excused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excused: Option<Excuse>,
    /// Steps of the ladder that were taken or overtaken.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub steps_done: BTreeSet<usize>,
    /// A step that the scan asked for and escalate has not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// The ladder was stopped by an acknowledgement or answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ladder_stopped: bool,
}

/// The promise a clock counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "promise")]
pub enum ClockTarget {
    /// Nothing is promised, or only words.
    Nothing,
    /// A time.
    Within {
        /// How long.
        amount: Amount,
        /// Calendar name; none counts elapsed time in the desk's zone.
        calendar: Option<String>,
        /// Line of the row in the policy file; 0 for a commitment.
        line: u64,
    },
    /// The next slot of the metric.
    Slot {
        /// 1-based line in the policy file.
        line: u64,
    },
}

/// A step that was asked for and not yet taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Place in the policy's ladder, from 0.
    pub step: usize,
    /// When it was asked for last.
    pub since: Instant,
    /// How often.
    pub tries: u32,
}
