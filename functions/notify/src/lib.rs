//! Outbox stream and schedule: a notice becomes one mail.
//!
//! A new notice comes by the stream and is mailed at once. What cannot go out now — quiet hours, a
//! mail service that is away, an alert to somebody who got one a moment ago — stays in the Outbox
//! with a later due time, and the sweep of every minute takes it from there. Alarms that wait for
//! the same recipient go out as one digest, and receipts for one address as one mail (`receipt`).
//!
//! `context` loads what a notice is about, `recipient` finds who is meant, `obsolete` tells whether it still matters,
//! and `content` makes it a message; `single` and `digest` send. A mail is sent only under a claim of its notice, so a record that comes twice, or two functions at once, send
//! one mail. Only after a lost answer, and only if the mail service has not told within the lease
//! that it took the mail, is a mail sent again.
mod content;
mod context;
mod digest;
mod due;
mod inbound;
mod input;
mod obsolete;
mod receipt;
mod recipient;
mod report;
#[cfg(test)]
mod sample;
mod sending;
mod single;
mod staff;

use std::time::Duration;

use aws_lambda_events::event::dynamodb::{Event as StreamEvent, EventRecord};
use chrono::TimeDelta;
use desk::time::Instant;
use escalon_aws::chain;
use escalon_aws::config::{Tables, Unset, required};
use escalon_aws::stream::{self, Again, BatchAnswer, each_record};
use escalon_aws::{Desks, DueIndex, Mailer, Outbox, StoreError, TicketId, Tickets};

use crate::inbound::InboundMail;

pub use input::{NotifyAnswer, NotifyInput};
pub use report::SweepReport;

/// How long before its time-out a sweep begins no further mail: longer than one try takes.
pub const RESERVE: Duration = Duration::from_secs(15);
/// Alarms to one recipient within this time of the last become a digest.
const WINDOW: TimeDelta = TimeDelta::seconds(60);

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct Notify {
    tickets: Tickets,
    desks: Desks,
    outbox: Outbox,
    due: DueIndex,
    mailer: Mailer,
    settings: MailSettings,
}

/// Settings that the template gives.
#[derive(Clone)]
struct MailSettings {
    /// Mail is from `DESK@` this domain.
    mail_domain: String,
    /// Signs reply addresses.
    reply_secret: String,
    /// The address of a ticket's page, with `{desk}` and `{ticket}` in it; none where there are no pages.
    ticket_url: Option<String>,
    /// Whether answers come in.
    inbound: InboundMail,
}

impl MailSettings {
    /// The page of a ticket.
    fn ticket_url(&self, id: &TicketId) -> Option<String> {
        let pattern = self.ticket_url.as_ref()?;
        let url = pattern.replace("{desk}", id.desk());
        Some(url.replace("{ticket}", id.name()))
    }
}

/// Without the secret.
impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailSettings")
            .field("mail_domain", &self.mail_domain)
            .field("inbound", &self.inbound)
            .finish_non_exhaustive()
    }
}

impl Notify {
    /// The function with its ports, from its environment.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(
        lookup: &impl Fn(&str) -> Option<String>,
        dynamodb: aws_sdk_dynamodb::Client,
        ses: aws_sdk_sesv2::Client,
    ) -> Result<Self, Unset> {
        let tables = Tables::from(lookup)?;
        Ok(Self {
            tickets: Tickets::new(dynamodb.clone(), &tables.tickets),
            desks: Desks::new(dynamodb.clone(), &tables.tickets),
            outbox: Outbox::new(dynamodb.clone(), &tables.outbox),
            due: DueIndex::new(dynamodb, &tables.outbox),
            mailer: Mailer::new(ses, required(lookup, "CONFIGURATION_SET")?),
            settings: MailSettings {
                mail_domain: required(lookup, "MAIL_DOMAIN")?,
                reply_secret: required(lookup, "REPLY_SECRET")?,
                ticket_url: lookup("TICKET_URL").filter(|url| !url.is_empty()),
                inbound: InboundMail::from(lookup),
            },
        })
    }

    /// Answers whatever started the function.
    pub async fn answer(
        &self,
        input: NotifyInput,
        now: Instant,
        has_time: &impl Fn() -> bool,
    ) -> NotifyAnswer {
        match input {
            NotifyInput::Stream(event) => NotifyAnswer::Batch(self.records(event, now).await),
            NotifyInput::Schedule => NotifyAnswer::Report(self.due(now, has_time).await),
        }
    }

    /// Mails each new notice.
    ///
    /// One mail never blocks the others: a try that fails is recorded on its notice with a later
    /// due time, and the record counts as done. Only when the store does not answer is a record
    /// given again.
    pub async fn records(&self, event: StreamEvent, now: Instant) -> BatchAnswer {
        each_record(event, |record| self.record(record, now)).await
    }

    async fn record(&self, record: EventRecord, now: Instant) -> Result<(), Again> {
        let Some(id) = stream::notice(&record) else {
            return Ok(());
        };
        let sent = match self.outbox.load(&id).await {
            Ok(Some(notice)) => self.single(&notice, now).await.map(drop),
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        match sent {
            Ok(()) => Ok(()),
            Err(error @ (StoreError::Unavailable { .. } | StoreError::Conflict { .. })) => {
                Err(Again(error.into()))
            }
            // It stays in the index, where the sweep flags it for a person.
            Err(error @ (StoreError::Corrupt { .. } | StoreError::Missing { .. })) => {
                tracing::error!(notice = %id, cause = chain(&error), "notice.unreadable");
                Ok(())
            }
        }
    }
}
