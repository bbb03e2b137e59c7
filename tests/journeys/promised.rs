//! Promises and news to customers: at the door, in refusals, and when a ticket ends unsolved.
use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use desk::time::Instant;
use serde_json::{Value, json};
use testkit::{World, agent, at, message, with};

const CUSTOMER: &str = "ann@example.com";

const MONTHS: [&str; 12] = [
    "jan", "f", "m", "ap", "ma", "jun", "jul", "a", "s", "o", "n", "d",
];

/// Every instant that a text names, as `9 Mar 2026, 10:00 (Europe/Brussels)` in whichever of our languages.
fn instants(text: &str) -> BTreeSet<Instant> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = BTreeSet::new();
    for (place, word) in words.iter().enumerate() {
        let zone = word.trim_start_matches('(').split(')').next().unwrap_or("");
        let zone = zone.parse::<chrono_tz::Tz>();
        let (true, Ok(zone)) = (word.starts_with('('), zone) else {
            continue;
        };
        let before: Vec<&str> = words[..place].iter().rev().take(6).copied().collect();
        let clean = |word: &&str| {
            word.trim_matches(|c: char| !c.is_alphanumeric() && c != ':')
                .to_owned()
        };
        let before: Vec<String> = before.iter().map(clean).collect();
        let time = before.iter().find(|word| word.contains(':')).unwrap();
        let year = before
            .iter()
            .position(|word| word.len() == 4 && word.starts_with("20"))
            .unwrap();
        let month = month(&before[year + 1]);
        let day = before[year + 2]
            .trim_end_matches("er")
            .trim_end_matches('°');
        let local = format!("{}-{month:02}-{day} {time}", before[year]);
        let local = NaiveDateTime::parse_from_str(&local, "%Y-%m-%d %H:%M").unwrap();
        found.insert(local.and_local_timezone(zone).unwrap().to_utc());
    }
    found
}

/// Journeys stand in March and April.
fn month(name: &str) -> usize {
    let name = name.to_lowercase();
    match name.as_str() {
        "mar" | "mrt" | "mars" | "märz" | "marzo" => 3,
        "apr" | "avr" | "april" | "aprile" => 4,
        other => {
            let known = MONTHS.iter().position(|month| other.starts_with(month));
            known.unwrap() + 1
        }
    }
}

fn opening(desk: &str) -> Value {
    let body = message(CUSTOMER, "Help", "Something does not do what it should.");
    match desk {
        "wotnot" => with(body, &json!({"type": "bug", "plan": "premium"})),
        _ => body,
    }
}

#[tokio::test]
async fn a_ticket_that_is_closed_unsolved_tells_its_requester_what_ended_unanswered() {
    let world = World::of(&["wotnot"], "2026-03-09T10:00:00Z").await;
    let ticket = world.opens("wotnot", opening("wotnot")).await;
    let due = world.due(&ticket, "resolution").await;
    let close = json!({"command": "close", "by": agent(1)});
    world.acts(&ticket, close).await;
    let mail = world.mails(CUSTOMER).pop().unwrap();
    assert!(mail.subject.ends_with("Your ticket is closed"), "{mail:?}");
    let text = mail.text.unwrap();
    assert!(text.contains("although it is not solved"), "{text}");
    assert!(instants(&text).contains(&due), "{text}");
}

#[tokio::test]
async fn what_answers_decide_is_promised_at_once_and_what_words_decide_is_said_to_be_open() {
    let world = World::of(&["whise"], "2026-03-09T10:00:00Z").await;
    let down = json!({"answers": {"down": "yes", "workaround": "none"}});
    let ticket = world.opens("whise", with(opening("whise"), &down)).await;
    let classification = &ticket.answer["classification"];
    assert_eq!(classification["priority"], "urgent");
    assert_eq!(classification["open"], json!([]));
    assert_eq!(classification["note"], Value::Null);
    let promised = at(ticket.answer["promises"][0]["due_at"].as_str().unwrap());
    // It has been classified by now, and the promise is the one that was made at the door.
    assert!(world.kinds(&ticket).await.contains(&"classified"));
    assert_eq!(world.due(&ticket, "first_response").await, promised);

    let ticket = world.opens("whise", opening("whise")).await;
    let classification = &ticket.answer["classification"];
    assert_eq!(classification["priority"], Value::Null);
    assert_eq!(classification["open"], json!(["priority"]));
    let note = classification["note"].as_str().unwrap();
    assert!(
        note.starts_with("We are still sorting your ticket."),
        "{note}"
    );
}

#[tokio::test]
async fn a_refusal_at_the_open_door_speaks_the_language_of_its_reader_and_of_the_desk() {
    let world = World::of(&["whitevision", "webpro"], "2026-03-09T10:00:00Z").await;
    let body = message(CUSTOMER, " ", "");
    for (desk, accepts, detail) in [
        ("whitevision", "fr", "een onderwerp is nodig"),
        ("webpro", "nl;q=0.9, fr-BE;q=0.8", "un objet est nécessaire"),
    ] {
        let path = format!("/desks/{desk}/tickets");
        let headers = [("accept-language", accepts)];
        let body = body.to_string();
        let refused = world.desk.http("POST", &path, &headers, body.as_bytes());
        let problem = refused.await.json();
        assert_eq!(problem["detail"], detail, "{problem}");
        assert_eq!(problem["field"], "subject");
        assert_eq!(problem["type"], "urn:escalon:problem:invalid");
    }
}
