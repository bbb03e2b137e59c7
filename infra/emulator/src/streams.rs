//! Streams of the tables: read, filtered and handed to functions, each from its own position.
//!
//! As on AWS: a batch that fails is run again from the lowest record reported (or from its start), a
//! reader that fails waits for nobody but itself, and what fails too often is given up and logged.
use std::collections::BTreeMap;

use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use chrono::TimeDelta;
use desk::time::Instant;
use dynoxide::Database;
use dynoxide::actions::describe_stream::DescribeStreamRequest;
use dynoxide::actions::get_records::GetRecordsRequest;
use dynoxide::actions::get_shard_iterator::GetShardIteratorRequest;
use dynoxide::actions::list_streams::ListStreamsRequest;
use serde_json::Value;

use crate::template::{Function, StreamSource};

/// The first failures are tried again at once; later ones wait, longer each time.
const PROMPT_RETRIES: u32 = 3;
const PAGE: usize = 500;

/// The reason why a stream could not be read. These are defects of the emulator, not of a function.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    #[error("the stream of {table} cannot be read: {reason}")]
    Read { table: String, reason: String },
    #[error("a record of {table} has an unknown shape")]
    Shape {
        table: String,
        #[source]
        source: serde_json::Error,
    },
}

/// One function reading one stream.
#[derive(Debug)]
pub(crate) struct StreamReader {
    pub(crate) function: String,
    pub(crate) source: StreamSource,
    position: Option<String>,
    failures: u32,
    waits_until: Option<Instant>,
}

/// A batch that a reader found: the records that passed its filters, and where it stands once they are done.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) records: Vec<EventRecord>,
    end: String,
}

/// One reader per function and stream, at the positions kept from the last run.
pub(crate) fn stream_readers(
    functions: &[Function],
    positions: &BTreeMap<String, String>,
) -> Vec<StreamReader> {
    let mut readers = Vec::new();
    for function in functions {
        for source in &function.streams {
            let mut reader = StreamReader {
                function: function.name.clone(),
                source: source.clone(),
                position: None,
                failures: 0,
                waits_until: None,
            };
            reader.position = positions.get(&reader.name()).cloned();
            readers.push(reader);
        }
    }
    readers
}

impl StreamReader {
    /// A reader that everything passes, for whoever watches a table.
    pub(crate) fn watching(watcher: &str, table: &str, position: Option<String>) -> Self {
        let source = StreamSource {
            table: table.to_owned(),
            filters: vec![],
            batch: PAGE,
            retries: 0,
        };
        Self {
            function: watcher.to_owned(),
            source,
            position,
            failures: 0,
            waits_until: None,
        }
    }

    /// `Function/Table`, under which the position is kept.
    pub(crate) fn name(&self) -> String {
        format!("{}/{}", self.function, self.source.table)
    }

    pub(crate) fn position(&self) -> Option<&str> {
        self.position.as_deref()
    }

    /// When a reader that failed tries again.
    pub(crate) fn waits_until(&self) -> Option<Instant> {
        self.waits_until
    }

    /// The next records, unless there are none or the reader waits.
    pub(crate) fn next(
        &self,
        database: &Database,
        now: Instant,
    ) -> Result<Option<Batch>, StreamError> {
        if self.waits_until.is_some_and(|at| at > now) {
            return Ok(None);
        }
        let table = &self.source.table;
        // After a failure one record at a time, so that only the one that fails is ever given up.
        let limit = if self.failures == 0 {
            self.source.batch
        } else {
            1
        };
        let mut batch = Batch {
            records: Vec::new(),
            end: String::new(),
        };
        for record in read_records(database, table, self.position())? {
            if batch.records.len() >= limit {
                break;
            }
            if let Some(sequence) = record
                .pointer("/dynamodb/SequenceNumber")
                .and_then(Value::as_str)
            {
                batch.end = sequence.to_owned();
            }
            let filters = &self.source.filters;
            if filters.is_empty() || filters.iter().any(|filter| filter.passes(&record)) {
                let record =
                    serde_json::from_value(record).map_err(|source| StreamError::Shape {
                        table: table.clone(),
                        source,
                    })?;
                batch.records.push(record);
            }
        }
        Ok((!batch.end.is_empty()).then_some(batch))
    }

    /// The batch is done, up to the first of the `failed` sequence numbers if there are any.
    pub(crate) fn done(&mut self, batch: &Batch, failed: &[String], now: Instant) {
        let sequences: Vec<_> = batch
            .records
            .iter()
            .filter_map(|r| r.change.sequence_number.clone())
            .collect();
        let first = sequences
            .iter()
            .position(|sequence| failed.contains(sequence));
        match first {
            None if failed.is_empty() => self.advance(batch.end.clone()),
            // An empty or unknown identifier fails the whole batch.
            None => self.failed(batch, now),
            Some(0) => self.failed(batch, now),
            Some(first) => {
                self.position = sequences.get(first - 1).cloned();
                self.failures = 0;
                self.waits(now);
            }
        }
    }

    /// The whole batch failed.
    pub(crate) fn failed(&mut self, batch: &Batch, now: Instant) {
        if self.failures >= self.source.retries {
            let ids: Vec<_> = batch
                .records
                .iter()
                .map(|record| record.event_id.as_str())
                .collect();
            tracing::error!(function = self.function, records = ?ids, "records given up");
            self.advance(batch.end.clone());
        } else {
            self.waits(now);
        }
    }

    fn waits(&mut self, now: Instant) {
        self.failures += 1;
        let seconds = if self.failures <= PROMPT_RETRIES {
            0
        } else {
            1_i64 << self.failures.min(9)
        };
        self.waits_until = (seconds > 0).then(|| now + TimeDelta::seconds(seconds));
    }

    fn advance(&mut self, to: String) {
        self.position = Some(to);
        self.failures = 0;
        self.waits_until = None;
    }
}

/// The event a function gets for a batch.
pub(crate) fn stream_event(records: Vec<EventRecord>) -> Event {
    let mut event = Event::default();
    event.records = records;
    event
}

/// The item identifiers a function reports as failed; an error for an answer of another shape.
pub(crate) fn reported_failures(answer: &Value) -> Result<Vec<String>, String> {
    let wrong = || format!("the answer {answer} is not a list of batch item failures");
    let failures = answer
        .get("batchItemFailures")
        .and_then(Value::as_array)
        .ok_or_else(wrong)?;
    let identifier = |failure: &Value| {
        failure
            .get("itemIdentifier")
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    Ok(failures
        .iter()
        .map(|failure| identifier(failure).unwrap_or_default())
        .collect())
}

fn read_records(
    database: &Database,
    table: &str,
    after: Option<&str>,
) -> Result<Vec<Value>, StreamError> {
    let fail = |error: dynoxide::DynoxideError| StreamError::Read {
        table: table.to_owned(),
        reason: error.to_string(),
    };
    let listed = database
        .list_streams(ListStreamsRequest {
            table_name: Some(table.to_owned()),
            ..Default::default()
        })
        .map_err(fail)?;
    let mut records = Vec::new();
    for stream in listed.streams {
        let request = DescribeStreamRequest {
            stream_arn: stream.stream_arn.clone(),
            ..Default::default()
        };
        let described = database.describe_stream(request).map_err(fail)?;
        for shard in described.stream_description.shards {
            let request = GetShardIteratorRequest {
                stream_arn: stream.stream_arn.clone(),
                shard_id: shard.shard_id,
                shard_iterator_type: after
                    .map_or("TRIM_HORIZON", |_| "AFTER_SEQUENCE_NUMBER")
                    .to_owned(),
                sequence_number: after.map(str::to_owned),
            };
            let iterator = database
                .get_shard_iterator(request)
                .map_err(fail)?
                .shard_iterator;
            let request = GetRecordsRequest {
                shard_iterator: iterator.unwrap_or_default(),
                limit: Some(PAGE),
            };
            for record in database.get_records(request).map_err(fail)?.records {
                let mut value =
                    serde_json::to_value(record).map_err(|source| StreamError::Shape {
                        table: table.to_owned(),
                        source,
                    })?;
                value["eventSourceARN"] = Value::from(stream.stream_arn.clone());
                records.push(value);
            }
        }
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use aws_lambda_events::event::dynamodb::EventRecord;
    use desk::time::Instant;
    use serde_json::json;

    use super::{Batch, StreamReader, reported_failures};
    use crate::template::StreamSource;

    fn reader() -> StreamReader {
        let source = StreamSource {
            table: "T".to_owned(),
            filters: vec![],
            batch: 10,
            retries: 2,
        };
        StreamReader {
            function: "F".to_owned(),
            source,
            position: None,
            failures: 0,
            waits_until: None,
        }
    }

    fn batch(sequences: &[&str], end: &str) -> Batch {
        let record = |sequence: &&str| {
            let mut record = EventRecord::default();
            record.change.sequence_number = Some((*sequence).to_owned());
            record
        };
        Batch {
            records: sequences.iter().map(record).collect(),
            end: end.to_owned(),
        }
    }

    fn now() -> Instant {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_finished_batch_moves_past_filtered_records_too() {
        let mut reader = reader();
        reader.done(&batch(&["1", "3"], "4"), &[], now());
        assert_eq!(reader.position(), Some("4"));
    }

    #[test]
    fn a_partial_failure_starts_again_at_the_lowest_reported_record() {
        let mut reader = reader();
        reader.done(
            &batch(&["1", "3", "5"], "6"),
            &["5".to_owned(), "3".to_owned()],
            now(),
        );
        assert_eq!(reader.position(), Some("1"));
    }

    #[test]
    fn an_empty_identifier_fails_the_whole_batch() {
        let mut reader = reader();
        reader.done(&batch(&["1", "3"], "4"), &[String::new()], now());
        assert_eq!(reader.position(), None);
    }

    #[test]
    fn what_fails_too_often_is_given_up() {
        let mut reader = reader();
        for _ in 0..2 {
            reader.failed(&batch(&["1"], "1"), now());
            assert_eq!(reader.position(), None);
        }
        reader.failed(&batch(&["1"], "1"), now());
        assert_eq!(reader.position(), Some("1"));
    }

    #[test]
    fn a_null_answer_is_not_success() {
        assert!(reported_failures(&json!(null)).is_err());
        assert_eq!(
            reported_failures(&json!({"batchItemFailures": []})),
            Ok(vec![])
        );
        assert_eq!(
            reported_failures(&json!({"batchItemFailures": [{"itemIdentifier": "7"}, {}]})),
            Ok(vec!["7".into(), String::new()])
        );
    }
}
