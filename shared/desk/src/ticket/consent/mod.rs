//! Consent: what was quoted, who agreed to it, and which work may be done and billed.
mod acts;
mod facts;
mod refusal;
mod rule;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::people::Role;
use crate::time::Instant;

pub(crate) use acts::{approve, at_opening, decline, quote, record_work};
pub(crate) use facts::follow;
pub use refusal::ConsentRefusal;
pub use rule::may_approve;

/// The status in which a ticket waits for an answer to a quote.
pub(crate) const AWAITING: &str = "awaiting_approval";

/// An amount up to which somebody agrees before anything was quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// In the smallest unit of the currency.
    pub up_to_cents: u64,
    /// ISO 4217, such as `EUR`.
    pub currency: String,
}

/// What an agent expects the work to cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// In the smallest unit of the currency.
    pub amount_cents: u64,
    /// ISO 4217.
    pub currency: String,
    /// The last moment at which it can be approved.
    pub valid_until: Instant,
    /// When it was made.
    pub quoted_at: Instant,
}

/// What became of the last quote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Answer {
    /// Nothing was quoted, or nobody answered.
    #[default]
    None,
    /// Somebody who may said yes.
    Approved {
        /// When.
        at: Instant,
    },
    /// Somebody who may said no.
    Declined {
        /// When.
        at: Instant,
    },
}

/// What a fact `approved` approves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// Whatever stays under the ceiling, said when the ticket was opened.
    AtOpening,
    /// What was quoted or, where the policy asks for no quote, the work.
    OnRequest,
}

/// How far a ticket has come with consent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Given at opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Ceiling>,
    /// The last one made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// What became of it.
    #[serde(default)]
    pub answer: Answer,
    /// Recorded work, in minutes, billed or not.
    #[serde(default)]
    pub worked_minutes: u32,
    /// Of which is billed.
    #[serde(default)]
    pub billable_minutes: u32,
}

impl Consent {
    /// Whether a snapshot has nothing to say of it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Who answers a quote, as the organisation knows them at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approver {
    /// Opaque id.
    pub contact: String,
    /// None for somebody whom the organisation gave no access.
    pub role: Option<Role>,
    /// Whether they need to be one of its administrators.
    pub organisation: Administered,
}

/// Whether the requester's organisation has somebody to decide for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Administered {
    /// They decide for it.
    ByAdmins,
    /// No organisation, or one without administrators.
    ByNobody,
}
