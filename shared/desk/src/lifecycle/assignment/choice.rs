//! Choice of a team's member for a ticket: made from the ticket alone, so that nobody counts turns.
//!
//! A member is chosen by rendezvous hashing: of those who may have the ticket, the one whose name
//! hashed with the ticket's reference is highest. Tickets spread evenly, the same ticket always
//! meets the same person, and an absence moves that person's tickets and no others.
use sha2::{Digest, Sha256};

use super::{Assigned, Assigns, Roster, SkipReason, SkippedAgent};
use crate::lifecycle::Fact;
use crate::lifecycle::routing::team_for;
use crate::policy::{Policy, Team};
use crate::ticket::{Actor, ClassificationState, State};
use crate::time::Instant;

/// The highest level that a team can have.
const HIGHEST: u8 = 9;

/// A choice of an agent, with all that it depends on.
pub(crate) struct Choice<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) roster: &'a Roster,
    pub(crate) by: &'a Actor,
    pub(crate) now: Instant,
}

impl Choice<'_> {
    /// The assignment that follows from the facts of a step; none where the assignee stays, or a person
    /// has said who gets the ticket.
    pub(crate) fn assignment(
        &self,
        before: Option<&State>,
        state: &State,
        facts: &[Fact],
    ) -> Option<Assigned> {
        let team = state.team.as_ref()?;
        let members = &self.policy.teams.get(team)?.members;
        let unknown = state.classified == ClassificationState::No;
        if !state.status.is_live() || unknown || members.is_empty() {
            return None;
        }
        let said = Assigns::of(facts);
        let assignee = state.assignee.as_ref();
        let has_moved = before.is_some_and(|before| before.team != state.team);
        let is_due = match said {
            Assigns::Somebody => false,
            Assigns::Team | Assigns::HandedOver => true,
            Assigns::Reclassified => assignee.is_none_or(|assignee| {
                self.roster.is_away(assignee, self.now)
                    || (has_moved && !members.contains(assignee))
            }),
            Assigns::Nobody => assignee.is_some_and(|one| self.roster.is_away(one, self.now)),
        };
        if !is_due {
            return None;
        }
        let handing = match (said, self.by) {
            (Assigns::HandedOver, Actor::Agent { id, .. }) => vec![id.as_str()],
            _ => Vec::new(),
        };
        let holder = before.and_then(|before| before.assignee.as_deref());
        let holder = holder.filter(|_| said == Assigns::HandedOver);
        let same: Vec<&str> = handing.into_iter().chain(holder).collect();
        Some(self.among(state, team, &same))
    }

    /// Somebody of that team, or of the next level's where nobody is there.
    pub(super) fn among(&self, state: &State, team: &str, same: &[&str]) -> Assigned {
        let mut skipped = Vec::new();
        let mut emptied = Vec::new();
        let first = self.policy.teams.get(team);
        let from = first.map_or(state.level, |team| team.level);
        let above = (from.saturating_add(1)..=HIGHEST)
            .filter_map(|level| team_for(state, self.policy, level, self.now));
        for name in std::iter::once(team.to_owned()).chain(above) {
            let Some(found) = self.policy.teams.get(&name) else {
                continue;
            };
            if let Some(agent) = self.one_of(found, state, same, &mut skipped) {
                return Assigned {
                    agent: Some(agent),
                    level: (found.level != state.level).then_some(found.level),
                    team: Some(name),
                    skipped,
                    emptied,
                };
            }
            emptied.push(name);
        }
        Assigned {
            agent: None,
            team: Some(team.to_owned()),
            level: None,
            skipped,
            emptied,
        }
    }

    /// A member who is there: one of the `same` people, who hand the ticket over, only where no other is.
    fn one_of(
        &self,
        team: &Team,
        state: &State,
        same: &[&str],
        skipped: &mut Vec<SkippedAgent>,
    ) -> Option<String> {
        let is_same = |agent: &&String| same.contains(&agent.as_str());
        let (there, away): (Vec<_>, Vec<_>) = team
            .members
            .iter()
            .partition(|agent| !self.roster.is_away(agent, self.now));
        let (own, others): (Vec<_>, Vec<_>) = there.into_iter().partition(is_same);
        let is_alone = others.is_empty();
        for agent in &team.members {
            let why = if is_same(&agent) && !(is_alone && own.contains(&agent)) {
                SkipReason::SamePerson
            } else if away.contains(&agent) {
                SkipReason::Absent
            } else {
                continue;
            };
            skipped.push(SkippedAgent {
                agent: agent.clone(),
                why,
            });
        }
        let free = if is_alone { own } else { others };
        let best = free
            .into_iter()
            .max_by_key(|agent| weight(&state.reference, agent));
        best.cloned()
    }
}

fn weight(reference: &str, agent: &str) -> [u8; 8] {
    let mut hash = Sha256::new();
    hash.update(reference.as_bytes());
    hash.update([0]);
    hash.update(agent.as_bytes());
    let digest = hash.finalize();
    let mut weight = [0; 8];
    for (place, byte) in weight.iter_mut().zip(digest) {
        *place = byte;
    }
    weight
}
