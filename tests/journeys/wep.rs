//! WEP: a critical issue counts around the clock and ends with the first act of a human of level 1.
use serde_json::json;
use testkit::{World, agent, message};

/// Saturday, 02:00 in Italy.
const OPENED: &str = "2026-03-14T01:00:00Z";

#[tokio::test]
async fn a_p1_at_night_is_answered_within_15_minutes() {
    let world = World::of(&["wep"], OPENED).await;
    let body = message(
        "gia@example.com",
        "Outage",
        "Everything is down, nobody can work.",
    );
    let ticket = world.opens("wep", body).await;
    assert_eq!(world.reads(&ticket).await["subject"]["priority"], "p1");
    world
        .is_due(&ticket, "first_response", "2026-03-14T01:15:00Z")
        .await;
    world
        .is_due(&ticket, "resolution", "2026-03-14T03:00:00Z")
        .await;
    world.until("2026-03-14T01:10:00Z").await;
    // Level 2 answers, which is not the first line's triage.
    let reply = |level| json!({"command": "reply", "by": agent(level), "text": "We see it."});
    world.acts(&ticket, reply(2)).await;
    assert_eq!(
        world.clock(&ticket, "first_response").await["phase"],
        "running"
    );
    world.until("2026-03-14T01:15:00Z").await;
    // Exactly at due is in time.
    world.acts(&ticket, reply(1)).await;
    assert_eq!(world.clock(&ticket, "first_response").await["phase"], "met");
    world.until("2026-03-14T01:40:00Z").await;
    assert!(!world.kinds(&ticket).await.contains(&"breached"));
}

#[tokio::test]
async fn a_hand_over_to_level_2_goes_to_the_areas_team_and_keeps_the_clocks() {
    let world = World::of(&["wep"], "2026-03-09T09:00:00Z").await;
    let body = message(
        "tom@example.com",
        "Zoho",
        "I cannot log in to Zoho since this morning.",
    );
    let ticket = world.opens("wep", body).await;
    let before = world.due(&ticket, "resolution").await;
    world.until("2026-03-09T09:20:00Z").await;
    let hand_over = json!({"command": "escalate", "to_level": 2, "by": agent(1)});
    world.acts(&ticket, hand_over).await;
    let seen = world.reads(&ticket).await;
    assert_eq!(
        (&seen["level"], &seen["team"]),
        (&json!(2), &json!("zoho_l2"))
    );
    assert_eq!(world.due(&ticket, "resolution").await, before);
    assert_eq!(world.clock(&ticket, "first_response").await["phase"], "met");
}
