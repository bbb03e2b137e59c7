//! Records of a table's stream: what they carry, and how a batch is answered.
use std::future::Future;

use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use desk::lifecycle::Fact;
use serde::Serialize;
use serde_dynamo::AttributeValue;

use crate::{ApplyError, NoticeId, TicketId};

/// The answer to a batch: where the stream is to be read again from. Empty is success.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BatchAnswer {
    /// The lowest failed record, or nothing.
    #[serde(rename = "batchItemFailures")]
    pub failures: Vec<FailedItem>,
}

/// A record, or a message of a queue, to be given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailedItem {
    /// Its sequence number, or its message id.
    #[serde(rename = "itemIdentifier")]
    pub id: String,
}

/// A record that a retry can mend.
#[derive(Debug, thiserror::Error)]
#[error("the record is to be given again")]
pub struct Again(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// The fact that a record carries; none for any other item.
#[must_use]
pub fn fact(record: &EventRecord) -> Option<(TicketId, Fact)> {
    let text = |name| text(record, name);
    let id = TicketId::parse(text("desk")?, text("ticket")?).ok()?;
    let fact = serde_json::from_str(text("fact")?).ok()?;
    Some((id, fact))
}

/// The notice that a record carries; none for any other item.
#[must_use]
pub fn notice(record: &EventRecord) -> Option<NoticeId> {
    text(record, "notice")?.parse().ok()
}

/// Does `step` for each record in order, and stops at the first that has to be given again: what
/// follows is given again with it, so going on would only repeat work.
pub async fn each_record<F, S>(event: Event, step: F) -> BatchAnswer
where
    F: Fn(EventRecord) -> S,
    S: Future<Output = Result<(), Again>>,
{
    for record in event.records {
        let sequence = record.change.sequence_number.clone();
        if let Err(again) = step(record).await {
            let cause = crate::chain(&again);
            tracing::warn!(sequence, cause, "a record is to be given again");
            // Without a number Lambda takes the whole batch as failed, which loses nothing.
            let id = sequence.unwrap_or_default();
            return BatchAnswer {
                failures: vec![FailedItem { id }],
            };
        }
    }
    BatchAnswer::default()
}

/// Does `step` for the fact of each record, as [`each_record`] does.
///
/// A record that the store could not take for now is given again. One that the policy refuses is logged and skipped,
/// because giving it again would change nothing: the ticket's obligation stays in the index, and the scan asks again.
pub async fn each_fact<F, S>(event: Event, step: F) -> BatchAnswer
where
    F: Fn(TicketId, Fact) -> S,
    S: Future<Output = Result<(), ApplyError>>,
{
    each_record(event, |record| {
        let given = fact(&record);
        // Boxed, so that the futures of all handlers stay small.
        let done = given.map(|(id, fact)| (id.clone(), Box::pin(step(id, fact))));
        async move {
            let Some((id, done)) = done else {
                tracing::error!(sequence = record.change.sequence_number, "not a fact");
                return Ok(());
            };
            match done.await {
                Ok(()) => Ok(()),
                Err(ApplyError::Store(error)) => Err(Again(Box::new(error))),
                Err(
                    error @ (ApplyError::Refused(_)
                    | ApplyError::Stale { .. }
                    | ApplyError::KeyReused),
                ) => {
                    tracing::warn!(ticket.id = %id, %error, "refused");
                    Ok(())
                }
            }
        }
    })
    .await
}

fn text<'r>(record: &'r EventRecord, name: &str) -> Option<&'r str> {
    if let AttributeValue::S(text) = record.change.new_image.get(name)? {
        return Some(text);
    }
    None
}
