//! Receipts: one to an address in ten minutes, and one mail for all that came meanwhile.
//!
//! The first goes out at once. The next ones wait for the end of the ten minutes, are gathered by the sweep as alarms are,
//! and become one mail that lists their references. What one source causes is limited each hour as well; what waits
//! longer than a day behind that limit is not mailed.
use std::collections::BTreeSet;

use chrono::TimeDelta;
use desk::mail::receipts;
use desk::policy::Event;
use desk::time::Instant;
use escalon_aws::{Admission, Claim, Envelope, Notice, StoreError, chain};
use futures_util::future::join_all;

use crate::Notify;
use crate::content::Unwritten;
use crate::due::AT_ONCE;
use crate::recipient::Unmailed;
use crate::report::NoticeOutcome;
use crate::single::{Ready, next_sweep};

/// After so long a receipt helps nobody any more.
const LATEST: TimeDelta = TimeDelta::days(1);
/// The most references that one mail lists; it counts the others.
const LISTED: usize = 100;

impl Notify {
    /// Whether a receipt may be mailed now. Those who were to get a copy and got another a moment ago are left out.
    pub(crate) async fn admit(
        &self,
        ready: &mut Ready,
        now: Instant,
    ) -> Result<Admission, StoreError> {
        let ticket = &ready.notice.id.ticket;
        let source = ready.notice.source.as_deref();
        for to in &ready.recipient.to {
            let admission = self.outbox.admit_receipt(ticket, to, source, now).await?;
            if admission != Admission::Admitted {
                return Ok(admission);
            }
        }
        let mut cc = Vec::new();
        for copied in std::mem::take(&mut ready.recipient.cc) {
            let admission = self.outbox.admit_address(ticket, &copied, now).await?;
            if admission == Admission::Admitted {
                cc.push(copied);
            }
        }
        ready.recipient.cc = cc;
        Ok(Admission::Admitted)
    }

    /// Lets receipts wait until a limit allows them; those that have waited for a day are given up.
    pub(crate) async fn put_off_receipts(
        &self,
        receipts: &[Ready],
        until: Instant,
        now: Instant,
    ) -> Vec<NoticeOutcome> {
        let mut outcomes = Vec::new();
        for receipts in receipts.chunks(AT_ONCE) {
            let waiting = receipts
                .iter()
                .map(|ready| self.put_off_receipt(&ready.notice, until, now));
            outcomes.extend(join_all(waiting).await);
        }
        outcomes
    }

    pub(crate) async fn put_off_receipt(
        &self,
        notice: &Notice,
        until: Instant,
        now: Instant,
    ) -> NoticeOutcome {
        let (written, outcome) = if until - notice.written_at > LATEST {
            let reason = Unmailed::Limited.name();
            tracing::warn!(notice = %notice.id, reason, "notice.suppressed");
            let suppressed = self.outbox.suppress(notice, reason, now).await;
            (suppressed, NoticeOutcome::Suppressed)
        } else {
            let waits = self.outbox.postpone(notice, next_sweep(until)).await;
            (waits, NoticeOutcome::Waits)
        };
        match written {
            Ok(()) => outcome,
            Err(error) => {
                tracing::warn!(notice = %notice.id, cause = chain(&error), "notice.passed_over");
                NoticeOutcome::Failed
            }
        }
    }

    /// Names on the head of a group the receipts whose delivery ends a clock, so that the delivery of the one mail does.
    pub(crate) async fn name_awaited(
        &self,
        head: &Claim,
        entries: &[Ready],
    ) -> Result<(), StoreError> {
        let others = entries
            .iter()
            .filter(|ready| ready.notice.id != head.notice.id);
        let awaited: Vec<_> = others
            .filter(|ready| ready.notice.draft.receipt && is_awaited(ready))
            .map(|ready| &ready.notice.id)
            .collect();
        if awaited.is_empty() {
            return Ok(());
        }
        self.outbox.name_members(head, &awaited).await
    }

    /// One mail for all of them. An answer to it is about no ticket in particular, so it goes to the desk itself.
    pub(crate) fn receipts_envelope(&self, entries: &[Ready]) -> Result<Envelope, Unwritten> {
        let references: BTreeSet<_> = entries
            .iter()
            .map(|ready| ready.context.state.reference.as_str())
            .collect();
        let more = references.len().saturating_sub(LISTED);
        let references: Vec<_> = references.into_iter().take(LISTED).collect();
        self.joint_envelope(entries, "receipts", |first| {
            let policy = &first.context.policy;
            let locale = &first.recipient.locale;
            let desk = policy.words(&policy.name, locale);
            Ok(receipts(locale, desk, &references, more)?)
        })
    }
}

/// Whether a clock of the policy is met by the delivery of this notice.
fn is_awaited(ready: &Ready) -> bool {
    let delivered = Event::NoticeDelivered(ready.notice.draft.name.clone());
    let metrics = ready.context.policy.metrics.iter();
    let mut triggers = metrics.flat_map(|metric| &metric.met_by);
    triggers.any(|trigger| trigger.event == delivered)
}
