//! Deadlines by day and time against a walk through dates, with chrono alone.
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Europe::Brussels;

use super::*;
use crate::time::{Hours, Span};

/// Mornings and afternoons of working days, and a holiday.
fn office() -> Calendar {
    let hours = Hours::mon_fri(Span::parse("09:00-12:30").unwrap());
    let days = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
    ];
    let hours = hours.with_days(&days, Span::parse("13:30-17:00").unwrap());
    Calendar::new(
        Brussels,
        hours.with_holiday("2026-04-06".parse().unwrap(), "Easter Monday"),
    )
}

fn is_open(date: NaiveDate) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && date.to_string() != "2026-04-06"
}

fn at(date: NaiveDate, minute: u16) -> Instant {
    let local = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
    Brussels
        .from_local_datetime(&local)
        .earliest()
        .unwrap()
        .to_utc()
}

/// The first and last minute of each span of a date.
fn spans(date: NaiveDate) -> Vec<(u16, u16)> {
    if is_open(date) {
        vec![(540, 750), (810, 1020)]
    } else {
        Vec::new()
    }
}

/// The same by its words: the days that count are written out one after another.
fn walked(report: Instant, by: &DueBy) -> Instant {
    let local = |at: Instant| -> NaiveDateTime { at.with_timezone(&Brussels).naive_local() };
    let dates = |from: NaiveDate| from.iter_days().take(900);
    let spans_from = |date: NaiveDate| {
        let each = |date| {
            spans(date)
                .into_iter()
                .map(move |(from, to)| (at(date, from), at(date, to)))
        };
        dates(date).flat_map(each)
    };
    let mut start = report;
    if by.counted_from == CountedFrom::Opening {
        let mut later = spans_from(local(report).date()).filter(|(_, to)| *to > report);
        start = later.next().unwrap().0.max(report);
    }
    let today = local(start).date();
    let own = by.first == FirstDay::Report;
    if let DueDay::After(number, DayUnit::Opening) = by.day {
        let mut left = number;
        for (from, to) in spans_from(today) {
            let due = if by.time == TimeOfDay::Opening {
                from
            } else {
                to
            };
            let counts = from > start || ((own || number == 0) && to > start);
            if counts {
                left = left.saturating_sub(1);
            }
            if counts && left == 0 && due > start {
                return due;
            }
        }
        panic!("no opening");
    }
    let mut left = match by.day {
        DueDay::After(number, _) => number,
        DueDay::On(_) => 1,
    };
    for date in dates(today) {
        let counts = match by.day {
            DueDay::After(0, DayUnit::BusinessDay) => is_open(date),
            DueDay::After(0, _) => true,
            DueDay::After(_, DayUnit::BusinessDay) => is_open(date) && (own || date > today),
            DueDay::After(..) => own || date > today,
            DueDay::On(weekday) => date > today && date.weekday() == weekday,
        };
        if !counts {
            continue;
        }
        left = left.saturating_sub(1);
        let minute = match by.time {
            TimeOfDay::At(minute) => Some(minute),
            TimeOfDay::Opening => spans(date).first().map(|span| span.0),
            TimeOfDay::Close => spans(date).last().map(|span| span.1),
        };
        if let Some(due) = minute.map(|minute| at(date, minute))
            && left == 0
            && due > start
        {
            return due;
        }
    }
    panic!("no day");
}

#[test]
fn a_deadline_by_day_is_the_one_that_a_walk_through_the_dates_finds() {
    let calendar = office();
    let mut all = Vec::new();
    for time in [
        "17:00", "12:00", "09:00", "24:00", "00:00", "close", "opening",
    ] {
        for day in [
            "same day",
            "next day",
            "3rd day",
            "31st day",
            "same business day",
            "next business day",
            "2nd business day",
            "20th business day",
            "friday",
            "monday",
            "same opening",
            "next opening",
            "2nd opening",
        ] {
            for how in [
                "",
                " after opening",
                " counting the first",
                " after opening counting the first",
            ] {
                all.extend(DueBy::parse(&format!("{time} on the {day}{how}")));
            }
        }
    }
    assert_eq!(all.len(), 7 * 10 * 4 - 7 * 4 * 2 + 2 * 3 * 4 - 2 * 2);
    // The changes of the clocks, a holiday beside a weekend, a leap day, and the turn of a year.
    for (from, days) in [
        ("2026-03-26", 13),
        ("2026-10-23", 5),
        ("2028-02-26", 6),
        ("2026-12-30", 5),
    ] {
        let first: NaiveDate = from.parse().unwrap();
        let start = at(first, 0);
        for minute in (0..days * 1440).step_by(90) {
            let report = start + TimeDelta::minutes(minute);
            for by in &all {
                let due = calendar.due_by(report, by);
                assert_eq!(due, Some(walked(report, by)), "{by} from {report}");
            }
        }
    }
}

#[test]
fn a_deadline_is_read_back_as_it_is_written() {
    for text in [
        "17:00 on the same day",
        "24:00 on the next day",
        "close on the same business day",
        "17:00 on the 2nd business day after opening",
        "12:00 on the 3rd business day counting the first",
        "close on the 21st business day after opening counting the first",
        "opening on the next opening",
        "12:00 on friday",
        "12:00 on the 11th day",
    ] {
        assert_eq!(DueBy::parse(text).unwrap().to_string(), text);
    }
    for (short, long) in [
        ("end of day", "24:00 on the same day"),
        ("close of business", "close on the same business day"),
        (
            "end of day on next business day",
            "24:00 on the next business day",
        ),
        (
            "close of business on the 2nd business day",
            "close on the 2nd business day",
        ),
        ("17:00 on 2nd day", "17:00 on the 2nd day"),
        (
            "17:00 on the 1st business day",
            "17:00 on the next business day",
        ),
        ("12:00 on next fri", "12:00 on friday"),
    ] {
        assert_eq!(DueBy::parse(short).unwrap().to_string(), long);
    }
}

#[test]
fn a_deadline_that_cannot_be_read_names_the_wrong_word() {
    for (text, message) in [
        (
            "",
            "a day is missing: write `17:00 on the next business day`",
        ),
        (
            "5pm on the next day",
            "`5pm` is not a time of a day: write `17:00`, `close` or `opening`",
        ),
        (
            "17:00",
            "expected `on` and a day after the time, found the end",
        ),
        (
            "close",
            "expected `on` and a day after the time, found the end",
        ),
        (
            "17:00 at the next day",
            "expected `on` and a day after the time, found `at`",
        ),
        (
            "17:00 on tomorrow",
            "`tomorrow` is not a day: write `the same day`, `the next business day`, `the 2nd business day` or `friday`",
        ),
        (
            "17:00 on the 2th day",
            "`2th` is not a place: write `the next`, `the 2nd` or `the 3rd`, up to 366",
        ),
        (
            "17:00 on the 2nd working day",
            "`working` is not counted: write `day`, `business day` or `opening` (for working days say business days)",
        ),
        (
            "17:00 on the 2nd business week",
            "`business week` is not counted: write `day`, `business day` or `opening`",
        ),
        (
            "17:00 on the next day at noon",
            "`at noon` is no way to count: write `after opening` or `counting the first`, or nothing",
        ),
        (
            "17:00 on the next opening",
            "`17:00` on an opening: an opening has its `close` and its `opening` only",
        ),
        (
            "17:00 on friday counting the first",
            "`counting the first` counts nothing here: write it after `the 2nd business day`",
        ),
    ] {
        assert_eq!(DueBy::parse(text).unwrap_err().to_string(), message);
    }
}

#[test]
fn an_opening_past_midnight_belongs_to_the_day_on_which_it_begins() {
    let days = [Weekday::Mon, Weekday::Fri];
    let nights = Hours::empty().with_days(&days, Span::parse("22:00-06:00").unwrap());
    let nights = Calendar::new(chrono_tz::UTC, nights);
    let due = |start: &str, by: &str| {
        let due = nights.due_by(start.parse().unwrap(), &DueBy::parse(by).unwrap());
        due.unwrap().to_string()
    };
    // Friday 5 June 2026, at noon.
    let friday = "2026-06-05T12:00:00Z";
    assert_eq!(
        due(friday, "close on the same business day"),
        "2026-06-06 06:00:00 UTC"
    );
    assert_eq!(
        due(friday, "close on the same opening"),
        "2026-06-06 06:00:00 UTC"
    );
    assert_eq!(
        due(friday, "close on the 2nd opening"),
        "2026-06-09 06:00:00 UTC"
    );
    assert_eq!(
        due(friday, "close on the next day"),
        "2026-06-09 06:00:00 UTC"
    );
    let week = Hours::empty().with_week_span(Weekday::Sun, 900, Weekday::Fri, 1020);
    let week = Calendar::new(chrono_tz::UTC, week);
    let closes = |start: &str| {
        let by = DueBy::parse("close on the same business day").unwrap();
        week.due_by(start.parse().unwrap(), &by)
            .unwrap()
            .to_string()
    };
    assert_eq!(closes("2026-06-03T12:00:00Z"), "2026-06-04 00:00:00 UTC");
    assert_eq!(closes("2026-06-05T12:00:00Z"), "2026-06-05 17:00:00 UTC");
}

#[test]
fn a_calendar_that_never_opens_has_no_close_but_has_days() {
    let never = Calendar::new(chrono_tz::UTC, Hours::empty());
    let start = "2026-06-05T12:00:00Z".parse().unwrap();
    let due = |by: &str| never.due_by(start, &DueBy::parse(by).unwrap());
    assert_eq!(due("close on the next day"), None);
    assert_eq!(due("17:00 on the next business day"), None);
    assert_eq!(due("close on the next opening"), None);
    assert_eq!(
        due("17:00 on the next day"),
        "2026-06-06T17:00:00Z".parse().ok()
    );
}
