//! A desk with many open tickets, some of them overdue, to see what a sweep costs.
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use aws_sdk_dynamodb::types::AttributeValue;
use breach_scan::{BreachScan, Input, Report, Swept};
use chrono::TimeDelta;
use desk::lifecycle::{Act, Command, Fact, Roster, commands, decide};
use desk::policy::Policy;
use desk::ticket::{Actor, Opening, State};
use desk::time::Instant;
use emulator::{ClockMode, Emulator, FunctionAnswer, Handler, Options};
use escalon_aws::config::Tables;
use escalon_aws::{DueIndex, Ledger, Publisher, SHARDS, TicketId, keys, ticket_items};
use serde_json::{Value, json};

use crate::meter::{Meter, Spot, Way};

type Item = HashMap<String, AttributeValue>;

const POLICY: &str = include_str!("../contracts/policy.yaml");
const DESK: &str = "acme";
const TABLE: &str = "Tickets";
/// Tickets that are loaded in one go.
const CHUNK: usize = 5_000;
/// Longer than the promise of ten hours.
const OVERDUE: TimeDelta = TimeDelta::hours(11);

/// The desk, its sweep, and what was overdue at the beginning.
pub struct Field {
    desk: Emulator,
    scan: BreachScan,
    meter: Meter,
    now: Instant,
    policy: Arc<Policy>,
    version: String,
    /// Sort keys of overdue entries by shard.
    overdue: BTreeMap<String, Vec<String>>,
}

/// Report and cost of one sweep.
#[derive(Debug, Clone, Copy)]
pub struct MeasuredSweep {
    pub swept: Swept,
    /// Read units of the index query.
    pub index: f64,
    /// Read units of everything else.
    pub reads: f64,
    /// Write units.
    pub writes: f64,
    /// Time of asking all shards for everything that is due, one shard after the other.
    pub finding: Duration,
    pub took: Duration,
}

impl Field {
    /// So many open tickets, of which so many are overdue by one promise, each by another second.
    pub async fn with(open: usize, due: usize) -> Self {
        let now: Instant = "2026-03-09T20:00:00Z".parse().unwrap();
        let desk = Emulator::start(Options {
            clock: ClockMode::Frozen(now),
            binder: Arc::new(|_, _, _| Ok(Some(idle()))),
            ..Options::default()
        });
        let desk = desk.await.unwrap();
        stop_stream(&desk);
        let publisher = Publisher::new(desk.dynamodb().clone(), TABLE);
        let version = publisher.publish(DESK, POLICY).await.unwrap();
        let env = desk.template().functions.iter();
        let env = env.filter(|function| function.binary == "breach-scan");
        let env = env.map(|function| function.env.clone()).next().unwrap();
        let lookup = |name: &str| env.get(name).cloned();
        let ledger = Ledger::new(desk.dynamodb().clone(), &Tables::from(&lookup).unwrap());
        let policy = ledger.desks.policy(DESK, &version).await.unwrap();
        let meter = Meter::default();
        let client = meter.over("breach-scan", desk.dynamodb());
        let scan = BreachScan::from(&lookup, client).unwrap();
        let mut field = Self {
            desk,
            scan,
            meter,
            now,
            policy,
            version,
            overdue: BTreeMap::new(),
        };
        field.load_open(due..open);
        field.load_overdue(0, due);
        field
    }

    /// Further overdue tickets, numbered from `first` on: decided one by one.
    pub fn load_overdue(&mut self, first: usize, due: usize) {
        self.load(&(first..first + due).collect::<Vec<_>>());
    }

    /// Further overdue tickets that all lie in one shard.
    pub fn load_overdue_in_one_shard(&mut self, first: usize, due: usize) {
        let in_it = |number: &usize| {
            let id = TicketId::of_key(DESK, &number.to_string());
            keys::due_shard(&id.to_string()) == keys::shard(0)
        };
        self.load(&(first..).filter(in_it).take(due).collect::<Vec<_>>());
    }

    fn load(&mut self, numbers: &[usize]) {
        let mut seconds = 0;
        for numbers in numbers.chunks(CHUNK) {
            let mut items = Vec::new();
            for number in numbers {
                let id = TicketId::of_key(DESK, &number.to_string());
                let ticket = self.ticket(&id, self.now - OVERDUE - TimeDelta::seconds(seconds));
                seconds += 1;
                let place = |name: &str| ticket[0][name].as_s().unwrap().clone();
                let shard = self.overdue.entry(place(keys::DUE_PK)).or_default();
                shard.push(place(keys::DUE_SK));
                items.extend(ticket);
            }
            self.import(items);
        }
    }

    /// Open tickets that a sweep must not touch, copies of one another; without their facts, which no
    /// sweep reads.
    fn load_open(&self, numbers: Range<usize>) {
        let its_id = TicketId::of_key(DESK, "first of all");
        let ticket = self.ticket(&its_id, self.now - TimeDelta::minutes(3));
        for from in numbers.clone().step_by(CHUNK) {
            let chunk = from..numbers.end.min(from + CHUNK);
            let snapshots = chunk.map(|number| copied(&ticket[0], &its_id, number));
            self.import(snapshots.collect());
        }
    }

    fn ticket(&self, id: &TicketId, opened_at: Instant) -> Vec<Item> {
        let (facts, state) = opened(id, &self.policy, &self.version, opened_at);
        ticket_items(id, &state, &self.policy, &facts).unwrap()
    }

    fn import(&self, items: Vec<Item>) {
        let items = items.into_iter().map(raw).collect();
        let options = dynoxide::ImportOptions::default();
        let imported = self.desk.engine().import_items(TABLE, items, options);
        imported.unwrap();
    }

    /// One sweep, as long as `has_time`.
    pub async fn sweep(&self, has_time: impl Fn(Duration) -> bool) -> MeasuredSweep {
        let _ = self.meter.take();
        let began = Stopwatch::now();
        for shard in 0..SHARDS {
            let _ = self.left(shard).await;
        }
        let finding = began.elapsed();
        let began = Stopwatch::now();
        let has_time = || has_time(began.elapsed());
        let report = self.scan.run(Input::default(), self.now, &has_time).await;
        let took = began.elapsed();
        let Report::Swept(swept) = report.unwrap() else {
            unreachable!("no audit was asked for");
        };
        let spent = self.meter.take();
        let of_index = |spot: &Spot| spot.index.is_some();
        MeasuredSweep {
            swept,
            index: spent.units(|spot| spot.way == Way::Read && of_index(spot)),
            reads: spent.units(|spot| spot.way == Way::Read && !of_index(spot)),
            writes: spent.units(|spot| spot.way == Way::Write),
            finding,
            took,
        }
    }

    /// By shard: how many entries were handled, and how many less overdue ones of them were handled
    /// before a more overdue one that is left.
    pub async fn handled(&self) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        for shard in 0..SHARDS {
            let left = self.left(shard).await;
            let earliest = left.iter().min();
            let overdue = self.overdue.get(&keys::shard(shard));
            let gone = overdue
                .into_iter()
                .flatten()
                .filter(|entry| !left.contains(entry));
            let gone: Vec<_> = gone.collect();
            let early = |entry: &&&String| earliest.is_some_and(|earliest| **entry > earliest);
            all.push((gone.len(), gone.iter().filter(early).count()));
        }
        all
    }

    /// Entries due in a shard, read without the sweep's own client, which is metered.
    async fn left(&self, shard: usize) -> Vec<String> {
        let index = DueIndex::new(self.desk.dynamodb().clone(), TABLE);
        let mut left = Vec::new();
        let mut from = None;
        loop {
            let page = index.page(shard, self.now, from).await.unwrap();
            left.extend(page.entries.into_iter().map(|entry| entry.due_sk));
            from = page.next;
            if from.is_none() {
                return left;
            }
        }
    }
}

/// A ticket after its classification, a few seconds after it came in.
fn opened(id: &TicketId, policy: &Policy, version: &str, at: Instant) -> (Vec<Fact>, State) {
    let open = Act::Open(commands::Open {
        opening: Opening {
            channel: Some("portal".to_owned()),
            priority: Some("normal".to_owned()),
            locale: Some("en".to_owned()),
            ..Opening::default()
        },
        requester: keys::contact_id(DESK, id.name()),
        request_hash: "11051a5d2dd0f6a706f15a6a21e16b4c".to_owned(),
        policy_version: version.to_owned(),
        reference: id.reference(),
        missing: Vec::new(),
    });
    let classify = Act::Classify(commands::Classify {
        ticket_type: None,
        priority: Some("normal".to_owned()),
        area: None,
        trace: vec!["asked for".to_owned()],
        sure: true,
        correction: false,
    });
    let command = |by: Actor, cause: String, occurred_at: Instant, act: Act| Command {
        by,
        occurred_at,
        late_reason: None,
        cause,
        act,
    };
    let received = command(Actor::Requester, format!("open:{}", id.name()), at, open);
    let received = decide(None, &received, policy, &Roster::default(), at).unwrap();
    let at = at + TimeDelta::milliseconds(2_345);
    let classified = command(Actor::System, "classify:1".to_owned(), at, classify);
    let classified = decide(
        Some(&received.state),
        &classified,
        policy,
        &Roster::default(),
        at,
    )
    .unwrap();
    let facts = received.facts.into_iter().chain(classified.facts);
    (facts.collect(), classified.state)
}

/// The item as another ticket's, in all keys and wherever its name is written out.
fn copied(item: &Item, of: &TicketId, number: usize) -> Item {
    let id = TicketId::of_key(DESK, &number.to_string());
    let renamed = |(name, value): (&String, &AttributeValue)| {
        let value = match value.as_s() {
            Ok(_) if name == keys::DUE_PK => AttributeValue::S(keys::due_shard(&id.to_string())),
            Ok(text) => AttributeValue::S(text.replace(of.name(), id.name())),
            Err(_) => value.clone(),
        };
        (name.clone(), value)
    };
    item.iter().map(renamed).collect()
}

/// An item in the engine's own words.
fn raw(item: Item) -> dynoxide::Item {
    let value = |value: AttributeValue| {
        if let AttributeValue::B(bytes) = value {
            dynoxide::AttributeValue::B(bytes.into_inner())
        } else if let AttributeValue::N(number) = value {
            dynoxide::AttributeValue::N(number)
        } else {
            dynoxide::AttributeValue::S(value.as_s().unwrap().clone())
        }
    };
    item.into_iter()
        .map(|(name, of)| (name, value(of)))
        .collect()
}

/// The engine looks at all records of a stream to number the next one, which would be measured instead of the
/// sweep. Nobody reads the stream here, and no function may change a table, so the engine itself is told.
fn stop_stream(desk: &Emulator) {
    let stopped = json!({"TableName": TABLE, "StreamSpecification": {"StreamEnabled": false}});
    let stopped = serde_json::from_value(stopped).unwrap();
    desk.engine().update_table(stopped).unwrap();
}

fn idle() -> Handler {
    Arc::new(|_, _| Box::pin(async { Ok(FunctionAnswer::Report(Value::Null)) }))
}
