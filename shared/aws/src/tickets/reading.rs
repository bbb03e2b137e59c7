//! Tickets, read: snapshots, facts and the words that people wrote.
use aws_sdk_dynamodb::Client;
use desk::lifecycle::Fact;
use desk::ticket::{Actor, State};
use desk::time::Instant;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::store::item::{self, Item};
use crate::store::{Query, StoreTable};
use crate::{StoreError, TicketId, keys};

/// Reads tickets and cannot write them.
#[derive(Debug, Clone)]
pub struct Tickets {
    pub(super) table: StoreTable,
}

/// A ticket's snapshot as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The fold of the ticket's facts.
    pub state: State,
    /// The ticket's sort key in the index `due`; none outside the index.
    pub due_sk: Option<String>,
    /// How often a sweep failed on it since it last succeeded.
    pub failures: u64,
}

/// Words that a person wrote. Facts refer to it by its sequence number; erasing it leaves them whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The sequence number of the fact it belongs to.
    pub seq: u64,
    /// Who wrote it.
    pub by: Actor,
    /// When it was written.
    pub at: Instant,
    /// The subject line of an opening message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The words themselves.
    pub body: String,
    /// A note among staff, never shown to the requester.
    #[serde(default)]
    pub internal: bool,
    /// The files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// A file, described; its bytes lie elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// As its sender named it.
    pub name: String,
    /// As its sender declared it, such as `application/pdf`.
    #[serde(default)]
    pub media_type: Option<String>,
    /// The date that stands on the document.
    #[serde(default)]
    pub document_date: Option<chrono::NaiveDate>,
}

impl Tickets {
    /// Reads from `table`.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        let table = StoreTable::new(client, table);
        Self { table }
    }

    /// The snapshot as it is now (a consistent read); none when there is no such ticket.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn load(&self, id: &TicketId) -> Result<Option<Loaded>, StoreError> {
        let found = self.table.get(snapshot_key(id)).await?;
        found.as_ref().map(loaded).transpose()
    }

    /// Every fact of a ticket, in order.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub async fn facts(&self, id: &TicketId) -> Result<Vec<Fact>, StoreError> {
        let items = self.all(id, "FACT#").await?;
        let facts = items.iter().map(|item| item::json(item, "fact", "a fact"));
        facts.collect()
    }

    /// One fact of a ticket.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub async fn fact(&self, id: &TicketId, seq: u64) -> Result<Option<Fact>, StoreError> {
        self.one(id, keys::fact(seq), "fact", "a fact").await
    }

    /// The words that people wrote, oldest first.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub async fn texts(&self, id: &TicketId) -> Result<Vec<Text>, StoreError> {
        let items = self.all(id, "TEXT#").await?;
        let texts = items.iter().map(|item| item::json(item, "text", "a text"));
        texts.collect()
    }

    /// The words that were written with one fact.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub async fn text(&self, id: &TicketId, seq: u64) -> Result<Option<Text>, StoreError> {
        self.one(id, keys::text(seq), "text", "a text").await
    }

    async fn one<T: DeserializeOwned>(
        &self,
        id: &TicketId,
        sk: String,
        attribute: &str,
        what: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let found = self.table.get(item::key(keys::ticket(id), sk)).await?;
        item::optional_json(found.as_ref(), attribute, what)
    }

    async fn all(&self, id: &TicketId, prefix: &str) -> Result<Vec<Item>, StoreError> {
        let query = Query::partition(keys::ticket(id)).starting_with(prefix);
        self.table.query_all(query).await
    }
}

/// The key of a ticket's snapshot.
pub(crate) fn snapshot_key(id: &TicketId) -> Item {
    item::key(keys::ticket(id), keys::STATE)
}

pub(super) fn loaded(item: &Item) -> Result<Loaded, StoreError> {
    Ok(Loaded {
        state: item::packed(item, "state", "a snapshot")?,
        due_sk: item::text(item, keys::DUE_SK).map(str::to_owned),
        failures: item::number(item, "failures").unwrap_or_default(),
    })
}
