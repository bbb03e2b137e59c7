//! The outcome of a mail, decided by its address, in the words of SES and wrapped as SNS wraps it.
//!
//! Unless the mailbox was told otherwise, local parts decide: `bounce…` bounces, `complaint…` is delivered and
//! complained about, `slow…` is delivered an hour late, `late…` is delivered at once but tells so an hour late. `slow+15m@` and
//! `late+26h@` say how long. Everything else is delivered the moment it is sent, so that frozen time need
//! not be moved for every mail.
use chrono::{SecondsFormat, TimeDelta};
use desk::time::Instant;
use serde_json::{Value, json};

use super::SentMail;
use super::mailbox::address_of;
use crate::clock::parse_span;

/// One event and when it becomes known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EmittedEvent {
    /// As a template selects it: `SEND`, `DELIVERY`, ….
    pub(crate) kind: &'static str,
    pub(crate) known_at: Instant,
    pub(crate) event: Value,
}

/// The outcome of mail to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressOutcome {
    /// Delivered the moment it is sent.
    Delivered,
    /// Refused for good by the other side.
    Bounced,
    /// Delivered, and complained about.
    Complained,
    /// Delivered this much later.
    Slow(TimeDelta),
    /// Delivered after two seconds, but told of this much later.
    ToldLate(TimeDelta),
}

impl AddressOutcome {
    /// The outcome that the local part of an address asks for.
    pub(super) fn from_local_part(address: &str) -> Self {
        let local = address.split('@').next().unwrap_or_default();
        if local.starts_with("bounce") {
            Self::Bounced
        } else if local.starts_with("complaint") {
            Self::Complained
        } else if local.starts_with("slow") {
            Self::Slow(wait(local))
        } else if local.starts_with("late") {
            Self::ToldLate(wait(local))
        } else {
            Self::Delivered
        }
    }
}

/// The address whose outcome a mail shares: its first recipient.
pub(crate) fn recipient(mail: &SentMail) -> &str {
    mail.to.first().map_or("", |to| address_of(to))
}

/// The events of a mail once it is accepted.
pub(crate) fn emitted_events(mail: &SentMail, outcome: AddressOutcome) -> Vec<EmittedEvent> {
    let recipient = recipient(mail);
    let sent = mail.sent_at;
    let soon = sent + TimeDelta::seconds(2);
    let mut events = vec![emitted_event(mail, "SEND", "Send", sent, json!({}))];
    let delivery = |at: Instant| {
        json!({"timestamp": stamp(at), "processingTimeMillis": (at - sent).num_milliseconds(),
            "recipients": [recipient], "smtpResponse": "250 OK", "reportingMTA": "local"})
    };
    match outcome {
        AddressOutcome::Delivered => events.push(emitted_event(
            mail,
            "DELIVERY",
            "Delivery",
            sent,
            delivery(sent),
        )),
        AddressOutcome::Bounced => events.push(emitted_event(
            mail,
            "BOUNCE",
            "Bounce",
            sent,
            bounce(mail, recipient),
        )),
        AddressOutcome::Complained => {
            events.push(emitted_event(
                mail,
                "DELIVERY",
                "Delivery",
                sent,
                delivery(sent),
            ));
            events.push(emitted_event(
                mail,
                "COMPLAINT",
                "Complaint",
                sent,
                complaint(mail, recipient),
            ));
        }
        AddressOutcome::Slow(wait) => {
            let at = sent + wait;
            let delay = json!({"delayType": "MailboxFull", "timestamp": stamp(sent), "expirationTime": stamp(at),
                "delayedRecipients": [{"emailAddress": recipient, "status": "4.2.2"}], "reportingMTA": "local"});
            events.push(emitted_event(
                mail,
                "DELIVERY_DELAY",
                "DeliveryDelay",
                sent,
                delay,
            ));
            events.push(emitted_event(
                mail,
                "DELIVERY",
                "Delivery",
                at,
                delivery(at),
            ));
        }
        AddressOutcome::ToldLate(wait) => {
            events.push(emitted_event(
                mail,
                "DELIVERY",
                "Delivery",
                sent + wait,
                delivery(soon),
            ));
        }
    }
    events
}

fn bounce(mail: &SentMail, recipient: &str) -> Value {
    json!({"bounceType": "Permanent", "bounceSubType": "General", "timestamp": stamp(mail.sent_at),
        "feedbackId": format!("feedback-{}", mail.id),
        "bouncedRecipients": [{"emailAddress": recipient, "action": "failed", "status": "5.1.1",
            "diagnosticCode": "smtp; 550 no such user"}]})
}

fn complaint(mail: &SentMail, recipient: &str) -> Value {
    json!({"timestamp": stamp(mail.sent_at), "feedbackId": format!("feedback-{}", mail.id),
        "complaintFeedbackType": "abuse", "complainedRecipients": [{"emailAddress": recipient}]})
}

/// The body of the queue's message: SNS's envelope around an event.
pub(crate) fn notification(topic: &str, mail: &str, emitted_event: &EmittedEvent) -> String {
    json!({
        "Type": "Notification",
        "MessageId": format!("{mail}-{}", emitted_event.kind),
        "TopicArn": format!("arn:aws:sns:local:000000000000:{topic}"),
        "Subject": "Amazon SES Email Event Notification",
        "Message": emitted_event.event.to_string(),
        "Timestamp": stamp(emitted_event.known_at),
        "SignatureVersion": "1",
        "Signature": "local",
        "SigningCertURL": "http://localhost/",
        "UnsubscribeURL": "http://localhost/",
    })
    .to_string()
}

fn emitted_event(
    mail: &SentMail,
    kind: &'static str,
    event_type: &str,
    known_at: Instant,
    detail: Value,
) -> EmittedEvent {
    let tags: serde_json::Map<_, _> = mail
        .tags
        .iter()
        .map(|(name, value)| (name.clone(), json!([value])))
        .collect();
    let headers: Vec<_> = mail
        .headers
        .iter()
        .map(|(name, value)| json!({"name": name, "value": value}))
        .collect();
    let mut event = json!({
        "eventType": event_type,
        "mail": {
            "timestamp": stamp(mail.sent_at),
            "messageId": mail.id,
            "source": mail.from,
            "sendingAccountId": "000000000000",
            "destination": mail.to.iter().chain(&mail.cc).collect::<Vec<_>>(),
            "headersTruncated": false,
            "headers": headers,
            "commonHeaders": {"from": [mail.from], "to": mail.to, "subject": mail.subject, "messageId": mail.id},
            "tags": tags,
        }
    });
    event[section(event_type)] = detail;
    EmittedEvent {
        kind,
        known_at,
        event,
    }
}

/// `DeliveryDelay` is described under `deliveryDelay`.
fn section(event_type: &str) -> String {
    let mut letters = event_type.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

fn wait(local: &str) -> TimeDelta {
    let named = local
        .split_once('+')
        .and_then(|(_, span)| parse_span(span).ok());
    named.unwrap_or(TimeDelta::hours(1))
}

fn stamp(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use serde_json::Value;

    use super::{AddressOutcome, emitted_events, notification};
    use crate::mail::SentMail;

    fn mail(to: &str) -> SentMail {
        SentMail {
            id: "m1".to_owned(),
            sent_at: "2026-03-02T09:00:00Z".parse().unwrap(),
            from: "Desk <desk@example.com>".to_owned(),
            to: vec![to.to_owned()],
            cc: vec![],
            reply_to: vec![],
            subject: "Hello".to_owned(),
            text: None,
            html: None,
            headers: vec![],
            tags: [("notice".to_owned(), "n1".to_owned())].into(),
            configuration_set: None,
        }
    }

    fn kinds(to: &str) -> Vec<&'static str> {
        emitted_events(
            &mail(to),
            AddressOutcome::from_local_part(to.trim_start_matches("Ann <")),
        )
        .iter()
        .map(|emitted_event| emitted_event.kind)
        .collect()
    }

    #[test]
    fn the_address_decides_what_becomes_of_a_mail() {
        assert_eq!(kinds("Ann <ann@example.com>"), ["SEND", "DELIVERY"]);
        assert_eq!(kinds("bounce-7@example.com"), ["SEND", "BOUNCE"]);
        assert_eq!(
            kinds("complaint@example.com"),
            ["SEND", "DELIVERY", "COMPLAINT"]
        );
        assert_eq!(
            kinds("slow@example.com"),
            ["SEND", "DELIVERY_DELAY", "DELIVERY"]
        );
    }

    #[test]
    fn a_late_event_tells_of_an_early_delivery_and_a_slow_one_of_a_late_delivery() {
        let mail_to = mail("late+26h@example.com");
        let late = emitted_events(
            &mail_to,
            AddressOutcome::from_local_part("late+26h@example.com"),
        )
        .remove(1);
        assert_eq!(late.known_at, mail_to.sent_at + TimeDelta::hours(26));
        assert_eq!(
            late.event["delivery"]["timestamp"],
            "2026-03-02T09:00:02.000Z"
        );
        let slow = emitted_events(
            &mail("slow+15m@example.com"),
            AddressOutcome::Slow(TimeDelta::minutes(15)),
        )
        .remove(2);
        assert_eq!(
            slow.event["delivery"]["timestamp"],
            "2026-03-02T09:15:00.000Z"
        );
    }

    #[test]
    fn an_event_carries_the_tags_of_its_mail_inside_the_envelope_of_sns() {
        let mail = mail("ann@example.com");
        let envelope: Value = serde_json::from_str(&notification(
            "Topic",
            &mail.id,
            &emitted_events(&mail, AddressOutcome::Delivered)[1],
        ))
        .unwrap();
        let event: Value = serde_json::from_str(envelope["Message"].as_str().unwrap()).unwrap();
        assert_eq!(event["eventType"], "Delivery");
        assert_eq!(event["mail"]["tags"]["notice"][0], "n1");
        assert_eq!(event["mail"]["messageId"], "m1");
    }
}
