//! Who hears of a ticket in time: the worst one of each desk, on a Sunday at three in the morning.
use chrono::TimeDelta;
use desk::time::Instant;
use emulator::SentMail;
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

const REQUESTER: &str = "mia@example.com";
const ON_CALL: &str = "on-call@whise.example.com";

/// The worst ticket of a desk.
fn worst(desk: &str) -> Value {
    let body = |subject: &str, description: &str| message(REQUESTER, subject, description);
    match desk {
        "whise" => body("Publishing", "The service is down for everybody."),
        "whitevision" => with(
            body("Storing", "Het hele systeem ligt stil."),
            &json!({"type": "storing", "answers": {"stilstand": "yes"}}),
        ),
        "webpro" => with(
            body("Panne", "Rien ne fonctionne plus."),
            &json!({"type": "bug"}),
        ),
        "wotnot" => with(
            body("All bots offline", "Nothing loads since this morning."),
            &json!({"type": "bug", "priority": "p1"}),
        ),
        _ => with(
            body("Outage", "Everything is down, nobody can work."),
            &json!({"answers": {"stopped": "yes"}}),
        ),
    }
}

/// The first mail to one of the staff after the worst ticket of a desk came in at an instant, and when it went out.
async fn first_mail(desk: &str, plan: Option<&str>, sunday: &str, staff: &str) -> SentMail {
    let world = World::of(&[desk], sunday).await;
    let body = match plan {
        Some(organisation) => with(worst(desk), &json!({"organisation": organisation})),
        None => worst(desk),
    };
    world.opens(desk, body).await;
    world.passes(at(sunday), TimeDelta::hours(40)).await;
    let mut mails = world.mails(staff).into_iter();
    let first = mails
        .next()
        .unwrap_or_else(|| panic!("{desk}: {staff} hears nothing"));
    assert!(!first.to.iter().any(|to| to == REQUESTER), "{desk}");
    first
}

fn within_a_minute(mail: &SentMail, sunday: &str) {
    let late: TimeDelta = mail.sent_at - at(sunday);
    assert!(late <= TimeDelta::minutes(1), "{late}: {}", mail.subject);
}

/// Says what is due, for whom and in whose words, and where no customer is spoken to.
fn is_for_staff(mail: &SentMail, parts: &[&str]) {
    let text = mail.text.as_deref().unwrap();
    let whole = format!("{}\n{text}", mail.subject);
    for part in parts {
        assert!(whole.contains(part), "{part}\n{whole}");
    }
}

#[tokio::test]
async fn whise_wakes_on_call() {
    let sunday = "2026-03-15T02:00:00Z";
    let mail = first_mail("whise", None, sunday, ON_CALL).await;
    within_a_minute(&mail, sunday);
    let parts = [
        "Urgent: taken in charge by 03:30 — Publishing",
        "has been classified, as below. Please take it up",
        "because tickets of priority Urgent are answered within 1 hour",
        "> The service is down for everybody.",
        "You receive this email as person on call.",
    ];
    is_for_staff(&mail, &parts);
}

#[tokio::test]
async fn whitevision_wakes_on_call_in_its_own_language() {
    let sunday = "2026-03-15T02:00:00Z";
    let mail = first_mail("whitevision", None, sunday, "piket@whitevision.example.com").await;
    within_a_minute(&mail, sunday);
    let parts = [
        "Acuut: beoordeling uiterlijk 03:15 — Storing",
        "> Het hele systeem ligt stil.",
        "Je krijgt deze mail als piketdienst.",
    ];
    is_for_staff(&mail, &parts);
}

#[tokio::test]
async fn wep_has_no_on_call_and_wakes_its_first_line() {
    let sunday = "2026-03-15T02:00:00Z";
    let mail = first_mail("wep", None, sunday, "first-line@wep.example.com").await;
    within_a_minute(&mail, sunday);
    let parts = [
        "Critical (P1): first response by 03:15 — Outage",
        "> Everything is down, nobody can work.",
        "You receive this email as agent.",
    ];
    is_for_staff(&mail, &parts);
}

#[tokio::test]
async fn wotnot_wakes_a_specialist_for_the_plan_that_counts_around_the_clock() {
    // 03:00 in Kolkata.
    let sunday = "2026-03-14T21:30:00Z";
    let specialist = "specialist@wotnot.example.com";
    let mail = first_mail("wotnot", Some("acme"), sunday, specialist).await;
    within_a_minute(&mail, sunday);
    is_for_staff(
        &mail,
        &["P1 - Critical: first response by 03:30 — All bots offline"],
    );
}

#[tokio::test]
async fn wotnot_waits_for_monday_where_the_plan_s_hours_do_not_cover_a_sunday() {
    let sunday = "2026-03-14T21:30:00Z";
    let specialist = "specialist@wotnot.example.com";
    let mail = first_mail("wotnot", Some("corner-shop"), sunday, specialist).await;
    assert_eq!(mail.sent_at, at("2026-03-16T09:00:00+05:30"));
}

#[tokio::test]
async fn webpro_waits_for_monday_at_eight() {
    let sunday = "2026-03-15T02:00:00Z";
    let mail = first_mail(
        "webpro",
        Some("boulangerie-martin"),
        sunday,
        "agent@webpro.example.com",
    )
    .await;
    assert_eq!(mail.sent_at, at("2026-03-16T08:00:00+01:00"));
    is_for_staff(&mail, &["Incident", "> Rien ne fonctionne plus."]);
}

async fn outage(now: &str) -> (World, Ticket) {
    let world = World::of(&["whise"], now).await;
    let ticket = world.opens("whise", worst("whise")).await;
    (world, ticket)
}

#[tokio::test]
async fn an_urgent_ticket_that_nobody_takes_is_told_for_three_days_and_no_longer_once_somebody_has_it()
 {
    let friday = "2026-03-13T18:00:00Z";
    let (world, ticket) = outage(friday).await;
    let told = |after: Instant| {
        let mails = world.mails(ON_CALL).into_iter();
        mails.filter(|mail| mail.sent_at > after).count()
    };
    assert_eq!(world.clock(&ticket, "first_response").await["phase"], "met");
    world.until("2026-03-13T18:31:00Z").await;
    assert_eq!(told(at(friday)), 1);
    world.until("2026-03-16T12:00:00Z").await;
    // Each of the three days somebody heard of it again.
    for day in [
        "2026-03-14T18:00:00Z",
        "2026-03-15T18:00:00Z",
        "2026-03-16T08:00:00Z",
    ] {
        assert!(told(at(day)) > 0, "{day}");
    }
    let take = json!({"command": "take_in_charge", "agent": "agent_a", "by": agent(1)});
    world.acts(&ticket, take).await;
    world.until("2026-03-18T12:00:00Z").await;
    assert_eq!(told(at("2026-03-16T12:05:00Z")), 0);
}
