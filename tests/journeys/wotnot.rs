//! WotNot: a P1 of an Enterprise customer, at any hour, climbs four levels while nobody answers.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["wotnot"];

/// Monday, 09:30 in India.
pub(crate) const OPENED: &str = "2026-03-09T04:00:00Z";

pub(crate) fn outage() -> Value {
    let body = message(
        "dana@example.com",
        "All bots offline",
        "Nothing loads since this morning.",
    );
    with(body, &json!({"organisation": "acme"}))
}

async fn level(world: &World, ticket: &Ticket) -> Value {
    world.reads(ticket).await["level"].clone()
}

#[tokio::test]
async fn nobody_answers_a_p1_and_it_climbs_from_l1_to_l4() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let seen = world.reads(&ticket).await;
    assert_eq!(seen["subject"]["priority"], "p1");
    assert_eq!(seen["subject"]["type"], "bug");
    // 30 minutes beat the plan's hour; P1 of Enterprise counts around the clock.
    world
        .is_due(&ticket, "first_response", "2026-03-09T04:30:00Z")
        .await;
    world
        .is_due(&ticket, "resolution", "2026-03-09T08:00:00Z")
        .await;

    world.until("2026-03-09T04:29:59Z").await;
    assert_eq!(level(&world, &ticket).await, 1);
    assert!(!world.kinds(&ticket).await.contains(&"breached"));
    world.until("2026-03-09T05:05:00Z").await;

    let climbed = world.climbed(&ticket, "first_response").await;
    let expected = [
        ("2026-03-09T04:23:00Z", 0),
        ("2026-03-09T04:31:00Z", 1),
        ("2026-03-09T04:45:00Z", 3),
        ("2026-03-09T05:00:00Z", 4),
    ];
    let expected = expected.map(|(instant, step)| (at(instant), vec![step]));
    assert_eq!(climbed, expected);
    assert_eq!(level(&world, &ticket).await, 4);

    let manager = world.mails("support-manager@wotnot.example.com");
    assert_eq!(manager.len(), 1);
    assert_eq!(manager[0].cc, ["account-manager@wotnot.example.com"]);
    let specialist = world.subjects("specialist@wotnot.example.com");
    assert_eq!(specialist.len(), 2);
    let arrived = "P1 - Critical: first response by 10:00 — ";
    assert!(specialist[0].starts_with(arrived), "{specialist:?}");
    let warned = "P1 - Critical: first response by 10:00, 7 minutes left — ";
    assert!(specialist[1].starts_with(warned), "{specialist:?}");
    for (address, late) in [
        ("support-manager@wotnot.example.com", "1 minute"),
        ("cto@wotnot.example.com", "15 minutes"),
        ("ceo@wotnot.example.com", "30 minutes"),
    ] {
        let subjects = world.subjects(address);
        let subject = format!("P1 - Critical: first response {late} late — ");
        assert_eq!(subjects.len(), 1, "{address}");
        assert!(subjects[0].starts_with(&subject), "{subjects:?}");
    }
}

#[tokio::test]
async fn an_answer_in_time_stops_the_ladder() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    world.until("2026-03-09T04:25:00Z").await;
    let reply = json!({"command": "reply", "by": agent(1), "text": "We are on it."});
    world.acts(&ticket, reply).await;
    world.until("2026-03-09T06:00:00Z").await;
    assert_eq!(world.climbed(&ticket, "first_response").await.len(), 1);
    assert_eq!(world.clock(&ticket, "first_response").await["phase"], "met");
    let answers = world.mails("dana@example.com");
    assert!(
        answers
            .iter()
            .any(|mail| mail.text.as_deref().unwrap().contains("We are on it."))
    );
    assert!(world.subjects("cto@wotnot.example.com").is_empty());
}

#[tokio::test]
async fn waiting_for_the_customer_stops_the_resolution_clock_and_its_ladder() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let reply = json!({"command": "reply", "by": agent(1), "text": "Which bot?"});
    world.acts(&ticket, reply).await;
    world.until("2026-03-09T05:00:00Z").await;
    world
        .acts(&ticket, json!({"command": "wait", "by": agent(1)}))
        .await;
    world.until("2026-03-10T05:00:00Z").await;
    assert_eq!(world.clock(&ticket, "resolution").await["phase"], "paused");
    let answer = json!({"command": "requester_reply", "by": "requester", "text": "All of them."});
    world.acts(&ticket, answer).await;
    // Three hours are left of four.
    world
        .is_due(&ticket, "resolution", "2026-03-10T08:00:00Z")
        .await;
    assert!(world.climbed(&ticket, "resolution").await.is_empty());
}
