//! Notice context: everything that a notice is about, as it is when the mail is written.
use std::sync::Arc;

use desk::lifecycle::{Fact, FactBody, facts};
use desk::notice::{NoticeDraft, Recipient};
use desk::policy::Policy;
use desk::ticket::State;
use escalon_aws::{Contact, Notice, Organisation, StoreError};

use crate::Notify;
use crate::inbound::InboundMail;
use crate::obsolete::is_obsolete;
use crate::staff::{RequesterWords, is_for_staff};

/// The text that shows what an agent wrote.
pub(crate) const REPLY: &str = "reply";

/// A ticket with the people and words that its mail needs.
#[derive(Debug, Clone)]
pub(crate) struct NoticeContext {
    pub(crate) state: State,
    /// The policy that the ticket is under.
    pub(crate) policy: Arc<Policy>,
    /// None when they were erased, or nobody of theirs is mailed.
    pub(crate) contact: Option<Contact>,
    pub(crate) organisation: Option<Organisation>,
    /// The agent's words, for a reply.
    pub(crate) reply: Option<String>,
    /// The requester's words, for staff.
    pub(crate) words: RequesterWords,
    /// The ticket's page for staff, where there is one.
    pub(crate) url: Option<String>,
    /// Whether an answer to the mail comes into the ticket.
    pub(crate) inbound: InboundMail,
}

impl Notify {
    /// Loads a notice's context; none when its reason is gone and nothing needs to be loaded.
    pub(crate) async fn context(
        &self,
        notice: &Notice,
    ) -> Result<Option<NoticeContext>, StoreError> {
        let (id, draft) = (&notice.id.ticket, &notice.draft);
        let missing = || StoreError::Missing {
            what: format!("the ticket {id}"),
        };
        let state = self.tickets.load(id).await?.ok_or_else(missing)?.state;
        if is_obsolete(draft, &state) {
            return Ok(None);
        }
        let policy = self.desks.policy(id.desk(), &state.policy_version).await?;
        let mut context = NoticeContext {
            state,
            policy,
            contact: None,
            organisation: None,
            reply: None,
            words: RequesterWords::default(),
            url: None,
            inbound: self.settings.inbound,
        };
        if is_for_staff(draft) {
            context.words = self.requester_words(notice).await?;
            context.url = self.settings.ticket_url(id);
            if !context.state.subject.organisation.contains_key("id") {
                let requester = &context.state.requester;
                context.contact = self.desks.contact(id.desk(), requester).await?;
            }
        }
        if mails_customers(draft) {
            let requester = &context.state.requester;
            context.contact = self.desks.contact(id.desk(), requester).await?;
            let organisation = context.contact.as_ref();
            if let Some(name) = organisation.and_then(|contact| contact.organisation.as_ref()) {
                context.organisation = self.desks.organisation(id.desk(), name).await?;
            }
        }
        if draft.text == REPLY && !is_for_staff(draft) {
            context.reply = self.reply(notice).await?;
        }
        Ok(Some(context))
    }

    async fn reply(&self, notice: &Notice) -> Result<Option<String>, StoreError> {
        let facts = self.tickets.facts(&notice.id.ticket).await?;
        let Some(seq) = text_of_reply(&facts, notice.draft.fact_seq) else {
            return Ok(None);
        };
        // A consistent read: the words were written with the fact, and "none" is final.
        let texts = self.tickets.texts(&notice.id.ticket).await?;
        let text = texts.into_iter().find(|text| text.seq == seq);
        Ok(text.filter(|text| !text.internal).map(|text| text.body))
    }
}

/// The sequence number under which the words of a reply stand: that of the fact itself or, when its notice is sent once more,
/// with the last reply before.
fn text_of_reply(facts: &[Fact], seq: u64) -> Option<u64> {
    let reply = facts
        .iter()
        .filter(|fact| fact.seq <= seq)
        .rev()
        .find(|fact| matches!(fact.body, FactBody::Replied(_)))?;
    let FactBody::Replied(facts::Replied { text }) = reply.body else {
        return None;
    };
    text
}

fn mails_customers(draft: &NoticeDraft) -> bool {
    std::iter::once(&draft.to)
        .chain(&draft.cc)
        .any(|recipient| match recipient {
            Recipient::Requester | Recipient::OrganisationAdmins => true,
            Recipient::Role { .. } => false,
        })
}

#[cfg(test)]
mod tests {
    use desk::ticket::Actor;

    use super::*;

    fn fact(seq: u64, body: FactBody) -> Fact {
        Fact {
            seq,
            v: 1,
            occurred_at: chrono::DateTime::UNIX_EPOCH,
            recorded_at: chrono::DateTime::UNIX_EPOCH,
            by: Actor::System,
            cause: seq.to_string(),
            body,
        }
    }

    #[test]
    fn a_reply_sent_once_more_shows_the_last_reply_before_it() {
        let facts = [
            fact(1, FactBody::Replied(facts::Replied { text: Some(1) })),
            fact(2, FactBody::Noted(facts::Noted { text: Some(2) })),
            fact(3, FactBody::Replied(facts::Replied { text: Some(3) })),
            fact(4, FactBody::Acknowledged),
            fact(5, FactBody::Replied(facts::Replied { text: None })),
        ];
        for (seq, text) in [
            (1, Some(1)),
            (2, Some(1)),
            (3, Some(3)),
            (4, Some(3)),
            (5, None),
        ] {
            assert_eq!(text_of_reply(&facts, seq), text, "{seq}");
        }
    }
}
