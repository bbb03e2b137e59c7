//! Delivery of notices: a mail arrived, came back, or is sent once more.
use serde::{Deserialize, Serialize};

use crate::lifecycle::before::Before;
use crate::lifecycle::check::Checks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::Effect;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::notice::{NoticeDraft, TicketNews};
use crate::policy::Event;

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

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK.until(Stage::Merged)
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

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK.until(Stage::Merged)
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

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.until(Stage::Closed)
    }
}

/// A mail of a notice arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDelivered {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Effect for NoticeDelivered {
    fn traits(&self) -> Traits {
        Traits::of(Event::NoticeDelivered(self.notice.clone())).keeps_promises()
    }
}

/// A mail of a notice came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeBounced {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Effect for NoticeBounced {
    fn traits(&self) -> Traits {
        Traits::of(Event::NoticeBounced(self.notice.clone())).keeps_promises()
    }
}

/// A notice was sent once more; clocks wait for its delivery, not for this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resent {
    /// The notice's name in the policy.
    pub notice: String,
}

impl Effect for Resent {
    fn notices(&self, news: &TicketNews<'_>, _before: &Before) -> Vec<NoticeDraft> {
        news.again(&self.notice)
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}
