//! Rules after intake: what follows when a condition becomes true, or held in silence for a while.
//! Each runs once per change of its inputs, and what one does starts others only where it is told to.
use crate::policy::{Policy, Rule};
use crate::ticket::retarget::settled;
use crate::ticket::{Actor, Classified, Fact, FactBody, Held, State, TicketFacts};

fn holds(rule: &Rule, state: &State) -> bool {
    rule.when.eval(&TicketFacts::new(state))
}

fn ranks(rule: &Rule) -> bool {
    rule.set_priority.is_some() || rule.raise_by != 0
}

/// The rules that follow from `facts`: those whose condition holds after and did not before, and
/// those that rank a ticket which was just classified anew.
pub(crate) fn that_follow<'p>(
    before: Option<&State>,
    after: &State,
    facts: &[Fact],
    policy: &'p Policy,
) -> Vec<&'p Rule> {
    let ranked_anew = facts.iter().any(|fact| {
        let classified = matches!(
            &fact.body,
            FactBody::Classified {
                priority: Some(_),
                ..
            }
        );
        classified && before.is_some_and(|before| before.classified != Classified::ByHuman)
    });
    let follows = |rule: &&Rule| {
        rule.after.is_none()
            && holds(rule, after)
            && (!before.is_some_and(|before| holds(rule, before)) || (ranked_anew && ranks(rule)))
    };
    policy.rules.iter().filter(follows).collect()
}

/// Whether what the rules do is part of what the ticket has been from the start.
pub(crate) fn from_the_start(before: Option<&State>, facts: &[Fact], policy: &Policy) -> bool {
    let settled = before.is_some_and(|before| settled(before, policy));
    facts.iter().any(|fact| {
        let classified = matches!(
            &fact.body,
            FactBody::Classified { correction, .. } if *correction || !settled
        );
        classified || matches!(fact.body, FactBody::Received { .. })
    })
}

/// The rule's own fact, which is the trace, and what it does to the ticket as it is now.
pub(crate) fn applied(
    rule: &Rule,
    state: &State,
    policy: &Policy,
    correction: bool,
) -> Vec<FactBody> {
    let mut bodies = Vec::new();
    let priority = ranked(rule, state.subject.priority.as_deref(), state, policy);
    if let Some(to) = priority.filter(|to| state.subject.priority.as_ref() != Some(to)) {
        bodies.push(FactBody::PriorityChanged { to, correction });
    }
    match rule.set_status.as_deref() {
        Some(status) if status == state.status.name() => {}
        Some("resolved") => bodies.push(FactBody::Resolved),
        Some("closed") => bodies.push(FactBody::Closed),
        Some(status) => bodies.push(FactBody::StatusChanged {
            status: status.to_owned(),
        }),
        None => {}
    }
    if bodies.is_empty() && rule.notify.is_empty() && rule.after.is_none() {
        return bodies;
    }
    // Last, so that whom the rule tells reads of the ticket as the rule left it.
    bodies.push(FactBody::RuleApplied {
        rule: rule.id.clone(),
    });
    bodies
}

/// What the rules that held all along make of a priority found anew.
pub(crate) fn standing(state: &State, base: String, policy: &Policy) -> String {
    let ranking = policy
        .rules
        .iter()
        .filter(|rule| rule.after.is_none() && ranks(rule) && holds(rule, state));
    ranking.fold(base, |priority, rule| {
        ranked(rule, Some(&priority), state, policy).unwrap_or(priority)
    })
}

/// The priority that a rule makes of another, among those that the ticket's type has.
fn ranked(rule: &Rule, from: Option<&str>, state: &State, policy: &Policy) -> Option<String> {
    let known = policy.priorities_of(state.subject.ticket_type.as_deref());
    if let Some(to) = &rule.set_priority {
        return known.contains(&to.as_str()).then(|| to.clone());
    }
    if rule.raise_by == 0 {
        return None;
    }
    let rank = known.iter().position(|priority| Some(*priority) == from)?;
    let to = rank.saturating_add_signed(-isize::from(rule.raise_by));
    let last = known.len().checked_sub(1)?;
    known.get(to.min(last)).map(|to| (*to).to_owned())
}

/// Keeps since when each condition with a duration has held in silence.
pub(crate) fn listen(state: &mut State, fact: &Fact, policy: &Policy) {
    let public = matches!(
        fact.body,
        FactBody::Replied { .. }
            | FactBody::RequesterReplied { .. }
            | FactBody::Contacted { .. }
            | FactBody::AnswersChanged { .. }
    );
    let spoke = public && fact.by != Actor::System;
    for rule in policy.rules.iter().filter(|rule| rule.after.is_some()) {
        if !holds(rule, state) {
            state.held.remove(&rule.id);
            continue;
        }
        let held = state.held.entry(rule.id.clone()).or_insert(Held {
            since: fact.occurred_at,
            done: false,
        });
        if spoke {
            *held = Held {
                since: fact.occurred_at,
                done: false,
            };
        }
        held.done |= fact.body
            == FactBody::RuleApplied {
                rule: rule.id.clone(),
            };
    }
}
