//! A week in which everything happens once that a function may do.
use aws_sdk_dynamodb::types::AttributeValue;
use emulator::{AddressOutcome, ClockMode, Options};
use escalon_aws::{Publisher, keys};
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

use super::recorder::Recorder;
use crate::wotnot::{OPENED, outage};

pub(crate) async fn told(recorder: &Recorder, template: &str) {
    let world = World::start(Options {
        template: Some(template.to_owned()),
        clock: ClockMode::Frozen(at(OPENED)),
        binder: recorder.binder(),
        ..Options::default()
    })
    .await;
    customers(&world).await;
    more_mail(&world).await;
    let ticket = world.opens("wotnot", outage()).await;
    asked_again(&world).await;
    agents(&world, &ticket).await;
    incident(&world).await;
    broken(&world).await;
    bounced(&world).await;
    // Ladders, digests, and the audit of each day.
    world.until("2026-03-10T06:00:00Z").await;
}

async fn put(world: &World, path: &str, body: &Value) -> u16 {
    let body = body.to_string();
    let answer = world.desk.http("PUT", path, &[], body.as_bytes()).await;
    answer.status.as_u16()
}

/// An organisation is kept, a colleague who is new gets access.
async fn customers(world: &World) {
    let place = "/desks/whitevision/organisations/de-vries-bouw";
    assert_eq!(world.get(place).await.status, 200);
    let newcomer = format!("{place}/people/nieuw@devries.example.com");
    let by_admin = json!({"by": {"contact": "beheer@devries.example.com"}, "role": "user"});
    assert_eq!(put(world, &newcomer, &by_admin).await, 200);
    assert_eq!(world.get("/desks/wotnot").await.status, 200);
}

/// A policy may mail on whatever happens; none of the shipped ones does on all of it.
async fn more_mail(world: &World) {
    let path = format!("{}/infra/policies/wotnot.yaml", testkit::ROOT);
    let shipped = std::fs::read_to_string(path).unwrap();
    let notices = "notices:\n  late: { on: breached, to: support_manager, text: escalation }\n  \
        came_back: { on: { fact: notice_bounced, notice: received }, to: support_manager, text: escalation }\n";
    let edition =
        shipped
            .replacen("notices:\n", notices, 1)
            .replacen("version: 4", "version: 5", 1);
    let publisher = Publisher::new(world.desk.dynamodb().clone(), world.table("TICKETS_TABLE"));
    publisher.publish("wotnot", &edition).await.unwrap();
}

/// The same request twice.
async fn asked_again(world: &World) {
    let body = outage().to_string();
    for expected in [201, 200] {
        let headers = [("idempotency-key", "twice")];
        let path = "/desks/wotnot/tickets";
        let answer = world
            .desk
            .http("POST", path, &headers, body.as_bytes())
            .await;
        assert_eq!(answer.status, expected);
        world.desk.settle().await.unwrap();
    }
}

/// Agents are away, list, read, write, hand over; somebody answers.
async fn agents(world: &World, ticket: &Ticket) {
    let away = json!({"absent_until": "2026-04-01T00:00:00Z"});
    assert_eq!(put(world, "/desks/wep/agents/l1_a", &away).await, 200);
    assert_eq!(world.get("/desks/wep/agents").await.status, 200);
    let body = message("gia@example.com", "Printer", "It prints blank pages.");
    let printer = world.opens("wep", body).await;
    let hand_over = json!({"command": "escalate", "to_level": 2, "by": agent(1)});
    world.acts(&printer, hand_over).await;
    // Nobody takes this one, so the ladder looks for somebody who is there.
    let body = message(
        "gia@example.com",
        "Outage",
        "Everything is down, nobody can work.",
    );
    world.opens("wep", body).await;
    let body = message(
        "mia@example.com",
        "Publishing",
        "The service is down for everybody in our office.",
    );
    world
        .opens(
            "whise",
            with(body, &json!({"organisation": "harbour-estates"})),
        )
        .await;
    assert_eq!(world.get("/desks/wotnot/tickets").await.status, 200);
    let reply = json!({"command": "reply", "text": "We are on it.", "by": agent(1)});
    world.acts(ticket, reply).await;
}

/// A major incident with a part that hears what its parent is told.
async fn incident(world: &World) {
    let parent = world.opens("wotnot", outage()).await;
    let part = world.opens("wotnot", outage()).await;
    let adopt = json!({"command": "adopt", "children": [part.id.name()], "by": agent(1)});
    world.acts(&parent, adopt).await;
    let reply = json!({"command": "reply", "text": "It comes back.", "by": agent(1)});
    world.acts(&parent, reply).await;
    world.reads(&parent).await;
}

/// A snapshot that nobody can read is put off by the sweep.
async fn broken(world: &World) {
    let ticket = world.opens("wotnot", outage()).await;
    let update = world.desk.dynamodb().update_item();
    let s = |text: String| AttributeValue::S(text);
    let update = update
        .table_name(world.table("TICKETS_TABLE"))
        .key(keys::PK, s(keys::ticket(&ticket.id)))
        .key(keys::SK, s(keys::STATE.to_owned()))
        .update_expression("SET #state = :torn")
        .expression_attribute_names("#state", "state")
        .expression_attribute_values(":torn", s("{ torn".to_owned()));
    update.send().await.unwrap();
}

/// A mail comes back, its address is mailed no more, and an agent sends it to another.
async fn bounced(world: &World) {
    let address = "gone@example.com";
    world
        .desk
        .mailbox()
        .set_outcome(address, AddressOutcome::Bounced);
    let body = with(outage(), &json!({"requester": {"email": address}}));
    let ticket = world.opens("wotnot", body).await;
    world.until("2026-03-09T05:00:00Z").await;
    assert!(world.kinds(&ticket).await.contains(&"notice_bounced"));
}
