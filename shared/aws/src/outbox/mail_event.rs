//! Mail events: what the mail service tells of a mail, as it comes out of the queue.
use desk::time::Instant;
use serde::Deserialize;

use super::NOTICE_TAG;
use crate::NoticeId;

/// A greeting that the service writes into a topic once, to see whether it may.
const GREETING: &str = "Successfully validated SNS topic";

/// One event about one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailEvent {
    /// The notice that was mailed; none for mail that is not ours.
    pub notice: Option<NoticeId>,
    /// The service's name for the mail.
    pub message_id: String,
    /// The kind of event.
    pub what: MailEventKind,
    /// When it happened, by the service's clock; none where it does not say.
    pub at: Option<Instant>,
    /// The addresses it is about; empty when it is about all of them.
    pub recipients: Vec<String>,
}

/// The kinds of mail events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailEventKind {
    /// The service took it.
    Sent,
    /// The recipient's server took it.
    Delivered,
    /// It came back for good: the address does not work.
    BouncedForGood,
    /// It came back this time.
    BouncedForNow,
    /// The recipient calls it spam.
    Complained,
    /// The service found a virus and did not let it out.
    Rejected,
    /// The service could not write it.
    NotRendered,
    /// The recipient's server makes it wait.
    Delayed,
}

/// A message that tells nothing that can be understood.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableEvent {
    /// The body, the envelope or the event is not what it should be.
    #[error("the message holds no event of the mail service")]
    Shape(#[source] serde_json::Error),
    /// The tag that should name a notice does not.
    #[error(transparent)]
    Tag(#[from] crate::NoNotice),
    /// The configuration set selects no such events.
    #[error("events of the kind `{kind}` are not expected")]
    Kind {
        /// As the service names it.
        kind: String,
    },
}

/// The envelope that a topic puts around a message, unless raw delivery is switched on.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TopicMessage {
    message: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SesEvent {
    event_type: String,
    mail: SesMail,
    #[serde(default)]
    delivery: Detail,
    #[serde(default)]
    bounce: Detail,
    #[serde(default)]
    complaint: Detail,
    #[serde(default)]
    delivery_delay: Detail,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SesMail {
    message_id: String,
    timestamp: Option<Instant>,
    #[serde(default)]
    tags: std::collections::BTreeMap<String, Vec<String>>,
}

/// The parts of all kinds of events that are looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Detail {
    timestamp: Option<Instant>,
    bounce_type: Option<String>,
    recipients: Vec<String>,
    bounced_recipients: Vec<EventRecipient>,
    complained_recipients: Vec<EventRecipient>,
    delayed_recipients: Vec<EventRecipient>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct EventRecipient {
    email_address: String,
}

impl MailEvent {
    /// Reads the body of a queue's message; none for the greeting of a new topic.
    ///
    /// # Errors
    /// [`UnreadableEvent`]; trying again will not help.
    pub fn read(body: &str) -> Result<Option<Self>, UnreadableEvent> {
        let event = match serde_json::from_str::<TopicMessage>(body) {
            Ok(envelope) if envelope.message.starts_with(GREETING) => return Ok(None),
            Ok(envelope) => serde_json::from_str(&envelope.message),
            Err(_) if body.starts_with(GREETING) => return Ok(None),
            Err(_) => serde_json::from_str(body),
        };
        Self::of(event.map_err(UnreadableEvent::Shape)?).map(Some)
    }

    fn of(event: SesEvent) -> Result<Self, UnreadableEvent> {
        let permanent = event.bounce.bounce_type.as_deref() == Some("Permanent");
        let nothing = Detail::default();
        let (what, detail) = match event.event_type.as_str() {
            "Send" => (MailEventKind::Sent, nothing),
            "Delivery" => (MailEventKind::Delivered, event.delivery),
            "Bounce" if permanent => (MailEventKind::BouncedForGood, event.bounce),
            "Bounce" => (MailEventKind::BouncedForNow, event.bounce),
            "Complaint" => (MailEventKind::Complained, event.complaint),
            "Reject" => (MailEventKind::Rejected, nothing),
            "Rendering Failure" => (MailEventKind::NotRendered, nothing),
            "DeliveryDelay" => (MailEventKind::Delayed, event.delivery_delay),
            other => {
                let kind = other.chars().take(40).collect();
                return Err(UnreadableEvent::Kind { kind });
            }
        };
        let tag = event.mail.tags.get(NOTICE_TAG);
        let notice = tag
            .and_then(|values| values.first())
            .map(|name| name.parse());
        let at = match what {
            MailEventKind::Delivered
            | MailEventKind::BouncedForGood
            | MailEventKind::BouncedForNow
            | MailEventKind::Complained
            | MailEventKind::Delayed => detail.timestamp,
            MailEventKind::Sent | MailEventKind::Rejected | MailEventKind::NotRendered => {
                event.mail.timestamp
            }
        };
        Ok(Self {
            notice: notice.transpose()?,
            message_id: event.mail.message_id,
            what,
            at,
            recipients: recipients(detail),
        })
    }
}

fn recipients(detail: Detail) -> Vec<String> {
    let described = detail
        .bounced_recipients
        .into_iter()
        .chain(detail.complained_recipients)
        .chain(detail.delayed_recipients)
        .map(|recipient| recipient.email_address);
    detail
        .recipients
        .into_iter()
        .chain(described)
        .map(|address| bare(&address).to_owned())
        .collect()
}

/// Bounces may name their recipients as `Ann <ann@example.com>`.
fn bare(address: &str) -> &str {
    address
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.split('>').next())
        .unwrap_or(address)
        .trim()
}

#[cfg(test)]
mod tests;
