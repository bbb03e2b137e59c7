//! Keys of commands: each is remembered for a week, in the transaction of its command.
//!
//! A snapshot remembers its latest causes alone. A client may repeat a request long after, when many others have come
//! in between: then a marker beside the ticket tells that it was done, and of which body.
use aws_sdk_dynamodb::types::TransactWriteItem;
use chrono::TimeDelta;
use desk::time::Instant;
use sha2::{Digest, Sha256};

use super::{ApplyError, Ledger, Tickets};
use crate::store::WriteCondition;
use crate::store::item::{self, n, s};
use crate::{StoreError, TicketId, keys};

/// The time for which a key is remembered; `docs/http-api.md` tells clients.
pub const REMEMBERED: TimeDelta = TimeDelta::days(7);

const BODY: &str = "body";

/// The key that a client gave a command, and the body that it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandKey {
    /// A hash of the key.
    name: String,
    /// A hash of the body.
    body: String,
}

/// How a key is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KnownKey {
    /// Nobody has used it, or not within the time.
    New,
    /// This very request came before.
    Repeated,
    /// Another request came with it.
    OfAnother,
}

impl CommandKey {
    /// The key of a request, which is told from others of the same key by its body.
    #[must_use]
    pub fn of(key: &str, body: &[u8]) -> Self {
        let body = Sha256::digest(body);
        Self {
            name: keys::hashed(&[key]),
            body: body
                .iter()
                .take(16)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        }
    }
}

impl Tickets {
    /// Whether this ticket was given a command with that key.
    pub(super) async fn known_key(
        &self,
        id: &TicketId,
        key: &CommandKey,
        now: Instant,
    ) -> Result<KnownKey, StoreError> {
        let found = self.table.get(marker_key(id, key)).await?;
        let Some(marker) = found else {
            return Ok(KnownKey::New);
        };
        // The store deletes late, so the time is looked at as well.
        let until = item::number(&marker, keys::EXPIRES_AT).unwrap_or_default();
        let is_over = until <= seconds(now);
        Ok(match item::text(&marker, BODY) {
            _ if is_over => KnownKey::New,
            Some(body) if body == key.body => KnownKey::Repeated,
            Some(_) | None => KnownKey::OfAnother,
        })
    }

    /// The write that remembers a key; it fails where the key is known.
    pub(super) fn remember_key(
        &self,
        id: &TicketId,
        key: &CommandKey,
        now: Instant,
    ) -> Result<TransactWriteItem, StoreError> {
        let attributes = [
            (BODY, s(&key.body)),
            (keys::EXPIRES_AT, n(seconds(now + REMEMBERED))),
        ];
        let marker = item::record(marker_key(id, key), attributes);
        let unknown = WriteCondition::none().absent_or_at_most(keys::EXPIRES_AT, n(seconds(now)));
        self.table.putting(marker, &unknown)
    }
}

impl Ledger {
    /// How a ticket knows the key of a request; new without one.
    pub(super) async fn known_key(
        &self,
        id: &TicketId,
        key: Option<&CommandKey>,
        now: Instant,
    ) -> Result<KnownKey, ApplyError> {
        let Some(key) = key else {
            return Ok(KnownKey::New);
        };
        match self.tickets.known_key(id, key, now).await? {
            KnownKey::OfAnother => Err(ApplyError::KeyReused),
            known @ (KnownKey::New | KnownKey::Repeated) => Ok(known),
        }
    }
}

fn marker_key(id: &TicketId, key: &CommandKey) -> item::Item {
    item::key(keys::ticket(id), keys::command_key(&key.name))
}

fn seconds(at: Instant) -> u64 {
    u64::try_from(at.timestamp()).unwrap_or_default()
}
