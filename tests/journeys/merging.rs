//! Two tickets about one matter become one; a major incident has many parts and one voice.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

use crate::wotnot::{OPENED, outage};

/// Desks of these journeys.
const DESKS: [&str; 3] = ["wotnot", "wep", "whitevision"];

fn merge(into: &str) -> Value {
    json!({"command": "merge", "into": into, "by": agent(1)})
}

async fn refused(world: &World, ticket: &Ticket, command: Value) -> (u16, String, String) {
    let before = world.facts(ticket).await.len();
    let answer = world.tries(ticket, command).await;
    let told = answer.json();
    assert_eq!(world.facts(ticket).await.len(), before);
    let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), text("field"), text("detail"))
}

#[tokio::test]
async fn the_survivor_keeps_the_earliest_start_and_the_higher_priority_and_the_other_falls_silent()
{
    let world = World::of(&DESKS, OPENED).await;
    let first = world.opens("wotnot", outage()).await;
    let due = world.due(&first, "first_response").await;
    world.until("2026-03-09T04:10:00Z").await;
    let minor = with(
        outage(),
        &json!({"subject": "Typo", "description": "A small typo."}),
    );
    let second = world.opens("wotnot", minor).await;
    let lower =
        json!({"command": "change_priority", "to": "p3", "by": agent(1), "correction": true});
    world.acts(&second, lower).await;
    let mailed = world.mails("dana@example.com").len();
    world.acts(&first, merge(second.id.name())).await;

    let ended = world.reads(&first).await;
    assert_eq!(ended["status"], "closed");
    assert_eq!(ended["merged_into"], second.id.name());
    for metric in ["first_response", "resolution"] {
        assert_eq!(world.clock(&first, metric).await["phase"], "canceled");
    }
    let survivor = world.reads(&second).await;
    assert_eq!(survivor["subject"]["priority"], "p1");
    assert_eq!(survivor["absorbed"], json!([first.id.name()]));
    assert_eq!(survivor["opened_at"], ended["opened_at"]);
    assert_eq!(world.due(&second, "first_response").await, due);
    assert_eq!(world.mails("dana@example.com").len(), mailed);

    // One ladder climbs from here on.
    world.until("2026-03-09T05:30:00Z").await;
    assert!(
        world
            .climbed(&first, "first_response")
            .await
            .iter()
            .all(|(taken, _)| *taken < at("2026-03-09T04:10:01Z"))
    );
    assert!(!world.climbed(&second, "first_response").await.is_empty());
    let kinds = world.kinds(&second).await;
    assert_eq!(kinds.iter().filter(|kind| **kind == "breached").count(), 1);
}

#[tokio::test]
async fn a_merged_ticket_refuses_everything_and_names_the_survivor() {
    let world = World::of(&DESKS, OPENED).await;
    let first = world.opens("wotnot", outage()).await;
    let second = world.opens("wotnot", outage()).await;
    let third = world.opens("wotnot", outage()).await;
    let survivor = second.id.name();

    let itself = refused(&world, &first, merge(first.id.name())).await;
    assert_eq!((itself.0, itself.1.as_str()), (422, "into"));
    let elsewhere = merge(&format!("wep/{survivor}"));
    let elsewhere = refused(&world, &first, elsewhere).await;
    assert_eq!((elsewhere.0, elsewhere.1.as_str()), (422, "into"));
    let nobody = refused(&world, &first, merge("7KX2")).await;
    assert_eq!((nobody.0, nobody.1.as_str()), (422, "into"));

    let key = [("idempotency-key", "once")];
    let path = format!("{}/commands", first.path());
    let body = merge(survivor).to_string();
    for facts in [1, 0] {
        let answer = world.desk.http("POST", &path, &key, body.as_bytes()).await;
        assert_eq!(answer.status, 200, "{}", answer.json());
        assert_eq!(answer.json()["facts"].as_array().unwrap().len(), facts);
        world.desk.settle().await.unwrap();
    }
    let absorbed = world.kinds(&second).await;
    assert_eq!(
        absorbed.iter().filter(|kind| **kind == "absorbed").count(),
        1
    );

    for command in [
        json!({"command": "requester_reply", "by": "requester", "text": "Any news?"}),
        json!({"command": "reply", "by": agent(1), "text": "Soon."}),
        json!({"command": "reopen", "by": agent(1)}),
        merge(third.id.name()),
    ] {
        let (status, _, detail) = refused(&world, &first, command).await;
        assert_eq!(status, 409);
        assert!(detail.contains(survivor), "{detail}");
    }
    let (status, field, _) = refused(&world, &third, merge(first.id.name())).await;
    assert_eq!((status, field.as_str()), (422, "into"));
}

/// A disturbance reported by somebody of an organisation, in their language.
async fn reported(world: &World, email: &str, locale: &str) -> Ticket {
    let body = message(email, "All bots offline", "Everything is down.");
    let who = json!({"requester": {"email": email, "locale": locale}, "plan": "enterprise"});
    world.opens("wotnot", with(body, &who)).await
}

/// The same disturbance, reported by so many people.
async fn reported_by(people: u32, world: &World) -> Vec<Ticket> {
    let mut tickets = Vec::new();
    for number in 0..people {
        let email = format!("user{number}@example.com");
        tickets.push(reported(world, &email, "en").await);
    }
    tickets
}

#[tokio::test]
async fn one_reply_on_a_major_incident_reaches_every_requester_once_and_one_ladder_climbs() {
    let world = World::of(&DESKS, OPENED).await;
    let parent = reported(&world, "zoe@example.com", "en").await;
    let children = reported_by(3, &world).await;
    let names: Vec<_> = children[..2].iter().map(|child| child.id.name()).collect();
    let adopt = json!({"command": "adopt", "children": names, "by": agent(1)});
    world.acts(&parent, adopt.clone()).await;
    let join = json!({"command": "join", "parent": parent.id.name(), "by": agent(1)});
    world.acts(&children[2], join).await;
    // Adopting again is no news.
    world.acts(&parent, adopt).await;
    let seen = world.reads(&parent).await;
    assert_eq!(seen["children"].as_array().unwrap().len(), 3);
    for child in &children {
        assert_eq!(
            world.reads(child).await["parent"]["ticket"],
            parent.id.name()
        );
    }

    world.until("2026-03-09T04:45:00Z").await;
    assert!(!world.climbed(&parent, "first_response").await.is_empty());
    for child in &children {
        assert!(world.climbed(child, "first_response").await.is_empty());
        assert!(world.kinds(child).await.contains(&"breached"));
    }
    let reply = json!({"command": "reply", "by": agent(1), "text": "We have found it."});
    world.acts(&parent, reply).await;
    for (number, child) in children.iter().enumerate() {
        let clock = world.clock(child, "first_response").await;
        assert_eq!(clock["met_at"], "2026-03-09T04:45:00Z");
        let mails = world.mails(&format!("user{number}@example.com"));
        let told = mails.iter().filter(|mail| {
            let text = mail.text.as_deref().unwrap_or_default();
            text.contains("We have found it.")
        });
        assert_eq!(told.count(), 1);
    }
    world
        .acts(&parent, json!({"command": "resolve", "by": agent(1)}))
        .await;
    for child in &children {
        assert_eq!(world.reads(child).await["status"], "resolved");
        world.facts(child).await;
    }
    world.facts(&parent).await;
}

/// More parts than one record reaches: the fact that says how far it came brings the next chunk.
#[tokio::test]
async fn each_of_sixty_parts_of_an_incident_follows_it_once() {
    let world = World::of(&DESKS, OPENED).await;
    let parent = reported(&world, "zoe@example.com", "en").await;
    let children = reported_by(60, &world).await;
    let names: Vec<_> = children.iter().map(|child| child.id.name()).collect();
    for names in names.chunks(30) {
        let adopt = json!({"command": "adopt", "children": names, "by": agent(1)});
        world.acts(&parent, adopt).await;
    }
    let reply = json!({"command": "reply", "by": agent(1), "text": "We have found it."});
    world.acts(&parent, reply).await;
    world
        .acts(&parent, json!({"command": "resolve", "by": agent(1)}))
        .await;
    for (number, child) in children.iter().enumerate() {
        let kinds = world.kinds(child).await.into_iter();
        let family = ["joined", "replied", "resolved"];
        let kinds: Vec<_> = kinds.filter(|kind| family.contains(kind)).collect();
        assert_eq!(kinds, family, "of child {number}");
        let mails = world.mails(&format!("user{number}@example.com"));
        let told = mails.iter().filter(|mail| {
            let text = mail.text.as_deref().unwrap_or_default();
            text.contains("We have found it.")
        });
        assert_eq!(told.count(), 1, "to user {number}");
    }
    let told = world.kinds(&parent).await;
    let chunks = told.iter().filter(|kind| **kind == "fanned_out").count();
    assert_eq!(
        chunks,
        2 + 2 * 2,
        "two adoptions of one chunk, two deeds of two: {told:?}"
    );
}

#[tokio::test]
async fn administrators_are_kept_informed_of_a_disturbance_once() {
    let world = World::of(&DESKS, "2026-03-09T10:00:00Z").await;
    let report = |email: &str| {
        let body = message(email, "Storing", "Het hele systeem ligt plat.");
        with(body, &json!({"organisation": "de-vries-bouw"}))
    };
    let parent = world.opens("whitevision", report("anna@example.com")).await;
    let mut names = Vec::new();
    for email in ["bram@example.com", "cor@example.com"] {
        let child = world.opens("whitevision", report(email)).await;
        names.push(child.id.name().to_owned());
    }
    let adopt = json!({"command": "adopt", "children": names, "by": agent(1)});
    world.acts(&parent, adopt).await;
    let all = world.desk.mailbox().all();
    let announced: Vec<_> = all
        .iter()
        .filter(|mail| mail.subject.contains("grote storing"))
        .collect();
    assert_eq!(announced.len(), 1, "{announced:?}");
}

/// Facts of the children, whichever record is lost.
async fn outcome_without(lost: usize) -> (Vec<&'static str>, usize) {
    use std::sync::atomic::Ordering;
    let (world, records) = World::without_record(&DESKS, OPENED, lost).await;
    let parent = reported(&world, "zoe@example.com", "en").await;
    let child = reported(&world, "user@example.com", "en").await;
    let names = [child.id.name()];
    let adopt = json!({"command": "adopt", "children": names, "by": agent(1)});
    world.acts(&parent, adopt).await;
    world.until("2026-03-09T04:03:00Z").await;
    let reply = json!({"command": "reply", "by": agent(1), "text": "We are on it."});
    world.acts(&parent, reply).await;
    world.until("2026-03-09T04:10:00Z").await;
    world
        .acts(&parent, json!({"command": "resolve", "by": agent(1)}))
        .await;
    world.until("2026-03-09T04:20:00Z").await;
    let family = ["joined", "followed", "replied", "resolved"];
    let kinds = world.kinds(&child).await.into_iter();
    let kinds: Vec<_> = kinds.filter(|kind| family.contains(kind)).collect();
    let told = world.mails("user@example.com");
    let told = told.iter().filter(|mail| {
        let text = mail.text.as_deref().unwrap_or_default();
        text.contains("We are on it.")
    });
    assert_eq!(told.count(), 1, "without record {lost}");
    (kinds, records.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_dropped_record_only_delays_what_the_parts_of_an_incident_are_told() {
    let (whole, records) = outcome_without(usize::MAX).await;
    let expected = ["joined", "replied", "followed", "resolved", "followed"];
    assert_eq!(whole, expected);
    for lost in 0..records {
        let (outcome, _) = outcome_without(lost).await;
        assert_eq!(outcome, whole, "without record {lost} of {records}");
    }
}
