//! An agent's queue: live tickets of one desk, most urgent first, then oldest.
use aws_sdk_dynamodb::Client;
use desk::ticket::State;

use super::reading::loaded;
use crate::store::item::{self, Item, s};
use crate::{StoreError, TicketId, keys};

/// Tickets on one page, and keys in one batch read.
const PAGE: i32 = 50;

/// Lists what a desk has to look at.
#[derive(Debug, Clone)]
pub struct QueueIndex {
    client: Client,
    table: String,
}

/// One page of a queue.
#[derive(Debug, Clone, Default)]
pub struct QueuePage {
    /// In the queue's order.
    pub tickets: Vec<(TicketId, State)>,
    /// The place to go on from; none at the end.
    pub next: Option<String>,
}

impl QueueIndex {
    /// The queue index of the table of tickets.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    /// The names of the tickets after a place in the queue.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn names(
        &self,
        desk: &str,
        after: Option<&str>,
    ) -> Result<(Vec<TicketId>, Option<String>), StoreError> {
        let condition = match after {
            Some(_) => "queue_pk = :queue AND queue_sk > :after",
            None => "queue_pk = :queue",
        };
        let page = self
            .client
            .query()
            .table_name(&self.table)
            .index_name("queue")
            .key_condition_expression(condition)
            .expression_attribute_values(":queue", s(keys::queue(desk)))
            .limit(PAGE);
        let page = match after {
            Some(after) => page.expression_attribute_values(":after", s(after)),
            None => page,
        };
        let page = page
            .send()
            .await
            .map_err(StoreError::unavailable("Query"))?;
        let items = page.items.unwrap_or_default();
        let more = page.last_evaluated_key.is_some();
        let last = items
            .last()
            .and_then(|item| item::text(item, keys::QUEUE_SK))
            .map(str::to_owned);
        let names = items
            .iter()
            .filter_map(|item| keys::ticket_of(item::text(item, keys::PK)?));
        Ok((names.collect(), last.filter(|_| more)))
    }

    /// A page of the queue with the tickets' snapshots.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn page(&self, desk: &str, after: Option<&str>) -> Result<QueuePage, StoreError> {
        let (names, next) = self.names(desk, after).await?;
        let tickets = self.read(&names).await?;
        Ok(QueuePage { tickets, next })
    }

    async fn read(&self, names: &[TicketId]) -> Result<Vec<(TicketId, State)>, StoreError> {
        use aws_sdk_dynamodb::types::KeysAndAttributes;
        let mut found: std::collections::HashMap<String, State> = std::collections::HashMap::new();
        let key = |id: &TicketId| {
            item::item([(keys::PK, s(keys::ticket(id))), (keys::SK, s(keys::STATE))])
        };
        let mut wanted: Vec<Item> = names.iter().map(key).collect();
        while !wanted.is_empty() {
            let keys_of_table = KeysAndAttributes::builder()
                .set_keys(Some(wanted))
                .build()
                .map_err(StoreError::corrupt("the keys of a queue"))?;
            let answer = self
                .client
                .batch_get_item()
                .request_items(&self.table, keys_of_table)
                .send()
                .await
                .map_err(StoreError::unavailable("BatchGetItem"))?;
            let read = answer.responses.unwrap_or_default();
            for item in read.into_values().flatten() {
                let pk = item::text(&item, keys::PK).unwrap_or_default().to_owned();
                found.insert(pk, loaded(&item)?.state);
            }
            let left = answer.unprocessed_keys.unwrap_or_default();
            wanted = left.into_values().flat_map(|left| left.keys).collect();
        }
        let in_order = names
            .iter()
            .filter_map(|id| Some((id.clone(), found.remove(&keys::ticket(id))?)));
        Ok(in_order.collect())
    }
}
