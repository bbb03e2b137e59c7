//! Reports: counts of what a sweep found and did, for one line of the log.
use desk::time::Instant;
use escalon_aws::metrics::METRICS;
use serde::Serialize;

/// Counts of one sweep.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SweepReport {
    /// Entries that were due.
    pub found: usize,
    /// Mails that went out.
    pub sent: usize,
    /// Notices that went out inside another's digest.
    pub folded: usize,
    /// Notices that will never be mailed.
    pub suppressed: usize,
    /// Tries that failed and come again.
    pub failed: usize,
    /// Of those, notices that a person should look at.
    pub stuck: usize,
    /// For how long the oldest of them had been due, in whole seconds, whether or not there was time for it.
    pub oldest_due_s: u64,
    /// Whether more was due than there was time for.
    pub stopped_for_time: bool,
}

/// The outcome for one notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoticeOutcome {
    Sent,
    Folded,
    Suppressed,
    /// It goes out with a later digest.
    Waits,
    Failed,
    Stuck,
    /// Finished, not due yet, or in somebody else's hands.
    NotOurs,
}

impl SweepReport {
    pub(crate) fn count(&mut self, outcome: NoticeOutcome) {
        match outcome {
            NoticeOutcome::Sent => self.sent += 1,
            NoticeOutcome::Folded => self.folded += 1,
            NoticeOutcome::Suppressed => self.suppressed += 1,
            NoticeOutcome::Failed => self.failed += 1,
            NoticeOutcome::Stuck => {
                self.failed += 1;
                self.stuck += 1;
            }
            NoticeOutcome::Waits | NoticeOutcome::NotOurs => {}
        }
    }

    pub(crate) fn log(&self, now: Instant) {
        tracing::info!(
            target: METRICS,
            at = now.timestamp_millis(),
            Folded = self.folded as u64,
            Failed = self.failed as u64,
            Stuck = self.stuck as u64,
            OldestNoticeSeconds = self.oldest_due_s,
        );
        tracing::info!(
            found = self.found,
            sent = self.sent,
            folded = self.folded,
            suppressed = self.suppressed,
            failed = self.failed,
            stuck = self.stuck,
            oldest_due_s = self.oldest_due_s,
            stopped_for_time = self.stopped_for_time,
            "notices swept"
        );
    }
}
