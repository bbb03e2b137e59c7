//! An agent's queue: live tickets of one desk, most urgent first, then oldest.
use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use desk::ticket::State;

use super::reading::{loaded, snapshot_key};
use crate::store::item;
use crate::store::{Query, StoreTable, readable};
use crate::{StoreError, TicketId, keys};

/// Tickets on one page, and keys in one batch read.
const PAGE: i32 = 50;

/// Lists what a desk has to look at.
#[derive(Debug, Clone)]
pub struct QueueIndex {
    table: StoreTable,
}

/// One page of a queue.
#[derive(Debug, Clone, Default)]
pub struct QueuePage {
    /// In the queue's order.
    pub tickets: Vec<(TicketId, State)>,
    /// Tickets of the page that cannot be read.
    pub unreadable: Vec<TicketId>,
    /// The place to go on from; none at the end.
    pub next: Option<String>,
}

impl QueueIndex {
    /// The queue index of the table of tickets.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        let table = StoreTable::new(client, table);
        Self { table }
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
        let query = Query::index("queue", keys::QUEUE_PK, keys::queue(desk)).limit(PAGE);
        let query = match after {
            Some(after) => query.after(keys::QUEUE_SK, after),
            None => query,
        };
        let page = self.table.query_page(query).await?;
        let last = page.items.last();
        let last = last.and_then(|item| item::text(item, keys::QUEUE_SK));
        let next = last.filter(|_| page.next.is_some()).map(str::to_owned);
        let names = page.items.iter();
        let names = names.filter_map(|item| keys::ticket_of(item::text(item, keys::PK)?));
        Ok((names.collect(), next))
    }

    /// A page of the queue with the tickets' snapshots. A ticket that cannot be read is flagged and left out.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn page(&self, desk: &str, after: Option<&str>) -> Result<QueuePage, StoreError> {
        let (names, next) = self.names(desk, after).await?;
        let items = self
            .table
            .batch_get(names.iter().map(snapshot_key).collect())
            .await?;
        let mut states: HashMap<String, Option<State>> = HashMap::new();
        for item in items {
            let pk = item::text(&item, keys::PK).unwrap_or_default().to_owned();
            let state = readable(&item, loaded(&item)).map(|loaded| loaded.state);
            states.insert(pk, state);
        }
        let mut page = QueuePage {
            next,
            ..QueuePage::default()
        };
        for id in names {
            match states.remove(&keys::ticket(&id)) {
                Some(Some(state)) => page.tickets.push((id, state)),
                Some(None) => page.unreadable.push(id),
                None => {}
            }
        }
        Ok(page)
    }
}
