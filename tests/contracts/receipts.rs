//! Receipts are limited, since everybody can cause them under anybody's address; other mails are not.
use chrono::TimeDelta;
use escalon_aws::{NoticeId, NoticeState};

use crate::wire::WireFault;
use crate::world::{ANN, MailWorld, Stream, acknowledgement, reason};

async fn requests(world: &MailWorld, number: usize) -> Vec<NoticeId> {
    let mut receipts = Vec::new();
    for _ in 0..number {
        let ticket = world.opens(ANN, "portal", "normal").await;
        receipts.push(acknowledgement(&ticket));
    }
    receipts
}

async fn count(world: &MailWorld, receipts: &[NoticeId], state: NoticeState) -> usize {
    let mut count = 0;
    for id in receipts {
        count += usize::from(world.notice(id).await.state == state);
    }
    count
}

#[tokio::test]
async fn of_200_open_requests_for_one_address_in_a_minute_at_most_2_mails_go_to_it() {
    let world = MailWorld::begins(Stream::Flows).await;
    let receipts = requests(&world, 200).await;
    world.settles().await;
    assert_eq!(world.mails_to(ANN).len(), 1);
    world.passes(TimeDelta::minutes(9)).await;
    assert_eq!(world.mails_to(ANN).len(), 1);
    world.passes(TimeDelta::hours(3)).await;
    let mails = world.mails_to(ANN);
    assert_eq!(mails.len(), 2);
    let subject = "Acme Support: we have received 199 messages from you";
    assert_eq!(mails[1].subject, subject);
    assert_eq!(mails[1].reply_to, ["support@acme.example.com"]);
    let text = mails[1].text.as_deref().unwrap();
    let named = receipts
        .iter()
        .filter(|id| text.contains(&id.ticket.reference()));
    assert_eq!(named.count(), 100);
    assert!(text.contains("99 further messages"), "{text}");
    assert_eq!(count(&world, &receipts, NoticeState::Delivered).await, 2);
    assert_eq!(count(&world, &receipts, NoticeState::Folded).await, 198);
}

#[tokio::test]
async fn the_second_of_two_requests_is_confirmed_by_itself_when_the_ten_minutes_are_over() {
    let world = MailWorld::begins(Stream::Flows).await;
    let receipts = requests(&world, 2).await;
    world.passes(TimeDelta::minutes(12)).await;
    let mails = world.mails_to(ANN);
    assert_eq!(mails.len(), 2);
    let reference = receipts[1].ticket.reference();
    assert!(mails.iter().any(|mail| mail.subject.contains(&reference)));
    // Ten quiet minutes later the next one goes out at once.
    world.passes(TimeDelta::minutes(10)).await;
    requests(&world, 1).await;
    world.settles().await;
    assert_eq!(world.mails_to(ANN).len(), 3);
}

#[tokio::test]
async fn a_receipt_whose_mail_failed_is_not_held_back_by_its_own_try() {
    let world = MailWorld::begins(Stream::Flows).await;
    world.wire.breaks([WireFault::Throttled]);
    requests(&world, 1).await;
    world.passes(TimeDelta::minutes(3)).await;
    assert_eq!(world.mails_to(ANN).len(), 1);
}

#[tokio::test]
async fn replies_are_never_held_back_by_receipts() {
    let world = MailWorld::begins(Stream::Flows).await;
    let receipts = requests(&world, 3).await;
    for receipt in &receipts {
        world.answers(&receipt.ticket, "Please try again.").await;
    }
    world.settles().await;
    assert_eq!(world.mails_to(ANN).len(), 1 + 3);
}

#[tokio::test]
async fn an_address_that_is_suppressed_gets_no_receipts_of_several_requests_either() {
    let world = MailWorld::begins(Stream::Flows).await;
    let receipts = requests(&world, 4).await;
    world.settles().await;
    let now = world.now();
    world
        .outbox
        .suppress_address(ANN, "bounced", now)
        .await
        .unwrap();
    world.passes(TimeDelta::minutes(15)).await;
    assert_eq!(world.mails_to(ANN).len(), 1);
    assert_eq!(count(&world, &receipts, NoticeState::Suppressed).await, 3);
    for id in &receipts {
        let notice = world.notice(id).await;
        assert!(notice.state.is_sent() || reason(&notice) == "suppressed_address");
    }
}
