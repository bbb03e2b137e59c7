//! The Outbox: claiming notices, sending each once, and recording what became of them.
//!
//! A sender reads the notice, claims it, sends, and says so. Each write is conditioned on the notice being as it was
//! read, so of two who want the same one gets it. A claim is a lease whose end is the notice's entry in the index
//! `due`: a sender that dies with it delays the mail by the lease and loses nothing.
mod address;
mod change;
mod delivery;
mod id;
mod lane;
mod limits;
pub mod mail_event;
mod mailer;
mod notice;

use std::hash::{BuildHasher, Hasher, RandomState};

use aws_sdk_dynamodb::Client;
use desk::time::Instant;

use change::while_in;

use crate::store::item::{self, n, s};
use crate::store::{StoreTable, Update, WriteOutcome};
use crate::{StoreError, keys};

pub use address::{Address, Window, address_hash};
pub use delivery::DeliveryOutcome;
pub use id::{NoNotice, NoticeId};
pub use lane::NoticeLane;
pub use limits::{Admission, RECEIPT_PAUSE, source_hash};
pub use mailer::{Envelope, Mailer, NOTICE_TAG, SendResult};
pub use notice::{DigestHead, LEASE, Notice, NoticeState};

/// Claims notices and records what became of them.
#[derive(Debug, Clone)]
pub struct Outbox {
    table: StoreTable,
}

/// The right to send one notice until its lease ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The notice, as it stands since the claim.
    pub notice: Notice,
}

/// Why a try did not send a mail; both leave it owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It was certainly not sent.
    NotSent,
    /// Nobody knows: the answer was lost. It stays claimed until the lease ends, by which time
    /// the mail service has told whether it was sent.
    Unknown,
}

impl Failure {
    /// The failure's name, as stored on a notice and logged.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Unknown => "unknown",
        }
    }
}

impl Claim {
    /// The name by which others join this claim as entries of its digest.
    #[must_use]
    pub fn as_digest_head(&self) -> DigestHead {
        DigestHead {
            id: self.notice.id.clone(),
            tries: self.notice.tries,
        }
    }
}

impl Outbox {
    /// The Outbox of this table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        let table = StoreTable::new(client, table);
        Self { table }
    }

    /// A notice as it is now (a consistent read, which is also how the recorded SEND event is
    /// looked for before anything is sent again); none when there is no such notice.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn load(&self, id: &NoticeId) -> Result<Option<Notice>, StoreError> {
        let found = self.table.get(id.key()).await?;
        found.as_ref().map(Notice::from_item).transpose()
    }

    /// Claims a notice that was just read, to be mailed to addresses with these hashes, alone or
    /// as an entry of the digest of `head`. None when it is finished, its time has not come, or
    /// somebody else was faster.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn claim(
        &self,
        notice: &Notice,
        to: &[String],
        head: Option<&DigestHead>,
        now: Instant,
    ) -> Result<Option<Claim>, StoreError> {
        if !notice.is_claimable(now) {
            return Ok(None);
        }
        let (lease_end, tries) = (notice.lease_end(now), notice.tries + 1);
        let token = token();
        let mut change = notice
            .while_unchanged()
            .state(NoticeState::Claimed)
            .set("claim", s(&token))
            .set("tries", n(tries))
            .set("to", s(to.join(" ")));
        if notice.due_at != Some(lease_end) {
            change = change.set_all(notice.entry_at(lease_end));
        }
        change = match head {
            Some(head) => change
                .set("lead", s(head.id.to_string()))
                .set("lead_tries", n(head.tries)),
            None => change.remove(&["lead", "lead_tries", notice::MEMBERS]),
        };
        let ours = match self.table.update_if(change).await? {
            WriteOutcome::Done => true,
            // A lost answer that the SDK tried again: the first attempt has done it.
            WriteOutcome::Refused(item) => item
                .as_ref()
                .is_some_and(|item| item::text(item, "claim") == Some(&token)),
        };
        let claimed = || Notice {
            state: NoticeState::Claimed,
            due_at: Some(lease_end),
            tries,
            to: to.to_vec(),
            digest: head.cloned(),
            ..notice.clone()
        };
        Ok(ours.then(|| Claim { notice: claimed() }))
    }

    /// Names the receipts that go out in the mail of a claim, so that its delivery is theirs.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn name_members(
        &self,
        head: &Claim,
        members: &[&NoticeId],
    ) -> Result<(), StoreError> {
        let members: Vec<_> = members.iter().map(ToString::to_string).collect();
        let change = head.notice.while_unchanged();
        self.write(change.set(notice::MEMBERS, s(members.join(" "))))
            .await
    }

    /// Records that the mail service took the mail. True whoever holds the claim by now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn sent(
        &self,
        id: &NoticeId,
        message_id: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        let change = while_in(id, &[NoticeState::Pending, NoticeState::Claimed])
            .state(NoticeState::Sent)
            .set("message_id", s(message_id))
            .set("sent_at", s(keys::stamp(at)))
            .finished();
        self.write(change).await
    }

    /// Records a try that failed. A mail that was certainly not sent is owed again from `until` on.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn failed(
        &self,
        notice: &Notice,
        failure: Failure,
        until: Instant,
    ) -> Result<(), StoreError> {
        let stuck = aws_sdk_dynamodb::types::AttributeValue::Bool(notice.is_stuck());
        let change = notice
            .while_unchanged()
            .set("failure", s(failure.name()))
            .set("stuck", stuck);
        let change = match failure {
            Failure::NotSent => Self::back(change, notice, until),
            Failure::Unknown => change,
        };
        self.write(change).await
    }

    /// Lets a notice wait until then, for a digest; no failure.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn postpone(&self, notice: &Notice, until: Instant) -> Result<(), StoreError> {
        self.write(Self::back(notice.while_unchanged(), notice, until))
            .await
    }

    fn back(change: Update, notice: &Notice, until: Instant) -> Update {
        change
            .state(NoticeState::Pending)
            .set("not_before", s(keys::stamp(until)))
            .remove(&["lead", "lead_tries"])
            .set_all(notice.entry_at(until))
    }

    /// Suppresses a notice: it will never be mailed, for this reason.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn suppress(
        &self,
        notice: &Notice,
        reason: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let change = notice
            .while_unchanged()
            .state(NoticeState::Suppressed)
            .set("reason", s(reason))
            .set("suppressed_at", s(keys::stamp(now)))
            .finished();
        self.write(change).await
    }

    /// Folds a notice into the digest that was sent under the name of `head`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn fold(&self, notice: &Notice, head: &DigestHead) -> Result<(), StoreError> {
        let change = notice
            .while_unchanged()
            .state(NoticeState::Folded)
            .set("lead", s(head.id.to_string()))
            .set("lead_tries", n(head.tries))
            .finished();
        self.write(change).await
    }

    /// A condition that does not hold means that somebody has brought the notice further.
    async fn write(&self, change: Update) -> Result<(), StoreError> {
        self.table.update_if(change).await.map(drop)
    }
}

/// Tells one claim from another of the same millisecond. The standard library's random keys will
/// do: nothing secret hangs on it.
fn token() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}
