//! The grammar of metrics: triggers, targets, slots, and what changes do to clocks.
use super::grammar::{Grammar, Record, record};
use super::values::{AMOUNT, CALENDAR, NAME, NAMES, TEXT, TRUTH, WHEN};

pub(super) const TRIGGERS: Grammar = Grammar::Many(&Grammar::Either(&[
    Grammar::Text("a fact such as `received`"),
    Grammar::Record(&TRIGGER),
]));

pub(super) static TRIGGER: Record = record! { "a trigger" {
    may fact: TEXT => "What happens: `received`, `reply`, `notice_delivered`, ….";
    may who: TEXT => "Who must have acted: system, agent, requester, `level 1`.";
    may when: WHEN => "The tickets it counts for.";
    may notice: NAME => "Of `notice_delivered` and `notice_bounced`.";
    may status: NAME => "The status entered.";
    may milestone: NAME => "The milestone reached.";
    may metric: NAME => "The metric met.";
} };

pub(super) const TARGETS: Grammar = Grammar::Either(&[
    AMOUNT,
    Grammar::List(&Grammar::Record(&TARGET)),
    Grammar::Record(&TARGET),
]);

pub(super) static TARGET: Record = record! { "a target row" {
    may when: WHEN => "The tickets it is for; all, if left out.";
    may within: TEXT => "A duration, `none`, `slot` or `committed`.";
    may words: Grammar::Words => "A promise in words, without a clock.";
    may internal: AMOUNT => "A clock behind the words that only staff see.";
    may calendar: CALENDAR => "Replaces the metric's calendar.";
} };

pub(super) static METRIC: Record = record! { "a metric" {
    may starts: TRIGGERS => "What starts the clock; `received`, if left out.";
    may counted_from: TRIGGERS => "An earlier moment from which it counts.";
    may met_by: TRIGGERS => "What meets it; `resolved`, if left out.";
    may settle: AMOUNT => "How long proof may be under way before a breach is declared.";
    may pauses: NAMES => "Statuses during which the clock stands still.";
    may calendar: CALENDAR => "`plan` where there are plans, else the only or `office` one.";
    may business_day: TEXT => "`window`, `same_time`, `close`, or hours such as `8 hours`.";
    may combine: Grammar::OneOf(&["strictest", "most_specific"]) => "Among matching rows.";
    may when: WHEN => "The tickets the metric is for; others are promised nothing.";
    may targets: TARGETS => "The promises, row by row.";
    may overrides: TARGETS => "Rows that win over all others, as of a contract.";
    may slots: Grammar::Record(&SLOTS) => "Fixed times of the day.";
    may every: TARGETS => "A periodic promise: each fulfilment starts the next.";
    may repeats: Grammar::OneOf(&["never", "after_met", "each_start"]) => "Further cycles; `each_start` where requesters start it again and again, else `never`.";
    may commitment: Grammar::Named(&TEXT) => "Difficulty to band, such as `2-6 elapsed hours`.";
    may roll: Grammar::OneOf(&["never", "next_opening"]) => "Of a due time outside hours.";
    may ladder: NAME => "The ladder, or `none`; the one called `standard`, if left out.";
    may internal: TRUTH => "Never shown to requesters.";
} };

pub(super) static SLOTS: Record = record! { "slots" {
    need at: Grammar::Many(&Grammar::Text("a time such as `09:00`")) => "Local times of the day.";
    need calendar: NAME => "On whose open days.";
    may grace: AMOUNT => "How long after a slot the promise is still kept.";
} };

pub(super) const TIGHTENED: &[&str] = &[
    "earlier_of_old_and_new_from_change",
    "from_start",
    "from_change",
    "keep",
];

pub(super) const LOOSENED: &[&str] = &["from_start", "from_change", "keep"];

pub(super) static CHANGES: Record = record! { "changes" {
    may raised: Grammar::OneOf(TIGHTENED) => "The same as `tightened`.";
    may lowered: Grammar::OneOf(LOOSENED) => "The same as `loosened`.";
    may tightened: Grammar::OneOf(TIGHTENED) => "When the new promise is stricter.";
    may loosened: Grammar::OneOf(LOOSENED) => "When the new promise is looser.";
    may reopen_within: AMOUNT => "Until then the same clock resumes; `14 calendar days`.";
    may classify_within: AMOUNT => "Then an unclassified ticket is due; `15 elapsed minutes`.";
} };
