//! World of a test: desks on one machine, and a clock that moves when told to.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use desk::lifecycle::{Fact, FactBody, facts, fold_under};
use desk::time::Instant;
use emulator::{ClockMode, Emulator, HttpAnswer, Options, SentMail};
use escalon_aws::{Desks, TicketId, Tickets};
use local::publish_desk;
use serde_json::{Value, json};

/// `2026-03-09T04:00:00Z`, or `2026-03-09T09:30:00+05:30`
pub fn at(text: &str) -> Instant {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

pub struct World {
    pub desk: Emulator,
}

/// Desks that are shipped, each with its organisations.
const DESKS: [&str; 5] = ["whise", "whitevision", "webpro", "wotnot", "wep"];

impl World {
    /// These desks with their organisations, at an instant: a desk that a test does not name is not published.
    pub async fn of(desks: &[&str], now: &str) -> Self {
        let options = Options {
            clock: ClockMode::Frozen(at(now)),
            ..Options::default()
        };
        Self::publishing(desks, options).await
    }

    /// The five desks with their organisations, at an instant.
    pub async fn at(now: &str) -> Self {
        Self::start(Options {
            clock: ClockMode::Frozen(at(now)),
            ..Options::default()
        })
        .await
    }

    /// As [`of`](Self::of), and the stream record of that number never arrives. The counter says
    /// how many records there were.
    pub async fn without_record(
        desks: &[&str],
        now: &str,
        lost: usize,
    ) -> (Self, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let options = Options {
            clock: ClockMode::Frozen(at(now)),
            deliver: Some(Arc::new(move |_| {
                let is_lost = counted.fetch_add(1, Ordering::SeqCst) == lost;
                if is_lost {
                    vec![]
                } else {
                    vec![TimeDelta::zero()]
                }
            })),
            ..Options::default()
        };
        (Self::publishing(desks, options).await, count)
    }

    /// A world with all five desks, on a machine of these options.
    pub async fn start(options: Options) -> Self {
        Self::publishing(&DESKS, options).await
    }

    async fn publishing(desks: &[&str], options: Options) -> Self {
        let desk = Emulator::start(options).await.unwrap();
        for name in desks {
            publish_desk(&desk, name).await.unwrap();
        }
        desk.settle().await.unwrap();
        Self { desk }
    }

    /// Opens a ticket and lets everything happen that it sets off.
    pub async fn opens(&self, desk: &str, body: Value) -> Ticket {
        let answer = self.post(&format!("/desks/{desk}/tickets"), &body).await;
        assert_eq!(answer.status, 201, "{}", answer.json());
        let name = answer.json()["ticket"].as_str().unwrap().to_owned();
        self.desk.settle().await.unwrap();
        Ticket {
            id: TicketId::parse(desk, &name).unwrap(),
            answer: answer.json(),
        }
    }

    pub async fn post(&self, path: &str, body: &Value) -> HttpAnswer {
        let body = body.to_string();
        self.desk.http("POST", path, &[], body.as_bytes()).await
    }

    pub async fn get(&self, path: &str) -> HttpAnswer {
        self.desk.http("GET", path, &[], b"").await
    }

    /// A command on a ticket, and everything it sets off.
    pub async fn acts(&self, ticket: &Ticket, command: Value) -> Value {
        let answer = self.tries(ticket, command).await;
        assert_eq!(answer.status, 200, "{}", answer.json());
        self.desk.settle().await.unwrap();
        answer.json()
    }

    /// A command that may be refused.
    pub async fn tries(&self, ticket: &Ticket, command: Value) -> HttpAnswer {
        self.post(&format!("{}/commands", ticket.path()), &command)
            .await
    }

    pub async fn until(&self, instant: &str) {
        self.desk.advance(at(instant)).await.unwrap();
    }

    pub async fn reads(&self, ticket: &Ticket) -> Value {
        let path = ticket.path();
        let answer = self.get(&path).await;
        assert_eq!(answer.status, 200, "GET {path}: {}", answer.json());
        answer.json()
    }

    /// The clock of a metric, as the API shows it.
    pub async fn clock(&self, ticket: &Ticket, metric: &str) -> Value {
        let ticket = self.reads(ticket).await;
        let clocks = ticket["clocks"].as_array().unwrap();
        let mut found = clocks.iter().filter(|clock| clock["metric"] == metric);
        found.next_back().cloned().unwrap_or(Value::Null)
    }

    /// When a clock is due, in the API's words.
    pub async fn due(&self, ticket: &Ticket, metric: &str) -> Instant {
        at(self.clock(ticket, metric).await["due_at"].as_str().unwrap())
    }

    /// Holds a clock's due instant against the one expected.
    ///
    /// # Panics
    /// The clock is due at another instant.
    pub async fn is_due(&self, ticket: &Ticket, metric: &str, instant: &str) {
        assert_eq!(self.due(ticket, metric).await, at(instant), "{metric}");
    }

    /// Lets time pass until so long after an instant.
    pub async fn passes(&self, instant: Instant, longer: TimeDelta) {
        self.desk.advance(instant + longer).await.unwrap();
    }

    /// The ticket's facts; each time the stored snapshot must equal their fold.
    pub async fn facts(&self, ticket: &Ticket) -> Vec<Fact> {
        let table = self.table("TICKETS_TABLE");
        let tickets = Tickets::new(self.desk.dynamodb().clone(), &table);
        let desks = Desks::new(self.desk.dynamodb().clone(), &table);
        let facts = tickets.facts(&ticket.id).await.unwrap();
        let state = tickets.load(&ticket.id).await.unwrap().unwrap().state;
        let policies = desks.policies(ticket.id.desk(), &facts).await.unwrap();
        assert_eq!(fold_under(&facts, &policies).as_ref(), Some(&state));
        facts
    }

    /// Kinds of facts, oldest first.
    pub async fn kinds(&self, ticket: &Ticket) -> Vec<&'static str> {
        let facts = self.facts(ticket).await;
        facts.iter().map(|fact| fact.body.kind()).collect()
    }

    /// Instants and steps of a clock's ladder as it was climbed.
    pub async fn climbed(&self, ticket: &Ticket, metric: &str) -> Vec<(Instant, Vec<usize>)> {
        let facts = self.facts(ticket).await;
        let taken = |fact: &Fact| {
            if let FactBody::Escalated(facts::Escalated {
                metric: of, steps, ..
            }) = &fact.body
                && of == metric
            {
                return Some((fact.recorded_at, steps.clone()));
            }
            None
        };
        facts.iter().filter_map(taken).collect()
    }

    /// Mails to an address, oldest first.
    pub fn mails(&self, address: &str) -> Vec<SentMail> {
        self.desk.mailbox().mails_to(address)
    }

    /// Subjects of the mails to an address, without what differs from run to run.
    pub fn subjects(&self, address: &str) -> Vec<String> {
        let mails = self.mails(address);
        let bare = |subject: &str| {
            subject
                .split_once("] ")
                .map_or(subject, |(_, rest)| rest)
                .to_owned()
        };
        mails.iter().map(|mail| bare(&mail.subject)).collect()
    }

    pub fn table(&self, variable: &str) -> String {
        let mut functions = self.desk.template().functions.iter();
        functions
            .find_map(|function| function.env.get(variable))
            .unwrap()
            .clone()
    }
}

/// A ticket of a journey.
pub struct Ticket {
    pub id: TicketId,
    /// The answer that its requester got.
    pub answer: Value,
}

impl Ticket {
    pub fn path(&self) -> String {
        format!("/desks/{}/tickets/{}", self.id.desk(), self.id.name())
    }
}

/// A ticket's body: who, for which organisation, what.
pub fn message(email: &str, subject: &str, description: &str) -> Value {
    json!({"requester": {"email": email}, "subject": subject, "description": description})
}

/// The same with further fields.
pub fn with(mut body: Value, fields: &Value) -> Value {
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// An agent of that level.
pub fn agent(level: u8) -> Value {
    json!({"agent": "agent_a", "level": level})
}
