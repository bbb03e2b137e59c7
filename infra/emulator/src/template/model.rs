//! The resources that a template declares, as far as one machine can run it.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::Value;

use super::Filter;

/// The whole application. Names are the template's logical names.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    pub tables: Vec<Table>,
    /// In the order of the file's names.
    pub functions: Vec<Function>,
    pub topics: Vec<Topic>,
    pub queues: Vec<Queue>,
    pub mail_events: Vec<MailEventTarget>,
}

/// A table with its keys, indexes and stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    /// Attribute name to type: `S`, `N` or `B`.
    pub attributes: Vec<(String, String)>,
    pub key: TableKey,
    pub indexes: Vec<Index>,
    /// The stream's view type, for a table that has a stream.
    pub stream: Option<String>,
}

/// The attributes of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableKey {
    pub hash: String,
    pub range: Option<String>,
}

/// A global secondary index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    pub name: String,
    pub key: TableKey,
    /// `KEYS_ONLY`, `INCLUDE` or `ALL`.
    pub projection: String,
    /// With `INCLUDE`, the attributes.
    pub included: Vec<String>,
}

/// A function, what it is given and what starts it.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    pub name: String,
    /// The name of its binary, which is the name of its package.
    pub binary: String,
    pub env: BTreeMap<String, String>,
    pub routes: Vec<ApiRoute>,
    pub schedules: Vec<Schedule>,
    pub streams: Vec<StreamSource>,
    pub queues: Vec<QueueSource>,
}

/// A route of the HTTP API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiRoute {
    /// Upper case; `ANY` for all.
    pub method: String,
    /// With `{parameters}`, one segment each.
    pub path: String,
}

/// Something that happens at a fixed rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// `Function.Event`.
    pub name: String,
    pub every: TimeDelta,
    pub input: Value,
}

/// A function reads a table's stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamSource {
    pub table: String,
    /// Any may pass; none: everything passes.
    pub filters: Vec<Filter>,
    pub batch: usize,
    /// How often a failed batch is tried again before its records are given up.
    pub retries: u32,
}

/// A function reads a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueSource {
    pub queue: String,
    pub batch: usize,
}

/// A queue; what is received too often goes to its dead-letter queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    pub name: String,
    pub visibility: TimeDelta,
    pub max_receives: Option<u32>,
}

/// A topic and the queues that hear it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub name: String,
    pub queues: Vec<String>,
}

/// Which events of sent mail go to which topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailEventTarget {
    pub configuration_set: String,
    pub topic: String,
    /// `SEND`, `DELIVERY`, `BOUNCE`, ….
    pub kinds: Vec<String>,
}
