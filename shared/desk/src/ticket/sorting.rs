//! What a ticket is sorted as: its type and priority, and the team that gets it.
use crate::policy::Policy;
use crate::ticket::routing::team_at;
use crate::ticket::{Actor, Classified, Fact, State};
use crate::time::Instant;

pub(crate) fn classified(
    state: &mut State,
    fact: &Fact,
    ticket_type: Option<&String>,
    priority: Option<&String>,
    sure: bool,
) {
    if let Some(ticket_type) = ticket_type {
        state.subject.ticket_type = Some(ticket_type.clone());
    }
    if let Some(priority) = priority {
        state.subject.priority = Some(priority.clone());
        state.requested_priority = Some(priority.clone());
    }
    state.classified = match &fact.by {
        Actor::Agent { .. } => Classified::ByHuman,
        Actor::System | Actor::Requester if sure => Classified::Proposed,
        Actor::System | Actor::Requester => Classified::NotSure,
    };
}

/// The first route that fits takes the ticket, or the area's team, unless another level has it.
pub(crate) fn route(state: &mut State, policy: &Policy, at: Instant) {
    if let Some(team) = team_at(state, policy, state.level, at) {
        state.team = Some(team);
    }
}

/// A type that does not have the ticket's priority takes the policy's usual one, or none.
pub(crate) fn fit_priority(state: &mut State, policy: &Policy) {
    let subject = &state.subject;
    let known = policy.priorities_of(subject.ticket_type.as_deref());
    let fits = |priority: &String| known.contains(&priority.as_str());
    if subject.priority.as_ref().is_none_or(fits) {
        return;
    }
    let usual = policy.classify.default_priority.clone();
    state.subject.priority = usual.filter(fits);
}
