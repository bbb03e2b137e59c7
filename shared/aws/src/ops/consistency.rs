//! Putting right what the indexes or a snapshot say, where it differs from the facts.
use aws_sdk_dynamodb::Client;
use desk::clock::next_due;
use desk::policy::Policy;
use desk::ticket::State;

use crate::store::item::{self, n, s};
use crate::tickets::snapshot_item;
use crate::{DueEntry, Loaded, StoreError, TicketId, keys};

/// Rewrites a snapshot's derived parts; never a fact.
#[derive(Debug, Clone)]
pub struct ConsistencyAudit {
    client: Client,
    table: String,
}

impl ConsistencyAudit {
    /// Over the table of tickets.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    /// How often a sweep has failed on this entry's item.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn failures(&self, entry: &DueEntry) -> Result<u64, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, s(&entry.pk))
            .key(keys::SK, s(&entry.sk))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        let failures = found
            .item
            .as_ref()
            .and_then(|item| item::number(item, "failures"));
        Ok(failures.unwrap_or_default())
    }

    /// Whether snapshot and index entry are what the facts make of them.
    #[must_use]
    pub fn agrees(&self, id: &TicketId, stored: &Loaded, folded: &State, policy: &Policy) -> bool {
        let entry = next_due(folded, policy).map(|due| keys::due_at(due, &id.to_string()));
        // An entry that was put off after a failure is later than it should be, and says so.
        let in_place = stored.failures > 0 || stored.due_sk == entry;
        stored.state == *folded && in_place
    }

    /// Writes the snapshot that the facts make, unless the ticket has changed since it was read.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it has; [`StoreError::Unavailable`].
    pub async fn repair(
        &self,
        id: &TicketId,
        stored: &Loaded,
        folded: &State,
        policy: &Policy,
    ) -> Result<(), StoreError> {
        let item = snapshot_item(id, folded, policy, "audit")?;
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("version = :seen")
            .expression_attribute_values(":seen", n(stored.state.version));
        match put.send().await {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|e| e.is_conditional_check_failed_exception()) =>
            {
                Err(StoreError::Conflict { what: "the ticket" })
            }
            Err(error) => Err(StoreError::unavailable("PutItem")(error)),
        }
    }

    /// Moves an index entry under which a ticket owes nothing to where the ticket says; does
    /// nothing when the entry is only old news of a lagging index.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn reindex(
        &self,
        id: &TicketId,
        entry: &str,
        state: &State,
        policy: &Policy,
    ) -> Result<(), StoreError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.table)
            .key(keys::PK, s(keys::ticket(id)))
            .key(keys::SK, s(keys::STATE))
            .condition_expression("due_sk = :entry AND version = :seen")
            .expression_attribute_values(":entry", s(entry))
            .expression_attribute_values(":seen", n(state.version));
        let update = match next_due(state, policy) {
            None => update.update_expression("REMOVE due_pk, due_sk"),
            Some(due) => update
                .update_expression("SET due_sk = :due")
                .expression_attribute_values(":due", s(keys::due_at(due, &id.to_string()))),
        };
        match update.send().await {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|e| e.is_conditional_check_failed_exception()) =>
            {
                Ok(())
            }
            Err(error) => Err(StoreError::unavailable("UpdateItem")(error)),
        }
    }
}
