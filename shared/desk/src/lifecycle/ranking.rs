//! Ranking by rules: the priority that rules of the policy make of another.
use crate::policy::{Policy, Rule};
use crate::ticket::{State, TicketFacts};

/// Whether the condition of a rule holds on the ticket as it is.
pub(super) fn holds(rule: &Rule, policy: &Policy, state: &State) -> bool {
    rule.when.eval(&TicketFacts::new(policy, state))
}

/// Whether a rule says something of the priority.
pub(super) fn ranks(rule: &Rule) -> bool {
    rule.set_priority.is_some() || rule.raise_by != 0
}

/// The priority that the rules which held all along make of one found anew.
pub(crate) fn ranked_by_rules(state: &State, base: String, policy: &Policy) -> String {
    let ranking = policy
        .rules
        .iter()
        .filter(|rule| rule.after.is_none() && ranks(rule) && holds(rule, policy, state));
    ranking.fold(base, |priority, rule| {
        ranked(rule, Some(&priority), state, policy).unwrap_or(priority)
    })
}

/// The priority that a rule makes of another, among those that the ticket's type has.
pub(super) fn ranked(
    rule: &Rule,
    from: Option<&str>,
    state: &State,
    policy: &Policy,
) -> Option<String> {
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
