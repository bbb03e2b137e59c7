//! What a ticket is sorted as: its type and priority, and the team that gets it.
use crate::policy::Policy;
use crate::ticket::{Actor, Classified, Fact, State, TicketFacts};

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
pub(crate) fn route(state: &mut State, policy: &Policy) {
    let facts = TicketFacts::new(state);
    let routed = policy.routing.iter().find(|route| route.when.eval(&facts));
    let area = state.subject.area.as_ref();
    let of_area = || area.and_then(|area| policy.areas.get(area)?.team.as_ref());
    let team = routed.map(|route| &route.team).or_else(of_area);
    let fits = |team: &&String| {
        let found = policy.teams.get(*team);
        found.is_some_and(|found| found.level == state.level)
    };
    if let Some(team) = team.filter(fits).cloned() {
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
