//! The compiled form of what customers buy and report, and the teams that serve them.
use super::{Limits, Target, Words};
use crate::policy::syntax::Condition;
use crate::time::Amount;
use std::collections::BTreeMap;

/// A plan that a customer buys.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its name, by locale.
    pub name: Words,
    /// First matching row wins; the last row always matches.
    pub hours: Vec<HoursRow>,
    /// The channels it opens.
    pub channels: Vec<String>,
    /// Limits of what its customers may ask for.
    pub limits: Limits,
}

/// Which hours count for which tickets.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursRow {
    /// The tickets it is for.
    pub when: Condition,
    /// Name of a calendar.
    pub calendar: String,
}

/// Who buys an add-on, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sold {
    /// An organisation, for all its tickets.
    PerOrganisation,
    /// A requester, for one ticket.
    PerTicket,
}

/// Overlays cells of a plan for tickets that carry it.
#[derive(Debug, Clone, PartialEq)]
pub struct AddOn {
    /// Its name, by locale.
    pub name: Words,
    /// Calendars that replace the plan's; the first matching row wins.
    pub hours: Vec<HoursRow>,
    /// Channels it opens beside the plan's.
    pub channels: Vec<String>,
    /// For an organisation's tickets, or for one.
    pub sold: Sold,
    /// Metric name to rows that win over the metric's own.
    pub targets: BTreeMap<String, Vec<Target>>,
    /// Limits of what its customers may ask for.
    pub limits: Limits,
}

/// A type of ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketType {
    /// Its name, by locale.
    pub name: Words,
    /// Names of priorities; empty: this type has none.
    pub priorities: Vec<String>,
    /// Required information of such a ticket.
    pub proper: Option<Proper>,
    /// The quote or approval that it takes before work is billed.
    pub consent: Option<ConsentRule>,
}

/// The quote or approval before work is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentRule {
    /// A quote, or the work itself.
    pub kind: ConsentKind,
    /// Whether an approval may come with the ticket.
    pub at_opening: AtOpening,
    /// Work that needs no consent, in minutes; any that is not billed, without one.
    pub free_minutes: Option<u32>,
}

/// The matter of an approval: an amount, or the work itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentKind {
    /// An amount, quoted first.
    Quote,
    /// The work itself.
    Approval,
}

/// Whether an approval may come with the ticket, before anything was quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtOpening {
    /// Up to an amount.
    Taken,
    /// It is asked for when something is quoted.
    NotTaken,
}

/// Required information that makes a ticket complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proper {
    /// Form fields that must be filled.
    pub fields: Vec<String>,
    /// How many attachments at least.
    pub attachments: u32,
    /// How old the document may be.
    pub document_age: Option<Amount>,
    /// The thing of which each ticket is about exactly one.
    pub one_per: Option<String>,
    /// The treatment of an incomplete ticket.
    pub otherwise: Improper,
}

/// The treatment of an incomplete ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Improper {
    /// It is not taken.
    Refuse,
    /// It is taken, and waits for what is missing.
    Wait,
}

/// How urgent a ticket can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Priority {
    /// Its name in the policy.
    pub id: String,
    /// Its name, by locale.
    pub name: Words,
    /// The policy's own definition.
    pub means: Words,
}

/// A product or service.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its name, by locale.
    pub name: Words,
    /// The team that has it.
    pub team: Option<String>,
}

/// Agents who work together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The support level it stands on, 1 to 9.
    pub level: u8,
    /// Agents, by pseudonym.
    pub members: Vec<String>,
    /// Who of them answers outside hours.
    pub on_call: Option<OnCall>,
}

/// Who answers in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCall {
    /// When somebody is on call; always, without one.
    pub calendar: Option<String>,
    /// Agents, in turn.
    pub rota: Vec<String>,
    /// How long each turn takes.
    pub turn: Amount,
}
