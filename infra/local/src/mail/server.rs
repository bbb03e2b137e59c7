//! Answers `SendEmail` of SES v2 on a loopback port, so that the real SDK can be used.
use std::collections::BTreeMap;

use aws_sdk_sesv2::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_sesv2::{Client, Config};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{Mail, Mailbox};
use crate::clock::Clock;

/// The running server and the SDK client that talks to it.
pub(crate) struct MailServer {
    pub(crate) client: Client,
    server: JoinHandle<()>,
}

#[derive(Clone)]
struct Shared {
    mailbox: Mailbox,
    clock: Clock,
    sent: mpsc::UnboundedSender<Mail>,
}

impl MailServer {
    /// Starts answering; every accepted mail is also told to `sent`.
    pub(crate) async fn start(
        mailbox: Mailbox,
        clock: Clock,
        sent: mpsc::UnboundedSender<Mail>,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let app = Router::new()
            .route("/v2/email/outbound-emails", post(send_email))
            .with_state(Shared {
                mailbox,
                clock,
                sent,
            });
        let server = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, app).await {
                tracing::error!(%error, "mail server ended");
            }
        });
        let config = Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("local"))
            .credentials_provider(Credentials::new("local", "local", None, None, "escalon"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            // As in production: SES knows no idempotency, so the SDK must not send twice.
            .retry_config(aws_sdk_sesv2::config::retry::RetryConfig::disabled())
            .endpoint_url(format!("http://{address}"))
            .build();
        Ok(Self {
            client: Client::from_conf(config),
            server,
        })
    }

    pub(crate) fn stop(&self) {
        self.server.abort();
    }
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

async fn send_email(State(shared): State<Shared>, body: String) -> Response {
    match accept(&shared, &body) {
        Ok(id) => Json(json!({"MessageId": id})).into_response(),
        Err(reason) => {
            let kind = [(
                header::HeaderName::from_static("x-amzn-errortype"),
                "BadRequestException",
            )];
            (
                StatusCode::BAD_REQUEST,
                kind,
                Json(json!({"message": reason})),
            )
                .into_response()
        }
    }
}

fn accept(shared: &Shared, body: &str) -> Result<String, String> {
    let request: SendEmail = serde_json::from_str(body).map_err(|error| error.to_string())?;
    let Some(content) = request.content.simple else {
        return Err("only Simple content is supported on this machine".to_owned());
    };
    let from = request
        .from_email_address
        .ok_or("FromEmailAddress is missing")?;
    if request.destination.to_addresses.is_empty() {
        return Err("the mail has no recipient".to_owned());
    }
    let headers: Vec<_> = content
        .headers
        .into_iter()
        .map(|header| (header.name, header.value))
        .collect();
    let lines = headers
        .iter()
        .flat_map(|(name, value)| [name, value])
        .chain([&content.subject.data, &from]);
    if lines.into_iter().any(|line| line.contains(['\r', '\n'])) {
        return Err("a header contains a line break".to_owned());
    }
    let tags: BTreeMap<_, _> = request
        .email_tags
        .into_iter()
        .map(|tag| (tag.name, tag.value))
        .collect();
    if let Some(wrong) = tags
        .iter()
        .flat_map(|(name, value)| [name, value])
        .find(|tag| !is_tag(tag))
    {
        return Err(format!(
            "the message tag `{wrong}` may hold letters, digits, `_` and `-` only"
        ));
    }
    let sent_at = shared.clock.now();
    let mail = Mail {
        id: format!(
            "{:012x}-{:06}",
            sent_at.timestamp_millis(),
            shared.mailbox.len() + 1
        ),
        sent_at,
        from,
        to: request.destination.to_addresses,
        cc: request.destination.cc_addresses,
        reply_to: request.reply_to_addresses,
        subject: content.subject.data,
        text: content.body.text.map(|data| data.data),
        html: content.body.html.map(|data| data.data),
        headers,
        tags,
        configuration_set: request.configuration_set_name,
    };
    let id = mail.id.clone();
    shared
        .mailbox
        .add(mail.clone())
        .map_err(|error| error.to_string())?;
    // Nobody listening means the machine is stopping; the mail itself is kept.
    let _ = shared.sent.send(mail);
    Ok(id)
}

fn is_tag(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}
