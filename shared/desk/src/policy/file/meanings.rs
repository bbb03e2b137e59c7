//! Meanings of scalars, each a small language of its own that is read when names are resolved.
use super::names::{ChannelName, Recipient};
use super::values::{Meaning, Scalar};

pub(in crate::policy) type Text<'n> = Scalar<'n, AnyText>;
pub(in crate::policy) type When<'n> = Scalar<'n, Condition>;
pub(in crate::policy) type Duration<'n> = Scalar<'n, Amount>;
pub(in crate::policy) type Count<'n> = Scalar<'n, WholeNumber>;
pub(in crate::policy) type CalendarName<'n> = Scalar<'n, CalendarOrPlan>;
pub(in crate::policy) type Channel<'n> = Scalar<'n, ChannelName>;
pub(in crate::policy) type Role<'n> = Scalar<'n, Recipient>;

#[derive(Debug)]
pub(in crate::policy) enum AnyText {}
impl Meaning for AnyText {
    const WHAT: &'static str = "a text";
}

#[derive(Debug)]
pub(in crate::policy) enum Condition {}
impl Meaning for Condition {
    const WHAT: &'static str = "a condition such as `plan = gold and priority = urgent`";
    const EXAMPLES: &'static [&'static str] = &[
        "priority = high",
        "type in (incident, question)",
        "plan = gold and priority = high",
        "received in office",
    ];
}

#[derive(Debug)]
pub(in crate::policy) enum Amount {}
impl Meaning for Amount {
    const WHAT: &'static str = "a duration such as `4 business hours`";
    const EXAMPLES: &'static [&'static str] = &[
        "30 elapsed minutes",
        "4 business hours",
        "2 business days",
        "1 calendar week",
        "3 months",
    ];
}

#[derive(Debug)]
pub(in crate::policy) enum WholeNumber {}
impl Meaning for WholeNumber {
    const WHAT: &'static str = "a whole number";
}

#[derive(Debug)]
pub(in crate::policy) enum CalendarOrPlan {}
impl Meaning for CalendarOrPlan {
    const WHAT: &'static str = "the name of a calendar, `24x7`, or `plan`";
    const WORDS: &'static [&'static str] = &["plan", "24x7"];
}

/// A promise of a row.
#[derive(Debug)]
pub(in crate::policy) enum Within {}
impl Meaning for Within {
    const WHAT: &'static str =
        "a duration such as `4 business hours`, `none`, `slot`, `committed` or `agreed`";
    const WORDS: &'static [&'static str] = &["none", "slot", "committed", "agreed"];
    const EXAMPLES: &'static [&'static str] = &[
        "30 elapsed minutes",
        "4 business hours",
        "2 business days",
        "1 calendar week",
    ];
}

/// A promise that holds until a date is agreed.
#[derive(Debug)]
pub(in crate::policy) enum Interim {}
impl Meaning for Interim {
    const WHAT: &'static str = "a duration such as `2 business days`, or a time of a day such as `17:00 on the next business day`";
}

/// A deadline by day.
#[derive(Debug)]
pub(in crate::policy) enum ByDay {}
impl Meaning for ByDay {
    const WHAT: &'static str = "a time of a day such as `17:00 on the next business day`";
    const WORDS: &'static [&'static str] = &[
        "end of day",
        "close of business",
        "17:00 on the next business day",
    ];
}

#[derive(Debug)]
pub(in crate::policy) enum BusinessDay {}
impl Meaning for BusinessDay {
    const WHAT: &'static str = "`window`, `same_time`, `close`, or hours such as `8 hours`";
    const WORDS: &'static [&'static str] = &["window", "same_time", "close"];
    const EXAMPLES: &'static [&'static str] = &["8 hours"];
}

#[derive(Debug)]
pub(in crate::policy) enum Who {}
impl Meaning for Who {
    const WHAT: &'static str = "system, agent, requester, anybody or `level 1`";
    const WORDS: &'static [&'static str] = &[
        "system",
        "agent",
        "requester",
        "anybody",
        "level 1",
        "level 2",
    ];
}

#[derive(Debug)]
pub(in crate::policy) enum ClockTime {}
impl Meaning for ClockTime {
    const WHAT: &'static str = "a time such as `09:00`";
    const EXAMPLES: &'static [&'static str] = &["09:00"];
}

#[derive(Debug)]
pub(in crate::policy) enum Spans {}
impl Meaning for Spans {
    const WHAT: &'static str = "spans of hours such as `09:00-12:30 13:30-18:00`";
    const WORDS: &'static [&'static str] = &["closed", "24h"];
    const EXAMPLES: &'static [&'static str] =
        &["09:00-17:00", "09:00-12:30 13:30-18:00", "22:00-06:00"];
}

#[derive(Debug)]
pub(in crate::policy) enum SeasonDay {}
impl Meaning for SeasonDay {
    const WHAT: &'static str = "a day such as `07-01` or `2026-07-01`";
    const EXAMPLES: &'static [&'static str] = &["07-01", "2026-07-01"];
}

#[derive(Debug)]
pub(in crate::policy) enum AroundTheClock {}
impl Meaning for AroundTheClock {
    const WHAT: &'static str = "`24x7`";
    const WORDS: &'static [&'static str] = &["24x7"];
}

#[derive(Debug)]
pub(in crate::policy) enum ZoneOfCalendar {}
impl Meaning for ZoneOfCalendar {
    const WHAT: &'static str = "a time zone such as `Europe/Brussels`, `organisation` or `contact`";
    const WORDS: &'static [&'static str] = &["organisation", "contact"];
}

#[derive(Debug)]
pub(in crate::policy) enum HolidayName {}
impl Meaning for HolidayName {
    const WHAT: &'static str = "the holiday's name";
}

#[derive(Debug)]
pub(in crate::policy) enum QueueKey {}
impl Meaning for QueueKey {
    const WHAT: &'static str = "`priority`, `due`, `opened` or a scale";
    const WORDS: &'static [&'static str] = &["priority", "due", "opened"];
}

#[derive(Debug)]
pub(in crate::policy) enum StepTime {}
impl Meaning for StepTime {
    const WHAT: &'static str = "a time such as `75%`, `due` or `due + 2 hours`";
    const WORDS: &'static [&'static str] = &["due", "50%", "75%", "100%"];
    const EXAMPLES: &'static [&'static str] = &["due + 2 business hours"];
}

#[derive(Debug)]
pub(in crate::policy) enum ShownName {}
impl Meaning for ShownName {
    const WHAT: &'static str = "a name";
}

#[derive(Debug)]
pub(in crate::policy) enum QuestionText {}
impl Meaning for QuestionText {
    const WHAT: &'static str = "the question";
}

#[derive(Debug)]
pub(in crate::policy) enum QuestionInLanguage {}
impl Meaning for QuestionInLanguage {
    const WHAT: &'static str = "the question in that language";
}
