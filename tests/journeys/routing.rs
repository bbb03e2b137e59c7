//! Who gets a ticket: the right people, on the right level, who are there.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, message, with};

/// Desks of these journeys.
const DESKS: [&str; 4] = ["wep", "webpro", "whitevision", "whise"];

const MONDAY: &str = "2026-03-09T09:00:00Z";

fn by(name: &str) -> Value {
    json!({"agent": name, "level": 1})
}

async fn is_away(world: &World, desk: &str, name: &str, until: Value) {
    let path = format!("/desks/{desk}/agents/{name}");
    let body = json!({"absent_until": until}).to_string();
    let answer = world.desk.http("PUT", &path, &[], body.as_bytes()).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
}

async fn zoho(world: &World) -> Ticket {
    let body = message(
        "tom@example.com",
        "Zoho",
        "I cannot log in to Zoho since this morning.",
    );
    world.opens("wep", body).await
}

/// The last choice that the timeline shows.
fn choice(seen: &Value) -> Value {
    let timeline = seen["timeline"].as_array().unwrap();
    let mut choices = timeline.iter().filter(|fact| fact["kind"] == "assigned");
    choices.next_back().cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_ticket_is_escalated_to_the_appropriate_level_2_team_and_never_to_whoever_hands_it_over()
{
    let world = World::of(&DESKS, MONDAY).await;
    let ticket = zoho(&world).await;
    let seen = world.reads(&ticket).await;
    assert_eq!(seen["team"], "first_line");
    assert!(seen["assignee"].as_str().unwrap().starts_with("l1_"));
    // The member of the first line who is in the area's team as well hands it over.
    let hand_over = json!({"command": "escalate", "to_level": 2, "by": by("l1_d")});
    world.acts(&ticket, hand_over).await;
    let seen = world.reads(&ticket).await;
    assert_eq!(
        (&seen["team"], &seen["assignee"]),
        (&json!("zoho_l2"), &json!("zoho_a"))
    );
    let skipped = &choice(&seen)["skipped"];
    assert_eq!(*skipped, json!([{"agent": "l1_d", "why": "same_person"}]));
    world.facts(&ticket).await;
}

#[tokio::test]
async fn if_needed_tickets_are_escalated_to_external_experts_of_level_3() {
    let world = World::of(&DESKS, MONDAY).await;
    let ticket = zoho(&world).await;
    for member in ["zoho_a", "l1_d"] {
        is_away(&world, "wep", member, json!("2026-03-16T08:00:00Z")).await;
    }
    let hand_over = json!({"command": "escalate", "to_level": 2, "by": by("l1_a")});
    world.acts(&ticket, hand_over).await;
    let seen = world.reads(&ticket).await;
    assert_eq!(
        (&seen["level"], &seen["team"], &seen["assignee"]),
        (&json!(3), &json!("external"), &json!("external_expert"))
    );
    assert_eq!(seen["emptied_teams"], json!(["zoho_l2"]));
    let list = world.get("/desks/wep/tickets").await.json();
    assert_eq!(list["tickets"][0]["emptied_teams"], json!(["zoho_l2"]));
}

#[tokio::test]
async fn the_agent_who_has_a_ticket_keeps_it_throughout_unless_they_are_away() {
    let world = World::of(&DESKS, MONDAY).await;
    let body = message(
        "lea@example.com",
        "Page blanche",
        "Le site affiche une page blanche.",
    );
    let body = with(body, &json!({"organisation": "boulangerie-martin"}));
    let ticket = world.opens("webpro", body).await;
    let first = world.reads(&ticket).await["assignee"].clone();
    let asks = || json!({"command": "requester_reply", "by": "requester", "text": "Alors ?"});
    world.acts(&ticket, asks()).await;
    assert_eq!(world.reads(&ticket).await["assignee"], first);
    let name = first.as_str().unwrap();
    is_away(&world, "webpro", name, json!("2026-03-10T08:00:00Z")).await;
    world.acts(&ticket, asks()).await;
    let second = world.reads(&ticket).await["assignee"].clone();
    assert_ne!(second, first);
    // Back again, they do not take it from the colleague.
    world.until("2026-03-10T08:00:00Z").await;
    world.acts(&ticket, asks()).await;
    assert_eq!(world.reads(&ticket).await["assignee"], second);
}

#[tokio::test]
async fn an_agent_that_no_team_has_is_not_found_and_nothing_is_kept() {
    let world = World::of(&DESKS, MONDAY).await;
    let put = |agent: &str, body: &str| {
        let path = format!("/desks/wep/agents/{agent}");
        let body = body.as_bytes().to_vec();
        let world = &world;
        async move { world.desk.http("PUT", &path, &[], &body).await }
    };
    let unknown = put("nobody", "{}").await;
    assert_eq!(
        (unknown.status.as_u16(), &unknown.json()["field"]),
        (404, &json!("agent"))
    );
    let wrong = put("l1_a", r#"{"absent_until": "soon"}"#).await;
    assert_eq!(
        (wrong.status.as_u16(), &wrong.json()["field"]),
        (422, &json!("absent_until"))
    );
    let agents = world.get("/desks/wep/agents").await.json();
    let agents = agents["agents"].as_array().unwrap();
    assert!(agents.iter().all(|agent| agent["absent_until"].is_null()));
    let member = agents
        .iter()
        .find(|agent| agent["agent"] == "l1_a")
        .unwrap();
    assert_eq!(
        member["teams"],
        json!([
            "cyber_security_l2",
            "first_line",
            "hardware_l2",
            "justcall_l2",
            "office_l2"
        ])
    );
}

/// References in the order of the queue.
async fn queue(world: &World, desk: &str) -> Vec<String> {
    let list = world.get(&format!("/desks/{desk}/tickets")).await.json();
    let tickets = list["tickets"].as_array().unwrap();
    let names = tickets.iter().map(|ticket| ticket["ticket"].as_str());
    names.map(|name| name.unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_report_with_a_higher_priority_goes_first_then_what_is_due_first() {
    let world = World::of(&DESKS, "2026-03-09T10:00:00Z").await;
    let report = |text: &str, answers: Value| {
        let body = message("sanne@example.com", "Melding", text);
        with(
            body,
            &json!({"organisation": "de-vries-bouw", "answers": answers}),
        )
    };
    let regular = report("Er is een storing.", json!({}));
    let regular = world.opens("whitevision", regular).await;
    let stalled = report("De productie ligt stil.", json!({"doorwerken": "no"}));
    let stalled = world.opens("whitevision", stalled).await;
    world.until("2026-03-09T10:30:00Z").await;
    let stopped = report("Alles is stil.", json!({"stilstand": "yes"}));
    let stopped = world.opens("whitevision", stopped).await;
    let expected = [&stopped, &stalled, &regular].map(|ticket| ticket.id.name().to_owned());
    assert_eq!(queue(&world, "whitevision").await, expected);
    // A change of status moves nothing.
    let wait = json!({"command": "wait", "by": agent(1)});
    world.acts(&stopped, wait).await;
    assert_eq!(queue(&world, "whitevision").await, expected);
}

#[tokio::test]
async fn resources_around_the_clock_are_whoever_is_on_turn() {
    const WHISE: &str = include_str!("../../infra/policies/whise.yaml");
    let rota = "teams:\n  support: { members: [tech_a, tech_b], on_call: { rota: [tech_a, tech_b], turn: 1 week } }\n\
                roles:\n  tech_a: tech-a@whise.example.com\n  tech_b: tech-b@whise.example.com\n";
    // Two Sunday nights, a week apart: a turn begins on the weekday of `effective_from`.
    let mut told = Vec::new();
    for night in ["2026-03-08T02:00:00Z", "2026-03-15T02:00:00Z"] {
        let world = World::of(&DESKS, night).await;
        let publisher = escalon_aws::Publisher::new(
            world.desk.dynamodb().clone(),
            world.table("TICKETS_TABLE"),
        );
        let policy = WHISE.replacen("roles:\n", rota, 1);
        let policy = policy.replacen("version: 5\n", "version: 6\n", 1);
        publisher.publish("whise", &policy).await.unwrap();
        let outage = message("ann@example.com", "Outage", "The whole service is down.");
        world.opens("whise", outage).await;
        let on_turn = ["tech-a", "tech-b", "on-call"]
            .map(|name| world.mails(&format!("{name}@whise.example.com")).len());
        told.push(on_turn);
    }
    told.sort_unstable();
    assert_eq!(told, [[0, 1, 0], [1, 0, 0]]);
}
