//! Poison: what nobody can read stands first in every line, and whoever stands behind it is on time.
use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use chrono::TimeDelta;
use escalon_aws::{NoticeId, TicketId, keys};
use testkit::{World, at};

use crate::wotnot::{OPENED, outage};

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

async fn puts(world: &World, table: &str, item: HashMap<String, AttributeValue>) {
    let put = world.desk.dynamodb().put_item();
    let put = put.table_name(world.table(table)).set_item(Some(item));
    put.send().await.unwrap();
}

fn item<const N: usize>(fields: [(&str, AttributeValue); N]) -> HashMap<String, AttributeValue> {
    fields.map(|(name, value)| (name.to_owned(), value)).into()
}

#[tokio::test]
async fn a_thousand_tickets_that_cannot_be_read_leave_their_neighbours_on_time() {
    let world = World::of(&["wotnot"], OPENED).await;
    for number in 0..1_000 {
        let id = TicketId::of_key("wotnot", &format!("poison-{number}"));
        let torn = item([
            (keys::PK, s(&keys::ticket(&id))),
            (keys::SK, s(keys::STATE)),
            ("state", s("{ torn")),
            (keys::DUE_PK, s(&keys::due_shard(&id.to_string()))),
            (keys::DUE_SK, s(&keys::due_at(at(OPENED), &id.to_string()))),
        ]);
        puts(&world, "TICKETS_TABLE", torn).await;
    }
    let ticket = world.opens("wotnot", outage()).await;
    let due = world.due(&ticket, "first_response").await;
    world.passes(due, TimeDelta::minutes(5)).await;
    let climbed = world.climbed(&ticket, "first_response").await;
    let broken = climbed.iter().find(|(when, _)| *when >= due);
    assert!(
        broken.is_some_and(|(when, _)| *when <= due + TimeDelta::minutes(1)),
        "{climbed:?}"
    );
}

/// A record that is no fact, one that is no notice, and an event that is none: each stands before the
/// records of a ticket that comes in just then.
#[tokio::test]
async fn a_poison_record_in_each_source_keeps_nobody_waiting_for_five_minutes() {
    let world = World::of(&["wotnot"], OPENED).await;
    let id = TicketId::of_key("wotnot", "poison");
    for (seq, kind) in (1..).zip(["received", "breached", "fan_out_requested"]) {
        let torn = item([
            (keys::PK, s(&keys::ticket(&id))),
            (keys::SK, s(&keys::fact(seq))),
            ("kind", s(kind)),
            ("desk", s("wotnot")),
            ("ticket", s(id.name())),
            ("fact", s("{ torn")),
        ]);
        puts(&world, "TICKETS_TABLE", torn).await;
    }
    let notice = NoticeId {
        ticket: id,
        fact_seq: 1,
        place: 0,
    };
    let name = notice.to_string();
    let torn = item([
        (keys::PK, s(&keys::notice(&name))),
        (keys::SK, s(keys::ONLY)),
        ("kind", s("notice")),
        ("notice", s(&name)),
        (keys::DUE_PK, s(&keys::due_shard(&name))),
        (keys::DUE_SK, s(&keys::due_at(at(OPENED), &name))),
    ]);
    puts(&world, "OUTBOX_TABLE", torn).await;

    let ticket = world.opens("wotnot", outage()).await;
    world.desk.advance_by(TimeDelta::minutes(5)).await.unwrap();
    let kinds = world.kinds(&ticket).await;
    assert!(kinds.contains(&"classified"), "{kinds:?}");
    assert_eq!(world.mails("dana@example.com").len(), 1);
    let due = world.due(&ticket, "first_response").await;
    world.passes(due, TimeDelta::minutes(5)).await;
    assert!(world.kinds(&ticket).await.contains(&"escalated"));
}
