//! Bounds: what is too long or too much is refused by its field, and what cannot be read takes nothing with it.
use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use chrono::TimeDelta;
use escalon_aws::{Publisher, keys};
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, message};

use crate::wotnot::{OPENED, outage};

/// What somebody wrote over a ticket's snapshot.
async fn tears(world: &World, ticket: &Ticket) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let key: HashMap<_, _> = [
        (keys::PK.to_owned(), text(&keys::ticket(&ticket.id))),
        (keys::SK.to_owned(), text(keys::STATE)),
    ]
    .into();
    let update = world.desk.dynamodb().update_item();
    let update = update
        .table_name(world.table("TICKETS_TABLE"))
        .set_key(Some(key))
        .update_expression("SET #state = :torn")
        .expression_attribute_names("#state", "state")
        .expression_attribute_values(":torn", text("{ torn"));
    update.send().await.unwrap();
}

fn names(list: &Value, field: &str) -> Vec<String> {
    let names = list[field].as_array().unwrap().iter();
    let name = |one: &Value| one["ticket"].as_str().or(one.as_str()).map(str::to_owned);
    names.filter_map(name).collect()
}

#[tokio::test]
async fn a_ticket_that_cannot_be_read_leaves_its_neighbours_in_the_queue() {
    let world = World::of(&["wotnot"], OPENED).await;
    let torn = world.opens("wotnot", outage()).await;
    let sound = world.opens("wotnot", outage()).await;
    tears(&world, &torn).await;
    let list = world.get("/desks/wotnot/tickets").await;
    assert_eq!(list.status, 200, "{}", list.json());
    assert_eq!(names(&list.json(), "tickets"), [sound.id.name()]);
    assert_eq!(names(&list.json(), "unreadable"), [torn.id.name()]);
}

#[tokio::test]
async fn a_reply_that_is_repeated_after_26_notes_is_not_mailed_again() {
    let world = World::of(&["wotnot"], OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let path = format!("{}/commands", ticket.path());
    let sends = async |text: &str| {
        let body = json!({"command": "reply", "by": agent(1), "text": text}).to_string();
        let key = [("idempotency-key", "once")];
        let answer = world.desk.http("POST", &path, &key, body.as_bytes()).await;
        world.desk.settle().await.unwrap();
        answer
    };
    let facts = |answer: &Value| answer["facts"].as_array().unwrap().len();
    assert!(facts(&sends("We are on it.").await.json()) > 0);
    let mailed = world.mails("dana@example.com").len();
    for number in 0..26 {
        let note = json!({"command": "note", "by": agent(1), "text": format!("{number}")});
        world.acts(&ticket, note).await;
    }
    let again = sends("We are on it.").await;
    assert_eq!((again.status.as_u16(), facts(&again.json())), (200, 0));
    assert_eq!(world.mails("dana@example.com").len(), mailed);
    let other = sends("Something else.").await;
    assert_eq!(
        (other.status.as_u16(), &other.json()["field"]),
        (409, &json!("idempotency-key"))
    );
    // The store deletes late; the key is free all the same when its time is over.
    world.desk.advance_by(TimeDelta::days(8)).await.unwrap();
    assert!(facts(&sends("Something else.").await.json()) > 0);
}

#[tokio::test]
async fn names_that_are_too_long_are_refused_by_their_field() {
    let world = World::of(&["wotnot"], OPENED).await;
    let long = "x".repeat(3_000);
    let by = json!({"by": {"agent": "ann"}});
    let cases = [
        (
            "PUT",
            format!("/desks/wotnot/organisations/{long}"),
            by.clone(),
            "organisation",
        ),
        (
            "GET",
            format!("/desks/wotnot/organisations/{long}"),
            Value::Null,
            "organisation",
        ),
        (
            "PUT",
            format!("/desks/wotnot/agents/{long}"),
            json!({}),
            "agent",
        ),
        ("GET", format!("/desks/{long}/tickets"), Value::Null, "desk"),
        (
            "GET",
            format!("/desks/wotnot/tickets?after={long}"),
            Value::Null,
            "after",
        ),
        ("GET", format!("/desks/{long}"), Value::Null, "desk"),
        ("POST", format!("/desks/{long}/tickets"), outage(), "desk"),
        (
            "POST",
            "/desks/wotnot/tickets".to_owned(),
            testkit::with(outage(), &json!({"organisation": long})),
            "organisation",
        ),
    ];
    for (method, path, body, field) in cases {
        let body = body.to_string();
        let answer = world.desk.http(method, &path, &[], body.as_bytes()).await;
        let shown = path.get(..40.min(path.len()));
        assert_eq!(answer.status, 422, "{method} {shown:?} {}", answer.json());
        assert_eq!(answer.json()["field"], field, "{method} {shown:?}");
    }
}

#[tokio::test]
async fn a_ticket_takes_no_more_answers_than_it_can_keep_and_says_so() {
    let world = World::of(&["wotnot"], OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let answers = |first: usize| -> Value {
        let pairs = (first..first + 30).map(|n| (format!("q{n}"), json!("yes")));
        json!({"command": "change_answers", "by": agent(1), "answers": Value::Object(pairs.collect())})
    };
    assert_eq!(world.tries(&ticket, answers(0)).await.status, 200);
    let refused = world.tries(&ticket, answers(30)).await;
    assert_eq!(refused.status, 422, "{}", refused.json());
    assert_eq!(refused.json()["field"], "answers");
    world.desk.settle().await.unwrap();
    world.facts(&ticket).await;
}

#[tokio::test]
async fn a_desk_whose_name_begins_with_agents_is_worked_on_like_any_other() {
    let world = World::of(&["wotnot"], OPENED).await;
    let policy = include_str!("../../infra/policies/wotnot.yaml");
    let policy = policy.replacen("desk: wotnot", "desk: agents-first", 1);
    let publisher = Publisher::new(world.desk.dynamodb().clone(), world.table("TICKETS_TABLE"));
    publisher.publish("agents-first", &policy).await.unwrap();
    let body = message(
        "dana@example.com",
        "A question",
        "How do I export my contacts?",
    );
    let body = testkit::with(body, &json!({"plan": "starter"}));
    let ticket = world.opens("agents-first", body).await;
    let list = world.get("/desks/agents-first/tickets").await.json();
    assert_eq!(names(&list, "tickets"), [ticket.id.name()]);
    let note = json!({"command": "note", "by": agent(1), "text": "Seen."});
    world.acts(&ticket, note).await;
    let agents = world.get("/desks/agents-first/agents").await.json();
    assert!(agents["agents"].is_array(), "{agents}");
}

/// Every request of this machine comes from one source.
#[tokio::test]
async fn one_source_causes_20_receipts_an_hour_at_one_mail_domain_and_the_rest_waits_for_the_next()
{
    let world = World::of(&["wotnot"], OPENED).await;
    let address = |number: usize| format!("customer-{number}@example.com");
    for number in 0..25 {
        let body = message(
            &address(number),
            "A question",
            "How do I change the greeting?",
        );
        let body = testkit::with(body, &json!({"plan": "starter"}));
        world.opens("wotnot", body).await;
    }
    let confirmed = || (0..25).filter(|number| !world.mails(&address(*number)).is_empty());
    assert_eq!(confirmed().count(), 20);
    world.desk.advance_by(TimeDelta::minutes(62)).await.unwrap();
    assert_eq!(confirmed().count(), 25);
}
