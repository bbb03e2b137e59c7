//! Handing a written mail to the mail service and recording its answer.
use desk::mail::{MailError, Rendered, headers, reply_address, sender};
use desk::policy::Policy;
use desk::time::Instant;
use escalon_aws::chain;
use escalon_aws::metrics::METRICS;
use escalon_aws::{Claim, Failure, Outgoing, SendError, address_hash};

use crate::Notify;
use crate::dossier::Dossier;
use crate::reader::{Reader, Unmailed};
use crate::report::Outcome;

/// A mail with its envelope.
pub(crate) struct Post {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) cc: Vec<String>,
    pub(crate) reply_to: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) mail: Rendered,
}

/// What the mail service made of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    Yes,
    Refused,
    Not(Failure),
}

impl Post {
    /// The hashes under which the notice remembers whom it was mailed to.
    pub(crate) fn hashes(&self) -> Vec<String> {
        self.to.iter().map(|to| address_hash(to)).collect()
    }
}

impl Notify {
    /// About one ticket: an answer finds it by the signed address.
    pub(crate) fn post(
        &self,
        desk: &str,
        dossier: &Dossier,
        reader: &Reader,
        mail: Rendered,
    ) -> Result<Post, MailError> {
        let (policy, reference) = (&*dossier.policy, &dossier.state.reference);
        let secret = self.settings.reply_secret.as_bytes();
        Ok(Post {
            from: self.sender_of(desk, policy, reader)?,
            to: reader.to.clone(),
            cc: reader.cc.clone(),
            reply_to: reply_address(&policy.reply_to, reference, secret)?,
            headers: headers(desk, reference, &policy.reply_to, None)?,
            mail,
        })
    }

    pub(crate) fn sender_of(
        &self,
        desk: &str,
        policy: &Policy,
        reader: &Reader,
    ) -> Result<String, MailError> {
        let name = policy.words(&policy.name, &reader.locale);
        sender(name, &format!("{desk}@{}", self.settings.mail_domain))
    }

    /// Sends a mail under the name of a claimed notice.
    pub(crate) async fn send(&self, claim: &Claim, post: &Post, now: Instant) -> Taken {
        let notice = &claim.notice.id;
        let outgoing = Outgoing {
            notice,
            from: &post.from,
            to: &post.to,
            cc: &post.cc,
            reply_to: &post.reply_to,
            headers: &post.headers,
            mail: &post.mail,
        };
        match self.mailer.send(&outgoing).await {
            Ok(message_id) => {
                tracing::info!(%notice, message_id, "notice.sent");
                tracing::info!(target: METRICS, at = now.timestamp_millis(), Sent = 1_u64);
                // If this is lost, the mail service's own event records it within the lease.
                if let Err(error) = self.outbox.sent(notice, &message_id, now).await {
                    tracing::warn!(%notice, cause = chain(&error), "notice.sent_unrecorded");
                }
                Taken::Yes
            }
            Err(error) => {
                tracing::warn!(%notice, cause = chain(&error), "notice.not_sent");
                match error {
                    SendError::Refused(_) => Taken::Refused,
                    SendError::Unavailable(_) => Taken::Not(Failure::NotSent),
                    SendError::Unknown(_) => Taken::Not(Failure::Unknown),
                }
            }
        }
    }

    /// Records a try that sent nothing, or nobody knows. If even that is lost, the lease ends and
    /// the notice is owed again.
    pub(crate) async fn not_taken(&self, claim: &Claim, taken: Taken, now: Instant) -> Outcome {
        let notice = &claim.notice;
        let (recorded, outcome) = match taken {
            Taken::Yes => return Outcome::Sent,
            Taken::Refused => {
                let reason = Unmailed::Refused.name();
                let recorded = self.outbox.suppress(notice, reason, now).await;
                (recorded, Outcome::Suppressed)
            }
            Taken::Not(failure) => {
                let until = now + pause_after(notice.tries);
                let recorded = self.outbox.failed(notice, failure, until).await;
                let stuck = notice.is_stuck();
                (
                    recorded,
                    if stuck {
                        Outcome::Stuck
                    } else {
                        Outcome::Failed
                    },
                )
            }
        };
        if outcome == Outcome::Stuck {
            tracing::error!(notice = %notice.id, tries = notice.tries, "notice.stuck");
        }
        if let Err(error) = recorded {
            tracing::warn!(notice = %notice.id, cause = chain(&error), "notice.unrecorded");
        }
        outcome
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
