//! Refusals of quotes, approvals and work, in the policy's terms.
use crate::time::Instant;

/// A refusal of a quote, an approval or work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuoteRefusal {
    /// The policy says nothing of consent for it.
    #[error("the policy asks for no consent on a ticket of type `{ticket_type}`")]
    NotForType {
        /// As it is now.
        ticket_type: String,
    },
    /// It is to be quoted first.
    #[error("the policy takes no approval at opening for a ticket of type `{ticket_type}`")]
    NotAtOpening {
        /// As it was asked for.
        ticket_type: String,
    },
    /// There is no amount to answer.
    #[error("nothing was quoted yet")]
    NothingQuoted,
    /// The answer comes too late.
    #[error("the quote was valid until {valid_until}; ask for another")]
    Expired {
        /// The last moment.
        valid_until: Instant,
    },
    /// A yes is not taken back.
    #[error("it was approved already")]
    AlreadyApproved,
    /// Nothing is billed that nobody agreed to.
    #[error("billable work needs an approval first: {why}")]
    NotApproved {
        /// The obstacle.
        why: &'static str,
    },
    /// More work than the policy gives away.
    #[error(
        "{free} minutes are free on such a ticket, and {worked} are recorded; more needs an approved quote"
    )]
    BeyondFree {
        /// The free minutes.
        free: u32,
        /// The minutes that were used of it.
        worked: u32,
    },
}

impl QuoteRefusal {
    /// The field of the command that is to blame.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::NotForType { .. } => "type",
            Self::NotAtOpening { .. } => "approval",
            Self::NothingQuoted | Self::AlreadyApproved => "command",
            Self::Expired { .. } => "valid_until",
            Self::NotApproved { .. } => "billable",
            Self::BeyondFree { .. } => "minutes",
        }
    }
}
