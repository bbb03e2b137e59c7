//! WotNot: four plans by three priorities, hours by plan, and four levels of escalation.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

use super::{all, form};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["wotnot"];

/// Monday, 09:00 in India.
const OPENED: &str = "2026-03-09T03:30:00Z";

fn answers(priority: &str) -> Value {
    match priority {
        "p1" => json!({"down": "yes"}),
        "p2" => json!({"workaround": "no"}),
        _ => json!({"workaround": "yes"}),
    }
}

async fn opens(world: &World, plan: &str, priority: &str) -> Ticket {
    let body = message("dana@example.com", "Bots", "My bots.");
    let fields = json!({"plan": plan, "type": "bug", "answers": answers(priority)});
    let ticket = world.opens("wotnot", with(body, &fields)).await;
    let seen = world.reads(&ticket).await;
    assert_eq!(seen["subject"]["priority"], priority);
    ticket
}

#[tokio::test]
async fn each_plan_and_priority_has_its_published_response_and_resolution_time() {
    let world = World::of(&DESKS, OPENED).await;
    for (plan, priority, response, resolution) in [
        ("lite", "p1", "2026-03-09T11:30:00Z", "2026-03-09T13:30:00Z"),
        ("lite", "p2", "2026-03-09T13:30:00Z", "2026-03-13T13:30:00Z"),
        ("lite", "p3", "2026-03-09T13:30:00Z", "2026-03-17T13:30:00Z"),
        (
            "starter",
            "p1",
            "2026-03-09T07:30:00Z",
            "2026-03-09T13:30:00Z",
        ),
        (
            "starter",
            "p2",
            "2026-03-09T11:30:00Z",
            "2026-03-11T13:30:00Z",
        ),
        (
            "starter",
            "p3",
            "2026-03-09T11:30:00Z",
            "2026-03-13T13:30:00Z",
        ),
        (
            "premium",
            "p1",
            "2026-03-09T04:30:00Z",
            "2026-03-09T11:30:00Z",
        ),
        (
            "premium",
            "p2",
            "2026-03-09T07:30:00Z",
            "2026-03-10T15:30:00Z",
        ),
        (
            "premium",
            "p3",
            "2026-03-09T07:30:00Z",
            "2026-03-11T15:30:00Z",
        ),
        (
            "enterprise",
            "p1",
            "2026-03-09T04:00:00Z",
            "2026-03-09T07:30:00Z",
        ),
        (
            "enterprise",
            "p2",
            "2026-03-09T04:30:00Z",
            "2026-03-09T15:30:00Z",
        ),
        (
            "enterprise",
            "p3",
            "2026-03-09T04:30:00Z",
            "2026-03-10T15:30:00Z",
        ),
    ] {
        let ticket = opens(&world, plan, priority).await;
        let due = (
            world.due(&ticket, "first_response").await,
            world.due(&ticket, "resolution").await,
        );
        assert_eq!(due, (at(response), at(resolution)), "{plan} {priority}");
    }
}

#[tokio::test]
async fn a_question_has_the_plans_first_response_time_and_no_other() {
    let world = World::of(&DESKS, OPENED).await;
    for kind in ["other_questions", "implementation_assistance"] {
        for (plan, due) in [
            ("lite", "2026-03-10T09:30:00Z"),
            ("starter", "2026-03-09T11:30:00Z"),
            ("premium", "2026-03-09T07:30:00Z"),
            ("enterprise", "2026-03-09T04:30:00Z"),
        ] {
            let body = message("dana@example.com", "Bots", "My bots.");
            let body = with(body, &json!({"plan": plan, "type": kind}));
            let ticket = world.opens("wotnot", body).await;
            assert_eq!(
                world.due(&ticket, "first_response").await,
                at(due),
                "{plan}"
            );
            let resolution = world.clock(&ticket, "resolution").await;
            assert_eq!(resolution["due_at"], Value::Null);
        }
    }
}

#[tokio::test]
async fn what_comes_outside_the_plans_hours_is_counted_from_its_next_support_window() {
    // Monday, 20:00 in India: closed for business hours, open for extended ones.
    let world = World::of(&DESKS, "2026-03-09T14:30:00Z").await;
    let answered_by = async |plan: &str, due: &str| {
        let ticket = opens(&world, plan, "p1").await;
        world.is_due(&ticket, "first_response", due).await;
    };
    answered_by("starter", "2026-03-10T07:30:00Z").await;
    answered_by("premium", "2026-03-09T15:30:00Z").await;
    // Saturday.
    world.until("2026-03-14T14:30:00Z").await;
    answered_by("lite", "2026-03-16T11:30:00Z").await;
    answered_by("premium", "2026-03-16T04:30:00Z").await;
}

#[tokio::test]
async fn enterprise_has_support_around_the_clock_for_critical_issues() {
    // Sunday, 02:00 in India.
    let world = World::of(&DESKS, "2026-03-14T20:30:00Z").await;
    for (priority, response, resolution) in [
        ("p1", "2026-03-14T21:00:00Z", "2026-03-15T00:30:00Z"),
        ("p2", "2026-03-16T04:30:00Z", "2026-03-16T15:30:00Z"),
    ] {
        let ticket = opens(&world, "enterprise", priority).await;
        assert_eq!(world.due(&ticket, "first_response").await, at(response));
        assert_eq!(world.due(&ticket, "resolution").await, at(resolution));
    }
}

#[tokio::test]
async fn the_account_manager_is_copied_on_a_breach_where_the_plan_has_one() {
    for (plan, copied) in [
        ("lite", false),
        ("starter", false),
        ("premium", true),
        ("enterprise", true),
    ] {
        let world = World::of(&DESKS, OPENED).await;
        opens(&world, plan, "p1").await;
        world.until("2026-03-09T11:40:00Z").await;
        let told = world.mails("support-manager@wotnot.example.com");
        let copies = told[0]
            .cc
            .contains(&"account-manager@wotnot.example.com".to_owned());
        assert_eq!(copies, copied, "{plan}");
    }
}

#[tokio::test]
async fn a_minor_issue_climbs_to_the_support_manager_and_no_further() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "premium", "p3").await;
    world.until("2026-03-12T15:30:00Z").await;
    assert_eq!(world.reads(&ticket).await["level"], 2);
    assert!(!world.mails("support-manager@wotnot.example.com").is_empty());
    for address in ["cto@wotnot.example.com", "ceo@wotnot.example.com"] {
        assert!(world.mails(address).is_empty(), "{address}");
    }
}

#[tokio::test]
async fn the_form_offers_the_four_ticket_types_and_what_was_chosen_stands() {
    let world = World::of(&DESKS, OPENED).await;
    let form = form(&world, "wotnot").await;
    let names = all(&form["types"], "name");
    let names: Vec<_> = names
        .iter()
        .map(|name| name["en"].as_str().unwrap())
        .collect();
    for wanted in [
        "Implementation assistance",
        "Other questions",
        "Report a bug",
        "Technical support",
    ] {
        assert!(names.contains(&wanted), "{names:?}");
    }
    assert_eq!(names.len(), 4);
    for kind in all(&form["types"], "id") {
        let body = message(
            "dana@example.com",
            "Outage",
            "Everything is down, a question.",
        );
        let body = with(body, &json!({"plan": "lite", "type": kind}));
        let ticket = world.opens("wotnot", body).await;
        assert_eq!(&world.reads(&ticket).await["subject"]["type"], kind);
    }
}

#[tokio::test]
async fn a_ticket_has_a_name_shows_the_latest_answers_and_takes_follow_ups() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "starter", "p3").await;
    assert!(
        ticket.answer["reference"]
            .as_str()
            .is_some_and(|name| !name.is_empty())
    );
    let reply = json!({"command": "reply", "by": agent(1), "text": "Which bot?"});
    world.acts(&ticket, reply).await;
    let follow_up =
        json!({"command": "requester_reply", "by": "requester", "text": "The blue one."});
    world.acts(&ticket, follow_up).await;
    let seen = world.reads(&ticket).await;
    assert_eq!(seen["reference"], ticket.answer["reference"]);
    assert_eq!(
        all(&seen["texts"], "body"),
        ["My bots.", "Which bot?", "The blue one."]
    );
    let listed = world.get("/desks/wotnot/tickets").await.json();
    assert_eq!(
        all(&listed["tickets"], "reference"),
        [&ticket.answer["reference"]]
    );
}

#[tokio::test]
async fn a_ticket_of_wotnot_is_created_once_the_required_details_are_provided() {
    let world = World::of(&DESKS, OPENED).await;
    let whole = with(
        message("dana@example.com", "Bots", "My bots are silent."),
        &json!({"plan": "lite", "type": "bug"}),
    );
    for (lacking, field) in [
        ("requester", "requester"),
        ("subject", "subject"),
        ("plan", "plan"),
    ] {
        let mut body = whole.clone();
        body.as_object_mut().unwrap().remove(lacking);
        let refused = world.post("/desks/wotnot/tickets", &body).await;
        let problem = refused.json();
        assert_eq!(refused.status, 422, "{lacking}: {problem}");
        let named = problem["field"].as_str().unwrap();
        assert!(named.starts_with(field), "{problem}");
    }
    let listed = world.get("/desks/wotnot/tickets").await.json();
    assert_eq!(listed["tickets"], json!([]));
    let created = world.opens("wotnot", whole).await;
    assert_eq!(world.reads(&created).await["subject"]["type"], "bug");
}

#[tokio::test]
async fn the_table_has_the_id_of_each_ticket_and_a_click_on_it_shows_the_latest_responses() {
    let world = World::of(&DESKS, OPENED).await;
    let mut ids = Vec::new();
    for plan in ["starter", "premium"] {
        let ticket = opens(&world, plan, "p3").await;
        let listed = world.get("/desks/wotnot/tickets").await.json();
        let shown = all(&listed["tickets"], "reference");
        let id = ticket.answer["reference"].clone();
        assert!(shown.contains(&&id), "{shown:?}");
        for text in ["Which bot?", &format!("It is mended on {plan}.")] {
            let reply = json!({"command": "reply", "by": agent(1), "text": text});
            world.acts(&ticket, reply).await;
        }
        ids.push((id, plan));
    }
    assert_ne!(ids[0].0, ids[1].0);
    // What the row of the table leads to, and no other ticket's answers.
    let listed = world.get("/desks/wotnot/tickets").await.json();
    for (id, plan) in ids {
        let rows = listed["tickets"].as_array().unwrap();
        let row = rows.iter().find(|row| row["reference"] == id).unwrap();
        let name = row["ticket"].as_str().unwrap();
        let path = format!("/desks/wotnot/tickets/{name}");
        let seen = world.get(&path).await.json();
        let said = all(&seen["texts"], "body");
        let latest = format!("It is mended on {plan}.");
        assert_eq!(said, ["My bots.", "Which bot?", &latest]);
    }
}

#[tokio::test]
async fn a_priority_is_what_its_definition_says() {
    let world = World::of(&DESKS, OPENED).await;
    let priorities = &form(&world, "wotnot").await["priorities"];
    assert_eq!(all(priorities, "id"), ["p1", "p2", "p3"]);
    for (means, word) in all(priorities, "means")
        .iter()
        .zip(["down", "broken", "workaround"])
    {
        assert!(means["en"].as_str().unwrap().contains(word), "{means}");
    }
    for priority in ["p1", "p2", "p3"] {
        opens(&world, "lite", priority).await;
    }
}
