//! What a run found and did: for tests, for operators, for alarms.
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

/// What a sweep found and did.
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
    /// Shards that could not be read to their end.
    pub shards_failed: u64,
    /// The run ended before everything was seen; the next one goes on.
    pub stopped_for_time: bool,
}

/// What an audit found and did.
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
        self.shards_failed += other.shards_failed;
        self.stopped_for_time |= other.stopped_for_time;
    }
}

impl Report {
    pub(crate) fn log(&self) {
        match self {
            Self::Swept(swept) => tracing::info!(
                swept.found,
                swept.written,
                swept.breached,
                swept.steps,
                swept.already,
                swept.failed,
                swept.stuck,
                swept.shards_failed,
                swept.stopped_for_time,
                "swept"
            ),
            Self::Audited(audited) => tracing::info!(
                audited.checked,
                audited.drifted,
                audited.repaired,
                audited.failed,
                audited.stopped_for_time,
                "audited"
            ),
        }
    }
}
