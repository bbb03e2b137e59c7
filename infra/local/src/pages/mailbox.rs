//! The mailbox: mails that were sent, as their readers see them.
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use emulator::SentMail;
use maud::{Markup, html};
use serde::Deserialize;

use super::layout;
use super::shared::{EmulatorState, problem};

/// A mail's HTML may style itself and do nothing else.
const NOTHING_ELSE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

pub(super) async fn list(State(emulator): EmulatorState) -> Html<String> {
    let mails = emulator.mailbox().all();
    let body = html! {
        h1 { "Mailbox" }
        @if mails.is_empty() {
            p { "No mail was sent yet. Open a ticket, or move the " a href="/clock" { "clock" } "." }
        } @else {
            p { (mails.len()) @if mails.len() == 1 { " mail" } @else { " mails" } ", newest first. Also as " a href="/_local/mailbox" { "JSON" } "." }
            table {
                thead { tr { th scope="col" { "sent" } th scope="col" { "to" } th scope="col" { "subject" } } }
                tbody {
                    @for mail in mails.iter().rev() {
                        tr {
                            td { (layout::moment(mail.sent_at)) }
                            td { (mail.to.join(", ")) @if !mail.cc.is_empty() { br; "cc " (mail.cc.join(", ")) } }
                            td { a href={ "/mailbox/" (mail.id) } { (mail.subject) } }
                        }
                    }
                }
            }
        }
    };
    layout::page("Mailbox", "/mailbox", emulator.clock(), &body)
}

pub(super) async fn json(State(emulator): EmulatorState) -> Json<Vec<SentMail>> {
    Json(emulator.mailbox().all())
}

/// The address whose mail is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct MailQuery {
    to: String,
}

/// The newest mail to an address, as text for a terminal.
pub(super) async fn last(
    State(emulator): EmulatorState,
    Query(query): Query<MailQuery>,
) -> Response {
    let Some(mail) = emulator.mailbox().mails_to(&query.to).pop() else {
        let detail = format!("no mail was sent to {}", query.to);
        return problem(StatusCode::NOT_FOUND, &detail);
    };
    let sent = mail.sent_at.to_rfc2822();
    let text = mail.text.unwrap_or_default();
    let (from, to) = (mail.from, mail.to.join(", "));
    format!(
        "From: {from}\nTo: {to}\nDate: {sent}\nSubject: {}\n\n{text}",
        mail.subject
    )
    .into_response()
}

pub(super) async fn mail(State(emulator): EmulatorState, Path(id): Path<String>) -> Response {
    let Some(mail) = emulator.mailbox().find(&id) else {
        return missing(&id);
    };
    let body = html! {
        h1 { (mail.subject) }
        (envelope(&mail))
        @if mail.html.is_some() {
            h2 { "As its reader sees it" }
            iframe sandbox="" title={ "The mail " (mail.subject) } src={ "/mailbox/" (mail.id) "/html" } {}
        }
        @if let Some(text) = &mail.text {
            h2 { "Plain text" }
            pre { (text) }
        }
    };
    layout::page(&mail.subject, "/mailbox", emulator.clock(), &body).into_response()
}

fn envelope(mail: &SentMail) -> Markup {
    html! {
        dl {
            dt { "sent" } dd { (layout::moment(mail.sent_at)) }
            dt { "from" } dd { (mail.from) }
            dt { "to" } dd { (mail.to.join(", ")) }
            @if !mail.cc.is_empty() { dt { "cc" } dd { (mail.cc.join(", ")) } }
            @if !mail.reply_to.is_empty() { dt { "reply to" } dd { (mail.reply_to.join(", ")) } }
            @for (name, value) in &mail.headers { dt { (name) } dd { (value) } }
        }
    }
}

pub(super) async fn html(State(emulator): EmulatorState, Path(id): Path<String>) -> Response {
    let Some(html) = emulator.mailbox().find(&id).and_then(|mail| mail.html) else {
        return missing(&id);
    };
    let mut response = Html(html).into_response();
    let policy = HeaderValue::from_static(NOTHING_ELSE);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

fn missing(id: &str) -> Response {
    problem(StatusCode::NOT_FOUND, &format!("there is no mail {id}"))
}
