//! The grammar of a policy file: every key, what may stand under it, and what it is for.
use crate::policy::shape::{Field, Record, Shape};

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
const COUNT: Shape = Shape::Text("a whole number");
const CALENDAR: Shape = Shape::Text("the name of a calendar, `24x7`, or `plan`");
const ROLES: Shape = Shape::Many(&Shape::Text("a role or an address"));
const TRUTH: Shape = Shape::OneOf(&["true", "false", "yes", "no"]);

/// The whole file.
pub(super) static POLICY: Record = strict(
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

static LINK: Record = strict(
    "a link",
    &[
        need("label", Shape::Words, "What it says."),
        need("url", TEXT, "Where to."),
    ],
);

static EMERGENCY: Record = strict(
    "an emergency",
    &[
        need("number", TEXT, "The phone number."),
        may("when", WHEN, "When it is shown; always, if left out."),
        may("text", Shape::Words, "What stands beside it."),
    ],
);

const HOLIDAY: Shape =
    Shape::Either(&[Shape::Text("the holiday's name"), Shape::Record(&HALF_DAY)]);
static HALF_DAY: Record = strict(
    "a holiday",
    &[
        need("name", Shape::Words, "What the day is called."),
        may("open", TEXT, "The hours of a half day: `09:00-12:00`."),
    ],
);

const CALENDAR_RULE: Shape =
    Shape::Either(&[Shape::Text("`24x7`"), Shape::Record(&CALENDAR_RECORD)]);
static CALENDAR_RECORD: Record = Record {
    name: "a calendar",
    fields: &[
        may(
            "extends",
            NAME,
            "Another calendar, whose days this one changes.",
        ),
        may(
            "zone",
            TEXT,
            "A time zone, `organisation` or `contact`; the desk's, if left out.",
        ),
        may(
            "hours",
            TEXT,
            "`24x7`, to give holidays to an around-the-clock calendar.",
        ),
        may(
            "span",
            TEXT,
            "One span of the week: `sun 15:00 - fri 17:00`.",
        ),
        may("holidays", NAMES, "Lists of holidays."),
    ],
    rest: Some(&Shape::Text(
        "spans of hours such as `09:00-12:30 13:30-18:00`",
    )),
};

const HOURS: Shape = Shape::Either(&[CALENDAR, Shape::List(&Shape::Record(&HOURS_ROW))]);
static HOURS_ROW: Record = strict(
    "an hours row",
    &[
        may("when", WHEN, "First match wins."),
        need("calendar", CALENDAR, "Whose hours count."),
    ],
);

static PLAN: Record = strict(
    "a plan",
    &[
        may("name", Shape::Words, "What customers call it."),
        need(
            "hours",
            HOURS,
            "A calendar, or rows `{ when, calendar }`, the last without `when`.",
        ),
        may("channels", NAMES, "The channels it opens."),
    ],
);

static ADD_ON: Record = strict(
    "an add-on",
    &[
        may("name", Shape::Words, "What customers call it."),
        may("when", WHEN, "The tickets it is for."),
        may("hours", HOURS, "Calendars that replace the plan's."),
        may("channels", NAMES, "Channels it adds."),
        may(
            "targets",
            Shape::Named(&TARGETS),
            "Metric to rows that win over the metric's own.",
        ),
    ],
);

static TYPE: Record = strict(
    "a type",
    &[
        may("name", Shape::Words, "What requesters call it."),
        may(
            "priorities",
            NAMES,
            "The priorities it has; none, if left out.",
        ),
        may(
            "proper",
            Shape::Record(&PROPER),
            "What such a ticket needs to be complete.",
        ),
        may(
            "consent",
            Shape::OneOf(&["quote", "approval"]),
            "What is approved before work begins.",
        ),
    ],
);

static PROPER: Record = strict(
    "a completeness rule",
    &[
        may("fields", NAMES, "Form fields that must be filled."),
        may("attachments", COUNT, "How many attachments at least."),
        may("document_age", TEXT, "`at most 14 days`"),
        may(
            "one_per",
            TEXT,
            "What each ticket is about exactly one of: `invoice`.",
        ),
        may(
            "otherwise",
            Shape::OneOf(&["refuse", "wait"]),
            "What happens to another; `wait`.",
        ),
    ],
);

const PRIORITY: Shape = Shape::Either(&[Shape::Text("a name"), Shape::Record(&PRIORITY_RECORD)]);
static PRIORITY_RECORD: Record = strict(
    "a priority",
    &[
        may("name", Shape::Words, "What requesters call it."),
        may("means", Shape::Words, "The policy's own definition."),
    ],
);

const AREA: Shape = Shape::Either(&[Shape::Text("a name"), Shape::Record(&AREA_RECORD)]);
static AREA_RECORD: Record = strict(
    "an area",
    &[
        may("name", Shape::Words, "What requesters call it."),
        may("team", NAME, "The team that has it."),
    ],
);

static TEAM: Record = strict(
    "a team",
    &[
        may("level", COUNT, "The support level, 1 to 9; 1, if left out."),
        may("members", NAMES, "Agents, by pseudonym."),
        may(
            "on_call",
            Shape::Record(&ON_CALL),
            "Who answers outside hours.",
        ),
    ],
);

static ON_CALL: Record = strict(
    "an on-call rota",
    &[
        may("calendar", CALENDAR, "When somebody is on call."),
        need("rota", NAMES, "Agents in turn."),
        may(
            "turn",
            AMOUNT,
            "How long a turn takes; `1 week`, if left out.",
        ),
    ],
);

const TRIGGERS: Shape = Shape::Many(&Shape::Either(&[
    Shape::Text("a fact such as `received`"),
    Shape::Record(&TRIGGER),
]));
static TRIGGER: Record = strict(
    "a trigger",
    &[
        may(
            "fact",
            TEXT,
            "What happens: `received`, `reply`, `notice_delivered`, ….",
        ),
        may(
            "who",
            TEXT,
            "Who must have acted: system, agent, requester, `level 1`.",
        ),
        may("when", WHEN, "The tickets it counts for."),
        may(
            "notice",
            NAME,
            "Of `notice_delivered` and `notice_bounced`.",
        ),
        may("status", NAME, "The status entered."),
        may("milestone", NAME, "The milestone reached."),
        may("metric", NAME, "The metric met."),
    ],
);

const TARGETS: Shape = Shape::Either(&[
    AMOUNT,
    Shape::List(&Shape::Record(&TARGET)),
    Shape::Record(&TARGET),
]);
static TARGET: Record = strict(
    "a target row",
    &[
        may("when", WHEN, "The tickets it is for; all, if left out."),
        may("within", TEXT, "A duration, `none`, `slot` or `committed`."),
        may(
            "words",
            Shape::Words,
            "A promise in words, without a clock.",
        ),
        may(
            "internal",
            AMOUNT,
            "A clock behind the words that only staff see.",
        ),
        may("calendar", CALENDAR, "Replaces the metric's calendar."),
    ],
);

static METRIC: Record = strict(
    "a metric",
    &[
        may(
            "starts",
            TRIGGERS,
            "What starts the clock; `received`, if left out.",
        ),
        may(
            "counted_from",
            TRIGGERS,
            "An earlier moment from which it counts.",
        ),
        may(
            "met_by",
            TRIGGERS,
            "What meets it; `resolved`, if left out.",
        ),
        may(
            "settle",
            AMOUNT,
            "How long proof may be under way before a breach is declared.",
        ),
        may(
            "pauses",
            NAMES,
            "Statuses during which the clock stands still.",
        ),
        may(
            "calendar",
            CALENDAR,
            "`plan` where there are plans, else the only or `office` one.",
        ),
        may(
            "business_day",
            TEXT,
            "`window`, `same_time`, `close`, or hours such as `8 hours`.",
        ),
        may(
            "combine",
            Shape::OneOf(&["strictest", "most_specific"]),
            "Among matching rows.",
        ),
        may(
            "when",
            WHEN,
            "The tickets the metric is for; others are promised nothing.",
        ),
        may("targets", TARGETS, "The promises, row by row."),
        may(
            "overrides",
            TARGETS,
            "Rows that win over all others, as of a contract.",
        ),
        may("slots", Shape::Record(&SLOTS), "Fixed times of the day."),
        may(
            "every",
            TARGETS,
            "A periodic promise: each fulfilment starts the next.",
        ),
        may(
            "repeats",
            Shape::OneOf(&["never", "after_met", "each_start"]),
            "Further cycles.",
        ),
        may(
            "commitment",
            Shape::Named(&TEXT),
            "Difficulty to band, such as `2-6 elapsed hours`.",
        ),
        may(
            "roll",
            Shape::OneOf(&["never", "next_opening"]),
            "Of a due time outside hours.",
        ),
        may(
            "ladder",
            NAME,
            "The ladder, or `none`; the one called `standard`, if left out.",
        ),
        may("internal", TRUTH, "Never shown to requesters."),
    ],
);

static SLOTS: Record = strict(
    "slots",
    &[
        need(
            "at",
            Shape::Many(&Shape::Text("a time such as `09:00`")),
            "Local times of the day.",
        ),
        need("calendar", NAME, "On whose open days."),
        may(
            "grace",
            AMOUNT,
            "How long after a slot the promise is still kept.",
        ),
    ],
);

const TIGHTENED: &[&str] = &[
    "earlier_of_old_and_new_from_change",
    "from_start",
    "from_change",
    "keep",
];
const LOOSENED: &[&str] = &["from_start", "from_change", "keep"];
static CHANGES: Record = strict(
    "changes",
    &[
        may(
            "raised",
            Shape::OneOf(TIGHTENED),
            "The same as `tightened`.",
        ),
        may("lowered", Shape::OneOf(LOOSENED), "The same as `loosened`."),
        may(
            "tightened",
            Shape::OneOf(TIGHTENED),
            "When the new promise is stricter.",
        ),
        may(
            "loosened",
            Shape::OneOf(LOOSENED),
            "When the new promise is looser.",
        ),
        may(
            "reopen_within",
            AMOUNT,
            "Until then the same clock resumes; `14 calendar days`.",
        ),
        may(
            "classify_within",
            AMOUNT,
            "Then an unclassified ticket is due; `15 elapsed minutes`.",
        ),
    ],
);

static INTAKE: Record = strict(
    "intake rules",
    &[
        may("open_to", NAMES, "Who may open a ticket."),
        may(
            "on_behalf",
            NAMES,
            "Roles that may open one for somebody else.",
        ),
        may("others", Shape::Words, "Where everybody else is sent."),
        may(
            "redirect",
            Shape::Words,
            "The answer on a channel that the plan does not open.",
        ),
    ],
);

static ROUTE: Record = strict(
    "a route",
    &[
        may("when", WHEN, "First match wins, before the area's team."),
        need("team", NAME, "The team."),
        may("hours", CALENDAR, "Preferred hours."),
    ],
);

static CLASSIFY: Record = strict(
    "classification",
    &[
        may(
            "default",
            Shape::Record(&SET),
            "What a ticket is until somebody knows better.",
        ),
        may(
            "ask",
            Shape::Named(&QUESTION),
            "Structured questions of the form, by id.",
        ),
        may(
            "rules",
            Shape::List(&Shape::Record(&CLASSIFY_RULE)),
            "First match wins.",
        ),
        may(
            "matrix",
            Shape::Record(&MATRIX),
            "Impact by urgency to priority.",
        ),
        may(
            "automatic",
            Shape::OneOf(&["counts", "proposes"]),
            "What a machine's word is worth.",
        ),
    ],
);
static SET: Record = strict(
    "a classification result",
    &[
        may("type", NAME, "A type."),
        may("priority", NAME, "A priority."),
        may("area", NAME, "An area."),
    ],
);
const QUESTION: Shape =
    Shape::Either(&[Shape::Text("the question"), Shape::Record(&QUESTION_RECORD)]);
static QUESTION_RECORD: Record = Record {
    name: "a question",
    fields: &[
        may(
            "options",
            NAMES,
            "The possible answers; yes and no, if left out.",
        ),
        may(
            "text",
            Shape::Words,
            "The question, if not given per locale.",
        ),
    ],
    rest: Some(&Shape::Text("the question in that language")),
};
static CLASSIFY_RULE: Record = strict(
    "a classification rule",
    &[
        need("id", TEXT, "Named in the trace."),
        may("when", WHEN, "Fields and answers it needs."),
        may(
            "phrases",
            Shape::Named(&Shape::Many(&TEXT)),
            "Words per locale, any of which decides.",
        ),
        need("set", Shape::Record(&SET), "What it decides."),
    ],
);
static MATRIX: Record = strict(
    "a matrix",
    &[
        need("impact", NAMES, "The rows."),
        need("urgency", NAMES, "The columns."),
        need(
            "priority",
            Shape::List(&Shape::List(&NAME)),
            "One list of priorities per impact.",
        ),
    ],
);

static RULE: Record = strict(
    "a rule",
    &[
        need("id", TEXT, "Named in the trace."),
        need("when", WHEN, "Runs when this becomes true."),
        may("after", AMOUNT, "Or when it held in silence for so long."),
        need("do", Shape::Record(&DEED), "What follows."),
    ],
);
static DEED: Record = strict(
    "a consequence",
    &[
        may("priority", NAME, "The new priority."),
        may("raise", COUNT, "Raise the priority by so many ranks."),
        may("lower", COUNT, "Lower the priority by so many ranks."),
        may("status", NAME, "The new status."),
        may("notify", ROLES, "Who is told."),
    ],
);

static ESCALATION: Record = Record {
    name: "the escalation section",
    fields: &[
        may(
            "stops_on",
            TRIGGERS,
            "What stops every ladder; `acknowledged`, if left out.",
        ),
        may(
            "quiet",
            Shape::Record(&QUIET),
            "When notices wait; steps never do.",
        ),
    ],
    rest: Some(&Shape::Either(&[
        Shape::List(&Shape::Record(&STEP)),
        Shape::Record(&LADDER),
    ])),
};
static LADDER: Record = strict(
    "a ladder",
    &[
        need(
            "steps",
            Shape::List(&Shape::Record(&STEP)),
            "In order of time.",
        ),
        may("stops_on", TRIGGERS, "What stops this ladder."),
        may("quiet", Shape::Record(&QUIET), "When its notices wait."),
    ],
);
static QUIET: Record = strict(
    "quiet hours",
    &[
        need(
            "outside",
            NAME,
            "A calendar; notices wait for its next opening.",
        ),
        may("unless", WHEN, "Tickets whose notices never wait."),
    ],
);
static STEP: Record = strict(
    "a ladder step",
    &[
        may(
            "at",
            TEXT,
            "A share of the target: `75%`; `due`; `due + 2 hours`.",
        ),
        may("before", TEXT, "So long before due: `30 minutes`."),
        may(
            "after",
            TEXT,
            "`due + …`, `start + …` or `previous + 4 business hours`.",
        ),
        may("when", WHEN, "The tickets it is for."),
        may(
            "raise_to",
            COUNT,
            "The level that has the ticket from then on.",
        ),
        may("reassign", TEXT, "The role that becomes the assignee."),
        may("notify", ROLES, "Who is told."),
        may("cc", ROLES, "Who gets a copy."),
    ],
);

static CONTACTS: Record = Record {
    name: "the contact table",
    fields: &[need(
        "by",
        NAMES,
        "The keys, outermost first: `[priority, level]`.",
    )],
    rest: Some(&Shape::Anything),
};

static NOTICE: Record = strict(
    "a notice",
    &[
        may(
            "on",
            TRIGGERS,
            "What sends it; the fact of the notice's name, if left out.",
        ),
        may("to", ROLES, "Who gets it; the requester, if left out."),
        may("cc", ROLES, "Who gets a copy."),
        may(
            "text",
            TEXT,
            "The text to render; the one of the notice's name, if left out.",
        ),
        may("when", WHEN, "The tickets it is for."),
        may("unless", WHEN, "The tickets it is not for."),
    ],
);

static ASSUMPTION: Record = strict(
    "an assumption",
    &[
        need("id", TEXT, "By which it is flipped."),
        need("source", TEXT, "The words that leave it open."),
        need("reading", TEXT, "How they are read here."),
        may(
            "otherwise",
            Shape::Named(&Shape::Anything),
            "The other reading, as a patch by path.",
        ),
    ],
);
