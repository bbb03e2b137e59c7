//! Metrics: triggers, targets, slots, and what changes do to clocks.
use super::facts::Fact;
use super::meanings::{
    BusinessDay, ByDay, CalendarName, ClockTime, Duration, Interim, Text, When, Who, Within,
};
use super::names::{Calendar, Ladder, Milestone, NameOf, Notice, Status};
use super::section::section;
use super::values::{ByName, Closed, List, Many, Or, Scalar, Truth, Wording};
use crate::policy::model::{Begins, Combine, Loosened, Repeats, Roll, Tightened};

/// Triggers: one or several, each a fact's name or a record.
pub(in crate::policy) type Triggers<'n> = Many<'n, Or<Scalar<'n, Fact>, Trigger<'n>>>;

section! {
    /// A fact with who must have acted, and for which tickets.
    "a trigger" Trigger {
        /// The fact that happens: `received`, `reply`, `notice_delivered`, ….
        may fact: Scalar<'n, Fact>,
        /// The one who must have acted: `system`, `agent`, `requester`, `level 1`.
        may who: Scalar<'n, Who> = "`anybody`",
        /// The tickets it counts for.
        may when: When<'n> = "all",
        /// The notice of `notice_delivered` and `notice_bounced`.
        may notice: NameOf<'n, Notice>,
        /// The status entered.
        may status: NameOf<'n, Status>,
        /// The milestone reached.
        may milestone: NameOf<'n, Milestone>,
        /// The metric met.
        may metric: NameOf<'n, super::names::Metric>,
    }
}

/// Promises: one duration for all, or rows.
pub(in crate::policy) type Targets<'n> = Or<Scalar<'n, Within>, Many<'n, Target<'n>>>;

/// Whose hours count: a calendar, or rows that choose one.
pub(in crate::policy) type CalendarChoice<'n> =
    Or<CalendarName<'n>, List<'n, CalendarChoiceRow<'n>>>;

section! {
    /// A row that chooses whose hours count.
    "a calendar row" CalendarChoiceRow {
        /// The tickets it is for. First match wins.
        may when: When<'n> = "all",
        /// The calendar whose hours count, `plan` or `24x7`.
        need calendar: CalendarName<'n>,
    }
}

section! {
    /// A row of a metric: a promise to some tickets.
    "a target row" Target {
        /// The tickets it is for.
        may when: When<'n> = "all",
        /// A duration, `none`, `slot`, `committed` or [`agreed`](#agreed-dates).
        may within: Scalar<'n, Within>,
        /// What holds until a date is agreed: a duration, or a time of a day as in `by`.
        may until_agreed: Scalar<'n, Interim> = "no due time",
        /// A time of a day, in the place of `within`: `17:00 on the next business day`. See [deadlines by day](#deadlines-by-day).
        may by: Scalar<'n, ByDay>,
        /// A promise in words, without a clock.
        may words: Wording<'n>,
        /// A clock behind the words that only staff see.
        may internal: Duration<'n>,
        /// Where elapsed time begins, in the place of the metric's: `at_once` or `next_opening`.
        may begins: Begins,
        /// A [cut-off](#a-cut-off) in the place of the metric's.
        may cut_off: Scalar<'n, ClockTime>,
        /// A calendar in the place of the metric's, or rows that choose one.
        may calendar: CalendarChoice<'n>,
    }
}

section! {
    /// One promise with a clock.
    "a metric" Metric {
        /// The [trigger](#triggers) that starts the clock.
        may starts: Triggers<'n> = "`received`",
        /// An earlier moment from which it counts.
        may counted_from: Triggers<'n>,
        /// The trigger that meets it. At the due instant is in time.
        may met_by: Triggers<'n> = "`resolved`",
        /// The trigger that ends it without meeting it; late it is only if it was due before.
        may ended_by: Triggers<'n> = "see below",
        /// How long proof may be under way before a breach is declared.
        may settle: Duration<'n> = "none",
        /// Statuses during which it stands still.
        may pauses: Many<'n, NameOf<'n, Status>> = "none",
        /// The calendar whose hours count, `plan` or `24x7`; or rows `{ when, calendar }`, as a plan's `hours`.
        may calendar: CalendarChoice<'n> = "see below",
        /// The meaning of a day: `window`, `same_time`, `close`, or hours such as `8 hours`. See [business days](#business-days).
        may business_day: Scalar<'n, BusinessDay> = "`same_time`",
        /// The row that counts among those that fit: `most_specific` or `strictest`.
        may combine: Combine = "`most_specific`",
        /// The tickets it is for. Others are promised nothing.
        may when: When<'n> = "all",
        /// Rows, or one duration for all.
        may targets: Targets<'n>,
        /// Rows that win over all others, as of a contract.
        may overrides: Targets<'n>,
        /// Fixed times of the day.
        may slots: Slots<'n>,
        /// A periodic promise, in place of `targets`: each fulfilment starts the next.
        may every: Targets<'n>,
        /// Further cycles: `never`, `after_met`, `each_start`.
        may repeats: Repeats = "see below",
        /// The [share](#shares-and-credits) of tickets for which it is kept, such as `95% per month`; or rows `{ when, share }`.
        may kept: super::KeptShares<'n>,
        /// Bands within which an agent commits: difficulty to band, such as `2-6 elapsed hours`.
        may commitment: ByName<'n, Text<'n>>,
        /// Where elapsed time begins that is reported outside hours: `at_once` or `next_opening`.
        may begins: Begins = "`at_once`",
        /// The time of a day, such as `16:00`, from which a report counts as made when the next open day begins. See [a cut-off](#a-cut-off).
        may cut_off: Scalar<'n, ClockTime> = "none",
        /// `next_opening`: a due time outside hours moves there. `next_open_day`: one on a closed date keeps its time of day
        /// and moves to the next open date.
        may roll: Roll = "`never`",
        /// A [ladder](#escalation-ladders) by name, or `none`.
        may ladder: NameOf<'n, Ladder> = "`standard`",
        /// `yes`: never shown to requesters.
        may internal: Truth = "no",
    }
}

section! {
    /// Fixed times of the day by which something is promised.
    "slots" Slots {
        /// Local times of the day.
        need at: Many<'n, Scalar<'n, ClockTime>>,
        /// The calendar on whose open days they are.
        need calendar: NameOf<'n, Calendar>,
        /// How long after a slot the promise is still kept.
        may grace: Duration<'n> = "none",
    }
}

impl Closed for Combine {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("strictest", Self::Strictest),
        ("most_specific", Self::MostSpecific),
    ];
}

impl Closed for Repeats {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("never", Self::Never),
        ("after_met", Self::AfterMet),
        ("each_start", Self::EachStart),
    ];
}

impl Closed for Begins {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("at_once", Self::AtOnce),
        ("next_opening", Self::NextOpening),
    ];
}

impl Closed for Roll {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("never", Self::Never),
        ("next_opening", Self::NextOpening),
        ("next_open_day", Self::NextOpenDay),
    ];
}

impl Closed for Tightened {
    const WORDS: &'static [(&'static str, Self)] = &[
        (
            "earlier_of_old_and_new_from_change",
            Self::EarlierOfOldAndNewFromChange,
        ),
        ("from_start", Self::FromStart),
        ("from_change", Self::FromChange),
        ("keep", Self::Keep),
    ];
}

impl Closed for Loosened {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("from_start", Self::FromStart),
        ("from_change", Self::FromChange),
        ("keep", Self::Keep),
    ];
}

section! {
    /// Effects of changes on running clocks.
    "changes" Changes {
        /// Another name of `tightened`.
        may raised: Tightened,
        /// Another name of `loosened`.
        may lowered: Loosened,
        /// The new promise is stricter. Or `from_start`, `from_change`, `keep`.
        may tightened: Tightened = "`earlier_of_old_and_new_from_change`",
        /// The new promise is looser. Or `from_change`, `keep`.
        may loosened: Loosened = "`from_start`",
        /// A ticket reopened until then goes on with the same clocks; the time it was resolved is a pause. Later, new
        /// ones begin. What is done on a ticket that stays resolved, a first answer for instance, counts the same way.
        may reopen_within: Duration<'n> = "`14 calendar days`",
        /// How long after it was done an agent may enter an act without saying why. Later a reason is needed, and a breach that
        /// was declared stands until a lead withdraws it.
        may backdating: Duration<'n> = "`15 elapsed minutes`",
        /// After that, a ticket that nobody and nothing classified is asked for again.
        may classify_within: Duration<'n> = "`15 elapsed minutes`",
    }
}
