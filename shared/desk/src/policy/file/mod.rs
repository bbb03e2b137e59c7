//! The sections of a policy file: every key, the values that may stand under it, and its purpose.
mod calendar;
mod classify;
mod commas;
mod desk;
mod escalation;
mod facts;
mod grammar;
mod meanings;
mod measures;
mod metric;
pub(in crate::policy) mod names;
mod offer;
mod reference;
mod schema;
mod section;
mod staff;
mod values;

pub(in crate::policy) use calendar::*;
pub(in crate::policy) use classify::*;
pub(in crate::policy) use desk::*;
pub(in crate::policy) use escalation::*;
pub(in crate::policy) use facts::{Fact, NAMED_FACTS, PLAIN_FACTS};
pub(in crate::policy) use meanings::{CalendarName, Channel, Count, Role, Text, When};
pub(in crate::policy) use measures::*;
pub(in crate::policy) use metric::*;
pub(in crate::policy) use names::{Kind, NameOf, SymbolKind};
pub(in crate::policy) use offer::*;
pub use reference::reference;
pub use schema::schema;
pub(in crate::policy) use section::Value;
use section::section;
pub(in crate::policy) use staff::*;
pub(in crate::policy) use values::*;

section! {
    /// The whole file.
    "a policy" PolicyFile {
        /// Short name of the desk, `a-z`, `0-9`, `-`. Cases name the policy by it; the file is called `<desk>.yaml`.
        need desk: Text<'n>,
        /// Name of the desk for people.
        need name: Wording<'n>,
        /// Language tags. The first is the fallback.
        need locales: Many<'n, Text<'n>>,
        /// The desk's time zone, such as `Europe/Paris`.
        need zone: Text<'n>,
        /// The [edition](#editions), a whole number. Another promise is another edition.
        may version: Count<'n> = "1",
        /// First day in force, `YYYY-MM-DD`. On-call turns count from it.
        need effective_from: Text<'n>,
        /// The address that answers come back to. It also hears of a ladder step whose role has no address.
        need reply_to: Text<'n>,
        /// A list of `label` and `url`, shown before and after the form.
        may links: List<'n, Link<'n>>,
        /// A phone `number`, and perhaps a `text`, shown before sending; with `when`, only then.
        may emergency: Emergency<'n>,
        /// Texts of your own, by name.
        may texts: ByName<'n, Wording<'n>>,
        /// [Words for readers](#words-for-readers) of names that have none.
        may names: ReaderNames<'n>,
        /// [Paragraphs](#words-for-readers) of the page for what no key says.
        may terms: List<'n, Term<'n>>,
        /// Channels open to everybody.
        may channels: Many<'n, Channel<'n>> = "all",
        /// Lists of dates, and of rules such as `easter + 1`, by name.
        may holidays: ByName<'n, ByName<'n, Holiday<'n>>>,
        /// Opening hours, by name.
        may calendars: ByName<'n, CalendarRule<'n>>,
        /// Offers that customers buy, by name.
        may plans: ByName<'n, Plan<'n>>,
        /// Overlays of plans, by name.
        may add_ons: ByName<'n, AddOn<'n>>,
        /// Types of tickets, by name.
        may types: ByName<'n, Type<'n>>,
        /// Information that every ticket needs to be complete.
        may proper: Proper<'n>,
        /// Priorities, the most urgent first.
        may priorities: ByName<'n, Priority<'n>>,
        /// Further scales that order queues, drive no clock.
        may scales: ByName<'n, Many<'n, Text<'n>>>,
        /// The order of an agent's queue, the weightiest first.
        may queue: Many<'n, Scalar<'n, meanings::QueueKey>> = "`[priority, opened]`",
        /// Waiting statuses beside the built-in ones.
        may statuses: Many<'n, Text<'n>>,
        /// Products and services, by name.
        may areas: ByName<'n, Area<'n>>,
        /// Teams of agents, by name.
        may teams: ByName<'n, TeamRecord<'n>>,
        /// Points that only this desk knows, by name.
        may milestones: Many<'n, Text<'n>>,
        /// The promises with clocks.
        need metrics: ByName<'n, Metric<'n>>,
        /// Effects of changes on running clocks.
        may changes: Changes<'n>,
        /// Rules of who may open a ticket, and where others go.
        may intake: Intake<'n>,
        /// Rows that give tickets to teams.
        may routing: List<'n, Route<'n>>,
        /// How type, priority and area are found.
        may classify: Classify<'n>,
        /// Rules that act after intake.
        may rules: List<'n, Rule<'n>>,
        /// Ladders, by name.
        may escalation: Escalation<'n>,
        /// Role to mail address.
        may roles: ByName<'n, Text<'n>>,
        /// Addresses by the values of some keys.
        may contacts: Contacts<'n>,
        /// [Credits](#shares-and-credits) where promises are not kept.
        may credits: List<'n, Credit<'n>>,
        /// Notices: which fact mails whom.
        may notices: ByName<'n, Notice<'n>>,
        /// [Mails to staff](#mails-to-staff) that hold without being written; `none` sends none of them.
        may staff: Or<NoStaffMail, StaffMail<'n>>,
        /// Points that the source leaves open.
        may assumptions: List<'n, Assumption<'n>>,
    }
}

/// Every key that the grammar itself names.
#[cfg(test)]
pub(in crate::policy) fn words_of_the_language() -> std::collections::BTreeSet<&'static str> {
    let mut words = std::collections::BTreeSet::new();
    PolicyFile::RECORD.words(&mut words);
    words
}
