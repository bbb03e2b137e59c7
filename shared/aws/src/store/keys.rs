//! The keys of both tables, each in one place. Leading keys carry the desk.
use chrono::SecondsFormat;
use desk::clock::QueuePart;
use desk::time::Instant;
use sha2::{Digest, Sha256};

use crate::TicketId;

/// Partitions of the index `due` in each lane; a constant, since every sweep asks all of them.
pub const SHARDS: usize = 16;
/// Lanes of the index `due`: what lies in an earlier one is handled first. Tickets have one, notices all of them.
pub const LANES: usize = 3;
/// Partition key of every table.
pub const PK: &str = "PK";
/// Sort key of every table.
pub const SK: &str = "SK";
/// The second from which an item may be deleted; the store does so within days, so a reader looks at the time itself.
pub(crate) const EXPIRES_AT: &str = "expires_at";
/// Partition key of the index `due`.
pub const DUE_PK: &str = "due_pk";
/// Sort key of the index `due`: the instant, `#`, and whose entry it is.
pub const DUE_SK: &str = "due_sk";
/// Partition key of the index `queue`.
pub const QUEUE_PK: &str = "queue_pk";
/// Sort key of the index `queue`.
pub const QUEUE_SK: &str = "queue_sk";
/// Partition key of the index `requester`.
pub const REQUESTER_PK: &str = "requester_pk";
/// Sort key of the index `requester`.
pub const REQUESTER_SK: &str = "requester_sk";
/// Sort key of a ticket's snapshot.
pub const STATE: &str = "STATE";
/// Sort key of an item that is alone in its partition.
pub const ONLY: &str = "ONLY";
/// Sort key of the pointer to a desk's policy in force.
pub const POLICY: &str = "POLICY";
/// Prefix of the sort keys of a desk's agents.
pub const AGENT: &str = "AGENT#";
/// Partition key under which every desk is listed.
pub const ALL_DESKS: &str = "DESKS";

/// Rank of a ticket without a priority in a queue: behind all others.
const LAST_RANK: usize = 99;
/// Queue position of a ticket to which nothing is promised.
const LAST_INSTANT: &str = "9999-12-31T23:59:59.999Z";

/// Everything of one ticket.
#[must_use]
pub fn ticket(id: &TicketId) -> String {
    format!("TICKET#{id}")
}

/// The ticket whose partition key this is.
#[must_use]
pub fn ticket_of(pk: &str) -> Option<TicketId> {
    pk.strip_prefix("TICKET#")?.parse().ok()
}

/// One fact of a ticket; sorts by sequence.
#[must_use]
pub fn fact(seq: u64) -> String {
    format!("FACT#{seq:08}")
}

/// Words that people wrote with one fact.
#[must_use]
pub fn text(seq: u64) -> String {
    format!("TEXT#{seq:08}")
}

/// The key of a command that a ticket was given.
pub(crate) fn command_key(hash: &str) -> String {
    format!("KEY#{hash}")
}

/// Prefix of the sort keys of a ticket's parts.
pub const CHILD: &str = "CHILD#";

/// A ticket that is a part of this one.
#[must_use]
pub fn child(id: &TicketId) -> String {
    format!("{CHILD}{}", id.name())
}

/// An organisation that was told of a major incident.
#[must_use]
pub fn told(organisation: &str) -> String {
    format!("TOLD#{organisation}")
}

/// Records of one desk: policies and organisations.
#[must_use]
pub fn desk(desk: &str) -> String {
    format!("DESK#{desk}")
}

/// One version of a desk's policy.
#[must_use]
pub fn policy(version: &str) -> String {
    format!("POLICY#{version}")
}

/// One customer organisation.
#[must_use]
pub fn organisation(id: &str) -> String {
    format!("ORGANISATION#{id}")
}

/// One of the desk's own people, by pseudonym.
#[must_use]
pub fn agent(id: &str) -> String {
    format!("{AGENT}{id}")
}

/// A person who asks; one partition each, so that a busy desk has no hot one.
#[must_use]
pub fn contact(desk: &str, id: &str) -> String {
    format!("CONTACT#{desk}#{id}")
}

/// The opaque name of a person at a desk. Facts hold this name and never the address.
#[must_use]
pub fn contact_id(desk: &str, email: &str) -> String {
    hashed(&[desk, &email.trim().to_lowercase()])
}

/// A notice in the Outbox.
#[must_use]
pub fn notice(id: &str) -> String {
    format!("NOTICE#{id}")
}

/// An address in the Outbox: whether it is suppressed, when it was last mailed.
#[must_use]
pub fn address(email: &str) -> String {
    format!("ADDRESS#{}", hashed(&[&email.trim().to_lowercase()]))
}

/// A counter in the Outbox: how often something was done that has a limit.
pub(crate) fn limit(parts: &[&str]) -> String {
    format!("LIMIT#{}", hashed(parts))
}

/// A shard of the first lane of an index `due`, by the name of the entry's owner.
#[must_use]
pub fn due_shard(owner: &str) -> String {
    shard_in_lane(0, owner)
}

/// A shard of that lane, from 0, by the name of the entry's owner.
pub(crate) fn shard_in_lane(lane: usize, owner: &str) -> String {
    let digest = Sha256::digest(owner.as_bytes());
    let first = digest.first().copied().unwrap_or_default();
    shard(lane * SHARDS + usize::from(first) % SHARDS)
}

/// The shard of that number; the shards of a lane follow those of the lane before.
#[must_use]
pub fn shard(number: usize) -> String {
    format!("DUE#{number:02}")
}

/// An entry's place in its shard: the earliest comes first.
#[must_use]
pub fn due_at(at: Instant, owner: &str) -> String {
    format!("{}#{owner}", stamp(at))
}

/// The queue of a desk.
#[must_use]
pub fn queue(desk: &str) -> String {
    format!("QUEUE#{desk}")
}

/// A ticket's place in its desk's queue: part by part as the policy orders, then by age.
#[must_use]
pub fn queue_place(parts: &[QueuePart], opened_at: Instant, id: &TicketId) -> String {
    let part = |part: &QueuePart| match part {
        QueuePart::Rank(rank) => {
            format!("{:02}", rank.map_or(LAST_RANK, |rank| rank.min(LAST_RANK)))
        }
        QueuePart::At(at) => at.map_or_else(|| LAST_INSTANT.to_owned(), stamp),
    };
    let mut place: Vec<_> = parts.iter().map(part).collect();
    if !parts.contains(&QueuePart::At(Some(opened_at))) {
        place.push(stamp(opened_at));
    }
    place.push(id.name().to_owned());
    place.join("#")
}

/// The tickets of one person.
#[must_use]
pub fn requester(desk: &str, contact: &str) -> String {
    format!("REQUESTER#{desk}#{contact}")
}

/// A ticket's place among those of its requester.
#[must_use]
pub fn requester_place(opened_at: Instant, id: &TicketId) -> String {
    format!("{}#{}", stamp(opened_at), id.name())
}

/// Instants in keys: UTC with milliseconds, always of one length, so that they sort as text.
#[must_use]
pub fn stamp(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// 80 bits of a hash in hexadecimal; the parts cannot run into one another.
pub(crate) fn hashed(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    digest
        .iter()
        .take(10)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_tickets_can_be_read_back() {
        let id = TicketId::of_key("acme", "k");
        assert_eq!(ticket_of(&ticket(&id)), Some(id));
        assert_eq!(ticket_of("DESK#acme"), None);
    }

    #[test]
    fn an_address_has_one_name_whatever_its_case() {
        let name = contact_id("acme", "Ann@Example.com");
        assert_eq!(name, contact_id("acme", " ann@example.com "));
        assert_ne!(name, contact_id("umbrella", "ann@example.com"));
    }

    #[test]
    fn entries_sort_by_their_instant() {
        let early = due_at("2026-03-09T08:00:00Z".parse().unwrap(), "z");
        let late = due_at("2026-03-09T08:00:00.001Z".parse().unwrap(), "a");
        assert!(early < late, "{early} {late}");
    }

    #[test]
    fn owners_spread_over_all_shards() {
        let shards: std::collections::BTreeSet<_> =
            (0..500).map(|n| due_shard(&n.to_string())).collect();
        assert_eq!(shards.len(), SHARDS);
    }
}
