//! WHISE: the response ends when the mail "logged" is delivered, and at no other time.
use serde_json::{Value, json};
use testkit::{World, agent, at, message, with};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["whise"];

/// Monday, 11:00 in Belgium.
const OPENED: &str = "2026-03-09T10:00:00Z";

fn outage(email: &str) -> Value {
    message(
        email,
        "Publishing",
        "The service is down for everybody in our office.",
    )
}

#[tokio::test]
async fn the_delivery_of_the_logged_mail_ends_the_response() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("whise", outage("mia@example.com")).await;
    assert_eq!(world.reads(&ticket).await["subject"]["priority"], "urgent");
    let response = world.clock(&ticket, "first_response").await;
    assert_eq!(response["phase"], "met");
    assert_eq!(response["due_at"], "2026-03-09T11:00:00Z");
    assert!(world.kinds(&ticket).await.contains(&"notice_delivered"));
}

#[tokio::test]
async fn a_bounce_leaves_the_clock_running_until_the_address_is_put_right() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("whise", outage("bounce.mia@example.com")).await;
    assert!(world.kinds(&ticket).await.contains(&"notice_bounced"));
    assert_eq!(
        world.clock(&ticket, "first_response").await["phase"],
        "running"
    );
    world.until("2026-03-09T10:30:00Z").await;
    let resend = json!({
        "command": "resend", "notice": "logged", "email": "mia@example.com", "by": agent(1),
    });
    world.acts(&ticket, resend).await;
    let response = world.clock(&ticket, "first_response").await;
    assert_eq!(response["phase"], "met");
    assert_eq!(
        at(response["met_at"].as_str().unwrap()),
        at("2026-03-09T10:30:00Z")
    );
    assert_eq!(world.subjects("mia@example.com"), ["Your ticket is logged"]);
}

#[tokio::test]
async fn a_bounce_that_nobody_mends_breaches_and_escalates() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("whise", outage("bounce.mia@example.com")).await;
    world.until("2026-03-09T12:00:00Z").await;
    assert_eq!(
        world.clock(&ticket, "first_response").await["phase"],
        "breached"
    );
    let climbed = world.climbed(&ticket, "first_response").await;
    // Due at 11:00; a delivery may be five minutes under way, so the breach is declared after that.
    let expected = [
        (at("2026-03-09T10:45:00Z"), vec![0]),
        (at("2026-03-09T11:06:00Z"), vec![1]),
        (at("2026-03-09T11:30:00Z"), vec![2]),
    ];
    assert_eq!(climbed, expected);
}

#[tokio::test]
async fn a_delivery_whose_event_comes_late_withdraws_the_breach() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("whise", outage("late+2h@example.com")).await;
    // Somebody has it at once, so that one clock alone is late.
    let take = json!({"command": "take_in_charge", "agent": "agent_a", "by": agent(1)});
    world.acts(&ticket, take).await;
    world.until("2026-03-09T11:10:00Z").await;
    assert!(world.kinds(&ticket).await.contains(&"breached"));
    world.until("2026-03-09T12:05:00Z").await;
    let response = world.clock(&ticket, "first_response").await;
    assert_eq!(response["phase"], "met");
    assert_eq!(response["withdrawn"], true);
    let met_at = at(response["met_at"].as_str().unwrap());
    assert!(met_at < at("2026-03-09T10:01:00Z"), "{met_at}");
    let kinds = world.kinds(&ticket).await;
    let of = |kind| kinds.iter().filter(|known| **known == kind).count();
    assert_eq!((of("breached"), of("breach_withdrawn")), (1, 1));
    // The ladder has stopped: nobody above the team lead hears of it.
    world.until("2026-03-10T12:00:00Z").await;
    assert_eq!(world.mails("lead@whise.example.com").len(), 1);
}

#[tokio::test]
async fn an_incomplete_ticket_starts_no_clock_and_is_logged_once_it_is_proper() {
    let world = World::of(&DESKS, OPENED).await;
    let body = message("mia@example.com", "The service is down", "");
    let ticket = world.opens("whise", body).await;
    assert_eq!(ticket.answer["missing"], json!(["description"]));
    assert_eq!(world.reads(&ticket).await["classified"], "proposed");
    assert_eq!(world.clock(&ticket, "first_response").await, Value::Null);
    let received = "We have received your message";
    assert_eq!(world.subjects("mia@example.com"), [received]);
    world.until("2026-03-09T13:00:00Z").await;
    let answer = json!({"command": "complete", "by": "requester"});
    world.acts(&ticket, answer).await;
    let response = world.clock(&ticket, "first_response").await;
    assert_eq!(
        at(response["started_at"].as_str().unwrap()),
        at("2026-03-09T13:00:00Z")
    );
    assert_eq!(response["phase"], "met");
    // A human who looks again does not log it again.
    let classify = json!({"command": "classify", "priority": "high", "by": agent(1)});
    world.acts(&ticket, classify).await;
    let logged = "Your ticket is logged";
    assert_eq!(world.subjects("mia@example.com"), [received, logged]);
}

#[tokio::test]
async fn the_logged_mail_goes_out_even_when_the_priority_is_not_sure() {
    let world = World::of(&DESKS, OPENED).await;
    let body = message("mia@example.com", "Hm", "Something about our account.");
    let ticket = world
        .opens(
            "whise",
            with(body, &json!({"organisation": "harbour-estates"})),
        )
        .await;
    let seen = world.reads(&ticket).await;
    assert_eq!(seen["classified"], "not_sure");
    assert_eq!(seen["subject"]["priority"], "normal");
    assert_eq!(world.clock(&ticket, "first_response").await["phase"], "met");
}
