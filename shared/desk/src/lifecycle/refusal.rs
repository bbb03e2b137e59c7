//! Refusals of commands, in the policy's terms. A refused command changes nothing.
use crate::lifecycle::QuoteRefusal;
use crate::lifecycle::pickup::CommitHours;
use crate::time::Instant;

/// A refusal: each variant names the field or the rule that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Every ticket begins with its opening.
    #[error("there is no ticket yet")]
    NotOpened,
    /// A ticket is opened once.
    #[error("the ticket exists already")]
    AlreadyOpened,
    /// The ticket's status does not allow it.
    #[error("the ticket is {status}; {needs}")]
    WrongStatus {
        /// Its status.
        status: String,
        /// The step that would have to come first.
        needs: &'static str,
    },
    /// It ended.
    #[error("the ticket is closed; open a new one or reopen it")]
    Closed,
    /// Its matter goes on in another ticket.
    #[error("the ticket was merged into {into}; act on that one")]
    Merged {
        /// The survivor's name.
        into: String,
    },
    /// A name the policy does not know, with the nearest ones it does.
    #[error("the policy has no {field} `{value}`; it has {known}")]
    Unknown {
        /// The field of the command.
        field: &'static str,
        /// Its value.
        value: String,
        /// The names that the policy has instead.
        known: String,
    },
    /// The type does not have that priority.
    #[error("a ticket of type `{ticket_type}` has no priority `{priority}`; it has {known}")]
    PriorityOfType {
        /// The type's name.
        ticket_type: String,
        /// A priority's name.
        priority: String,
        /// The priorities it has.
        known: String,
    },
    /// The policy knows no such difficulty.
    #[error("the policy takes no commitment for difficulty `{difficulty}`; it has {known}")]
    NoBand {
        /// As given.
        difficulty: String,
        /// The difficulties it knows.
        known: String,
    },
    /// Sooner or later than agents may commit to.
    #[error("a commitment of {hours} hours is outside the band {from} to {to} of `{difficulty}`")]
    OutsideBand {
        /// As given.
        hours: CommitHours,
        /// The least.
        from: String,
        /// The most.
        to: String,
        /// The difficulty whose band it is.
        difficulty: String,
    },
    /// A promise is made looser without saying why.
    #[error("{what} needs a `reason`")]
    ReasonNeeded {
        /// The thing that is done.
        what: &'static str,
    },
    /// Nothing can be decided without it.
    #[error("`{field}` is needed")]
    FieldNeeded {
        /// The field of the command.
        field: &'static str,
    },
    /// The value of the field cannot be.
    #[error("`{field}` is {why}")]
    Invalid {
        /// The field of the command.
        field: &'static str,
        /// The fault.
        why: String,
    },
    /// Somebody else has to do it.
    #[error("only {who} may do this")]
    NotAllowed {
        /// Who may.
        who: &'static str,
    },
    /// Somebody may not open a ticket that is another's.
    #[error("`{role}` may not open a ticket for somebody else; the policy lets {known}")]
    NotOnBehalf {
        /// In what role they asked.
        role: String,
        /// The roles that may.
        known: String,
    },
    /// Of quotes, approvals and work.
    #[error(transparent)]
    Quote(#[from] QuoteRefusal),
    /// The given time is in the future.
    #[error("the time {field} lies in the future")]
    InTheFuture {
        /// The field of the command.
        field: &'static str,
    },
    /// The given time is over already.
    #[error("the time {field} lies in the past")]
    InThePast {
        /// The field of the command.
        field: &'static str,
    },
    /// The given time is earlier than what the act answers.
    #[error("the time `at` is earlier than {what}, of {at}")]
    BeforeItsCause {
        /// What it answers.
        what: &'static str,
        /// When that was.
        at: Instant,
    },
    /// An act is entered long after it was done, without saying why.
    #[error("this was done a while ago: say in `late_reason` why it is entered only now")]
    EnteredTooLate,
    /// A snapshot stays small.
    #[error("the ticket waited {limit} times; resolve it or reply, or go on in a new one")]
    TooManyWaits {
        /// How often a ticket may wait.
        limit: usize,
    },
    /// The facts of a ticket are read as a whole.
    #[error("the ticket has {limit} facts, and no ticket has more; resolve it and open a new one")]
    TooManyFacts {
        /// How many it may have.
        limit: u64,
    },
    /// A snapshot is one item of the store.
    #[error("the ticket would be larger than {limit} bytes; shorten its answers and fields")]
    TooLarge {
        /// The size of the largest snapshot.
        limit: usize,
    },
}

impl Refusal {
    /// The field of the command that is to blame, for problem answers.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown { field, .. }
            | Self::FieldNeeded { field }
            | Self::Invalid { field, .. }
            | Self::InTheFuture { field }
            | Self::InThePast { field } => Some(field),
            Self::PriorityOfType { .. } => Some("priority"),
            Self::Quote(refusal) => Some(refusal.field()),
            Self::NotOnBehalf { .. } => Some("opened_by"),
            Self::NoBand { .. } => Some("difficulty"),
            Self::OutsideBand { .. } => Some("commit_hours"),
            Self::ReasonNeeded { .. } => Some("reason"),
            Self::BeforeItsCause { .. } => Some("at"),
            Self::EnteredTooLate => Some("late_reason"),
            Self::TooManyWaits { .. } | Self::TooManyFacts { .. } => Some("command"),
            Self::TooLarge { .. } => Some("body"),
            Self::NotOpened
            | Self::AlreadyOpened
            | Self::WrongStatus { .. }
            | Self::Closed
            | Self::Merged { .. }
            | Self::NotAllowed { .. } => None,
        }
    }
}
