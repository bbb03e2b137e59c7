//! Why a command was refused, in the policy's terms. A refused command changes nothing.

/// Each variant names the field or the rule that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("there is no ticket yet")]
    NotOpened,
    #[error("the ticket exists already")]
    AlreadyOpened,
    #[error("the ticket is {status}; {needs}")]
    WrongStatus { status: String, needs: &'static str },
    #[error("the ticket is closed; open a new one or reopen it")]
    Closed,
    /// A name the policy does not know, with the nearest ones it does.
    #[error("the policy has no {field} `{value}`; it has {known}")]
    Unknown {
        field: &'static str,
        value: String,
        known: String,
    },
    #[error("a ticket of type `{ticket_type}` has no priority `{priority}`; it has {known}")]
    PriorityOfType {
        ticket_type: String,
        priority: String,
        known: String,
    },
    #[error("the policy takes no commitment for difficulty `{difficulty}`; it has {known}")]
    NoBand { difficulty: String, known: String },
    #[error("a commitment of {hours} hours is outside the band {from} to {to} of `{difficulty}`")]
    OutsideBand {
        hours: u32,
        from: String,
        to: String,
        difficulty: String,
    },
    #[error("a later commitment needs a `reason`")]
    ReasonNeeded,
    #[error("`{field}` is needed")]
    FieldNeeded { field: &'static str },
    #[error("`{field}` is {why}")]
    Invalid { field: &'static str, why: String },
    #[error("only {who} may do this")]
    NotAllowed { who: &'static str },
    #[error("the time {field} lies in the future")]
    InTheFuture { field: &'static str },
    #[error("the ticket waited {limit} times; resolve it or reply")]
    TooManyWaits { limit: usize },
}

impl Refusal {
    /// The field of the command that is to blame, for problem answers.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { field, .. }
            | Self::FieldNeeded { field }
            | Self::Invalid { field, .. }
            | Self::InTheFuture { field } => Some(field),
            Self::PriorityOfType { .. } => Some("priority"),
            Self::NoBand { .. } => Some("difficulty"),
            Self::OutsideBand { .. } => Some("commit_hours"),
            Self::ReasonNeeded => Some("reason"),
            Self::NotOpened
            | Self::AlreadyOpened
            | Self::WrongStatus { .. }
            | Self::Closed
            | Self::NotAllowed { .. }
            | Self::TooManyWaits { .. } => None,
        }
    }
}
