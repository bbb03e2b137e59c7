//! The sweep of every minute: all that is due in the Outbox, the most urgent first.
//!
//! Each lane of the Outbox is read in all its shards at once, page by page, and handled in batches: what waits for a
//! digest is gathered and sent before anything else of its batch, so that no number of single mails keeps it back.
use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use chrono::TimeDelta;
use desk::time::Instant;
use escalon_aws::chain;
use escalon_aws::{DueEntry, Notice, NoticeId, NoticeLane, NoticeState, StoreError};
use futures_util::future::join_all;

use crate::Notify;
use crate::digest::DigestGroups;
use crate::report::{NoticeOutcome, SweepReport};

/// When an entry that cannot even be read is looked at again.
const UNREADABLE_FOR: TimeDelta = TimeDelta::hours(1);
/// Failures that flag an entry at once.
const FLAGGED: u64 = 3;
/// Notices that are gathered before the first of them goes out; also the most that one digest tells of.
const BATCH: usize = 512;
/// Notices that are read, prepared or claimed at the same moment.
pub(crate) const AT_ONCE: usize = 32;

/// The place in a shard where its next page begins.
type Place = HashMap<String, AttributeValue>;

/// Pages of a lane: one of each shard, the longest overdue first, and where the shards go on.
struct LanePages {
    entries: Vec<DueEntry>,
    rest: Vec<(usize, Option<Place>)>,
}

/// The outcome of looking at an entry.
enum Taken {
    /// It goes out with the other notices of that group.
    Gathered(String, Box<Notice>),
    Single(Box<Notice>),
    Done(NoticeOutcome),
}

impl Notify {
    /// Mails all that is due by `now`, as long as there is time: what waited for its hour, what a
    /// failed try or a lost record left behind, and the alerts that wait for a digest.
    ///
    /// It is safe to run twice at once. An entry that fails is passed over; nothing that one
    /// notice does keeps the others from going out.
    pub async fn due(&self, now: Instant, has_time: &impl Fn() -> bool) -> SweepReport {
        let mut report = SweepReport::default();
        // Every lane is looked into first, or a flood of alarms would hide how late the others are.
        let mut lanes = Vec::new();
        for lane in NoticeLane::ALL {
            let shards = lane.shards().map(|shard| (shard, None)).collect();
            lanes.push(self.pages(shards, now, &mut report).await);
        }
        for pages in lanes {
            self.lane(pages, now, has_time, &mut report).await;
            if report.stopped_for_time {
                break;
            }
        }
        report.log(now);
        report
    }

    async fn pages(
        &self,
        shards: Vec<(usize, Option<Place>)>,
        now: Instant,
        report: &mut SweepReport,
    ) -> LanePages {
        let asked = shards.into_iter();
        let asked = asked
            .map(|(shard, from)| async move { (shard, self.due.page(shard, now, from).await) });
        let (mut entries, mut rest) = (Vec::new(), Vec::new());
        for (shard, page) in join_all(asked).await {
            match page {
                Ok(page) => {
                    entries.extend(page.entries);
                    rest.extend(page.next.map(|next| (shard, Some(next))));
                }
                Err(error) => {
                    tracing::error!(shard, cause = chain(&error), "notices.shard_unread");
                    report.count(NoticeOutcome::Failed);
                }
            }
        }
        entries.sort_by(|a, b| a.due_sk.cmp(&b.due_sk));
        let oldest = entries.first().map(|entry| entry.overdue_s(now));
        report.oldest_due_s = report.oldest_due_s.max(oldest.unwrap_or_default());
        LanePages { entries, rest }
    }

    /// One lane to its end, or to the end of the time.
    async fn lane(
        &self,
        mut pages: LanePages,
        now: Instant,
        has_time: &impl Fn() -> bool,
        report: &mut SweepReport,
    ) {
        loop {
            for batch in pages.entries.chunks(BATCH) {
                report.stopped_for_time |= !has_time();
                if report.stopped_for_time {
                    return;
                }
                self.batch(batch, now, has_time, report).await;
            }
            if pages.rest.is_empty() {
                return;
            }
            pages = self.pages(pages.rest, now, report).await;
        }
    }

    /// One batch. Its first digest goes out even when the time is up by then: it was gathered for it, and a sweep that
    /// began a batch has sent something.
    async fn batch(
        &self,
        batch: &[DueEntry],
        now: Instant,
        has_time: &impl Fn() -> bool,
        report: &mut SweepReport,
    ) {
        let (groups, singles) = self.gathered(batch, now, has_time, report).await;
        for (place, group) in groups.into_groups().into_iter().enumerate() {
            report.stopped_for_time |= !has_time();
            if place > 0 && report.stopped_for_time {
                return;
            }
            self.digest_group(group, now, has_time, report).await;
        }
        for notice in singles {
            report.stopped_for_time |= !has_time();
            if report.stopped_for_time {
                return;
            }
            let outcome = self.single(&notice, now).await;
            report.count(outcome.unwrap_or_else(|error| passed_over(&notice.id, &error)));
        }
    }

    async fn gathered(
        &self,
        batch: &[DueEntry],
        now: Instant,
        has_time: &impl Fn() -> bool,
        report: &mut SweepReport,
    ) -> (DigestGroups, Vec<Notice>) {
        let (mut groups, mut singles) = (DigestGroups::default(), Vec::new());
        for (place, entries) in batch.chunks(AT_ONCE).enumerate() {
            report.stopped_for_time |= place > 0 && !has_time();
            if report.stopped_for_time {
                break;
            }
            report.found += entries.len();
            for taken in join_all(entries.iter().map(|entry| self.take(entry, now))).await {
                match taken {
                    Taken::Gathered(group, notice) => groups.add(group, *notice),
                    Taken::Single(notice) => singles.push(*notice),
                    Taken::Done(outcome) => report.count(outcome),
                }
            }
        }
        (groups, singles)
    }

    async fn take(&self, entry: &DueEntry, now: Instant) -> Taken {
        let Some(id) = named(entry) else {
            return Taken::Done(self.unreadable(entry, now).await);
        };
        let taken = match self.outbox.load(&id).await {
            Ok(Some(notice)) if !notice.is_claimable(now) => {
                Ok(Taken::Done(NoticeOutcome::NotOurs))
            }
            Ok(Some(notice)) if notice.draft.digest || notice.draft.receipt => {
                self.gather(notice).await
            }
            Ok(Some(notice)) => Ok(Taken::Single(Box::new(notice))),
            Ok(None) => Ok(Taken::Done(NoticeOutcome::NotOurs)),
            Err(StoreError::Corrupt { .. }) => Ok(Taken::Done(self.unreadable(entry, now).await)),
            Err(error) => Err(error),
        };
        taken.unwrap_or_else(|error| Taken::Done(passed_over(&id, &error)))
    }

    /// Finds the group of an alert or a receipt, unless it has gone out in a digest already, whose sender died before
    /// recording it.
    async fn gather(&self, notice: Notice) -> Result<Taken, StoreError> {
        if let (NoticeState::Claimed, Some(head)) = (notice.state, &notice.digest) {
            let digest = self.outbox.load(&head.id).await?;
            if digest.is_some_and(|digest| digest.has_sent(head)) {
                self.outbox.fold(&notice, head).await?;
                return Ok(Taken::Done(NoticeOutcome::Folded));
            }
        }
        match self.group_of(&notice).await {
            Ok(group) => Ok(Taken::Gathered(group, Box::new(notice))),
            // Alone it is put off and flagged, which its group could not do for it.
            Err(StoreError::Corrupt { .. } | StoreError::Missing { .. }) => {
                Ok(Taken::Single(Box::new(notice)))
            }
            Err(error @ (StoreError::Unavailable { .. } | StoreError::Conflict { .. })) => {
                Err(error)
            }
        }
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

/// A notice that cannot be handled now, and stays due.
pub(crate) fn passed_over(id: &NoticeId, error: &StoreError) -> NoticeOutcome {
    tracing::warn!(notice = %id, cause = chain(error), "notice.passed_over");
    NoticeOutcome::Failed
}

fn named(entry: &DueEntry) -> Option<NoticeId> {
    entry.pk.strip_prefix("NOTICE#")?.parse().ok()
}
