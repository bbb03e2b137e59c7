//! The minute's sweep: everything that is due by now, most overdue first in each shard.
use chrono::TimeDelta;
use desk::lifecycle::{Act, Fact, FactBody};
use desk::time::Instant;
use escalon_aws::{ApplyError, CommandRequest, DueEntry, SHARDS, StoreError, chain, keys};
use futures_util::future::join_all;

use crate::{BreachScan, Swept};

/// The first wait after a failure; each further one doubles it, up to an hour.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);
const LONGEST_DOUBLING: u32 = 6;

impl BreachScan {
    /// Asks all shards at once. One that cannot be read does not stop the others.
    pub(crate) async fn sweep(
        &self,
        now: Instant,
        has_time: &impl Fn() -> bool,
    ) -> Result<Swept, StoreError> {
        let shards = (0..SHARDS).map(|shard| self.shard(shard, now, has_time));
        let mut swept = Swept::default();
        let mut last_error = None;
        for outcome in join_all(shards).await {
            match outcome {
                Ok(of_shard) => swept.add(of_shard),
                Err(error) => {
                    tracing::error!(cause = chain(&error), "a shard cannot be read");
                    swept.shards_failed += 1;
                    last_error = Some(error);
                }
            }
        }
        match last_error {
            Some(error) if swept.shards_failed == SHARDS as u64 => Err(error),
            Some(_) | None => Ok(swept),
        }
    }

    async fn shard(
        &self,
        shard: usize,
        now: Instant,
        has_time: &impl Fn() -> bool,
    ) -> Result<Swept, StoreError> {
        let mut swept = Swept::default();
        let mut from = None;
        loop {
            if !has_time() {
                swept.stopped_for_time = true;
                return Ok(swept);
            }
            let page = self.due.page(shard, now, from).await?;
            for entry in &page.entries {
                if !has_time() {
                    swept.stopped_for_time = true;
                    return Ok(swept);
                }
                swept.found += 1;
                swept.oldest_due_s = swept.oldest_due_s.max(entry.overdue_s(now));
                self.entry(entry, now, &mut swept).await;
            }
            from = page.next;
            if from.is_none() {
                return Ok(swept);
            }
        }
    }

    /// Handles one entry; one that fails is put off and never stops those behind it.
    async fn entry(&self, entry: &DueEntry, now: Instant, swept: &mut Swept) {
        match self.handle(entry, now).await {
            Ok(facts) if facts.is_empty() => swept.already += 1,
            Ok(facts) => {
                swept.written += 1;
                let count = |is: fn(&FactBody) -> bool| {
                    facts
                        .iter()
                        .map(|fact| u64::from(is(&fact.body)))
                        .sum::<u64>()
                };
                swept.breached += count(|body| matches!(body, FactBody::Breached(_)));
                swept.steps +=
                    count(|body| matches!(body, FactBody::Warned(_) | FactBody::Requested(_)));
            }
            // Whoever wrote in between has put the entry where it belongs now.
            Err(ApplyError::Store(StoreError::Conflict { .. })) => swept.already += 1,
            Err(error) => {
                tracing::error!(entry = entry.pk, cause = chain(&error), "put off");
                swept.failed += 1;
                swept.stuck += u64::from(self.put_off(entry, now).await);
            }
        }
    }

    async fn handle(&self, entry: &DueEntry, now: Instant) -> Result<Vec<Fact>, ApplyError> {
        let Some(id) = keys::ticket_of(&entry.pk) else {
            let what = format!("a ticket for the entry {}", entry.due_sk);
            return Err(StoreError::Missing { what }.into());
        };
        let cause = format!("sweep:{}", keys::stamp(now));
        let sweep = CommandRequest::of_system(cause, Act::Sweep, now);
        let applied = self
            .ledger
            .apply(&id, now, |_, _| Some(sweep.clone()))
            .await?;
        if applied.facts.is_empty() {
            // The ticket owes nothing by now: either the index is behind, or its entry is wrong.
            self.consistency
                .reindex(&id, &entry.due_sk, &applied.state, &applied.policy)
                .await?;
        }
        Ok(applied.facts)
    }

    /// Puts a failed entry off in a write of its own; answers whether it is stuck now.
    async fn put_off(&self, entry: &DueEntry, now: Instant) -> bool {
        let failures = match self.consistency.failures(entry).await {
            Ok(failures) => failures + 1,
            Err(error) => {
                tracing::error!(entry = entry.pk, cause = chain(&error), "cannot be put off");
                return false;
            }
        };
        let doubled = u32::try_from(failures - 1).unwrap_or(u32::MAX);
        let wait = FIRST_WAIT * 2_i32.pow(doubled.min(LONGEST_DOUBLING));
        match self.due.back_off(entry, failures, now + wait).await {
            Ok(stuck) => stuck,
            Err(error) => {
                tracing::error!(entry = entry.pk, cause = chain(&error), "cannot be put off");
                false
            }
        }
    }
}
