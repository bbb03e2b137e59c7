//! The grammar of ladders, contacts and notices.
use super::grammar::{Grammar, Record, record};
use super::metric::TRIGGERS;
use super::values::{COUNT, NAME, NAMES, ROLES, TEXT, TRUTH, WHEN};

pub(super) static ESCALATION: Record = record! { "the escalation section" {
    may stops_on: TRIGGERS => "What stops every ladder; `acknowledged`, if left out.";
    may quiet: Grammar::Record(&QUIET) => "When notices wait; steps never do.";
} else Grammar::Either(&[Grammar::List(&Grammar::Record(&STEP)), Grammar::Record(&LADDER)]) };

pub(super) static LADDER: Record = record! { "a ladder" {
    need steps: Grammar::List(&Grammar::Record(&STEP)) => "In order of time.";
    may stops_on: TRIGGERS => "What stops this ladder.";
    may quiet: Grammar::Record(&QUIET) => "When its notices wait.";
} };

pub(super) static QUIET: Record = record! { "quiet hours" {
    need outside: NAME => "A calendar; notices wait for its next opening.";
    may unless: WHEN => "Tickets whose notices never wait.";
} };

pub(super) static STEP: Record = record! { "a ladder step" {
    may at: TEXT => "A share of the target: `75%`; `due`; `due + 2 hours`.";
    may before: TEXT => "So long before due: `30 minutes`.";
    may after: TEXT => "`due + …`, `start + …` or `previous + 4 business hours`.";
    may when: WHEN => "The tickets it is for.";
    may raise_to: COUNT => "The level that has the ticket from then on.";
    may reassign: TEXT => "The role that becomes the assignee.";
    may notify: ROLES => "Who is told.";
    may cc: ROLES => "Who gets a copy.";
} };

pub(super) static CONTACTS: Record = record! { "the contact table" {
    need by: NAMES => "The keys, outermost first: `[priority, level]`.";
} else Grammar::Anything };

pub(super) static NOTICE: Record = record! { "a notice" {
    may on: TRIGGERS => "What sends it; the fact of the notice's name, if left out.";
    may to: ROLES => "Who gets it; the requester, if left out.";
    may cc: ROLES => "Who gets a copy.";
    may text: TEXT => "The text to render; the one of the notice's name, if left out.";
    may when: WHEN => "The tickets it is for.";
    may unless: WHEN => "The tickets it is not for.";
    may once: TRUTH => "At most once a ticket, whatever happens again; `no`, if left out.";
} };
