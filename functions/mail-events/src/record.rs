//! Recording one mail event on its notice, and on the ticket that waits for it.
use desk::lifecycle::{Act, Command, commands};
use desk::notice::Recipient;
use desk::ticket::Actor;
use desk::time::Instant;
use escalon_aws::mail_event::{MailEvent, MailEventKind};
use escalon_aws::{
    ApplyError, CommandRequest, DeliveryOutcome, Notice, NoticeId, StoreError, address_hash,
};

use crate::MailEvents;

/// Why an event was not recorded; it is given again.
#[derive(Debug, thiserror::Error)]
pub enum Unrecorded {
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ticket did not take it.
    #[error(transparent)]
    Ticket(#[from] ApplyError),
}

impl MailEvents {
    pub(crate) async fn record(&self, event: &MailEvent, now: Instant) -> Result<(), Unrecorded> {
        if let Some(reason) = suppresses(event.what) {
            for address in &event.recipients {
                self.outbox.suppress_address(address, reason, now).await?;
            }
        }
        let Some(id) = &event.notice else {
            return Ok(());
        };
        let Some(notice) = self.outbox.load(id).await? else {
            tracing::warn!(notice = %id, "event.of_no_notice");
            return Ok(());
        };
        // Another machine's clock may be ahead of ours; nothing happens in the future.
        let at = event.at.unwrap_or(now).min(now);
        match event.what {
            MailEventKind::Sent => self.outbox.sent(id, &event.message_id, at).await?,
            MailEventKind::Delayed => self.outbox.delayed(id, at).await?,
            MailEventKind::Delivered => {
                self.ended(&notice, DeliveryOutcome::Delivered, event, at, now)
                    .await?
            }
            MailEventKind::BouncedForGood
            | MailEventKind::BouncedForNow
            | MailEventKind::Rejected
            | MailEventKind::NotRendered => {
                self.ended(&notice, DeliveryOutcome::Bounced, event, at, now)
                    .await?;
            }
            // It was delivered, and stays so.
            MailEventKind::Complained => {}
        }
        tracing::info!(notice = %id, what = ?event.what, "event.recorded");
        Ok(())
    }

    /// How a mail ended, unless the event is about a copy alone or tells nothing new.
    async fn ended(
        &self,
        notice: &Notice,
        outcome: DeliveryOutcome,
        event: &MailEvent,
        at: Instant,
        now: Instant,
    ) -> Result<(), Unrecorded> {
        if !notice.awaits(outcome) || !is_about_recipient(notice, event) {
            return Ok(());
        }
        if outcome == DeliveryOutcome::Delivered {
            for member in &notice.members {
                self.delivered_within(member, notice, at, now).await?;
            }
        }
        let message_id = &event.message_id;
        if notice.draft.to != Recipient::Requester {
            return Ok(self
                .outbox
                .ended(&notice.id, outcome, message_id, at)
                .await?);
        }
        let write = self.outbox.ending(&notice.id, outcome, message_id, at)?;
        let request = || CommandRequest {
            writes: vec![write.clone()],
            ..CommandRequest::from(command(notice, outcome, at))
        };
        let ticket = &notice.id.ticket;
        match self.ledger.apply(ticket, now, |_, _| Some(request())).await {
            Ok(_) => Ok(()),
            Err(ApplyError::Refused(refusal)) => {
                tracing::warn!(notice = %notice.id, %refusal, "event.refused");
                Ok(self
                    .outbox
                    .ended(&notice.id, outcome, message_id, at)
                    .await?)
            }
            Err(error @ ApplyError::Store(StoreError::Conflict { .. })) => {
                // The same event may have come twice at once: then it is recorded.
                let current = self.outbox.load(&notice.id).await?;
                match current {
                    Some(current) if current.awaits(outcome) => Err(error.into()),
                    Some(_) | None => Ok(()),
                }
            }
            Err(
                error @ (ApplyError::Stale { .. } | ApplyError::KeyReused | ApplyError::Store(_)),
            ) => Err(error.into()),
        }
    }

    /// The delivery of a receipt that went out in the mail of another.
    async fn delivered_within(
        &self,
        member: &NoticeId,
        head: &Notice,
        at: Instant,
        now: Instant,
    ) -> Result<(), Unrecorded> {
        let folded = self.outbox.load(member).await?.filter(|member| {
            let of_head = member.digest.as_ref().is_some_and(|of| of.id == head.id);
            of_head && member.draft.to == Recipient::Requester
        });
        let Some(folded) = folded else {
            return Ok(());
        };
        let request = || CommandRequest::from(command(&folded, DeliveryOutcome::Delivered, at));
        let ticket = &member.ticket;
        match self.ledger.apply(ticket, now, |_, _| Some(request())).await {
            Ok(_) => Ok(()),
            Err(ApplyError::Refused(refusal)) => {
                tracing::warn!(notice = %member, %refusal, "event.refused");
                Ok(())
            }
            Err(
                error @ (ApplyError::Stale { .. } | ApplyError::KeyReused | ApplyError::Store(_)),
            ) => Err(error.into()),
        }
    }
}

fn command(notice: &Notice, outcome: DeliveryOutcome, at: Instant) -> Command {
    let name = notice.draft.name.clone();
    let (ended, act) = match outcome {
        DeliveryOutcome::Delivered => (
            "delivered",
            Act::NoticeDelivered(commands::RecordDelivery { notice: name }),
        ),
        DeliveryOutcome::Bounced => (
            "bounced",
            Act::NoticeBounced(commands::RecordBounce { notice: name }),
        ),
    };
    Command {
        by: Actor::System,
        occurred_at: at,
        late_reason: None,
        cause: format!("notice:{}:{ended}", notice.id),
        act,
    }
}

/// Whether the event is about somebody that the mail was meant for, and not about a copy alone.
fn is_about_recipient(notice: &Notice, event: &MailEvent) -> bool {
    let mut recipients = event.recipients.iter();
    notice.to.is_empty()
        || event.recipients.is_empty()
        || recipients.any(|address| notice.to.contains(&address_hash(address)))
}

/// Why nobody may mail the event's recipients any more.
fn suppresses(what: MailEventKind) -> Option<&'static str> {
    match what {
        MailEventKind::BouncedForGood => Some("bounced"),
        MailEventKind::Complained => Some("complained"),
        MailEventKind::Sent
        | MailEventKind::Delivered
        | MailEventKind::BouncedForNow
        | MailEventKind::Rejected
        | MailEventKind::NotRendered
        | MailEventKind::Delayed => None,
    }
}
