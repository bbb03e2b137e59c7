//! Routing: the level at which a ticket opens, and the team that it goes to at a level.
use crate::policy::{Policy, Route};
use crate::ticket::{State, TicketFacts};
use crate::time::Instant;

/// The level at which tickets open where no route says another.
const FIRST: u8 = 1;

/// Sends a ticket to its team. The level stays, but for a ticket that nobody has moved: a route may say where it opens.
pub(crate) fn route(state: &mut State, policy: &Policy, at: Instant) {
    let says_level = policy.routing.iter().any(|route| route.level.is_some());
    let routed = state.level;
    if says_level && is_where_it_opened(state, policy) {
        state.level = FIRST;
        let row = fitting(state, policy, at, |row| {
            has_level(policy, &row.team, row.level.unwrap_or(FIRST))
        });
        state.level = row.and_then(|row| row.level).unwrap_or(FIRST);
    }
    let team = team_at(state, policy, state.level, at);
    if team.is_some() || state.level != routed {
        state.team = team;
    }
}

/// Whether the ticket is at the level where it opened: nobody took it or handed it over, and no ladder raised it.
fn is_where_it_opened(state: &State, policy: &Policy) -> bool {
    let moved = ["taken_in_charge", "handed_over"];
    let is_there = |team: &String| has_level(policy, team, state.level);
    !moved.iter().any(|kind| state.firsts.contains_key(*kind))
        && state.team.as_ref().map_or(state.level == FIRST, is_there)
}

/// The first route of these that fits the ticket and is in its hours, else the first that fits.
fn fitting<'p>(
    state: &State,
    policy: &'p Policy,
    at: Instant,
    of_level: impl Fn(&Route) -> bool,
) -> Option<&'p Route> {
    let facts = TicketFacts::new(policy, state);
    let routes = || {
        let routes = policy.routing.iter();
        routes.filter(|route| of_level(route) && route.when.eval(&facts))
    };
    let is_open = |hours: &str| {
        let calendar = policy.calendar(hours, None, None);
        calendar.is_none_or(|calendar| calendar.is_open(at))
    };
    let in_hours = routes().find(|route| route.hours.as_deref().is_none_or(is_open));
    in_hours.or_else(|| routes().next())
}

/// The team that a ticket goes to at `level`: that of the route that fits, else the area's.
fn team_at(state: &State, policy: &Policy, level: u8, at: Instant) -> Option<String> {
    let of_level = |name: &String| has_level(policy, name, level);
    let routed = fitting(state, policy, at, |route| of_level(&route.team)).map(|route| &route.team);
    let area = state.subject.area.as_ref();
    let of_area = || area.and_then(|area| policy.areas.get(area)?.team.as_ref());
    routed
        .or_else(|| of_area().filter(|team| of_level(team)))
        .cloned()
}

/// The team of that level for the ticket, or the only team of that level.
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
