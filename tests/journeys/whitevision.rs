//! WhiteVision: three moments of triage a day, each with half an hour of grace, met by a human.
use serde_json::json;
use testkit::{World, agent, message, with};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["whitevision"];

fn question() -> serde_json::Value {
    let body = message(
        "sanne@example.com",
        "Vraag",
        "Hoe kan ik een factuur splitsen?",
    );
    with(body, &json!({"organisation": "de-vries-bouw"}))
}

#[tokio::test]
async fn a_ticket_is_triaged_at_the_next_moment_and_the_slot_is_met() {
    // Monday, 11:00 in the Netherlands: the next moment is 12:30, with grace until 13:00.
    let world = World::of(&DESKS, "2026-03-09T10:00:00Z").await;
    let ticket = world.opens("whitevision", question()).await;
    world
        .is_due(&ticket, "triage", "2026-03-09T12:00:00Z")
        .await;
    // A machine's proposal is no triage.
    assert_eq!(world.clock(&ticket, "triage").await["phase"], "running");
    world.until("2026-03-09T11:45:00Z").await;
    let classify = json!({"command": "classify", "type": "vraag", "by": agent(1)});
    world.acts(&ticket, classify).await;
    assert_eq!(world.clock(&ticket, "triage").await["phase"], "met");
    world.until("2026-03-10T12:00:00Z").await;
    assert!(!world.kinds(&ticket).await.contains(&"breached"));
}

#[tokio::test]
async fn a_missed_moment_breaches_at_the_end_of_its_grace_and_climbs_the_ladder() {
    let world = World::of(&DESKS, "2026-03-09T10:00:00Z").await;
    let ticket = world.opens("whitevision", question()).await;
    world.until("2026-03-09T12:00:00Z").await;
    assert!(!world.kinds(&ticket).await.contains(&"breached"));
    world.until("2026-03-09T12:01:00Z").await;
    assert!(world.kinds(&ticket).await.contains(&"breached"));
    assert_eq!(world.clock(&ticket, "triage").await["phase"], "breached");
    assert_eq!(world.mails("teamleider@whitevision.example.com").len(), 1);
    let mail = &world.mails("teamleider@whitevision.example.com")[0];
    assert!(
        mail.text
            .as_deref()
            .unwrap()
            .contains("Met vriendelijke groet"),
        "{mail:?}"
    );
}

#[tokio::test]
async fn an_acute_stop_pages_on_call_at_once_and_shows_the_number() {
    // Saturday night.
    let world = World::of(&DESKS, "2026-03-14T22:00:00Z").await;
    let body = message(
        "sanne@example.com",
        "Alles stil",
        "Het hele systeem ligt plat.",
    );
    let body = with(
        body,
        &json!({"organisation": "de-vries-bouw", "answers": {"stilstand": "yes"}}),
    );
    let ticket = world.opens("whitevision", body).await;
    world
        .is_due(&ticket, "triage", "2026-03-14T22:15:00Z")
        .await;
    world.until("2026-03-14T22:01:00Z").await;
    // The ticket itself wakes them, and the first step of the ladder wakes them once more.
    let told = world.subjects("piket@whitevision.example.com");
    assert_eq!(told.len(), 2, "{told:?}");
    let acute = |subject: &String| subject.starts_with("Acuut: beoordeling uiterlijk 23:15");
    assert!(told.iter().all(acute), "{told:?}");
    let told = world.mails("sanne@example.com");
    assert!(
        told.iter()
            .any(|mail| mail.text.as_deref().unwrap().contains("+31 20 555 0100")),
        "{told:?}"
    );
}
