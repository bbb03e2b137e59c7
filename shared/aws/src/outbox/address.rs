//! What the Outbox remembers of an address: whether it may be mailed, and when it last was.
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use desk::time::Instant;

use super::Outbox;
use crate::store::item::{self, Item, s};
use crate::{StoreError, keys};

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
    /// What is remembered of an address.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn address(&self, email: &str) -> Result<Address, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, s(keys::address(email)))
            .key(keys::SK, s(keys::ONLY))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        Ok(found.item.as_ref().map(remembered).unwrap_or_default())
    }

    /// From now on nobody mails that address. The first reason stands.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn suppress_address(
        &self,
        email: &str,
        reason: &str,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.client
            .update_item()
            .table_name(&self.table)
            .key(keys::PK, s(keys::address(email)))
            .key(keys::SK, s(keys::ONLY))
            .update_expression(
                "SET suppressed = if_not_exists(suppressed, :reason), \
                 suppressed_at = if_not_exists(suppressed_at, :now)",
            )
            .expression_attribute_values(":reason", s(reason))
            .expression_attribute_values(":now", s(keys::stamp(now)))
            .send()
            .await
            .map(|_| ())
            .map_err(StoreError::unavailable("UpdateItem"))
    }

    /// Takes the address's window until then, unless somebody has taken it a moment ago.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn take_window(
        &self,
        email: &str,
        now: Instant,
        until: Instant,
    ) -> Result<Window, StoreError> {
        let taken = self
            .window(email, until)
            .condition_expression("attribute_not_exists(quiet_until) OR quiet_until <= :now")
            .expression_attribute_values(":now", s(keys::stamp(now)))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        match taken {
            Ok(_) => Ok(Window::Taken),
            Err(error) => match error.as_service_error() {
                Some(
                    aws_sdk_dynamodb::operation::update_item::UpdateItemError::ConditionalCheckFailedException(
                        failed,
                    ),
                ) => {
                    let known = failed.item.as_ref().map(remembered).unwrap_or_default();
                    // Our own retry finds the window closed too; then the alarm waits a minute.
                    Ok(Window::Quiet { until: known.quiet_until.unwrap_or(until) })
                }
                _ => Err(StoreError::unavailable("UpdateItem")(error)),
            },
        }
    }

    /// A digest goes to the address now; alarms wait until then.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn keep_window(&self, email: &str, until: Instant) -> Result<(), StoreError> {
        self.window(email, until)
            .send()
            .await
            .map(|_| ())
            .map_err(StoreError::unavailable("UpdateItem"))
    }

    fn window(
        &self,
        email: &str,
        until: Instant,
    ) -> aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&self.table)
            .key(keys::PK, s(keys::address(email)))
            .key(keys::SK, s(keys::ONLY))
            .update_expression("SET quiet_until = :until")
            .expression_attribute_values(":until", s(keys::stamp(until)))
    }
}

fn remembered(item: &Item) -> Address {
    Address {
        suppressed: item::text(item, "suppressed").map(str::to_owned),
        quiet_until: item::text(item, "quiet_until").and_then(|until| until.parse().ok()),
    }
}
