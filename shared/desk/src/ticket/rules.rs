//! Rules after intake: what follows when a condition becomes true. They run once and do not cascade.
use crate::policy::{Policy, Rule};
use crate::ticket::{FactBody, State, TicketFacts};

/// The rules whose condition holds after and did not hold before, with what each of them does.
pub(crate) fn become_true(
    before: Option<&State>,
    after: &State,
    policy: &Policy,
) -> Vec<(String, FactBody)> {
    let holds = |rule: &Rule, state: &State| rule.when.eval(&TicketFacts::new(state));
    let fresh = policy.rules.iter().filter(|rule| {
        rule.after.is_none()
            && holds(rule, after)
            && !before.is_some_and(|before| holds(rule, before))
    });
    fresh
        .filter_map(|rule| Some((rule.id.clone(), effect(rule, after, policy)?)))
        .collect()
}

fn effect(rule: &Rule, state: &State, policy: &Policy) -> Option<FactBody> {
    if let Some(to) = rule
        .set_priority
        .clone()
        .or_else(|| raised(rule, state, policy))
    {
        let changed = state.subject.priority.as_ref() != Some(&to);
        return changed.then_some(FactBody::PriorityChanged {
            to,
            correction: false,
        });
    }
    match rule.set_status.as_deref()? {
        "resolved" => Some(FactBody::Resolved),
        "closed" => Some(FactBody::Closed),
        status => Some(FactBody::StatusChanged {
            status: status.to_owned(),
        }),
    }
}

fn raised(rule: &Rule, state: &State, policy: &Policy) -> Option<String> {
    if rule.raise_by == 0 {
        return None;
    }
    let rank = policy.priority_rank(state.subject.priority.as_deref()?)?;
    let last = policy.priorities.len().checked_sub(1)?;
    let to = rank
        .saturating_add_signed(-isize::from(rule.raise_by))
        .min(last);
    Some(policy.priorities.get(to)?.id.clone())
}
