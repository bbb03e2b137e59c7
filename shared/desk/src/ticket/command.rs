//! What somebody wants to happen to a ticket.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ticket::{Actor, Announcement, Approver, Carried, Deed, Opening, Wait};
use crate::time::Instant;

/// A wish with its cause: who, when in the world, and why it is not done twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Who wishes it.
    pub by: Actor,
    /// The world's time; at most `now`.
    pub occurred_at: Instant,
    /// Idempotency key, source fact, or notice and event.
    pub cause: String,
    /// What is wished.
    pub act: Act,
}

/// The wishes. `text` is the sequence number of a text item written in the same step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on its way to being decided or written; never kept in number"
)]
pub enum Act {
    /// A ticket comes in.
    Open {
        /// What the policy looks at.
        opening: Opening,
        /// Whose ticket: an opaque id.
        requester: String,
        /// Tells a repetition from a misuse of its key.
        request_hash: String,
        /// The version of the policy it is opened under.
        policy_version: String,
        /// Short reference that can be spoken.
        reference: String,
        /// What keeps the ticket from being proper.
        #[serde(default)]
        missing: Vec<String>,
    },
    /// The ticket turns out not to be proper.
    NeedsInfo {
        /// What keeps the ticket from being proper.
        missing: Vec<String>,
    },
    /// What was missing arrived.
    Complete,
    /// A classification: a machine's when the actor is the system, an override otherwise.
    Classify {
        /// A type's name.
        #[serde(default, rename = "type")]
        ticket_type: Option<String>,
        /// A priority's name.
        #[serde(default)]
        priority: Option<String>,
        /// An area's name.
        #[serde(default)]
        area: Option<String>,
        /// The rules and words that decided.
        #[serde(default)]
        trace: Vec<String>,
        /// Whether more than the policy's default speaks for it.
        #[serde(default = "yes")]
        sure: bool,
        /// A mistake is mended, nothing became different.
        #[serde(default)]
        correction: bool,
    },
    /// Give the ticket to an agent or a team.
    Assign {
        /// An agent's id.
        #[serde(default)]
        agent: Option<String>,
        /// A team's name.
        #[serde(default)]
        team: Option<String>,
    },
    /// An agent accepts the ticket.
    TakeInCharge {
        /// An agent's id.
        agent: String,
        /// How hard it looks, in the policy's words.
        #[serde(default)]
        difficulty: Option<String>,
        /// What the agent commits to.
        #[serde(default)]
        commit_hours: Option<u32>,
        /// Why a later commitment than before.
        #[serde(default)]
        reason: Option<String>,
    },
    /// A public answer.
    Reply {
        /// Sequence number of the text item, if there is one.
        #[serde(default)]
        text: Option<u64>,
    },
    /// The requester answers.
    RequesterReply {
        /// Sequence number of the text item, if there is one.
        #[serde(default)]
        text: Option<u64>,
    },
    /// An internal note.
    Note {
        /// Sequence number of the text item, if there is one.
        #[serde(default)]
        text: Option<u64>,
    },
    /// The requester reaches out again.
    Contact {
        /// A channel's name.
        channel: String,
    },
    /// Structured answers change.
    ChangeAnswers {
        /// Those that change, by question.
        answers: BTreeMap<String, String>,
    },
    /// A milestone of the policy is reached.
    ReachMilestone {
        /// The milestone's name.
        name: String,
    },
    /// Enter a waiting status, by default `waiting_on_requester`.
    Wait {
        /// The status, by its name in the policy.
        #[serde(default)]
        status: Option<String>,
    },
    /// Waiting is over.
    Resume,
    /// The matter is solved.
    Resolve,
    /// It is not, after all.
    Reopen,
    /// The ticket ends.
    Close,
    /// A real change of priority, or the mending of a wrong one.
    ChangePriority {
        /// What it becomes.
        to: String,
        /// A mistake is mended, nothing became different.
        #[serde(default)]
        correction: bool,
    },
    /// The organisation's plan or add-ons change.
    ChangePlan {
        /// A plan's name.
        #[serde(default)]
        plan: Option<String>,
        /// The names of its add-ons.
        #[serde(default)]
        add_ons: BTreeSet<String>,
    },
    /// The ticket is about something else.
    ChangeType {
        /// What it becomes.
        to: String,
    },
    /// Another product or service is concerned.
    ChangeArea {
        /// What it becomes.
        to: String,
    },
    /// Hand over to another level (functional).
    Escalate {
        /// The level that takes over.
        to_level: u8,
        /// A team's name.
        #[serde(default)]
        team: Option<String>,
    },
    /// An agent has seen the escalation.
    Acknowledge,
    /// This ticket is the same matter as another one, which goes on instead of it.
    #[serde(rename = "merge")]
    MergeInto {
        /// The other ticket's id.
        #[serde(rename = "into")]
        other: String,
    },
    /// Another ticket was merged into this one, which keeps the earlier start and higher priority.
    Absorb {
        /// The other ticket's id.
        other: String,
        /// When the other ticket was opened.
        opened_at: Instant,
        /// A priority's name.
        #[serde(default)]
        priority: Option<String>,
        /// What is still promised on the other ticket.
        #[serde(default)]
        clocks: Vec<Carried>,
        /// The other's waits before this one was opened.
        #[serde(default)]
        waits: Vec<Wait>,
    },
    /// These tickets are parts of this one, a major incident.
    Adopt {
        /// Their names.
        children: Vec<String>,
    },
    /// This ticket is a part of that one, a major incident: the parent adopts it.
    #[serde(rename = "join")]
    AskToJoin {
        /// The other ticket's name.
        parent: String,
    },
    /// From the fan-out: this ticket is a part of that one from now on.
    #[serde(rename = "be_joined")]
    Join {
        /// The parent's name.
        parent: String,
        /// The parent's fact that brought it.
        parent_seq: u64,
        /// Whether its organisation hears of it.
        announcement: Announcement,
    },
    /// From the fan-out: what was done on the parent is done here too.
    Follow {
        /// The parent's name.
        parent: String,
        /// The parent's fact that is followed.
        parent_seq: u64,
        /// What is done.
        deed: Deed,
        /// Sequence number of the text item, if there is one.
        #[serde(default)]
        text: Option<u64>,
    },
    /// From the fan-out: so far the children were reached.
    FanOut {
        /// The fact that the children are told of.
        fact: u64,
        /// The last child that was told; none when all were.
        #[serde(default)]
        after: Option<String>,
    },
    /// Say what the work will cost, to be approved until then.
    Quote {
        /// In the smallest unit of the currency.
        amount_cents: u64,
        /// ISO 4217.
        currency: String,
        /// The last moment at which it can be approved.
        valid_until: Instant,
    },
    /// Say yes to what was quoted.
    Approve {
        /// Who says so: looked up, and never taken from a request. None: the requester.
        #[serde(skip)]
        approver: Option<Approver>,
    },
    /// Say no to what was quoted.
    Decline {
        /// As of a yes.
        #[serde(skip)]
        approver: Option<Approver>,
    },
    /// Record work that was done.
    RecordWork {
        /// For so long.
        minutes: u32,
        /// Whether it is billed.
        #[serde(default)]
        billable: bool,
    },
    /// Excuse a broken promise; the breach stays on record.
    Excuse {
        /// The metric that was breached.
        metric: String,
        /// Why.
        reason: String,
    },
    /// From the mail system.
    NoticeDelivered {
        /// The notice's name in the policy.
        notice: String,
    },
    /// The mail system gave a mail back.
    NoticeBounced {
        /// The notice's name in the policy.
        notice: String,
    },
    /// Send a notice of the policy once more: it bounced, and the address was put right.
    Resend {
        /// The notice's name in the policy.
        notice: String,
    },
    /// From the scan: do what is due by now.
    Sweep,
    /// From escalate: take the ladder step that is asked for.
    TakeStep {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
        /// Place in the policy's ladder, from 0.
        step: usize,
    },
}

fn yes() -> bool {
    true
}
