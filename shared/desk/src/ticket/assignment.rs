//! Which member of a team gets a ticket: chosen from the ticket alone, so that nobody counts turns.
//!
//! A member is chosen by rendezvous hashing: of those who may have the ticket, the one whose name
//! hashed with the ticket's reference is highest. Tickets spread evenly, the same ticket always
//! meets the same person, and an absence moves that person's tickets and no others.
use sha2::{Digest, Sha256};

use crate::policy::{Policy, Team};
use crate::ticket::routing::team_for;
use crate::ticket::{Actor, Classified, Fact, FactBody, Roster, Skipped, State, Why};
use crate::time::Instant;

/// The highest level that a team can have.
const HIGHEST: u8 = 9;

/// What a choice depends on.
pub(crate) struct Choice<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) roster: &'a Roster,
    pub(crate) by: &'a Actor,
    pub(crate) now: Instant,
}

impl Choice<'_> {
    /// The assignment that follows from what has just happened; none where the ticket stays with
    /// whom it is, or a person has said who gets it.
    pub(crate) fn assignment(
        &self,
        before: Option<&State>,
        state: &State,
        facts: &[Fact],
    ) -> Option<FactBody> {
        let team = state.team.as_ref()?;
        let members = &self.policy.teams.get(team)?.members;
        let unknown = state.classified == Classified::No;
        if !state.status.is_live() || unknown || members.is_empty() {
            return None;
        }
        let news = News::of(facts);
        let assignee = state.assignee.as_ref();
        let has_moved = before.is_some_and(|before| before.team != state.team);
        let is_due = match news {
            News::SaidWho => false,
            News::SaidTeam | News::HandedOver => true,
            News::KnownBetter => assignee.is_none_or(|assignee| {
                self.roster.is_away(assignee, self.now)
                    || (has_moved && !members.contains(assignee))
            }),
            News::Nothing => assignee.is_some_and(|one| self.roster.is_away(one, self.now)),
        };
        if !is_due {
            return None;
        }
        let handing = match (news, self.by) {
            (News::HandedOver, Actor::Agent { id, .. }) => vec![id.as_str()],
            _ => Vec::new(),
        };
        let holder = before.and_then(|before| before.assignee.as_deref());
        let holder = holder.filter(|_| news == News::HandedOver);
        let same: Vec<&str> = handing.into_iter().chain(holder).collect();
        Some(self.among(state, team, &same))
    }

    /// Somebody of that team, or of the next level's where nobody is left.
    fn among(&self, state: &State, team: &str, same: &[&str]) -> FactBody {
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
                return FactBody::Assigned {
                    agent: Some(agent),
                    level: (found.level != state.level).then_some(found.level),
                    team: Some(name),
                    skipped,
                    emptied,
                };
            }
            emptied.push(name);
        }
        FactBody::Assigned {
            agent: None,
            team: Some(team.to_owned()),
            level: None,
            skipped,
            emptied,
        }
    }

    fn one_of(
        &self,
        team: &Team,
        state: &State,
        same: &[&str],
        skipped: &mut Vec<Skipped>,
    ) -> Option<String> {
        let mut free = Vec::new();
        for agent in &team.members {
            let why = if same.contains(&agent.as_str()) {
                Some(Why::SamePerson)
            } else {
                let away = self.roster.is_away(agent, self.now);
                away.then_some(Why::Absent)
            };
            match why {
                None => free.push(agent),
                Some(why) => skipped.push(Skipped {
                    agent: agent.clone(),
                    why,
                }),
            }
        }
        let best = free
            .into_iter()
            .max_by_key(|agent| weight(&state.reference, agent));
        best.cloned()
    }
}

/// What a step's facts say of who has the ticket; the last that is said stands over the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum News {
    Nothing,
    /// The ticket became known better, or came back.
    KnownBetter,
    HandedOver,
    SaidTeam,
    /// Somebody named the agent, or said that nobody has it.
    SaidWho,
}

impl News {
    fn of(facts: &[Fact]) -> Self {
        let said = facts.iter().map(|fact| Self::of_one(&fact.body));
        said.max().unwrap_or(Self::Nothing)
    }

    fn of_one(body: &FactBody) -> Self {
        let said_who = matches!(
            body,
            FactBody::Assigned { .. }
                | FactBody::TakenInCharge { .. }
                | FactBody::Escalated {
                    assignee: Some(_),
                    ..
                }
        );
        let known_better = matches!(
            body,
            FactBody::Classified { .. }
                | FactBody::Completed
                | FactBody::RequesterReplied { .. }
                | FactBody::Reopened
                | FactBody::TypeChanged { .. }
                | FactBody::AreaChanged { .. }
        );
        let said_team = matches!(
            body,
            FactBody::Assigned {
                agent: None,
                team: Some(_),
                ..
            }
        );
        if said_team {
            Self::SaidTeam
        } else if said_who {
            Self::SaidWho
        } else if matches!(body, FactBody::HandedOver { .. }) {
            Self::HandedOver
        } else if known_better {
            Self::KnownBetter
        } else {
            Self::Nothing
        }
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

#[cfg(test)]
mod tests;
