//! One ticket to watch: its clocks, why they are due when they are, and what happened. It shows what
//! the API answers and sends what the API takes, nothing else.
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};

use super::layout;
use super::shared::{EmulatorState, ask_api, is_foreign, pass_on, problem};

/// The path of a ticket's page.
pub(super) fn ticket_page_path(desk: &str, ticket: &str) -> String {
    format!("/watch/{desk}/{ticket}")
}

pub(super) async fn page(
    State(emulator): EmulatorState,
    Path((desk, ticket)): Path<(String, String)>,
) -> Response {
    let path = format!("/desks/{desk}/tickets/{ticket}");
    let answer = ask_api(&emulator, Method::GET, &path, &Value::Null).await;
    if !answer.status.is_success() {
        return pass_on(answer);
    }
    let seen = answer.json();
    let title = format!("{desk} {}", text(&seen, "/reference"));
    let body = html! {
        h1 { (title) }
        (facts_at_a_glance(&seen))
        h2 { "Clocks" }
        (clocks(&seen))
        h2 { "What may happen" }
        form method="post" action=(ticket_page_path(&desk, &ticket)) {
            input name="text" size="40" placeholder="We are on it." required; " "
            button { "Reply as an agent" }
        }
        form method="post" action=(ticket_page_path(&desk, &ticket)) { button { "Resolve" } }
        p { "Or move the " a href="/clock" { "clock" } " and come back. Also as " a href=(path) { "JSON" } "." }
        h2 { "What happened" }
        (timeline(&seen))
    };
    layout::page(&title, "/", emulator.clock(), &body).into_response()
}

/// The fields of the two forms: a reply has words.
#[derive(Debug, Deserialize)]
pub(super) struct AgentForm {
    #[serde(default)]
    text: Option<String>,
}

pub(super) async fn act(
    State(emulator): EmulatorState,
    Path((desk, ticket)): Path<(String, String)>,
    headers: HeaderMap,
    Form(form): Form<AgentForm>,
) -> Response {
    if is_foreign(&headers) {
        return problem(
            StatusCode::FORBIDDEN,
            "another site's page may not act here",
        );
    }
    let by = json!({"agent": "you"});
    let command = match form.text {
        Some(text) => json!({"command": "reply", "by": by, "text": text}),
        None => json!({"command": "resolve", "by": by}),
    };
    let path = format!("/desks/{desk}/tickets/{ticket}/commands");
    let answer = ask_api(&emulator, Method::POST, &path, &command).await;
    if answer.status.is_success() {
        return Redirect::to(&ticket_page_path(&desk, &ticket)).into_response();
    }
    pass_on(answer)
}

fn facts_at_a_glance(seen: &Value) -> Markup {
    let rows = [
        ("status", text(seen, "/status")),
        ("type", text(seen, "/subject/type")),
        ("priority", text(seen, "/subject/priority")),
        ("plan", text(seen, "/subject/plan")),
        ("area", text(seen, "/subject/area")),
        ("classified", text(seen, "/classified").replace('_', " ")),
        ("level", text(seen, "/level")),
        ("assignee", text(seen, "/assignee")),
        ("team", text(seen, "/team")),
    ];
    let message = text(seen, "/texts/0/subject");
    html! {
        p { "“" (message) "”" }
        dl {
            @for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
                dt { (name) } dd { (value) }
            }
        }
    }
}

fn clocks(seen: &Value) -> Markup {
    let empty = Vec::new();
    let clocks = seen["clocks"].as_array().unwrap_or(&empty);
    html! {
        @if clocks.is_empty() { p { "None runs yet." } }
        @for clock in clocks {
            h3 { (text(clock, "/metric").replace('_', " ")) ": " (text(clock, "/phase").replace('_', " ")) }
            p {
                (text(clock, "/promise"))
                // What no line of the policy promised has none.
                @if clock["policy_line"] != 0 { " (policy line " (text(clock, "/policy_line")) ")" }
                @if clock["due_at"].is_string() { ", due " strong { (when(clock, "/due_at")) } }
                @if clock["met_at"].is_string() { ", met " (when(clock, "/met_at")) }
                "."
            }
            (ladder(clock))
            (explanation(seen, clock))
        }
    }
}

fn ladder(clock: &Value) -> Markup {
    let empty = Vec::new();
    let steps = clock["ladder"].as_array().unwrap_or(&empty);
    let steps: Vec<_> = steps.iter().filter(|step| step["at"].is_string()).collect();
    html! {
        @if !steps.is_empty() {
            p {
                "Unless it is met, its ladder: "
                @for (index, step) in steps.iter().enumerate() {
                    @if index > 0 { " · " }
                    (when(step, "/at"))
                }
            }
        }
    }
}

fn explanation(seen: &Value, clock: &Value) -> Markup {
    let empty = Vec::new();
    let accounts = seen["explanations"].as_array().unwrap_or(&empty);
    let account = accounts
        .iter()
        .find(|account| account["metric"] == clock["metric"] && account["cycle"] == clock["cycle"]);
    let stretches = account.and_then(|account| account["stretches"].as_array());
    html! {
        @if let Some(stretches) = stretches.filter(|stretches| !stretches.is_empty()) {
            details {
                summary { "Why then" }
                table {
                    @for stretch in stretches {
                        tr {
                            td { (text(stretch, "/kind")) }
                            td { (when(stretch, "/start")) " to " (when(stretch, "/end")) }
                            td { (text(stretch, "/minutes")) " min" }
                        }
                    }
                }
            }
        }
    }
}

fn timeline(seen: &Value) -> Markup {
    let empty = Vec::new();
    let facts = seen["timeline"].as_array().unwrap_or(&empty);
    html! {
        table {
            thead { tr { th scope="col" { "when" } th scope="col" { "what" } th scope="col" { "by" } th scope="col" { "details" } } }
            tbody {
                @for fact in facts.iter().rev() {
                    tr {
                        td { (when(fact, "/recorded_at")) }
                        td { (text(fact, "/kind").replace('_', " ")) }
                        td { (text(fact, "/by/who")) " " (text(fact, "/by/id")) }
                        td { (details(fact)) }
                    }
                }
            }
        }
    }
}

/// Details of a fact, beyond when and who.
fn details(fact: &Value) -> String {
    const SHOWN_ELSEWHERE: [&str; 12] = [
        "seq",
        "v",
        "occurred_at",
        "recorded_at",
        "by",
        "cause",
        "kind",
        "opening",
        "request_hash",
        "policy_version",
        "reference",
        "requester",
    ];
    let fields = fact.as_object().into_iter().flatten();
    let fields = fields
        .filter(|(name, value)| !SHOWN_ELSEWHERE.contains(&name.as_str()) && !says_nothing(value));
    let told: Vec<_> = fields
        .map(|(name, value)| {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            format!("{name} {value}")
        })
        .collect();
    told.join(", ")
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) | Value::Object(_) => false,
    }
}

fn when(value: &Value, pointer: &str) -> Markup {
    let instant = value.pointer(pointer).and_then(Value::as_str);
    let instant = instant.and_then(|text| text.parse().ok());
    html! { @if let Some(instant) = instant { (layout::moment(instant)) } }
}

/// A value as a person reads it; nothing where there is none.
fn text(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}
