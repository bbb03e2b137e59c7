//! The grammar of the desk itself: links, emergencies, who may open a ticket, where tickets go.
use super::grammar::{Grammar, Record, record};
use super::values::{CALENDAR, NAME, NAMES, TEXT, WHEN};

pub(super) static LINK: Record = record! { "a link" {
    need label: Grammar::Words => "What it says.";
    need url: TEXT => "Where to.";
} };

pub(super) static EMERGENCY: Record = record! { "an emergency" {
    need number: TEXT => "The phone number.";
    may when: WHEN => "When it is shown; always, if left out.";
    may text: Grammar::Words => "What stands beside it.";
} };

pub(super) static INTAKE: Record = record! { "intake rules" {
    may open_to: NAMES => "Who may open a ticket.";
    may on_behalf: NAMES => "Roles that may open one for somebody else.";
    may others: Grammar::Words => "Where everybody else is sent.";
    may redirect: Grammar::Words => "The answer on a channel that the plan does not open.";
} };

pub(super) static ROUTE: Record = record! { "a route" {
    may when: WHEN => "First match wins, before the area's team.";
    need team: NAME => "The team.";
    may hours: CALENDAR => "Preferred hours.";
} };
