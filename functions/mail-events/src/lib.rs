//! SES events: a mail was taken, delivered, bounced, complained about.
//!
//! Each event finds its notice by the tag that its mail carries. What it tells is written on the
//! notice, which only ever moves on, so an event that comes twice or late changes nothing.
//!
//! A mail to the requester is also a fact of the ticket — a promise may be kept by its delivery —
//! and notice and ticket change in one transaction. A mail to staff changes its notice alone: no
//! promise hangs on it, and an alarm that told the ticket of its own delivery would only make
//! work.
mod record;

use aws_lambda_events::event::sqs::{SqsEvent, SqsMessage};
use desk::time::Instant;
use escalon_aws::chain;
use escalon_aws::config::{Tables, Unset};
use escalon_aws::mail_event::{MailEvent, UnreadableEvent};
use escalon_aws::stream::{BatchAnswer, FailedItem};
use escalon_aws::{Ledger, Outbox};

pub use record::Unrecorded;

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct MailEvents {
    outbox: Outbox,
    ledger: Ledger,
}

/// A message that is to be given again, and ends in the dead-letter queue if that never helps.
#[derive(Debug, thiserror::Error)]
enum Unprocessed {
    #[error(transparent)]
    Unreadable(#[from] UnreadableEvent),
    #[error("the message has no body")]
    Empty,
    #[error(transparent)]
    Unrecorded(#[from] Unrecorded),
}

impl MailEvents {
    /// The function with its ports, from its environment.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(
        lookup: &impl Fn(&str) -> Option<String>,
        client: aws_sdk_dynamodb::Client,
    ) -> Result<Self, Unset> {
        let tables = Tables::from(lookup)?;
        Ok(Self {
            outbox: Outbox::new(client.clone(), &tables.outbox),
            ledger: Ledger::new(client, &tables),
        })
    }

    /// Records each event. Messages fail one by one: those that cannot be read, and those that
    /// the store did not take, are named in the answer.
    pub async fn messages(&self, event: SqsEvent, now: Instant) -> BatchAnswer {
        let mut answer = BatchAnswer::default();
        for message in event.records {
            if let Err(error) = self.message(&message, now).await {
                // Without an id the queue takes the whole batch as failed, which loses nothing.
                let id = message.message_id.unwrap_or_default();
                match &error {
                    Unprocessed::Unreadable(_) | Unprocessed::Empty => {
                        tracing::error!(message = id, cause = chain(&error), "event.unreadable");
                    }
                    Unprocessed::Unrecorded(_) => {
                        tracing::warn!(message = id, cause = chain(&error), "event.unrecorded");
                    }
                }
                answer.failures.push(FailedItem { id });
            }
        }
        answer
    }

    async fn message(&self, message: &SqsMessage, now: Instant) -> Result<(), Unprocessed> {
        let body = message.body.as_deref().ok_or(Unprocessed::Empty)?;
        if let Some(event) = MailEvent::read(body)? {
            self.record(&event, now).await?;
        }
        Ok(())
    }
}
