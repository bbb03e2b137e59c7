//! Moving time forward: where to halt, and what runs there.
use chrono::TimeDelta;
use desk::time::Instant;

use super::{Advanced, Scheduler, SchedulerError, Work};
use crate::due;
use crate::streams::StreamReader;

/// So many sweeps in a row may leave something due before they come less often.
const PATIENCE: u32 = 10;

impl Scheduler {
    /// Moves time forward, stopping wherever something is due on the way.
    pub(crate) async fn advance(&self, to: Instant) -> Result<Advanced, SchedulerError> {
        let mut work = self.work.lock().await;
        let mark = self.journal.mark();
        self.settle_with(&mut work).await?;
        let mut fruitless = 0;
        while let Some(stop) = self
            .next_stop(&work, fruitless)
            .await?
            .filter(|stop| stop.at <= to)
        {
            self.clock.move_to(stop.at);
            let now = self.clock.now();
            let firings = if stop.sweep {
                work.timers.due_when_settling(now)
            } else {
                work.timers.due(now)
            };
            self.fire(firings).await;
            self.settle_with(&mut work).await?;
            let left = stop.sweep && self.earliest_due().await?.is_some_and(|due| due <= now);
            fruitless = if left { fruitless + 1 } else { 0 };
        }
        self.clock.move_to(to);
        self.settle_with(&mut work).await?;
        Ok(Advanced {
            now: self.clock.now(),
            happened: self.journal.since(mark),
        })
    }

    /// The next instant at which something is due, as the stores and queues say.
    pub(crate) async fn next_due(&self) -> Result<Option<Instant>, SchedulerError> {
        let work = self.work.lock().await;
        let now = self.clock.now();
        let stored = self.earliest_due().await?.map(|due| due.max(now));
        Ok([stored, self.next_message(&work, now)]
            .into_iter()
            .flatten()
            .min())
    }

    async fn earliest_due(&self) -> Result<Option<Instant>, SchedulerError> {
        due::earliest_due(&self.client, &self.template.tables).await
    }

    fn next_message(&self, work: &Work, now: Instant) -> Option<Instant> {
        let waiting = work
            .readers
            .iter()
            .filter_map(StreamReader::waits_until)
            .filter(|at| *at > now);
        waiting
            .chain(work.delayed.next())
            .chain(work.queues.next_after(now))
            .min()
    }

    async fn next_stop(
        &self,
        work: &Work,
        fruitless: u32,
    ) -> Result<Option<NextStop>, SchedulerError> {
        let now = self.clock.now();
        let minute = TimeDelta::minutes(1);
        let sweep = self.earliest_due().await?.map(|due| {
            let at = if due > now {
                due
            } else {
                // Something stays due; a sweep a minute for years of virtual time would never end.
                let wait = 2_i32.saturating_pow(fruitless.saturating_sub(PATIENCE).min(6)) - 1;
                now + TimeDelta::milliseconds(1) + minute * wait
            };
            NextStop {
                at: next_full_minute(at),
                sweep: true,
            }
        });
        let others = [self.next_message(work, now), work.timers.next_rare()];
        let others = others.into_iter().flatten().map(|at| NextStop {
            at: at.max(now),
            sweep: false,
        });
        Ok(sweep
            .into_iter()
            .chain(others)
            .min_by_key(|stop| (stop.at, !stop.sweep)))
    }
}

/// An instant to halt at on the way forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NextStop {
    at: Instant,
    /// Something is due in a store then, so the schedules of every minute run.
    sweep: bool,
}

/// The first full minute at or after an instant.
#[must_use]
pub fn next_full_minute(at: Instant) -> Instant {
    let over = at.timestamp_millis().rem_euclid(60_000);
    at + TimeDelta::milliseconds(if over == 0 { 0 } else { 60_000 - over })
}

#[cfg(test)]
mod tests {
    use super::next_full_minute;

    #[test]
    fn a_sweep_comes_at_the_next_full_minute() {
        let minute = |text: &str| next_full_minute(text.parse().unwrap()).to_rfc3339();
        assert_eq!(minute("2026-03-02T09:00:00Z"), "2026-03-02T09:00:00+00:00");
        assert_eq!(
            minute("2026-03-02T09:00:00.001Z"),
            "2026-03-02T09:01:00+00:00"
        );
    }
}
