//! A form that opens a ticket at a desk, made of what the desk says a form needs.
use std::collections::BTreeMap;

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::layout;
use super::shared::{EmulatorState, ask_api, is_foreign, pass_on, problem};
use super::ticket::ticket_page_path;
use crate::seed;

/// Prefix of the form's fields that answer the desk's questions.
const ANSWER: &str = "answer.";

pub(super) async fn page(State(emulator): EmulatorState, Path(desk): Path<String>) -> Response {
    let path = format!("/desks/{desk}");
    let answer = ask_api(&emulator, Method::GET, &path, &Value::Null).await;
    if !answer.status.is_success() {
        return pass_on(answer);
    }
    let form = answer.json();
    let name = words(&form["name"]);
    let body = html! {
        h1 { "A ticket for " (name) }
        @if let Some(number) = form["emergency"]["number"].as_str() {
            p { (words(&form["emergency"]["text"])) " " strong { (number) } }
        }
        p {
            @for link in form["links"].as_array().into_iter().flatten() {
                a href=(link["url"].as_str().unwrap_or_default()) { (words(&link["label"])) } " "
            }
        }
        form method="post" action={ "/open/" (desk) } {
            (field("email", "Your address", "dana@example.com"))
            p {
                label { "Organisation " select name="organisation" {
                    @for organisation in seed::organisations(&desk) { option { (organisation) } }
                    option value="" { "none" }
                } }
            }
            (choice("type", "Type", &form["types"]))
            @for question in form["questions"].as_array().into_iter().flatten() { (asked(question)) }
            (field("subject", "Subject", ""))
            p { label { "What happened?" br; textarea name="description" rows="6" cols="60" {} } }
            button { "Send" }
        }
    };
    layout::page("Open a ticket", "/", emulator.clock(), &body).into_response()
}

pub(super) async fn open_ticket(
    State(emulator): EmulatorState,
    Path(desk): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Response {
    if is_foreign(&headers) {
        return problem(
            StatusCode::FORBIDDEN,
            "another site's page may not write here",
        );
    }
    let path = format!("/desks/{desk}/tickets");
    let answer = ask_api(&emulator, Method::POST, &path, &request(&fields)).await;
    let opened = answer.json();
    match opened["ticket"].as_str() {
        Some(name) => Redirect::to(&ticket_page_path(&desk, name)).into_response(),
        None => pass_on(answer),
    }
}

/// The request that the API takes; what was left empty is left out.
fn request(fields: &BTreeMap<String, String>) -> Value {
    let mut request = json!({"requester": {"email": fields.get("email")}});
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    for (name, value) in filled {
        match (name.strip_prefix(ANSWER), name.as_str()) {
            (Some(question), _) => request["answers"][question] = json!(value),
            (None, "email") => {}
            (None, name) => request[name] = json!(value),
        }
    }
    request
}

fn field(name: &str, label: &str, example: &str) -> Markup {
    html! { p { label { (label) " " input name=(name) size="40" value=(example) required; } } }
}

fn choice(name: &str, label: &str, from: &Value) -> Markup {
    let options = from.as_array().filter(|options| !options.is_empty());
    html! {
        @if let Some(options) = options {
            p { label { (label) " " select name=(name) {
                option value="" { "not sure" }
                @for option in options {
                    option value=(option["id"].as_str().unwrap_or_default()) { (words(&option["name"])) }
                }
            } } }
        }
    }
}

fn asked(question: &Value) -> Markup {
    let name = format!("{ANSWER}{}", question["id"].as_str().unwrap_or_default());
    let known = question["options"].as_array().into_iter().flatten();
    let mut options: Vec<_> = known.filter_map(Value::as_str).collect();
    if options.is_empty() {
        options = vec!["yes", "no"];
    }
    html! {
        p { label { (words(&question["text"])) " " select name=(name) {
            option value="" { "—" }
            @for option in options { option { (option) } }
        } } }
    }
}

/// Any of the words that a policy gives per locale.
fn words(words: &Value) -> &str {
    let mut any = words
        .as_object()
        .into_iter()
        .flat_map(serde_json::Map::values);
    any.find_map(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn a_form_becomes_the_request_that_the_api_takes() {
        let fields = [
            ("email", "a@example.com"),
            ("type", ""),
            ("answer.down", "yes"),
            ("subject", "Hi"),
        ];
        let fields = fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        let request = json!({"requester": {"email": "a@example.com"}, "subject": "Hi", "answers": {"down": "yes"}});
        assert_eq!(super::request(&fields), request);
    }
}
