//! Customers' organisations: their people's roles, and contracts that prevail over the policy.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, message, with};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["whitevision"];

/// Monday, 09:00 in the Netherlands.
const OPENED: &str = "2026-03-09T08:00:00Z";
const ADMIN: &str = "beheer@devries.example.com";
const PLACE: &str = "/desks/whitevision/organisations/de-vries-bouw";

async fn put(world: &World, path: &str, body: &Value) -> (u16, Value) {
    let body = body.to_string();
    let answer = world.desk.http("PUT", path, &[], body.as_bytes()).await;
    (answer.status.as_u16(), answer.json())
}

async fn give(world: &World, person: &str, by: Value, role: &str) -> (u16, Value) {
    let path = format!("{PLACE}/people/{person}");
    put(world, &path, &json!({"by": by, "role": role})).await
}

fn role_of(organisation: &Value, email: &str) -> Value {
    let people = organisation["people"].as_array().unwrap();
    let found = people.iter().find(|person| person["email"] == email);
    found.map_or(Value::Null, |person| person["role"].clone())
}

async fn outage(world: &World, organisation: &str) -> Ticket {
    let body = message(
        "sanne@example.com",
        "Storing",
        "We kunnen niet verder werken.",
    );
    let more = json!({"organisation": organisation, "type": "storing", "priority": "hoog"});
    world.opens("whitevision", with(body, &more)).await
}

#[tokio::test]
async fn an_admin_gives_colleagues_access_as_admin_co_admin_or_user() {
    let world = World::of(&DESKS, OPENED).await;
    let by_admin = || json!({"contact": ADMIN});
    for (person, role) in [
        ("sanne@devries.example.com", "user"),
        ("piet@devries.example.com", "co_admin"),
        ("sanne@devries.example.com", "admin"),
    ] {
        let (status, organisation) = give(&world, person, by_admin(), role).await;
        assert_eq!(status, 200, "{organisation}");
        assert_eq!(role_of(&organisation, person), role);
    }
    // By their opaque id as well, once they are known.
    let seen = world.get(PLACE).await.json();
    let people = seen["people"].as_array().unwrap();
    let piet = people
        .iter()
        .find(|person| person["role"] == "co_admin")
        .unwrap();
    let id = piet["contact"].as_str().unwrap();
    let (status, organisation) = give(&world, id, by_admin(), "user").await;
    assert_eq!(status, 200);
    assert_eq!(role_of(&organisation, "piet@devries.example.com"), "user");
    // The same again changes nothing.
    let (_, again) = give(&world, id, by_admin(), "user").await;
    assert_eq!(again["revision"], organisation["revision"]);
}

#[tokio::test]
async fn only_an_admin_gives_access_and_only_staff_writes_what_was_bought() {
    let world = World::of(&DESKS, OPENED).await;
    let before = world.get(PLACE).await.json();
    for by in ["sanne@devries.example.com", "beheer@noordzee.example.com"] {
        let by = json!({"contact": by});
        let (status, problem) = give(&world, "eve@example.com", by, "admin").await;
        assert_eq!((status, &problem["field"]), (403, &json!("by")));
    }
    let (status, problem) = put(&world, PLACE, &json!({"by": {"contact": ADMIN}})).await;
    assert_eq!((status, &problem["field"]), (403, &json!("by")));
    let by = || agent(1)["agent"].clone();
    let (status, problem) = give(&world, "nobody", json!({"agent": by()}), "user").await;
    assert_eq!((status, &problem["field"]), (404, &json!("person")));
    let (status, problem) = give(&world, ADMIN, json!({"agent": by()}), "boss").await;
    assert_eq!((status, &problem["field"]), (422, &json!("role")));
    assert_eq!(world.get(PLACE).await.json(), before);
}

#[tokio::test]
async fn an_organisation_always_keeps_at_least_one_admin() {
    let world = World::of(&DESKS, OPENED).await;
    let by = || json!({"contact": ADMIN});
    let (status, problem) = give(&world, ADMIN, by(), "user").await;
    assert_eq!((status, &problem["field"]), (409, &json!("role")));
    assert_eq!(problem["type"], "urn:escalon:problem:last-admin");
    let bare = json!({"by": {"agent": "agent_a"}});
    let (status, problem) = put(&world, PLACE, &bare).await;
    assert_eq!((status, &problem["field"]), (409, &json!("admins")));
    // With a second one the first may go; of two who leave at once, one stays.
    let (status, _) = give(&world, "sanne@devries.example.com", by(), "admin").await;
    assert_eq!(status, 200);
    let leaves = |person: &'static str| give(&world, person, json!({"agent": "agent_a"}), "user");
    let (one, two) = tokio::join!(leaves(ADMIN), leaves("sanne@devries.example.com"));
    let mut statuses = [one.0, two.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let people = world.get(PLACE).await.json()["people"].clone();
    let admins = people.as_array().unwrap().iter();
    assert_eq!(admins.filter(|one| one["role"] == "admin").count(), 1);
}

#[tokio::test]
async fn admins_are_copied_wherever_the_policy_says_so() {
    let world = World::of(&DESKS, OPENED).await;
    let by = json!({"contact": ADMIN});
    give(&world, "piet@devries.example.com", by.clone(), "admin").await;
    give(&world, "kees@devries.example.com", by, "co_admin").await;
    outage(&world, "de-vries-bouw").await;
    for admin in [ADMIN, "piet@devries.example.com"] {
        assert!(!world.mails(admin).is_empty(), "{admin}");
    }
    assert!(world.mails("kees@devries.example.com").is_empty());
}

#[tokio::test]
async fn the_contract_prevails_over_the_summary_at_all_times() {
    let world = World::of(&DESKS, OPENED).await;
    let place = "/desks/whitevision/organisations/noordzee-transport";
    let contract = json!({
        "by": {"agent": "agent_a"}, "locale": "nl", "admins": ["beheer@noordzee.example.com"],
        "contract": {"resolution": "16 business hours", "resolution/hoog": "4 elapsed hours",
                     "triage": "none"},
    });
    let (status, stored) = put(&world, place, &contract).await;
    assert_eq!(status, 200, "{stored}");
    assert_eq!(world.get(place).await.json()["contract"]["triage"], "none");
    let with_contract = outage(&world, "noordzee-transport").await;
    let without = outage(&world, "de-vries-bouw").await;
    // Stricter than the summary, which promises no resolution, for one priority and for all.
    world
        .is_due(&with_contract, "resolution", "2026-03-09T12:00:00Z")
        .await;
    let lower = json!({"command": "change_priority", "to": "regulier", "by": agent(1)});
    world.acts(&with_contract, lower).await;
    world
        .is_due(&with_contract, "resolution", "2026-03-10T16:00:00Z")
        .await;
    // Looser: no moment of triage was agreed.
    let triage = world.clock(&with_contract, "triage").await;
    assert_eq!(triage["phase"], "no_promise");
    // Everybody else has the summary's.
    let resolution = world.clock(&without, "resolution").await;
    assert_eq!(resolution["phase"], "no_promise");
    world
        .is_due(&without, "triage", "2026-03-09T12:00:00Z")
        .await;
}

#[tokio::test]
async fn a_contract_that_the_policy_cannot_follow_is_refused_with_its_term() {
    let world = World::of(&DESKS, OPENED).await;
    let before = world.get(PLACE).await.json();
    let cases = [
        (
            json!({"contract": {"resolutoin": "4 hours"}}),
            "contract.resolutoin",
        ),
        (
            json!({"contract": {"resolution": "soon"}}),
            "contract.resolution",
        ),
        (
            json!({"contract": {"resolution/p9": "4 hours"}}),
            "contract.resolution/p9",
        ),
        (json!({"plan": "gold"}), "plan"),
        (json!({"admins": ["nobody"]}), "admins[0]"),
        (json!({"colour": "red"}), "colour"),
    ];
    for (wrong, field) in cases {
        let body = with(
            json!({"by": {"agent": "agent_a"}, "admins": [ADMIN]}),
            &wrong,
        );
        let (status, problem) = put(&world, PLACE, &body).await;
        assert_eq!(
            (status, &problem["field"]),
            (422, &json!(field)),
            "{problem}"
        );
    }
    let stale = json!({"by": {"agent": "agent_a"}, "admins": [ADMIN], "revision": 7});
    let (status, problem) = put(&world, PLACE, &stale).await;
    assert_eq!((status, &problem["field"]), (412, &json!("revision")));
    assert_eq!(world.get(PLACE).await.json(), before);
    let unknown = world
        .get("/desks/whitevision/organisations/unheard-of")
        .await;
    assert_eq!(
        (unknown.status.as_u16(), &unknown.json()["field"]),
        (404, &json!("organisation"))
    );
}
