//! Merging: one transaction over two tickets.
use desk::lifecycle::{MergeSide, Refusal, merge};
use desk::time::Instant;

use super::command_key::KnownKey;
use super::ledger::{refuse_stale, unchanged};
use super::transition::Transition;
use super::{Applied, ApplyError, CommandRequest, Ledger};
use crate::TicketId;

impl Ledger {
    /// Merges a ticket into another, by the command of the request; the answer is about the one that ends.
    ///
    /// When somebody writes on either in between, all of it is done again.
    ///
    /// # Errors
    /// As [`apply`](Self::apply); a survivor that is not there is refused by its field.
    pub async fn merge(
        &self,
        id: &TicketId,
        into: &TicketId,
        request: &CommandRequest,
        now: Instant,
    ) -> Result<Applied, ApplyError> {
        let attempt = || async move {
            let (ends, policy) = self.load(id).await?.ok_or(Refusal::NotOpened)?;
            let survives = self.load(into).await?;
            let (survives, theirs) = survives.ok_or_else(|| missing(into))?;
            let key = request.key.as_ref();
            if self.known_key(id, key, now).await? == KnownKey::Repeated {
                return Ok(unchanged(ends, policy));
            }
            refuse_stale(request.version, &ends)?;
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
            let Some(merged) = merge(other, survivor, &request.command, now)? else {
                return Ok(unchanged(ends, policy));
            };
            let remembered = key.map(|key| self.tickets.remember_key(id, key, now));
            let transitions = [
                Transition {
                    further: remembered.transpose()?.into_iter().collect(),
                    ..Transition::of(id, Some(ends.version), &policy, &merged.other, now)
                },
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
