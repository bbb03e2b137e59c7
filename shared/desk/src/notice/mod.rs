//! Notices: which mail is sent, to whom, with which text; by reference, never rendered here.
mod ladder;
mod staff;
mod urgency;

use serde::{Deserialize, Serialize};

use crate::policy::{Event, Notice, Policy, Rule};
use crate::ticket::{Actor, RoleContact, State, TicketFacts, answers_to, contact_at};
use crate::time::Instant;

pub(crate) use ladder::StepTaken;
pub(crate) use staff::{StaffCall, StaffNews};

/// A notice: a mail to be sent, decided in the same step as the fact that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDraft {
    /// The policy's name of the notice, or `escalation` / `warning` for ladder steps.
    pub name: String,
    /// The text to render.
    pub text: String,
    /// Who gets it.
    pub to: Recipient,
    /// Who gets a copy.
    pub cc: Vec<Recipient>,
    /// The fact that caused it.
    pub fact_seq: u64,
    /// Not before this instant (quiet hours).
    pub not_before: Instant,
    /// For ladder steps: metric and step.
    pub metric: Option<String>,
    /// For ladder steps: the index in the policy's ladder.
    pub step: Option<usize>,
    /// Many of these within a minute become one digest per recipient.
    pub digest: bool,
    /// A receipt tells a customer that a request arrived and what it was taken for, and nobody of the desk caused it.
    /// Whoever sends requests can cause any number of them, so they are limited for each address.
    #[serde(default)]
    pub receipt: bool,
}

/// The texts that tell of a request's arrival.
const ARRIVAL: [&str; 5] = [
    "acknowledgement",
    "logged",
    "classified",
    "wish_acknowledgement",
    "redirect",
];

impl NoticeDraft {
    /// Whether somebody gets it, or a copy.
    fn tells(&self, somebody: &Recipient) -> bool {
        let mut all = std::iter::once(&self.to).chain(&self.cc);
        all.any(|told| told.is_same(somebody))
    }
}

/// The recipient of a mail: resolved to an address when the mail is rendered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The requester.
    Requester,
    /// The administrators of the requester's organisation.
    OrganisationAdmins,
    /// A role of the policy, with its address.
    Role {
        /// The role, or the address that the policy wrote in its stead.
        role: String,
        /// The mail address.
        address: String,
    },
}

impl Recipient {
    /// Whether both are mailed at one address, whatever their roles.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Role { address, .. }, Self::Role { address: other, .. }) => {
                same_address(address, other)
            }
            (own, other) => own == other,
        }
    }
}

fn same_address(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// News of a ticket: one fact, as far as notices look at it, and the ticket after it.
pub(crate) struct TicketNews<'a> {
    pub(crate) fact_seq: u64,
    pub(crate) recorded_at: Instant,
    pub(crate) policy: &'a Policy,
    /// The ticket after the fact.
    pub(crate) state: &'a State,
    /// Who acted.
    pub(crate) by: &'a Actor,
    /// The events that the fact is to the policy.
    pub(crate) events: &'a [Event],
}

impl TicketNews<'_> {
    /// The policy's notices that answer to the events, one for each recipient.
    pub(crate) fn answering(&self) -> Vec<NoticeDraft> {
        let notices = self.policy.notices.iter();
        let fitting = notices.filter(|notice| self.fits(notice));
        let drafts = fitting.filter_map(|notice| self.draft(notice)).collect();
        self.one_each(drafts)
    }

    fn fits(&self, notice: &Notice) -> bool {
        let facts = TicketFacts::new(self.policy, self.state);
        let mut events = self.events.iter();
        let fires = events.any(|event| {
            let mut triggers = notice.on.iter();
            triggers.any(|trigger| answers_to(trigger, event, self.by, self.policy, self.state))
        });
        let silenced = notice.unless.as_ref();
        let silenced = silenced.is_some_and(|unless| unless.eval(&facts));
        let was_sent = notice.once && self.state.already_notified.contains(&notice.name);
        fires && notice.when.eval(&facts) && !silenced && !was_sent
    }

    /// A notice of the policy once more. Whether it fitted was decided when it was first sent.
    pub(crate) fn again(&self, name: &str) -> Vec<NoticeDraft> {
        let mut notices = self.policy.notices.iter();
        let notice = notices.find(|known| known.name == name);
        let draft = notice.and_then(|notice| self.draft(notice));
        draft.into_iter().collect()
    }

    /// The notices of a rule, which say why by the status or priority that it left the ticket in.
    pub(crate) fn of_rule(&self, rule: &Rule) -> Vec<NoticeDraft> {
        let text = if rule.set_status.is_some() {
            "status_changed"
        } else {
            "classified"
        };
        let name = format!("rule:{}", rule.id);
        let recipients = self.recipients(&rule.notify).into_iter();
        let notices = recipients.map(|to| self.notice(&name, text, to, Vec::new()));
        notices.collect()
    }

    fn draft(&self, notice: &Notice) -> Option<NoticeDraft> {
        let mut all = self.recipients(&notice.to).into_iter();
        let first = all.next()?;
        let copies = all.chain(self.recipients(&notice.cc)).collect();
        Some(self.notice(&notice.name, &notice.text, first, copies))
    }

    fn notice(&self, name: &str, text: &str, to: Recipient, cc: Vec<Recipient>) -> NoticeDraft {
        NoticeDraft {
            name: name.to_owned(),
            text: text.to_owned(),
            receipt: self.is_receipt(text, &to),
            to,
            cc,
            fact_seq: self.fact_seq,
            not_before: self.recorded_at,
            metric: None,
            step: None,
            digest: false,
        }
    }

    fn is_receipt(&self, text: &str, to: &Recipient) -> bool {
        let to_customer = match to {
            Recipient::Requester | Recipient::OrganisationAdmins => true,
            Recipient::Role { .. } => false,
        };
        let of_the_desk = match self.by {
            Actor::Agent { .. } => true,
            Actor::System | Actor::Requester => false,
        };
        to_customer && !of_the_desk && ARRIVAL.contains(&text)
    }

    /// One transition is one mail to the same person: the first in the order of the file, and those
    /// whose delivery a clock waits for.
    fn one_each(&self, drafts: Vec<NoticeDraft>) -> Vec<NoticeDraft> {
        let awaited = |draft: &NoticeDraft| {
            let event = Event::NoticeDelivered(draft.name.clone());
            let mut metrics = self.policy.metrics.iter();
            metrics.any(|metric| metric.met_by.iter().any(|trigger| trigger.event == event))
        };
        let told = drafts.iter().find(|draft| awaited(draft));
        let told = told.map(|draft| draft.to.clone());
        let mut seen = std::collections::BTreeSet::new();
        let one = |draft: &NoticeDraft| {
            let superseded = told.as_ref() == Some(&draft.to);
            awaited(draft) || (!superseded && seen.insert(draft.to.clone()))
        };
        drafts.into_iter().filter(one).collect()
    }

    fn recipients(&self, roles: &[String]) -> Vec<Recipient> {
        let level = self.state.level;
        let found = roles.iter();
        found
            .filter_map(|role| self.recipient(role, level))
            .collect()
    }

    fn recipient(&self, role: &str, level: u8) -> Option<Recipient> {
        let at = |address: String| Recipient::Role {
            role: role.to_owned(),
            address,
        };
        match contact_at(self.policy, self.state, role, level, self.recorded_at) {
            RoleContact::At(address) => Some(at(address)),
            RoleContact::Requester => Some(Recipient::Requester),
            RoleContact::OrganisationAdmins => Some(Recipient::OrganisationAdmins),
            RoleContact::DeclaredEmpty => None,
            // Nobody is known in that role: the desk itself must hear of it, or the step is lost.
            RoleContact::Unknown => Some(at(self.policy.reply_to.clone())),
        }
    }
}
