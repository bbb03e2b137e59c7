//! Sending: a mail with its envelope goes to the mail service, and its answer onto the notice.
use desk::mail::{Author, MailError, Rendered, headers, sender};
use desk::notice::NoticeDraft;
use desk::policy::Policy;
use desk::time::Instant;
use escalon_aws::metrics::METRICS;
use escalon_aws::{Claim, Envelope, Failure, SendResult, StoreError, chain};

use crate::Notify;
use crate::context::{NoticeContext, REPLY};
use crate::recipient::{MailRecipient, Unmailed};
use crate::report::NoticeOutcome;
use crate::staff::is_for_staff;

impl Notify {
    /// The envelope of a mail about one ticket: where mail comes in, an answer finds it by the signed address.
    pub(crate) fn envelope(
        &self,
        desk: &str,
        draft: &NoticeDraft,
        context: &NoticeContext,
        recipient: &MailRecipient,
        content: Rendered,
    ) -> Result<Envelope, MailError> {
        let (policy, reference) = (&*context.policy, &context.state.reference);
        let author = match draft.text.as_str() {
            REPLY if !is_for_staff(draft) => Author::Person,
            _ => Author::Desk,
        };
        let secret = &self.settings.reply_secret;
        Ok(Envelope {
            from: self.sender_of(desk, policy, recipient)?,
            to: recipient.to.clone(),
            cc: recipient.cc.clone(),
            reply_to: context.inbound.reply_to(policy, reference, secret)?,
            headers: headers(author, desk, reference, &policy.reply_to, None)?,
            content,
        })
    }

    pub(crate) fn sender_of(
        &self,
        desk: &str,
        policy: &Policy,
        recipient: &MailRecipient,
    ) -> Result<String, MailError> {
        let name = policy.words(&policy.name, &recipient.locale);
        sender(name, &format!("{desk}@{}", self.settings.mail_domain))
    }

    /// Sends a mail under the name of a claimed notice; a mail that is out is recorded at once.
    pub(crate) async fn send(
        &self,
        claim: &Claim,
        envelope: &Envelope,
        now: Instant,
    ) -> SendResult {
        let notice = &claim.notice.id;
        let result = self.mailer.send(notice, envelope).await;
        match &result {
            SendResult::Sent { message_id } => {
                tracing::info!(%notice, message_id, "notice.sent");
                tracing::info!(target: METRICS, at = now.timestamp_millis(), Sent = 1_u64);
                // If this is lost, the mail service's own event records it within the lease.
                if let Err(error) = self.outbox.sent(notice, message_id, now).await {
                    tracing::warn!(%notice, cause = chain(&error), "notice.sent_unrecorded");
                }
            }
            SendResult::Refused(cause) => {
                let (cause, result) = (chain(cause.as_ref()), "refused");
                tracing::warn!(%notice, cause, result, "notice.not_sent");
            }
            SendResult::Failed(failure, cause) => {
                let (cause, result) = (chain(cause.as_ref()), failure.name());
                tracing::warn!(%notice, cause, result, "notice.not_sent");
            }
        }
        result
    }

    /// Records on a claimed notice how sending its mail, or the digest it stands in, ended.
    pub(crate) async fn record_result(
        &self,
        claim: &Claim,
        result: &SendResult,
        now: Instant,
    ) -> NoticeOutcome {
        match result {
            SendResult::Sent { .. } => NoticeOutcome::Sent,
            SendResult::Refused(_) => {
                let notice = &claim.notice;
                let reason = Unmailed::Refused.name();
                recorded(claim, self.outbox.suppress(notice, reason, now).await);
                NoticeOutcome::Suppressed
            }
            SendResult::Failed(failure, _) => self.record_failure(claim, *failure, now).await,
        }
    }

    /// Records a try that sent nothing, or nobody knows.
    pub(crate) async fn record_failure(
        &self,
        claim: &Claim,
        failure: Failure,
        now: Instant,
    ) -> NoticeOutcome {
        let notice = &claim.notice;
        let until = now + pause_after(notice.tries);
        let written = self.outbox.failed(notice, failure, until).await;
        let outcome = if notice.is_stuck() {
            tracing::error!(notice = %notice.id, tries = notice.tries, "notice.stuck");
            NoticeOutcome::Stuck
        } else {
            NoticeOutcome::Failed
        };
        recorded(claim, written);
        outcome
    }
}

/// If even the record of a try is lost, the lease ends and the notice is owed again.
fn recorded(claim: &Claim, written: Result<(), StoreError>) {
    if let Err(error) = written {
        tracing::warn!(notice = %claim.notice.id, cause = chain(&error), "notice.unrecorded");
    }
}

/// 1, 2, 4, … minutes, an hour at most.
fn pause_after(tries: u64) -> chrono::TimeDelta {
    let doublings = u32::try_from(tries.saturating_sub(1)).unwrap_or(u32::MAX);
    let minutes = 2_i64.saturating_pow(doublings.min(6)).min(60);
    chrono::TimeDelta::minutes(minutes)
}

#[cfg(test)]
mod tests {
    use super::pause_after;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let minutes: Vec<_> = (1..=8).map(|n| pause_after(n).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 60, 60]);
    }
}
