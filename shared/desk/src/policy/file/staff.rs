//! Mails to staff that hold without being written.
use super::meanings::When;
use super::names::{Calendar, NameOf};
use super::section::section;
use super::values::{Closed, Many, Meaning, Scalar};
use crate::policy::model::RELATIVE_ROLES;

/// All mails to staff switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum NoStaffMail {
    Off,
}

impl Closed for NoStaffMail {
    const WORDS: &'static [(&'static str, Self)] = &[("none", Self::Off)];
}

/// A role or an address that hears, or nobody.
#[derive(Debug)]
pub(in crate::policy) enum HearerOrNobody {}
impl Meaning for HearerOrNobody {
    const WHAT: &'static str = "a role, an address, or `none`";

    fn words() -> Vec<&'static str> {
        let roles = RELATIVE_ROLES.iter().copied();
        std::iter::once("none").chain(roles).collect()
    }
}

/// Those who hear of one kind of news.
pub(in crate::policy) type Hearers<'n> = Many<'n, Scalar<'n, HearerOrNobody>>;

section! {
    /// Mails to staff that hold without being written: who hears, and in which hours.
    "the mails to staff" StaffMail {
        /// The tickets of which staff hear at once, at any hour that their promise covers.
        may urgent: When<'n> = "the first of `priorities`, and those of which something is due within an hour",
        /// A calendar; what is not urgent waits for its next opening.
        may hours: NameOf<'n, Calendar> = "the first hours that close, of the metrics for the ticket",
        /// A ticket came in and is classified, or nobody could classify it.
        may arrived: Hearers<'n> = "whoever has to act",
        /// Somebody or a team got it.
        may assigned: Hearers<'n> = "whoever has to act",
        /// An agent gave it to another level.
        may handed_over: Hearers<'n> = "whoever has to act",
        /// The requester answered, or completed it.
        may requester_replied: Hearers<'n> = "whoever has to act",
    }
}

impl<M> Many<'_, Scalar<'_, M>> {
    /// Whether it says `none` and nothing else.
    pub(in crate::policy) fn is_none(&self) -> bool {
        matches!(self.items.as_slice(), [only] if only.text == "none")
    }
}
