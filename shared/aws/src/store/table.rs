//! Writes of a transaction, and what an error of one means.
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, Put, TransactWriteItem};

use super::StoreError;
use super::item::{self, Item};

/// Puts an item, optionally only where none is.
pub(crate) fn put(table: &str, item: Item, new: bool) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder().table_name(table).set_item(Some(item));
    let put = if new {
        put.condition_expression("attribute_not_exists(PK)")
    } else {
        put
    };
    let put = put.build().map_err(StoreError::corrupt("an item"))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// Tells our own retry and somebody else's write from a service that is away.
pub(crate) fn classify_error(
    error: SdkError<TransactWriteItemsError>,
    operation: Option<&str>,
) -> Result<(), StoreError> {
    let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) =
        error.as_service_error()
    else {
        return Err(StoreError::unavailable("TransactWriteItems")(error));
    };
    let reasons = canceled.cancellation_reasons();
    let ours = |reason: &CancellationReason| {
        let item = reason.item.as_ref();
        operation.is_some() && item.and_then(|item| item::text(item, "op")) == operation
    };
    if reasons.first().is_some_and(ours) {
        return Ok(());
    }
    let conflict = reasons.iter().any(|reason| {
        matches!(
            reason.code(),
            Some("ConditionalCheckFailed" | "TransactionConflict")
        )
    });
    if conflict {
        return Err(StoreError::Conflict { what: "the ticket" });
    }
    Err(StoreError::unavailable("TransactWriteItems")(error))
}
