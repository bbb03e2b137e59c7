//! The grammar of holidays and calendars, and rows that choose one.
use super::grammar::{Grammar, Record, record};
use super::values::{CALENDAR, NAME, NAMES, TEXT, WHEN};

pub(super) const HOLIDAY: Grammar = Grammar::Either(&[
    Grammar::Text("the holiday's name"),
    Grammar::Record(&HALF_DAY),
]);

pub(super) static HALF_DAY: Record = record! { "a holiday" {
    need name: Grammar::Words => "What the day is called.";
    may open: TEXT => "The hours of a half day: `09:00-12:00`.";
} };

pub(super) const CALENDAR_RULE: Grammar =
    Grammar::Either(&[Grammar::Text("`24x7`"), Grammar::Record(&CALENDAR_RECORD)]);

pub(super) static CALENDAR_RECORD: Record = record! { "a calendar" {
    may extends: NAME => "Another calendar, whose days this one changes.";
    may zone: TEXT => "A time zone, `organisation` or `contact`; the desk's, if left out.";
    may hours: TEXT => "`24x7`, to give holidays to an around-the-clock calendar.";
    may span: TEXT => "One span of the week: `sun 15:00 - fri 17:00`.";
    may holidays: NAMES => "Lists of holidays.";
} else Grammar::Text("spans of hours such as `09:00-12:30 13:30-18:00`") };

pub(super) const HOURS: Grammar =
    Grammar::Either(&[CALENDAR, Grammar::List(&Grammar::Record(&HOURS_ROW))]);

pub(super) static HOURS_ROW: Record = record! { "an hours row" {
    may when: WHEN => "First match wins.";
    need calendar: CALENDAR => "Whose hours count.";
} };
