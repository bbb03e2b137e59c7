//! Events of the mail service, in any order and more than once.
use chrono::TimeDelta;
use desk::time::Instant;
use emulator::AddressOutcome;
use escalon_aws::{NoticeId, NoticeState};
use serde_json::{Value, json};

use crate::world::{ANN, LEAD, MailWorld, Stream, acknowledgement, reason};

fn event(id: &NoticeId, kind: &str, section: &str, detail: &Value) -> String {
    json!({
        "eventType": kind,
        "mail": {"timestamp": "2026-03-09T08:00:00.000Z", "messageId": "m-1",
            "tags": {"notice": [id.to_string()]}},
        section: detail,
    })
    .to_string()
}

fn delivery(id: &NoticeId, to: &str, at: Instant) -> String {
    let detail = json!({"timestamp": at, "recipients": [to]});
    event(id, "Delivery", "delivery", &detail)
}

fn bounce(id: &NoticeId, to: &str, kind: &str) -> String {
    let detail = json!({"bounceType": kind, "timestamp": "2026-03-09T08:00:00.000Z",
        "bouncedRecipients": [{"emailAddress": to}]});
    event(id, "Bounce", "bounce", &detail)
}

#[tokio::test]
async fn a_delivery_is_a_fact_of_its_own_time_however_late_it_is_told() {
    let world = MailWorld::begins(Stream::Flows).await;
    let late = AddressOutcome::ToldLate(TimeDelta::hours(26));
    world.desk.mailbox().set_outcome(ANN, late);
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    assert_eq!(world.delivered_at(&ticket).await, None);
    let sent_at = world.now();
    world.passes(TimeDelta::hours(27)).await;
    let two_seconds = TimeDelta::seconds(2);
    let delivered_at = world.delivered_at(&ticket).await;
    assert_eq!(delivered_at, Some(sent_at + two_seconds));
}

#[tokio::test]
async fn an_event_that_comes_again_changes_nothing() {
    let world = MailWorld::begins(Stream::Flows).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    let id = acknowledgement(&ticket);
    let before = (world.notice(&id).await, world.state(&ticket).await);
    let again = [
        delivery(&id, ANN, world.now()),
        event(&id, "Send", "send", &json!({})),
        bounce(&id, ANN, "Transient"),
        delivery(&id, ANN, world.now()),
    ];
    assert!(world.hears(&again).await.is_empty());
    assert_eq!(
        (world.notice(&id).await, world.state(&ticket).await),
        before
    );
}

#[tokio::test]
async fn the_same_event_twice_at_once_is_one_fact() {
    let world = MailWorld::begins(Stream::Dry).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    let told = [delivery(&acknowledgement(&ticket), ANN, world.now())];
    let (one, two) = tokio::join!(world.hears(&told), world.hears(&told));
    assert!(one.is_empty() && two.is_empty(), "{one:?} {two:?}");
    assert_eq!(world.facts(&ticket, "notice_delivered").await, 1);
}

#[tokio::test]
async fn a_delivery_after_a_bounce_counts_and_a_bounce_after_a_delivery_does_not() {
    let world = MailWorld::begins(Stream::Dry).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    let id = acknowledgement(&ticket);
    world.hears(&[bounce(&id, ANN, "Transient")]).await;
    assert_eq!(world.notice(&id).await.state, NoticeState::Bounced);
    assert_eq!(world.facts(&ticket, "notice_bounced").await, 1);
    world.hears(&[delivery(&id, ANN, world.now())]).await;
    assert_eq!(world.notice(&id).await.state, NoticeState::Delivered);
    assert_eq!(world.facts(&ticket, "notice_delivered").await, 1);
    world.hears(&[bounce(&id, ANN, "Permanent")]).await;
    assert_eq!(world.notice(&id).await.state, NoticeState::Delivered);
    assert_eq!(world.facts(&ticket, "notice_bounced").await, 1);
    assert!(
        world
            .outbox
            .address(ANN)
            .await
            .unwrap()
            .suppressed
            .is_some()
    );
}

#[tokio::test]
async fn an_address_that_bounced_for_good_is_not_mailed_again() {
    let world = MailWorld::begins(Stream::Flows).await;
    let first = world.opens("bounce@example.com", "portal", "urgent").await;
    world.settles().await;
    let notice = world.notice(&acknowledgement(&first)).await;
    assert_eq!(notice.state, NoticeState::Bounced);
    let second = world.opens("bounce@example.com", "portal", "urgent").await;
    world.settles().await;
    let notice = world.notice(&acknowledgement(&second)).await;
    assert_eq!(reason(&notice), "suppressed_address");
    assert_eq!(world.desk.mailbox().len(), 1);
}

#[tokio::test]
async fn a_complaint_leaves_the_delivery_and_suppresses_the_address() {
    let world = MailWorld::begins(Stream::Flows).await;
    let ticket = world
        .opens("complaint@example.com", "portal", "urgent")
        .await;
    world.settles().await;
    let notice = world.notice(&acknowledgement(&ticket)).await;
    assert_eq!(notice.state, NoticeState::Delivered);
    let address = world.outbox.address("complaint@example.com").await;
    assert_eq!(address.unwrap().suppressed.as_deref(), Some("complained"));
}

#[tokio::test]
async fn a_copy_that_is_delivered_is_no_delivery_to_the_reader() {
    let world = MailWorld::begins(Stream::Flows).await;
    world
        .desk
        .mailbox()
        .set_outcome(ANN, AddressOutcome::Slow(TimeDelta::hours(1)));
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    let id = acknowledgement(&ticket);
    let copy = delivery(&id, "manager@example.com", world.now());
    world
        .hears(&[copy, bounce(&id, "manager@example.com", "Permanent")])
        .await;
    assert_eq!(world.notice(&id).await.state, NoticeState::Sent);
    world.passes(TimeDelta::hours(1)).await;
    assert_eq!(world.notice(&id).await.state, NoticeState::Delivered);
}

#[tokio::test]
async fn mail_to_staff_changes_its_notice_and_no_ticket() {
    let world = MailWorld::begins(Stream::Flows).await;
    let ticket = world.opens(ANN, "api", "urgent").await;
    world.passes(TimeDelta::minutes(61)).await;
    let alarm = world.escalates(&ticket).await;
    let version = world.state(&ticket).await.version;
    world.settles().await;
    assert_eq!(world.mails_to(LEAD).len(), 1);
    assert_eq!(world.notice(&alarm).await.state, NoticeState::Delivered);
    assert_eq!(world.state(&ticket).await.version, version);
}

#[tokio::test]
async fn a_message_that_cannot_be_read_fails_alone() {
    let world = MailWorld::begins(Stream::Dry).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    let id = acknowledgement(&ticket);
    let told = [
        "nonsense".to_owned(),
        delivery(&id, ANN, world.now()),
        json!({"Type": "Notification", "Message": "{}"}).to_string(),
    ];
    assert_eq!(world.hears(&told).await, ["0", "2"]);
    assert_eq!(world.notice(&id).await.state, NoticeState::Delivered);
}
