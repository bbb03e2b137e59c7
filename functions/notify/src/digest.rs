//! Several alarms to one reader as one mail.
//!
//! One of the notices is the lead, under whose name the mail goes out; the others are claimed for
//! it first and folded into it afterwards. Whoever dies in between leaves claims that name their
//! lead and its try: once the leases end, the sweep folds them if that very try was sent, and
//! sends them anew if it was not.
use std::collections::{BTreeMap, BTreeSet};

use desk::mail::{digest, headers};
use desk::notice::Recipient;
use desk::time::Instant;
use escalon_aws::chain;
use escalon_aws::{Claim, DigestHead, Failure, Notice, StoreError};

use crate::letter::{Unwritten, letter};
use crate::post::{Post, Taken};
use crate::reader::MOST_RECIPIENTS;
use crate::report::{Outcome, Report};
use crate::single::{Prepared, Ready};
use crate::{Notify, WINDOW};

/// The most tickets that one mail tells of; it counts the others, since nobody reads further.
const MOST: usize = 100;

/// Notices that wait for the same reader of the same desk.
#[derive(Debug, Default)]
pub(crate) struct Piles(BTreeMap<String, Vec<Notice>>);

impl Piles {
    pub(crate) fn add(&mut self, pile: String, notice: Notice) {
        self.0.entry(pile).or_default().push(notice);
    }

    /// Each pile, the oldest notice first.
    pub(crate) fn into_piles(self) -> impl Iterator<Item = Vec<Notice>> {
        self.0.into_values().map(|mut pile| {
            pile.sort_by(|a, b| (a.written_at, &a.id).cmp(&(b.written_at, &b.id)));
            pile
        })
    }
}

impl Notify {
    /// Whose pile a notice belongs to. An address is known at once; people are known by the
    /// ticket's requester.
    pub(crate) async fn pile_of(&self, notice: &Notice) -> Result<String, StoreError> {
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

    /// Sends one reader's pile as one mail.
    pub(crate) async fn pile(
        &self,
        pile: Vec<Notice>,
        now: Instant,
        has_time: &impl Fn() -> bool,
        report: &mut Report,
    ) {
        let mut entries = Vec::new();
        for notice in pile {
            if !has_time() {
                report.stopped_for_time = true;
                break;
            }
            match self.prepare(&notice, now).await {
                Ok(Prepared::Ready(ready)) => entries.push(*ready),
                Ok(Prepared::Done(outcome)) => report.count(outcome),
                Err(error) => {
                    tracing::warn!(notice = %notice.id, cause = chain(&error), "notice.passed_over");
                    report.count(Outcome::Failed);
                }
            }
        }
        if let Err(error) = self.digest(entries, now, report).await {
            tracing::warn!(cause = chain(&error), "digest.passed_over");
            report.count(Outcome::Failed);
        }
    }

    async fn digest(
        &self,
        entries: Vec<Ready>,
        now: Instant,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let Some(first) = entries.first() else {
            return Ok(());
        };
        if let Some(to) = first.reader.to.first() {
            // Alarms that come now wait for the next sweep, whoever else has mailed a moment ago.
            self.outbox.close_window(to, now + WINDOW).await?;
        }
        if entries.len() == 1 {
            report.count(self.mail(first, now).await?);
            return Ok(());
        }
        let (claims, entries) = self.claim_all(entries, now).await?;
        let (Some((lead, others)), Some(first)) = (claims.split_first(), entries.first()) else {
            return Ok(());
        };
        let taken = match self.digest_post(first, &entries, now) {
            Ok(post) => self.send(lead, &post, now).await,
            Err(error) => {
                tracing::error!(notice = %lead.notice.id, cause = chain(&error), "digest.unwritten");
                Taken::Not(Failure::NotSent)
            }
        };
        report.count(self.not_taken(lead, taken, now).await);
        for other in others {
            let outcome = match taken {
                Taken::Yes => self.folded(other, &lead.as_lead()).await,
                Taken::Refused | Taken::Not(_) => self.not_taken(other, taken, now).await,
            };
            report.count(outcome);
        }
        Ok(())
    }

    /// Claims the lead, then the others for it; whatever somebody else was faster at is left out.
    async fn claim_all(
        &self,
        entries: Vec<Ready>,
        now: Instant,
    ) -> Result<(Vec<Claim>, Vec<Ready>), StoreError> {
        let mut claims: Vec<Claim> = Vec::new();
        let mut claimed = Vec::new();
        for ready in entries {
            let lead = claims.first().map(Claim::as_lead);
            let to: Vec<_> = ready
                .reader
                .to
                .iter()
                .map(|to| escalon_aws::address_hash(to))
                .collect();
            let claim = self.outbox.claim(&ready.notice, &to, lead.as_ref(), now);
            if let Some(claim) = claim.await? {
                claims.push(claim);
                claimed.push(ready);
            }
        }
        Ok((claims, claimed))
    }

    /// An answer to a digest is about no ticket in particular, so it goes to the desk itself.
    fn digest_post(
        &self,
        first: &Ready,
        entries: &[Ready],
        now: Instant,
    ) -> Result<Post, Unwritten> {
        let told = entries.iter().take(MOST);
        let letters =
            told.map(|ready| letter(&ready.notice.draft, &ready.dossier, &ready.reader, now));
        let letters = letters.collect::<Result<Vec<_>, _>>()?;
        let desk = first.notice.id.ticket.desk();
        let reply_to = first.dossier.policy.reply_to.clone();
        let mut cc = BTreeSet::new();
        for ready in entries {
            cc.extend(ready.reader.cc.iter().cloned());
        }
        let to = first.reader.to.clone();
        Ok(Post {
            from: self.sender_of(desk, &first.dossier.policy, &first.reader)?,
            cc: copies(cc, &to),
            to,
            headers: headers(desk, "digest", &reply_to, None)?,
            reply_to,
            mail: digest(&letters, entries.len().saturating_sub(MOST))?,
        })
    }

    async fn folded(&self, claim: &Claim, lead: &DigestHead) -> Outcome {
        if let Err(error) = self.outbox.fold(&claim.notice, lead).await {
            // The next sweep after the lease folds it.
            tracing::warn!(notice = %claim.notice.id, cause = chain(&error), "notice.unrecorded");
        }
        Outcome::Folded
    }
}

/// Everybody who was to get a copy of one of the alarms, as far as one mail can carry them.
fn copies(cc: BTreeSet<String>, to: &[String]) -> Vec<String> {
    let room = MOST_RECIPIENTS.saturating_sub(to.len());
    let cc = cc.into_iter().filter(|cc| !to.contains(cc));
    cc.take(room).collect()
}
