//! Bad input: what is wrong with a request is answered as a problem that names the field; nothing is written.
use escalon_aws::{PublishError, Publisher};
use serde_json::{Value, json};
use testkit::{World, agent, message, with};

use crate::wotnot::{OPENED, outage};

/// Desks of these journeys.
const DESKS: [&str; 2] = ["wotnot", "whise"];

/// Every item of the tickets table, counted.
pub(crate) async fn items(world: &World) -> i32 {
    let scan = world
        .desk
        .dynamodb()
        .scan()
        .table_name(world.table("TICKETS_TABLE"));
    scan.send().await.unwrap().count()
}

#[tokio::test]
async fn a_wrong_ticket_is_refused_with_its_field_and_nothing_is_written() {
    let world = World::of(&DESKS, OPENED).await;
    let before = items(&world).await;
    let change = |fields: Value| with(outage(), &fields);
    let cases = [
        ("nowhere", outage(), 404, "desk"),
        (
            "wotnot",
            change(json!({"organisation": "unheard-of"})),
            422,
            "organisation",
        ),
        (
            "wotnot",
            message("dana@example.com", "Hi", "Hello"),
            422,
            "plan",
        ),
        (
            "wotnot",
            with(
                message("dana@example.com", "Hi", ""),
                &json!({"plan": "gold"}),
            ),
            422,
            "plan",
        ),
        ("wotnot", change(json!({"plan": "lite"})), 422, "plan"),
        ("wotnot", change(json!({"priority": "p9"})), 422, "priority"),
        ("wotnot", change(json!({"type": "wish"})), 422, "type"),
        ("wotnot", change(json!({"colour": "red"})), 422, "colour"),
        ("wotnot", change(json!({"subject": 7})), 422, "subject"),
        (
            "wotnot",
            change(json!({"requester": {"email": "dana"}})),
            422,
            "requester.email",
        ),
        (
            "wotnot",
            change(json!({"description": "x".repeat(100_001)})),
            422,
            "description",
        ),
        (
            "wotnot",
            change(json!({"description": "x".repeat(140_000)})),
            413,
            "body",
        ),
    ];
    for (desk, body, status, field) in cases {
        let answer = world.post(&format!("/desks/{desk}/tickets"), &body).await;
        let problem = answer.json();
        assert_eq!(answer.status, status, "{field}: {problem}");
        assert_eq!(problem["field"], field, "{problem}");
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert!(
            problem["type"]
                .as_str()
                .unwrap()
                .starts_with("urn:escalon:problem:")
        );
    }
    let torn = world
        .desk
        .http("POST", "/desks/wotnot/tickets", &[], b"{\"subject\": ")
        .await;
    assert_eq!(
        (torn.status.as_u16(), &torn.json()["field"]),
        (400, &json!("body"))
    );
    assert_eq!(items(&world).await, before);
    assert!(world.desk.mailbox().is_empty());
}

#[tokio::test]
async fn a_repeated_request_finds_its_ticket_and_a_reused_key_is_refused() {
    let world = World::of(&DESKS, OPENED).await;
    let post = |body: Value| async move { body.to_string() };
    let headers = [("idempotency-key", "k-1")];
    let body = post(outage()).await;
    let path = "/desks/wotnot/tickets";
    let first = world
        .desk
        .http("POST", path, &headers, body.as_bytes())
        .await;
    let again = world
        .desk
        .http("POST", path, &headers, body.as_bytes())
        .await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 200));
    assert_eq!(first.json()["ticket"], again.json()["ticket"]);
    let other = post(with(outage(), &json!({"subject": "Another"}))).await;
    let reused = world
        .desk
        .http("POST", path, &headers, other.as_bytes())
        .await;
    assert_eq!(
        (reused.status.as_u16(), &reused.json()["field"]),
        (409, &json!("idempotency-key"))
    );
}

#[tokio::test]
async fn a_wrong_command_is_refused_with_its_field_and_changes_nothing() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    let before = world.facts(&ticket).await;
    let by = agent(1);
    let cases = [
        (
            json!({"command": "change_priority", "to": "p9", "by": by}),
            422,
            "priority",
        ),
        (
            json!({"command": "change_area", "to": "moon", "by": by}),
            422,
            "area",
        ),
        (
            json!({"command": "change_plan", "plan": "gold", "by": by}),
            422,
            "plan",
        ),
        (
            json!({"command": "resolve", "by": by, "version": 1}),
            412,
            "version",
        ),
        (
            json!({"command": "resolve", "by": by, "at": "2026-03-09T04:00:01Z"}),
            422,
            "at",
        ),
        (
            json!({"command": "reply", "by": "requester", "text": "x"}),
            403,
            "by",
        ),
        (json!({"command": "explode", "by": by}), 422, "command"),
        (
            json!({"command": "resolve", "by": by, "colour": 1}),
            422,
            "colour",
        ),
    ];
    for (command, status, field) in cases {
        let answer = world.tries(&ticket, command.clone()).await;
        let problem = answer.json();
        assert_eq!(answer.status, status, "{command}: {problem}");
        assert_eq!(problem["field"], field, "{command}: {problem}");
    }
    assert_eq!(world.facts(&ticket).await, before);
}

#[tokio::test]
async fn a_closed_ticket_takes_no_reply_and_an_unknown_one_is_not_found() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("wotnot", outage()).await;
    world
        .acts(&ticket, json!({"command": "close", "by": agent(1)}))
        .await;
    let reply = json!({"command": "reply", "by": agent(1), "text": "Late."});
    let answer = world.tries(&ticket, reply).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["field"]),
        (409, &json!("ticket"))
    );
    for name in ["7KX2-M4QP-9ZTB-3", "nonsense"] {
        let answer = world.get(&format!("/desks/wotnot/tickets/{name}")).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["field"]),
            (404, &json!("ticket"))
        );
    }
    // And no ladder is climbed after it was closed.
    world.until("2026-03-10T04:00:00Z").await;
    assert!(world.climbed(&ticket, "first_response").await.is_empty());
}

#[tokio::test]
async fn a_broken_policy_is_not_published_and_the_one_in_force_stays() {
    let world = World::of(&DESKS, OPENED).await;
    let publisher = Publisher::new(world.desk.dynamodb().clone(), world.table("TICKETS_TABLE"));
    let broken = "desk: wotnot\nmetrics: { first_response: { calender: plan } }";
    let refused = publisher.publish("wotnot", broken).await.unwrap_err();
    let PublishError::Broken { findings } = refused else {
        panic!("{refused}");
    };
    assert!(
        findings
            .iter()
            .any(|finding| finding.line == 2 && finding.help.contains("calendar"))
    );
    let ticket = world.opens("wotnot", outage()).await;
    assert_eq!(world.reads(&ticket).await["subject"]["priority"], "p1");
}

#[tokio::test]
async fn another_promise_is_published_as_a_later_edition_only() {
    const WHISE: &str = include_str!("../../infra/policies/whise.yaml");
    let world = World::of(&DESKS, OPENED).await;
    let publisher = Publisher::new(world.desk.dynamodb().clone(), world.table("TICKETS_TABLE"));
    let mut lines: Vec<&str> = WHISE.lines().collect();
    let holiday = lines.iter().position(|line| line.contains("12-25"));
    let gone = lines.remove(holiday.unwrap());
    let fewer = lines.join("\n");
    let refused = publisher.publish("whise", &fewer).await.unwrap_err();
    let PublishError::NotRaised { findings } = refused else {
        panic!("{refused}");
    };
    assert!(findings[0].message.contains(gone.trim()), "{findings:?}");
    assert!(findings[0].help.contains("`version: 6`"), "{findings:?}");

    // The same text again, and the same promise in other words, are the edition that is there.
    let first = publisher.publish("whise", WHISE).await.unwrap();
    assert_eq!(publisher.publish("whise", WHISE).await.unwrap(), first);
    let noted = format!("# Read again in May.\n{WHISE}");
    assert_ne!(publisher.publish("whise", &noted).await.unwrap(), first);

    let raised = fewer.replace("version: 5\n", "version: 6\n");
    publisher.publish("whise", &raised).await.unwrap();
    let back = publisher.publish("whise", WHISE).await.unwrap_err();
    assert!(
        back.to_string().contains("6 is published already"),
        "{back}"
    );
}
