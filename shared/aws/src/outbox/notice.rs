//! Notices: mails that are owed, by reference, and how far each has come.
use chrono::TimeDelta;
use desk::notice::NoticeDraft;
use desk::time::Instant;

use super::{NoticeId, NoticeLane};
use crate::store::due_entry_in;
use crate::store::item::{self, Item, n, s};
use crate::{StoreError, TicketId, keys};

/// The time that a claim grants to send a notice; longer than any function lives that could.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);
/// The attribute that names the receipts in its mail.
pub(super) const MEMBERS: &str = "members";
/// The attribute that says where the request came from.
pub(super) const SOURCE: &str = "source";
/// After so many tries a notice is flagged for a person; it is tried on all the same.
const STUCK_AFTER: u64 = 3;

/// How far a notice has come. It only ever moves on, except that a mail that bounced for a while
/// may be delivered after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeState {
    /// Owed.
    Pending,
    /// Somebody is sending it until the lease ends.
    Claimed,
    /// The mail service took it.
    Sent,
    /// The recipient's server took it.
    Delivered,
    /// It came back.
    Bounced,
    /// It will not be mailed; the reason stands beside it.
    Suppressed,
    /// It stands in a digest.
    Folded,
}

/// A notice as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its name.
    pub id: NoticeId,
    /// Who, which text, which fact.
    pub draft: NoticeDraft,
    /// How far it has come.
    pub state: NoticeState,
    /// When it was written.
    pub written_at: Instant,
    /// Nobody sends it before: quiet hours, a digest's minute, or the pause after a failed try.
    pub not_before: Instant,
    /// Its entry in the index `due`: while it is claimed, the lease's end; none once it is finished.
    pub due_at: Option<Instant>,
    /// How often it was claimed.
    pub tries: u64,
    /// Hashes of the addresses it is mailed to, known from the claim on; never the addresses.
    pub to: Vec<String>,
    /// The digest it stands in, or was to stand in.
    pub digest: Option<DigestHead>,
    /// Receipts that went out in its mail and whose delivery a clock of their tickets waits for.
    pub members: Vec<NoticeId>,
    /// Why it is suppressed.
    pub reason: Option<String>,
    /// The source of the request that caused it, as a hash; forgotten when the notice is finished.
    pub source: Option<String>,
}

/// The head of a digest: the notice under whose name it is sent, and in which of its tries: a later try is
/// another mail, with other entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestHead {
    /// Its name.
    pub id: NoticeId,
    /// How often it had been claimed.
    pub tries: u64,
}

impl Notice {
    pub(crate) fn pending(
        ticket: &TicketId,
        place: usize,
        draft: NoticeDraft,
        source: Option<&str>,
        now: Instant,
    ) -> Self {
        let id = NoticeId {
            ticket: ticket.clone(),
            fact_seq: draft.fact_seq,
            place,
        };
        // Due from the start, at the lease's end or when it may go out, so that a lost stream
        // record delays it and never loses it, and a prompt claim need not move the entry.
        let due_at = if draft.not_before > now {
            draft.not_before
        } else {
            now + LEASE
        };
        Self {
            id,
            source: source.filter(|_| draft.receipt).map(str::to_owned),
            not_before: draft.not_before,
            draft,
            state: NoticeState::Pending,
            written_at: now,
            due_at: Some(due_at),
            tries: 0,
            to: Vec::new(),
            digest: None,
            members: Vec::new(),
            reason: None,
        }
    }

    /// Whether somebody may claim it: nobody holds it, and its time has come.
    #[must_use]
    pub fn is_claimable(&self, now: Instant) -> bool {
        match self.state {
            NoticeState::Pending => self.not_before <= now,
            NoticeState::Claimed => self.due_at.is_none_or(|lease_end| lease_end <= now),
            NoticeState::Sent
            | NoticeState::Delivered
            | NoticeState::Bounced
            | NoticeState::Suppressed
            | NoticeState::Folded => false,
        }
    }

    /// Whether the digest under the name of `head` was sent in that very try.
    #[must_use]
    pub fn has_sent(&self, head: &DigestHead) -> bool {
        self.id == head.id && self.tries == head.tries && self.state.is_sent()
    }

    /// Whether a person should look at it.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.tries >= STUCK_AFTER
    }

    /// When its lease would end if it were claimed now. A fresh notice keeps the entry it was
    /// written with, which saves two writes of the index for nearly every mail.
    pub(crate) fn lease_end(&self, now: Instant) -> Instant {
        self.due_at
            .filter(|due| *due >= now + LEASE / 2 && *due <= now + LEASE)
            .unwrap_or(now + LEASE)
    }

    /// The item of a new notice.
    pub(crate) fn to_item(&self) -> Result<Item, StoreError> {
        let name = self.id.to_string();
        let attributes = [
            ("kind", s("notice")),
            ("notice", s(&name)),
            ("draft", item::to_json(&self.draft, "a notice")?),
            ("status", s(self.state.name())),
            ("tries", n(self.tries)),
            ("written_at", s(keys::stamp(self.written_at))),
        ];
        let mut item = item::record(self.id.key(), attributes);
        if let Some(source) = &self.source {
            item.insert(SOURCE.to_owned(), s(source));
        }
        if let Some(due) = self.due_at {
            item.extend(self.entry_at(due));
        }
        Ok(item)
    }

    /// Its entry in the index `due` at that instant, in its lane.
    pub(super) fn entry_at(&self, at: Instant) -> Item {
        let lane = NoticeLane::of(&self.draft);
        due_entry_in(lane.number(), at, &self.id.to_string())
    }

    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        let missing = |what: &str| StoreError::corrupt("a notice")(format!("it has no {what}"));
        let text = |name: &str| item::text(item, name);
        let draft: NoticeDraft = item::json(item, "draft", "a notice")?;
        let id = text("notice").and_then(|name| name.parse().ok());
        let state = text("status").and_then(NoticeState::named);
        let head = text("lead").and_then(|name| name.parse().ok());
        Ok(Self {
            id: id.ok_or_else(|| missing("name"))?,
            state: state.ok_or_else(|| missing("status"))?,
            written_at: instant(item, "written_at").ok_or_else(|| missing("written_at"))?,
            not_before: instant(item, "not_before").unwrap_or(draft.not_before),
            draft,
            due_at: instant(item, keys::DUE_SK),
            tries: item::number(item, "tries").unwrap_or_default(),
            to: hashes(item),
            digest: head
                .zip(item::number(item, "lead_tries"))
                .map(|(id, tries)| DigestHead { id, tries }),
            members: members(item),
            reason: text("reason").map(str::to_owned),
            source: text(SOURCE).map(str::to_owned),
        })
    }
}

/// An instant, alone or at the head of an entry of the index `due`.
fn instant(item: &Item, name: &str) -> Option<Instant> {
    item::text(item, name)?.split('#').next()?.parse().ok()
}

fn members(item: &Item) -> Vec<NoticeId> {
    let members = item::text(item, MEMBERS).unwrap_or_default();
    let members = members.split_whitespace();
    members.filter_map(|name| name.parse().ok()).collect()
}

fn hashes(item: &Item) -> Vec<String> {
    let to = item::text(item, "to").unwrap_or_default();
    to.split_whitespace().map(str::to_owned).collect()
}

impl NoticeState {
    const ALL: [Self; 7] = [
        Self::Pending,
        Self::Claimed,
        Self::Sent,
        Self::Delivered,
        Self::Bounced,
        Self::Suppressed,
        Self::Folded,
    ];

    /// The name as it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Claimed => "CLAIMED",
            Self::Sent => "SENT",
            Self::Delivered => "DELIVERED",
            Self::Bounced => "BOUNCED",
            Self::Suppressed => "SUPPRESSED",
            Self::Folded => "FOLDED",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the mail service took it, whatever became of it since.
    #[must_use]
    pub fn is_sent(self) -> bool {
        match self {
            Self::Sent | Self::Delivered | Self::Bounced => true,
            Self::Pending | Self::Claimed | Self::Suppressed | Self::Folded => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use desk::notice::{NoticeDraft, Recipient};

    use super::*;

    fn at(minute: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    fn notice(not_before: Instant) -> Notice {
        let draft = NoticeDraft {
            name: "received".to_owned(),
            text: "acknowledgement".to_owned(),
            to: Recipient::Requester,
            cc: vec![],
            fact_seq: 1,
            not_before,
            metric: None,
            step: None,
            digest: false,
            receipt: false,
        };
        Notice::pending(&TicketId::of_key("acme", "k"), 0, draft, None, at(0))
    }

    #[test]
    fn a_notice_is_read_as_it_was_written() {
        for notice in [notice(at(0)), notice(at(90))] {
            let item = notice.to_item().unwrap();
            assert_eq!(Notice::from_item(&item).unwrap(), notice);
        }
    }

    #[test]
    fn a_notice_can_be_claimed_from_its_hour_on_and_when_its_lease_has_ended() {
        let quiet = notice(at(90));
        assert!(!quiet.is_claimable(at(89)));
        assert!(quiet.is_claimable(at(90)));
        let mut held = notice(at(0));
        held.state = NoticeState::Claimed;
        assert!(!held.is_claimable(at(1)));
        assert!(held.is_claimable(at(2)));
    }

    #[test]
    fn a_prompt_claim_keeps_the_entry_and_a_late_one_has_a_whole_lease() {
        let fresh = notice(at(0));
        assert_eq!(fresh.lease_end(at(0)), at(2));
        assert_eq!(fresh.lease_end(at(1)), at(2));
        assert_eq!(
            fresh.lease_end(at(1) + TimeDelta::milliseconds(1)),
            at(3) + TimeDelta::milliseconds(1)
        );
        assert_eq!(notice(at(90)).lease_end(at(90)), at(92));
    }

    #[test]
    fn a_digest_counts_as_sent_in_the_try_it_was_claimed_for_and_no_other() {
        let mut lead = notice(at(0));
        let claimed_for = DigestHead {
            id: lead.id.clone(),
            tries: 1,
        };
        lead.tries = 1;
        lead.state = NoticeState::Claimed;
        assert!(!lead.has_sent(&claimed_for));
        lead.state = NoticeState::Delivered;
        assert!(lead.has_sent(&claimed_for));
        lead.tries = 2;
        assert!(!lead.has_sent(&claimed_for));
    }
}
