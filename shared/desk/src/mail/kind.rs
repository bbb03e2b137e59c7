//! The texts a policy can name in its notices.
use std::fmt;
use std::str::FromStr;

/// One text of the desk. Policies name it in `snake_case`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextKind {
    /// To the requester: your message arrived, and this is what we promise.
    Acknowledgement,
    /// To the requester: your ticket is complete and logged.
    Logged,
    /// To the requester: type and priority are known.
    Classified,
    /// To the requester: the ticket has a new status.
    StatusChanged,
    /// To the requester: a date was agreed.
    DateAgreed,
    /// To the requester: an agent's public reply.
    Reply,
    /// To the requester: we consider the ticket resolved.
    Resolved,
    /// To the requester: the desk closed the ticket although it is not solved, and this is what ended unanswered.
    Unanswered,
    /// To the requester: the ticket goes on in another one. Takes the place of a text that would call it closed.
    Merged,
    /// To staff: a step of an escalation ladder.
    Escalation,
    /// To staff: a promise is about to be broken.
    Warning,
    /// To the requester: thanks for a wish, and the last mail about it.
    WishAcknowledgement,
    /// To a person who wrote by a way the desk does not serve: where to go instead.
    Redirect,
    /// To an organisation's administrators: its ticket is a part of a major incident.
    Announcement,
    /// To staff: what happened to a ticket on which they have to act.
    Staff,
    /// To staff: several of the above in one mail.
    Digest,
}

/// A policy named a text that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no text is called `{name}`")]
pub struct UnknownText {
    /// The name as written.
    pub name: String,
}

impl TextKind {
    /// All texts, in the order of a ticket's life.
    pub const ALL: [Self; 16] = [
        Self::Acknowledgement,
        Self::Logged,
        Self::Classified,
        Self::StatusChanged,
        Self::DateAgreed,
        Self::Reply,
        Self::Resolved,
        Self::Unanswered,
        Self::Merged,
        Self::Escalation,
        Self::Warning,
        Self::WishAcknowledgement,
        Self::Redirect,
        Self::Announcement,
        Self::Staff,
        Self::Digest,
    ];

    /// The name as policies write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Acknowledgement => "acknowledgement",
            Self::Logged => "logged",
            Self::Classified => "classified",
            Self::StatusChanged => "status_changed",
            Self::DateAgreed => "date_agreed",
            Self::Reply => "reply",
            Self::Resolved => "resolved",
            Self::Unanswered => "unanswered",
            Self::Merged => "merged",
            Self::Escalation => "escalation",
            Self::Warning => "warning",
            Self::WishAcknowledgement => "wish_acknowledgement",
            Self::Redirect => "redirect",
            Self::Announcement => "announcement",
            Self::Staff => "staff",
            Self::Digest => "digest",
        }
    }

    /// Whether a policy may name this text.
    #[must_use]
    pub fn is_known(name: &str) -> bool {
        name.parse::<Self>().is_ok()
    }
}

impl fmt::Display for TextKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for TextKind {
    type Err = UnknownText;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| UnknownText {
                name: name.to_owned(),
            })
    }
}
