//! What happened to a ticket: append-only facts, holding ids and values but never people's words.
mod kind;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ticket::{Actor, Announcement, Brought, Carried, Deed, Given, Opening, Skipped, Wait};
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
    /// Who acted.
    pub by: Actor,
    /// What made it happen; a repeated cause changes nothing.
    pub cause: String,
    /// What happened.
    #[serde(flatten)]
    pub body: FactBody,
}

fn first_version() -> u8 {
    1
}

/// The kinds of facts. Names are past participles; renaming one breaks stored history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on its way to being decided or written; never kept in number"
)]
pub enum FactBody {
    /// The ticket goes on under another version of the policy.
    PolicyRepinned {
        /// The version from now on.
        policy_version: String,
        /// What the version before had come to, by metric of a clock that was not met.
        clocks: BTreeMap<String, Brought>,
    },
    /// The ticket arrived.
    Received {
        /// What the policy looks at.
        opening: Opening,
        /// Whose ticket: an opaque id; the address is an item of its own.
        requester: String,
        /// Hash of the request, to tell a repetition from a misuse of its key.
        request_hash: String,
        /// The version of the policy it was opened under.
        policy_version: String,
        /// Short reference that can be spoken.
        reference: String,
        /// What is missing for the ticket to be proper; empty when it is.
        missing: Vec<String>,
    },
    /// It turned out not to be proper.
    NeedsInfo {
        /// What keeps the ticket from being proper.
        missing: Vec<String>,
    },
    /// What was missing arrived.
    Completed,
    /// Type, priority or area was found or confirmed.
    Classified {
        /// A type's name.
        #[serde(default, rename = "type")]
        ticket_type: Option<String>,
        /// A priority's name.
        #[serde(default)]
        priority: Option<String>,
        /// An area's name.
        #[serde(default)]
        area: Option<String>,
        /// The rule and words that decided; `human` for an override.
        trace: Vec<String>,
        /// Whether more than the policy's default spoke for it.
        sure: bool,
        /// A mistake is mended: clocks recompute from their start.
        correction: bool,
    },
    /// The retry of a classification that did not come.
    ClassificationRequested,
    /// Who has it from now on: said by a person, or chosen by the desk.
    Assigned {
        /// An agent's id.
        agent: Option<String>,
        /// A team's name.
        team: Option<String>,
        /// The level, where the team is of another than the ticket was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<u8>,
        /// The members who were passed over, and why.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        skipped: Vec<Skipped>,
        /// The teams that passing over left without anybody: a flag on the ticket.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        emptied: Vec<String>,
    },
    /// An agent accepted it.
    TakenInCharge {
        /// An agent's id.
        agent: String,
        /// How hard it looked, in the policy's words.
        #[serde(default)]
        difficulty: Option<String>,
        /// Minutes committed to.
        #[serde(default)]
        commitment_minutes: Option<i64>,
        /// Why a later commitment than before.
        #[serde(default)]
        reason: Option<String>,
    },
    /// A public answer went out.
    Replied {
        /// Sequence number of the text item, if there is one.
        text: Option<u64>,
    },
    /// The requester answered.
    RequesterReplied {
        /// Sequence number of the text item, if there is one.
        text: Option<u64>,
    },
    /// An internal note was left.
    Noted {
        /// Sequence number of the text item, if there is one.
        text: Option<u64>,
    },
    /// The requester reached out again.
    Contacted {
        /// A channel's name.
        channel: String,
    },
    /// Structured answers changed.
    AnswersChanged {
        /// Those that changed, by question.
        answers: BTreeMap<String, String>,
    },
    /// A milestone of the policy was reached.
    MilestoneReached {
        /// The milestone's name.
        name: String,
    },
    /// Waiting began or ended.
    StatusChanged {
        /// The status, by its name in the policy.
        status: String,
    },
    /// The matter was solved.
    Resolved,
    /// It was not, after all.
    Reopened,
    /// The ticket ended.
    Closed,
    /// The priority changed.
    PriorityChanged {
        /// What it becomes.
        to: String,
        /// A mistake was mended, nothing became different.
        correction: bool,
    },
    /// Plan or add-ons changed.
    PlanChanged {
        /// A plan's name.
        plan: Option<String>,
        /// The names of its add-ons.
        add_ons: BTreeSet<String>,
    },
    /// The ticket was about something else.
    TypeChanged {
        /// What it becomes.
        to: String,
    },
    /// Another product or service was concerned.
    AreaChanged {
        /// What it becomes.
        to: String,
    },
    /// A functional hand-over by an agent: neither resets nor pauses a clock.
    HandedOver {
        /// The level that took over.
        level: u8,
        /// A team's name.
        team: Option<String>,
    },
    /// An agent had seen the escalation.
    Acknowledged,
    /// The matter goes on in another ticket: this one's clocks are canceled, not met.
    MergedInto {
        /// The other ticket's id.
        other: String,
    },
    /// Another ticket's matter goes on here.
    Absorbed {
        /// The other ticket's id.
        other: String,
        /// When the other ticket was opened.
        opened_at: Instant,
        /// The higher priority of the two, where that is the other's.
        #[serde(default)]
        priority: Option<String>,
        /// What was still promised on the other ticket.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clocks: Vec<Carried>,
        /// The other's waits before this one was opened: time spent survives.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        waits: Vec<Wait>,
    },
    /// Tickets became parts of this one, a major incident.
    Adopted {
        /// Their names.
        children: Vec<String>,
    },
    /// The children are to be told of that fact, for the first time or again.
    FanOutRequested {
        /// The fact's sequence number.
        fact: u64,
    },
    /// The children up to that one were told of that fact; all of them without one.
    FannedOut {
        /// The fact's sequence number.
        fact: u64,
        /// The last child that was told; none when all were.
        #[serde(default)]
        after: Option<String>,
    },
    /// This ticket is a part of another one.
    Joined {
        /// The parent's name.
        parent: String,
        /// The parent's fact that brought it.
        parent_seq: u64,
        /// Whether its organisation hears of it.
        announcement: Announcement,
    },
    /// What was done on the parent was done here too.
    Followed {
        /// The parent's fact that was followed.
        parent_seq: u64,
        /// What was done.
        deed: Deed,
    },
    /// An agent said what the work will cost.
    Quoted {
        /// In the smallest unit of the currency.
        amount_cents: u64,
        /// ISO 4217.
        currency: String,
        /// The last moment at which it can be approved.
        valid_until: Instant,
    },
    /// Somebody who may said yes.
    Approved {
        /// To what.
        given: Given,
        /// The amount, where one was named.
        #[serde(default)]
        amount_cents: Option<u64>,
        /// Its currency.
        #[serde(default)]
        currency: Option<String>,
        /// Who said yes, by opaque id; none: the requester.
        #[serde(default)]
        contact: Option<String>,
    },
    /// Somebody who may said no.
    Declined {
        /// Who said no, by opaque id; none: the requester.
        #[serde(default)]
        contact: Option<String>,
    },
    /// An agent worked on it.
    WorkRecorded {
        /// For so long.
        minutes: u32,
        /// Whether it is billed.
        billable: bool,
    },
    /// A broken promise is excused; the breach stays.
    BreachExcused {
        /// The metric.
        metric: String,
        /// Which of its cycles.
        cycle: u32,
        /// Why, in the agent's words.
        reason: String,
    },
    /// A mail of that notice arrived.
    NoticeDelivered {
        /// The notice's name in the policy.
        notice: String,
    },
    /// A mail of that notice came back.
    NoticeBounced {
        /// The notice's name in the policy.
        notice: String,
    },
    /// A notice was sent once more; its delivery, not this, is what clocks wait for.
    Resent {
        /// The notice's name in the policy.
        notice: String,
    },
    /// A rule of the policy followed: the trace of what came with it.
    RuleApplied {
        /// The rule's id.
        rule: String,
    },
    /// A ladder step before due came.
    Warned {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
        /// Place in the policy's ladder, from 0.
        step: usize,
    },
    /// The promise was declared broken.
    Breached {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
        /// The instant that passed.
        due_at: Instant,
    },
    /// Proof came late that the promise was kept in time.
    BreachWithdrawn {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
    },
    /// The scan asks (again) for a ladder step.
    Requested {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
        /// Place in the policy's ladder, from 0.
        step: usize,
    },
    /// A ladder step was taken, with the steps it overtook.
    Escalated {
        /// The metric's name.
        metric: String,
        /// Which cycle of the clock, from 1.
        cycle: u32,
        /// The step taken and those it overtook.
        steps: Vec<usize>,
        /// The level that has the ticket from then on.
        level: Option<u8>,
        /// The role that became the assignee.
        assignee: Option<String>,
    },
}
