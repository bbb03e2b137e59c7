//! Delivery of notices: a mail arrived, came back, or is sent once more.
use serde::{Deserialize, Serialize};

use crate::lifecycle::before::Before;
use crate::lifecycle::check::Checks;
use crate::lifecycle::command::{Decide, Issuer, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::{FactBody, Refusal};
use crate::notice::{NoticeDraft, TicketNews};
use crate::policy::{Event, Policy};
use crate::ticket::State;

/// The command by which the mail system says that a mail of a notice arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordDelivery {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Decide for RecordDelivery {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let notice = self.notice.clone();
        Ok(vec![NoticeDelivered { notice }.into()])
    }

    fn issuer(&self) -> Issuer {
        Issuer::Desk
    }

    fn last_stage(&self) -> Stage {
        Stage::Merged
    }
}

/// The command by which the mail system says that a mail of a notice came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordBounce {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Decide for RecordBounce {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let notice = self.notice.clone();
        Ok(vec![NoticeBounced { notice }.into()])
    }

    fn issuer(&self) -> Issuer {
        Issuer::Desk
    }

    fn last_stage(&self) -> Stage {
        Stage::Merged
    }
}

/// The command that sends a notice once more: it bounced, and the address was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resend {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Decide for Resend {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let policy = situation.policy;
        Checks { policy }.notice(&self.notice)?;
        let notice = self.notice.clone();
        Ok(vec![Resent { notice }.into()])
    }

    fn issuer(&self) -> Issuer {
        Issuer::Staff
    }

    fn last_stage(&self) -> Stage {
        Stage::Closed
    }
}

/// A mail of a notice arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDelivered {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Effect for NoticeDelivered {
    fn apply(&self, _state: &mut State, _fact: &Fact, _policy: &Policy) {}

    fn events(&self, _state: &State, _fact: &Fact) -> Vec<Event> {
        vec![Event::NoticeDelivered(self.notice.clone())]
    }

    fn changes_promises(&self) -> bool {
        false
    }
}

/// A mail of a notice came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeBounced {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Effect for NoticeBounced {
    fn apply(&self, _state: &mut State, _fact: &Fact, _policy: &Policy) {}

    fn events(&self, _state: &State, _fact: &Fact) -> Vec<Event> {
        vec![Event::NoticeBounced(self.notice.clone())]
    }

    fn changes_promises(&self) -> bool {
        false
    }
}

/// A notice was sent once more; clocks wait for its delivery, not for this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resent {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Effect for Resent {
    fn apply(&self, _state: &mut State, _fact: &Fact, _policy: &Policy) {}

    fn notices(&self, news: &TicketNews<'_>, _before: &Before) -> Vec<NoticeDraft> {
        news.again(&self.notice)
    }

    fn changes_promises(&self) -> bool {
        false
    }
}
