//! Digests: several alerts to one recipient as one mail.
//!
//! One of the notices is the head, under whose name the mail goes out; the others are claimed for it first and folded
//! into it afterwards. A sender that dies in between leaves claims that name their head and its try: once the leases
//! end, the sweep folds them if that very try was sent, and sends them anew if it was not.
use std::collections::{BTreeMap, BTreeSet};

use desk::mail::{digest, headers};
use desk::notice::Recipient;
use desk::time::Instant;
use escalon_aws::{
    Claim, DigestHead, Envelope, Failure, Notice, SendResult, StoreError, address_hash, chain,
};

use crate::content::{Unwritten, content};
use crate::recipient::MOST_RECIPIENTS;
use crate::report::{NoticeOutcome, SweepReport};
use crate::single::{Prepared, Ready};
use crate::{Notify, WINDOW};

/// The most tickets that one mail tells of; it counts the others, since nobody reads further.
const MOST: usize = 100;

/// Digest groups: notices that wait for the same recipient of the same desk.
#[derive(Debug, Default)]
pub(crate) struct DigestGroups(BTreeMap<String, Vec<Notice>>);

impl DigestGroups {
    pub(crate) fn add(&mut self, group: String, notice: Notice) {
        self.0.entry(group).or_default().push(notice);
    }

    /// Each group, the oldest notice first.
    pub(crate) fn into_groups(self) -> impl Iterator<Item = Vec<Notice>> {
        self.0.into_values().map(|mut group| {
            group.sort_by(|a, b| (a.written_at, &a.id).cmp(&(b.written_at, &b.id)));
            group
        })
    }
}

impl Notify {
    /// The group that a notice belongs to. An address is known at once; people are known by the
    /// ticket's requester.
    pub(crate) async fn group_of(&self, notice: &Notice) -> Result<String, StoreError> {
        let id = &notice.id.ticket;
        let desk = id.desk();
        let people = match &notice.draft.to {
            Recipient::Role { address, .. } => {
                return Ok(format!("{desk} {}", address.to_lowercase()));
            }
            Recipient::Requester => "requester",
            Recipient::OrganisationAdmins => "organisation_admins",
        };
        let loaded = self.tickets.load(id).await?;
        let requester = loaded.map(|loaded| loaded.state.requester);
        Ok(format!("{desk} {people} {}", requester.unwrap_or_default()))
    }

    /// Sends one recipient's group as one mail.
    pub(crate) async fn digest_group(
        &self,
        group: Vec<Notice>,
        now: Instant,
        has_time: &impl Fn() -> bool,
        report: &mut SweepReport,
    ) {
        let mut entries = Vec::new();
        for notice in group {
            if !has_time() {
                report.stopped_for_time = true;
                break;
            }
            match self.prepare(&notice, now).await {
                Ok(Prepared::Ready(ready)) => entries.push(*ready),
                Ok(Prepared::Done(outcome)) => report.count(outcome),
                Err(error) => {
                    tracing::warn!(notice = %notice.id, cause = chain(&error), "notice.passed_over");
                    report.count(NoticeOutcome::Failed);
                }
            }
        }
        if let Err(error) = self.digest(entries, now, report).await {
            tracing::warn!(cause = chain(&error), "digest.passed_over");
            report.count(NoticeOutcome::Failed);
        }
    }

    async fn digest(
        &self,
        entries: Vec<Ready>,
        now: Instant,
        report: &mut SweepReport,
    ) -> Result<(), StoreError> {
        let Some(first) = entries.first() else {
            return Ok(());
        };
        if let Some(to) = first.recipient.to.first() {
            // Alarms that come now wait for the next sweep, whatever else was mailed a moment ago.
            self.outbox.close_window(to, now + WINDOW).await?;
        }
        if entries.len() == 1 {
            report.count(self.mail(first, now).await?);
            return Ok(());
        }
        let (claims, entries) = self.claim_all(entries, now).await?;
        let (Some((head, members)), Some(first)) = (claims.split_first(), entries.first()) else {
            return Ok(());
        };
        let envelope = match self.digest_envelope(first, &entries, now) {
            Ok(envelope) => envelope,
            Err(error) => {
                tracing::error!(notice = %head.notice.id, cause = chain(&error), "digest.unwritten");
                for claim in &claims {
                    let failed = self.record_failure(claim, Failure::NotSent, now);
                    report.count(failed.await);
                }
                return Ok(());
            }
        };
        let result = self.send(head, &envelope, now).await;
        report.count(self.record_result(head, &result, now).await);
        for member in members {
            let outcome = match result {
                SendResult::Sent { .. } => self.folded(member, &head.as_digest_head()).await,
                SendResult::Refused(_) | SendResult::Failed(..) => {
                    self.record_result(member, &result, now).await
                }
            };
            report.count(outcome);
        }
        Ok(())
    }

    /// Claims the head, then the others for it; notices that another sender was faster at are left out.
    async fn claim_all(
        &self,
        entries: Vec<Ready>,
        now: Instant,
    ) -> Result<(Vec<Claim>, Vec<Ready>), StoreError> {
        let mut claims: Vec<Claim> = Vec::new();
        let mut claimed = Vec::new();
        for ready in entries {
            let head = claims.first().map(Claim::as_digest_head);
            let to = ready.recipient.to.iter();
            let to: Vec<_> = to.map(|to| address_hash(to)).collect();
            let claim = self.outbox.claim(&ready.notice, &to, head.as_ref(), now);
            if let Some(claim) = claim.await? {
                claims.push(claim);
                claimed.push(ready);
            }
        }
        Ok((claims, claimed))
    }

    /// An answer to a digest is about no ticket in particular, so it goes to the desk itself.
    fn digest_envelope(
        &self,
        first: &Ready,
        entries: &[Ready],
        now: Instant,
    ) -> Result<Envelope, Unwritten> {
        let shown = entries.iter().take(MOST);
        let contents = shown
            .map(|ready| content(&ready.notice.draft, &ready.context, &ready.recipient, now))
            .collect::<Result<Vec<_>, _>>()?;
        let desk = first.notice.id.ticket.desk();
        let reply_to = first.context.policy.reply_to.clone();
        let mut cc = BTreeSet::new();
        for ready in entries {
            cc.extend(ready.recipient.cc.iter().cloned());
        }
        let to = first.recipient.to.clone();
        Ok(Envelope {
            from: self.sender_of(desk, &first.context.policy, &first.recipient)?,
            cc: copies(cc, &to),
            to,
            headers: headers(desk, "digest", &reply_to, None)?,
            reply_to,
            content: digest(&contents, entries.len().saturating_sub(MOST))?,
        })
    }

    async fn folded(&self, claim: &Claim, head: &DigestHead) -> NoticeOutcome {
        if let Err(error) = self.outbox.fold(&claim.notice, head).await {
            // The next sweep after the lease folds it.
            tracing::warn!(notice = %claim.notice.id, cause = chain(&error), "notice.unrecorded");
        }
        NoticeOutcome::Folded
    }
}

/// Everybody who was to get a copy of one of the alerts, as far as one mail can carry them.
fn copies(cc: BTreeSet<String>, to: &[String]) -> Vec<String> {
    let room = MOST_RECIPIENTS.saturating_sub(to.len());
    let cc = cc.into_iter().filter(|cc| !to.contains(cc));
    cc.take(room).collect()
}
