//! The compiled policy: everything a clock, a ladder or a notice needs, with names resolved.
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::policy::Condition;
use crate::policy::event::Trigger;
use crate::policy::metric::{Metric, Target};
use crate::time::{Amount, Calendar, Hours};

/// A text per locale tag (`en`, `nl`, …). Never empty.
pub type Words = BTreeMap<String, String>;

/// A checked policy, ready for use. Built by [`crate::policy::compile`] only.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The desk's short name, as in addresses and keys: `[a-z0-9-]+`.
    pub desk: String,
    pub name: Words,
    /// The first locale is the fallback.
    pub locales: Vec<String>,
    pub zone: Tz,
    pub effective_from: NaiveDate,
    pub reply_to: String,
    /// Shown before and after the form: label and address.
    pub links: Vec<Link>,
    pub emergency: Option<Emergency>,
    pub texts: BTreeMap<String, Words>,
    pub channels: Vec<String>,
    pub calendars: BTreeMap<String, CalendarRule>,
    pub plans: BTreeMap<String, Plan>,
    pub add_ons: BTreeMap<String, AddOn>,
    pub types: BTreeMap<String, TicketType>,
    /// What every ticket needs, whatever its type.
    pub proper: Option<Proper>,
    /// In the order of the file, most urgent first.
    pub priorities: Vec<Priority>,
    /// Further scales that order queues and drive no clock: name to values, highest first.
    pub scales: BTreeMap<String, Vec<String>>,
    /// Every status a ticket can have, built-in ones first.
    pub statuses: Vec<String>,
    pub areas: BTreeMap<String, Area>,
    pub teams: BTreeMap<String, Team>,
    /// In the order of the file.
    pub metrics: Vec<Metric>,
    pub milestones: Vec<String>,
    pub changes: Changes,
    pub intake: Intake,
    /// In the order of the file; first match wins, before the area's team.
    pub routing: Vec<Route>,
    pub classify: Classification,
    pub rules: Vec<Rule>,
    /// Ladder name to ladder; `default` is the one a metric has unless it names another.
    pub ladders: BTreeMap<String, Ladder>,
    /// Role to mail address. Roles relative to the ticket are not listed here.
    pub roles: BTreeMap<String, String>,
    pub contacts: Option<ContactTable>,
    pub notices: Vec<Notice>,
    pub assumptions: Vec<Assumption>,
    /// Calendars already compiled, since compiling one costs more than asking it.
    pub(super) compiled: CompiledCalendars,
}

/// Calendars by name and zone, filled as they are asked for and shared between clones.
#[derive(Clone, Default)]
pub(super) struct CompiledCalendars(
    pub(super) std::sync::Arc<std::sync::Mutex<HashMap<(String, Tz), Calendar>>>,
);

impl std::fmt::Debug for CompiledCalendars {
    /// What was asked for so far is no part of what a policy says.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CompiledCalendars")
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub label: Words,
    pub url: String,
}

#[derive(Debug, Clone)]
pub struct Emergency {
    pub number: String,
    /// When it is shown; always, without a condition.
    pub when: Condition,
    pub text: Words,
}

#[derive(Debug, Clone)]
pub struct CalendarRule {
    pub zone: ZoneOf,
    pub hours: Hours,
    /// 1-based line in the policy file.
    pub line: u64,
}

/// Whose wall clock a calendar follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneOf {
    Fixed(Tz),
    /// The attribute `zone` of the requester's organisation; the desk's zone when it has none.
    Organisation,
    /// The attribute `zone` of the contact; the organisation's, then the desk's, when it has none.
    Contact,
}

#[derive(Debug, Clone)]
pub struct Plan {
    pub name: Words,
    /// First matching row wins; the last row always matches.
    pub hours: Vec<HoursRow>,
    pub channels: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct HoursRow {
    pub when: Condition,
    /// Name of a calendar.
    pub calendar: String,
}

/// Overlays cells of a plan for tickets that carry it.
#[derive(Debug, Clone)]
pub struct AddOn {
    pub name: Words,
    pub hours: Vec<HoursRow>,
    pub channels: Vec<String>,
    /// Metric name to rows that win over the metric's own.
    pub targets: BTreeMap<String, Vec<Target>>,
}

#[derive(Debug, Clone)]
pub struct TicketType {
    pub name: Words,
    /// Names of priorities; empty: this type has none.
    pub priorities: Vec<String>,
    pub proper: Option<Proper>,
    /// What must be approved before work begins, if anything: `quote`.
    pub consent: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proper {
    pub fields: Vec<String>,
    pub attachments: u32,
    pub document_age: Option<Amount>,
    /// What each ticket is about exactly one of.
    pub one_per: Option<String>,
    pub otherwise: Improper,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Improper {
    Refuse,
    Wait,
}

#[derive(Debug, Clone)]
pub struct Priority {
    pub id: String,
    pub name: Words,
    /// The policy's own definition.
    pub means: Words,
}

#[derive(Debug, Clone)]
pub struct Area {
    pub name: Words,
    pub team: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    pub level: u8,
    pub members: Vec<String>,
    pub on_call: Option<OnCall>,
}

/// Who answers in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCall {
    /// When somebody is on call; always, without one.
    pub calendar: Option<String>,
    pub rota: Vec<String>,
    pub turn: Amount,
}

/// Who may open a ticket, and what others are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intake {
    /// Groups that may; everybody when empty.
    pub open_to: Vec<String>,
    /// Roles that may open a ticket for somebody else.
    pub on_behalf: Vec<String>,
    /// Where everybody else is sent.
    pub others: Option<Words>,
    /// The answer on a channel that the plan does not open.
    pub redirect: Option<Words>,
}

/// Sends tickets to a team.
#[derive(Debug, Clone)]
pub struct Route {
    pub when: Condition,
    pub team: String,
    /// Preferred hours: the name of a calendar.
    pub hours: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    pub tightened: Tightened,
    pub loosened: Loosened,
    pub reopen_within: Amount,
    /// Re-drive a ticket that nobody classified after this long.
    pub classify_within: Amount,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tightened {
    EarlierOfOldAndNewFromChange,
    FromStart,
    FromChange,
    Keep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loosened {
    FromStart,
    FromChange,
    Keep,
}

#[derive(Debug, Clone)]
pub struct Ladder {
    pub name: String,
    pub steps: Vec<Step>,
    /// Beside being met, resolved or closed, what stops it.
    pub stops_on: Vec<Trigger>,
    pub quiet: Option<Quiet>,
}

/// Delays notices, never steps.
#[derive(Debug, Clone)]
pub struct Quiet {
    pub outside: String,
    pub unless: Option<Condition>,
}

#[derive(Debug, Clone)]
pub struct Step {
    pub at: StepAt,
    pub when: Condition,
    pub raise_to: Option<u8>,
    /// A role that becomes the assignee.
    pub reassign: Option<String>,
    pub notify: Vec<String>,
    pub cc: Vec<String>,
    pub line: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepAt {
    /// Percent of the target: 75, 100, 150.
    Share(u32),
    BeforeDue(Amount),
    AfterDue(Amount),
    AfterStart(Amount),
    AfterPrevious(Amount),
}

/// Addresses by the values of some keys (`priority`, `level`): `None` is a declared empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactTable {
    pub by: Vec<String>,
    /// One entry per path of values joined by `/`.
    pub cells: BTreeMap<String, Option<String>>,
}

#[derive(Debug, Clone)]
pub struct Notice {
    pub name: String,
    pub on: Vec<Trigger>,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    /// Name of the text to render; the notice's own name by default.
    pub text: String,
    pub when: Condition,
    pub unless: Option<Condition>,
    /// At most once a ticket, whatever happens again.
    pub once: bool,
    pub line: u64,
}

#[derive(Debug, Clone)]
pub struct Classification {
    pub default_type: Option<String>,
    pub default_priority: Option<String>,
    pub questions: Vec<Question>,
    /// In the order of the file; first match wins for each of type, priority and area.
    pub rules: Vec<ClassifyRule>,
    pub matrix: Option<Matrix>,
    /// A machine's classification counts as the policy's classification.
    pub automatic_counts: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: String,
    pub text: Words,
    /// Empty: yes or no.
    pub options: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct ClassifyRule {
    pub id: String,
    pub when: Condition,
    /// Locale to phrases; empty: the condition alone decides.
    pub phrases: BTreeMap<String, Vec<String>>,
    pub set_type: Option<String>,
    pub set_priority: Option<String>,
    pub set_area: Option<String>,
    pub line: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    pub impact: Vec<String>,
    pub urgency: Vec<String>,
    /// `priority[impact][urgency]`.
    pub priority: Vec<Vec<String>>,
}

/// What follows when a condition becomes true, or holds in silence for a while.
#[derive(Debug, Clone)]
pub struct Rule {
    pub id: String,
    pub when: Condition,
    pub after: Option<Amount>,
    pub set_priority: Option<String>,
    /// Raise by so many ranks (negative lowers).
    pub raise_by: i8,
    pub set_status: Option<String>,
    pub notify: Vec<String>,
    pub line: u64,
}

/// A point the published text leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    pub id: String,
    pub source: String,
    pub reading: String,
    /// Dotted path in the policy file to the value of the other reading.
    pub otherwise: BTreeMap<String, serde_json::Value>,
}
