//! Routing: the team that a ticket goes to at a level.
use crate::policy::Policy;
use crate::ticket::{State, TicketFacts};
use crate::time::Instant;

/// The team that a ticket goes to at `level`: the first route that fits and is in its hours, else
/// the first that fits, else the area's.
pub(crate) fn team_at(state: &State, policy: &Policy, level: u8, at: Instant) -> Option<String> {
    let facts = TicketFacts::new(state);
    let of_level = |name: &String| has_level(policy, name, level);
    let fitting = || {
        let routes = policy.routing.iter();
        routes.filter(|route| of_level(&route.team) && route.when.eval(&facts))
    };
    let is_open = |hours: &str| {
        let calendar = policy.calendar(hours, None, None);
        calendar.is_none_or(|calendar| calendar.is_open(at))
    };
    let in_hours = fitting().find(|route| route.hours.as_deref().is_none_or(is_open));
    let routed = in_hours
        .or_else(|| fitting().next())
        .map(|route| &route.team);
    let area = state.subject.area.as_ref();
    let of_area = || area.and_then(|area| policy.areas.get(area)?.team.as_ref());
    routed
        .or_else(|| of_area().filter(|team| of_level(team)))
        .cloned()
}

/// As [`team_at`], or the only team of that level.
pub(crate) fn team_for(state: &State, policy: &Policy, level: u8, at: Instant) -> Option<String> {
    team_at(state, policy, level, at).or_else(|| {
        let mut names = policy.teams.keys();
        let mut of_level = names.by_ref().filter(|name| has_level(policy, name, level));
        let only = of_level.next().cloned();
        only.filter(|_| of_level.next().is_none())
    })
}

pub(crate) fn has_level(policy: &Policy, team: &str, level: u8) -> bool {
    let found = policy.teams.get(team);
    found.is_some_and(|found| found.level == level)
}
