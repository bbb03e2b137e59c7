//! The sweep of every minute: all that is due in the Outbox, and the digests.
use chrono::TimeDelta;
use desk::time::Instant;
use escalon_aws::chain;
use escalon_aws::{DueEntry, Notice, NoticeId, NoticeState, SHARDS, StoreError};

use crate::Notify;
use crate::digest::DigestGroups;
use crate::report::{NoticeOutcome, SweepReport};

/// When an entry that cannot even be read is looked at again.
const UNREADABLE_FOR: TimeDelta = TimeDelta::hours(1);
/// Failures that flag an entry at once.
const FLAGGED: u64 = 3;

impl Notify {
    /// Mails all that is due by `now`, as long as there is time: what waited for its hour, what a
    /// failed try or a lost record left behind, and the alerts that wait for a digest.
    ///
    /// It is safe to run twice at once. An entry that fails is passed over; nothing that one
    /// notice does keeps the others from going out.
    pub async fn due(&self, now: Instant, has_time: &impl Fn() -> bool) -> SweepReport {
        let mut report = SweepReport::default();
        let mut groups = DigestGroups::default();
        for shard in 0..SHARDS {
            let mut from = None;
            loop {
                let page = match self.due.page(shard, now, from).await {
                    Ok(page) => page,
                    Err(error) => {
                        tracing::error!(shard, cause = chain(&error), "notices.shard_unread");
                        report.count(NoticeOutcome::Failed);
                        break;
                    }
                };
                for entry in page.entries {
                    if !has_time() {
                        report.stopped_for_time = true;
                        report.log(now);
                        return report;
                    }
                    report.found += 1;
                    let outcome = self.entry(&entry, &mut groups, now).await;
                    report.count(outcome);
                }
                from = page.next;
                if from.is_none() {
                    break;
                }
            }
        }
        for group in groups.into_groups() {
            self.digest_group(group, now, has_time, &mut report).await;
        }
        report.log(now);
        report
    }

    async fn entry(
        &self,
        entry: &DueEntry,
        groups: &mut DigestGroups,
        now: Instant,
    ) -> NoticeOutcome {
        let Some(id) = named(entry) else {
            return self.unreadable(entry, now).await;
        };
        let done = match self.outbox.load(&id).await {
            Ok(Some(notice)) if !notice.is_claimable(now) => Ok(NoticeOutcome::NotOurs),
            Ok(Some(notice)) if notice.draft.digest => self.gather(notice, groups).await,
            Ok(Some(notice)) => self.single(&notice, now).await,
            Ok(None) => Ok(NoticeOutcome::NotOurs),
            Err(StoreError::Corrupt { .. }) => Ok(self.unreadable(entry, now).await),
            Err(error) => Err(error),
        };
        done.unwrap_or_else(|error| {
            tracing::warn!(notice = %id, cause = chain(&error), "notice.passed_over");
            NoticeOutcome::Failed
        })
    }

    /// Puts an alert into its recipient's digest group, unless it has gone out in a digest already, whose sender died
    /// before recording it.
    async fn gather(
        &self,
        notice: Notice,
        groups: &mut DigestGroups,
    ) -> Result<NoticeOutcome, StoreError> {
        if let (NoticeState::Claimed, Some(head)) = (notice.state, &notice.digest) {
            let digest = self.outbox.load(&head.id).await?;
            if digest.is_some_and(|digest| digest.has_sent(head)) {
                self.outbox.fold(&notice, head).await?;
                return Ok(NoticeOutcome::Folded);
            }
        }
        let group = self.group_of(&notice).await?;
        groups.add(group, notice);
        Ok(NoticeOutcome::NotOurs)
    }

    /// An entry that nobody can read is flagged for a person and put out of the way.
    async fn unreadable(&self, entry: &DueEntry, now: Instant) -> NoticeOutcome {
        tracing::error!(entry = entry.pk, "notice.unreadable");
        let until = now + UNREADABLE_FOR;
        if let Err(error) = self.due.back_off(entry, FLAGGED, until).await {
            tracing::warn!(entry = entry.pk, cause = chain(&error), "notice.unrecorded");
        }
        NoticeOutcome::Stuck
    }
}

fn named(entry: &DueEntry) -> Option<NoticeId> {
    entry.pk.strip_prefix("NOTICE#")?.parse().ok()
}
