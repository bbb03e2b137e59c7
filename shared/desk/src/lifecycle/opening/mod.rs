//! Opening: a ticket comes in, with what the policy looks at.
mod admission;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::classify::{Settled, settle};
use crate::lifecycle::check::Checks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::routing::route;
use crate::lifecycle::waiting::enter;
use crate::lifecycle::{Command, FactBody, Refusal, quote};
use crate::policy::{Event, Policy};
use crate::ticket::{ClassificationState, Opening, PriorityBy, QuoteState, State, Status};

pub(crate) use admission::on_behalf;
pub use admission::{Redirection, admit};

/// The command that opens a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// The request as far as the policy looks at it.
    pub opening: Opening,
    /// The requester, by opaque id.
    pub requester: String,
    /// Tells a repetition from a misuse of its key.
    pub request_hash: String,
    /// The version of the policy it is opened under.
    pub policy_version: String,
    /// Short reference that can be spoken.
    pub reference: String,
    /// The required information that is missing.
    #[serde(default)]
    pub missing: Vec<String>,
}

impl Open {
    /// The facts of a new ticket: it was received and, where the requester said so, approved.
    pub(crate) fn first_facts(
        &self,
        policy: &Policy,
        command: &Command,
    ) -> Result<Vec<FactBody>, Refusal> {
        let checks = Checks { policy };
        checks.opening(&self.opening)?;
        let mut received = Received {
            opening: self.opening.clone(),
            requester: self.requester.clone(),
            request_hash: self.request_hash.clone(),
            policy_version: self.policy_version.clone(),
            reference: self.reference.clone(),
            missing: self.missing.clone(),
            settled: Settled::default(),
        };
        received.settle(policy, command);
        let approved = quote::approval_at_opening(policy, &received.subject())?;
        Ok(std::iter::once(received.into()).chain(approved).collect())
    }
}

impl Decide for Open {
    /// A ticket is opened once.
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        Err(Refusal::AlreadyOpened)
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK.until(Stage::Merged)
    }
}

/// The ticket arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The request as far as the policy looks at it.
    pub opening: Opening,
    /// The requester, by opaque id; the address is an item of its own.
    pub requester: String,
    /// Hash of the request, to tell a repetition from a misuse of its key.
    pub request_hash: String,
    /// The version of the policy it was opened under.
    pub policy_version: String,
    /// Short reference that can be spoken.
    pub reference: String,
    /// The required information that is missing.
    pub missing: Vec<String>,
    /// The classification as far as the answers decide it, beside what the requester chose: none of it waits for
    /// somebody to read.
    #[serde(default, skip_serializing_if = "Settled::is_nothing")]
    pub settled: Settled,
}

impl Received {
    /// Decides what needs no words, and gives the rest the policy's usual priority.
    fn settle(&mut self, policy: &Policy, command: &Command) {
        let arrived = Fact {
            seq: 1,
            v: 1,
            occurred_at: command.occurred_at,
            recorded_at: command.occurred_at,
            by: command.by.clone(),
            cause: String::new(),
            body: self.clone().into(),
        };
        let (settled, _) = settle(policy, &self.blank(&arrived));
        let chosen = &self.opening;
        self.settled = Settled {
            ticket_type: settled.ticket_type.filter(|_| chosen.ticket_type.is_none()),
            priority: settled.priority,
            area: settled.area.filter(|_| chosen.area.is_none()),
        };
        let ticket_type = self.subject().ticket_type;
        let known = policy.priorities_of(ticket_type.as_deref());
        let fits = |priority: &String| known.contains(&priority.as_str());
        let usual = policy.classify.default_priority.clone();
        let asked = self.opening.priority.take().filter(fits);
        self.opening.priority = asked.or(usual.filter(fits));
    }

    /// The request with what is settled of it.
    fn subject(&self) -> Opening {
        let (mut subject, settled) = (self.opening.clone(), self.settled.clone());
        subject.ticket_type = settled.ticket_type.or(subject.ticket_type);
        subject.priority = settled.priority.or(subject.priority);
        subject.area = settled.area.or(subject.area);
        subject
    }

    /// The ticket before this fact is applied: opened with these values, and nothing else.
    pub(crate) fn blank(&self, fact: &Fact) -> State {
        let opening = &self.opening;
        State {
            version: fact.seq,
            policy_version: self.policy_version.clone(),
            reference: self.reference.clone(),
            requester: self.requester.clone(),
            request_hash: self.request_hash.clone(),
            subject: self.subject(),
            requested_priority: opening.priority.clone(),
            priority_by: PriorityBy::Machine,
            opened_at: fact.occurred_at,
            last_word_at: None,
            status: Status::Open,
            missing: self.missing.clone(),
            classified: ClassificationState::No,
            classify_tries: 0,
            classify_asked_at: None,
            assignee: None,
            team: None,
            level: 1,
            emptied: Vec::new(),
            difficulty: None,
            commitment_minutes: None,
            channels: opening.channel.clone().into_iter().collect(),
            milestones: BTreeSet::new(),
            firsts: BTreeMap::from([(fact.body.kind().to_owned(), fact.occurred_at)]),
            waits: Vec::new(),
            scheduled_rules: BTreeMap::new(),
            clocks: Vec::new(),
            quoting: QuoteState::default(),
            merged_into: None,
            parent: None,
            children: 0,
            fan_outs: Vec::new(),
            absorbed: Vec::new(),
            resolved_at: None,
            already_notified: BTreeSet::new(),
            causes: vec![fact.cause.clone()],
        }
    }
}

impl Effect for Received {
    fn apply(&self, state: &mut State, fact: &Fact, policy: &Policy) {
        if !self.missing.is_empty() {
            enter(state, Status::Incomplete, fact.occurred_at);
        }
        route(state, policy, fact.recorded_at);
    }

    fn events(&self, _state: &State, _fact: &Fact) -> Vec<Event> {
        if self.missing.is_empty() {
            vec![Event::Received, Event::Complete]
        } else {
            vec![Event::Received]
        }
    }
}
