//! The clock: what time it is here, and buttons that move it.
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use desk::time::Instant;
use emulator::{Emulator, next_full_minute, parse_span};
use maud::{Markup, html};
use serde::Deserialize;

use super::layout;
use super::shared::{EmulatorState, is_foreign, problem, text_of_header};

const SHOWN: usize = 60;

pub(super) async fn page(State(emulator): EmulatorState) -> Response {
    let next = match emulator.next_due().await {
        Ok(next) => next,
        Err(error) => return problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    };
    let body = html! {
        h1 { "Clock" }
        p {
            "It is " strong { (layout::moment(emulator.clock().now())) }
            @if emulator.clock().ahead() > TimeDelta::zero() { ", " (format_span(emulator.clock().ahead())) " ahead of the world" }
            "."
        }
        p {
            @match next {
                Some(at) => { "The next thing is due at " (layout::moment(at)) "." }
                None => "Nothing is due.",
            }
        }
        @for (by, name) in [("1m", "+ 1 minute"), ("1h", "+ 1 hour"), ("1d", "+ 1 day")] {
            (button("by", by, name))
        }
        @if next.is_some() { (button("to", "next_due", "To the next due instant")) }
        form method="post" action="/_local/clock" {
            label { "or by " input name="by" size="6" placeholder="90m" required; } " "
            button { "Move" }
        }
        p { "Time only moves forward. On its way it halts wherever something is due." }
        h2 { "What happened lately" }
        (layout::journal(&emulator.journal(SHOWN)))
    };
    layout::page("Clock", "/clock", emulator.clock(), &body).into_response()
}

fn button(name: &str, value: &str, label: &str) -> Markup {
    html! {
        form method="post" action="/_local/clock" {
            input type="hidden" name=(name) value=(value);
            button { (label) }
        }
    }
}

fn format_span(ahead: TimeDelta) -> String {
    let (days, hours, minutes) = (
        ahead.num_days(),
        ahead.num_hours() % 24,
        ahead.num_minutes() % 60,
    );
    let parts = [(days, "d"), (hours, "h"), (minutes, "min")];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, unit)| format!("{n} {unit}"))
        .collect();
    if parts.is_empty() {
        format!("{} s", ahead.num_seconds())
    } else {
        parts.join(" ")
    }
}

/// `{"by": "1h"}`, `{"to": "next_due"}` or `{"to": "2026-03-02T09:00:00Z"}`; also as a form.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ClockMove {
    by: Option<String>,
    to: Option<String>,
}

pub(super) async fn move_clock(
    State(emulator): EmulatorState,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if is_foreign(&headers) {
        return problem(
            StatusCode::FORBIDDEN,
            "another site's page may not move this clock",
        );
    }
    let kind = text_of_header(&headers, header::CONTENT_TYPE).unwrap_or_default();
    let is_form = kind.starts_with("application/x-www-form-urlencoded");
    let wanted = match parse_move(is_form, &body) {
        Ok(wanted) => wanted,
        Err(why) => return problem(StatusCode::BAD_REQUEST, &why),
    };
    let to = match target_instant(&emulator, &wanted).await {
        Ok(to) => to,
        Err(why) => return problem(StatusCode::BAD_REQUEST, &why),
    };
    match emulator.advance(to).await {
        // A page's button goes back to the page; a program, also one that posts a form, gets JSON.
        Ok(_) if is_form && wants_page(&headers) => Redirect::to("/clock").into_response(),
        Ok(advanced) => Json(advanced).into_response(),
        Err(error) => problem(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn parse_move(is_form: bool, body: &[u8]) -> Result<ClockMove, String> {
    // `curl -d '{…}'` calls its JSON a form.
    if !is_form || body.trim_ascii_start().starts_with(b"{") {
        return serde_json::from_slice(body)
            .map_err(|error| format!("not a move of the clock: {error}"));
    }
    let query = String::from_utf8_lossy(body);
    let uri: Uri = format!("/?{}", query.trim())
        .parse()
        .map_err(|_| "not a form".to_owned())?;
    let form = axum::extract::Query::<ClockMove>::try_from_uri(&uri);
    form.map(|form| form.0)
        .map_err(|error| format!("not a move of the clock: {error}"))
}

async fn target_instant(emulator: &Emulator, wanted: &ClockMove) -> Result<Instant, String> {
    let now = emulator.clock().now();
    match (wanted.by.as_deref(), wanted.to.as_deref()) {
        (Some(by), None) => Ok(now + parse_span(by.trim())?),
        (None, Some("next_due")) => {
            let next = emulator
                .next_due()
                .await
                .map_err(|error| error.to_string())?;
            // The scan comes at the full minute that follows.
            next.map(next_full_minute)
                .ok_or_else(|| "nothing is due".to_owned())
        }
        (None, Some(to)) => {
            let to: Instant = to
                .parse()
                .map_err(|_| format!("`{to}` is neither `next_due` nor an RFC 3339 instant"))?;
            if to < now {
                return Err(format!("`{to}` has passed; time only moves forward"));
            }
            if to - now > TimeDelta::days(3660) {
                return Err(format!("`{to}` is more than ten years ahead"));
            }
            Ok(to)
        }
        (None, None) | (Some(_), Some(_)) => Err("say either `by` or `to`".to_owned()),
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = text_of_header(headers, header::ACCEPT);
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::{format_span, parse_move};

    #[test]
    fn a_move_is_read_from_json_and_from_a_form() {
        assert_eq!(
            parse_move(false, br#"{"by":"1h"}"#).unwrap().by.as_deref(),
            Some("1h")
        );
        assert_eq!(
            parse_move(true, br#"{"by":"1h"}"#).unwrap().by.as_deref(),
            Some("1h")
        );
        assert_eq!(
            parse_move(true, b"to=2026-03-02T09%3A00%3A00Z")
                .unwrap()
                .to
                .as_deref(),
            Some("2026-03-02T09:00:00Z")
        );
        assert!(parse_move(false, br#"{"back":"1h"}"#).is_err());
        assert!(parse_move(false, b"").is_err());
    }

    #[test]
    fn a_span_is_said_in_days_hours_and_minutes() {
        assert_eq!(format_span(TimeDelta::minutes(1_501)), "1 d 1 h 1 min");
        assert_eq!(format_span(TimeDelta::seconds(5)), "5 s");
    }
}
