//! Content of a mail to staff: whose ticket it is, who has it, what is due, and what the requester wrote.
use desk::lifecycle::{FactBody, facts};
use desk::mail::{MailError, StaffOccasion, StaffView, TextKind, owed_of, role_label};
use desk::notice::{NoticeDraft, Recipient};
use desk::policy::Policy;
use desk::ticket::State;
use desk::time::Instant;
use escalon_aws::{Notice, StoreError, TicketId};

use crate::Notify;
use crate::context::NoticeContext;
use crate::recipient::MailRecipient;

/// The number of the text that opened a ticket.
const OPENING: u64 = 1;

/// Words of a requester, as far as a mail to staff shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RequesterWords {
    /// The subject line of the opening message.
    pub(crate) subject: Option<String>,
    /// The words that the mail is about: the latest that it tells of, else those of the opening.
    pub(crate) body: Option<String>,
}

impl Notify {
    /// The words for a notice to staff: at most two texts are read, whatever was written on the ticket.
    pub(crate) async fn requester_words(
        &self,
        notice: &Notice,
    ) -> Result<RequesterWords, StoreError> {
        let id = &notice.id.ticket;
        let opening = self.tickets.text(id, OPENING).await?;
        let (subject, mut body) = opening.map(|text| (text.subject, text.body)).unzip();
        if let Some(seq) = self.reply_of(id, notice.draft.fact_seq).await? {
            let reply = self.tickets.text(id, seq).await?;
            body = reply.filter(|text| !text.internal).map(|text| text.body);
        }
        let subject = subject.flatten();
        Ok(RequesterWords { subject, body })
    }

    /// The number of the text that came with a requester's reply, where the notice is about one.
    async fn reply_of(&self, id: &TicketId, seq: u64) -> Result<Option<u64>, StoreError> {
        let fact = self.tickets.fact(id, seq).await?;
        Ok(match fact.map(|fact| fact.body) {
            Some(FactBody::RequesterReplied(facts::RequesterReplied { text })) => text,
            Some(_) | None => None,
        })
    }
}

/// Whether a notice goes to staff.
pub(crate) fn is_for_staff(draft: &NoticeDraft) -> bool {
    match draft.to {
        Recipient::Requester | Recipient::OrganisationAdmins => false,
        Recipient::Role { .. } => true,
    }
}

/// The text of a notice to its reader: staff are never mailed what is written for customers.
pub(crate) fn text_for(draft: &NoticeDraft, text: TextKind) -> TextKind {
    let is_step = draft.step.is_some();
    match text {
        TextKind::Digest | TextKind::Staff => text,
        // Only a ladder's step has a deadline to tell of.
        TextKind::Escalation | TextKind::Warning if is_step || !is_for_staff(draft) => text,
        TextKind::Escalation | TextKind::Warning => TextKind::Staff,
        TextKind::Acknowledgement
        | TextKind::Logged
        | TextKind::Classified
        | TextKind::StatusChanged
        | TextKind::DateAgreed
        | TextKind::Reply
        | TextKind::Resolved
        | TextKind::Unanswered
        | TextKind::Merged
        | TextKind::WishAcknowledgement
        | TextKind::Redirect
        | TextKind::Announcement => {
            if is_for_staff(draft) {
                TextKind::Staff
            } else {
                text
            }
        }
    }
}

/// The view of staff beside the ticket; none in a mail to somebody else.
pub(crate) fn staff<'d>(
    draft: &NoticeDraft,
    context: &'d NoticeContext,
    recipient: &MailRecipient,
    now: Instant,
) -> Result<Option<StaffView<'d>>, MailError> {
    if !is_for_staff(draft) {
        return Ok(None);
    }
    let (policy, state) = (&*context.policy, &context.state);
    let locale = recipient.locale.as_str();
    let plan = state.subject.plan.as_ref();
    let plan = plan.and_then(|plan| policy.plans.get(plan));
    Ok(Some(StaffView {
        occasion: occasion(draft),
        role: recipient.role.clone(),
        customer: customer(context),
        plan: plan.map(|plan| policy.words(&plan.name, locale).to_owned()),
        holder: holder(policy, state, locale)?,
        owed: owed_of(state, policy, locale, now)?,
        subject: context.words.subject.as_deref(),
        words: context.words.body.as_deref(),
    }))
}

/// The occasion of a mail to staff; a notice of the policy may bear any name, and its text says what it is about.
fn occasion(draft: &NoticeDraft) -> StaffOccasion {
    match draft.text.as_str() {
        "staff" => StaffOccasion::of_notice(&draft.name),
        "acknowledgement" | "logged" | "classified" => StaffOccasion::Classified,
        _ => StaffOccasion::News,
    }
}

/// The organisation that the ticket was opened for, else the person.
fn customer(context: &NoticeContext) -> Option<String> {
    let organisation = context.state.subject.organisation.get("id");
    let contact = context.contact.as_ref();
    let person = || contact.and_then(|contact| contact.name.clone());
    organisation.cloned().or_else(person)
}

/// The agent, the team, or the agent and their team.
fn holder(policy: &Policy, state: &State, locale: &str) -> Result<Option<String>, MailError> {
    let team = state.team.as_ref();
    let team = team.map(|team| match policy.names.of("team", team) {
        Some(words) => policy.words(words, locale).to_owned(),
        None => team.replace('_', " "),
    });
    let Some(assignee) = &state.assignee else {
        return Ok(team);
    };
    // A ladder may give a ticket to a role, which readers know by its name.
    let is_person = policy
        .teams
        .values()
        .any(|team| team.members.contains(assignee));
    let agent = if is_person {
        assignee.clone()
    } else {
        role_label(locale, assignee)?
    };
    Ok(Some(match team {
        Some(team) => format!("{agent} ({team})"),
        None => agent,
    }))
}
