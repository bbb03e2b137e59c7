//! Quote and approval as data: an amount that was quoted, the answer to it, and recorded work.
use serde::{Deserialize, Serialize};

use crate::people::Role;
use crate::time::Instant;

/// Status in which a ticket waits for an answer to a quote.
pub const AWAITING_APPROVAL: &str = "awaiting_approval";

/// Approval given at opening, before anything was quoted: good up to an amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalLimit {
    /// In the smallest unit of the currency.
    pub up_to_cents: u64,
    /// ISO 4217, such as `EUR`.
    pub currency: String,
}

/// A quote: the expected cost of the work.
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

/// The answer to the last quote.
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

/// The extent of an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalGiven {
    /// Everything that stays under the limit, said when the ticket was opened.
    AtOpening,
    /// The quote or, where the policy asks for none, the work.
    OnRequest,
}

/// Quote and approval of a ticket, with its recorded work.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteState {
    /// The limit of an approval given at opening.
    pub ceiling: Option<ApprovalLimit>,
    /// The last one made.
    pub quote: Option<Quote>,
    /// The answer to it.
    #[serde(default)]
    pub answer: Answer,
    /// Recorded work, in minutes, billed or not.
    #[serde(default)]
    pub worked_minutes: u32,
    /// Of which is billed.
    #[serde(default)]
    pub billable_minutes: u32,
}

impl QuoteState {
    /// Whether a snapshot has nothing to say of it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The approver of a quote, as the organisation knows them at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approver {
    /// Opaque id.
    pub contact: String,
    /// None for somebody whom the organisation gave no access.
    pub role: Option<Role>,
    /// Whether they need to be one of its administrators.
    pub organisation: OrganisationAdmins,
}

/// Whether the organisation of the requester has administrators to decide for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationAdmins {
    /// They decide for it.
    Decide,
    /// No organisation, or one without administrators.
    NoneNamed,
}
