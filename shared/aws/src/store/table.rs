//! One table of the store: get, put, update, query, batches and transactions, each in one place.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{
    CancellationReason, KeysAndAttributes, Put, TransactWriteItem, Update as UpdateWrite,
};

use super::StoreError;
use super::expression::{Query, Update, WriteCondition};
use super::item::{self, Item};
use super::retry::pause;

/// Rounds of one batch before what is left of it counts as not answered.
const BATCH_ROUNDS: u32 = 8;

/// A table with the client that reaches it.
#[derive(Debug, Clone)]
pub(crate) struct StoreTable {
    client: Client,
    pub(crate) name: String,
}

/// How a conditional write ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum WriteOutcome {
    Done,
    /// The condition does not hold; the item as it is, where it was asked for.
    Refused(Option<Item>),
}

impl WriteOutcome {
    pub(crate) fn is_done(&self) -> bool {
        matches!(self, Self::Done)
    }
}

/// One page of a query.
#[derive(Debug, Clone, Default)]
pub(crate) struct QueryPage {
    pub(crate) items: Vec<Item>,
    /// The place where the next page begins; none at the end.
    pub(crate) next: Option<Item>,
}

impl StoreTable {
    pub(crate) fn new(client: Client, name: impl Into<String>) -> Self {
        Self {
            client,
            name: name.into(),
        }
    }

    /// One item as it is now. Always a consistent read: "there is none" is acted on for good.
    pub(crate) async fn get(&self, key: Item) -> Result<Option<Item>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        Ok(found.item)
    }

    /// Puts an item over whatever is there.
    pub(crate) async fn put(&self, item: Item) -> Result<(), StoreError> {
        self.put_if(item, WriteCondition::none()).await.map(drop)
    }

    pub(crate) async fn put_if(
        &self,
        item: Item,
        condition: WriteCondition,
    ) -> Result<WriteOutcome, StoreError> {
        let sent = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item))
            .set_condition_expression(condition.text())
            .set_expression_attribute_names(condition.names())
            .set_expression_attribute_values(condition.values())
            .set_return_values_on_condition_check_failure(condition.returned())
            .send()
            .await;
        match sent {
            Ok(_) => Ok(WriteOutcome::Done),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(failed)) => {
                    Ok(WriteOutcome::Refused(failed.item.clone()))
                }
                _ => Err(StoreError::unavailable("PutItem")(error)),
            },
        }
    }

    pub(crate) async fn update_if(&self, update: Update) -> Result<WriteOutcome, StoreError> {
        let condition = &update.condition;
        let sent = self
            .client
            .update_item()
            .table_name(&self.name)
            .update_expression(update.text())
            .set_condition_expression(condition.text())
            .set_expression_attribute_names(condition.names())
            .set_expression_attribute_values(condition.values())
            .set_return_values_on_condition_check_failure(condition.returned())
            .set_key(Some(update.key))
            .send()
            .await;
        match sent {
            Ok(_) => Ok(WriteOutcome::Done),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(failed)) => {
                    Ok(WriteOutcome::Refused(failed.item.clone()))
                }
                _ => Err(StoreError::unavailable("UpdateItem")(error)),
            },
        }
    }

    /// One page. The table itself is read consistently, which an index cannot be.
    pub(crate) async fn query_page(&self, query: Query) -> Result<QueryPage, StoreError> {
        let page = self
            .client
            .query()
            .table_name(&self.name)
            .set_index_name(query.index.map(str::to_owned))
            .key_condition_expression(query.condition)
            .set_expression_attribute_values(Some(query.values))
            .set_consistent_read(query.index.is_none().then_some(true))
            .set_exclusive_start_key(query.from)
            .set_limit(query.limit)
            .send()
            .await
            .map_err(StoreError::unavailable("Query"))?;
        Ok(QueryPage {
            items: page.items.unwrap_or_default(),
            next: page.last_evaluated_key,
        })
    }

    /// Every item of a query, page after page.
    pub(crate) async fn query_all(&self, query: Query) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        let mut from = None;
        loop {
            let page = self.query_page(query.clone().from(from)).await?;
            items.extend(page.items);
            from = page.next;
            if from.is_none() {
                return Ok(items);
            }
        }
    }

    /// The items of these keys, in any order. What the service leaves undone is asked again, each time a little later.
    pub(crate) async fn batch_get(&self, keys: Vec<Item>) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        let mut wanted = keys;
        for round in 1..=BATCH_ROUNDS {
            if wanted.is_empty() {
                return Ok(items);
            }
            if round > 1 {
                let request = format!("{} {}", self.name, wanted.len());
                tokio::time::sleep(pause(&request, round - 1)).await;
            }
            let keys = KeysAndAttributes::builder().set_keys(Some(wanted));
            let keys = keys
                .build()
                .map_err(StoreError::corrupt("the keys of a batch"))?;
            let answer = self
                .client
                .batch_get_item()
                .request_items(&self.name, keys)
                .send()
                .await
                .map_err(StoreError::unavailable("BatchGetItem"))?;
            items.extend(answer.responses.unwrap_or_default().into_values().flatten());
            let left = answer.unprocessed_keys.unwrap_or_default();
            wanted = left.into_values().flat_map(|left| left.keys).collect();
        }
        if wanted.is_empty() {
            return Ok(items);
        }
        Err(StoreError::Unavailable {
            operation: "BatchGetItem",
            source: format!("{} keys were left undone", wanted.len()).into(),
        })
    }

    /// A put as a part of a transaction.
    pub(crate) fn putting(
        &self,
        item: Item,
        condition: &WriteCondition,
    ) -> Result<TransactWriteItem, StoreError> {
        putting(&self.name, item, condition)
    }

    /// An update as a part of a transaction.
    pub(crate) fn updating(&self, update: Update) -> Result<TransactWriteItem, StoreError> {
        let condition = &update.condition;
        let write = UpdateWrite::builder()
            .table_name(&self.name)
            .update_expression(update.text())
            .set_condition_expression(condition.text())
            .set_expression_attribute_names(condition.names())
            .set_expression_attribute_values(condition.values())
            .set_key(Some(update.key))
            .build()
            .map_err(StoreError::corrupt("an update"))?;
        Ok(TransactWriteItem::builder().update(write).build())
    }

    /// Writes all of it or nothing.
    ///
    /// With an `operation`, the first write carries it as `op` and hands back what it is refused upon: if that has
    /// our operation, a lost answer was tried again by the SDK, and the first attempt has done the work.
    pub(crate) async fn transact(
        &self,
        writes: Vec<TransactWriteItem>,
        operation: Option<&str>,
    ) -> Result<(), StoreError> {
        let request = self.client.transact_write_items();
        match request.set_transact_items(Some(writes)).send().await {
            Ok(_) => Ok(()),
            Err(error) => classify_error(error, operation),
        }
    }
}

/// A put into the table of that name, as a part of a transaction.
pub(crate) fn putting(
    table: &str,
    item: Item,
    condition: &WriteCondition,
) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder()
        .table_name(table)
        .set_item(Some(item))
        .set_condition_expression(condition.text())
        .set_expression_attribute_names(condition.names())
        .set_expression_attribute_values(condition.values())
        .set_return_values_on_condition_check_failure(condition.returned())
        .build()
        .map_err(StoreError::corrupt("an item"))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// Tells our own retry and somebody else's write from a service that is away.
fn classify_error(
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
