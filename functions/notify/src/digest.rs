//! Digests: several alerts, or receipts, to one recipient as one mail.
//!
//! One of the notices is the head, under whose name the mail goes out; the others are claimed for it first and folded
//! into it afterwards. A sender that dies in between leaves claims that name their head and its try: once the leases
//! end, the sweep folds them if that very try was sent, and sends them anew if it was not.
use std::collections::{BTreeMap, BTreeSet};

use desk::mail::{Author, MailError, Rendered, digest, headers};
use desk::notice::Recipient;
use desk::time::Instant;
use escalon_aws::{
    Admission, Claim, DigestHead, Envelope, Failure, Notice, SendResult, StoreError, address_hash,
    chain,
};
use futures_util::future::join_all;

use crate::content::{Unwritten, content};
use crate::due::{AT_ONCE, passed_over};
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

    /// Each group with its oldest notice first, and before all others the group that has waited longest.
    pub(crate) fn into_groups(self) -> Vec<Vec<Notice>> {
        let by_age = |a: &Notice, b: &Notice| (a.written_at, &a.id).cmp(&(b.written_at, &b.id));
        let mut groups: Vec<_> = self.0.into_values().collect();
        for group in &mut groups {
            group.sort_by(by_age);
        }
        let age = |group: &Vec<Notice>| {
            group
                .first()
                .map(|first| (first.written_at, first.id.clone()))
        };
        groups.sort_by_key(age);
        groups
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
        let requester = requester.unwrap_or_default();
        Ok(if notice.draft.receipt {
            format!("{desk} {people} {requester} receipts")
        } else {
            format!("{desk} {people} {requester}")
        })
    }

    /// Sends one recipient's group as one mail; of what cannot be prepared in time, the next sweep makes another.
    pub(crate) async fn digest_group(
        &self,
        group: Vec<Notice>,
        now: Instant,
        has_time: &impl Fn() -> bool,
        report: &mut SweepReport,
    ) {
        let mut entries = Vec::new();
        for (place, notices) in group.chunks(AT_ONCE).enumerate() {
            report.stopped_for_time |= !has_time();
            if place > 0 && report.stopped_for_time {
                break;
            }
            let preparing = notices.iter().map(|notice| self.prepare(notice, now));
            for (notice, prepared) in notices.iter().zip(join_all(preparing).await) {
                match prepared {
                    Ok(Prepared::Ready(ready)) => entries.push(*ready),
                    Ok(Prepared::Done(outcome)) => report.count(outcome),
                    Err(error) => report.count(passed_over(&notice.id, &error)),
                }
            }
        }
        if let Err(error) = self.digest(entries, now, has_time, report).await {
            tracing::warn!(cause = chain(&error), "digest.passed_over");
            report.count(NoticeOutcome::Failed);
        }
    }

    async fn digest(
        &self,
        mut entries: Vec<Ready>,
        now: Instant,
        has_time: &impl Fn() -> bool,
        report: &mut SweepReport,
    ) -> Result<(), StoreError> {
        if let Admission::Waits { until } = self.begin(&mut entries, now).await? {
            for outcome in self.put_off_receipts(&entries, until, now).await {
                report.count(outcome);
            }
            return Ok(());
        }
        if let [only] = entries.as_slice() {
            report.count(self.mail(only, now).await?);
            return Ok(());
        }
        let (claims, entries) = self.claim_all(entries, now, has_time).await?;
        let Some((head, members)) = claims.split_first() else {
            return Ok(());
        };
        let envelope = match self.group_envelope(&entries, now) {
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
        self.name_awaited(head, &entries).await?;
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

    /// Asks whether a group may go out now. Alarms always may, and those that come now wait for the next sweep, whatever
    /// else was mailed a moment ago. Receipts have a limit.
    async fn begin(&self, entries: &mut [Ready], now: Instant) -> Result<Admission, StoreError> {
        let Some((first, others)) = entries.split_first_mut() else {
            return Ok(Admission::Admitted);
        };
        if first.notice.draft.receipt {
            // Nobody gets a copy of a list of references that are not theirs.
            others
                .iter_mut()
                .for_each(|other| other.recipient.cc.clear());
            return self.admit(first, now).await;
        }
        if let Some(to) = first.recipient.to.first() {
            self.outbox.close_window(to, now + WINDOW).await?;
        }
        Ok(Admission::Admitted)
    }

    fn group_envelope(&self, entries: &[Ready], now: Instant) -> Result<Envelope, Unwritten> {
        if entries.iter().all(|ready| ready.notice.draft.receipt) {
            self.receipts_envelope(entries)
        } else {
            self.digest_envelope(entries, now)
        }
    }

    /// Claims the head, then the others for it; left out are notices that another sender was faster at, and those for
    /// which there is no time: what is claimed has to be sent before the lease ends.
    async fn claim_all(
        &self,
        entries: Vec<Ready>,
        now: Instant,
        has_time: &impl Fn() -> bool,
    ) -> Result<(Vec<Claim>, Vec<Ready>), StoreError> {
        let mut entries = entries.into_iter();
        let (mut claims, mut claimed) = (Vec::new(), Vec::new());
        for ready in entries.by_ref() {
            if let Some(claim) = self.claim_entry(&ready, None, now).await? {
                claims.push(claim);
                claimed.push(ready);
                break;
            }
        }
        let Some(head) = claims.first().map(Claim::as_digest_head) else {
            return Ok((claims, claimed));
        };
        let rest: Vec<_> = entries.collect();
        for (place, entries) in rest.chunks(AT_ONCE).enumerate() {
            if place > 0 && !has_time() {
                break;
            }
            let claiming = entries
                .iter()
                .map(|ready| self.claim_entry(ready, Some(&head), now));
            for (ready, claim) in entries.iter().zip(join_all(claiming).await) {
                match claim {
                    Ok(Some(claim)) => {
                        claims.push(claim);
                        claimed.push(ready.clone());
                    }
                    Ok(None) => {}
                    Err(error) => {
                        passed_over(&ready.notice.id, &error);
                    }
                }
            }
        }
        Ok((claims, claimed))
    }

    async fn claim_entry(
        &self,
        ready: &Ready,
        head: Option<&DigestHead>,
        now: Instant,
    ) -> Result<Option<Claim>, StoreError> {
        let to = ready.recipient.to.iter();
        let to: Vec<_> = to.map(|to| address_hash(to)).collect();
        self.outbox.claim(&ready.notice, &to, head, now).await
    }

    fn digest_envelope(&self, entries: &[Ready], now: Instant) -> Result<Envelope, Unwritten> {
        self.joint_envelope(entries, "digest", |_| {
            let shown = entries.iter().take(MOST);
            let contents = shown
                .map(|ready| content(&ready.notice.draft, &ready.context, &ready.recipient, now))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(digest(&contents, entries.len().saturating_sub(MOST))?)
        })
    }

    /// The envelope of one mail about several tickets. An answer is about none of them in particular, so it goes to the
    /// desk itself.
    pub(crate) fn joint_envelope(
        &self,
        entries: &[Ready],
        thread: &str,
        content: impl Fn(&Ready) -> Result<Rendered, Unwritten>,
    ) -> Result<Envelope, Unwritten> {
        let first = entries.first().ok_or(MailError::EmptyDigest)?;
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
            headers: headers(Author::Desk, desk, thread, &reply_to, None)?,
            reply_to,
            content: content(first)?,
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
