//! Merging: one transaction over two tickets.
use desk::lifecycle::{Command, Decision, MergeSide, Refusal, merge};
use desk::ticket::State;
use desk::time::Instant;

use super::ledger::{ROUNDS, unchanged};
use super::transition::Transition;
use crate::{Applied, ApplyError, Ledger, StoreError, TicketId};

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
        let mut rounds = 0;
        loop {
            rounds += 1;
            let ends = self
                .tickets
                .load(id)
                .await?
                .ok_or(Refusal::NotOpened)?
                .state;
            let goes_on = self
                .tickets
                .load(into)
                .await?
                .ok_or_else(|| missing(into))?;
            let goes_on = goes_on.state;
            if let Some(seen) = version.filter(|seen| *seen != ends.version) {
                let current = ends.version;
                return Err(ApplyError::Stale { seen, current });
            }
            let desks = &self.desks;
            let policy = desks.policy(id.desk(), &ends.policy_version).await?;
            let theirs = desks.policy(into.desk(), &goes_on.policy_version).await?;
            let other = MergeSide {
                name: id.name(),
                state: &ends,
                policy: &policy,
            };
            let survivor = MergeSide {
                name: into.name(),
                state: &goes_on,
                policy: &theirs,
            };
            let Some(merged) = merge(other, survivor, command, now)? else {
                return Ok(unchanged(ends, policy));
            };
            let first = step(id, other, &merged.other, now);
            let second = step(into, survivor, &merged.survivor, now);
            // Boxed, so that the futures of all handlers stay small.
            match Box::pin(first.write_with(second, &self.place())).await {
                Ok(()) => {
                    return Ok(Applied {
                        state: merged.other.state,
                        policy,
                        facts: merged.other.facts,
                    });
                }
                Err(StoreError::Conflict { .. }) if rounds < ROUNDS => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

fn missing(into: &TicketId) -> Refusal {
    Refusal::Invalid {
        field: "into",
        why: format!("{}, and there is no such ticket", into.reference()),
    }
}

fn step<'s>(
    id: &'s TicketId,
    side: MergeSide<'s>,
    decision: &'s Decision,
    now: Instant,
) -> Transition<'s> {
    let State { version, .. } = side.state;
    Transition {
        id,
        from: Some(*version),
        state: &decision.state,
        policy: side.policy,
        facts: &decision.facts,
        notices: &decision.notices,
        texts: &[],
        also: Vec::new(),
        now,
    }
}
