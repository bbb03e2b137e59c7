//! WhiteVision: what is mailed to whom, and what kinds of message there are.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

use super::{all, form, last_mail, words};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["whitevision"];

/// Monday, 11:00 in the Netherlands.
const OPENED: &str = "2026-03-09T10:00:00Z";
const SANNE: &str = "sanne@example.com";
const ADMIN: &str = "beheer@devries.example.com";
const NUMBER: &str = "+31 20 555 0100";

async fn opens(world: &World, description: &str, fields: &Value) -> Ticket {
    let body = message(SANNE, "Melding", description);
    let body = with(body, &json!({"organisation": "de-vries-bouw"}));
    world.opens("whitevision", with(body, fields)).await
}

fn invoice(description: &str, answers: &Value) -> Value {
    let scan = json!({"name": "factuur.pdf", "document_date": "2026-03-02"});
    let body = message(SANNE, "Factuur", description);
    let fields = json!({
        "organisation": "de-vries-bouw", "type": "ocr", "attachments": [scan], "answers": answers,
    });
    with(body, &fields)
}

async fn classified(world: &World, ticket: &Ticket, command: Value) {
    let command = with(command, &json!({"command": "classify", "by": agent(1)}));
    world.acts(ticket, command).await;
}

#[tokio::test]
async fn every_change_of_status_is_mailed() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "Er is een storing.", &json!({})).await;
    let wait = |status: &str| json!({"command": "wait", "status": status, "by": agent(1)});
    world.acts(&ticket, wait("waiting_on_requester")).await;
    world
        .acts(&ticket, json!({"command": "resume", "by": agent(1)}))
        .await;
    world.acts(&ticket, wait("waiting_on_third_party")).await;
    world
        .acts(&ticket, json!({"command": "resolve", "by": agent(1)}))
        .await;
    let expected = [
        "We hebben je bericht ontvangen",
        "Status van je ticket: Wacht op je antwoord",
        "Status van je ticket: Open",
        "Status van je ticket: Wacht op een derde partij",
        "Je ticket is opgelost",
    ];
    assert_eq!(world.subjects(SANNE), expected);
}

#[tokio::test]
async fn administrators_get_a_copy_of_what_their_colleagues_are_mailed() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "Er is een storing.", &json!({})).await;
    classified(&world, &ticket, json!({"priority": "regulier"})).await;
    let reply = json!({"command": "reply", "by": agent(1), "text": "Welk scherm?"});
    world.acts(&ticket, reply).await;
    let wait = json!({"command": "wait", "by": agent(1)});
    world.acts(&ticket, wait).await;
    world
        .acts(&ticket, json!({"command": "resolve", "by": agent(1)}))
        .await;
    // The acknowledgement, the classification, the answer, the status and the end.
    let mails = world.mails(SANNE);
    assert_eq!(mails.len(), 5);
    for mail in mails {
        assert_eq!(mail.cc, [ADMIN], "{}", mail.subject);
    }
}

#[tokio::test]
async fn a_wish_gets_one_acknowledgement_that_names_the_release_notes_and_then_silence() {
    let by_form = json!({"type": "wens"});
    for (fields, description) in [
        (by_form, "Sorteer de lijst."),
        (json!({}), "Het zou handig zijn als de lijst gesorteerd is."),
    ] {
        let world = World::of(&DESKS, OPENED).await;
        let ticket = opens(&world, description, &fields).await;
        let mail = last_mail(&world, SANNE);
        assert!(words(&mail).contains("releasenotes"), "{mail:?}");
        classified(&world, &ticket, json!({"type": "wens"})).await;
        let reply = json!({"command": "reply", "by": agent(1), "text": "Gepland."});
        world.acts(&ticket, reply).await;
        world
            .acts(&ticket, json!({"command": "wait", "by": agent(1)}))
            .await;
        world
            .acts(&ticket, json!({"command": "resolve", "by": agent(1)}))
            .await;
        world.until("2026-03-20T10:00:00Z").await;
        assert_eq!(world.subjects(SANNE), ["Bedankt voor je idee"]);
    }
}

#[tokio::test]
async fn each_organisation_of_whitevision_has_an_administrator_and_cannot_lose_the_last() {
    let world = World::of(&DESKS, OPENED).await;
    let place = "/desks/whitevision/organisations/de-vries-bouw";
    let seen = world.get(place).await.json();
    let roles = all(&seen["people"], "role");
    assert!(roles.contains(&&json!("admin")), "{seen}");
    // Neither by taking the role away, nor by writing the organisation anew without people.
    let by = json!({"agent": "agent_a"});
    let person = format!("{place}/people/{ADMIN}");
    for (path, body) in [
        (person.as_str(), json!({"by": by, "role": "user"})),
        (person.as_str(), json!({"by": by, "role": "co_admin"})),
        (place, json!({"by": by})),
    ] {
        let body = body.to_string();
        let refused = world.desk.http("PUT", path, &[], body.as_bytes()).await;
        let problem = refused.json();
        assert_eq!(
            (refused.status.as_u16(), &problem["type"]),
            (409, &json!("urn:escalon:problem:last-admin"))
        );
    }
    assert_eq!(world.get(place).await.json(), seen);
}

#[tokio::test]
async fn an_acute_situation_shows_the_number_before_sending_and_in_the_acknowledgement() {
    let world = World::of(&DESKS, OPENED).await;
    assert_eq!(
        form(&world, "whitevision").await["emergency"]["number"],
        NUMBER
    );
    opens(&world, "Het gehele systeem ligt plat.", &json!({})).await;
    let mails = world.mails(SANNE);
    assert_eq!(mails.len(), 1);
    assert!(words(&mails[0]).contains(NUMBER), "{mails:?}");
    // Whoever can go on working is not asked to call.
    opens(&world, "Er is een storing.", &json!({})).await;
    // An address gets one receipt in ten minutes.
    world.until("2026-03-09T10:12:00Z").await;
    assert_eq!(world.mails(SANNE).len(), 2);
    assert!(!words(&last_mail(&world, SANNE)).contains(NUMBER));
}

#[tokio::test]
async fn only_disturbances_and_bugs_have_a_priority_and_each_means_what_was_published() {
    let world = World::of(&DESKS, OPENED).await;
    let form = form(&world, "whitevision").await;
    assert_eq!(
        all(&form["priorities"], "id"),
        ["acuut", "hoog", "regulier"]
    );
    let three = json!(["acuut", "hoog", "regulier"]);
    for known in form["types"].as_array().unwrap() {
        let has = ["storing", "bug"].contains(&known["id"].as_str().unwrap());
        let expected = if has { &three } else { &json!([]) };
        assert_eq!(&known["priorities"], expected, "{known}");
    }
    for (answers, priority) in [
        (json!({"stilstand": "yes"}), "acuut"),
        (json!({"doorwerken": "no"}), "hoog"),
        (json!({"doorwerken": "yes"}), "regulier"),
    ] {
        let fields = json!({"answers": answers});
        let ticket = opens(&world, "Een storing bij het boeken.", &fields).await;
        let subject = world.reads(&ticket).await["subject"].clone();
        assert_eq!(
            (&subject["type"], &subject["priority"]),
            (&json!("storing"), &json!(priority))
        );
    }
    let wish = opens(&world, "Een wens.", &json!({"type": "wens"})).await;
    let classify =
        json!({"command": "classify", "type": "wens", "priority": "hoog", "by": agent(1)});
    assert_eq!(world.tries(&wish, classify).await.status, 422);
}

#[tokio::test]
async fn every_kind_of_message_is_classified_at_one_of_three_moments_a_day() {
    let world = World::of(&DESKS, OPENED).await;
    for kind in ["storing", "bug", "ocr", "vraag", "wens", "configuratie"] {
        let body = invoice("Het bedrag is niet herkend.", &json!({}));
        let ticket = world
            .opens("whitevision", with(body, &json!({"type": kind})))
            .await;
        // The next moment is 12:30, with half an hour of grace.
        assert_eq!(
            world.due(&ticket, "triage").await,
            at("2026-03-09T12:00:00Z"),
            "{kind}"
        );
    }
    for (opened, due) in [
        ("2026-03-09T12:00:00Z", "2026-03-09T15:30:00Z"),
        ("2026-03-09T16:30:00Z", "2026-03-10T08:30:00Z"),
    ] {
        world.until(opened).await;
        let ticket = opens(&world, "Waar vind ik de lijst?", &json!({})).await;
        assert_eq!(world.due(&ticket, "triage").await, at(due));
    }
}

#[tokio::test]
async fn an_ocr_question_is_answered_within_a_week() {
    let world = World::of(&DESKS, OPENED).await;
    let body = invoice("Het bedrag is niet herkend.", &json!({}));
    let ticket = world.opens("whitevision", body).await;
    let due = world.due(&ticket, "first_response").await;
    assert_eq!(due, at("2026-03-16T10:00:00Z"));
    let said = last_mail(&world, SANNE);
    assert!(words(&said).contains("binnen een week"), "{said:?}");
    assert!(words(&said).contains("slechte kwaliteit"), "{said:?}");
    world.until("2026-03-16T10:00:00Z").await;
    let reply = json!({"command": "reply", "by": agent(1), "text": "De scan is onleesbaar."});
    world.acts(&ticket, reply).await;
    assert_eq!(world.clock(&ticket, "first_response").await["phase"], "met");
}

#[tokio::test]
async fn an_ocr_question_without_a_recent_document_and_a_description_is_refused_with_the_reason() {
    let world = World::of(&DESKS, OPENED).await;
    let scan = |date: &str| json!({"attachments": [{"name": "f.pdf", "document_date": date}]});
    let none = json!({"attachments": []});
    for (fields, field) in [
        (json!({"description": " "}), "description"),
        (none, "attachments"),
        // Fourteen days are allowed, fifteen are not.
        (scan("2026-02-22"), "attachments[0].document_date"),
    ] {
        let body = with(invoice("Niet herkend.", &json!({})), &fields);
        let answer = world.post("/desks/whitevision/tickets", &body).await;
        let problem = answer.json();
        assert_eq!(
            (answer.status.as_u16(), &problem["field"]),
            (422, &json!(field)),
            "{problem}"
        );
        assert!(!problem["detail"].as_str().unwrap().is_empty());
    }
    let body = with(invoice("Niet herkend.", &json!({})), &scan("2026-02-23"));
    world.opens("whitevision", body).await;
}

#[tokio::test]
async fn occasional_invoices_may_be_answered_as_not_handled_individually() {
    let world = World::of(&DESKS, OPENED).await;
    let body = invoice(
        "Het bedrag is niet herkend.",
        &json!({"factuur_vaak": "no"}),
    );
    let ticket = world.opens("whitevision", body).await;
    let answer = json!({"command": "reach_milestone", "name": "niet_individueel", "by": agent(1)});
    world.acts(&ticket, answer).await;
    let mail = last_mail(&world, SANNE);
    assert!(words(&mail).contains("individueel"), "{mail:?}");
    assert_eq!(mail.cc, [ADMIN]);
    // That is the answer which was promised within a week.
    assert_eq!(world.clock(&ticket, "first_response").await["phase"], "met");
}

#[tokio::test]
async fn a_small_question_is_promised_no_answer_beyond_its_classification() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "Waar vind ik de lijst?", &json!({})).await;
    let seen = world.reads(&ticket).await;
    assert_eq!(seen["subject"]["type"], "vraag");
    let due = all(&seen["clocks"], "due_at");
    let promised = all(&seen["clocks"], "metric").into_iter().zip(due);
    let promised: Vec<_> = promised.filter(|(_, due)| !due.is_null()).collect();
    assert_eq!(
        promised,
        [(&json!("triage"), &json!("2026-03-09T12:00:00Z"))]
    );
}

#[tokio::test]
async fn messages_come_by_the_customer_portal_with_a_link_to_help_at_a_distance() {
    let world = World::of(&DESKS, OPENED).await;
    let form = form(&world, "whitevision").await;
    let links = [
        "https://klantportaal.whitevision.example.com",
        "https://hulp.whitevision.example.com",
    ];
    assert_eq!(all(&form["links"], "url"), links);
    assert!(
        form["channels"]
            .as_array()
            .unwrap()
            .contains(&json!("portal"))
    );
    opens(&world, "Er is een storing.", &json!({"channel": "portal"})).await;
    let mail = last_mail(&world, SANNE);
    assert!(
        links.iter().all(|link| words(&mail).contains(link)),
        "{mail:?}"
    );
}
