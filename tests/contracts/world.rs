//! A desk whose mail functions are the real ones; tickets are opened and escalated by hand.
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

use aws_lambda_events::event::dynamodb::{Event as StreamEvent, EventRecord};
use aws_lambda_events::event::sqs::{SqsEvent, SqsMessage};
use chrono::TimeDelta;
use desk::lifecycle::{Act, Command, FactBody, commands};
use desk::ticket::{Actor, Opening, State};
use desk::time::Instant;
use emulator::{
    ClockMode, Emulator, Endpoints, FunctionAnswer, Handler, Invocation, Options, SentMail,
};
use escalon_aws::config::Tables;
use escalon_aws::{
    Applied, CommandRequest, Contact, Ledger, Notice, NoticeId, Outbox, Publisher, Text, TicketId,
    keys,
};
use mail_events::MailEvents;
use notify::{Notify, SweepReport};
use serde_dynamo::AttributeValue;

use crate::wire::Wire;

pub(crate) const POLICY: &str = include_str!("policy.yaml");
pub(crate) const DESK: &str = "acme";
pub(crate) const ANN: &str = "ann@example.com";
pub(crate) const LEAD: &str = "lead@acme.example.com";
pub(crate) const MANAGER: &str = "manager@acme.example.com";

/// Whether new notices reach `notify` by themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Flows,
    /// Every record is lost; the sweep and the test's own calls remain.
    Dry,
}

pub(crate) struct MailWorld {
    pub(crate) desk: Emulator,
    pub(crate) wire: Wire,
    policy: (String, Arc<desk::policy::Policy>),
    tables: Tables,
    pub(crate) outbox: Outbox,
    pub(crate) ledger: Ledger,
    pub(crate) notify: Notify,
    pub(crate) events: MailEvents,
    opened: Mutex<usize>,
}

/// An ordinary Monday: nine o'clock in Brussels.
pub(crate) fn monday() -> Instant {
    "2026-03-09T08:00:00Z".parse().unwrap()
}

impl MailWorld {
    pub(crate) async fn begins(stream: Stream) -> Self {
        let wire = Wire::default();
        let found: Arc<OnceLock<(Notify, MailEvents, Tables)>> = Arc::default();
        let desk = Emulator::start(options(stream, &wire, &found))
            .await
            .unwrap();
        let (notify, events, tables) = found.get().unwrap().clone();
        let client = desk.dynamodb().clone();
        let publisher = Publisher::new(client.clone(), &tables.tickets);
        let version = publisher.publish(DESK, POLICY).await.unwrap();
        let ledger = Ledger::new(client.clone(), &tables);
        let policy = ledger.desks.policy(DESK, &version).await.unwrap();
        Self {
            desk,
            wire,
            outbox: Outbox::new(client, &tables.outbox),
            ledger,
            notify,
            events,
            policy: (version, policy),
            tables,
            opened: Mutex::new(0),
        }
    }

    pub(crate) fn now(&self) -> Instant {
        self.desk.clock().now()
    }

    pub(crate) async fn settles(&self) {
        self.desk.settle().await.unwrap();
    }

    pub(crate) async fn passes(&self, span: TimeDelta) {
        self.desk.advance_by(span).await.unwrap();
    }

    /// A ticket comes in by the portal, which is acknowledged, or by the API, which is not.
    pub(crate) async fn opens(&self, email: &str, channel: &str, priority: &str) -> TicketId {
        let number = {
            let mut opened = self.opened.lock().unwrap();
            *opened += 1;
            *opened
        };
        let id = TicketId::of_key(DESK, &number.to_string());
        let contact = Contact {
            id: keys::contact_id(DESK, email),
            email: email.to_owned(),
            name: None,
            locale: None,
            zone: None,
            organisation: None,
        };
        let act = Act::Open(commands::Open {
            opening: Opening {
                channel: Some(channel.to_owned()),
                priority: Some(priority.to_owned()),
                ..Opening::default()
            },
            requester: contact.id.clone(),
            request_hash: "h".to_owned(),
            policy_version: self.policy.0.clone(),
            reference: id.reference(),
            missing: vec![],
        });
        let wish = CommandRequest {
            writes: vec![contact.write(&self.tables.tickets, DESK).unwrap()],
            ..self.command("open", Actor::Requester, act).into()
        };
        let now = self.now();
        let opened = self.ledger.open(&id, &self.policy.1, wish, now).await;
        opened.unwrap();
        id
    }

    pub(crate) async fn happens(&self, id: &TicketId, cause: &str, by: Actor, act: Act) -> Applied {
        let applied = self.ledger.apply(id, self.now(), |_, _| {
            Some(self.command(cause, by.clone(), act.clone()).into())
        });
        applied.await.unwrap()
    }

    /// The promise is broken and the ladder's step taken, as scan and escalate would.
    pub(crate) async fn escalates(&self, id: &TicketId) -> NoticeId {
        let cause = format!("sweep {}", self.now());
        self.happens(id, &cause, Actor::System, Act::Sweep).await;
        let act = Act::TakeStep(commands::TakeStep {
            metric: "first_response".to_owned(),
            cycle: 1,
            step: 0,
        });
        let taken = self.happens(id, "step", Actor::System, act).await;
        let fact = taken.facts.first().unwrap();
        assert_eq!(fact.body.kind(), "escalated");
        NoticeId {
            ticket: id.clone(),
            fact_seq: fact.seq,
            place: 0,
        }
    }

    pub(crate) async fn answers(&self, id: &TicketId, words: &str) {
        let seq = self.state(id).await.version + 1;
        let by = Actor::Agent {
            id: "agent".to_owned(),
            level: 1,
        };
        let text = Text {
            seq,
            by: by.clone(),
            at: self.now(),
            subject: None,
            body: words.to_owned(),
            internal: false,
            attachments: Vec::new(),
        };
        let wish = || CommandRequest {
            texts: vec![text.clone()],
            ..self
                .command(
                    "reply",
                    by.clone(),
                    Act::Reply(commands::Reply { text: Some(seq) }),
                )
                .into()
        };
        let replied = self.ledger.apply(id, self.now(), |_, _| Some(wish()));
        replied.await.unwrap();
    }

    /// Forgets a person, as an erasure would.
    pub(crate) async fn erases(&self, email: &str) {
        use aws_sdk_dynamodb::types::AttributeValue;
        let contact = keys::contact(DESK, &keys::contact_id(DESK, email));
        let delete = self.desk.dynamodb().delete_item();
        let delete = delete
            .table_name(&self.tables.tickets)
            .key(keys::PK, AttributeValue::S(contact))
            .key(keys::SK, AttributeValue::S(keys::ONLY.to_owned()));
        delete.send().await.unwrap();
    }

    fn command(&self, cause: &str, by: Actor, act: Act) -> Command {
        Command {
            by,
            occurred_at: self.now(),
            late_reason: None,
            cause: cause.to_owned(),
            act,
        }
    }

    pub(crate) async fn state(&self, id: &TicketId) -> State {
        let loaded = self.ledger.tickets.load(id).await.unwrap();
        loaded.unwrap().state
    }

    /// How often a fact of that kind happened.
    pub(crate) async fn facts(&self, id: &TicketId, kind: &str) -> usize {
        let facts = self.ledger.tickets.facts(id).await.unwrap();
        let of_kind = facts.iter().filter(|fact| fact.body.kind() == kind);
        of_kind.count()
    }

    pub(crate) async fn delivered_at(&self, id: &TicketId) -> Option<Instant> {
        let facts = self.ledger.tickets.facts(id).await.unwrap();
        let mut facts = facts.into_iter();
        let delivered = facts.find(|fact| matches!(fact.body, FactBody::NoticeDelivered(_)));
        delivered.map(|fact| fact.occurred_at)
    }

    pub(crate) async fn notice(&self, id: &NoticeId) -> Notice {
        self.outbox.load(id).await.unwrap().unwrap()
    }

    pub(crate) fn mails_to(&self, address: &str) -> Vec<SentMail> {
        self.desk.mailbox().mails_to(address)
    }

    /// The stream's record of these notices, given (again) by the test itself.
    pub(crate) async fn records(&self, ids: &[&NoticeId]) {
        let mut event = StreamEvent::default();
        for id in ids {
            let mut record = EventRecord::default();
            let name = AttributeValue::S(id.to_string());
            let image = [("notice".to_owned(), name)];
            record.change.new_image = image.into_iter().collect::<HashMap<_, _>>().into();
            record.change.sequence_number = Some("1".to_owned());
            event.records.push(record);
        }
        let answer = self.notify.records(event, self.now()).await;
        assert!(answer.failures.is_empty(), "{answer:?}");
    }

    pub(crate) async fn sweeps(&self) -> SweepReport {
        self.notify.due(self.now(), &|| true).await
    }

    /// Hands events to `mail-events`; answers the ids of those that failed.
    pub(crate) async fn hears(&self, bodies: &[String]) -> Vec<String> {
        let mut event = SqsEvent::default();
        for (place, body) in bodies.iter().enumerate() {
            let mut message = SqsMessage::default();
            message.message_id = Some(place.to_string());
            message.body = Some(body.clone());
            event.records.push(message);
        }
        let answer = self.events.messages(event, self.now()).await;
        answer
            .failures
            .into_iter()
            .map(|failure| failure.id)
            .collect()
    }
}

/// The acknowledgement of a ticket.
pub(crate) fn acknowledgement(ticket: &TicketId) -> NoticeId {
    NoticeId {
        ticket: ticket.clone(),
        fact_seq: 1,
        place: 0,
    }
}

/// Why a notice is not mailed.
pub(crate) fn reason(notice: &Notice) -> &str {
    notice.reason.as_deref().unwrap_or_default()
}

fn options(
    stream: Stream,
    wire: &Wire,
    found: &Arc<OnceLock<(Notify, MailEvents, Tables)>>,
) -> Options {
    let functions: Arc<OnceLock<Notify>> = Arc::default();
    let heard: Arc<OnceLock<MailEvents>> = Arc::default();
    let (wire, found) = (wire.clone(), found.clone());
    let bind = move |binary: &str, env: &BTreeMap<String, String>, ends: &Endpoints| {
        let lookup = |name: &str| env.get(name).cloned();
        let store = ends.dynamodb.clone();
        match binary {
            "notify" => {
                let ses = wire.over(&ends.ses);
                let notify = Notify::from(&lookup, store, ses).map_err(|e| e.to_string())?;
                functions.get_or_init(|| notify);
            }
            "mail-events" => {
                let events = MailEvents::from(&lookup, store).map_err(|e| e.to_string())?;
                heard.get_or_init(|| events);
            }
            _ => {}
        }
        if let (Some(notify), Some(events)) = (functions.get(), heard.get()) {
            let tables = Tables::from(&lookup).map_err(|e| e.to_string())?;
            found.get_or_init(|| (notify.clone(), events.clone(), tables));
        }
        Ok(Some(match binary {
            "notify" => notifier(functions.get().cloned(), stream),
            "mail-events" => listener(heard.get().cloned()),
            _ => idle(),
        }))
    };
    Options {
        clock: ClockMode::Frozen(monday()),
        binder: Arc::new(bind),
        ..Options::default()
    }
}

fn notifier(notify: Option<Notify>, stream: Stream) -> Handler {
    Arc::new(move |invocation, now| {
        let notify = notify.clone().unwrap();
        Box::pin(async move {
            match invocation {
                Invocation::Stream(_) if stream == Stream::Dry => Ok(nothing()),
                Invocation::Stream(event) => {
                    json(&notify.records(event, now).await, FunctionAnswer::Batch)
                }
                Invocation::Schedule(_) => {
                    json(&notify.due(now, &|| true).await, FunctionAnswer::Report)
                }
                Invocation::Http(_) | Invocation::Queue(_) => Err("unexpected".to_owned()),
            }
        })
    })
}

fn listener(events: Option<MailEvents>) -> Handler {
    Arc::new(move |invocation, now| {
        let events = events.clone().unwrap();
        Box::pin(async move {
            match invocation {
                Invocation::Queue(event) => {
                    json(&events.messages(event, now).await, FunctionAnswer::Batch)
                }
                Invocation::Stream(_) | Invocation::Http(_) | Invocation::Schedule(_) => {
                    Err("unexpected".to_owned())
                }
            }
        })
    })
}

fn idle() -> Handler {
    Arc::new(|invocation, _| {
        Box::pin(async move {
            Ok(match invocation {
                Invocation::Schedule(_) => FunctionAnswer::Report(serde_json::Value::Null),
                Invocation::Stream(_) | Invocation::Queue(_) | Invocation::Http(_) => nothing(),
            })
        })
    })
}

fn nothing() -> FunctionAnswer {
    FunctionAnswer::Batch(serde_json::json!({"batchItemFailures": []}))
}

fn json<T: serde::Serialize>(
    value: &T,
    answer: impl Fn(serde_json::Value) -> FunctionAnswer,
) -> Result<FunctionAnswer, String> {
    serde_json::to_value(value)
        .map(answer)
        .map_err(|error| error.to_string())
}
