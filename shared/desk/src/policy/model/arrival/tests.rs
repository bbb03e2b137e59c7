//! Answers about the arrival against a look at the wall clock, and what they cover together.
use chrono::{Datelike, TimeDelta, TimeZone, Timelike, Weekday};

use super::*;
use crate::policy::{Condition, compile};

const DESK: &str = "desk: acme
name: Acme
locales: [en]
zone: Europe/Brussels
effective_from: 2026-01-01
reply_to: help@acme.example.com
holidays:
  belgium: { easter + 1: Easter Monday, 12-24: { name: Eve, open: 09:00-12:00 }, 12-25: Christmas }
  fair: { 2026-03-30: Fair }
calendars:
  office: { mon-fri: 09:00-17:00, holidays: belgium }
  nights: { zone: America/New_York, daily: 22:00-06:00 }
metrics:
";

fn with_rows(rows: &str) -> String {
    format!("{DESK}  reply: {{ calendar: office, targets: [{rows}] }}\n")
}

fn warnings(rows: &str) -> Vec<String> {
    let checked = compile(&with_rows(rows)).unwrap();
    let found = checked.warnings.into_iter().map(|found| found.message);
    found
        .filter(|message| !message.contains("nothing uses"))
        .collect()
}

/// Each question, and the look at the wall clocks of Brussels and New York that answers it.
#[test]
fn an_arrival_is_judged_by_the_wall_clock_of_its_minute() {
    type Look = fn(chrono::NaiveDateTime, chrono::NaiveDateTime) -> bool;
    let closed = |at: chrono::NaiveDateTime| {
        let day = at.date().to_string();
        day.ends_with("-12-25") || ["2026-04-06", "2027-03-29"].contains(&&*day)
    };
    let asked: [(&str, Look); 8] = [
        ("received in nights", |_, there| {
            there.hour() >= 22 || there.hour() < 6
        }),
        ("received before 12:30", |here, _| {
            (here.hour(), here.minute()) < (12, 30)
        }),
        ("received from 12:30", |here, _| {
            (here.hour(), here.minute()) >= (12, 30)
        }),
        ("received before 02:30 in nights", |_, there| {
            (there.hour(), there.minute()) < (2, 30)
        }),
        ("received on sat sun", |here, _| {
            matches!(here.weekday(), Weekday::Sat | Weekday::Sun)
        }),
        ("received on mon in nights", |_, there| {
            there.weekday() == Weekday::Mon
        }),
        ("received on holiday of fair", |here, _| {
            here.date().to_string() == "2026-03-30"
        }),
        ("not received from 24:00", |_, _| true),
    ];
    let texts: Vec<_> = asked
        .iter()
        .map(|(text, _)| format!("{{ when: {text}, within: 1 hour }}"))
        .collect();
    let rows = format!(
        "{}, {{ when: received on holiday, within: 1 hour }}, {{ when: received in office, within: 1 hour }}, {{ within: none }}",
        texts.join(", ")
    );
    let policy = compile(&with_rows(&rows)).unwrap().policy;
    // Over the changes of the clocks, Easter Monday, Christmas, and a turn of the year.
    for (from, days) in [
        ("2026-03-27", 12),
        ("2026-10-23", 10),
        ("2026-12-23", 10),
        ("2027-03-27", 4),
    ] {
        let start: Instant = format!("{from}T00:00:00Z").parse().unwrap();
        for minute in (0..days * 1440).step_by(5) {
            let at = start + TimeDelta::minutes(minute);
            let here = chrono_tz::Europe::Brussels
                .from_utc_datetime(&at.naive_utc())
                .naive_local();
            let there = chrono_tz::America::New_York
                .from_utc_datetime(&at.naive_utc())
                .naive_local();
            let holds = |text: &str| {
                let arrival = Condition::parse(text).unwrap();
                policy.answers(arrival.arrivals()[0], at, (None, None))
            };
            for (text, look) in &asked {
                let held = holds(text) != text.starts_with("not ");
                assert_eq!(held, look(here, there), "{text} {here}");
            }
            let fair = here.date().to_string() == "2026-03-30";
            assert_eq!(holds("received on holiday"), closed(here) || fair, "{here}");
            let half = here.date().to_string() == "2026-12-24" && here.hour() >= 12;
            let weekday = !matches!(here.weekday(), Weekday::Sat | Weekday::Sun);
            let open = weekday && (9..17).contains(&here.hour()) && !closed(here) && !half;
            assert_eq!(holds("received in office"), open, "{here}");
        }
    }
}

#[test]
fn what_one_question_leaves_out_another_covers() {
    for whole in [
        "{ when: received in office, within: 1 hour }, { when: not received in office, within: 2 hours }",
        "{ when: received before 12:00, within: 1 hour }, { when: received from 12:00, within: 2 hours }",
        "{ when: received on mon-fri, within: 1 hour }, { when: received on sat sun, within: 2 hours }",
        "{ when: received in office, within: 1 hour }, { when: received on sat sun, within: 2 hours }, { when: received on mon-fri and not received in office, within: 3 hours }",
        "{ when: received on holiday, within: 1 hour }, { when: not received on holiday, within: 2 hours }",
    ] {
        assert_eq!(warnings(whole), Vec::<String>::new(), "{whole}");
    }
    for (rows, missing) in [
        (
            "{ when: received in office, within: 1 hour }",
            "not received in office",
        ),
        (
            "{ when: received before 12:00, within: 1 hour }, { when: received from 13:00, within: 2 hours }",
            "not received before 12:00, not received from 13:00",
        ),
    ] {
        let message = format!("`reply` says nothing of some tickets: {missing}");
        assert_eq!(warnings(rows), [message]);
    }
    for never in [
        "received in office and received on sat",
        "received before 12:00 and received from 12:00",
        "received in office and received on holiday of belgium",
    ] {
        let rows = format!("{{ when: {never}, within: 1 hour }}, {{ within: 2 hours }}");
        assert_eq!(
            warnings(&rows),
            [format!("no ticket can ever be `{never}`")]
        );
    }
}

#[test]
fn a_question_about_what_is_not_declared_names_it() {
    for (when, message, help) in [
        (
            "received in ofice",
            "there is no calendar `ofice`",
            "did you mean `office`?",
        ),
        (
            "received before 12:00 in ofice",
            "there is no calendar `ofice`",
            "did you mean `office`?",
        ),
        (
            "received on holiday of belgum",
            "there is no list of holidays `belgum`",
            "did you mean `belgium`?",
        ),
    ] {
        let rows = format!("{{ when: {when}, within: 1 hour }}, {{ within: 2 hours }}");
        let found = compile(&with_rows(&rows)).unwrap_err();
        assert_eq!((&*found[0].message, &*found[0].help), (message, help));
    }
}
