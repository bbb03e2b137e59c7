//! The grammar of what customers buy and report, and the teams that serve them.
use super::calendar::HOURS;
use super::grammar::{Grammar, Record, record};
use super::metric::TARGETS;
use super::values::{AMOUNT, CALENDAR, COUNT, NAME, NAMES, TEXT, TRUTH, WHEN};

pub(super) static PLAN: Record = record! { "a plan" {
    may name: Grammar::Words => "What customers call it.";
    need hours: HOURS => "A calendar, or rows `{ when, calendar }`, the last without `when`.";
    may channels: NAMES => "The channels it opens.";
} };

pub(super) static ADD_ON: Record = record! { "an add-on" {
    may name: Grammar::Words => "What customers call it.";
    may when: WHEN => "The tickets it is for.";
    may hours: HOURS => "Calendars that replace the plan's.";
    may channels: NAMES => "Channels it adds.";
    may targets: Grammar::Named(&TARGETS) => "Metric to rows that win over the metric's own.";
} };

pub(super) static TYPE: Record = record! { "a type" {
    may name: Grammar::Words => "What requesters call it.";
    may priorities: NAMES => "The priorities it has; none, if left out.";
    may proper: Grammar::Record(&PROPER) => "What such a ticket needs to be complete.";
    may consent: Grammar::Either(&[KIND_OF_CONSENT, Grammar::Record(&CONSENT)]) => "What is approved before work is billed.";
} };

const KIND_OF_CONSENT: Grammar = Grammar::OneOf(&["quote", "approval"]);

pub(super) static CONSENT: Record = record! { "a consent rule" {
    may kind: KIND_OF_CONSENT => "`quote`, if left out.";
    may at_opening: TRUTH => "An approval up to an amount may come with the ticket.";
    may free_work: AMOUNT => "Work that needs no consent.";
} };

pub(super) static PROPER: Record = record! { "a completeness rule" {
    may fields: NAMES => "Form fields that must be filled.";
    may attachments: COUNT => "How many attachments at least.";
    may document_age: TEXT => "`at most 14 days`";
    may one_per: TEXT => "What each ticket is about exactly one of: `invoice`.";
    may otherwise: Grammar::OneOf(&["refuse", "wait"]) => "What happens to another; `wait`.";
} };

pub(super) const PRIORITY: Grammar =
    Grammar::Either(&[Grammar::Text("a name"), Grammar::Record(&PRIORITY_RECORD)]);

pub(super) static PRIORITY_RECORD: Record = record! { "a priority" {
    may name: Grammar::Words => "What requesters call it.";
    may means: Grammar::Words => "The policy's own definition.";
} };

pub(super) const AREA: Grammar =
    Grammar::Either(&[Grammar::Text("a name"), Grammar::Record(&AREA_RECORD)]);

pub(super) static AREA_RECORD: Record = record! { "an area" {
    may name: Grammar::Words => "What requesters call it.";
    may team: NAME => "The team that has it.";
} };

pub(super) static TEAM: Record = record! { "a team" {
    may level: COUNT => "The support level, 1 to 9; 1, if left out.";
    may members: NAMES => "Agents, by pseudonym.";
    may on_call: Grammar::Record(&ON_CALL) => "Who answers outside hours.";
} };

pub(super) static ON_CALL: Record = record! { "an on-call rota" {
    may calendar: CALENDAR => "When somebody is on call.";
    need rota: NAMES => "Agents in turn.";
    may turn: AMOUNT => "How long a turn takes; `1 week`, if left out.";
} };
