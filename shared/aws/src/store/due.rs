//! The one sparse index of everything that time drives, asked shard by shard.
use aws_sdk_dynamodb::Client;
use desk::time::Instant;

use crate::store::item::{self, Item, n, s};
use crate::{StoreError, keys};

/// Entries of a page. What is left of its page when a sweep runs out of time was read for nothing, and the next reads it
/// again: with pages of a megabyte a storm read 25 entries a unit, and 76 with these (docs/performance.md).
const PAGE: i32 = 204;
/// After so many failed tries an entry is flagged for a person.
const STUCK_AFTER: u64 = 3;

/// Pages the index `due` of one table, and moves an entry that cannot be handled.
#[derive(Debug, Clone)]
pub struct DueIndex {
    client: Client,
    table: String,
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
    /// Where the next page begins.
    pub next: Option<Item>,
}

impl DueIndex {
    /// The index of `table`.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    /// What a shard holds that is due by `now`; without a lower bound, so that nothing written
    /// late is ever passed over.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn page(
        &self,
        shard: usize,
        now: Instant,
        from: Option<Item>,
    ) -> Result<DuePage, StoreError> {
        let page = self
            .client
            .query()
            .table_name(&self.table)
            .index_name("due")
            .key_condition_expression("due_pk = :shard AND due_sk <= :now")
            .expression_attribute_values(":shard", s(keys::shard(shard)))
            // `$` follows `#`: every entry of this very instant is included.
            .expression_attribute_values(":now", s(format!("{}$", keys::stamp(now))))
            .set_exclusive_start_key(from)
            .limit(PAGE)
            .send()
            .await
            .map_err(StoreError::unavailable("Query"))?;
        let entries = page.items.unwrap_or_default();
        Ok(DuePage {
            entries: entries.iter().filter_map(entry).collect(),
            next: page.last_evaluated_key,
        })
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
        let owner = entry.due_sk.split_once('#').map_or("", |(_, owner)| owner);
        let stuck = failures >= STUCK_AFTER;
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .key(keys::PK, s(&entry.pk))
            .key(keys::SK, s(&entry.sk))
            .condition_expression("due_sk = :was")
            .update_expression("SET due_sk = :until, failures = :failures, stuck = :stuck")
            .expression_attribute_values(":was", s(&entry.due_sk))
            .expression_attribute_values(":until", s(keys::due_at(until, owner)))
            .expression_attribute_values(":failures", n(failures))
            .expression_attribute_values(
                ":stuck",
                aws_sdk_dynamodb::types::AttributeValue::Bool(stuck),
            );
        match update.send().await {
            Ok(_) => Ok(stuck),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|e| e.is_conditional_check_failed_exception()) =>
            {
                Ok(false)
            }
            Err(error) => Err(StoreError::unavailable("UpdateItem")(error)),
        }
    }
}

fn entry(item: &Item) -> Option<DueEntry> {
    Some(DueEntry {
        pk: item::text(item, keys::PK)?.to_owned(),
        sk: item::text(item, keys::SK)?.to_owned(),
        due_sk: item::text(item, keys::DUE_SK)?.to_owned(),
    })
}

/// The attributes that put an item into its table's index `due`.
pub(crate) fn due_entry(at: Instant, owner: &str) -> Item {
    item::item([
        (keys::DUE_PK, s(keys::due_shard(owner))),
        (keys::DUE_SK, s(keys::due_at(at, owner))),
    ])
}
