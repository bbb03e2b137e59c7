//! Runs cases of calendar arithmetic: `add`, `between`, `is_open`, `next_open`, `business_days`.
//!
//! A word that this runner does not know fails its case by name: an ignored field would let a case
//! hold that was never tried.
mod case;

use chrono::{SecondsFormat, TimeDelta};
use serde_json::{Map, Value};

use super::{CaseResult, Failure, Mismatch, VectorsError};
use case::{Add, Between, BusinessDays, CaseCalendar, Days, IsOpen, NextOpen};
use desk::time::{Calendar, Instant, Pause};

/// Business minutes are written as decimals; this is well below a millisecond.
const TOLERANCE_MINUTES: f64 = 1e-6;
/// How many segments an explanation lists.
const LISTED: usize = 12;

/// Runs every case of a file.
///
/// # Errors
/// [`VectorsError`] when the file is not JSON with a list `cases` and nothing beside it. What is
/// wrong within a case is that case's outcome.
pub fn run(json: &str) -> Result<Vec<CaseResult>, VectorsError> {
    let file: Map<String, Value> = serde_json::from_str(json)?;
    if let Some(other) = file.keys().find(|key| *key != "cases") {
        return Err(VectorsError::Shape(format!("`{other}` is unknown")));
    }
    let Some(Value::Array(cases)) = file.get("cases") else {
        return Err(VectorsError::Shape(
            "`cases` is missing, or not a list".to_owned(),
        ));
    };
    Ok(cases
        .iter()
        .enumerate()
        .map(|(place, case)| outcome(place, case))
        .collect())
}

fn outcome(place: usize, case: &Value) -> CaseResult {
    let text = |key: &str| case.get(key).and_then(Value::as_str).map(str::to_owned);
    CaseResult {
        id: text("id").unwrap_or_else(|| format!("case {place}")),
        name: text("name"),
        result: check(case),
    }
}

/// A case that cannot be tried fails, and says why.
fn unreadable(expected: Option<&Value>, why: impl ToString) -> Failure {
    let expected = expected.map_or_else(|| "an `expected`".to_owned(), Value::to_string);
    let got = format!("a case that cannot be read: {}", why.to_string());
    Mismatch::new(expected, got).into()
}

fn check(case: &Value) -> Result<(), Failure> {
    let expected = case.get("expected");
    let unread = |why: String| unreadable(expected, why);
    let Value::Object(fields) = case else {
        return Err(unread("it is not an object".to_owned()));
    };
    let mut fields = fields.clone();
    for words in ["id", "name"] {
        if fields.remove(words).is_some_and(|word| !word.is_string()) {
            return Err(unread(format!("`{words}` is not a text")));
        }
    }
    let op = fields.remove("op");
    let calendar = fields
        .remove("calendar")
        .ok_or_else(|| unread("`calendar` is missing".to_owned()))?;
    let calendar = serde_json::from_value::<CaseCalendar>(calendar)
        .map_err(|error| unread(format!("`calendar`: {error}")))?
        .build()
        .map_err(|error| unread(format!("`calendar`: {error}")))?;
    let tried = match op.as_ref().and_then(Value::as_str) {
        Some("add") => read(fields).and_then(|case| add(&calendar, case)),
        Some("between") => read(fields).map(|case| between(&calendar, &case)),
        Some("is_open") => read(fields).map(|case| is_open(&calendar, &case)),
        Some("next_open") => read(fields).map(|case| next_open(&calendar, &case)),
        Some("business_days") => read(fields).map(|case| business_days(&calendar, &case)),
        Some(other) => Err(format!("`op` {other} is unknown")),
        None => Err("`op` is missing, or not a text".to_owned()),
    };
    tried.map_err(unread)?
}

/// The fields of one operation, all of which it must know.
fn read<T: serde::de::DeserializeOwned>(fields: Map<String, Value>) -> Result<T, String> {
    serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())
}

type Verdict = Result<(), Failure>;

fn same(expected: String, got: String, explanation: impl FnOnce() -> String) -> Verdict {
    if expected == got {
        return Ok(());
    }
    Err(Failure {
        mismatches: vec![Mismatch { expected, got }],
        explanation: explanation(),
    })
}

fn shown(at: Option<Instant>) -> String {
    at.map_or_else(
        || "never".to_owned(),
        |at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
    )
}

/// The open segments that are not paused, on the calendar's own wall clock.
fn counted(calendar: &Calendar, from: Instant, to: Instant, pauses: &[Pause]) -> String {
    let open = calendar
        .segments(from, to)
        .subtract(&desk::time::Segments::from_pauses(pauses));
    let mut lines: Vec<String> = open
        .iter()
        .take(LISTED)
        .map(|open| {
            format!(
                "{} to {}",
                calendar.local(open.start),
                calendar.local(open.end)
            )
        })
        .collect();
    if open.len() > LISTED {
        lines.push(format!("and {} more", open.len() - LISTED));
    }
    format!("counted in {}: {}", calendar.zone(), lines.join(", "))
}

fn add(calendar: &Calendar, case: Add) -> Result<Verdict, String> {
    let amount = case.amount()?;
    let due = calendar.add_with_pauses(case.start, amount, &case.pauses);
    Ok(same(shown(case.expected), shown(due), || {
        let until = due.max(case.expected).unwrap_or(case.start);
        counted(calendar, case.start, until, &case.pauses)
    }))
}

fn minutes(time: TimeDelta) -> f64 {
    time.to_std().map_or(0.0, |time| time.as_secs_f64() / 60.0)
}

fn between(calendar: &Calendar, case: &Between) -> Verdict {
    let got = minutes(calendar.between_with_pauses(case.start, case.end, &case.pauses));
    if (got - case.expected).abs() <= TOLERANCE_MINUTES {
        return Ok(());
    }
    let expected = format!("{} minutes", case.expected);
    Err(Failure {
        mismatches: vec![Mismatch::new(expected, format!("{got} minutes"))],
        explanation: counted(calendar, case.start, case.end, &case.pauses),
    })
}

fn is_open(calendar: &Calendar, case: &IsOpen) -> Verdict {
    let word = |open: bool| if open { "open" } else { "closed" }.to_owned();
    same(
        word(case.expected),
        word(calendar.is_open(case.start)),
        || local(calendar, case.start),
    )
}

fn next_open(calendar: &Calendar, case: &NextOpen) -> Verdict {
    let next = calendar.next_open(case.start);
    same(shown(case.expected), shown(next), || {
        local(calendar, case.start)
    })
}

fn business_days(calendar: &Calendar, case: &BusinessDays) -> Verdict {
    let Days {
        same_local_time,
        end_of_day,
    } = case.expected;
    let (start, days) = (case.start, case.business_days);
    let tell = |time, close| {
        format!(
            "same local time {}, end of day {}",
            shown(time),
            shown(close)
        )
    };
    let got = tell(
        calendar.same_local_time(start, days),
        calendar.end_of_day(start, days),
    );
    same(tell(same_local_time, end_of_day), got, || {
        local(calendar, start)
    })
}

fn local(calendar: &Calendar, at: Instant) -> String {
    format!(
        "the start is {} in {}",
        calendar.local(at).format("%a %F %T"),
        calendar.zone()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_of_the_reference_file_holds() {
        let json = include_str!("../cases/business_time.json");
        assert!(crate::is_business_time(
            &serde_json::from_str(json).unwrap()
        ));
        let outcomes = run(json).unwrap();
        assert_eq!(outcomes.len(), 632);
        let failed = outcomes.iter().filter_map(|outcome| {
            let why = outcome.result.as_ref().err()?;
            Some(format!(
                "{} {}: {why}",
                outcome.id,
                outcome.name.as_deref().unwrap_or("")
            ))
        });
        let failed: Vec<_> = failed.collect();
        assert!(
            failed.is_empty(),
            "{} fail:\n{}",
            failed.len(),
            failed.join("\n")
        );
    }

    /// Runs one case on UTC office hours, and returns how it fails.
    fn failure(fields: &str) -> String {
        failure_on(
            r#"{"tz": "UTC", "hours": {"mon": [["09:00", "17:00"]]}}"#,
            fields,
        )
    }

    fn failure_on(calendar: &str, fields: &str) -> String {
        let json = format!(r#"{{"cases": [{{"id": "x", "calendar": {calendar}, {fields}}}]}}"#);
        let outcomes = run(&json).unwrap();
        outcomes[0]
            .result
            .as_ref()
            .map_or_else(ToString::to_string, |()| String::new())
    }

    #[test]
    fn a_wrong_expectation_shows_what_was_counted() {
        let why = failure(
            r#""op": "add", "start": "2026-11-23T16:00:00Z", "amount_minutes": 120,
               "expected": "2026-11-30T09:00:00Z""#,
        );
        assert_eq!(
            why,
            "expected 2026-11-30T09:00:00Z, got 2026-11-30T10:00:00Z (counted in UTC: \
             2026-11-23 16:00:00 to 2026-11-23 17:00:00, 2026-11-30 09:00:00 to 2026-11-30 10:00:00)"
        );
    }

    #[test]
    fn an_unknown_word_fails_its_case_by_name() {
        let start = r#""start": "2026-11-23T16:00:00Z""#;
        for (fields, word) in [
            (
                format!(r#""op": "shift", {start}, "expected": null"#),
                "shift",
            ),
            (
                format!(r#""op": "is_open", {start}, "expected": true, "end": null"#),
                "end",
            ),
            (format!(r#""op": "is_open", {start}, "expected": 7"#), "7"),
            (
                r#""op": "is_open", "start": "noon", "expected": true"#.to_owned(),
                "input",
            ),
            (
                format!(r#""op": "add", {start}, "expected": null"#),
                "amount_minutes",
            ),
            (
                format!(r#""op": "add", {start}, "amount_minutes": -1, "expected": null"#),
                "-1",
            ),
            (
                format!(r#""op": "add", {start}, "amount_minutes": 5"#),
                "expected",
            ),
            (
                format!(
                    r#""op": "business_days", {start}, "business_days": 1, "expected": {{"noon": 1}}"#
                ),
                "noon",
            ),
            (format!(r#""op": "next_open", {start}"#), "expected"),
        ] {
            let why = failure(&fields);
            assert!(why.contains(word), "{fields}: {why}");
        }
        for (calendar, word) in [
            (r#"{"tz": "Mars/Base", "hours": {}}"#, "Mars/Base"),
            (r#"{"tz": "UTC", "hours": {"monday": []}}"#, "monday"),
            (
                r#"{"tz": "UTC", "hours": {"mon": [["9h", "17:00"]]}}"#,
                "9h",
            ),
            (r#"{"tz": "UTC", "yearly": ["02-30"]}"#, "02-30"),
            (r#"{"tz": "UTC", "rota": []}"#, "rota"),
        ] {
            let why = failure_on(
                calendar,
                &format!(r#""op": "is_open", {start}, "expected": true"#),
            );
            assert!(why.contains(word), "{calendar}: {why}");
        }
    }

    #[test]
    fn breaks_close_the_calendar_for_every_operation() {
        let calendar = r#"{"tz": "UTC", "hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]},
            "breaks_utc": [["2026-11-23T10:00:00Z", "2026-11-23T18:00:00Z"]]}"#;
        for fields in [
            r#""op": "add", "start": "2026-11-23T09:00:00Z", "amount_minutes": 90, "expected": "2026-11-24T09:30:00Z""#,
            r#""op": "between", "start": "2026-11-23T00:00:00Z", "end": "2026-11-25T00:00:00Z", "expected": 540"#,
            r#""op": "is_open", "start": "2026-11-23T10:00:00Z", "expected": false"#,
            r#""op": "next_open", "start": "2026-11-23T10:00:00Z", "expected": "2026-11-24T09:00:00Z""#,
            r#""op": "business_days", "start": "2026-11-23T09:00:00Z", "business_days": 0,
               "expected": {"same_local_time": "2026-11-23T09:00:00Z", "end_of_day": "2026-11-23T10:00:00Z"}"#,
            r#""op": "between", "start": "2026-11-24T09:00:00Z", "end": "2026-11-24T12:00:00Z",
               "pauses": [["2026-11-24T11:00:00Z", null]], "expected": 120"#,
        ] {
            assert_eq!(failure_on(calendar, fields), "", "{fields}");
        }
    }

    #[test]
    fn another_file_is_refused_or_told_apart() {
        assert!(matches!(run("cases"), Err(VectorsError::Json(_))));
        assert!(matches!(run("{}"), Err(VectorsError::Shape(_))));
        assert!(matches!(
            run(r#"{"cases": [], "case": 1}"#),
            Err(VectorsError::Shape(_))
        ));
        let policies = serde_json::json!({"cases": [{"desk": "acme", "ticket": {}}]});
        assert!(!crate::is_business_time(&policies));
    }
}
