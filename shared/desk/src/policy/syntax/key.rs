//! Keys of a ticket that conditions ask about, and their values.
use std::borrow::Cow;
use std::fmt;

use super::condition::Arrival;

/// Something a condition can ask of a ticket.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The plan of the requester's organisation.
    Plan,
    /// Add-ons of the plan; many.
    AddOn,
    /// The ticket's type.
    Type,
    /// The priority in force.
    Priority,
    /// The product or service concerned.
    Area,
    /// Channels of any contact so far; many.
    Channel,
    /// The ticket's status, by its policy name.
    Status,
    /// The support level that has the ticket: 1, 2, ….
    Level,
    /// The difficulty stated when the ticket was taken in charge.
    Difficulty,
    /// The impact answered.
    Impact,
    /// The urgency answered.
    Urgency,
    /// The requester's language.
    Locale,
    /// Milestones reached; many.
    Milestone,
    /// Kinds of facts so far; many.
    Fact,
    /// The priority asked for, before rules changed it.
    RequestedPriority,
    /// An attribute of the requester's organisation.
    Organisation(String),
    /// An attribute of the contact.
    Contact(String),
    /// A field of the form.
    Field(String),
    /// The answer to a structured question.
    Answer(String),
}

/// The keys that are plain words, in the order they are listed in messages.
pub(crate) const PLAIN_KEYS: [&str; 15] = [
    "plan",
    "add_on",
    "type",
    "priority",
    "area",
    "channel",
    "status",
    "level",
    "difficulty",
    "impact",
    "urgency",
    "locale",
    "milestone",
    "fact",
    "requested_priority",
];

impl Key {
    /// Whether a ticket has many values of it at once.
    pub(in crate::policy) fn has_many(&self) -> bool {
        match self {
            Self::AddOn | Self::Channel | Self::Milestone | Self::Fact => true,
            Self::Plan
            | Self::Type
            | Self::Priority
            | Self::Area
            | Self::Status
            | Self::Level
            | Self::Difficulty
            | Self::Impact
            | Self::Urgency
            | Self::Locale
            | Self::RequestedPriority
            | Self::Organisation(_)
            | Self::Contact(_)
            | Self::Field(_)
            | Self::Answer(_) => false,
        }
    }

    /// The key written so in a policy; a word that is no key is the id of a question.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        if let Some((prefix, name)) = word.split_once('.') {
            if name.is_empty() {
                return None;
            }
            return match prefix {
                "organisation" | "organization" => Some(Self::Organisation(name.to_owned())),
                "contact" => Some(Self::Contact(name.to_owned())),
                "field" => Some(Self::Field(name.to_owned())),
                "answer" => Some(Self::Answer(name.to_owned())),
                _ => None,
            };
        }
        Some(match word {
            "plan" => Self::Plan,
            "add_on" => Self::AddOn,
            "type" => Self::Type,
            "priority" => Self::Priority,
            "area" => Self::Area,
            "channel" => Self::Channel,
            "status" => Self::Status,
            "level" => Self::Level,
            "difficulty" => Self::Difficulty,
            "impact" => Self::Impact,
            "urgency" => Self::Urgency,
            "locale" => Self::Locale,
            "milestone" => Self::Milestone,
            "fact" => Self::Fact,
            "requested_priority" => Self::RequestedPriority,
            id => Self::Answer(id.to_owned()),
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan => f.write_str("plan"),
            Self::AddOn => f.write_str("add_on"),
            Self::Type => f.write_str("type"),
            Self::Priority => f.write_str("priority"),
            Self::Area => f.write_str("area"),
            Self::Channel => f.write_str("channel"),
            Self::Status => f.write_str("status"),
            Self::Level => f.write_str("level"),
            Self::Difficulty => f.write_str("difficulty"),
            Self::Impact => f.write_str("impact"),
            Self::Urgency => f.write_str("urgency"),
            Self::Locale => f.write_str("locale"),
            Self::Milestone => f.write_str("milestone"),
            Self::Fact => f.write_str("fact"),
            Self::RequestedPriority => f.write_str("requested_priority"),
            Self::Organisation(name) => write!(f, "organisation.{name}"),
            Self::Contact(name) => write!(f, "contact.{name}"),
            Self::Field(name) => write!(f, "field.{name}"),
            Self::Answer(id) => f.write_str(id),
        }
    }
}

/// Values known under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values<'a> {
    /// Nobody can say yet: only checks of a policy meet this.
    Unknown,
    /// There is no value.
    None,
    /// The one value.
    One(Cow<'a, str>),
    /// All values; a condition holds when it holds of any.
    Many(Vec<Cow<'a, str>>),
}

/// Answers the keys of conditions for one ticket.
pub trait Facts {
    /// The answer to a question about the moment of arrival; none where nobody can say yet.
    fn received(&self, _: &Arrival) -> Option<bool> {
        None
    }

    /// The value or values under `key`.
    fn values(&self, key: &Key) -> Values<'_>;
}
