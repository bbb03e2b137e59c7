//! Words on a ticket: replies of staff and of the requester, internal notes, further contacts.
use serde::{Deserialize, Serialize};

use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::check::Checks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage, TextRule};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::incident::Action;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::waiting::{WAITING_ON_REQUESTER, enter};
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::{State, Status};

/// The command of a public reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Sequence number of the text item, if there is one.
    pub text: Option<u64>,
}

impl Decide for Reply {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        Ok(vec![Replied { text: self.text }.into()])
    }

    fn set_text(&mut self, seq: u64) {
        self.text = Some(seq);
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF
            .with_text(TextRule::Public)
            .answering_the_last_word()
    }
}

/// The command of a reply by the requester.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequesterReply {
    /// Sequence number of the text item, if there is one.
    pub text: Option<u64>,
}

impl Decide for RequesterReply {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let reopens = situation.state.status == Status::Resolved;
        let replied = RequesterReplied { text: self.text }.into();
        let reopened = reopens.then_some(FactBody::Reopened);
        Ok(std::iter::once(replied).chain(reopened).collect())
    }

    fn set_text(&mut self, seq: u64) {
        self.text = Some(seq);
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE
            .with_text(TextRule::Public)
            .may_assign()
    }
}

/// The command of an internal note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Sequence number of the text item, if there is one.
    pub text: Option<u64>,
}

impl Decide for Note {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        Ok(vec![Noted { text: self.text }.into()])
    }

    fn set_text(&mut self, seq: u64) {
        self.text = Some(seq);
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE
            .until(Stage::Closed)
            .with_text(TextRule::Internal)
    }
}

/// The command of a further contact by the requester.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReachOut {
    /// A channel's name.
    pub channel: String,
}

impl Decide for ReachOut {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let policy = situation.policy;
        Checks { policy }.contact(&self.channel)?;
        let channel = self.channel.clone();
        Ok(vec![Contacted { channel }.into()])
    }
}

/// A public reply went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// Sequence number of the text item, if there is one.
    pub text: Option<u64>,
}

impl Effect for Replied {
    fn traits(&self) -> Traits {
        Traits::of(Event::Reply)
            .keeps_promises()
            .public()
            .for_parts(Action::Reply)
    }
}

/// The requester replied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequesterReplied {
    /// Sequence number of the text item, if there is one.
    pub text: Option<u64>,
}

impl Effect for RequesterReplied {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        state.last_word_at = state.last_word_at.max(Some(fact.occurred_at));
        if state.status == Status::Waiting(WAITING_ON_REQUESTER.to_owned()) {
            enter(state, Status::Open, fact.occurred_at);
        }
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::RequesterReplied)
            .public()
            .assigns(Assigns::Reclassified)
    }
}

/// An internal note was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Sequence number of the text item, if there is one.
    pub text: Option<u64>,
}

impl Effect for Noted {
    fn traits(&self) -> Traits {
        Traits::of(Event::Noted).keeps_promises()
    }
}

/// The requester reached out again, by any channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacted {
    /// A channel's name.
    pub channel: String,
}

impl Effect for Contacted {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        state.last_word_at = state.last_word_at.max(Some(fact.occurred_at));
        state.channels.insert(self.channel.clone());
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::Contacted).public()
    }
}
