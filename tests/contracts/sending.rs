//! One mail for each notice.
use chrono::TimeDelta;
use desk::lifecycle::Act;
use desk::ticket::Actor;
use escalon_aws::NoticeState;

use crate::wire::WireFault;
use crate::world::{ANN, LEAD, MailWorld, Stream, acknowledgement, reason};

#[tokio::test]
async fn a_notice_is_mailed_at_once_and_its_delivery_is_a_fact() {
    let world = MailWorld::begins(Stream::Flows).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    let mails = world.mails_to(ANN);
    let [mail] = mails.as_slice() else {
        panic!("one mail, not {mails:?}")
    };
    assert_eq!(mail.from, "\"Acme Support\" <acme@escalon.example.com>");
    assert_eq!(mail.tags["notice"], acknowledgement(&ticket).to_string());
    let reference = ticket.reference();
    assert!(mail.subject.contains(&reference), "{}", mail.subject);
    let because = "because tickets of priority Urgent are answered within 1 hour.";
    assert!(mail.text.as_ref().unwrap().contains(because), "{mail:?}");
    // Nothing reads answers here, so they go to the desk itself.
    assert_eq!(mail.reply_to, ["support@acme.example.com"]);
    let notice = world.notice(&acknowledgement(&ticket)).await;
    assert_eq!(
        (notice.state, notice.due_at),
        (NoticeState::Delivered, None)
    );
    assert_eq!(world.delivered_at(&ticket).await, Some(world.now()));
}

#[tokio::test]
async fn a_record_that_comes_twice_sends_one_mail() {
    let world = MailWorld::begins(Stream::Flows).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    let id = acknowledgement(&ticket);
    world.records(&[&id, &id]).await;
    world.settles().await;
    world.records(&[&id]).await;
    assert_eq!(world.mails_to(ANN).len(), 1);
}

#[tokio::test]
async fn two_notifiers_at_once_send_one_mail() {
    let world = MailWorld::begins(Stream::Dry).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    let id = acknowledgement(&ticket);
    let ids = [&id];
    tokio::join!(
        world.records(&ids),
        world.records(&ids),
        world.records(&ids)
    );
    assert_eq!(world.mails_to(ANN).len(), 1);
    assert_eq!(world.notice(&id).await.tries, 1);
}

#[tokio::test]
async fn a_lost_record_delays_a_mail_and_does_not_lose_it() {
    let world = MailWorld::begins(Stream::Dry).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.passes(TimeDelta::minutes(1)).await;
    assert!(world.mails_to(ANN).is_empty());
    world.passes(TimeDelta::minutes(2)).await;
    assert_eq!(world.mails_to(ANN).len(), 1);
    let notice = world.notice(&acknowledgement(&ticket)).await;
    assert_eq!(notice.state, NoticeState::Delivered);
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_is_not_sent_again_once_its_event_has_come() {
    let world = MailWorld::begins(Stream::Flows).await;
    world.wire.breaks([WireFault::AnswerLost]);
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    world.passes(TimeDelta::minutes(30)).await;
    assert_eq!(world.mails_to(ANN).len(), 1);
    let notice = world.notice(&acknowledgement(&ticket)).await;
    assert_eq!((notice.state, notice.tries), (NoticeState::Delivered, 1));
}

#[tokio::test]
async fn a_mail_that_was_lost_on_its_way_is_sent_again_when_the_lease_has_ended() {
    let world = MailWorld::begins(Stream::Flows).await;
    world.wire.breaks([WireFault::RequestLost]);
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    let id = acknowledgement(&ticket);
    assert_eq!(world.notice(&id).await.state, NoticeState::Claimed);
    world.records(&[&id]).await;
    world.passes(TimeDelta::seconds(119)).await;
    assert!(world.mails_to(ANN).is_empty());
    world.passes(TimeDelta::seconds(1)).await;
    assert_eq!(world.mails_to(ANN).len(), 1);
    assert_eq!(world.notice(&id).await.tries, 2);
}

#[tokio::test]
async fn whoever_dies_with_a_claim_delays_the_mail_by_the_lease() {
    let world = MailWorld::begins(Stream::Dry).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    let notice = world.notice(&acknowledgement(&ticket)).await;
    let claimed = world.outbox.claim(&notice, &[], None, world.now()).await;
    assert!(claimed.unwrap().is_some());
    let second = world.outbox.claim(&notice, &[], None, world.now()).await;
    assert_eq!(second.unwrap(), None);
    world.records(&[&notice.id]).await;
    assert!(world.mails_to(ANN).is_empty());
    world.passes(TimeDelta::minutes(2)).await;
    assert_eq!(world.mails_to(ANN).len(), 1);
}

#[tokio::test]
async fn a_mail_service_that_is_away_is_asked_less_and_less_often_and_a_person_is_told() {
    let world = MailWorld::begins(Stream::Flows).await;
    world.wire.breaks([WireFault::Throttled; 4]);
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    let id = acknowledgement(&ticket);
    let began = world.now();
    let mut pauses = Vec::new();
    for tries in 1..=4 {
        let notice = world.notice(&id).await;
        assert_eq!((notice.state, notice.tries), (NoticeState::Pending, tries));
        assert_eq!(notice.is_stuck(), tries >= 3);
        world.records(&[&id]).await;
        let due = notice.due_at.unwrap();
        pauses.push((due - world.now()).num_minutes());
        world.passes(due - world.now()).await;
    }
    assert_eq!(pauses, [1, 2, 4, 8]);
    assert_eq!(world.mails_to(ANN).len(), 1);
    assert_eq!(world.now() - began, TimeDelta::minutes(15));
}

#[tokio::test]
async fn a_mail_that_is_refused_is_never_tried_again() {
    let world = MailWorld::begins(Stream::Flows).await;
    world.wire.breaks([WireFault::Refused]);
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    world.passes(TimeDelta::minutes(10)).await;
    let notice = world.notice(&acknowledgement(&ticket)).await;
    assert_eq!(notice.state, NoticeState::Suppressed);
    assert_eq!((reason(&notice), notice.due_at), ("refused", None));
    assert!(world.mails_to(ANN).is_empty());
}

#[tokio::test]
async fn nobody_mails_an_address_that_is_suppressed() {
    let world = MailWorld::begins(Stream::Flows).await;
    let now = world.now();
    let suppressed = world
        .outbox
        .suppress_address("Ann@Example.com", "bounced", now);
    suppressed.await.unwrap();
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.settles().await;
    let notice = world.notice(&acknowledgement(&ticket)).await;
    assert_eq!(reason(&notice), "suppressed_address");
    assert!(world.desk.mailbox().is_empty());
}

#[tokio::test]
async fn a_reply_carries_the_agent_s_words() {
    let world = MailWorld::begins(Stream::Flows).await;
    let ticket = world.opens(ANN, "api", "urgent").await;
    world.answers(&ticket, "Please restart the export.").await;
    world.settles().await;
    let mails = world.mails_to(ANN);
    assert_eq!(mails.len(), 1);
    let text = mails[0].text.as_deref().unwrap_or_default();
    assert!(text.contains("Please restart the export."), "{text}");
}

#[tokio::test]
async fn an_alarm_waits_for_the_morning_and_an_urgent_one_does_not() {
    let world = MailWorld::begins(Stream::Flows).await;
    let normal = world.opens(ANN, "api", "normal").await;
    world.passes(TimeDelta::hours(10)).await;
    world.passes(TimeDelta::minutes(1)).await;
    let quiet = world.escalates(&normal).await;
    world.settles().await;
    world.passes(TimeDelta::hours(13)).await;
    assert!(world.mails_to(LEAD).is_empty());
    world.passes(TimeDelta::hours(1)).await;
    assert_eq!(world.mails_to(LEAD).len(), 1);
    let mail = &world.mails_to(LEAD)[0];
    assert_eq!(mail.sent_at.to_rfc3339(), "2026-03-10T08:00:00+00:00");
    assert_eq!(world.notice(&quiet).await.state, NoticeState::Delivered);
    world.passes(TimeDelta::hours(12)).await;
    let urgent = world.opens(ANN, "api", "urgent").await;
    world.passes(TimeDelta::minutes(61)).await;
    world.escalates(&urgent).await;
    world.settles().await;
    assert_eq!(world.mails_to(LEAD).len(), 2);
}

#[tokio::test]
async fn nobody_is_woken_for_an_alarm_whose_reason_is_gone() {
    let world = MailWorld::begins(Stream::Flows).await;
    let answered = world.opens(ANN, "api", "normal").await;
    let resolved = world.opens(ANN, "api", "normal").await;
    world.passes(TimeDelta::minutes(601)).await;
    let mut quiet = Vec::new();
    for ticket in [&answered, &resolved] {
        quiet.push(world.escalates(ticket).await);
    }
    world.answers(&answered, "Done.").await;
    let agent = Actor::Agent {
        id: "agent".to_owned(),
        level: 1,
    };
    world
        .happens(&resolved, "resolve", agent, Act::Resolve)
        .await;
    world.settles().await;
    world.passes(TimeDelta::hours(15)).await;
    assert!(world.mails_to(LEAD).is_empty());
    for id in &quiet {
        let notice = world.notice(id).await;
        assert_eq!(notice.state, NoticeState::Suppressed);
        assert_eq!((reason(&notice), notice.due_at), ("moot", None));
    }
}

#[tokio::test]
async fn a_contact_who_was_erased_is_not_mailed() {
    let world = MailWorld::begins(Stream::Dry).await;
    let ticket = world.opens(ANN, "portal", "urgent").await;
    world.erases(ANN).await;
    world.records(&[&acknowledgement(&ticket)]).await;
    let notice = world.notice(&acknowledgement(&ticket)).await;
    assert_eq!(reason(&notice), "no_address");
    assert!(world.desk.mailbox().is_empty());
}
