//! The compiled form of what customers buy and report, and the teams that serve them.
use super::{Target, Words};
use crate::policy::syntax::Condition;
use crate::time::Amount;
use std::collections::BTreeMap;

/// What a customer buys.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What it is called, by locale.
    pub name: Words,
    /// First matching row wins; the last row always matches.
    pub hours: Vec<HoursRow>,
    /// The channels it opens.
    pub channels: Vec<String>,
}

/// Which hours count for which tickets.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursRow {
    /// The tickets it is for.
    pub when: Condition,
    /// Name of a calendar.
    pub calendar: String,
}

/// Overlays cells of a plan for tickets that carry it.
#[derive(Debug, Clone, PartialEq)]
pub struct AddOn {
    /// What it is called, by locale.
    pub name: Words,
    /// Calendars that replace the plan's; the first matching row wins.
    pub hours: Vec<HoursRow>,
    /// Channels it opens beside the plan's.
    pub channels: Vec<String>,
    /// Metric name to rows that win over the metric's own.
    pub targets: BTreeMap<String, Vec<Target>>,
}

/// What a ticket can be about.
#[derive(Debug, Clone, PartialEq)]
pub struct TicketType {
    /// What it is called, by locale.
    pub name: Words,
    /// Names of priorities; empty: this type has none.
    pub priorities: Vec<String>,
    /// What such a ticket needs to be complete.
    pub proper: Option<Proper>,
    /// What must be approved before work is billed, if anything.
    pub consent: Option<ConsentRule>,
}

/// What is approved before work is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentRule {
    /// What is approved.
    pub kind: ConsentKind,
    /// Whether an approval may come with the ticket.
    pub at_opening: AtOpening,
    /// Work that needs no consent, in minutes; any that is not billed, without one.
    pub free_minutes: Option<u32>,
}

/// What somebody says yes to.
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

/// What a ticket needs to be complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proper {
    /// Form fields that must be filled.
    pub fields: Vec<String>,
    /// How many attachments at least.
    pub attachments: u32,
    /// How old the document may be.
    pub document_age: Option<Amount>,
    /// What each ticket is about exactly one of.
    pub one_per: Option<String>,
    /// What happens to a ticket that is not.
    pub otherwise: Improper,
}

/// What happens to a ticket that is not proper.
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
    /// What it is called, by locale.
    pub name: Words,
    /// The policy's own definition.
    pub means: Words,
}

/// A product or service.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// What it is called, by locale.
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
