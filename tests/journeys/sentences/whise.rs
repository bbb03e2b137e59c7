//! WHISE: who hears of what at which hour, and what each priority means.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

use super::{all, answers_to, form, last_mail, words};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["whise"];

/// Sunday, 03:00 in Belgium.
const SUNDAY_NIGHT: &str = "2026-03-15T02:00:00Z";
const ON_CALL: &str = "on-call@whise.example.com";

async fn opens(world: &World, description: &str) -> Ticket {
    let body = message("mia@example.com", "Publishing", description);
    world.opens("whise", body).await
}

async fn priority(world: &World, ticket: &Ticket) -> Value {
    world.reads(ticket).await["subject"]["priority"].clone()
}

#[tokio::test]
async fn an_urgent_ticket_reaches_on_call_at_any_hour() {
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    opens(&world, "The service is down for everybody.").await;
    assert_eq!(world.mails(ON_CALL).len(), 1);
    // What is raised to Urgent later reaches them as well.
    let ticket = opens(&world, "The export is broken.").await;
    assert_eq!(world.mails(ON_CALL).len(), 1);
    let raise = json!({"command": "change_priority", "to": "urgent", "by": agent(1)});
    world.acts(&ticket, raise).await;
    assert_eq!(world.mails(ON_CALL).len(), 2);
}

#[tokio::test]
async fn what_is_late_with_an_urgent_ticket_is_told_around_the_clock() {
    let mia = "bounce.mia@example.com";
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    let body = message(mia, "Publishing", "Everything is down, an outage.");
    world.opens("whise", body).await;
    world.until("2026-03-15T04:00:00Z").await;
    assert_eq!(world.mails("lead@whise.example.com").len(), 1);
}

#[tokio::test]
async fn a_high_ticket_is_for_business_hours_and_for_on_call_when_a_lead_asks() {
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    let ticket = opens(&world, "Publishing keeps failing for several users.").await;
    assert_eq!(priority(&world, &ticket).await, "high");
    assert!(world.mails(ON_CALL).is_empty());
    let ask =
        |level| json!({"command": "reach_milestone", "name": "on_call_needed", "by": agent(level)});
    world.acts(&ticket, ask(1)).await;
    assert!(world.mails(ON_CALL).is_empty());
    world.acts(&ticket, ask(2)).await;
    assert_eq!(world.mails(ON_CALL).len(), 1);
}

#[tokio::test]
async fn high_normal_and_low_tickets_are_handled_within_business_hours() {
    for description in [
        "Publishing keeps failing for several users.",
        "The export is broken.",
        "A suggestion for the list.",
    ] {
        let world = World::of(&DESKS, SUNDAY_NIGHT).await;
        let body = message("bounce.mia@example.com", "Publishing", description);
        let ticket = world.opens("whise", body).await;
        // The promise is in elapsed hours and is broken in the night; who handles it hears at nine.
        world.until("2026-03-16T07:59:00Z").await;
        assert!(!world.climbed(&ticket, "first_response").await.is_empty());
        assert!(world.mails("desk@whise.example.com").is_empty());
        world.until("2026-03-16T08:01:00Z").await;
        let told = world.mails("lead@whise.example.com");
        assert_eq!(told.len(), 1, "{description}");
        assert_eq!(told[0].sent_at, at("2026-03-16T08:00:00Z"));
        assert!(world.mails(ON_CALL).is_empty());
    }
}

#[tokio::test]
async fn a_suggestion_is_low() {
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    for description in [
        "I have a suggestion: let us sort the list.",
        "Feature request, a darker theme.",
        "How do I install the plug-in?",
        "When does the beta begin?",
    ] {
        let ticket = opens(&world, description).await;
        assert_eq!(priority(&world, &ticket).await, "low", "{description}");
    }
}

#[tokio::test]
async fn a_ticket_is_classified_by_what_each_priority_means() {
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    for (down, workaround, expected) in [
        ("yes", "none", "urgent"),
        ("yes", "partial", "high"),
        ("no", "full", "normal"),
    ] {
        let answers = json!({"answers": {"down": down, "workaround": workaround}});
        let body = message("mia@example.com", "Publishing", "The export is broken.");
        let ticket = world.opens("whise", with(body, &answers)).await;
        assert_eq!(priority(&world, &ticket).await, expected);
    }
    let priorities = &form(&world, "whise").await["priorities"];
    assert_eq!(all(priorities, "id"), ["urgent", "high", "normal", "low"]);
    let means = all(priorities, "means");
    for (means, word) in means
        .iter()
        .zip(["down", "Significant", "not impaired", "information"])
    {
        assert!(means["en"].as_str().unwrap().contains(word), "{means}");
    }
}

#[tokio::test]
async fn the_response_is_due_one_four_or_twenty_four_hours_after_a_proper_ticket() {
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    for (description, due) in [
        ("The service is down for everybody.", "2026-03-15T03:00:00Z"),
        (
            "Publishing keeps failing for several users.",
            "2026-03-15T06:00:00Z",
        ),
        ("The export is broken.", "2026-03-16T02:00:00Z"),
        ("A suggestion for the list.", "2026-03-16T02:00:00Z"),
    ] {
        let ticket = opens(&world, description).await;
        assert_eq!(world.due(&ticket, "first_response").await, at(due));
        // How long a solution takes is promised to nobody.
        let resolution = world.clock(&ticket, "resolution").await;
        assert_eq!(resolution["due_at"], Value::Null, "{description}");
    }
}

#[tokio::test]
async fn the_chatbot_and_the_academy_are_self_service_links() {
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    let links = [
        "https://whise.example.com/chat",
        "https://whise.example.com/academy",
    ];
    assert_eq!(all(&form(&world, "whise").await["links"], "url"), links);
    let ticket = opens(&world, "How do I export my contacts?").await;
    assert_eq!(all(&ticket.answer["links"], "url"), links);
    let mail = last_mail(&world, "mia@example.com");
    assert!(
        links.iter().all(|link| words(&mail).contains(link)),
        "{mail:?}"
    );
}

#[tokio::test]
async fn support_is_reached_by_mail_and_by_the_form() {
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    let channels = form(&world, "whise").await["channels"].clone();
    assert_eq!(channels, json!(["portal", "email", "api"]));
    for channel in ["email", "portal"] {
        let body = message("mia@example.com", "Export", "The export is broken.");
        let body = with(body, &json!({"channel": channel}));
        world.opens("whise", body).await;
    }
    let mail = last_mail(&world, "mia@example.com");
    assert!(
        answers_to(&mail, "support", "whise.example.com"),
        "{mail:?}"
    );
}
