//! Automation: rules of the policy apply when a condition becomes true, or has held without activity for a while.
//! Each applies once per change of its inputs, and starts others only where it is told to.
use serde::{Deserialize, Serialize};

use crate::clock::scheduled_rules;
use crate::lifecycle::before::Before;
use crate::lifecycle::changes::PriorityChanged;
use crate::lifecycle::classification::counts;
use crate::lifecycle::fact::{Effect, Fact, FactBody};
use crate::lifecycle::ranking::{holds, ranked, ranks};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::waiting::StatusChanged;
use crate::notice::{NoticeDraft, TicketNews};
use crate::policy::{Policy, Rule};
use crate::ticket::{Actor, ClassificationState, ScheduledRule, State};
use crate::time::Instant;

/// A rule of the policy was applied: the trace of the facts that came with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleApplied {
    /// The rule's id.
    pub rule: String,
}

impl Effect for RuleApplied {
    fn notices(&self, news: &TicketNews<'_>, _before: &Before) -> Vec<NoticeDraft> {
        let mut rules = news.policy.rules.iter();
        let rule = rules.find(|known| known.id == self.rule);
        rule.map_or_else(Vec::new, |rule| news.of_rule(rule))
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}

/// The rules that follow from `facts`: those whose condition holds after and did not before, and
/// those that rank a ticket which was just classified anew.
pub(crate) fn rules_that_follow<'p>(
    before: Option<&State>,
    after: &State,
    facts: &[Fact],
    policy: &'p Policy,
) -> Vec<&'p Rule> {
    let ranked_anew = facts.iter().any(|fact| {
        let classified = matches!(
            &fact.body,
            FactBody::Classified(classified) if classified.priority.is_some()
        );
        classified && before.is_some_and(|before| before.classified != ClassificationState::ByHuman)
    });
    let follows = |rule: &&Rule| {
        rule.after.is_none()
            && holds(rule, policy, after)
            && (!before.is_some_and(|before| holds(rule, policy, before))
                || (ranked_anew && ranks(rule)))
    };
    policy.rules.iter().filter(follows).collect()
}

/// Whether a priority set by rules counts from the ticket's start, as part of its first classification or of a
/// correction.
pub(crate) fn counts_from_start(before: Option<&State>, facts: &[Fact], policy: &Policy) -> bool {
    let counted = before.is_some_and(|before| counts(before.classified, policy));
    facts.iter().any(|fact| {
        let classified = matches!(
            &fact.body,
            FactBody::Classified(classified) if classified.correction || !counted
        );
        classified || matches!(fact.body, FactBody::Received(_))
    })
}

/// The facts of a rule on the ticket as it is now; its own fact, the trace, comes last.
pub(crate) fn facts_of_rule(
    rule: &Rule,
    state: &State,
    policy: &Policy,
    correction: bool,
) -> Vec<FactBody> {
    let mut bodies = Vec::new();
    let priority = ranked(rule, state.subject.priority.as_deref(), state, policy);
    if let Some(to) = priority.filter(|to| state.subject.priority.as_ref() != Some(to)) {
        bodies.push(PriorityChanged { to, correction }.into());
    }
    match rule.set_status.as_deref() {
        Some(status) if status == state.status.name() => {}
        Some("resolved") => bodies.push(FactBody::Resolved),
        Some("closed") => bodies.push(FactBody::Closed),
        Some(status) => {
            let status = status.to_owned();
            bodies.push(StatusChanged { status }.into());
        }
        None => {}
    }
    if bodies.is_empty() && rule.notify.is_empty() && rule.after.is_none() {
        return bodies;
    }
    // Last, so that the recipients of the rule read of the ticket as the rule left it.
    let rule = rule.id.clone();
    bodies.push(RuleApplied { rule }.into());
    bodies
}

/// Keeps since when the condition of each inactivity rule has held.
pub(crate) fn schedule(state: &mut State, fact: &Fact, policy: &Policy) {
    // A merged ticket goes on elsewhere.
    if state.merged_into.is_some() {
        state.scheduled_rules.clear();
        return;
    }
    let spoke = fact.body.effect().traits().is_public && fact.by != Actor::System;
    let anew = ScheduledRule {
        since: fact.occurred_at,
        done: false,
    };
    for rule in policy.rules.iter().filter(|rule| rule.after.is_some()) {
        if !holds(rule, policy, state) {
            state.scheduled_rules.remove(&rule.id);
            continue;
        }
        let scheduled = state.scheduled_rules.entry(rule.id.clone());
        let scheduled = scheduled.or_insert(anew.clone());
        if spoke {
            *scheduled = anew.clone();
        }
        scheduled.done |=
            matches!(&fact.body, FactBody::RuleApplied(applied) if applied.rule == rule.id);
    }
}

/// The inactivity rules whose condition has held for long enough by `now`.
pub(crate) fn rules_due<'p>(state: &State, policy: &'p Policy, now: Instant) -> Vec<&'p Rule> {
    let scheduled = scheduled_rules(state, policy).into_iter();
    let due = scheduled.filter(|(at, _)| *at <= now);
    due.map(|(_, rule)| rule).collect()
}

/// The inactivity rule that is due next: when, and its facts.
#[must_use]
pub fn next_scheduled_rule(state: &State, policy: &Policy) -> Option<(Instant, Vec<FactBody>)> {
    let scheduled = scheduled_rules(state, policy).into_iter();
    let (at, rule) = scheduled.min_by_key(|(at, _)| *at)?;
    Some((at, facts_of_rule(rule, state, policy, false)))
}
