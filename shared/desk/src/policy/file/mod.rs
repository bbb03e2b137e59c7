//! The grammar of a policy file: every key, what may stand under it, and what it is for.
mod calendar;
mod classify;
mod desk;
mod escalation;
mod grammar;
mod metric;
mod offer;
mod schema;
mod values;

use calendar::{CALENDAR_RULE, HOLIDAY};
use classify::{ASSUMPTION, CLASSIFY, RULE};
use desk::{EMERGENCY, INTAKE, LINK, ROUTE};
use escalation::{CONTACTS, ESCALATION, NOTICE};
use grammar::{Grammar, Record, record};
use metric::{CHANGES, METRIC};
use offer::{ADD_ON, AREA, PLAN, PRIORITY, PROPER, TEAM, TYPE};
pub use schema::schema;
use values::*;

/// The whole file.
pub(in crate::policy) static POLICY: Record = record! { "a policy" {
    need desk: TEXT => "The desk's short name, as in addresses: `[a-z0-9-]+`.";
    need name: Grammar::Words => "What the desk is called.";
    need locales: NAMES => "Language tags; the first is the fallback.";
    need zone: TEXT => "The desk's time zone, such as `Europe/Brussels`.";
    may version: COUNT => "The edition, a whole number; 1, if left out. Another promise is another edition.";
    need effective_from: TEXT => "The date from which the policy is in force, `YYYY-MM-DD`.";
    need reply_to: TEXT => "The address that answers come back to.";
    may links: Grammar::List(&Grammar::Record(&LINK)) => "Shown before and after the form.";
    may emergency: Grammar::Record(&EMERGENCY) => "A phone number shown before sending.";
    may texts: Grammar::Named(&Grammar::Words) => "Texts of the portal and the mails, by name.";
    may channels: NAMES => "Channels open to everybody; plans name their own.";
    may holidays: Grammar::Named(&Grammar::Named(&HOLIDAY)) => "Lists of dates, by name.";
    may calendars: Grammar::Named(&CALENDAR_RULE) => "Opening hours, by name.";
    may plans: Grammar::Named(&Grammar::Record(&PLAN)) => "What customers buy, by name.";
    may add_ons: Grammar::Named(&Grammar::Record(&ADD_ON)) => "Overlays of plans, by name.";
    may types: Grammar::Named(&Grammar::Record(&TYPE)) => "Types of tickets, by name.";
    may proper: Grammar::Record(&PROPER) => "What every ticket needs to be complete.";
    may priorities: Grammar::Named(&PRIORITY) => "Priorities, the most urgent first.";
    may scales: Grammar::Named(&NAMES) => "Further scales that order queues, drive no clock.";
    may queue: QUEUE => "What orders an agent's queue; `[priority, opened]`, if left out.";
    may statuses: NAMES => "Waiting statuses beside the built-in ones.";
    may areas: Grammar::Named(&AREA) => "Products and services, by name.";
    may teams: Grammar::Named(&Grammar::Record(&TEAM)) => "Teams of agents, by name.";
    may milestones: NAMES => "Points that only this desk knows, by name.";
    need metrics: Grammar::Named(&Grammar::Record(&METRIC)) => "The promises with clocks.";
    may changes: Grammar::Record(&CHANGES) => "What changes do to running clocks.";
    may intake: Grammar::Record(&INTAKE) => "Who may open a ticket, and where others go.";
    may routing: Grammar::List(&Grammar::Record(&ROUTE)) => "Which team gets a ticket.";
    may classify: Grammar::Record(&CLASSIFY) => "How type, priority and area are found.";
    may rules: Grammar::List(&Grammar::Record(&RULE)) => "What follows after intake.";
    may escalation: Grammar::Record(&ESCALATION) => "Ladders, by name.";
    may roles: Grammar::Named(&TEXT) => "Role to mail address.";
    may contacts: Grammar::Record(&CONTACTS) => "Addresses by the values of some keys.";
    may notices: Grammar::Named(&Grammar::Record(&NOTICE)) => "Which fact mails whom.";
    may assumptions: Grammar::List(&Grammar::Record(&ASSUMPTION)) => "What the source leaves open.";
} };

/// Every key that the grammar itself names.
#[cfg(test)]
pub(in crate::policy) fn words_of_the_language() -> std::collections::BTreeSet<&'static str> {
    let mut words = std::collections::BTreeSet::new();
    POLICY.words(&mut words);
    words
}
