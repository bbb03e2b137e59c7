//! The one sparse index of everything that time drives, asked shard by shard.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use desk::time::Instant;

use super::item::{self, Item, n, s};
use super::{LANES, Query, SHARDS, StoreError, StoreTable, Update, WriteCondition, keys};

/// Entries of a page. What is left of its page when a sweep runs out of time was read for nothing, and the next reads it
/// again: with pages of a megabyte a storm read 25 entries a unit, and 76 with these (docs/performance.md).
const PAGE: i32 = 204;
/// After so many failed tries an entry is flagged for a person.
const STUCK_AFTER: u64 = 3;

/// Pages the index `due` of one table, and moves an entry that cannot be handled.
#[derive(Debug, Clone)]
pub struct DueIndex {
    table: StoreTable,
}

/// One entry that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueEntry {
    /// Partition key of the item in the table.
    pub pk: String,
    /// Sort key of the item in the table.
    pub sk: String,
    /// The entry's own sort key, which tells whether the item has moved since.
    pub due_sk: String,
}

impl DueEntry {
    /// The key of the item in the table.
    pub(crate) fn key(&self) -> Item {
        item::key(&self.pk, &self.sk)
    }

    /// The condition that the item has not moved in the index since.
    pub(crate) fn unmoved(&self) -> WriteCondition {
        WriteCondition::none().equals(keys::DUE_SK, s(&self.due_sk))
    }

    /// The entry's sort key at another instant.
    pub(crate) fn moved_to(&self, at: Instant) -> AttributeValue {
        let owner = self.due_sk.split_once('#').map_or("", |(_, owner)| owner);
        s(keys::due_at(at, owner))
    }

    /// For how many whole seconds it has been due.
    #[must_use]
    pub fn overdue_s(&self, now: Instant) -> u64 {
        let at = self.due_sk.split('#').next().unwrap_or_default();
        let late = at.parse::<Instant>().map(|at| (now - at).num_seconds());
        late.ok()
            .and_then(|late| u64::try_from(late).ok())
            .unwrap_or_default()
    }
}

/// A page of a shard, the longest overdue first.
#[derive(Debug, Clone, Default)]
pub struct DuePage {
    /// The entries.
    pub entries: Vec<DueEntry>,
    /// The place where the next page begins.
    pub next: Option<Item>,
}

impl DueIndex {
    /// The index of `table`.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        let table = StoreTable::new(client, table);
        Self { table }
    }

    /// Entries of a shard that are due by `now`; without a lower bound, so that nothing written late is ever passed
    /// over.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn page(
        &self,
        shard: usize,
        now: Instant,
        from: Option<Item>,
    ) -> Result<DuePage, StoreError> {
        // `$` follows `#`: every entry of this very instant is included.
        let last = format!("{}$", keys::stamp(now));
        let query =
            Query::index("due", keys::DUE_PK, keys::shard(shard)).at_most(keys::DUE_SK, last);
        let page = self.table.query_page(query.from(from).limit(PAGE)).await?;
        Ok(DuePage {
            entries: page.items.iter().filter_map(entry).collect(),
            next: page.next,
        })
    }

    /// Entries of all shards that are due by `now`, the longest overdue first in each.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub(crate) async fn all(&self, now: Instant) -> Result<Vec<DueEntry>, StoreError> {
        let mut entries = Vec::new();
        for shard in 0..LANES * SHARDS {
            let mut from = None;
            loop {
                let page = self.page(shard, now, from).await?;
                entries.extend(page.entries);
                from = page.next;
                if from.is_none() {
                    break;
                }
            }
        }
        Ok(entries)
    }

    /// Moves an entry that failed to `until`, counts the failure and flags it after three; does
    /// nothing when the item was moved or handled in between. Answers whether it is stuck now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn back_off(
        &self,
        entry: &DueEntry,
        failures: u64,
        until: Instant,
    ) -> Result<bool, StoreError> {
        let stuck = failures >= STUCK_AFTER;
        let update = Update::of(entry.key(), entry.unmoved())
            .set(keys::DUE_SK, entry.moved_to(until))
            .set("failures", n(failures))
            .set("stuck", AttributeValue::Bool(stuck));
        let written = self.table.update_if(update).await?;
        Ok(stuck && written.is_done())
    }
}

fn entry(item: &Item) -> Option<DueEntry> {
    Some(DueEntry {
        pk: item::text(item, keys::PK)?.to_owned(),
        sk: item::text(item, keys::SK)?.to_owned(),
        due_sk: item::text(item, keys::DUE_SK)?.to_owned(),
    })
}

/// The attributes that put an item into the first lane of its table's index `due`.
pub(crate) fn due_entry(at: Instant, owner: &str) -> Item {
    due_entry_in(0, at, owner)
}

/// The attributes that put an item into that lane of its table's index `due`.
pub(crate) fn due_entry_in(lane: usize, at: Instant, owner: &str) -> Item {
    item::item([
        (keys::DUE_PK, s(keys::shard_in_lane(lane, owner))),
        (keys::DUE_SK, s(keys::due_at(at, owner))),
    ])
}
