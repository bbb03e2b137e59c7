//! Losing any one stream record delays the outcome and never changes it.
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use testkit::World;

use crate::wotnot::{OPENED, outage};

/// Who was mailed about the ticket, and which steps were taken.
type StepsAndPeople = (BTreeSet<String>, BTreeSet<usize>);

async fn outcome_without(lost: usize) -> (StepsAndPeople, usize) {
    let (world, records) = World::without_record(&["wotnot"], OPENED, lost).await;
    let ticket = world.opens("wotnot", outage()).await;
    world.until("2026-03-09T05:30:00Z").await;
    let mailed = world.desk.mailbox().all().into_iter();
    let mailed = mailed.flat_map(|mail| mail.to).collect();
    let climbed = world.climbed(&ticket, "first_response").await;
    let steps = climbed.into_iter().flat_map(|(_, steps)| steps).collect();
    ((mailed, steps), records.load(Ordering::SeqCst))
}

#[tokio::test]
async fn whichever_record_is_lost_the_same_steps_are_taken_and_the_same_people_told() {
    let (whole, records) = outcome_without(usize::MAX).await;
    assert_eq!(whole.1, BTreeSet::from([0, 1, 3, 4]));
    assert!(records >= 10, "{records}");
    for lost in 0..records {
        let (outcome, _) = outcome_without(lost).await;
        assert_eq!(outcome, whole, "without record {lost} of {records}");
    }
}
