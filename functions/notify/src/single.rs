//! One notice as a mail of its own.
use chrono::TimeDelta;
use desk::mail::render;
use desk::time::Instant;
use escalon_aws::chain;
use escalon_aws::{Failure, Notice, StoreError, Window};

use crate::dossier::{Dossier, REPLY};
use crate::letter::{Unwritten, letter};
use crate::post::{Post, Taken};
use crate::reader::{Reader, Unmailed, reader};
use crate::report::Outcome;
use crate::{Notify, WINDOW};

/// A notice whose reader is known and may be mailed.
#[derive(Debug, Clone)]
pub(crate) struct Ready {
    pub(crate) notice: Notice,
    pub(crate) dossier: Dossier,
    pub(crate) reader: Reader,
    /// Alarms to this reader wait until then.
    pub(crate) quiet_until: Option<Instant>,
}

/// What preparing a notice comes to.
pub(crate) enum Prepared {
    Ready(Box<Ready>),
    /// It was suppressed, or failed and comes again.
    Done(Outcome),
}

impl Notify {
    /// Mails a notice at once, unless it is somebody else's or an alarm that has to wait for a
    /// digest.
    ///
    /// # Errors
    /// The store did not answer; nothing was sent.
    pub(crate) async fn single(
        &self,
        notice: &Notice,
        now: Instant,
    ) -> Result<Outcome, StoreError> {
        if !notice.is_claimable(now) {
            return Ok(Outcome::NotOurs);
        }
        let ready = match self.prepare(notice, now).await? {
            Prepared::Ready(ready) => ready,
            Prepared::Done(outcome) => return Ok(outcome),
        };
        if notice.draft.digest
            && let Window::Quiet { until } = self.window(&ready, now).await?
        {
            self.outbox.postpone(notice, next_sweep(until)).await?;
            return Ok(Outcome::Waits);
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
        let dossier = match self.dossier(notice).await {
            Ok(Some(dossier)) => dossier,
            Ok(None) => return self.unmailed(notice, Unmailed::Moot, now).await.map(done),
            Err(error @ (StoreError::Corrupt { .. } | StoreError::Missing { .. })) => {
                return self.put_off(notice, &error, now).await.map(done);
            }
            Err(error @ (StoreError::Unavailable { .. } | StoreError::Conflict { .. })) => {
                return Err(error);
            }
        };
        if notice.draft.text == REPLY && dossier.reply.is_none() {
            return self
                .unmailed(notice, Unmailed::NoWords, now)
                .await
                .map(done);
        }
        let mut reader = match reader(&notice.draft, &dossier) {
            Ok(reader) => reader,
            Err(why) => return self.unmailed(notice, why, now).await.map(done),
        };
        let quiet_until = self.keep_mailable(&mut reader).await?;
        if reader.to.is_empty() {
            let why = Unmailed::SuppressedAddress;
            return self.unmailed(notice, why, now).await.map(done);
        }
        Ok(Prepared::Ready(Box::new(Ready {
            notice: notice.clone(),
            dossier,
            reader,
            quiet_until,
        })))
    }

    /// Leaves out whom nobody may mail; answers until when the first reader's alarms wait.
    async fn keep_mailable(&self, reader: &mut Reader) -> Result<Option<Instant>, StoreError> {
        let mut quiet_until = None;
        let mut kept = Vec::new();
        for to in std::mem::take(&mut reader.to) {
            let known = self.outbox.address(&to).await?;
            if known.suppressed.is_none() {
                quiet_until = quiet_until.or(known.quiet_until);
                kept.push(to);
            }
        }
        reader.to = kept;
        let mut kept = Vec::new();
        for cc in std::mem::take(&mut reader.cc) {
            if self.outbox.address(&cc).await?.suppressed.is_none() {
                kept.push(cc);
            }
        }
        reader.cc = kept;
        Ok(quiet_until)
    }

    async fn window(&self, ready: &Ready, now: Instant) -> Result<Window, StoreError> {
        if let Some(until) = ready.quiet_until.filter(|until| *until > now) {
            return Ok(Window::Quiet { until });
        }
        match ready.reader.to.first() {
            Some(to) => self.outbox.take_window(to, now, now + WINDOW).await,
            None => Ok(Window::Taken),
        }
    }

    /// Writes, claims, sends.
    pub(crate) async fn mail(&self, ready: &Ready, now: Instant) -> Result<Outcome, StoreError> {
        let post = match self.written(ready, now) {
            Ok(post) => post,
            Err(error) => return self.put_off(&ready.notice, &error, now).await,
        };
        let claim = self
            .outbox
            .claim(&ready.notice, &post.hashes(), None, now)
            .await?;
        let Some(claim) = claim else {
            return Ok(Outcome::NotOurs);
        };
        let taken = self.send(&claim, &post, now).await;
        Ok(self.not_taken(&claim, taken, now).await)
    }

    fn written(&self, ready: &Ready, now: Instant) -> Result<Post, Unwritten> {
        let letter = letter(&ready.notice.draft, &ready.dossier, &ready.reader, now)?;
        let desk = ready.notice.id.ticket.desk();
        Ok(self.post(desk, &ready.dossier, &ready.reader, render(&letter)?)?)
    }

    async fn unmailed(
        &self,
        notice: &Notice,
        why: Unmailed,
        now: Instant,
    ) -> Result<Outcome, StoreError> {
        tracing::info!(notice = %notice.id, reason = why.name(), "notice.suppressed");
        self.outbox.suppress(notice, why.name(), now).await?;
        Ok(Outcome::Suppressed)
    }

    /// A try that cannot even be written counts as one, so that it comes less and less often and
    /// is flagged.
    pub(crate) async fn put_off(
        &self,
        notice: &Notice,
        error: &(dyn std::error::Error + Send + Sync + 'static),
        now: Instant,
    ) -> Result<Outcome, StoreError> {
        tracing::error!(notice = %notice.id, cause = chain(error), "notice.unwritten");
        let Some(claim) = self.outbox.claim(notice, &[], None, now).await? else {
            return Ok(Outcome::NotOurs);
        };
        let failed = Taken::Not(Failure::NotSent);
        Ok(self.not_taken(&claim, failed, now).await)
    }
}

fn done(outcome: Outcome) -> Prepared {
    Prepared::Done(outcome)
}

/// The first full minute from then on: all that waits for one reader is due at the same sweep.
fn next_sweep(at: Instant) -> Instant {
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
