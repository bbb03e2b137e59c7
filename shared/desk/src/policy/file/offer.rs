//! Offers to customers: plans, add-ons, types, priorities, areas; and the teams that serve them.
use super::calendar::Hours;
use super::meanings::{Channel, Count, Duration, ShownName, Text, When};
use super::metric::Targets;
use super::names::{Calendar, NameOf, Team};
use super::section::section;
use super::values::{ByName, Closed, Many, Or, Scalar, Truth, Wording};
use crate::policy::model::{ConsentKind, Improper, Sold};

section! {
    /// An offer that an organisation buys.
    "a plan" Plan {
        /// Name for customers.
        may name: Wording<'n> = "its own",
        /// A calendar, or rows `{ when, calendar }`: the first match wins, and the last row has no `when`.
        need hours: Hours<'n>,
        /// The channels it opens.
        may channels: Many<'n, Channel<'n>>,
        /// [Limits](#limits) of what its customers may ask for.
        may limits: super::Limits<'n> = "none",
    }
}

section! {
    /// An overlay of plans.
    "an add-on" AddOn {
        /// Name for customers.
        may name: Wording<'n> = "its own",
        /// `per_ticket`: bought for one ticket, with its request or later.
        may sold: Sold = "`per_organisation`",
        /// The tickets it is for.
        may when: When<'n> = "all",
        /// Calendars that replace the plan's.
        may hours: Hours<'n>,
        /// Channels it adds.
        may channels: Many<'n, Channel<'n>>,
        /// Metric to rows that win over the metric's own.
        may targets: ByName<'n, Targets<'n>>,
        /// [Limits](#limits) of what its customers may ask for.
        may limits: super::Limits<'n> = "none",
    }
}

section! {
    /// A type of tickets.
    "a type" Type {
        /// Name for requesters.
        may name: Wording<'n> = "its own",
        /// The priorities it has. Without, such tickets have no priority.
        may priorities: Many<'n, NameOf<'n, super::names::Priority>> = "none",
        /// Information that such a ticket needs to be complete.
        may proper: Proper<'n>,
        /// `quote` or `approval` before work is billed, or a record.
        may consent: Or<ConsentKind, Consent<'n>>,
    }
}

impl Closed for ConsentKind {
    const WORDS: &'static [(&'static str, Self)] =
        &[("quote", Self::Quote), ("approval", Self::Approval)];
}

section! {
    /// Consent of the customer before work is billed.
    "a consent rule" Consent {
        /// `quote` or `approval`.
        may kind: ConsentKind = "`quote`",
        /// An approval up to an amount may come with the ticket.
        may at_opening: Truth = "no",
        /// Work that needs no consent.
        may free_work: Duration<'n> = "none",
    }
}

section! {
    /// Information that a ticket needs to be complete.
    "a completeness rule" Proper {
        /// Form fields that must be filled.
        may fields: Many<'n, Text<'n>>,
        /// How many attachments at least.
        may attachments: Count<'n> = "0",
        /// Age of documents: `at most 14 days`.
        may document_age: Text<'n>,
        /// The thing that each ticket is about exactly one of: `invoice`.
        may one_per: Text<'n>,
        /// `refuse` or `wait`: what happens to a ticket that lacks something.
        may otherwise: Improper = "`wait`",
    }
}

impl Closed for Improper {
    const WORDS: &'static [(&'static str, Self)] =
        &[("refuse", Self::Refuse), ("wait", Self::Wait)];
}

/// A priority: its name, or a record.
pub(in crate::policy) type Priority<'n> = Or<Scalar<'n, ShownName>, PriorityRecord<'n>>;

section! {
    /// A priority with its definition.
    "a priority" PriorityRecord {
        /// Name for requesters.
        may name: Wording<'n> = "its own",
        /// Definition of the policy's own.
        may means: Wording<'n>,
    }
}

/// An area: its name, or a record.
pub(in crate::policy) type Area<'n> = Or<Scalar<'n, ShownName>, AreaRecord<'n>>;

section! {
    /// A product or service.
    "an area" AreaRecord {
        /// Name for requesters.
        may name: Wording<'n> = "its own",
        /// The team that gets its tickets.
        may team: NameOf<'n, Team>,
    }
}

section! {
    /// A team of agents.
    "a team" TeamRecord {
        /// The support level, 1 to 9.
        may level: Count<'n> = "1",
        /// Agents, by pseudonym.
        may members: Many<'n, Text<'n>>,
        /// The rota of those who answer outside hours.
        may on_call: OnCall<'n>,
    }
}

section! {
    /// A rota of a team's members.
    "an on-call rota" OnCall {
        /// The calendar in which somebody is on call.
        may calendar: NameOf<'n, Calendar> = "all hours",
        /// Members of the team in turn. The first turn begins at midnight of `effective_from`.
        need rota: Many<'n, Text<'n>>,
        /// How long a turn takes.
        may turn: Duration<'n> = "`1 week`",
    }
}

impl Closed for Sold {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("per_organisation", Self::PerOrganisation),
        ("per_ticket", Self::PerTicket),
    ];
}
