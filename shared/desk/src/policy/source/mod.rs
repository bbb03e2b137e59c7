//! The grammar of a policy file: every key, what may stand under it, and what it is for.
mod calendar;
mod classify;
mod desk;
mod escalation;
mod metric;
mod offer;

use crate::policy::shape::{Field, Record, Shape};
use calendar::{CALENDAR_RULE, HOLIDAY};
use classify::{ASSUMPTION, CLASSIFY, RULE};
use desk::{EMERGENCY, INTAKE, LINK, ROUTE};
use escalation::{CONTACTS, ESCALATION, NOTICE};
use metric::{CHANGES, METRIC};
use offer::{ADD_ON, AREA, PLAN, PRIORITY, PROPER, TEAM, TYPE};

const fn need(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field {
        name,
        shape,
        required: true,
        about,
    }
}

const fn may(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field {
        name,
        shape,
        required: false,
        about,
    }
}

const fn strict(name: &'static str, fields: &'static [Field]) -> Record {
    Record {
        name,
        fields,
        rest: None,
    }
}

const TEXT: Shape = Shape::Text("a text");
const NAME: Shape = Shape::Text("a name declared in this policy");
const NAMES: Shape = Shape::Many(&NAME);
const WHEN: Shape = Shape::Text("a condition such as `plan = gold and priority = urgent`");
const AMOUNT: Shape = Shape::Text("a duration such as `4 business hours`");
const QUEUE: Shape = Shape::Many(&Shape::Text("`priority`, `due`, `opened` or a scale"));
const COUNT: Shape = Shape::Text("a whole number");
const CALENDAR: Shape = Shape::Text("the name of a calendar, `24x7`, or `plan`");
const ROLES: Shape = Shape::Many(&Shape::Text("a role or an address"));
const TRUTH: Shape = Shape::OneOf(&["true", "false", "yes", "no"]);

/// The whole file.
pub(in crate::policy) static POLICY: Record = strict(
    "a policy",
    &[
        need(
            "desk",
            TEXT,
            "The desk's short name, as in addresses: `[a-z0-9-]+`.",
        ),
        need("name", Shape::Words, "What the desk is called."),
        need(
            "locales",
            NAMES,
            "Language tags; the first is the fallback.",
        ),
        need(
            "zone",
            TEXT,
            "The desk's time zone, such as `Europe/Brussels`.",
        ),
        may(
            "version",
            COUNT,
            "The edition, a whole number; 1, if left out. Another promise is another edition.",
        ),
        need(
            "effective_from",
            TEXT,
            "The date from which the policy is in force, `YYYY-MM-DD`.",
        ),
        need("reply_to", TEXT, "The address that answers come back to."),
        may(
            "links",
            Shape::List(&Shape::Record(&LINK)),
            "Shown before and after the form.",
        ),
        may(
            "emergency",
            Shape::Record(&EMERGENCY),
            "A phone number shown before sending.",
        ),
        may(
            "texts",
            Shape::Named(&Shape::Words),
            "Texts of the portal and the mails, by name.",
        ),
        may(
            "channels",
            NAMES,
            "Channels open to everybody; plans name their own.",
        ),
        may(
            "holidays",
            Shape::Named(&Shape::Named(&HOLIDAY)),
            "Lists of dates, by name.",
        ),
        may(
            "calendars",
            Shape::Named(&CALENDAR_RULE),
            "Opening hours, by name.",
        ),
        may(
            "plans",
            Shape::Named(&Shape::Record(&PLAN)),
            "What customers buy, by name.",
        ),
        may(
            "add_ons",
            Shape::Named(&Shape::Record(&ADD_ON)),
            "Overlays of plans, by name.",
        ),
        may(
            "types",
            Shape::Named(&Shape::Record(&TYPE)),
            "Types of tickets, by name.",
        ),
        may(
            "proper",
            Shape::Record(&PROPER),
            "What every ticket needs to be complete.",
        ),
        may(
            "priorities",
            Shape::Named(&PRIORITY),
            "Priorities, the most urgent first.",
        ),
        may(
            "scales",
            Shape::Named(&NAMES),
            "Further scales that order queues, drive no clock.",
        ),
        may(
            "queue",
            QUEUE,
            "What orders an agent's queue; `[priority, opened]`, if left out.",
        ),
        may(
            "statuses",
            NAMES,
            "Waiting statuses beside the built-in ones.",
        ),
        may(
            "areas",
            Shape::Named(&AREA),
            "Products and services, by name.",
        ),
        may(
            "teams",
            Shape::Named(&Shape::Record(&TEAM)),
            "Teams of agents, by name.",
        ),
        may(
            "milestones",
            NAMES,
            "Points that only this desk knows, by name.",
        ),
        need(
            "metrics",
            Shape::Named(&Shape::Record(&METRIC)),
            "The promises with clocks.",
        ),
        may(
            "changes",
            Shape::Record(&CHANGES),
            "What changes do to running clocks.",
        ),
        may(
            "intake",
            Shape::Record(&INTAKE),
            "Who may open a ticket, and where others go.",
        ),
        may(
            "routing",
            Shape::List(&Shape::Record(&ROUTE)),
            "Which team gets a ticket.",
        ),
        may(
            "classify",
            Shape::Record(&CLASSIFY),
            "How type, priority and area are found.",
        ),
        may(
            "rules",
            Shape::List(&Shape::Record(&RULE)),
            "What follows after intake.",
        ),
        may(
            "escalation",
            Shape::Record(&ESCALATION),
            "Ladders, by name.",
        ),
        may("roles", Shape::Named(&TEXT), "Role to mail address."),
        may(
            "contacts",
            Shape::Record(&CONTACTS),
            "Addresses by the values of some keys.",
        ),
        may(
            "notices",
            Shape::Named(&Shape::Record(&NOTICE)),
            "Which fact mails whom.",
        ),
        may(
            "assumptions",
            Shape::List(&Shape::Record(&ASSUMPTION)),
            "What the source leaves open.",
        ),
    ],
);

/// Every key that the grammar itself names.
#[cfg(test)]
pub(in crate::policy) fn words_of_the_language() -> std::collections::BTreeSet<&'static str> {
    let mut words = std::collections::BTreeSet::new();
    POLICY.words(&mut words);
    words
}
