//! The compiled policy: everything a clock, a ladder or a notice needs, with names resolved.
mod arrival;
mod classification;
mod desk;
mod ladder;
mod measure;
mod metric;
mod offer;
mod profile;
mod questions;
mod staff;
mod vocabulary;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::policy::syntax::Intended;
use crate::time::{Calendar, Holidays};

pub use classification::*;
pub use desk::*;
pub use ladder::*;
pub use measure::*;
pub use metric::*;
pub use offer::*;
pub(crate) use profile::{TicketProfile, promise_matrix};
pub(in crate::policy) use profile::{ticket_profiles, tickets};
pub use staff::*;
pub use vocabulary::AROUND_THE_CLOCK;
pub(crate) use vocabulary::CHANNELS;
pub(in crate::policy) use vocabulary::{BUILT_IN_STATUSES, BUILT_IN_TEXTS, RELATIVE_ROLES};

/// What a policy declares under names, in the order of the file: readers meet it as its author wrote it.
pub type Named<T> = indexmap::IndexMap<String, T>;

/// A text per locale tag (`en`, `nl`, …). Never empty.
pub type Words = BTreeMap<String, String>;

/// A checked policy, ready for use. Built by [`crate::policy::compile`] only.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// The desk's short name, as in addresses and keys: `[a-z0-9-]+`.
    pub desk: String,
    /// The desk's name, by locale.
    pub name: Words,
    /// The first locale is the fallback.
    pub locales: Vec<String>,
    /// The desk's own wall clock.
    pub zone: Tz,
    /// The edition, 1 or more: each published text of another meaning has a higher one.
    pub version: u32,
    /// The first local date on which the policy is in force.
    pub effective_from: NaiveDate,
    /// The address that answers come back to.
    pub reply_to: String,
    /// Shown before and after the form: label and address.
    pub links: Vec<Link>,
    /// A phone number shown before sending.
    pub emergency: Option<Emergency>,
    /// Texts of the portal and the mails, by name.
    pub texts: BTreeMap<String, Words>,
    /// Words for readers of names that have none of their own.
    pub names: ReaderNames,
    /// Paragraphs of the page for what no key says, in the order of the file.
    pub terms: Vec<Term>,
    /// Channels open to everybody; plans may open more.
    pub channels: Vec<String>,
    /// Lists of holidays by name, where a condition asks for them.
    pub holidays: Named<Holidays>,
    /// Opening hours, by name.
    pub calendars: Named<CalendarRule>,
    /// Plans that customers buy, by name.
    pub plans: Named<Plan>,
    /// Overlays of plans, by name.
    pub add_ons: Named<AddOn>,
    /// Types of tickets, by name.
    pub types: Named<TicketType>,
    /// Required information of every ticket, of any type.
    pub proper: Option<Proper>,
    /// In the order of the file, most urgent first.
    pub priorities: Vec<Priority>,
    /// Further scales that order queues and drive no clock: name to values, highest first.
    pub scales: BTreeMap<String, Vec<String>>,
    /// The order of an agent's queue, the weightiest key first.
    pub queue: Vec<QueueKey>,
    /// Every status a ticket can have, built-in ones first.
    pub statuses: Vec<String>,
    /// Products and services, by name.
    pub areas: Named<Area>,
    /// Teams of agents, by name.
    pub teams: Named<Team>,
    /// In the order of the file.
    pub metrics: Vec<Metric>,
    /// Points that only this desk knows.
    pub milestones: Vec<String>,
    /// Effects of changes on running clocks.
    pub changes: Changes,
    /// Who may open a ticket, and what others are told.
    pub intake: Intake,
    /// In the order of the file; first match wins, before the area's team.
    pub routing: Vec<Route>,
    /// How type, priority and area are found.
    pub classify: Classification,
    /// Rules that follow intake, in the order of the file.
    pub rules: Vec<Rule>,
    /// Ladder name to ladder; `default` is the one a metric has unless it names another.
    pub ladders: Named<Ladder>,
    /// Role to mail address. Roles relative to the ticket are not listed here.
    pub roles: BTreeMap<String, String>,
    /// Addresses by the values of some keys.
    pub contacts: Option<ContactTable>,
    /// Credits where promises are not kept, in the order of the file.
    pub credits: Vec<Credit>,
    /// Which fact mails whom, in the order of the file.
    pub notices: Vec<Notice>,
    /// The mails to staff that hold without being written.
    pub staff: StaffMail,
    /// Assumptions on points that the published text leaves open.
    pub assumptions: Vec<Assumption>,
    /// Reasons for what would be warned of, in the order of the file.
    pub intended: Vec<Intended>,
    /// Calendars already compiled, since compiling one costs more than asking it.
    pub(in crate::policy) compiled: CompiledCalendars,
}

/// Calendars by name and zone, filled as they are asked for and shared between clones.
#[derive(Clone, Default)]
pub(in crate::policy) struct CompiledCalendars(
    pub(in crate::policy) std::sync::Arc<std::sync::Mutex<HashMap<(String, Tz), Calendar>>>,
);

impl PartialEq for CompiledCalendars {
    /// As with `Debug`: they follow from the rest.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for CompiledCalendars {
    /// The calendars asked for so far are no part of what a policy says.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CompiledCalendars")
    }
}
