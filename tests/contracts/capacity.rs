//! Capacity of a ticket's life: units of the store by step, function, table and index, once its desk is warm.
//!
//! The table is a snapshot: whoever makes a step dearer sees it and has to accept it. Instants have
//! milliseconds as in life, and so do the items' sizes.
use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::TimeDelta;
use desk::time::Instant;
use emulator::{ClockMode, Emulator, Options};
use escalon_aws::Publisher;
use local::{Seed, seed};
use serde_json::{Value, json};
use tests::meter::{Meter, Spent, Spot, Way};

use crate::world::{DESK, POLICY};

/// Most write units of creating, classifying, answering and resolving, with two mails.
const LIFE: f64 = 47.0;
/// Most write units of one more mail, to a customer or to staff: its notice, and sending it.
const MAIL: f64 = 6.0;

/// The table's columns: where units are spent, and its heading.
const PLACES: [(Way, &str, Option<&str>, &str); 10] = [
    (Way::Read, "Tickets", None, "tickets"),
    (Way::Read, "Tickets", Some("due"), "due"),
    (Way::Read, "Outbox", None, "outbox"),
    (Way::Read, "Outbox", Some("due"), "due"),
    (Way::Write, "Tickets", None, "tickets"),
    (Way::Write, "Tickets", Some("due"), "due"),
    (Way::Write, "Tickets", Some("queue"), "queue"),
    (Way::Write, "Tickets", Some("requester"), "requester"),
    (Way::Write, "Outbox", None, "outbox"),
    (Way::Write, "Outbox", Some("due"), "due"),
];

struct Bill {
    desk: Emulator,
    meter: Meter,
    lines: Vec<(String, Spent)>,
}

impl Bill {
    async fn begins() -> Self {
        let meter = Meter::default();
        let options = Options {
            clock: ClockMode::Frozen(at("2026-03-09T04:00:00.123Z")),
            binder: meter.binder(),
            ..Options::default()
        };
        let desk = Emulator::start(options).await.unwrap();
        seed(&desk, Seed::Desks, &|_| {}).await.unwrap();
        let publisher = Publisher::new(desk.dynamodb().clone(), "Tickets");
        // The staff hears of each ticket, as it does of every desk that does not say otherwise.
        let policy = POLICY.replace("\nstaff: none\n", "\n");
        publisher.publish(DESK, &policy).await.unwrap();
        Self {
            desk,
            meter,
            lines: Vec::new(),
        }
    }

    /// Units spent since the last line were spent on this step.
    async fn line(&mut self, step: &str) {
        self.desk.settle().await.unwrap();
        let spent = self.meter.take();
        if !spent.0.is_empty() {
            self.lines.push((step.to_owned(), spent));
        }
    }

    async fn posts(&mut self, step: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let answer = self.desk.http("POST", path, &[], body.as_bytes()).await;
        assert!(answer.status.is_success(), "{}", answer.json());
        self.line(step).await;
        answer.json()
    }

    async fn passes(&mut self, span: TimeDelta) {
        self.desk.advance_by(span).await.unwrap();
        self.line("later").await;
    }

    async fn opens(&mut self, desk: &str, body: &Value) -> String {
        let path = format!("/desks/{desk}/tickets");
        let opened = self.posts("create", &path, body).await;
        let ticket = opened["ticket"].as_str().unwrap();
        format!("{path}/{ticket}/commands")
    }

    /// A ticket that is answered and resolved in time.
    async fn lives(&mut self, desk: &str, body: &Value) {
        let path = self.opens(desk, body).await;
        let agent = json!({"agent": "agent_a", "level": 1});
        self.passes(TimeDelta::milliseconds(400_321)).await;
        let reply = json!({"command": "reply", "by": agent, "text": "We are on it."});
        self.posts("reply", &path, &reply).await;
        self.passes(TimeDelta::milliseconds(600_456)).await;
        let resolve = json!({"command": "resolve", "by": agent});
        self.posts("resolve", &path, &resolve).await;
    }

    /// All lines so far as one, and none is left.
    fn total(&mut self, life: &str) -> Spent {
        let mut total = Spent::default();
        for (_, spent) in &self.lines {
            total.add(spent);
        }
        self.lines.push((life.to_owned(), total.clone()));
        total
    }

    fn forgets(&mut self) {
        let _ = self.meter.take();
        self.lines.clear();
    }

    fn table(&self, title: &str) -> String {
        let mut table = format!(
            "{title}\n\n{:8} {:11} {:>5} {:>5}  |",
            "step", "function", "read", "write"
        );
        for (_, _, _, heading) in PLACES {
            write!(table, " {heading:>9}").unwrap();
        }
        table.push('\n');
        for (step, spent) in &self.lines {
            let functions: BTreeSet<_> = spent.0.keys().map(|spot| spot.function.clone()).collect();
            for function in functions {
                row(
                    &mut table,
                    step,
                    &function,
                    &|spot: &Spot| spot.function == function,
                    spent,
                );
            }
            row(&mut table, step, "all", &|_| true, spent);
        }
        table
    }
}

fn row(table: &mut String, step: &str, function: &str, of: &dyn Fn(&Spot) -> bool, spent: &Spent) {
    let all = |way: Way| spent.units(|spot| spot.way == way && of(spot));
    let (read, write) = (all(Way::Read), all(Way::Write));
    write!(table, "{step:8} {function:11} {read:>5} {write:>5}  |").unwrap();
    let mut sum = 0.0;
    for (way, name, index, _) in PLACES {
        let here =
            |spot: &Spot| spot.way == way && spot.table == name && spot.index.as_deref() == index;
        let units = spent.units(|spot| here(spot) && of(spot));
        sum += units;
        let shown = Some(units).filter(|units| *units > 0.0);
        let shown = shown.map(|units| units.to_string()).unwrap_or_default();
        write!(table, " {shown:>9}").unwrap();
    }
    table.truncate(table.trim_end().len());
    table.push('\n');
    assert!(
        (sum - read - write).abs() < 0.1,
        "{step}: a place has no column: {spent:?}"
    );
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Without what tells the ticket of its mails' delivery, which comes on top.
fn without_delivery(total: &Spent) -> f64 {
    total.units(|spot| spot.way == Way::Write && spot.function != "mail-events")
}

#[tokio::test]
async fn a_tickets_life_costs_what_the_table_says() {
    let mut bill = Bill::begins().await;
    let plain = json!({"requester": {"email": "ann@example.com", "name": "Ann"}, "channel": "portal",
        "subject": "The export is empty", "description": "Since the update, all columns are blank."});
    let outage = json!({"requester": {"email": "dana@example.com", "name": "Dana"}, "organisation": "acme",
        "subject": "All bots offline", "description": "Nothing loads since this morning."});

    bill.lives(DESK, &plain).await;
    bill.forgets();
    bill.lives(DESK, &plain).await;
    let two_mails = without_delivery(&bill.total("life"));
    let mut tables = bill.table("One promise, two mails");
    bill.forgets();

    bill.lives("wotnot", &outage).await;
    bill.forgets();
    bill.lives("wotnot", &outage).await;
    let four_mails = without_delivery(&bill.total("life"));
    tables += &bill.table("\nTwo promises, a contract, three mails and one to staff");
    bill.forgets();

    bill.opens("wotnot", &outage).await;
    bill.forgets();
    bill.passes(TimeDelta::minutes(61)).await;
    tables +=
        &bill.table("\nNobody answers a P1 for an hour: warned, broken, four steps of the ladder");

    insta::assert_snapshot!("capacity", tables);
    assert!(two_mails <= LIFE, "{two_mails}");
    assert!(four_mails <= LIFE + 2.0 * MAIL, "{four_mails}");
}
