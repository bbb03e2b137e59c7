//! Entries made later than they happened, mended, or excused.
use serde_json::json;
use testkit::{World, agent, at, message, with};

use crate::wotnot::{OPENED, outage};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["wotnot"];

#[tokio::test]
async fn a_call_entered_late_needs_a_reason_and_leaves_the_declared_breach_to_a_lead() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    world.until("2026-03-09T04:40:00Z").await;
    assert!(world.kinds(&ticket).await.contains(&"breached"));
    let reply = |at: &str| json!({"command": "reply", "text": "As I said on the phone.", "by": agent(1), "at": at});
    let refused = [
        (reply("1970-01-01T00:00:00Z"), "at"),
        (reply("2026-03-09T04:20:00Z"), "late_reason"),
    ];
    for (command, field) in refused {
        let answer = world.tries(&ticket, command).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["field"]),
            (422, &json!(field))
        );
    }
    let why = json!({"late_reason": "I was on the road."});
    world
        .acts(&ticket, with(reply("2026-03-09T04:20:00Z"), &why))
        .await;
    let clock = world.clock(&ticket, "first_response").await;
    assert_eq!(
        (&clock["phase"], &clock["withdrawn"]),
        (&json!("met_late"), &json!(false))
    );
    assert_eq!(
        at(clock["met_at"].as_str().unwrap()),
        at("2026-03-09T04:20:00Z")
    );
    let facts = world.facts(&ticket).await;
    let replied = facts.iter().find(|fact| fact.body.kind() == "replied");
    let replied = replied.unwrap();
    assert_eq!(replied.occurred_at, at("2026-03-09T04:20:00Z"));
    assert_eq!(replied.recorded_at, at("2026-03-09T04:40:00Z"));

    let withdraw = |level: u8| {
        json!({"command": "withdraw", "metric": "first_response", "by": agent(level),
               "reason": "The call is in the log."})
    };
    assert_eq!(world.tries(&ticket, withdraw(1)).await.status.as_u16(), 403);
    world.acts(&ticket, withdraw(2)).await;
    let clock = world.clock(&ticket, "first_response").await;
    assert_eq!(
        (&clock["phase"], &clock["withdrawn"]),
        (&json!("met"), &json!(true))
    );
    let kinds = world.kinds(&ticket).await;
    for kind in ["breached", "entered_late", "breach_withdrawn"] {
        assert!(kinds.contains(&kind), "{kind}");
    }
}

#[tokio::test]
async fn closing_a_late_ticket_leaves_its_promise_broken_and_what_was_not_due_unanswered() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    world.until("2026-03-09T04:40:00Z").await;
    world
        .acts(&ticket, json!({"command": "close", "by": agent(1)}))
        .await;
    assert_eq!(
        world.clock(&ticket, "first_response").await["phase"],
        "breached"
    );
    assert_eq!(
        world.clock(&ticket, "resolution").await["phase"],
        "unanswered"
    );
}

#[tokio::test]
async fn a_mistake_that_is_mended_counts_from_the_start_and_a_real_change_from_the_change() {
    let world = World::of(&DESKS, OPENED).await;
    let body = message("dana@example.com", "Typo", "A minor typo.");
    let body = with(
        body,
        &json!({"organisation": "acme", "type": "bug", "priority": "p3"}),
    );
    let classify = json!({"command": "classify", "priority": "p3", "by": agent(1)});
    let raise = |correction: bool| json!({"command": "change_priority", "to": "p2", "correction": correction, "by": agent(1)});
    let mistaken = world.opens("wotnot", body.clone()).await;
    let worsened = world.opens("wotnot", body).await;
    for ticket in [&mistaken, &worsened] {
        world.acts(ticket, classify.clone()).await;
    }
    world.until("2026-03-09T06:00:00Z").await;
    world.acts(&mistaken, raise(true)).await;
    world.acts(&worsened, raise(false)).await;
    let mended = world.due(&mistaken, "resolution").await;
    let changed = world.due(&worsened, "resolution").await;
    assert!(mended < changed, "{mended} {changed}");
}

#[tokio::test]
async fn an_excused_breach_stays_a_breach_with_the_reason_beside_it() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let excuse = |metric: &str, reason: &str| json!({"command": "excuse", "metric": metric, "reason": reason, "by": agent(2)});
    let why = "The customer asked us to wait.";
    let cases = [
        (excuse("first_response", why), 422, "metric"),
        (excuse("pickup", why), 422, "metric"),
        (excuse("first_response", " "), 422, "reason"),
        (
            with(excuse("first_response", why), &json!({"by": "requester"})),
            403,
            "by",
        ),
    ];
    for (command, status, field) in cases {
        let answer = world.tries(&ticket, command.clone()).await;
        let problem = answer.json();
        assert_eq!(
            (answer.status.as_u16(), &problem["field"]),
            (status, &json!(field)),
            "{command}"
        );
    }
    world.until("2026-03-09T04:40:00Z").await;
    world.acts(&ticket, excuse("first_response", why)).await;
    let clock = world.clock(&ticket, "first_response").await;
    assert_eq!(clock["phase"], "breached");
    assert!(clock["breached_at"].is_string());
    assert_eq!(clock["excused"]["reason"], why);
    let kinds = world.kinds(&ticket).await;
    assert!(kinds.contains(&"breached") && kinds.contains(&"breach_excused"));
    assert!(!kinds.contains(&"breach_withdrawn"));
}
