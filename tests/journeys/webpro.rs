//! WebPro: taken in charge within two business hours; then the agent commits, inside a band.
use serde_json::json;
use testkit::{World, agent, at, message, with};

/// Friday, 15:00 in France.
const OPENED: &str = "2026-03-13T14:00:00Z";

fn customer(body: serde_json::Value) -> serde_json::Value {
    with(body, &json!({"group": "customer"}))
}

#[tokio::test]
async fn an_agent_commits_inside_a_band_and_the_due_time_rolls_to_monday() {
    let world = World::of(&["webpro"], OPENED).await;
    let body = message(
        "lea@example.com",
        "Page blanche",
        "Le site affiche une page blanche.",
    );
    let ticket = world.opens("webpro", customer(body)).await;
    world
        .is_due(&ticket, "pickup", "2026-03-13T16:00:00Z")
        .await;
    world.until("2026-03-13T15:00:00Z").await;

    let take = |difficulty: &str, hours: u32| {
        json!({"command": "take_in_charge", "agent": "agent_a", "difficulty": difficulty,
               "commit_hours": hours, "by": agent(1)})
    };
    let before = world.kinds(&ticket).await;
    // Between 18 and 24 hours the policy has a gap.
    for difficulty in ["normal", "difficult"] {
        let refused = world.tries(&ticket, take(difficulty, 20)).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.json()["field"], "commit_hours");
        assert!(
            refused.json()["detail"]
                .as_str()
                .unwrap()
                .contains("20 hours")
        );
    }
    assert_eq!(world.kinds(&ticket).await, before);

    // Friday 16:00 + 6 h = 22:00, which is closed: Monday 08:00.
    world.acts(&ticket, take("simple", 6)).await;
    assert_eq!(world.clock(&ticket, "pickup").await["phase"], "met");
    world
        .is_due(&ticket, "resolution", "2026-03-16T07:00:00Z")
        .await;
    // A later commitment needs a reason.
    let later = world.tries(&ticket, take("normal", 10)).await;
    assert_eq!(
        (later.status.as_u16(), later.json()["field"].as_str()),
        (422, Some("reason"))
    );
}

#[tokio::test]
async fn a_ticket_that_nobody_takes_is_escalated_in_french() {
    let world = World::of(&["webpro"], OPENED).await;
    let body = message("lea@example.com", "Panne", "Notre boutique est en panne.");
    let ticket = world.opens("webpro", customer(body)).await;
    world.until("2026-03-13T16:05:00Z").await;
    let climbed = world.climbed(&ticket, "pickup").await;
    let expected = [
        (at("2026-03-13T15:30:00Z"), vec![0]),
        (at("2026-03-13T16:01:00Z"), vec![1]),
    ];
    assert_eq!(climbed, expected);
    let mail = &world.mails("responsable@webpro.example.com")[0];
    assert!(
        mail.text.as_deref().unwrap().contains("Bonjour"),
        "{mail:?}"
    );
    // 150 % is an hour further of Monday's hours.
    world.until("2026-03-16T08:01:00Z").await;
    assert_eq!(world.climbed(&ticket, "pickup").await.len(), 3);
    assert_eq!(world.mails("direction@webpro.example.com").len(), 1);
}
