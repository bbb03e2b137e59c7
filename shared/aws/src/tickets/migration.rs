//! Policy migration: moving a desk's open tickets to the version of its policy that was just published.
use std::collections::BTreeSet;

use aws_sdk_dynamodb::Client;
use chrono::TimeDelta;
use desk::time::Instant;

use crate::config::Tables;
use crate::{ApplyError, DueIndex, Ledger, QueueIndex, StoreError, TicketId, keys};

/// Nothing that is owed on an open ticket lies further ahead.
const AHEAD: TimeDelta = TimeDelta::days(36_525);

/// Finds every open ticket of a desk and moves it, each in a transaction of its own.
///
/// It takes no state from one run to the next: a run that was cut short is made good by another.
#[derive(Debug, Clone)]
pub struct PolicyMigration {
    ledger: Ledger,
    queue: QueueIndex,
    due: DueIndex,
}

/// The report of one migration.
#[derive(Debug, Default)]
pub struct MigrationReport {
    /// Tickets that changed their version.
    pub moved: usize,
    /// Tickets that were there already, or have ended.
    pub stayed: usize,
    /// Tickets that the version does not fit, or that could not be written, and why.
    pub failed: Vec<(TicketId, ApplyError)>,
}

impl PolicyMigration {
    /// Over both tables.
    #[must_use]
    pub fn new(client: &Client, tables: &Tables) -> Self {
        Self {
            ledger: Ledger::new(client.clone(), tables),
            queue: QueueIndex::new(client.clone(), &tables.tickets),
            due: DueIndex::new(client.clone(), &tables.tickets),
        }
    }

    /// Moves every open ticket of a desk to `version`; one that fails keeps its version and stops no other.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the tickets cannot be listed.
    pub async fn run(
        &self,
        desk: &str,
        version: &str,
        now: Instant,
    ) -> Result<MigrationReport, StoreError> {
        let mut done = MigrationReport::default();
        for id in self.open(desk, now).await? {
            match self.ledger.migrate(&id, version, now).await {
                Ok(applied) if applied.facts.is_empty() => done.stayed += 1,
                Ok(_) => done.moved += 1,
                Err(error) => done.failed.push((id, error)),
            }
        }
        Ok(done)
    }

    /// The queue has what was classified, the index of what is due also what waits for that.
    ///
    /// All are listed before the first moves, since moving changes their places.
    async fn open(&self, desk: &str, now: Instant) -> Result<BTreeSet<TicketId>, StoreError> {
        let mut open = BTreeSet::new();
        let mut after: Option<String> = None;
        loop {
            let (names, next) = self.queue.names(desk, after.as_deref()).await?;
            open.extend(names);
            after = next;
            if after.is_none() {
                break;
            }
        }
        let due = self.due.all(now + AHEAD).await?;
        let due = due.iter().filter_map(|entry| keys::ticket_of(&entry.pk));
        open.extend(due.filter(|id| id.desk() == desk));
        Ok(open)
    }
}
