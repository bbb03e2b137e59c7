//! WHISE: who hears of what at which hour, and what each priority means.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

use super::{all, answers_to, form, last_mail, words};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["whise"];

/// Sunday, 03:00 in Belgium.
const SUNDAY_NIGHT: &str = "2026-03-15T02:00:00Z";
/// Monday, 11:00 in Belgium.
const MONDAY: &str = "2026-03-09T10:00:00Z";
const ON_CALL: &str = "on-call@whise.example.com";
const LEAD: &str = "lead@whise.example.com";

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
    let told = world.subjects(LEAD).into_iter();
    let late: Vec<_> = told
        .filter(|subject| subject.contains("first response"))
        .collect();
    assert_eq!(late.len(), 1, "{late:?}");
}

#[tokio::test]
async fn a_high_ticket_is_for_business_hours_and_for_on_call_when_a_lead_asks() {
    let world = World::of(&DESKS, SUNDAY_NIGHT).await;
    let ticket = opens(&world, "Publishing keeps failing for several users.").await;
    assert_eq!(priority(&world, &ticket).await, "high");
    assert!(world.mails(ON_CALL).is_empty());
    // Who says what is reasonably necessary has to know of it, in the night as well.
    let told = world.mails(LEAD);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].sent_at, at(SUNDAY_NIGHT));
    let ask =
        |level| json!({"command": "reach_milestone", "name": "on_call_needed", "by": agent(level)});
    world.acts(&ticket, ask(1)).await;
    assert!(world.mails(ON_CALL).is_empty());
    world.acts(&ticket, ask(2)).await;
    assert_eq!(world.mails(ON_CALL).len(), 1);
    // In business hours the lead hears as soon, and what is raised to High as well.
    world.until("2026-03-16T10:00:00Z").await;
    let told = world.mails(LEAD).len();
    opens(&world, "Publishing keeps failing for several users.").await;
    assert_eq!(world.mails(LEAD).len(), told + 1);
    let ticket = opens(&world, "The export is broken.").await;
    assert_eq!(world.mails(LEAD).len(), told + 1);
    let raise = json!({"command": "change_priority", "to": "high", "by": agent(1)});
    world.acts(&ticket, raise).await;
    assert_eq!(world.mails(LEAD).len(), told + 2);
    assert_eq!(world.mails(ON_CALL).len(), 1);
}

#[tokio::test]
async fn the_people_for_an_urgent_ticket_are_called_around_the_clock_on_every_kind_of_day() {
    // A working day before, in and after business hours, a Saturday, and a holiday, in Belgium.
    for moment in [
        "2026-03-09T07:59:00Z",
        MONDAY,
        "2026-03-09T17:01:00Z",
        "2026-03-14T11:00:00Z",
        "2026-04-06T10:00:00Z",
    ] {
        let world = World::of(&DESKS, moment).await;
        opens(&world, "The service is down for everybody.").await;
        let called = world.mails(ON_CALL);
        assert_eq!(called.len(), 1, "{moment}");
        assert_eq!(called[0].sent_at, at(moment));
    }
}

#[tokio::test]
async fn a_normal_ticket_waits_for_business_hours_and_ends_with_a_solution_or_a_workaround() {
    for last in ["Exports work again.", "Until then, print the list."] {
        let world = World::of(&DESKS, SUNDAY_NIGHT).await;
        let ticket = opens(&world, "The export is broken.").await;
        assert_eq!(priority(&world, &ticket).await, "normal");
        world.until("2026-03-16T07:59:00Z").await;
        for staff in ["desk", "lead", "manager", "on-call"] {
            let address = format!("{staff}@whise.example.com");
            assert!(world.mails(&address).is_empty(), "{address}");
        }
        world.until("2026-03-16T08:30:00Z").await;
        let reply = json!({"command": "reply", "by": agent(1), "text": last});
        world.acts(&ticket, reply).await;
        assert!(words(&last_mail(&world, "mia@example.com")).contains(last));
        assert_ne!(world.clock(&ticket, "resolution").await["phase"], "met");
        let resolve = json!({"command": "resolve", "by": agent(1)});
        world.acts(&ticket, resolve).await;
        assert_eq!(world.reads(&ticket).await["status"], "resolved");
    }
}

#[tokio::test]
async fn the_response_time_of_whise_commences_with_a_proper_ticket_and_not_before() {
    let world = World::of(&DESKS, MONDAY).await;
    let by = |description: &str| message("bounce.mia@example.com", "Publishing", description);
    let proper = world.opens("whise", by("The export is broken.")).await;
    let began = world.clock(&proper, "first_response").await["started_at"].clone();
    assert_eq!(at(began.as_str().unwrap()), at(MONDAY));
    // Nothing runs for one that says nothing; its time commences when that is made good, whole.
    let empty = world.opens("whise", by("")).await;
    world.until("2026-03-10T12:00:00Z").await;
    let none = world.clock(&empty, "first_response").await;
    assert_eq!(none, Value::Null);
    assert!(world.climbed(&empty, "first_response").await.is_empty());
    let complete = json!({"command": "complete", "by": "requester"});
    world.acts(&empty, complete).await;
    let clock = world.clock(&empty, "first_response").await;
    assert_eq!(
        at(clock["started_at"].as_str().unwrap()),
        at("2026-03-10T12:00:00Z")
    );
    world
        .is_due(&empty, "first_response", "2026-03-11T12:00:00Z")
        .await;
}

#[tokio::test]
async fn high_normal_and_low_tickets_are_handled_within_business_hours() {
    for (description, is_high) in [
        ("Publishing keeps failing for several users.", true),
        ("The export is broken.", false),
        ("A suggestion for the list.", false),
    ] {
        let world = World::of(&DESKS, SUNDAY_NIGHT).await;
        let body = message("bounce.mia@example.com", "Publishing", description);
        let ticket = world.opens("whise", body).await;
        // The promise is in elapsed hours and is broken in the night; who handles it hears at nine.
        world.until("2026-03-16T07:59:00Z").await;
        assert!(!world.climbed(&ticket, "first_response").await.is_empty());
        assert!(world.mails("desk@whise.example.com").is_empty());
        world.until("2026-03-16T08:01:00Z").await;
        let late = world.mails(LEAD);
        let late: Vec<_> = late.iter().map(|mail| mail.sent_at).collect();
        let at_once = is_high.then_some(at(SUNDAY_NIGHT));
        let expected: Vec<_> = at_once
            .into_iter()
            .chain([at("2026-03-16T08:00:00Z")])
            .collect();
        assert_eq!(late, expected, "{description}");
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
