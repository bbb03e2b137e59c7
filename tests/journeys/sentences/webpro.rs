//! WebPro: eight kinds of request, four bands of difficulty, and a trace of every act.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

use super::{all, form, last_mail, words};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["webpro"];

/// Monday, 11:00 in France.
const OPENED: &str = "2026-03-09T10:00:00Z";
const LEA: &str = "lea@example.com";

async fn opens(world: &World, description: &str) -> Ticket {
    let body = message(LEA, "Demande", description);
    let body = with(body, &json!({"organisation": "boulangerie-martin"}));
    world.opens("webpro", body).await
}

fn take(difficulty: &str, hours: u32) -> Value {
    json!({"command": "take_in_charge", "agent": "agent_a", "difficulty": difficulty,
           "commit_hours": hours, "by": agent(1)})
}

#[tokio::test]
async fn the_online_support_is_in_force_from_the_fourth_of_july_2022() {
    // Sunday, July 3, a minute before midnight in France.
    let world = World::of(&DESKS, "2022-07-03T21:59:00Z").await;
    let body = message(LEA, "Demande", "Une page blanche.");
    let body = with(body, &json!({"organisation": "boulangerie-martin"}));
    let refused = world.post("/desks/webpro/tickets", &body).await;
    let problem = refused.json();
    assert_eq!(
        (refused.status.as_u16(), &problem["field"]),
        (403, &json!("desk"))
    );
    assert!(problem["detail"].as_str().unwrap().contains("2022-07-04"));
    world.until("2022-07-03T22:00:00Z").await;
    let ticket = world.opens("webpro", body).await;
    world
        .is_due(&ticket, "pickup", "2022-07-04T08:00:00Z")
        .await;
}

#[tokio::test]
async fn the_agent_commits_to_a_time_inside_the_band_of_the_difficulty() {
    let world = World::of(&DESKS, OPENED).await;
    for (difficulty, from, to) in [
        ("simple", 2, 6),
        ("normal", 6, 18),
        ("difficult", 24, 72),
        ("very_difficult", 72, 336),
    ] {
        for hours in [from - 1, to + 1] {
            let ticket = opens(&world, "Une page blanche.").await;
            let refused = world.tries(&ticket, take(difficulty, hours)).await;
            let problem = refused.json();
            assert_eq!(
                (refused.status.as_u16(), &problem["field"]),
                (422, &json!("commit_hours"))
            );
        }
        for hours in [from, to] {
            let ticket = opens(&world, "Une page blanche.").await;
            world.acts(&ticket, take(difficulty, hours)).await;
            let resolution = world.clock(&ticket, "resolution").await;
            assert_eq!(resolution["phase"], "running", "{difficulty} {hours}");
        }
    }
}

#[tokio::test]
async fn no_time_of_processing_is_promised_before_an_agent_has_judged_the_difficulty() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "Une page blanche.").await;
    assert_eq!(world.clock(&ticket, "resolution").await, Value::Null);
    for lacking in ["difficulty", "commit_hours"] {
        let mut command = take("simple", 4);
        command.as_object_mut().unwrap().remove(lacking);
        let refused = world.tries(&ticket, command).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["field"]),
            (422, &json!(lacking))
        );
    }
}

#[tokio::test]
async fn the_time_of_processing_follows_the_difficulty_and_the_work_that_the_agent_sees() {
    let world = World::of(&DESKS, OPENED).await;
    // For one product after the other: a harder request takes longer, and so does more work of one difficulty.
    for kind in ["bug", "assistance", "technique"] {
        for (difficulty, hours, due) in [
            ("simple", 2, "2026-03-09T12:00:00Z"),
            ("simple", 5, "2026-03-09T15:00:00Z"),
            // Five in the morning rolls to the opening.
            ("normal", 18, "2026-03-10T07:00:00Z"),
            ("difficult", 24, "2026-03-10T10:00:00Z"),
            ("difficult", 48, "2026-03-11T10:00:00Z"),
            ("very_difficult", 96, "2026-03-13T10:00:00Z"),
            ("very_difficult", 168, "2026-03-16T10:00:00Z"),
        ] {
            let body = message(LEA, "Demande", "Une page blanche.");
            let fields = json!({"organisation": "boulangerie-martin", "type": kind});
            let ticket = world.opens("webpro", with(body, &fields)).await;
            world.acts(&ticket, take(difficulty, hours)).await;
            assert_eq!(
                world.due(&ticket, "resolution").await,
                at(due),
                "{kind} {difficulty} {hours}"
            );
        }
    }
}

#[tokio::test]
async fn a_prospect_finds_every_channel_of_their_own_before_writing() {
    let world = World::of(&DESKS, OPENED).await;
    let form = form(&world, "webpro").await;
    let links = form["links"].as_array().unwrap();
    let mut addresses = std::collections::BTreeSet::new();
    for channel in ["Clavardage", "WhatsApp", "Facebook", "LinkedIn"] {
        let label = format!("{channel} (premier achat)");
        let link = links.iter().find(|link| link["label"]["fr"] == *label);
        addresses.insert(link.unwrap()["url"].as_str().unwrap());
        let named = form["others"]["fr"].as_str().unwrap().to_lowercase();
        assert!(named.contains(&channel.to_lowercase()), "{named}");
    }
    assert_eq!(addresses.len(), 4);
}

#[tokio::test]
async fn every_ticket_is_taken_in_charge_within_two_hours_from_monday_to_friday() {
    // Friday, 09:00 in France.
    let world = World::of(&DESKS, "2026-03-13T08:00:00Z").await;
    let ticket = opens(&world, "Une page blanche.").await;
    world
        .is_due(&ticket, "pickup", "2026-03-13T10:00:00Z")
        .await;
    let promised = ticket.answer["promises"][0]["metric"].clone();
    assert_eq!(promised, "pickup");
}

#[tokio::test]
async fn outside_these_hours_a_request_is_taken_up_within_a_reasonable_time() {
    // Saturday, noon: two hours from Monday's opening.
    let world = World::of(&DESKS, "2026-03-14T11:00:00Z").await;
    let ticket = opens(&world, "Une page blanche.").await;
    world
        .is_due(&ticket, "pickup", "2026-03-16T09:00:00Z")
        .await;
    let mail = last_mail(&world, LEA);
    assert!(words(&mail).contains("délai raisonnable"), "{mail:?}");
}

#[tokio::test]
async fn eight_kinds_of_request_are_taken_for_any_product_or_service() {
    let world = World::of(&DESKS, OPENED).await;
    let form = form(&world, "webpro").await;
    let kinds: Vec<_> = all(&form["types"], "id");
    assert_eq!(kinds.len(), 8);
    assert_eq!(form["areas"], json!([]));
    for (description, kind) in [
        ("Le site ne fonctionne plus.", "bug"),
        ("Une faute de frappe à corriger.", "correction"),
        ("Merci de changer la couleur du titre.", "modification"),
        ("Merci de mettre à jour notre adresse.", "mise_a_jour"),
        (
            "Une formation à la prise en main, s'il vous plaît.",
            "assistance",
        ),
        ("Je demande le remboursement.", "remboursement"),
        ("Nous voulons acheter un second domaine.", "achat"),
        ("Le certificat SSL expire demain.", "technique"),
    ] {
        let ticket = opens(&world, description).await;
        let seen = world.reads(&ticket).await;
        assert_eq!(seen["subject"]["type"], kind, "{description}");
    }
}

#[tokio::test]
async fn every_act_on_a_ticket_can_be_traced() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "Une page blanche.").await;
    let acts = [
        (take("normal", 8), "taken_in_charge"),
        (
            json!({"command": "note", "by": agent(1), "text": "Vu."}),
            "noted",
        ),
        (
            json!({"command": "reply", "by": agent(1), "text": "Quelle page ?"}),
            "replied",
        ),
        (json!({"command": "wait", "by": agent(1)}), "status_changed"),
        (
            json!({"command": "requester_reply", "by": "requester", "text": "L'accueil."}),
            "requester_replied",
        ),
        (
            json!({"command": "change_type", "to": "bug", "by": agent(1)}),
            "type_changed",
        ),
        (json!({"command": "resolve", "by": agent(1)}), "resolved"),
        (json!({"command": "reopen", "by": "requester"}), "reopened"),
        (json!({"command": "close", "by": agent(1)}), "closed"),
    ];
    for (command, kind) in acts {
        let minute = world.desk.clock().now() + chrono::TimeDelta::minutes(1);
        world.desk.advance(minute).await.unwrap();
        let who = command["by"].clone();
        world.acts(&ticket, command).await;
        let timeline = world.reads(&ticket).await["timeline"].clone();
        let mut done = timeline
            .as_array()
            .unwrap()
            .iter()
            .filter(|fact| fact["kind"] == kind);
        let fact = done.next_back().unwrap();
        assert_eq!(at(fact["recorded_at"].as_str().unwrap()), minute, "{kind}");
        let by_agent = fact["by"] == json!({"who": "agent", "id": "agent_a", "level": 1});
        let by_requester = fact["by"] == json!({"who": "requester"});
        assert_eq!(
            (by_agent, by_requester),
            (who != "requester", who == "requester"),
            "{fact}"
        );
    }
    // What was said on both sides is kept with it.
    let texts = world.reads(&ticket).await["texts"].clone();
    let said = all(&texts, "body");
    assert_eq!(
        said,
        ["Une page blanche.", "Vu.", "Quelle page ?", "L'accueil."]
    );
}

#[tokio::test]
async fn one_agent_treats_a_ticket_from_its_pickup_to_its_end() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "Une page blanche.").await;
    world.acts(&ticket, take("normal", 8)).await;
    for command in [
        json!({"command": "reply", "by": agent(1), "text": "Quelle page ?"}),
        json!({"command": "wait", "by": agent(1)}),
        json!({"command": "requester_reply", "by": "requester", "text": "L'accueil."}),
        json!({"command": "change_type", "to": "correction", "by": agent(1)}),
        json!({"command": "resolve", "by": agent(1)}),
        json!({"command": "reopen", "by": "requester"}),
    ] {
        world.acts(&ticket, command).await;
        assert_eq!(world.reads(&ticket).await["assignee"], "agent_a");
    }
}

#[tokio::test]
async fn modifications_and_updates_that_may_be_billed_are_quoted_first() {
    let world = World::of(&DESKS, OPENED).await;
    for kind in ["modification", "mise_a_jour"] {
        let body = message(LEA, "Demande", "Le titre et l'adresse.");
        let fields = json!({"organisation": "boulangerie-martin", "type": kind});
        let ticket = world.opens("webpro", with(body, &fields)).await;
        let work =
            json!({"command": "record_work", "minutes": 30, "billable": true, "by": agent(1)});
        let refused = world.tries(&ticket, work.clone()).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["field"]),
            (422, &json!("billable"))
        );
        let quote = json!({"command": "quote", "amount_cents": 9000, "currency": "EUR",
                           "valid_until": "2026-03-13T16:00:00Z", "by": agent(1)});
        world.acts(&ticket, quote).await;
        let mail = last_mail(&world, LEA);
        assert!(words(&mail).contains("90,00\u{A0}EUR"), "{mail:?}");
        let approve = json!({"command": "approve", "by": "requester"});
        world.acts(&ticket, approve).await;
        world.acts(&ticket, work).await;
    }
    // What is a fault of the product is nobody's to pay for.
    let ticket = opens(&world, "Le site ne fonctionne plus.").await;
    let quote = json!({"command": "quote", "amount_cents": 9000, "currency": "EUR",
                       "valid_until": "2026-03-13T16:00:00Z", "by": agent(1)});
    assert_eq!(world.tries(&ticket, quote).await.status, 422);
}
