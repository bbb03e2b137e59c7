//! What an operator looks at and puts right by hand: work that has failed and waits for its next try.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use chrono::TimeDelta;
use desk::time::Instant;

use crate::store::item::{self, s};
use crate::{DueEntry, DueIndex, SHARDS, StoreError, keys};

/// Nothing that failed waits longer than an hour for its next try.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(65);
/// The state of a notice that is owed and in nobody's hands.
const PENDING: &str = "PENDING";

/// Finds what has failed in one table, and lets it be tried at once.
#[derive(Debug, Clone)]
pub struct FailureQueue {
    client: Client,
    table: String,
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
        Self {
            client,
            table: table.into(),
        }
    }

    /// Everything that has failed at least once and is not done, the longest overdue first in each shard.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn failing(&self, now: Instant) -> Result<Vec<Failing>, StoreError> {
        let due = DueIndex::new(self.client.clone(), &self.table);
        let mut failing = Vec::new();
        for shard in 0..SHARDS {
            let mut from = None;
            loop {
                let page = due.page(shard, now + LONGEST_WAIT, from).await?;
                for entry in page.entries {
                    failing.extend(self.look(entry).await?);
                }
                from = page.next;
                if from.is_none() {
                    break;
                }
            }
        }
        Ok(failing)
    }

    async fn look(&self, entry: DueEntry) -> Result<Option<Failing>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, s(&entry.pk))
            .key(keys::SK, s(&entry.sk))
            .projection_expression("failures, tries, stuck, #status, due_sk")
            .expression_attribute_names("#status", "status")
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        let Some(item) = found.item else {
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

    /// Lets the next sweep try it; answers whether it did. What somebody is sending stays theirs until
    /// the lease ends.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn release(&self, failing: &Failing, now: Instant) -> Result<bool, StoreError> {
        let entry = &failing.entry;
        let owner = entry.due_sk.split_once('#').map_or("", |(_, owner)| owner);
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .key(keys::PK, s(&entry.pk))
            .key(keys::SK, s(&entry.sk))
            .expression_attribute_values(":was", s(&entry.due_sk))
            .expression_attribute_values(":now", s(keys::due_at(now, owner)));
        let update = match failing.status {
            None => update
                .update_expression("SET due_sk = :now REMOVE stuck, failures")
                .condition_expression("due_sk = :was"),
            Some(_) => update
                .update_expression("SET due_sk = :now, not_before = :at REMOVE stuck")
                .condition_expression("due_sk = :was AND #status = :pending")
                .expression_attribute_names("#status", "status")
                .expression_attribute_values(":pending", s(PENDING))
                .expression_attribute_values(":at", s(keys::stamp(now))),
        };
        match update.send().await {
            Ok(_) => Ok(true),
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
