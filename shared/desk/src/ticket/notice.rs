//! Notices: which mail a fact sends, to whom, with which text; by reference, never rendered here.
use serde::{Deserialize, Serialize};

use crate::clock::Reckoning;
use crate::policy::{Ladder, Notice, Policy};
use crate::ticket::trigger::{events_of, fires};
use crate::ticket::{Contact, Fact, FactBody, State, TicketFacts, contact};
use crate::time::Instant;

/// A mail to be sent, decided in the same step as the fact that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDraft {
    /// The policy's name of the notice, or `escalation` / `warning` for ladder steps.
    pub name: String,
    /// The text to render.
    pub text: String,
    pub to: Recipient,
    pub cc: Vec<Recipient>,
    /// The fact that caused it.
    pub fact_seq: u64,
    /// Not before this instant (quiet hours).
    pub not_before: Instant,
    /// For ladder steps: metric and step.
    pub metric: Option<String>,
    pub step: Option<usize>,
    /// Many of these within a minute become one digest per recipient.
    pub digest: bool,
}

/// Who is mailed: resolved to an address when the mail is rendered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    Requester,
    /// The administrators of the requester's organisation.
    OrganisationAdmins,
    /// A role of the policy, with its address.
    Role {
        role: String,
        address: String,
    },
}

/// The notices that a fact sends: those of the policy that answer to it, and a ladder step's.
pub(crate) fn notices_for(
    policy: &Policy,
    before: Option<&State>,
    after: &State,
    fact: &Fact,
) -> Vec<NoticeDraft> {
    if let FactBody::Escalated { metric, steps, .. } = &fact.body {
        return escalation(policy, before.unwrap_or(after), after, fact, metric, steps)
            .into_iter()
            .collect();
    }
    let events = events_of(fact, after);
    let fitting = policy.notices.iter().filter(|notice| {
        let fires = notice.on.iter().any(|trigger| {
            events
                .iter()
                .any(|event| fires(trigger, event, fact, after, policy))
        });
        let facts = TicketFacts::new(after);
        let silenced = notice
            .unless
            .as_ref()
            .is_some_and(|unless| unless.eval(&facts));
        fires && notice.when.eval(&facts) && !silenced
    });
    fitting
        .filter_map(|notice| draft(policy, after, fact, notice))
        .collect()
}

fn draft(policy: &Policy, state: &State, fact: &Fact, notice: &Notice) -> Option<NoticeDraft> {
    let to = |names: &[String]| {
        let found = names
            .iter()
            .filter_map(|role| recipient(policy, state, role, state.level));
        found.collect::<Vec<_>>()
    };
    let mut recipients = to(&notice.to).into_iter();
    let first = recipients.next()?;
    Some(NoticeDraft {
        name: notice.name.clone(),
        text: notice.text.clone(),
        to: first,
        cc: recipients.chain(to(&notice.cc)).collect(),
        fact_seq: fact.seq,
        not_before: fact.recorded_at,
        metric: None,
        step: None,
        digest: false,
    })
}

fn escalation(
    policy: &Policy,
    before: &State,
    after: &State,
    fact: &Fact,
    metric: &str,
    steps: &[usize],
) -> Vec<NoticeDraft> {
    let ladder = policy
        .metric(metric)
        .and_then(|metric| policy.ladders.get(metric.ladder.as_ref()?));
    let Some((ladder, index)) = ladder.zip(steps.iter().max().copied()) else {
        return Vec::new();
    };
    let Some(step) = ladder.steps.get(index) else {
        return Vec::new();
    };
    // Relative roles look from the level that the ticket had before this step raised it.
    let found = |names: &[String]| {
        let found = names
            .iter()
            .filter_map(|role| recipient(policy, after, role, before.level));
        found.collect::<Vec<_>>()
    };
    let due = before
        .clocks
        .iter()
        .find(|clock| clock.metric == metric)
        .and_then(|clock| clock.due_at);
    let late = due.is_some_and(|due| fact.recorded_at > due);
    let name = if late { "escalation" } else { "warning" };
    let cc = found(&step.cc);
    let not_before = quiet_until(policy, after, ladder, metric, fact.recorded_at);
    let mut seen = std::collections::BTreeSet::new();
    found(&step.notify)
        .into_iter()
        .filter(|to| seen.insert(to.clone()))
        .map(|to| NoticeDraft {
            name: name.to_owned(),
            text: name.to_owned(),
            cc: cc.iter().filter(|copied| **copied != to).cloned().collect(),
            to,
            fact_seq: fact.seq,
            not_before,
            metric: Some(metric.to_owned()),
            step: Some(index),
            digest: true,
        })
        .collect()
}

/// Quiet hours delay the notice, never the step.
fn quiet_until(
    policy: &Policy,
    state: &State,
    ladder: &Ladder,
    metric: &str,
    now: Instant,
) -> Instant {
    let Some((quiet, metric)) = ladder.quiet.as_ref().zip(policy.metric(metric)) else {
        return now;
    };
    if quiet
        .unless
        .as_ref()
        .is_some_and(|unless| unless.eval(&TicketFacts::new(state)))
    {
        return now;
    }
    let calendar = Reckoning {
        policy,
        state,
        metric,
    }
    .calendar(Some(&quiet.outside));
    calendar.next_open(now).unwrap_or(now)
}

fn recipient(policy: &Policy, state: &State, role: &str, level: u8) -> Option<Recipient> {
    match contact(policy, state, role, level) {
        Contact::At(address) => Some(Recipient::Role {
            role: role.to_owned(),
            address,
        }),
        Contact::Requester => Some(Recipient::Requester),
        Contact::OrganisationAdmins => Some(Recipient::OrganisationAdmins),
        Contact::DeclaredEmpty => None,
        // Nobody is known in that role: the desk itself must hear of it, or the step is lost.
        Contact::Unknown => Some(Recipient::Role {
            role: role.to_owned(),
            address: policy.reply_to.clone(),
        }),
    }
}
