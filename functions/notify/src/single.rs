//! One notice as a mail of its own.
use chrono::TimeDelta;
use desk::mail::render;
use desk::time::Instant;
use escalon_aws::{Admission, Envelope, Failure, Notice, StoreError, Window, chain};

use crate::content::{Unwritten, content};
use crate::context::{NoticeContext, REPLY};
use crate::recipient::{MailRecipient, Unmailed, recipient};
use crate::report::NoticeOutcome;
use crate::staff::is_for_staff;
use crate::{Notify, WINDOW};

/// A notice whose recipient is known and may be mailed.
#[derive(Debug, Clone)]
pub(crate) struct Ready {
    pub(crate) notice: Notice,
    pub(crate) context: NoticeContext,
    pub(crate) recipient: MailRecipient,
    /// Alarms to this recipient wait until then.
    pub(crate) quiet_until: Option<Instant>,
}

/// A notice after it was prepared.
pub(crate) enum Prepared {
    Ready(Box<Ready>),
    /// It was suppressed, or failed and comes again.
    Done(NoticeOutcome),
}

impl Notify {
    /// Mails a notice at once, unless it is somebody else's, an alert that has to wait for a
    /// digest, or a receipt that a limit keeps back.
    ///
    /// # Errors
    /// The store did not answer; nothing was sent.
    pub(crate) async fn single(
        &self,
        notice: &Notice,
        now: Instant,
    ) -> Result<NoticeOutcome, StoreError> {
        if !notice.is_claimable(now) {
            return Ok(NoticeOutcome::NotOurs);
        }
        let mut ready = match self.prepare(notice, now).await? {
            Prepared::Ready(ready) => *ready,
            Prepared::Done(outcome) => return Ok(outcome),
        };
        if notice.draft.digest
            && let Window::Quiet { until } = self.window(&ready, now).await?
        {
            self.outbox.postpone(notice, next_sweep(until)).await?;
            return Ok(NoticeOutcome::Waits);
        }
        if notice.draft.receipt
            && let Admission::Waits { until } = self.admit(&mut ready, now).await?
        {
            return Ok(self.put_off_receipt(notice, until, now).await);
        }
        self.mail(&ready, now).await
    }

    /// Loads what a notice needs. What cannot be mailed is suppressed; what a person has to mend
    /// first is put off as a failed try.
    pub(crate) async fn prepare(
        &self,
        notice: &Notice,
        now: Instant,
    ) -> Result<Prepared, StoreError> {
        let context = match self.context(notice).await {
            Ok(Some(context)) => context,
            Ok(None) => {
                return self
                    .unmailed(notice, Unmailed::Obsolete, now)
                    .await
                    .map(done);
            }
            Err(error @ (StoreError::Corrupt { .. } | StoreError::Missing { .. })) => {
                return self.put_off(notice, &error, now).await.map(done);
            }
            Err(error @ (StoreError::Unavailable { .. } | StoreError::Conflict { .. })) => {
                return Err(error);
            }
        };
        let needs_reply = notice.draft.text == REPLY && !is_for_staff(&notice.draft);
        if needs_reply && context.reply.is_none() {
            return self
                .unmailed(notice, Unmailed::NoWords, now)
                .await
                .map(done);
        }
        let mut recipient = match recipient(&notice.draft, &context) {
            Ok(recipient) => recipient,
            Err(why) => return self.unmailed(notice, why, now).await.map(done),
        };
        let mut quiet_until = self.drop_suppressed(&mut recipient).await?;
        if recipient.to.is_empty() && is_for_staff(&notice.draft) {
            quiet_until = self.somebody_else(&mut recipient, &context).await?;
        }
        if recipient.to.is_empty() {
            let why = Unmailed::SuppressedAddress;
            return self.unmailed(notice, why, now).await.map(done);
        }
        Ok(Prepared::Ready(Box::new(Ready {
            notice: notice.clone(),
            context,
            recipient,
            quiet_until,
        })))
    }

    /// Leaves out suppressed addresses; answers until when alerts to the first that is left wait.
    async fn drop_suppressed(
        &self,
        recipient: &mut MailRecipient,
    ) -> Result<Option<Instant>, StoreError> {
        let mut quiet_until = None;
        let mut mailable = Vec::new();
        for to in std::mem::take(&mut recipient.to) {
            let known = self.outbox.address(&to).await?;
            if known.suppressed.is_none() {
                quiet_until = quiet_until.or(known.quiet_until);
                mailable.push(to);
            }
        }
        recipient.to = mailable;
        let mut mailable = Vec::new();
        for cc in std::mem::take(&mut recipient.cc) {
            if self.outbox.address(&cc).await?.suppressed.is_none() {
                mailable.push(cc);
            }
        }
        recipient.cc = mailable;
        Ok(quiet_until)
    }

    /// Of a mail to staff whose reader cannot be mailed: whoever gets a copy, else the desk itself.
    async fn somebody_else(
        &self,
        recipient: &mut MailRecipient,
        context: &NoticeContext,
    ) -> Result<Option<Instant>, StoreError> {
        let copies = std::mem::take(&mut recipient.cc);
        recipient.to = if copies.is_empty() {
            vec![context.policy.reply_to.clone()]
        } else {
            copies
        };
        self.drop_suppressed(recipient).await
    }

    async fn window(&self, ready: &Ready, now: Instant) -> Result<Window, StoreError> {
        if let Some(until) = ready.quiet_until.filter(|until| *until > now) {
            return Ok(Window::Quiet { until });
        }
        match ready.recipient.to.first() {
            Some(to) => self.outbox.take_window(to, now, now + WINDOW).await,
            None => Ok(Window::Taken),
        }
    }

    /// Writes, claims, sends.
    pub(crate) async fn mail(
        &self,
        ready: &Ready,
        now: Instant,
    ) -> Result<NoticeOutcome, StoreError> {
        let envelope = match self.written(ready, now) {
            Ok(envelope) => envelope,
            Err(error) => return self.put_off(&ready.notice, &error, now).await,
        };
        let hashes = envelope.hashes();
        let claim = self.outbox.claim(&ready.notice, &hashes, None, now).await?;
        let Some(claim) = claim else {
            return Ok(NoticeOutcome::NotOurs);
        };
        let result = self.send(&claim, &envelope, now).await;
        Ok(self.record_result(&claim, &result, now).await)
    }

    fn written(&self, ready: &Ready, now: Instant) -> Result<Envelope, Unwritten> {
        let (context, recipient) = (&ready.context, &ready.recipient);
        let draft = &ready.notice.draft;
        let content = content(draft, context, recipient, now)?;
        let desk = ready.notice.id.ticket.desk();
        Ok(self.envelope(desk, draft, context, recipient, render(&content)?)?)
    }

    async fn unmailed(
        &self,
        notice: &Notice,
        why: Unmailed,
        now: Instant,
    ) -> Result<NoticeOutcome, StoreError> {
        tracing::info!(notice = %notice.id, reason = why.name(), "notice.suppressed");
        self.outbox.suppress(notice, why.name(), now).await?;
        Ok(NoticeOutcome::Suppressed)
    }

    /// A try that cannot even be written counts as one, so that it comes less and less often and
    /// is flagged.
    pub(crate) async fn put_off(
        &self,
        notice: &Notice,
        error: &(dyn std::error::Error + Send + Sync + 'static),
        now: Instant,
    ) -> Result<NoticeOutcome, StoreError> {
        tracing::error!(notice = %notice.id, cause = chain(error), "notice.unwritten");
        let Some(claim) = self.outbox.claim(notice, &[], None, now).await? else {
            return Ok(NoticeOutcome::NotOurs);
        };
        let failed = self.record_failure(&claim, Failure::NotSent, now);
        Ok(failed.await)
    }
}

fn done(outcome: NoticeOutcome) -> Prepared {
    Prepared::Done(outcome)
}

/// The first full minute from then on: all that waits for one recipient is due at the same sweep.
pub(crate) fn next_sweep(at: Instant) -> Instant {
    let over = at.timestamp_millis().rem_euclid(60_000);
    at + TimeDelta::milliseconds(if over == 0 { 0 } else { 60_000 - over })
}

#[cfg(test)]
mod tests {
    use super::next_sweep;

    #[test]
    fn what_waits_is_due_at_a_full_minute() {
        let next = |text: &str| next_sweep(text.parse().unwrap()).to_rfc3339();
        assert_eq!(next("2026-03-09T08:00:00Z"), "2026-03-09T08:00:00+00:00");
        assert_eq!(
            next("2026-03-09T08:00:00.001Z"),
            "2026-03-09T08:01:00+00:00"
        );
    }
}
