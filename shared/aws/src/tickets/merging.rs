//! Merging: one transaction over two tickets.
use desk::lifecycle::{Command, MergeSide, Refusal, merge};
use desk::time::Instant;

use super::ledger::{refuse_stale, unchanged};
use super::transition::Transition;
use super::{Applied, ApplyError, Ledger};
use crate::TicketId;

impl Ledger {
    /// Merges a ticket into another; the answer is about the one that ends.
    ///
    /// When somebody writes on either in between, all of it is done again.
    ///
    /// # Errors
    /// As [`apply`](Self::apply); a survivor that is not there is refused by its field.
    pub async fn merge(
        &self,
        id: &TicketId,
        into: &TicketId,
        command: &Command,
        version: Option<u64>,
        now: Instant,
    ) -> Result<Applied, ApplyError> {
        let attempt = || async move {
            let (ends, policy) = self.load(id).await?.ok_or(Refusal::NotOpened)?;
            let survives = self.load(into).await?;
            let (survives, theirs) = survives.ok_or_else(|| missing(into))?;
            refuse_stale(version, &ends)?;
            let other = MergeSide {
                name: id.name(),
                state: &ends,
                policy: &policy,
            };
            let survivor = MergeSide {
                name: into.name(),
                state: &survives,
                policy: &theirs,
            };
            let Some(merged) = merge(other, survivor, command, now)? else {
                return Ok(unchanged(ends, policy));
            };
            let transitions = [
                Transition::of(id, Some(ends.version), &policy, &merged.other, now),
                Transition::of(into, Some(survives.version), &theirs, &merged.survivor, now),
            ];
            self.commit(transitions).await?;
            Ok(Applied {
                state: merged.other.state,
                policy,
                facts: merged.other.facts,
            })
        };
        self.retry(id, now, attempt).await
    }
}

fn missing(into: &TicketId) -> Refusal {
    Refusal::Invalid {
        field: "into",
        why: format!("{}, and there is no such ticket", into.reference()),
    }
}
