//! A policy is published while tickets are open: they keep what they were promised, or move to it.
use escalon_aws::config::Tables;
use escalon_aws::{MigrationReport, PolicyMigration, Publisher};
use serde_json::json;
use testkit::{Ticket, World, agent, message};

/// Desks of these journeys.
const DESKS: [&str; 2] = ["wep", "whise"];

/// Ten in the morning in Rome, a Monday.
const OPENED: &str = "2026-03-09T09:00:00Z";
const WEP: &str = include_str!("../../infra/policies/wep.yaml");
const LEAD: &str = "lead@wep.example.com";

/// The next edition, without the assumptions about what it no longer promises.
fn next(from: &str, to: &str) -> String {
    assert!(WEP.contains(from), "{from}");
    let (promises, _) = WEP.split_once("\nassumptions:").unwrap();
    promises
        .replace("version: 4\n", "version: 5\n")
        .replace(from, to)
}

async fn classified(world: &World, priority: &str) -> Ticket {
    let ticket = world
        .opens(
            "wep",
            message("gia@example.com", "A question", "Where is it?"),
        )
        .await;
    let command = json!({"command": "classify", "priority": priority, "by": agent(1)});
    world.acts(&ticket, command).await;
    ticket
}

async fn publish(world: &World, text: &str) -> String {
    let publisher = Publisher::new(world.desk.dynamodb().clone(), world.table("TICKETS_TABLE"));
    publisher.publish("wep", text).await.unwrap()
}

async fn moves(world: &World, version: &str) -> MigrationReport {
    let tables = Tables::from(&|name: &str| Some(world.table(name))).unwrap();
    let mover = PolicyMigration::new(world.desk.dynamodb(), &tables);
    let now = world.desk.clock().now();
    let moved = mover.run("wep", version, now).await.unwrap();
    world.desk.settle().await.unwrap();
    moved
}

#[tokio::test]
async fn open_tickets_move_to_a_longer_promise_and_are_late_by_it_alone() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = classified(&world, "p2").await;
    let elsewhere = world
        .opens("whise", message("kim@example.com", "Slow", "It is slow."))
        .await;
    let pinned = world.reads(&elsewhere).await["policy_version"].clone();
    world
        .is_due(&ticket, "resolution", "2026-03-11T09:00:00Z")
        .await;
    world.until("2026-03-10T11:00:00Z").await;
    let text = next(
        "priority = p2, within: 2 business days",
        "priority = p2, within: 3 business days",
    );
    let version = publish(&world, &text).await;
    // Until it is moved, the ticket is what it was.
    world
        .is_due(&ticket, "resolution", "2026-03-11T09:00:00Z")
        .await;
    let mails = world.mails("gia@example.com").len();
    let moved = moves(&world, &version).await;
    assert_eq!((moved.moved, moved.stayed, moved.failed.len()), (1, 0, 0));
    world
        .is_due(&ticket, "resolution", "2026-03-12T09:00:00Z")
        .await;
    assert_eq!(world.reads(&ticket).await["policy_version"], json!(version));
    assert_eq!(world.reads(&elsewhere).await["policy_version"], pinned);
    assert_eq!(world.mails("gia@example.com").len(), mails);

    world.until("2026-03-12T08:59:00Z").await;
    assert_eq!(world.subjects(LEAD), [""; 0]);
    world.until("2026-03-12T09:05:00Z").await;
    assert_eq!(world.mails(LEAD).len(), 1);
    assert!(world.kinds(&ticket).await.contains(&"policy_repinned"));
    let again = moves(&world, &version).await;
    assert_eq!((again.moved, again.stayed), (0, 1));
}

#[tokio::test]
async fn a_ticket_whose_priority_is_gone_keeps_its_version_and_stops_no_other() {
    let world = World::of(&DESKS, OPENED).await;
    let low = classified(&world, "p4").await;
    let high = classified(&world, "p2").await;
    let text: Vec<_> = WEP
        .lines()
        .take_while(|line| *line != "assumptions:")
        .collect();
    let text = text.into_iter().filter(|line| !line.contains("p4"));
    let text = text
        .collect::<Vec<_>>()
        .join("\n")
        .replace("version: 4\n", "version: 5\n");
    let version = publish(&world, &text).await;
    let moved = moves(&world, &version).await;
    assert_eq!(moved.moved, 1);
    let (kept, why) = &moved.failed[0];
    assert_eq!(*kept, low.id);
    assert!(why.to_string().contains("priority `p4`"), "{why}");
    assert_eq!(world.reads(&high).await["policy_version"], json!(version));
    assert_ne!(world.reads(&low).await["policy_version"], json!(version));
}

#[tokio::test]
async fn a_ticket_that_nobody_has_classified_yet_moves_as_well() {
    // The record that asks for its classification is lost: only the index of what is due knows of it.
    let (world, _) = World::without_record(&DESKS, OPENED, 0).await;
    let ticket = world
        .opens(
            "wep",
            message("gia@example.com", "A question", "Where is it?"),
        )
        .await;
    assert!(!world.kinds(&ticket).await.contains(&"classified"));
    let version = publish(
        &world,
        &next("within: 30 business days", "within: 20 business days"),
    )
    .await;
    assert_eq!(moves(&world, &version).await.moved, 1);
    world.until("2026-03-09T09:30:00Z").await;
    assert!(world.kinds(&ticket).await.contains(&"classified"));
}
