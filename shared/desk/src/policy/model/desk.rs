//! The compiled form of the desk itself: links, calendars, who may open a ticket.
use super::Words;
use crate::policy::syntax::Condition;
use crate::time::Hours;
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// An address shown beside the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its text, by locale.
    pub label: Words,
    /// Its address.
    pub url: String,
}

/// Words for readers of names that have none of their own, by kind and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReaderNames(pub(in crate::policy) BTreeMap<&'static str, BTreeMap<String, Words>>);

impl ReaderNames {
    /// The words for a name of a kind such as `status` or `team`.
    #[must_use]
    pub fn of(&self, kind: &str, name: &str) -> Option<&Words> {
        self.0.get(kind)?.get(name)
    }
}

/// A paragraph of the page that counts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its heading, by locale.
    pub title: Words,
    /// Its words, by locale.
    pub text: Words,
}

/// A phone number for what cannot wait.
#[derive(Debug, Clone, PartialEq)]
pub struct Emergency {
    /// The number, as people write it.
    pub number: String,
    /// When it is shown; always, without a condition.
    pub when: Condition,
    /// The text beside it, by locale.
    pub text: Words,
}

/// Opening hours, on a wall clock still to be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarRule {
    /// Whose wall clock.
    pub zone: ZoneOf,
    /// The hours and holidays.
    pub hours: Hours,
    /// 1-based line in the policy file.
    pub line: u64,
}

/// Whose wall clock a calendar follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneOf {
    /// Always this zone's.
    Fixed(Tz),
    /// The attribute `zone` of the requester's organisation; the desk's zone when it has none.
    Organisation,
    /// The attribute `zone` of the contact; the organisation's, then the desk's, when it has none.
    Contact,
}

/// Who may open a ticket, and what others are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intake {
    /// Groups that may; everybody when empty.
    pub open_to: Vec<String>,
    /// Roles that may open a ticket for somebody else.
    pub on_behalf: Vec<String>,
    /// The words that send everybody else elsewhere.
    pub others: Option<Words>,
    /// The answer on a channel that the plan does not open.
    pub redirect: Option<Words>,
}

/// One key of the order of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueueKey {
    /// The most urgent priority first; tickets without one last.
    Priority,
    /// The earliest due first; tickets to which nothing is promised come last.
    Due,
    /// The oldest first.
    Opened,
    /// The highest value of that scale first; tickets without one last.
    Scale(String),
}

/// Sends tickets to a team.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// The tickets it is for.
    pub when: Condition,
    /// The team's name.
    pub team: String,
    /// The level at which a new ticket opens that takes this row; the first, without one.
    pub level: Option<u8>,
    /// Preferred hours: the name of a calendar.
    pub hours: Option<String>,
}
