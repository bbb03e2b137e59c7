//! Kinds of names: a policy declares them in one place and uses them in others.
use super::values::{Meaning, Scalar};
use crate::policy::model::{BUILT_IN_STATUSES, BUILT_IN_TEXTS, CHANNELS, RELATIVE_ROLES};

/// The kinds of things that a policy names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum SymbolKind {
    Plan,
    AddOn,
    Type,
    Priority,
    Calendar,
    Holidays,
    Area,
    Team,
    Metric,
    Notice,
    Ladder,
    Milestone,
    Role,
    Question,
    Text,
    Status,
    Channel,
    Difficulty,
    Locale,
    Impact,
    Urgency,
    Fact,
}

impl SymbolKind {
    pub(in crate::policy) fn what(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::AddOn => "add-on",
            Self::Type => "type",
            Self::Priority => "priority",
            Self::Calendar => "calendar",
            Self::Holidays => "list of holidays",
            Self::Area => "area",
            Self::Team => "team",
            Self::Metric => "metric",
            Self::Notice => "notice",
            Self::Ladder => "ladder",
            Self::Milestone => "milestone",
            Self::Role => "role or contact",
            Self::Question => "key or question",
            Self::Text => "text",
            Self::Status => "status",
            Self::Channel => "channel",
            Self::Difficulty => "difficulty",
            Self::Locale => "locale",
            Self::Impact => "impact",
            Self::Urgency => "urgency",
            Self::Fact => "fact",
        }
    }
}

/// A kind of names as a type, for fields that take one.
pub(in crate::policy) trait Kind {
    const KIND: SymbolKind;
    /// Description in messages, and for editors.
    const WHAT: &'static str = "a name declared in this policy";
    /// Names that every policy has without declaring them.
    const BUILT_IN: &'static [&'static str] = &[];
}

/// The use of a name that is declared elsewhere in the policy.
pub(in crate::policy) type NameOf<'n, K> = Scalar<'n, Declared<K>>;

#[derive(Debug)]
pub(in crate::policy) struct Declared<K>(std::marker::PhantomData<K>);

impl<K: Kind> Meaning for Declared<K> {
    const WHAT: &'static str = K::WHAT;
    const WORDS: &'static [&'static str] = K::BUILT_IN;
}

#[derive(Debug)]
pub(in crate::policy) enum Calendar {}
impl Kind for Calendar {
    const KIND: SymbolKind = SymbolKind::Calendar;
    const WHAT: &'static str = "the name of a calendar, or `24x7`";
    const BUILT_IN: &'static [&'static str] = &["24x7"];
}

#[derive(Debug)]
pub(in crate::policy) enum Holidays {}
impl Kind for Holidays {
    const KIND: SymbolKind = SymbolKind::Holidays;
}

#[derive(Debug)]
pub(in crate::policy) enum Type {}
impl Kind for Type {
    const KIND: SymbolKind = SymbolKind::Type;
}

#[derive(Debug)]
pub(in crate::policy) enum Priority {}
impl Kind for Priority {
    const KIND: SymbolKind = SymbolKind::Priority;
}

#[derive(Debug)]
pub(in crate::policy) enum Area {}
impl Kind for Area {
    const KIND: SymbolKind = SymbolKind::Area;
}

#[derive(Debug)]
pub(in crate::policy) enum Team {}
impl Kind for Team {
    const KIND: SymbolKind = SymbolKind::Team;
}

#[derive(Debug)]
pub(in crate::policy) enum Metric {}
impl Kind for Metric {
    const KIND: SymbolKind = SymbolKind::Metric;
}

#[derive(Debug)]
pub(in crate::policy) enum Notice {}
impl Kind for Notice {
    const KIND: SymbolKind = SymbolKind::Notice;
}

#[derive(Debug)]
pub(in crate::policy) enum Ladder {}
impl Kind for Ladder {
    const KIND: SymbolKind = SymbolKind::Ladder;
    const BUILT_IN: &'static [&'static str] = &["none"];
}

#[derive(Debug)]
pub(in crate::policy) enum Milestone {}
impl Kind for Milestone {
    const KIND: SymbolKind = SymbolKind::Milestone;
}

#[derive(Debug)]
pub(in crate::policy) enum Text {}
impl Kind for Text {
    const KIND: SymbolKind = SymbolKind::Text;
    const BUILT_IN: &'static [&'static str] = &BUILT_IN_TEXTS;
}

#[derive(Debug)]
pub(in crate::policy) enum Status {}
impl Kind for Status {
    const KIND: SymbolKind = SymbolKind::Status;
    const BUILT_IN: &'static [&'static str] = &BUILT_IN_STATUSES;
}

/// The name of a channel, which is known by being listed.
#[derive(Debug)]
pub(in crate::policy) enum ChannelName {}
impl Meaning for ChannelName {
    const WHAT: &'static str = "a channel such as `email`";
    const WORDS: &'static [&'static str] = &CHANNELS;
}

/// A role or an address.
#[derive(Debug)]
pub(in crate::policy) enum Recipient {}
impl Meaning for Recipient {
    const WHAT: &'static str = "a role or an address";
    const WORDS: &'static [&'static str] = &RELATIVE_ROLES;
}
