//! Intake: who may ask, by which channel, for whom, and how many tickets a request is.
use serde_json::{Value, json};
use testkit::{World, at, message, with};

use crate::bad_input::items;

/// Desks of these journeys.
const DESKS: [&str; 4] = ["webpro", "wotnot", "whitevision", "whise"];

/// Monday, 09:30 in India, 05:00 in the Netherlands.
const OPENED: &str = "2026-03-09T04:00:00Z";

async fn turned_away(world: &World, desk: &str, body: &Value) -> (u16, Value) {
    let before = items(world).await;
    let answer = world.post(&format!("/desks/{desk}/tickets"), body).await;
    assert_eq!(items(world).await, before, "nothing is written");
    assert!(world.desk.mailbox().is_empty());
    (answer.status.as_u16(), answer.json())
}

#[tokio::test]
async fn a_first_time_buyer_is_sent_to_chat_and_social_pages_in_the_policys_own_words() {
    let world = World::of(&DESKS, OPENED).await;
    let asks = message("zoe@example.com", "Achat", "Je voudrais un premier site.");
    for group in [json!({}), json!({"group": "prospect"})] {
        let body = with(asks.clone(), &group);
        let (status, problem) = turned_away(&world, "webpro", &body).await;
        assert_eq!((status, &problem["field"]), (403, &json!("group")));
        assert_eq!(problem["type"], "urn:escalon:problem:not-open-to");
        let detail = "Pour un premier achat, écrivez-nous par le clavardage du site, sur WhatsApp ou sur nos pages Facebook et LinkedIn.";
        assert_eq!(problem["detail"], detail);
        let links = problem["links"].as_array().unwrap();
        let labelled = |label: &str| links.iter().any(|link| link["label"] == label);
        for channel in ["Clavardage", "WhatsApp", "Facebook", "LinkedIn"] {
            let label = format!("{channel} (premier achat)");
            assert!(labelled(&label), "{problem}");
        }
    }
}

#[tokio::test]
async fn the_desk_is_for_customers_and_for_whoever_uses_the_products() {
    let world = World::of(&DESKS, OPENED).await;
    let asks = message("lea@example.com", "Panne", "Notre boutique est en panne.");
    for who in [
        json!({"organisation": "boulangerie-martin"}),
        json!({"organisation": "atelier-dupont"}),
        json!({"group": "customer"}),
        json!({"group": "user"}),
    ] {
        world.opens("webpro", with(asks.clone(), &who)).await;
    }
}

#[tokio::test]
async fn a_channel_that_the_plan_does_not_open_is_answered_with_the_portal_and_never_dropped() {
    let world = World::of(&DESKS, OPENED).await;
    let by = |plan: &str, channel: &str| {
        let body = message("dana@example.com", "Hello", "How do I change a greeting?");
        with(body, &json!({"plan": plan, "channel": channel}))
    };
    for (plan, channel) in [
        ("lite", "email"),
        ("starter", "phone"),
        ("premium", "slack"),
    ] {
        let (status, problem) = turned_away(&world, "wotnot", &by(plan, channel)).await;
        assert_eq!((status, &problem["field"]), (422, &json!("channel")));
        assert_eq!(problem["type"], "urn:escalon:problem:redirect");
        let words = "Please create a support ticket from Help in your WotNot account.";
        assert_eq!(problem["detail"], words);
        let link = &problem["links"][0];
        assert_eq!(link["url"], "https://app.wotnot.example.com/help");
    }
    for (plan, channel) in [
        ("lite", "portal"),
        ("premium", "email"),
        ("enterprise", "email"),
        ("enterprise", "slack"),
    ] {
        world.opens("wotnot", by(plan, channel)).await;
    }
}

#[tokio::test]
async fn all_other_channels_answer_with_the_online_support_since_it_is_the_only_one() {
    let world = World::of(&DESKS, OPENED).await;
    let body = message("lea@example.com", "Panne", "Notre boutique est en panne.");
    let body = with(body, &json!({"group": "customer", "channel": "email"}));
    let (status, problem) = turned_away(&world, "webpro", &body).await;
    assert_eq!((status, &problem["field"]), (422, &json!("channel")));
    let words = "Merci de créer un ticket dans notre support en ligne.";
    assert_eq!(problem["detail"], words);
    assert_eq!(problem["links"][0]["label"], "Support en ligne");
}

#[tokio::test]
async fn an_agent_opens_for_a_caller_and_the_facts_say_who_and_for_whom() {
    let world = World::of(&DESKS, OPENED).await;
    let body = message("sanne@example.com", "Gebeld", "Het hele systeem ligt plat.");
    let body = with(
        body,
        &json!({"organisation": "de-vries-bouw", "channel": "phone", "opened_by": {"agent": "agent_a"}}),
    );
    let ticket = world.opens("whitevision", body).await;
    let received = &world.reads(&ticket).await["timeline"][0];
    assert_eq!(
        received["by"],
        json!({"who": "agent", "id": "agent_a", "level": 1})
    );
    let by = json!({"who": "agent", "agent": "agent_a", "role": "agent"});
    assert_eq!(received["opening"]["opened_by"], by);
    assert_eq!(
        world.reads(&ticket).await["requester"]["email"],
        "sanne@example.com"
    );
    // The caller is told, not the agent.
    assert!(!world.mails("sanne@example.com").is_empty());
}

#[tokio::test]
async fn only_the_roles_that_the_policy_names_open_for_somebody_else() {
    let world = World::of(&DESKS, OPENED).await;
    let by = |email: &str| {
        let body = message("sanne@example.com", "Vraag", "Hoe kan ik splitsen?");
        let opener = json!({"organisation": "de-vries-bouw", "opened_by": {"email": email}});
        with(body, &opener)
    };
    let (status, problem) = turned_away(&world, "whitevision", &by("piet@example.com")).await;
    assert_eq!((status, &problem["field"]), (403, &json!("opened_by")));
    assert!(
        problem["detail"].as_str().unwrap().contains("`user`"),
        "{problem}"
    );
    let ticket = world
        .opens("whitevision", by("beheer@devries.example.com"))
        .await;
    let opening = &world.reads(&ticket).await["timeline"][0]["opening"];
    assert_eq!(opening["opened_by"]["role"], "admin");
    // A desk whose policy names nobody lets nobody.
    let body = message("lea@example.com", "Panne", "Notre boutique est en panne.");
    let body = with(
        body,
        &json!({"group": "customer", "opened_by": {"agent": "agent_a"}}),
    );
    let answer = world.post("/desks/webpro/tickets", &body).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["field"]),
        (403, &json!("opened_by"))
    );
}

fn invoices(dates: &[&str]) -> Value {
    let body = message("sanne@example.com", "OCR", "Het bedrag wordt niet herkend.");
    let files = dates.iter().enumerate().map(
        |(place, date)| json!({"name": format!("factuur-{place}.pdf"), "document_date": date}),
    );
    let files: Vec<_> = files.collect();
    with(
        body,
        &json!({"organisation": "de-vries-bouw", "type": "ocr", "attachments": files}),
    )
}

#[tokio::test]
async fn three_invoices_in_one_request_are_three_tickets_with_the_same_start() {
    let world = World::of(&DESKS, OPENED).await;
    let body = invoices(&["2026-03-01", "2026-03-05", "2026-03-08"]).to_string();
    let headers = [("idempotency-key", "ocr-1")];
    let path = "/desks/whitevision/tickets";
    let send = || world.desk.http("POST", path, &headers, body.as_bytes());
    let first = send().await;
    assert_eq!(first.status, 201, "{}", first.json());
    world.desk.settle().await.unwrap();
    let before = items(&world).await;
    world.until("2026-03-09T04:00:30Z").await;
    let again = send().await;
    assert_eq!(again.status, 200);
    assert_eq!(items(&world).await, before);
    let names = |answer: &Value| -> Vec<String> {
        let all = answer["tickets"].as_array().unwrap().iter();
        all.map(|one| one["ticket"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = names(&first.json());
    assert_eq!(all.len(), 3);
    assert_eq!(names(&again.json()), all);
    assert_eq!(first.json()["ticket"], all[0].as_str());
    for (place, name) in all.iter().enumerate() {
        let seen = world
            .get(&format!("/desks/whitevision/tickets/{name}"))
            .await;
        let seen = seen.json();
        assert_eq!(at(seen["opened_at"].as_str().unwrap()), at(OPENED));
        let files = seen["texts"][0]["attachments"].as_array().unwrap();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0]["name"], format!("factuur-{place}.pdf"));
    }
}

#[tokio::test]
async fn an_old_or_undescribed_invoice_is_refused_with_the_reason() {
    let world = World::of(&DESKS, OPENED).await;
    let old = invoices(&["2026-03-08", "2026-02-22"]);
    let (status, problem) = turned_away(&world, "whitevision", &old).await;
    assert_eq!(
        (status, &problem["field"]),
        (422, &json!("attachments[1].document_date"))
    );
    assert!(problem["detail"].as_str().unwrap().contains("2026-02-23"));
    let silent = with(invoices(&["2026-03-08"]), &json!({"description": " "}));
    let (status, problem) = turned_away(&world, "whitevision", &silent).await;
    assert_eq!((status, &problem["field"]), (422, &json!("description")));
    assert_eq!(problem["type"], "urn:escalon:problem:not-proper");
    // Fourteen days old is not older than two weeks.
    world.opens("whitevision", invoices(&["2026-02-23"])).await;
}

#[tokio::test]
async fn the_emergency_number_and_the_links_to_help_oneself_are_there_before_sending() {
    let world = World::of(&DESKS, OPENED).await;
    let form = world.get("/desks/whitevision").await.json();
    assert_eq!(form["emergency"]["number"], "+31 20 555 0100");
    assert_eq!(
        form["emergency"]["text"]["nl"],
        "Ligt het hele systeem stil? Bel direct."
    );
    let links = form["links"].as_array().unwrap();
    assert!(
        links
            .iter()
            .any(|link| link["label"]["nl"] == "Klantportaal")
    );
    assert!(
        form["texts"]["wens"]["nl"]
            .as_str()
            .unwrap()
            .contains("releasenotes")
    );
    let form = world.get("/desks/whise").await.json();
    assert!(!form["links"].as_array().unwrap().is_empty());
    let form = world.get("/desks/webpro").await.json();
    assert_eq!(form["open_to"], json!(["customer", "user"]));
    assert!(
        form["others"]["fr"]
            .as_str()
            .unwrap()
            .contains("premier achat")
    );
}
