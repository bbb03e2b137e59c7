//! The backstops: a ticket that cannot be read never delays its neighbours, and the daily audit puts
//! right what nobody thought of.
use aws_sdk_dynamodb::types::AttributeValue;
use breach_scan::{BreachScan, Input, Report};
use escalon_aws::{FailureQueue, Tickets, keys};
use serde_json::json;
use testkit::{Ticket, World, agent, at, message};

use crate::wotnot::{OPENED, outage};

/// Desks of these journeys.
const DESKS: [&str; 2] = ["wotnot", "wep"];

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

/// Changes one attribute of a ticket's snapshot behind everybody's back.
async fn tamper(world: &World, ticket: &Ticket, set: &str, value: AttributeValue) {
    let update = world.desk.dynamodb().update_item();
    update
        .table_name(world.table("TICKETS_TABLE"))
        .key(keys::PK, s(&keys::ticket(&ticket.id)))
        .key(keys::SK, s(keys::STATE))
        .update_expression("SET #set = :value")
        .expression_attribute_names("#set", set)
        .expression_attribute_values(":value", value)
        .send()
        .await
        .unwrap();
}

async fn attribute(world: &World, ticket: &Ticket, name: &str) -> Option<AttributeValue> {
    let get = world.desk.dynamodb().get_item();
    let found = get
        .table_name(world.table("TICKETS_TABLE"))
        .key(keys::PK, s(&keys::ticket(&ticket.id)))
        .key(keys::SK, s(keys::STATE))
        .send();
    found.await.unwrap().item.unwrap().get(name).cloned()
}

fn scan(world: &World) -> BreachScan {
    let functions = &world.desk.template().functions;
    let scan = functions
        .iter()
        .find(|function| function.binary == "breach-scan")
        .unwrap();
    let lookup = |name: &str| scan.env.get(name).cloned();
    BreachScan::from(&lookup, world.desk.dynamodb().clone()).unwrap()
}

async fn audits(world: &World) -> breach_scan::Audited {
    let now = world.desk.clock().now();
    let input = Input {
        audit: true,
        ..Input::default()
    };
    match scan(world).run(input, now, &|| true).await.unwrap() {
        Report::Audited(audited) => audited,
        Report::Swept(swept) => panic!("{swept:?}"),
    }
}

#[tokio::test]
async fn a_ticket_that_cannot_be_read_is_put_off_and_its_neighbours_are_on_time() {
    let world = World::of(&DESKS, OPENED).await;
    let mut tickets = Vec::new();
    for _ in 0..8 {
        tickets.push(world.opens("wotnot", outage()).await);
    }
    let poisoned = tickets.pop().unwrap();
    tamper(&world, &poisoned, "state", s("{ torn")).await;
    world.until("2026-03-09T04:40:00Z").await;
    for ticket in &tickets {
        let climbed = world.climbed(ticket, "first_response").await;
        assert_eq!(climbed[1].0, at("2026-03-09T04:31:00Z"));
    }
    let stuck = attribute(&world, &poisoned, "stuck").await;
    assert_eq!(stuck, Some(AttributeValue::Bool(true)));
}

#[tokio::test]
async fn an_operator_sees_what_is_stuck_and_has_it_tried_again_once_it_is_mended() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let sound = attribute(&world, &ticket, "state").await.unwrap();
    tamper(&world, &ticket, "state", s("{ torn")).await;
    world.until("2026-03-09T04:40:00Z").await;
    let operator = FailureQueue::new(world.desk.dynamodb().clone(), world.table("TICKETS_TABLE"));
    let failing = operator.failing(world.desk.clock().now()).await.unwrap();
    assert_eq!(failing.len(), 1);
    assert!(failing[0].stuck && failing[0].failures >= 3, "{failing:?}");
    assert_eq!(failing[0].entry.pk, keys::ticket(&ticket.id));

    tamper(&world, &ticket, "state", sound).await;
    let now = world.desk.clock().now();
    assert!(operator.release(&failing[0], now).await.unwrap());
    // Whoever has seen it before it moved does not move it back.
    assert!(!operator.release(&failing[0], now).await.unwrap());
    world.until("2026-03-09T04:42:00Z").await;
    assert!(world.kinds(&ticket).await.contains(&"breached"));
    assert_eq!(operator.failing(now).await.unwrap(), []);
}

#[tokio::test]
async fn an_audit_of_sound_tickets_finds_no_drift() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    world
        .opens(
            "wep",
            message("gia@example.com", "Printer", "It prints blank pages."),
        )
        .await;
    world
        .acts(&ticket, json!({"command": "wait", "by": agent(1)}))
        .await;
    world.until("2026-03-09T06:00:00Z").await;
    let audited = audits(&world).await;
    assert_eq!(
        (audited.checked, audited.drifted, audited.failed),
        (2, 0, 0)
    );
}

#[tokio::test]
async fn an_audit_puts_a_lost_index_entry_and_a_changed_snapshot_right() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let entry = attribute(&world, &ticket, keys::DUE_SK).await;
    tamper(
        &world,
        &ticket,
        keys::DUE_SK,
        s("2099-01-01T00:00:00.000Z#lost"),
    )
    .await;
    let audited = audits(&world).await;
    assert_eq!((audited.drifted, audited.repaired), (1, 1));
    assert_eq!(attribute(&world, &ticket, keys::DUE_SK).await, entry);

    let tickets = Tickets::new(world.desk.dynamodb().clone(), world.table("TICKETS_TABLE"));
    let state = tickets.load(&ticket.id).await.unwrap().unwrap().state;
    let state = serde_json::to_string(&state).unwrap();
    tamper(
        &world,
        &ticket,
        "state",
        s(&state.replace("\"level\":1", "\"level\":3")),
    )
    .await;
    let audited = audits(&world).await;
    assert_eq!((audited.drifted, audited.repaired), (1, 1));
    world.facts(&ticket).await;
    assert_eq!(audits(&world).await.drifted, 0);
}

#[tokio::test]
async fn commands_at_the_same_moment_are_all_kept_in_one_order() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let before = world.facts(&ticket).await.len();
    let note =
        |number: u32| json!({"command": "note", "by": agent(1), "text": format!("Note {number}")});
    let tries = (0..4).map(|number| world.tries(&ticket, note(number)));
    let answers = futures_util::future::join_all(tries).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    let facts = world.facts(&ticket).await;
    assert_eq!(facts.len(), before + 4);
    assert!(facts.iter().zip(1..).all(|(fact, seq)| fact.seq == seq));
    let texts = world.reads(&ticket).await["texts"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(texts, 1 + 4);
}

#[tokio::test]
async fn sweeps_at_the_same_moment_break_a_promise_once() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let now = at("2026-03-09T04:31:00Z");
    let scan = scan(&world);
    let sweeps = (0..8).map(|_| scan.run(Input::default(), now, &|| true));
    for report in futures_util::future::join_all(sweeps).await {
        report.unwrap();
    }
    let kinds = world.kinds(&ticket).await;
    assert_eq!(
        kinds.iter().filter(|kind| **kind == "breached").count(),
        1,
        "{kinds:?}"
    );
}

#[tokio::test]
async fn a_snapshot_stays_small_however_much_has_happened() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    for _ in 0..20 {
        let wait = json!({"command": "wait", "by": agent(1)});
        world.acts(&ticket, wait).await;
        let answer = json!({"command": "requester_reply", "by": "requester", "text": "Yes."});
        world.acts(&ticket, answer).await;
    }
    world.until("2026-03-09T14:00:00Z").await;
    let tickets = Tickets::new(world.desk.dynamodb().clone(), world.table("TICKETS_TABLE"));
    let state = tickets.load(&ticket.id).await.unwrap().unwrap().state;
    let state = serde_json::to_string(&state).unwrap();
    assert!(state.len() < 8 * 1024, "{}: {state}", state.len());
    let Some(AttributeValue::B(stored)) = attribute(&world, &ticket, "state").await else {
        panic!("a snapshot is packed");
    };
    assert!(
        stored.as_ref().len() < 2 * 1024,
        "{}",
        stored.as_ref().len()
    );
}
