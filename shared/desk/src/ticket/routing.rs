//! Which team a ticket goes to, and who is away.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::policy::Policy;
use crate::ticket::{Act, FactBody, Refusal, State, TicketFacts};
use crate::time::Instant;

/// Who is away, and until when. A desk record, handed in like the time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    away: BTreeMap<String, Instant>,
}

impl Roster {
    /// The agents that are away, each until an instant.
    pub fn away(agents: impl IntoIterator<Item = (String, Instant)>) -> Self {
        Self {
            away: agents.into_iter().collect(),
        }
    }

    /// Whether that agent is away at `now`; from the instant of return on they are not.
    #[must_use]
    pub fn is_away(&self, agent: &str, now: Instant) -> bool {
        self.away.get(agent).is_some_and(|until| now < *until)
    }
}

/// A member of a team who was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The agent, by pseudonym.
    pub agent: String,
    /// What stood against them.
    pub why: Why,
}

/// Why somebody does not get a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Away at that moment.
    Absent,
    /// They are the one who hands it over.
    SamePerson,
}

/// Whether deciding on this may choose somebody, so that who is away has to be known.
#[must_use]
pub fn asks_who_is_there(act: &Act, policy: &Policy) -> bool {
    let staffed = policy.teams.values().any(|team| !team.members.is_empty());
    staffed
        && matches!(
            act,
            Act::Classify { .. }
                | Act::Assign { .. }
                | Act::Complete
                | Act::RequesterReply { .. }
                | Act::Reopen
                | Act::ChangeType { .. }
                | Act::ChangeArea { .. }
                | Act::Escalate { .. }
                | Act::TakeStep { .. }
        )
}

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

fn has_level(policy: &Policy, team: &str, level: u8) -> bool {
    let found = policy.teams.get(team);
    found.is_some_and(|found| found.level == level)
}

/// The hand-over that an agent asks for.
pub(crate) fn handed_over(
    state: &State,
    policy: &Policy,
    level: u8,
    team: Option<&str>,
    at: Instant,
) -> Result<FactBody, Refusal> {
    let levels: std::collections::BTreeSet<u8> =
        policy.teams.values().map(|team| team.level).collect();
    if !levels.is_empty() && !levels.contains(&level) {
        let known: Vec<_> = levels.iter().map(u8::to_string).collect();
        return Err(Refusal::Unknown {
            field: "to_level",
            value: level.to_string(),
            known: known.join(", "),
        });
    }
    if let Some(team) = team.filter(|team| !has_level(policy, team, level)) {
        return Err(Refusal::Invalid {
            field: "team",
            why: format!("`{team}`, which is no team of level {level}"),
        });
    }
    let team = team.map(str::to_owned);
    let team = team.or_else(|| team_for(state, policy, level, at));
    Ok(FactBody::HandedOver { level, team })
}
