//! WEP: triage by the first line, ten areas, three levels, and no agent's name.
use std::collections::BTreeSet;

use desk::policy::compile;
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, at, message, with};

use super::{all, answers_to, form, last_mail, words};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["wep"];

/// Monday, 10:00 in Italy.
const OPENED: &str = "2026-03-09T09:00:00Z";
const GIA: &str = "gia@example.com";
const POLICY: &str = include_str!("../../../infra/policies/wep.yaml");

async fn opens(world: &World, description: &str, fields: &Value) -> Ticket {
    let body = message(GIA, "Help", description);
    world.opens("wep", with(body, fields)).await
}

#[tokio::test]
async fn a_mail_says_how_the_issue_was_classified_once_it_was_triaged() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "The printer prints blank pages.", &json!({})).await;
    assert_eq!(world.subjects(GIA), ["We have received your message"]);
    let classify =
        json!({"command": "classify", "priority": "p2", "area": "hardware", "by": agent(1)});
    world.acts(&ticket, classify).await;
    let mail = last_mail(&world, GIA);
    assert!(
        mail.subject.ends_with("We have looked at your ticket"),
        "{mail:?}"
    );
    assert!(words(&mail).contains("High (P2)"), "{mail:?}");
}

#[tokio::test]
async fn the_confirmation_of_wep_names_whatever_priority_the_first_line_gave() {
    let world = World::of(&DESKS, OPENED).await;
    for (priority, name) in [
        ("p1", "Critical (P1)"),
        ("p2", "High (P2)"),
        ("p3", "Medium (P3)"),
        ("p4", "Low (P4)"),
    ] {
        let ticket = opens(&world, "The printer prints blank pages.", &json!({})).await;
        let before = world.mails(GIA).len();
        let classify = json!({"command": "classify", "priority": priority, "by": agent(1)});
        world.acts(&ticket, classify).await;
        let mails = world.mails(GIA);
        assert_eq!(mails.len(), before + 1, "{priority}");
        let mail = mails.last().unwrap();
        let reference = ticket.answer["reference"].as_str().unwrap();
        assert!(mail.subject.contains(reference), "{mail:?}");
        for (_, other) in [
            ("p1", "Critical (P1)"),
            ("p2", "High (P2)"),
            ("p3", "Medium (P3)"),
            ("p4", "Low (P4)"),
        ] {
            assert_eq!(words(mail).contains(other), other == name, "{mail:?}");
        }
    }
}

#[tokio::test]
async fn each_priority_has_its_published_response_and_resolution_time() {
    let world = World::of(&DESKS, OPENED).await;
    for (description, priority, response, resolution) in [
        (
            "Nobody can work.",
            "p1",
            "2026-03-09T09:15:00Z",
            "2026-03-09T11:00:00Z",
        ),
        (
            "I am locked out.",
            "p2",
            "2026-03-09T10:00:00Z",
            "2026-03-11T09:00:00Z",
        ),
        (
            "The printer is odd.",
            "p3",
            "2026-03-09T13:00:00Z",
            "2026-03-16T09:00:00Z",
        ),
        // Thirty working days at the same local time, Easter Monday apart, in summer time.
        (
            "How do I print?",
            "p4",
            "2026-03-11T09:00:00Z",
            "2026-04-21T08:00:00Z",
        ),
    ] {
        let ticket = opens(&world, description, &json!({})).await;
        assert_eq!(world.reads(&ticket).await["subject"]["priority"], priority);
        let due = (
            world.due(&ticket, "first_response").await,
            world.due(&ticket, "resolution").await,
        );
        assert_eq!(due, (at(response), at(resolution)), "{priority}");
    }
}

#[tokio::test]
async fn an_issue_is_prioritized_by_what_each_priority_means() {
    let world = World::of(&DESKS, OPENED).await;
    let priorities = &form(&world, "wep").await["priorities"];
    assert_eq!(all(priorities, "id"), ["p1", "p2", "p3", "p4"]);
    let means = all(priorities, "means");
    for (means, word) in means
        .iter()
        .zip(["outages", "many users", "workarounds", "questions"])
    {
        assert!(means["en"].as_str().unwrap().contains(word), "{means}");
    }
    for (answers, description, priority) in [
        (json!({"stopped": "yes"}), "Help.", "p1"),
        (json!({}), "We were hacked.", "p1"),
        (json!({"users": "many"}), "Help.", "p2"),
        (json!({}), "I cannot log in.", "p2"),
        (json!({"users": "some", "workaround": "yes"}), "Help.", "p3"),
        (json!({}), "A question about the calendar.", "p4"),
        (json!({}), "I found a small bug.", "p4"),
    ] {
        let ticket = opens(&world, description, &json!({"answers": answers})).await;
        assert_eq!(
            world.reads(&ticket).await["subject"]["priority"],
            priority,
            "{description}"
        );
    }
}

#[tokio::test]
async fn a_simple_issue_is_handled_by_the_first_line_right_away() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "How do I print?", &json!({})).await;
    assert_eq!(world.reads(&ticket).await["level"], 1);
    let reply = json!({"command": "reply", "by": agent(1), "text": "Press print."});
    world.acts(&ticket, reply).await;
    world
        .acts(&ticket, json!({"command": "resolve", "by": agent(1)}))
        .await;
    for metric in ["first_response", "resolution"] {
        assert_eq!(
            world.clock(&ticket, metric).await["phase"],
            "met",
            "{metric}"
        );
    }
}

#[tokio::test]
async fn each_of_the_ten_areas_is_handed_over_to_its_own_team() {
    let world = World::of(&DESKS, OPENED).await;
    let areas = form(&world, "wep").await["areas"].clone();
    assert_eq!(areas.as_array().unwrap().len(), 10);
    let mut teams = BTreeSet::new();
    for area in all(&areas, "id") {
        let ticket = opens(&world, "It does not work.", &json!({"area": area})).await;
        let hand_over = json!({"command": "escalate", "to_level": 2, "by": agent(1)});
        world.acts(&ticket, hand_over).await;
        let seen = world.reads(&ticket).await;
        let team = format!("{}_l2", area.as_str().unwrap());
        // Also where whoever had it is that team's only member.
        assert_eq!((&seen["level"], &seen["team"]), (&json!(2), &json!(team)));
        teams.insert(team);
    }
    assert_eq!(teams.len(), 10);
}

#[tokio::test]
async fn where_needed_level_3_brings_in_external_experts_and_the_clocks_go_on() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "Zoho does not work.", &json!({})).await;
    let before = world.due(&ticket, "resolution").await;
    for level in [2, 3] {
        let hand_over = json!({"command": "escalate", "to_level": level, "by": agent(level - 1)});
        let hand_over = match level {
            3 => with(hand_over, &json!({"team": "external"})),
            _ => hand_over,
        };
        world.acts(&ticket, hand_over).await;
    }
    let seen = world.reads(&ticket).await;
    assert_eq!(
        (&seen["level"], &seen["team"]),
        (&json!(3), &json!("external"))
    );
    assert_eq!(world.due(&ticket, "resolution").await, before);
    assert_eq!(world.clock(&ticket, "resolution").await["phase"], "running");
}

#[tokio::test]
async fn agents_are_anonymous_to_requesters_and_their_memberships_are_kept() {
    let policy = compile(POLICY).unwrap().policy;
    let members = |team: &str| policy.teams[team].members.iter().collect::<BTreeSet<_>>();
    // Four of the first line; some of them are the second line of other areas as well.
    let first = members("first_line");
    assert_eq!(first.len(), 4);
    for (team, own, shared) in [
        ("website_l2", 3, 0),
        ("omgt_crm_l2", 3, 0),
        ("mywep_l2", 2, 0),
        ("justcall_l2", 2, 2),
        ("zoho_l2", 2, 1),
        ("office_l2", 2, 2),
        ("cyber_security_l2", 1, 1),
        ("hardware_l2", 2, 2),
        ("bamboo_l2", 1, 0),
        ("formstack_l2", 1, 0),
    ] {
        let team = members(team);
        assert_eq!(
            (team.len(), team.intersection(&first).count()),
            (own, shared)
        );
    }
    let world = World::of(&DESKS, OPENED).await;
    let ticket = opens(&world, "Zoho does not work.", &json!({})).await;
    let by = json!({"agent": "l1_a", "level": 1});
    for command in [
        json!({"command": "take_in_charge", "agent": "l1_a", "by": by}),
        json!({"command": "classify", "priority": "p2", "by": by}),
        json!({"command": "reply", "by": by, "text": "We are on it."}),
        json!({"command": "resolve", "by": by}),
    ] {
        world.acts(&ticket, command).await;
    }
    let mails = world.mails(GIA);
    assert_eq!(mails.len(), 4);
    for mail in mails {
        assert!(
            !words(&mail).contains("l1_a") && !mail.from.contains("l1_a"),
            "{mail:?}"
        );
    }
}

#[tokio::test]
async fn questions_are_taken_by_mail() {
    let world = World::of(&DESKS, OPENED).await;
    opens(
        &world,
        "A question about the calendar.",
        &json!({"channel": "email"}),
    )
    .await;
    let mail = last_mail(&world, GIA);
    assert!(answers_to(&mail, "nerds", "wep.example.com"), "{mail:?}");
}

#[tokio::test]
async fn the_most_urgent_issues_come_first() {
    let world = World::of(&DESKS, OPENED).await;
    opens(&world, "How do I print?", &json!({})).await;
    // Two working days on, an hour before that question is due, which is sooner than what follows.
    world.until("2026-03-11T08:00:00Z").await;
    for answers in [
        json!({"users": "some", "workaround": "yes"}),
        json!({"stopped": "yes"}),
        json!({"users": "many"}),
    ] {
        opens(&world, "Help.", &json!({"answers": answers})).await;
    }
    let queue = world.get("/desks/wep/tickets").await.json();
    assert_eq!(all(&queue["tickets"], "priority"), ["p1", "p2", "p3", "p4"]);
}
