//! Reading tickets: snapshots, facts and what people wrote.
use aws_sdk_dynamodb::Client;
use desk::lifecycle::Fact;
use desk::ticket::{Actor, State};
use desk::time::Instant;
use serde::{Deserialize, Serialize};

use crate::store::item::{self, Item};
use crate::{StoreError, TicketId, keys};

/// Reads tickets and cannot write them.
#[derive(Debug, Clone)]
pub struct Tickets {
    pub(crate) client: Client,
    pub(crate) table: String,
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

/// What a person wrote. Facts refer to it by its sequence number; erasing it leaves them whole.
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
        Self {
            client,
            table: table.into(),
        }
    }

    /// The snapshot as it is now (a consistent read); none when there is no such ticket.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn load(&self, id: &TicketId) -> Result<Option<Loaded>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, item::s(keys::ticket(id)))
            .key(keys::SK, item::s(keys::STATE))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        found.item.as_ref().map(loaded).transpose()
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

    /// What people wrote, oldest first.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub async fn texts(&self, id: &TicketId) -> Result<Vec<Text>, StoreError> {
        let items = self.all(id, "TEXT#").await?;
        let texts = items.iter().map(|item| item::json(item, "text", "a text"));
        texts.collect()
    }

    /// What was written with one fact.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub async fn text(&self, id: &TicketId, seq: u64) -> Result<Option<Text>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, item::s(keys::ticket(id)))
            .key(keys::SK, item::s(keys::text(seq)))
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        let found = found.item.as_ref();
        found
            .map(|found| item::json(found, "text", "a text"))
            .transpose()
    }

    async fn all(&self, id: &TicketId, prefix: &str) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        let mut from: Option<Item> = None;
        loop {
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("PK = :ticket AND begins_with(SK, :prefix)")
                .expression_attribute_values(":ticket", item::s(keys::ticket(id)))
                .expression_attribute_values(":prefix", item::s(prefix))
                .consistent_read(true)
                .set_exclusive_start_key(from)
                .send()
                .await
                .map_err(StoreError::unavailable("Query"))?;
            items.extend(page.items.unwrap_or_default());
            from = page.last_evaluated_key;
            if from.is_none() {
                return Ok(items);
            }
        }
    }
}

pub(crate) fn loaded(item: &Item) -> Result<Loaded, StoreError> {
    Ok(Loaded {
        state: item::packed(item, "state", "a snapshot")?,
        due_sk: item::text(item, keys::DUE_SK).map(str::to_owned),
        failures: item::number(item, "failures").unwrap_or_default(),
    })
}
