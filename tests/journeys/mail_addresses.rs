//! One check of mail addresses: every door takes and refuses the same ones.
use desk::policy::compile;
use serde_json::{Value, json};
use testkit::{World, agent, message, with};

/// Desks of these journeys.
const DESKS: [&str; 1] = ["whitevision"];

/// Monday, 09:00 in the Netherlands.
const OPENED: &str = "2026-03-09T08:00:00Z";
const ORGANISATION: &str = "/desks/whitevision/organisations/de-vries-bouw";
const TABLE: &str = include_str!("../vectors/mail_addresses.json");

/// Each address of the table, and whether it is one.
fn addresses() -> Vec<(String, bool)> {
    let table: Value = serde_json::from_str(TABLE).unwrap();
    let column = |name: &str, taken: bool| {
        let texts: Vec<String> = serde_json::from_value(table[name].clone()).unwrap();
        texts.into_iter().map(move |text| (text, taken))
    };
    // The wrong ones first: around a known person's address a space is no mistake.
    column("bad", false).chain(column("good", true)).collect()
}

/// Whether the answer refuses that very field.
async fn refuses(world: &World, method: &str, path: &str, body: &Value, field: &str) -> bool {
    let body = body.to_string();
    let answer = world.desk.http(method, path, &[], body.as_bytes()).await;
    answer.status.is_client_error() && answer.json()["field"] == field
}

#[tokio::test]
async fn a_ticket_takes_the_addresses_that_are_some_and_no_others() {
    let world = World::of(&DESKS, OPENED).await;
    let path = "/desks/whitevision/tickets";
    for (address, taken) in addresses() {
        let asks = message(&address, "Storing", "We kunnen niet verder werken.");
        let refused = refuses(&world, "POST", path, &asks, "requester.email").await;
        assert_eq!(refused, !taken, "{address:?}");
        let asks = message("sanne@example.com", "Storing", "Er is iets.");
        let asks = with(asks, &json!({"opened_by": {"email": address}}));
        let refused = refuses(&world, "POST", path, &asks, "opened_by.email").await;
        assert_eq!(refused, !taken, "{address:?}");
    }
}

#[tokio::test]
async fn a_mail_that_goes_out_again_goes_to_the_same_addresses() {
    let world = World::of(&DESKS, OPENED).await;
    let asks = message("sanne@example.com", "Storing", "Er is iets.");
    let path = world.opens("whitevision", asks).await.path();
    for (address, taken) in addresses() {
        let command = json!({
            "command": "resend", "notice": "logged", "email": address, "by": agent(1),
        });
        let path = format!("{path}/commands");
        let refused = refuses(&world, "POST", &path, &command, "email").await;
        assert_eq!(refused, !taken, "{address:?}");
    }
}

#[tokio::test]
async fn an_organisation_is_given_the_same_addresses() {
    let world = World::of(&DESKS, OPENED).await;
    for (address, taken) in addresses() {
        for list in ["admins", "co_admins", "users"] {
            let mut given = json!({"by": {"agent": "agent_a"}, "admins": ["a@example.com"]});
            given[list] = json!(["a@example.com", address]);
            let field = format!("{list}[1]");
            let refused = refuses(&world, "PUT", ORGANISATION, &given, &field).await;
            assert_eq!(refused, !taken, "{list}: {address:?}");
        }
        let given = json!({"by": {"agent": "agent_a"}, "admins": ["a@example.com"],
                           "attributes": {"account_manager": address}});
        let field = "attributes.account_manager";
        let refused = refuses(&world, "PUT", ORGANISATION, &given, field).await;
        assert_eq!(refused, !taken, "{address:?}");
        let person: String = address.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let path = format!("{ORGANISATION}/people/{person}");
        let access = json!({"by": {"agent": "agent_a"}, "role": "user"});
        let refused = refuses(&world, "PUT", &path, &access, "person").await;
        assert_eq!(refused, !taken, "{address:?}");
    }
}

#[test]
fn a_policy_mails_the_same_addresses() {
    let doors = [
        ("reply_to: ", ""),
        ("roles: { lead: ", " }"),
        ("contacts: { by: [priority], p1: ", " }"),
        ("notices: { logged: { to: [", "] } }"),
        ("notices: { logged: { cc: [", "] } }"),
    ];
    for (address, taken) in addresses() {
        for (before, after) in doors {
            let policy = format!("desk: acme\n{before}{}{after}", json!(address));
            let findings = match compile(&policy) {
                Ok(checked) => checked.warnings,
                Err(findings) => findings,
            };
            let message = format!("`{address}` is not a mail address");
            let refused = findings.iter().any(|finding| finding.message == message);
            assert_eq!(refused, !taken, "{before}{address:?}: {findings:?}");
        }
    }
}
