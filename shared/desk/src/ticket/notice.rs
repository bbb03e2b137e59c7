//! Notices: which mail a fact sends, to whom, with which text; by reference, never rendered here.
use serde::{Deserialize, Serialize};

use crate::clock::{Reckoning, seen_from};
use crate::policy::{Event, Ladder, Notice, Policy, Rule};
use crate::ticket::trigger::{events_of, tells};
use crate::ticket::{Contact, Fact, FactBody, State, TicketFacts, contact_at};
use crate::time::Instant;

/// A mail to be sent, decided in the same step as the fact that causes it.
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
    /// For ladder steps: the place in the policy's ladder.
    pub step: Option<usize>,
    /// Many of these within a minute become one digest per recipient.
    pub digest: bool,
}

/// Who is mailed: resolved to an address when the mail is rendered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// Whoever asked.
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

/// The notices that a fact sends: those of the policy that answer to it, and a ladder step's.
#[must_use]
pub fn notices_for(
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
    if let FactBody::Resent { notice } = &fact.body {
        // Whether it fitted was decided when it was first sent.
        let again = policy.notices.iter().find(|known| known.name == *notice);
        return again
            .and_then(|notice| draft(policy, after, fact, notice))
            .into_iter()
            .collect();
    }
    if let FactBody::RuleApplied { rule } = &fact.body {
        let rule = policy.rules.iter().find(|known| known.id == *rule);
        return rule.map_or_else(Vec::new, |rule| of_rule(policy, after, fact, rule));
    }
    let events = events_of(fact, after);
    let facts = TicketFacts::new(after);
    let fitting = policy.notices.iter().filter(|notice| {
        let fires = notice.on.iter().any(|trigger| {
            events
                .iter()
                .any(|event| tells(trigger, event, fact, after))
        });
        let silenced = notice
            .unless
            .as_ref()
            .is_some_and(|unless| unless.eval(&facts));
        let before = before.filter(|_| notice.once);
        let told = before.is_some_and(|before| before.told.contains(&notice.name));
        fires && notice.when.eval(&facts) && !silenced && !told
    });
    let drafts = fitting
        .filter_map(|notice| draft(policy, after, fact, notice))
        .collect();
    one_each(policy, drafts)
}

/// One transition is one mail to the same person: the first in the order of the file, and those
/// whose delivery a clock waits for.
fn one_each(policy: &Policy, drafts: Vec<NoticeDraft>) -> Vec<NoticeDraft> {
    let awaited = |draft: &NoticeDraft| {
        let event = Event::NoticeDelivered(draft.name.clone());
        let mut metrics = policy.metrics.iter();
        metrics.any(|metric| metric.met_by.iter().any(|trigger| trigger.event == event))
    };
    let told = drafts
        .iter()
        .find(|draft| awaited(draft))
        .map(|d| d.to.clone());
    let mut seen = std::collections::BTreeSet::new();
    drafts
        .into_iter()
        .filter(|draft| {
            let superseded = told.as_ref() == Some(&draft.to);
            awaited(draft) || (!superseded && seen.insert(draft.to.clone()))
        })
        .collect()
}

/// A rule that tells somebody says why by the status or priority it left the ticket in.
fn of_rule(policy: &Policy, state: &State, fact: &Fact, rule: &Rule) -> Vec<NoticeDraft> {
    let text = if rule.set_status.is_some() {
        "status_changed"
    } else {
        "classified"
    };
    let to = recipients(policy, state, fact, &rule.notify, state.level);
    to.into_iter()
        .map(|to| NoticeDraft {
            name: format!("rule:{}", rule.id),
            text: text.to_owned(),
            to,
            cc: Vec::new(),
            fact_seq: fact.seq,
            not_before: fact.recorded_at,
            metric: None,
            step: None,
            digest: false,
        })
        .collect()
}

fn recipients(
    policy: &Policy,
    state: &State,
    fact: &Fact,
    roles: &[String],
    level: u8,
) -> Vec<Recipient> {
    let found = roles
        .iter()
        .filter_map(|role| recipient(policy, state, role, level, fact.recorded_at));
    found.collect()
}

fn draft(policy: &Policy, state: &State, fact: &Fact, notice: &Notice) -> Option<NoticeDraft> {
    let to = |names: &[String]| recipients(policy, state, fact, names, state.level);
    let mut all = to(&notice.to).into_iter();
    let first = all.next()?;
    Some(NoticeDraft {
        name: notice.name.clone(),
        text: notice.text.clone(),
        to: first,
        cc: all.chain(to(&notice.cc)).collect(),
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
    let found = |names: &[String]| -> Vec<Recipient> {
        let one = |role: &String| {
            let level = seen_from(step, role, before.level);
            recipient(policy, after, role, level, fact.recorded_at)
        };
        names.iter().filter_map(one).collect()
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

fn recipient(
    policy: &Policy,
    state: &State,
    role: &str,
    level: u8,
    now: Instant,
) -> Option<Recipient> {
    let at = |address: String| Recipient::Role {
        role: role.to_owned(),
        address,
    };
    match contact_at(policy, state, role, level, now) {
        Contact::At(address) => Some(at(address)),
        Contact::Requester => Some(Recipient::Requester),
        Contact::OrganisationAdmins => Some(Recipient::OrganisationAdmins),
        Contact::DeclaredEmpty => None,
        // Nobody is known in that role: the desk itself must hear of it, or the step is lost.
        Contact::Unknown => Some(at(policy.reply_to.clone())),
    }
}
