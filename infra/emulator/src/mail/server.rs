//! The mail service: answers what functions ask of SES v2 in this process, so that the real SDK can be used.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_sesv2::config::retry::RetryConfig;
use aws_sdk_sesv2::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_sesv2::{Client, Config};
use axum::Router;
use axum::response::{IntoResponse, Response};
use desk::time::Instant;
use http::{StatusCode, Uri};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::mpsc;

use super::{Mailbox, SentMail};
use crate::clock::VirtualClock;
use crate::connector::{ServiceReply, in_process_client};

const SEND_EMAIL: &str = "/v2/email/outbound-emails";
const SETS: &str = "/v2/email/configuration-sets/";

/// The mail service of this machine; clones are the same one.
#[derive(Clone)]
pub(crate) struct MailService(Arc<ServiceState>);

struct ServiceState {
    mailbox: Mailbox,
    clock: VirtualClock,
    sent: mpsc::UnboundedSender<SentMail>,
    /// Configuration sets whose sending is switched off.
    paused: Mutex<BTreeSet<String>>,
}

impl MailService {
    /// Fills the mailbox; every accepted mail is also told to `sent`.
    pub(crate) fn new(
        mailbox: Mailbox,
        clock: VirtualClock,
        sent: mpsc::UnboundedSender<SentMail>,
    ) -> Self {
        Self(Arc::new(ServiceState {
            mailbox,
            clock,
            sent,
            paused: Mutex::default(),
        }))
    }

    /// The real SDK over this service.
    pub(crate) fn client(&self) -> Client {
        let service = self.clone();
        let http = in_process_client(move |request| {
            let asked = request.uri().parse::<Uri>();
            let body = request.body().bytes().unwrap_or_default();
            service.answer(asked.as_ref().map_or("", Uri::path), body)
        });
        let config = Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("local"))
            .credentials_provider(Credentials::new("local", "local", None, None, "escalon"))
            .http_client(http)
            // As in production: SES knows no idempotency, so the SDK must not send twice.
            .retry_config(RetryConfig::disabled())
            .build();
        Client::from_conf(config)
    }

    /// The same service for other programs.
    pub(crate) fn router(&self) -> Router {
        let service = self.clone();
        Router::new().fallback(async move |uri: Uri, body: axum::body::Bytes| {
            response(service.answer(uri.path(), &body))
        })
    }

    fn answer(&self, path: &str, body: &[u8]) -> ServiceReply {
        let set = path
            .strip_prefix(SETS)
            .and_then(|rest| rest.strip_suffix("/sending"));
        let answered = match (path, set) {
            (SEND_EMAIL, _) => accept(&self.0, body).map(|id| json!({"MessageId": id})),
            (_, Some(set)) => self.switch(set, body).map(|()| json!({})),
            (_, None) => Err(Refused::from("this machine does not do that")),
        };
        let (status, error, json) = match answered {
            Ok(answer) => (StatusCode::OK, None, answer),
            Err(Refused::Paused) => (
                StatusCode::BAD_REQUEST,
                Some("SendingPausedException"),
                json!({"message": "sending is switched off"}),
            ),
            Err(Refused::Wrong(reason)) => (
                StatusCode::BAD_REQUEST,
                Some("BadRequestException"),
                json!({"message": reason}),
            ),
        };
        ServiceReply {
            status,
            error,
            json: json.to_string(),
        }
    }

    fn switch(&self, set: &str, body: &[u8]) -> Result<(), Refused> {
        let wanted: Switch = serde_json::from_slice(body)?;
        let mut paused = self.0.paused.lock().unwrap_or_else(PoisonError::into_inner);
        if wanted.sending_enabled {
            paused.remove(set);
        } else {
            paused.insert(set.to_owned());
        }
        Ok(())
    }
}

fn response(reply: ServiceReply) -> Response {
    let kind = reply.error.map(|kind| [("x-amzn-errortype", kind)]);
    let json = [("content-type", "application/json")];
    match kind {
        Some(kind) => (reply.status, kind, json, reply.json).into_response(),
        None => (reply.status, json, reply.json).into_response(),
    }
}

/// The reason why a mail is not taken.
enum Refused {
    Paused,
    Wrong(String),
}

impl<T: ToString> From<T> for Refused {
    fn from(reason: T) -> Self {
        Self::Wrong(reason.to_string())
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Switch {
    #[serde(default)]
    sending_enabled: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendEmail {
    from_email_address: Option<String>,
    #[serde(default)]
    destination: Destination,
    #[serde(default)]
    reply_to_addresses: Vec<String>,
    content: Content,
    #[serde(default)]
    email_tags: Vec<NameValue>,
    configuration_set_name: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Destination {
    to_addresses: Vec<String>,
    cc_addresses: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    simple: Option<Simple>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Simple {
    subject: Data,
    #[serde(default)]
    body: Body,
    #[serde(default)]
    headers: Vec<NameValue>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Body {
    text: Option<Data>,
    html: Option<Data>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Data {
    data: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NameValue {
    name: String,
    value: String,
}

fn accept(shared: &ServiceState, body: &[u8]) -> Result<String, Refused> {
    let request: SendEmail = serde_json::from_slice(body)?;
    let set = request.configuration_set_name.as_deref();
    let paused = shared.paused.lock().unwrap_or_else(PoisonError::into_inner);
    if paused.contains(set.unwrap_or_default()) {
        return Err(Refused::Paused);
    }
    drop(paused);
    let mail = request.into_mail(shared.clock.now(), shared.mailbox.len() + 1)?;
    let id = mail.id.clone();
    shared.mailbox.add(mail.clone())?;
    // Nobody listening means the emulator is stopping; the mail itself is kept.
    let _ = shared.sent.send(mail);
    Ok(id)
}

impl SendEmail {
    /// The mail with that number, unless SES would refuse it.
    fn into_mail(self, sent_at: Instant, number: usize) -> Result<SentMail, Refused> {
        let Some(content) = self.content.simple else {
            return Err("only Simple content is supported on this machine".into());
        };
        let from = self
            .from_email_address
            .ok_or("FromEmailAddress is missing")?;
        if self.destination.to_addresses.is_empty() {
            return Err("the mail has no recipient".into());
        }
        let headers: Vec<_> = NameValue::pairs(content.headers).collect();
        let lines = headers
            .iter()
            .flat_map(|(name, value)| [name, value])
            .chain([&content.subject.data, &from]);
        if lines.into_iter().any(|line| line.contains(['\r', '\n'])) {
            return Err("a header contains a line break".into());
        }
        let tags: BTreeMap<_, _> = NameValue::pairs(self.email_tags).collect();
        let wrong = tags
            .iter()
            .flat_map(|(name, value)| [name, value])
            .find(|tag| !is_tag(tag));
        if let Some(wrong) = wrong {
            let allowed = "may hold letters, digits, `_` and `-` only";
            return Err(format!("the message tag `{wrong}` {allowed}").into());
        }
        Ok(SentMail {
            id: format!("{:012x}-{number:06}", sent_at.timestamp_millis()),
            sent_at,
            from,
            to: self.destination.to_addresses,
            cc: self.destination.cc_addresses,
            reply_to: self.reply_to_addresses,
            subject: content.subject.data,
            text: content.body.text.map(|data| data.data),
            html: content.body.html.map(|data| data.data),
            headers,
            tags,
            configuration_set: self.configuration_set_name,
        })
    }
}

impl NameValue {
    fn pairs(fields: Vec<Self>) -> impl Iterator<Item = (String, String)> {
        fields.into_iter().map(|field| (field.name, field.value))
    }
}

fn is_tag(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}
