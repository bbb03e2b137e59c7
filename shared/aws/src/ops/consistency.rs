//! The consistency audit: putting right what the indexes or a snapshot say, where it differs from the facts.
use aws_sdk_dynamodb::Client;
use desk::clock::next_due;
use desk::policy::Policy;
use desk::ticket::State;

use crate::store::item::{self, n, s};
use crate::store::{StoreTable, Update, WriteCondition, WriteOutcome};
use crate::tickets::{snapshot_item, snapshot_key};
use crate::{DueEntry, Loaded, StoreError, TicketId, keys};

/// Rewrites a snapshot's derived parts; never a fact.
#[derive(Debug, Clone)]
pub struct ConsistencyAudit {
    table: StoreTable,
}

impl ConsistencyAudit {
    /// Over the table of tickets.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        let table = StoreTable::new(client, table);
        Self { table }
    }

    /// How often a sweep has failed on this entry's item.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn failures(&self, entry: &DueEntry) -> Result<u64, StoreError> {
        let found = self.table.get(entry.key()).await?;
        let failures = found.and_then(|item| item::number(&item, "failures"));
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
        let unchanged = WriteCondition::none().equals("version", n(stored.state.version));
        match self.table.put_if(item, unchanged).await? {
            WriteOutcome::Done => Ok(()),
            WriteOutcome::Refused(_) => Err(StoreError::Conflict { what: "the ticket" }),
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
        let condition = WriteCondition::none()
            .equals(keys::DUE_SK, s(entry))
            .equals("version", n(state.version));
        let update = Update::of(snapshot_key(id), condition);
        let update = match next_due(state, policy) {
            None => update.remove(&[keys::DUE_PK, keys::DUE_SK]),
            Some(due) => update.set(keys::DUE_SK, s(keys::due_at(due, &id.to_string()))),
        };
        self.table.update_if(update).await.map(drop)
    }
}
