//! Alarms in number become one mail for each reader.
use chrono::TimeDelta;
use escalon_aws::{NoticeId, NoticeState};

use crate::wire::WireFault;
use crate::world::{ANN, LEAD, MANAGER, MailWorld, Stream};

/// So many urgent tickets, all of them late.
async fn storm(world: &MailWorld, tickets: usize) -> Vec<NoticeId> {
    let mut opened = Vec::new();
    for _ in 0..tickets {
        opened.push(world.opens(ANN, "api", "urgent").await);
    }
    world.passes(TimeDelta::minutes(61)).await;
    let mut alarms = Vec::new();
    for ticket in &opened {
        alarms.push(world.escalates(ticket).await);
    }
    alarms
}

async fn count(world: &MailWorld, alarms: &[NoticeId], state: NoticeState) -> usize {
    let mut count = 0;
    for id in alarms {
        count += usize::from(world.notice(id).await.state == state);
    }
    count
}

#[tokio::test]
async fn a_storm_of_500_breaches_is_one_mail_at_once_and_one_digest() {
    let world = MailWorld::begins(Stream::Flows).await;
    let alarms = storm(&world, 500).await;
    world.settles().await;
    assert_eq!(world.mails_to(LEAD).len(), 1);
    world.passes(TimeDelta::minutes(3)).await;
    let mails = world.mails_to(LEAD);
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[1].subject, "Acme Support: 499 tickets need attention");
    assert_eq!(mails[1].reply_to, ["support@acme.example.com"]);
    let text = mails[1].text.as_deref().unwrap();
    assert!(text.contains("399 further tickets"), "{text}");
    let named = alarms
        .iter()
        .filter(|alarm| text.contains(&alarm.ticket.reference()));
    assert_eq!(named.count(), 100);
    assert_eq!(count(&world, &alarms, NoticeState::Delivered).await, 2);
    assert_eq!(count(&world, &alarms, NoticeState::Folded).await, 498);
}

#[tokio::test]
async fn a_few_alarms_are_one_mail_at_once_and_one_digest() {
    let world = MailWorld::begins(Stream::Flows).await;
    let alarms = storm(&world, 5).await;
    world.settles().await;
    world.passes(TimeDelta::minutes(3)).await;
    assert_eq!(world.mails_to(LEAD).len(), 2);
    assert_eq!(count(&world, &alarms, NoticeState::Delivered).await, 2);
    assert_eq!(count(&world, &alarms, NoticeState::Folded).await, 3);
    // Every alarm stands in one of the two, and whoever gets copies gets both.
    let mails = world.mails_to(LEAD);
    for alarm in &alarms {
        let reference = alarm.ticket.reference();
        let named = |mail: &&emulator::SentMail| {
            let text = mail.text.as_deref().unwrap_or_default();
            text.contains(&reference)
        };
        assert_eq!(mails.iter().filter(named).count(), 1, "{reference}");
    }
    for mail in &mails {
        assert_eq!(mail.cc, [MANAGER], "{}", mail.subject);
    }
    // A quiet minute later alarms go out at once again.
    world.passes(TimeDelta::minutes(2)).await;
    storm(&world, 1).await;
    world.settles().await;
    assert_eq!(world.mails_to(LEAD).len(), 3);
}

#[tokio::test]
async fn a_copy_to_an_address_that_came_back_is_left_out_of_a_mail_and_of_a_digest() {
    let world = MailWorld::begins(Stream::Flows).await;
    let came_back = world
        .outbox
        .suppress_address(MANAGER, "bounced", world.now());
    came_back.await.unwrap();
    storm(&world, 3).await;
    world.settles().await;
    world.passes(TimeDelta::minutes(3)).await;
    let mails = world.mails_to(LEAD);
    assert_eq!(mails.len(), 2);
    assert!(mails.iter().all(|mail| mail.cc.is_empty()), "{mails:?}");
}

#[tokio::test]
async fn the_only_one_that_waited_is_sent_as_itself() {
    let world = MailWorld::begins(Stream::Flows).await;
    storm(&world, 2).await;
    world.settles().await;
    world.passes(TimeDelta::minutes(3)).await;
    let mails = world.mails_to(LEAD);
    assert_eq!(mails.len(), 2);
    assert!(mails[1].subject.contains("first response"), "{mails:?}");
}

#[tokio::test]
async fn a_digest_that_was_sent_is_not_sent_again_by_those_it_names() {
    let world = MailWorld::begins(Stream::Dry).await;
    let alarms = storm(&world, 3).await;
    let leads = die_with_claims(&world, &alarms).await;
    world.outbox.sent(&leads, "m-1", world.now()).await.unwrap();
    world.passes(TimeDelta::minutes(3)).await;
    assert!(world.mails_to(LEAD).is_empty());
    assert_eq!(count(&world, &alarms, NoticeState::Folded).await, 2);
}

#[tokio::test]
async fn a_digest_that_was_never_sent_is_sent_when_its_leases_have_ended() {
    let world = MailWorld::begins(Stream::Dry).await;
    let alarms = storm(&world, 3).await;
    die_with_claims(&world, &alarms).await;
    world.passes(TimeDelta::minutes(3)).await;
    assert_eq!(world.mails_to(LEAD).len(), 1);
    assert_eq!(count(&world, &alarms, NoticeState::Delivered).await, 1);
    assert_eq!(count(&world, &alarms, NoticeState::Folded).await, 2);
}

#[tokio::test]
async fn a_later_mail_of_the_lead_alone_does_not_pass_for_the_digest() {
    let world = MailWorld::begins(Stream::Dry).await;
    let alarms = storm(&world, 3).await;
    let lead = die_with_claims(&world, &alarms).await;
    world
        .desk
        .clock()
        .move_to(world.now() + TimeDelta::minutes(3));
    let notice = world.notice(&lead).await;
    let again = world.outbox.claim(&notice, &[], None, world.now()).await;
    assert!(again.unwrap().is_some());
    world.outbox.sent(&lead, "m-2", world.now()).await.unwrap();
    let report = world.sweeps().await;
    assert_eq!((report.sent, report.folded), (1, 1));
    assert_eq!(world.mails_to(LEAD).len(), 1);
}

#[tokio::test]
async fn a_digest_whose_answer_was_lost_is_not_sent_again_once_its_event_has_come() {
    let world = MailWorld::begins(Stream::Dry).await;
    let alarms = storm(&world, 4).await;
    world.wire.breaks([WireFault::AnswerLost]);
    world.passes(TimeDelta::minutes(2)).await;
    assert_eq!(world.mails_to(LEAD).len(), 1);
    assert_eq!(count(&world, &alarms, NoticeState::Claimed).await, 3);
    world.passes(TimeDelta::minutes(30)).await;
    assert_eq!(world.mails_to(LEAD).len(), 1);
    assert_eq!(count(&world, &alarms, NoticeState::Folded).await, 3);
}

#[tokio::test]
async fn a_sweep_that_runs_out_of_time_says_so_and_the_next_one_goes_on() {
    let world = MailWorld::begins(Stream::Dry).await;
    storm(&world, 3).await;
    world
        .desk
        .clock()
        .move_to(world.now() + TimeDelta::minutes(3));
    let report = world.notify.due(world.now(), &|| false).await;
    assert!(report.stopped_for_time);
    assert_eq!(report.sent, 0);
    assert_eq!(world.sweeps().await.sent, 1);
}

/// Somebody claims the alarms for a digest of the first, and dies.
async fn die_with_claims(world: &MailWorld, alarms: &[NoticeId]) -> NoticeId {
    let mut lead = None;
    for id in alarms {
        let notice = world.notice(id).await;
        let now = world.now();
        let claim = world.outbox.claim(&notice, &[], lead.as_ref(), now);
        let claim = claim.await.unwrap().unwrap();
        lead.get_or_insert_with(|| claim.as_digest_head());
    }
    lead.unwrap().id
}
