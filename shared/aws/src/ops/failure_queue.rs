//! The failure queue: work that has failed and waits for its next try, which an operator may allow at once.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use chrono::TimeDelta;
use desk::time::Instant;

use crate::store::item::{self, s};
use crate::store::{StoreTable, Update};
use crate::{DueEntry, DueIndex, NoticeState, StoreError, keys};

/// Nothing that failed waits longer than an hour for its next try.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(65);

/// Finds what has failed in one table, and lets it be tried at once.
#[derive(Debug, Clone)]
pub struct FailureQueue {
    table: StoreTable,
    due: DueIndex,
}

/// A ticket or notice that has failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// Its place in the index.
    pub entry: DueEntry,
    /// How often it has failed.
    pub failures: u64,
    /// Whether a person has to look.
    pub stuck: bool,
    /// How far a notice has come; none for a ticket.
    pub status: Option<String>,
}

impl FailureQueue {
    /// Over this table and its index `due`.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        let table = StoreTable::new(client.clone(), table);
        let due = DueIndex::new(client, &table.name);
        Self { table, due }
    }

    /// Everything that has failed at least once and is not done, the longest overdue first in each shard.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn failing(&self, now: Instant) -> Result<Vec<Failing>, StoreError> {
        let mut failing = Vec::new();
        for entry in self.due.all(now + LONGEST_WAIT).await? {
            failing.extend(self.look(entry).await?);
        }
        Ok(failing)
    }

    async fn look(&self, entry: DueEntry) -> Result<Option<Failing>, StoreError> {
        let Some(item) = self.table.get(entry.key()).await? else {
            return Ok(None);
        };
        let status = item::text(&item, "status").map(str::to_owned);
        // A notice counts its tries, of which the last may be under way.
        let counted = if status.is_some() {
            "tries"
        } else {
            "failures"
        };
        let failures = item::number(&item, counted).unwrap_or_default();
        let stuck = item.get("stuck") == Some(&AttributeValue::Bool(true));
        Ok((failures > 0 || stuck).then_some(Failing {
            entry,
            failures,
            stuck,
            status,
        }))
    }

    /// Lets the next sweep try it; answers whether it did. A notice that is being sent stays with its sender until the
    /// lease ends.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn release(&self, failing: &Failing, now: Instant) -> Result<bool, StoreError> {
        let (entry, unmoved) = (&failing.entry, failing.entry.unmoved());
        let update = match failing.status {
            None => Update::of(entry.key(), unmoved).remove(&["stuck", "failures"]),
            Some(_) => {
                let pending = s(NoticeState::Pending.name());
                Update::of(entry.key(), unmoved.equals("status", pending))
                    .set("not_before", s(keys::stamp(now)))
                    .remove(&["stuck"])
            }
        };
        let update = update.set(keys::DUE_SK, entry.moved_to(now));
        Ok(self.table.update_if(update).await?.is_done())
    }
}
