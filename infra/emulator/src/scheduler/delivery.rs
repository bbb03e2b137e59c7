//! When a stream record reaches a function: at once, unless a test has it lost, repeated or kept back.
use std::collections::BTreeMap;
use std::sync::Arc;

use aws_lambda_events::event::dynamodb::EventRecord;
use chrono::TimeDelta;
use desk::time::Instant;

use super::flow::{batch_failures, text_of};
use super::{Scheduler, Work};
use crate::functions::Invocation;
use crate::streams::{self, Batch};

/// A kept-back record that its function cannot handle comes again after this long, as a stream's would.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(1);
const TRIES: u32 = 10;

/// A record on its way to a reader.
#[derive(Debug)]
pub struct StreamRecord<'a> {
    /// Whose stream it is of.
    pub table: &'a str,
    /// The function that is to read it.
    pub function: &'a str,
    /// The kind of fact; empty for a record that is none.
    pub kind: &'a str,
}

/// After how long a record arrives, once per entry; an empty list: it never does.
pub type Delivery = Vec<TimeDelta>;

/// Decides how a record arrives. Asked once per record and reader, for records that pass the reader's filters.
pub type Deliver = Arc<dyn Fn(&StreamRecord<'_>) -> Delivery + Send + Sync>;

/// Records that are on their way for longer.
#[derive(Debug, Default)]
pub(super) struct Delayed {
    /// Whether a record goes with its batch, by reader and sequence number.
    asked: BTreeMap<(String, String), bool>,
    waiting: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    at: Instant,
    function: String,
    record: EventRecord,
    tries: u32,
}

impl Delayed {
    pub(super) fn next(&self) -> Option<Instant> {
        self.waiting.iter().map(|waiting| waiting.at).min()
    }

    fn arrived(&mut self, now: Instant) -> Option<Waiting> {
        let index = self.waiting.iter().position(|waiting| waiting.at <= now)?;
        Some(self.waiting.remove(index))
    }
}

impl Scheduler {
    /// The records of a batch that arrive with it; later ones are kept for their time.
    pub(super) fn due_records(
        &self,
        work: &mut Work,
        index: usize,
        batch: &Batch,
    ) -> Vec<EventRecord> {
        let Some(deliver) = &self.deliver else {
            return batch.records.clone();
        };
        let now = self.clock.now();
        let (name, source) = (work.readers[index].name(), &work.readers[index].source);
        let function = &work.readers[index].function;
        let mut with_batch = Vec::new();
        for record in &batch.records {
            let sequence = record.change.sequence_number.clone().unwrap_or_default();
            let known = work.delayed.asked.get(&(name.clone(), sequence.clone()));
            let at_once = known.copied().unwrap_or_else(|| {
                let delivery = deliver(&StreamRecord {
                    table: &source.table,
                    function,
                    kind: &text_of(record, "kind").unwrap_or_default(),
                });
                let (at_once, later): (Vec<_>, Vec<_>) = delivery
                    .into_iter()
                    .partition(|after| *after <= TimeDelta::zero());
                let waiting = later.into_iter().map(|after| Waiting {
                    at: now + after,
                    function: function.clone(),
                    record: record.clone(),
                    tries: 0,
                });
                work.delayed.waiting.extend(waiting);
                work.delayed
                    .asked
                    .insert((name.clone(), sequence), !at_once.is_empty());
                !at_once.is_empty()
            });
            if at_once {
                with_batch.push(record.clone());
            }
        }
        with_batch
    }

    /// Hands over the records whose time has come, each by itself.
    pub(super) async fn bring_delayed(&self, work: &mut Work) -> bool {
        let now = self.clock.now();
        let mut busy = false;
        while let Some(mut waiting) = work.delayed.arrived(now) {
            busy = true;
            let event = streams::stream_event(vec![waiting.record.clone()]);
            let answer = self
                .invoke(&waiting.function, Invocation::Stream(event))
                .await;
            let is_done = batch_failures(answer).is_ok_and(|failed| failed.is_empty());
            waiting.tries += 1;
            if !is_done && waiting.tries < TRIES {
                waiting.at = now + AGAIN_AFTER;
                work.delayed.waiting.push(waiting);
            }
        }
        busy
    }
}
