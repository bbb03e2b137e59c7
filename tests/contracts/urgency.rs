//! The most urgent mail goes out first, however much else is due and however little time there is.
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use escalon_aws::NoticeState;

use crate::world::{LEAD, MailWorld, Stream, acknowledgement};

/// Acknowledgements that come to be due each minute.
const A_MINUTE: usize = 40;

/// Moves the clock without the schedules of the desk, and sweeps with time for forty steps: as many acknowledgements
/// as there are, when the mail service is slow.
async fn next_minute(world: &MailWorld) -> notify::SweepReport {
    let later = world.now() + TimeDelta::minutes(1);
    world.desk.clock().move_to(later);
    let asked = AtomicUsize::new(0);
    let has_time = || asked.fetch_add(1, Ordering::Relaxed) < A_MINUTE;
    world.notify.due(later, &has_time).await
}

#[tokio::test]
async fn of_1000_alarms_for_one_reader_under_40_acknowledgements_a_minute_the_first_is_mailed_within_a_minute_and_none_is_lost()
 {
    let world = MailWorld::begins(Stream::Dry).await;
    let mut late = Vec::new();
    for _ in 0..1_000 {
        late.push(world.opens("staff@example.com", "api", "urgent").await);
    }
    world
        .desk
        .clock()
        .move_to(world.now() + TimeDelta::minutes(61));
    let (mut acknowledged, mut alarms) = (Vec::new(), Vec::new());
    for minute in 0..8 {
        for number in 0..A_MINUTE {
            let email = format!("customer-{minute}-{number}@example.com");
            let ticket = world.opens(&email, "portal", "normal").await;
            acknowledged.push((email, acknowledgement(&ticket)));
        }
        // Their records are lost, so that they are due two minutes later, behind eighty acknowledgements.
        if minute == 2 {
            for ticket in &late {
                alarms.push(world.escalates(ticket).await);
            }
        }
        next_minute(&world).await;
        let mailed = world.mails_to(LEAD).len();
        assert_eq!(mailed > 0, minute >= 3, "{mailed} in minute {minute}");
    }
    let mut sweeps = 0;
    while next_minute(&world).await.found > 0 {
        sweeps += 1;
        assert!(sweeps < 20, "it never ends");
    }
    let (mut heads, mut folded) = (BTreeSet::new(), 0);
    for id in &alarms {
        let notice = world.notice(id).await;
        match notice.digest {
            Some(head) => {
                assert_eq!(notice.state, NoticeState::Folded);
                heads.insert(head.id);
                folded += 1;
            }
            None => assert!(notice.state.is_sent(), "{notice:?}"),
        }
    }
    assert!(
        folded > 900 && heads.len() == world.mails_to(LEAD).len(),
        "{folded}"
    );
    for (email, id) in &acknowledged {
        assert!(world.notice(id).await.state.is_sent());
        assert_eq!(world.mails_to(email).len(), 1, "{email}");
    }
}

#[tokio::test]
async fn the_report_tells_how_long_the_oldest_has_waited_even_when_its_turn_does_not_come() {
    let world = MailWorld::begins(Stream::Dry).await;
    world.opens("ann@example.com", "portal", "normal").await;
    let later = world.now() + TimeDelta::minutes(12);
    world.desk.clock().move_to(later);
    let report = world.notify.due(later, &|| false).await;
    assert_eq!((report.sent, report.oldest_due_s), (0, 600));
    assert!(report.stopped_for_time);
}
