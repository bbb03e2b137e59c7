//! One run: the real desk on one machine, people who act on it, and what they were promised.
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use desk::time::Instant;
use escalon::{ClockMode, Desk, Fate, HttpAnswer, Invocation, Options, Passing, Seed};
use escalon_aws::{Publisher, TicketId};
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::crew::Crew;
use crate::invariants::{Violation, Watch};
use crate::line::{Lines, Past};
use crate::sabotage::Sabotage;
use crate::story::{Deed, Step, Story};
use crate::weather::Weather;

/// Desk, organisation and language of the customers.
const DESKS: [(&str, &str, &str); 5] = [
    (
        "whise",
        "harbour-estates",
        include_str!("../../../infra/policies/whise.yaml"),
    ),
    (
        "whitevision",
        "de-vries-bouw",
        include_str!("../../../infra/policies/whitevision.yaml"),
    ),
    (
        "webpro",
        "boulangerie-martin",
        include_str!("../../../infra/policies/webpro.yaml"),
    ),
    (
        "wotnot",
        "acme",
        include_str!("../../../infra/policies/wotnot.yaml"),
    ),
    (
        "wep",
        "milano-office",
        include_str!("../../../infra/policies/wep.yaml"),
    ),
];

/// What customers write: urgent and not, sure and not, in several languages.
const WORDS: [(&str, &str); 8] = [
    ("All bots offline", "Nothing loads since this morning."),
    ("A question", "How do I change the greeting?"),
    (
        "Foutmelding",
        "Sinds vanochtend krijgen we een foutmelding bij het fiatteren.",
    ),
    (
        "Page blanche",
        "Notre site ne fonctionne plus, il affiche une page blanche.",
    ),
    ("Login", "I cannot log in since this morning."),
    ("Export", "How do I export my contacts to a file?"),
    (
        "Slow",
        "Everything is slow for several users and it gets worse.",
    ),
    (
        "Wens",
        "Het zou handig zijn als de lijst kan worden gesorteerd.",
    ),
];

/// How often a client repeats a request that was answered by a server error.
const PATIENCE: usize = 12;
/// After the weather: long enough for the longest delay, the longest lease and the longest back-off.
const AFTERMATH: TimeDelta = TimeDelta::hours(26);

/// How a run ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What must never happen and did, in the order it was seen.
    pub violations: Vec<Violation>,
    /// Tickets that clients were told exist.
    pub tickets: usize,
    /// Mails accepted by the mail service.
    pub mails: usize,
    /// Mails that were sent a second time because the service's answer and its event were both late.
    pub doubled: usize,
    /// The calls that were made in weather that was not calm, in order.
    pub calls: Vec<crate::Kind>,
    /// What went wrong, by the number of the call.
    pub faults: BTreeMap<u64, crate::Fault>,
    /// Minutes of sweeps until nothing was overdue, once the weather was calm.
    pub minutes_to_quiet: u32,
    /// Days that tickets lived, all together.
    pub ticket_days: i64,
    /// A hash over every fact and every mail: equal for equal runs.
    pub trace: String,
}

/// A ticket that a client was told exists.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) id: TicketId,
    desk: usize,
    opened_at: Instant,
}

pub(crate) struct World {
    pub(crate) desk: Desk,
    pub(crate) tickets: Vec<Known>,
    /// What causes the facts that clients were told of, by ticket.
    pub(crate) accepted: Vec<(TicketId, String)>,
    weather: Arc<Weather>,
    crew: Crew,
    /// By desk, as its API lists them.
    agents: Vec<Vec<String>>,
    priorities: Vec<Vec<String>>,
    editions: usize,
    step: usize,
}

/// Runs a story to its end, or to the first violation.
pub(crate) async fn run(story: &Story, sabotage: Option<Sabotage>) -> Outcome {
    fastrand::seed(0);
    let mut world = match World::begins(story, sabotage).await {
        Ok(world) => world,
        Err(violation) => {
            return Outcome {
                violations: vec![violation],
                ..Outcome::default()
            };
        }
    };
    let mut watch = Watch::new(&world, story.skew_ms);
    world.weather.calm(false);
    let mut violations = Vec::new();
    for (place, step) in story.steps.iter().enumerate() {
        world.step = place;
        violations.extend(world.takes(step).await);
        violations.extend(watch.looks(&world).await);
        if !violations.is_empty() {
            break;
        }
    }
    world.weather.calm(true);
    let mut minutes_to_quiet = 0;
    if violations.is_empty() {
        minutes_to_quiet = world.comes_to_rest(&watch, &mut violations).await;
        violations.extend(world.passes(AFTERMATH).await);
        violations.extend(watch.looks(&world).await);
        violations.extend(watch.at_the_end(&world).await);
    }
    let now = world.desk.clock().now();
    Outcome {
        violations,
        tickets: world.tickets.len(),
        mails: world.desk.mailbox().len(),
        doubled: watch.doubled(&world),
        calls: world.weather.calls(),
        faults: world.weather.faults(),
        minutes_to_quiet,
        ticket_days: world
            .tickets
            .iter()
            .map(|known| (now - known.opened_at).num_days())
            .sum(),
        trace: watch.trace(&world).await,
    }
}

impl World {
    async fn begins(story: &Story, sabotage: Option<Sabotage>) -> Result<Self, Violation> {
        let weather = Arc::new(Weather::new(story.weather.clone()));
        let past = Past::default();
        let lines = Lines {
            weather: weather.clone(),
            past: past.clone(),
            sabotage,
        };
        let crew = Crew::new(lines, TimeDelta::milliseconds(story.skew_ms));
        let (line, on_the_way) = (past.clone(), weather.clone());
        let options = Options {
            clock: ClockMode::Frozen(story.begins),
            seed: Seed::Desks,
            binder: crew.binder(),
            line: Some(Arc::new(move |inner| line.over(inner))),
            deliver: Some(Arc::new(move |record: &Passing<'_>| {
                on_the_way.delivery(record.function)
            })),
            ..Options::default()
        };
        let desk = Desk::start(options).await.map_err(Violation::machine)?;
        past.begins(desk.clock().clone());
        let mut world = Self {
            desk,
            tickets: Vec::new(),
            accepted: Vec::new(),
            weather,
            crew,
            agents: Vec::new(),
            priorities: Vec::new(),
            editions: 0,
            step: 0,
        };
        for (desk, _, _) in DESKS {
            let agents = world
                .names(&format!("/desks/{desk}/agents"), "agents", "agent")
                .await;
            world.agents.push(agents);
            let priorities = world
                .names(&format!("/desks/{desk}"), "priorities", "id")
                .await;
            world.priorities.push(priorities);
        }
        Ok(world)
    }

    async fn takes(&mut self, step: &Step) -> Vec<Violation> {
        match step {
            Step::Open {
                desk,
                customer,
                words,
            } => self.opens(*desk, *customer, *words).await,
            Step::Act { ticket, deed } => {
                let key = format!("step-{}", self.step);
                if let Some(known) = self.ticket(*ticket) {
                    self.acts(&known, *deed, &key).await;
                }
            }
            Step::Race {
                ticket,
                deeds,
                sweeps,
            } => self.races(*ticket, *deeds, *sweeps).await,
            Step::Pass { minutes } => {
                return self.passes(TimeDelta::minutes(i64::from(*minutes))).await;
            }
            Step::Stall { minutes } => {
                let clock = self.desk.clock();
                clock.move_to(clock.now() + TimeDelta::minutes(i64::from(*minutes)));
                return Vec::new();
            }
            Step::Republish { desk } => self.republishes(*desk).await,
            Step::Absent { desk, agent, hours } => self.leaves(*desk, *agent, *hours).await,
            Step::Bounce { customer, bounces } => {
                let fate = if *bounces {
                    Fate::Bounced
                } else {
                    Fate::Delivered
                };
                for (desk, _, _) in DESKS {
                    self.desk.mailbox().decide(&address(*customer, desk), fate);
                }
            }
        }
        self.settles().await
    }

    async fn settles(&self) -> Vec<Violation> {
        let settled = self.desk.settle().await;
        settled.err().map(Violation::machine).into_iter().collect()
    }

    async fn passes(&self, span: TimeDelta) -> Vec<Violation> {
        let passed = self.desk.advance_by(span).await;
        passed.err().map(Violation::machine).into_iter().collect()
    }

    /// Sweeps once a minute until nothing is overdue that anybody could do something about.
    async fn comes_to_rest(&self, watch: &Watch, violations: &mut Vec<Violation>) -> u32 {
        let mut minutes = 0;
        while violations.is_empty() && minutes < 90 && watch.is_overdue(self).await {
            minutes += 1;
            violations.extend(self.passes(TimeDelta::minutes(1)).await);
        }
        minutes
    }

    fn ticket(&self, number: usize) -> Option<Known> {
        let place = number.checked_rem(self.tickets.len())?;
        self.tickets.get(place).cloned()
    }

    async fn opens(&mut self, desk: usize, customer: usize, words: usize) {
        let (name, organisation, _) = DESKS[desk % DESKS.len()];
        let (subject, description) = WORDS[words % WORDS.len()];
        let body = json!({
            "requester": {"email": address(customer, name), "name": "Customer"},
            "organisation": organisation, "subject": subject, "description": description,
        });
        let key = format!("step-{}", self.step);
        let answer = self
            .sends(&format!("/desks/{name}/tickets"), &key, &body)
            .await;
        let body = answer.json();
        let id = body["ticket"]
            .as_str()
            .and_then(|id| TicketId::parse(name, id).ok());
        if let (true, Some(id)) = (answer.status.is_success(), id) {
            let opened_at = self.desk.clock().now();
            let cause = format!("open:{}", id.name());
            self.accepted.push((id.clone(), cause));
            if self.tickets.iter().all(|known| known.id != id) {
                self.tickets.push(Known {
                    id,
                    desk,
                    opened_at,
                });
            }
        }
    }

    async fn acts(&mut self, known: &Known, deed: Deed, key: &str) {
        let Some(body) = self.command(known, deed) else {
            return;
        };
        let answer = self.sends(&path(known), key, &body).await;
        let is_done = answer.json()["facts"]
            .as_array()
            .is_some_and(|facts| !facts.is_empty());
        if answer.status.is_success() && is_done {
            self.accepted.push((known.id.clone(), format!("key:{key}")));
        }
    }

    /// Two people and several sweeps at the same moment; every call is a chance to be overtaken.
    async fn races(&mut self, ticket: usize, deeds: [Deed; 2], sweeps: u8) {
        let Some(known) = self.ticket(ticket) else {
            return;
        };
        let [first, second] = deeds.map(|deed| self.command(&known, deed));
        let keys = [0, 1].map(|place| format!("step-{}-{place}", self.step));
        let (one, two, (), ()) = tokio::join!(
            self.tries(&known, first, &keys[0]),
            self.tries(&known, second, &keys[1]),
            self.sweep("breach-scan", sweeps),
            self.sweep("notify", sweeps)
        );
        for (answer, key) in [one, two].into_iter().zip(keys) {
            let Some(answer) = answer else { continue };
            let is_done = answer.json()["facts"]
                .as_array()
                .is_some_and(|facts| !facts.is_empty());
            if answer.status.is_success() && is_done {
                self.accepted.push((known.id.clone(), format!("key:{key}")));
            }
        }
    }

    async fn tries(&self, known: &Known, body: Option<Value>, key: &str) -> Option<HttpAnswer> {
        let body = body?;
        Some(self.sends(&path(known), key, &body).await)
    }

    /// So many sweeps of one function at once.
    async fn sweep(&self, function: &str, times: u8) {
        let Some(handler) = self.crew.function(function) else {
            return;
        };
        let now = self.desk.clock().now();
        let sweeps = (0..times).map(|_| handler(Invocation::Schedule(Value::Null), now));
        // What they found or why they died is for the next look at the desk.
        join_all(sweeps).await;
    }

    async fn republishes(&mut self, desk: usize) {
        let (name, _, text) = DESKS[desk % DESKS.len()];
        self.editions += 1;
        let store = Publisher::new(self.desk.dynamodb().clone(), self.table("TICKETS_TABLE"));
        let text = format!("{text}\n# edition {}\n", self.editions);
        // It compiles: only a comment is new. A store without weather takes it.
        let _ = store.publish(name, &text).await;
    }

    async fn leaves(&mut self, desk: usize, agent: usize, hours: u32) {
        let place = desk % DESKS.len();
        let names = &self.agents[place];
        let Some(agent) = agent
            .checked_rem(names.len())
            .and_then(|place| names.get(place))
        else {
            return;
        };
        let until = self.desk.clock().now() + TimeDelta::hours(i64::from(hours));
        let body = if hours == 0 {
            json!({})
        } else {
            json!({"absent_until": until})
        };
        let path = format!("/desks/{}/agents/{agent}", DESKS[place].0);
        self.send("PUT", &path, "", &body).await;
    }

    async fn names(&self, path: &str, list: &str, name: &str) -> Vec<String> {
        let answer = self.send("GET", path, "", &Value::Null).await.json();
        let entries = answer[list].as_array().cloned().unwrap_or_default();
        let names = entries.iter().filter_map(|entry| entry[name].as_str());
        names.map(str::to_owned).collect()
    }

    /// A client that repeats its request, under the same key, until the answer is no server error.
    async fn sends(&self, path: &str, key: &str, body: &Value) -> HttpAnswer {
        let mut answer = self.send("POST", path, key, body).await;
        for _ in 0..PATIENCE {
            if !answer.status.is_server_error() {
                break;
            }
            answer = self.send("POST", path, key, body).await;
        }
        answer
    }

    async fn send(&self, method: &str, path: &str, key: &str, body: &Value) -> HttpAnswer {
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key),
        ];
        self.desk
            .http(method, path, &headers, body.to_string().as_bytes())
            .await
    }

    fn command(&self, known: &Known, deed: Deed) -> Option<Value> {
        let agent = json!({"agent": self.agents[known.desk % DESKS.len()].first().map_or("agent", String::as_str), "level": 2});
        let now = self.desk.clock().now();
        let others = || {
            let same = |other: &&Known| other.id.desk() == known.id.desk() && other.id != known.id;
            self.tickets.iter().filter(same).collect::<Vec<_>>()
        };
        Some(match deed {
            Deed::Reply => json!({"command": "reply", "by": agent, "text": "We are on it."}),
            Deed::RepliedBefore(minutes) => {
                let at = (now - TimeDelta::minutes(i64::from(minutes))).max(known.opened_at);
                json!({"command": "reply", "by": agent, "text": "We called.", "at": at})
            }
            Deed::CustomerReplies => {
                json!({"command": "requester_reply", "by": "requester", "text": "Still so."})
            }
            Deed::Note => json!({"command": "note", "by": agent, "text": "Looks like before."}),
            Deed::Wait => json!({"command": "wait", "by": agent}),
            Deed::Resume => json!({"command": "resume", "by": agent}),
            Deed::Resolve => json!({"command": "resolve", "by": agent}),
            Deed::Reopen => json!({"command": "reopen", "by": "requester"}),
            Deed::Close => json!({"command": "close", "by": agent}),
            Deed::TakeInCharge => {
                json!({"command": "take_in_charge", "by": agent, "agent": agent["agent"]})
            }
            Deed::Acknowledge => json!({"command": "acknowledge", "by": agent}),
            Deed::Priority(rank) => {
                let names = &self.priorities[known.desk % DESKS.len()];
                let place = usize::from(rank).checked_rem(names.len())?;
                json!({"command": "change_priority", "by": agent, "to": names.get(place)?})
            }
            Deed::HandOver => json!({"command": "escalate", "by": agent, "to_level": 2}),
            Deed::MergeInto(other) => {
                let others = others();
                let other = others.get(other.checked_rem(others.len())?)?;
                json!({"command": "merge", "by": agent, "into": other.id.name()})
            }
            Deed::AdoptAll => {
                let children: Vec<_> = others()
                    .iter()
                    .map(|other| other.id.name().to_owned())
                    .collect();
                (!children.is_empty())
                    .then(|| json!({"command": "adopt", "by": agent, "children": children}))?
            }
        })
    }

    /// The table that a function of the template knows by that variable.
    pub(crate) fn table(&self, variable: &str) -> String {
        let mut functions = self.desk.template().functions.iter();
        let found = functions.find_map(|function| function.env.get(variable));
        found.cloned().unwrap_or_default()
    }
}

fn address(customer: usize, desk: &str) -> String {
    format!("customer{customer}@{desk}.example.com")
}

fn path(known: &Known) -> String {
    format!(
        "/desks/{}/tickets/{}/commands",
        known.id.desk(),
        known.id.name()
    )
}
