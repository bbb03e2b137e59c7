//! Reports of a run: for tests, for operators, for alarms.
use desk::time::Instant;
use escalon_aws::metrics::METRICS;
use serde::Serialize;

/// The report of one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Report {
    /// Of a minute's sweep.
    Swept(Swept),
    /// Of a daily audit.
    Audited(Audited),
}

/// Counts of a sweep.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Entries that were due.
    pub found: u64,
    /// Tickets that got facts.
    pub written: u64,
    /// Promises declared broken.
    pub breached: u64,
    /// Steps of ladders asked for, before and after due.
    pub steps: u64,
    /// Tickets whose entry was late news: somebody else had handled it.
    pub already: u64,
    /// Tickets that could not be handled and were put off.
    pub failed: u64,
    /// Of these, how many have failed three times: a person has to look.
    pub stuck: u64,
    /// For how long the oldest of them had been due, in whole seconds.
    pub oldest_due_s: u64,
    /// Shards that could not be read to their end.
    pub shards_failed: u64,
    /// The run ended before everything was seen; the next one goes on.
    pub stopped_for_time: bool,
}

/// Counts of an audit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Audited {
    /// Tickets whose facts were folded again.
    pub checked: u64,
    /// Tickets whose snapshot or index entry differed from their facts.
    pub drifted: u64,
    /// Of these, how many were put right.
    pub repaired: u64,
    /// Tickets that could not be read or written.
    pub failed: u64,
    /// Of those checked, how many have a promise that is broken and not yet answered.
    pub overdue: u64,
    /// Of those checked, how many have a promise that ends within a day.
    pub due_soon: u64,
    /// The run ended before everything was seen.
    pub stopped_for_time: bool,
}

impl Swept {
    /// Adds what another shard found.
    pub(crate) fn add(&mut self, other: Self) {
        self.found += other.found;
        self.written += other.written;
        self.breached += other.breached;
        self.steps += other.steps;
        self.already += other.already;
        self.failed += other.failed;
        self.stuck += other.stuck;
        self.oldest_due_s = self.oldest_due_s.max(other.oldest_due_s);
        self.shards_failed += other.shards_failed;
        self.stopped_for_time |= other.stopped_for_time;
    }
}

impl Report {
    pub(crate) fn log(&self, now: Instant) {
        self.measure(now.timestamp_millis());
        match self {
            Self::Swept(swept) => tracing::info!(
                swept.found,
                swept.written,
                swept.breached,
                swept.steps,
                swept.already,
                swept.failed,
                swept.stuck,
                swept.oldest_due_s,
                swept.shards_failed,
                swept.stopped_for_time,
                "swept"
            ),
            Self::Audited(audited) => tracing::info!(
                audited.checked,
                audited.drifted,
                audited.repaired,
                audited.failed,
                audited.overdue,
                audited.due_soon,
                audited.stopped_for_time,
                "audited"
            ),
        }
    }

    /// Metrics that alarms and the dashboard look at.
    fn measure(&self, at: i64) {
        match self {
            Self::Swept(swept) => tracing::info!(
                target: METRICS,
                at,
                Sweeps = 1_u64,
                Due = swept.found,
                OldestDueSeconds = swept.oldest_due_s,
                Stuck = swept.stuck,
            ),
            Self::Audited(audited) => tracing::info!(
                target: METRICS,
                at,
                OpenTickets = audited.checked,
                Overdue = audited.overdue,
                DueSoon = audited.due_soon,
                Drifted = audited.drifted,
                Unreadable = audited.failed,
            ),
        }
    }
}
