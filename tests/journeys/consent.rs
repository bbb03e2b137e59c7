//! Consent: what is quoted, who says yes, and what is billed.
use serde_json::{Value, json};
use testkit::{Ticket, World, agent, message, with};

/// Desks of these journeys.
const DESKS: [&str; 2] = ["whitevision", "webpro"];

/// Monday, 09:00 in the Netherlands and in France.
const OPENED: &str = "2026-03-09T08:00:00Z";
const ADMIN: &str = "beheer@devries.example.com";

/// Request of Sanne, a user of an organisation with an admin.
fn asked(ticket_type: &str, subject: &str) -> Value {
    let body = message("sanne@devries.example.com", subject, "Graag uw hulp.");
    with(
        body,
        &json!({"organisation": "de-vries-bouw", "type": ticket_type}),
    )
}

async fn configuration(world: &World, more: Value) -> Ticket {
    let body = with(asked("configuratie", "Koppeling"), &more);
    world.opens("whitevision", body).await
}

fn quote(cents: u32) -> Value {
    json!({"command": "quote", "amount_cents": cents, "currency": "EUR",
           "valid_until": "2026-03-13T16:00:00Z", "by": agent(1)})
}

fn work(minutes: u32, billable: bool) -> Value {
    json!({"command": "record_work", "minutes": minutes, "billable": billable, "by": agent(1)})
}

fn answer(command: &str, by: Value) -> Value {
    json!({"command": command, "by": by})
}

/// The status and field of a refused command, which has written nothing.
async fn refused(world: &World, ticket: &Ticket, command: Value) -> (u16, Value) {
    let before = world.facts(ticket).await;
    let answer = world.tries(ticket, command).await;
    assert_eq!(world.facts(ticket).await, before);
    (answer.status.as_u16(), answer.json()["field"].clone())
}

#[tokio::test]
async fn one_hears_what_it_costs_before_and_work_is_billed_once_an_admin_agrees() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = configuration(&world, json!({})).await;
    assert_eq!(
        refused(&world, &ticket, work(30, true)).await,
        (422, json!("billable"))
    );
    assert_eq!(
        refused(
            &world,
            &ticket,
            answer("approve", json!({"contact": ADMIN}))
        )
        .await,
        (422, json!("command"))
    );
    world.acts(&ticket, quote(24_000)).await;
    assert_eq!(world.reads(&ticket).await["status"], "awaiting_approval");
    assert_eq!(
        refused(&world, &ticket, work(30, true)).await,
        (422, json!("billable"))
    );
    // Sanne is a user; her organisation has an admin. And nobody says yes for a customer.
    for by in [
        json!("requester"),
        json!({"contact": "eve@example.com"}),
        agent(1),
    ] {
        let refusal = refused(&world, &ticket, answer("approve", by)).await;
        assert_eq!(refusal, (403, json!("by")));
    }
    world.until("2026-03-09T10:00:00Z").await;
    world
        .acts(&ticket, answer("approve", json!({"contact": ADMIN})))
        .await;
    let seen = world.reads(&ticket).await;
    assert_eq!(seen["status"], "open");
    assert_eq!(seen["consent"]["answer"]["is"], "approved");
    world.acts(&ticket, work(30, true)).await;
    let kinds = world.kinds(&ticket).await;
    let of = |kind| kinds.iter().filter(|known| **known == kind).count();
    assert_eq!(
        (of("quoted"), of("approved"), of("work_recorded")),
        (1, 1, 1)
    );
    // Every change of status is told to the requester, with a copy to the admins.
    let told = world.mails("sanne@devries.example.com");
    assert!(told.len() >= 3, "{told:?}");
    assert!(!world.mails(ADMIN).is_empty());
}

#[tokio::test]
async fn clocks_stand_still_until_the_quote_is_answered() {
    let lea = "lea@boulangerie.example.com";
    let world = World::of(&DESKS, OPENED).await;
    let of_a_customer = json!({"organisation": "boulangerie-martin", "type": "modification"});
    let body = with(
        message(lea, "Couleurs", "Changer la couleur du site."),
        &of_a_customer,
    );
    let ticket = world.opens("webpro", body).await;
    let take = json!({"command": "take_in_charge", "agent": "agent_a", "difficulty": "simple",
                      "commit_hours": 4, "by": agent(1)});
    world.acts(&ticket, take).await;
    world
        .is_due(&ticket, "resolution", "2026-03-09T12:00:00Z")
        .await;
    world.until("2026-03-09T09:00:00Z").await;
    world.acts(&ticket, quote(9_000)).await;
    assert_eq!(world.clock(&ticket, "resolution").await["phase"], "paused");
    world.until("2026-03-09T13:00:00Z").await;
    assert!(!world.kinds(&ticket).await.contains(&"breached"));
    // An organisation without admins: the requester decides. Three hours were left.
    world
        .acts(&ticket, answer("approve", json!("requester")))
        .await;
    world
        .is_due(&ticket, "resolution", "2026-03-09T16:00:00Z")
        .await;
    assert_eq!(world.clock(&ticket, "resolution").await["phase"], "running");
}

#[tokio::test]
async fn a_quote_is_answered_while_it_is_valid_and_counts_from_now() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = configuration(&world, json!({})).await;
    world.acts(&ticket, quote(24_000)).await;
    world.until("2026-03-13T16:00:01Z").await;
    let by = json!({"contact": ADMIN});
    assert_eq!(
        refused(&world, &ticket, answer("approve", by.clone())).await,
        (422, json!("valid_until"))
    );
    let backdated = with(answer("approve", by.clone()), &json!({"at": OPENED}));
    assert_eq!(
        refused(&world, &ticket, backdated).await,
        (422, json!("at"))
    );
    world.acts(&ticket, answer("decline", by)).await;
    assert_eq!(world.reads(&ticket).await["status"], "open");
    assert_eq!(
        refused(&world, &ticket, work(5, true)).await,
        (422, json!("billable"))
    );
}

#[tokio::test]
async fn one_agrees_directly_when_opening_and_work_begins_without_a_quote() {
    let world = World::of(&DESKS, OPENED).await;
    let approval = json!({"approval": {"up_to_cents": 30_000, "currency": "EUR"}});
    // A user may not spend for an organisation that has an admin.
    let body = with(asked("configuratie", "Koppeling"), &approval);
    let problem = world.post("/desks/whitevision/tickets", &body).await;
    assert_eq!(
        (problem.status.as_u16(), &problem.json()["field"]),
        (403, &json!("approval"))
    );
    let by_admin = with(approval, &json!({"requester": {"email": ADMIN}}));
    let ticket = configuration(&world, by_admin).await;
    assert!(world.kinds(&ticket).await.contains(&"approved"));
    world.acts(&ticket, work(30, true)).await;
    // What is quoted below it needs no further word; what goes beyond it does.
    world.acts(&ticket, quote(30_000)).await;
    assert_eq!(world.reads(&ticket).await["status"], "open");
    world.acts(&ticket, quote(30_001)).await;
    assert_eq!(world.reads(&ticket).await["status"], "awaiting_approval");
}

#[tokio::test]
async fn a_question_of_ten_minutes_is_answered_and_a_greater_one_is_quoted_first() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = world.opens("whitevision", asked("vraag", "Splitsen")).await;
    world.acts(&ticket, work(10, false)).await;
    assert_eq!(
        refused(&world, &ticket, work(1, false)).await,
        (422, json!("minutes"))
    );
    world.acts(&ticket, quote(4_500)).await;
    world
        .acts(&ticket, answer("approve", json!({"contact": ADMIN})))
        .await;
    world.acts(&ticket, work(25, true)).await;
    let consent = &world.reads(&ticket).await["consent"];
    assert_eq!(consent["worked_minutes"], 35);
    assert_eq!(consent["billable_minutes"], 25);
}

#[tokio::test]
async fn a_wrong_quote_or_record_of_work_names_its_field() {
    let world = World::of(&DESKS, OPENED).await;
    let ticket = configuration(&world, json!({})).await;
    let cases = [
        (
            with(quote(1), &json!({"currency": "euro"})),
            422,
            "currency",
        ),
        (
            with(quote(1), &json!({"valid_until": OPENED})),
            422,
            "valid_until",
        ),
        (
            with(quote(1), &json!({"amount_cents": 0})),
            422,
            "amount_cents",
        ),
        (with(quote(1), &json!({"by": "requester"})), 403, "by"),
        (work(0, false), 422, "minutes"),
        (with(work(5, false), &json!({"by": "requester"})), 403, "by"),
        (
            with(
                answer("approve", json!("requester")),
                &json!({"approver": {"role": "admin"}}),
            ),
            422,
            "approver",
        ),
        (
            json!({"command": "resolve", "by": {"contact": ADMIN}}),
            422,
            "by",
        ),
    ];
    for (command, status, field) in cases {
        let refusal = refused(&world, &ticket, command.clone()).await;
        assert_eq!(refusal, (status, json!(field)), "{command}");
    }
    let bug = world.opens("whitevision", asked("bug", "Fout")).await;
    assert_eq!(refused(&world, &bug, quote(1)).await, (422, json!("type")));
}
