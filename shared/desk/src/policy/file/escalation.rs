//! Ladders, contacts and notices.
use super::meanings::{Count, Duration, Role, StepTime, Text, When};
use super::metric::Triggers;
use super::names::{Calendar, NameOf};
use super::section::section;
use super::values::{Anything, List, Many, Or, Scalar, Truth};

section! {
    /// Ladders by name, with two keys for all of them.
    "the escalation section" Escalation {
        /// Triggers that stop every ladder once it has begun to climb.
        may stops_on: Triggers<'n> = "`acknowledged`",
        /// Hours in which notices wait; steps never do.
        may quiet: Quiet<'n>,
    } else "the name of a ladder"
    /// Steps, or a record.
    ladders: Or<List<'n, Step<'n>>, Ladder<'n>>
}

section! {
    /// A ladder that says more than its steps.
    "a ladder" Ladder {
        /// Steps in order of time.
        need steps: List<'n, Step<'n>>,
        /// Triggers that stop this ladder.
        may stops_on: Triggers<'n>,
        /// Hours in which its notices wait.
        may quiet: Quiet<'n>,
        /// The steps again after the last, with the same spacing, until somebody acknowledges or the clock is met.
        may again: Again<'n>,
    }
}

section! {
    /// A repetition of all steps of a ladder.
    "a repetition" Again {
        /// How long after the last step the first comes again.
        need after: Duration<'n>,
        /// How often, 1 to 20.
        need times: Count<'n>,
    }
}

section! {
    /// Hours in which notices wait.
    "quiet hours" Quiet {
        /// A calendar; notices wait for its next opening.
        need outside: NameOf<'n, Calendar>,
        /// The tickets whose notices never wait.
        may unless: When<'n> = "none",
    }
}

section! {
    /// A step of a ladder, with one time.
    "a ladder step" Step {
        /// A share of the target: `75%`; `due`; `due + 2 hours`.
        may at: Scalar<'n, StepTime>,
        /// So long before due: `30 minutes`.
        may before: Text<'n>,
        /// `due + …`, `start + …` or `previous + 4 business hours`.
        may after: Text<'n>,
        /// The tickets it is for.
        may when: When<'n> = "all",
        /// The level that has the ticket from then on.
        may raise_to: Count<'n>,
        /// The role that becomes the assignee.
        may reassign: Role<'n>,
        /// Roles and addresses that are told.
        may notify: Many<'n, Role<'n>>,
        /// Roles and addresses that get a copy.
        may cc: Many<'n, Role<'n>>,
    }
}

section! {
    /// Addresses by the values of some keys.
    "the contact table" Contacts {
        /// The keys, outermost first: `[priority, level]`.
        need by: Many<'n, Text<'n>>,
    } else "a value of the first key"
    /// Cells by value: an address, a role, or `none`; nested, one mapping per key.
    cells: Anything<'n>
}

section! {
    /// A mail that a fact sends.
    "a notice" Notice {
        /// Any [trigger](#triggers); a machine's classification is news, too.
        may on: Triggers<'n> = "the fact of the notice's name",
        /// Roles and addresses that get it.
        may to: Many<'n, Role<'n>> = "the requester",
        /// Roles and addresses that get a copy.
        may cc: Many<'n, Role<'n>>,
        /// A built-in text or one of `texts`.
        may text: NameOf<'n, super::names::Text> = "the text of the notice's name",
        /// The tickets it is for.
        may when: When<'n> = "all",
        /// The tickets it is not for.
        may unless: When<'n> = "none",
        /// At most once a ticket, whatever happens again.
        may once: Truth = "`no`",
    }
}
