//! Events in the shapes that the mail service documents.
use serde_json::{Value, json};

use super::*;

fn id() -> NoticeId {
    NoticeId {
        ticket: crate::TicketId::of_key("acme", "k"),
        fact_seq: 3,
        place: 0,
    }
}

fn event(kind: &str, section: &str, detail: &Value) -> Value {
    json!({
        "eventType": kind,
        "mail": {
            "timestamp": "2026-03-09T08:00:00.000Z",
            "source": "Acme <acme@example.com>",
            "sourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
            "sendingAccountId": "123456789012",
            "messageId": "010001-abc",
            "destination": ["ann@example.com"],
            "headersTruncated": false,
            "headers": [{"name": "From", "value": "Acme <acme@example.com>"}],
            "commonHeaders": {"from": ["Acme <acme@example.com>"], "messageId": "010001-abc"},
            "tags": {
                "ses:configuration-set": ["Set"],
                "ses:outgoing-ip": ["192.0.2.0"],
                "notice": [id().to_string()],
            }
        },
        section: detail,
    })
}

fn read(event: &Value) -> MailEvent {
    MailEvent::read(&event.to_string()).unwrap().unwrap()
}

#[test]
fn a_delivery_tells_its_own_time_and_recipients() {
    let event = event(
        "Delivery",
        "delivery",
        &json!({"timestamp": "2026-03-09T08:00:02.000Z", "processingTimeMillis": 2000,
            "recipients": ["ann@example.com"], "smtpResponse": "250 2.6.0 Message received",
            "remoteMtaIp": "127.0.2.0", "reportingMTA": "mta.example.com"}),
    );
    let expected = MailEvent {
        notice: Some(id()),
        message_id: "010001-abc".to_owned(),
        what: MailEventKind::Delivered,
        at: Some("2026-03-09T08:00:02Z".parse().unwrap()),
        recipients: vec!["ann@example.com".to_owned()],
    };
    assert_eq!(read(&event), expected);
    let envelope = json!({"Type": "Notification", "MessageId": "m", "TopicArn": "arn:aws:sns:x",
        "Message": event.to_string(), "Timestamp": "2026-03-09T08:00:03.000Z"});
    assert_eq!(read(&envelope), expected);
}

#[test]
fn a_bounce_tells_whether_it_is_for_good_and_whom_it_is_about() {
    let bounce = |kind: &str| {
        read(&event(
            "Bounce",
            "bounce",
            &json!({"bounceType": kind, "bounceSubType": "General", "feedbackId": "f",
                "timestamp": "2026-03-09T08:00:01.000Z", "reportingMTA": "dsn; mta.example.com",
                "bouncedRecipients": [{"emailAddress": "Ann <ann@example.com>", "action": "failed",
                    "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1 user unknown"}]}),
        ))
    };
    assert_eq!(bounce("Permanent").what, MailEventKind::BouncedForGood);
    assert_eq!(bounce("Transient").what, MailEventKind::BouncedForNow);
    assert_eq!(bounce("Undetermined").what, MailEventKind::BouncedForNow);
    assert_eq!(bounce("Transient").recipients, ["ann@example.com"]);
}

#[test]
fn every_other_kind_is_known_by_the_service_s_own_name() {
    let recipients = json!([{"emailAddress": "ann@example.com"}]);
    for (kind, section, detail, what, count) in [
        ("Send", "send", json!({}), MailEventKind::Sent, 0),
        (
            "Complaint",
            "complaint",
            json!({"complainedRecipients": recipients, "timestamp": "2026-03-09T09:00:00.000Z"}),
            MailEventKind::Complained,
            1,
        ),
        (
            "Reject",
            "reject",
            json!({"reason": "Bad content"}),
            MailEventKind::Rejected,
            0,
        ),
        (
            "Rendering Failure",
            "failure",
            json!({"errorMessage": "Attribute 'x' is not present", "templateName": "t"}),
            MailEventKind::NotRendered,
            0,
        ),
        (
            "DeliveryDelay",
            "deliveryDelay",
            json!({"delayType": "TransientCommunicationFailure", "delayedRecipients": recipients,
                "timestamp": "2026-03-09T09:00:00.000Z"}),
            MailEventKind::Delayed,
            1,
        ),
    ] {
        let read = read(&event(kind, section, &detail));
        assert_eq!(read.what, what, "{kind}");
        assert_eq!(read.recipients.len(), count, "{kind}");
        assert!(read.at.is_some(), "{kind}");
    }
}

#[test]
fn mail_that_is_not_ours_has_no_notice() {
    let mut foreign = event("Send", "send", &json!({}));
    foreign["mail"]["tags"] = json!({"ses:configuration-set": ["Set"]});
    assert_eq!(read(&foreign).notice, None);
}

#[test]
fn a_new_topic_greets_once() {
    let greeting = "Successfully validated SNS topic for Amazon SES event publishing.";
    assert_eq!(MailEvent::read(greeting).unwrap(), None);
    let envelope = json!({"Type": "Notification", "Message": greeting}).to_string();
    assert_eq!(MailEvent::read(&envelope).unwrap(), None);
}

#[test]
fn what_cannot_be_understood_is_said_to_be_so() {
    let mut tagged = event("Send", "send", &json!({}));
    tagged["mail"]["tags"]["notice"] = json!(["someone_else_s"]);
    for unreadable in [
        String::new(),
        "{}".to_owned(),
        r#"{"Message": "{}"}"#.to_owned(),
        event("Open", "open", &json!({})).to_string(),
        tagged.to_string(),
    ] {
        assert!(MailEvent::read(&unreadable).is_err(), "{unreadable}");
    }
}
