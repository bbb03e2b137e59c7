//! The daily audit: every ticket in a queue is folded again from its facts.
//!
//! It is the backstop for whatever nobody thought of. A snapshot or an index entry that differs
//! from what the facts say is put right and counted; anything above zero is an alarm.
use chrono::TimeDelta;
use desk::lifecycle::fold_under;
use desk::ticket::State;
use desk::time::Instant;
use escalon_aws::chain;
use escalon_aws::{StoreError, TicketId};

use crate::{Audited, BreachScan};

/// The outcome for one ticket.
enum AuditOutcome {
    Sound,
    Repaired,
    /// It changed while we looked; the next audit sees it again.
    Moved,
}

impl BreachScan {
    pub(crate) async fn audit(
        &self,
        now: Instant,
        has_time: &impl Fn() -> bool,
    ) -> Result<Audited, StoreError> {
        let mut audited = Audited::default();
        for desk in self.ledger.desks.all().await? {
            self.audit_desk(&desk, now, &mut audited, has_time).await?;
        }
        Ok(audited)
    }

    async fn audit_desk(
        &self,
        desk: &str,
        now: Instant,
        audited: &mut Audited,
        has_time: &impl Fn() -> bool,
    ) -> Result<(), StoreError> {
        let mut after: Option<String> = None;
        loop {
            let (names, next) = self.queue.names(desk, after.as_deref()).await?;
            for id in names {
                if !has_time() {
                    audited.stopped_for_time = true;
                    return Ok(());
                }
                audited.checked += 1;
                match self.audit_ticket(&id).await {
                    Ok((checked, state)) => {
                        let (drifted, repaired) = match checked {
                            AuditOutcome::Sound => (0, 0),
                            AuditOutcome::Repaired => (1, 1),
                            AuditOutcome::Moved => (1, 0),
                        };
                        audited.drifted += drifted;
                        audited.repaired += repaired;
                        audited.overdue += u64::from(is_overdue(&state));
                        audited.due_soon += u64::from(is_due_soon(&state, now));
                    }
                    Err(error) => {
                        tracing::error!(ticket.id = %id, cause = chain(&error), "not audited");
                        audited.failed += 1;
                    }
                }
            }
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    async fn audit_ticket(&self, id: &TicketId) -> Result<(AuditOutcome, State), StoreError> {
        let facts = self.ledger.tickets.facts(id).await?;
        let missing = || StoreError::Missing {
            what: format!("the ticket {id}"),
        };
        let loaded = self.ledger.tickets.load(id).await?.ok_or_else(missing)?;
        let version = &loaded.state.policy_version;
        let policy = self.ledger.desks.policy(id.desk(), version).await?;
        let policies = self.ledger.desks.policies(id.desk(), &facts).await?;
        let folded = fold_under(&facts, &policies).ok_or_else(missing)?;
        // Facts were read first: a ticket that has moved on is no drift.
        if folded.version < loaded.state.version {
            return Ok((AuditOutcome::Sound, loaded.state));
        }
        if self.consistency.agrees(id, &loaded, &folded, &policy) {
            return Ok((AuditOutcome::Sound, folded));
        }
        tracing::error!(ticket.id = %id, "the snapshot differs from its facts");
        match self.consistency.repair(id, &loaded, &folded, &policy).await {
            Ok(()) => Ok((AuditOutcome::Repaired, folded)),
            Err(StoreError::Conflict { .. }) => Ok((AuditOutcome::Moved, folded)),
            Err(error) => Err(error),
        }
    }
}

/// Whether a promise is broken and still unanswered.
fn is_overdue(state: &State) -> bool {
    let mut clocks = state.clocks.iter();
    clocks.any(|clock| clock.breached_at.is_some() && !clock.withdrawn && clock.is_open())
}

/// Whether a promise that is not broken yet ends within a day.
fn is_due_soon(state: &State, now: Instant) -> bool {
    let until = now + TimeDelta::days(1);
    let mut clocks = state.clocks.iter();
    clocks.any(|clock| {
        let soon = clock.due_at.is_some_and(|due| due <= until);
        soon && clock.breached_at.is_none() && clock.is_open()
    })
}
