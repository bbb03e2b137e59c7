//! Mail addresses in the Outbox: whether one may be mailed, and when it last was.
use desk::time::Instant;

use super::Outbox;
use crate::store::item::{self, Item, s};
use crate::store::{Update, WriteCondition, WriteOutcome};
use crate::{StoreError, keys};

/// The attribute that says until when alarms to an address wait.
const QUIET_UNTIL: &str = "quiet_until";

/// The name under which notices and the Outbox remember an address, whatever its case.
#[must_use]
pub fn address_hash(email: &str) -> String {
    let key = keys::address(email);
    key.split('#').nth(1).unwrap_or_default().to_owned()
}

/// An address, by its hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Why nobody may mail it.
    pub suppressed: Option<String>,
    /// Alarms wait until then, to go out as one digest.
    pub quiet_until: Option<Instant>,
}

/// Whether an alarm may go out at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// It may; the next ones wait until the window closes again.
    Taken,
    /// Another went out a moment ago.
    Quiet {
        /// Until then.
        until: Instant,
    },
}

impl Outbox {
    /// The address as the Outbox remembers it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn address(&self, email: &str) -> Result<Address, StoreError> {
        let found = self.table.get(address_key(email)).await?;
        Ok(found.as_ref().map(remembered).unwrap_or_default())
    }

    /// Suppresses an address: nobody mails it from now on. The first reason stands.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn suppress_address(
        &self,
        email: &str,
        reason: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        let update = Update::of(address_key(email), WriteCondition::none())
            .set_once("suppressed", s(reason))
            .set_once("suppressed_at", s(keys::stamp(now)));
        self.table.update_if(update).await.map(drop)
    }

    /// Takes the address's window until then, unless another alarm has taken it a moment ago.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn take_window(
        &self,
        email: &str,
        now: Instant,
        until: Instant,
    ) -> Result<Window, StoreError> {
        let free = WriteCondition::none().absent_or_at_most(QUIET_UNTIL, s(keys::stamp(now)));
        let update = close_window(email, free.hands_back(), until);
        match self.table.update_if(update).await? {
            WriteOutcome::Done => Ok(Window::Taken),
            WriteOutcome::Refused(item) => {
                let known = item.as_ref().map(remembered).unwrap_or_default();
                // Our own retry finds the window closed too; then the alarm waits a minute.
                let until = known.quiet_until.unwrap_or(until);
                Ok(Window::Quiet { until })
            }
        }
    }

    /// Closes the window of an address that a digest goes to now; alarms wait until then.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn close_window(&self, email: &str, until: Instant) -> Result<(), StoreError> {
        let update = close_window(email, WriteCondition::none(), until);
        self.table.update_if(update).await.map(drop)
    }
}

fn close_window(email: &str, condition: WriteCondition, until: Instant) -> Update {
    Update::of(address_key(email), condition).set(QUIET_UNTIL, s(keys::stamp(until)))
}

fn address_key(email: &str) -> Item {
    item::key(keys::address(email), keys::ONLY)
}

fn remembered(item: &Item) -> Address {
    Address {
        suppressed: item::text(item, "suppressed").map(str::to_owned),
        quiet_until: item::text(item, QUIET_UNTIL).and_then(|until| until.parse().ok()),
    }
}
