//! A part of a major incident: a ticket joins it and follows it.
use serde::{Deserialize, Serialize};

use super::Action;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::reply::Replied;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::{Parent, ParentStatus, State, Status};

/// Whether the organisation of a part hears of the incident by this part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Announcement {
    /// It is the organisation's first.
    First,
    /// The organisation knows, or there is none.
    Made,
}

/// The command that asks for this ticket to become a part of an incident, which adopts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskToJoin {
    /// The incident's name.
    pub parent: String,
}

impl Decide for AskToJoin {
    /// It is the incident that adopts.
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        may_be_part_of(situation.state, &self.parent)?;
        Ok(Vec::new())
    }
}

/// The fan-out's command: this ticket is a part of that one from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The incident's name.
    pub parent: String,
    /// The incident's fact that brought it.
    pub parent_seq: u64,
    /// Whether its organisation hears of it.
    pub announcement: Announcement,
}

impl Decide for Join {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        may_join(situation.state, &self.parent)?;
        if situation.state.parent.is_some() {
            return Ok(Vec::new());
        }
        let joined = Joined {
            parent: self.parent.clone(),
            parent_seq: self.parent_seq,
            announcement: self.announcement,
        };
        Ok(vec![joined.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK.until(Stage::Live)
    }
}

/// The fan-out's command: follow an action of the incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follow {
    /// The incident's name.
    pub parent: String,
    /// The incident's fact that is followed.
    pub parent_seq: u64,
    /// The action.
    #[serde(rename = "deed")]
    pub action: Action,
    /// Sequence number of the text item, if there is one.
    pub text: Option<u64>,
}

impl Decide for Follow {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let state = situation.state;
        let own = state.parent.as_ref();
        let own = own.filter(|own| own.ticket == self.parent);
        if own.is_none_or(|own| own.followed >= self.parent_seq) {
            return Ok(Vec::new());
        }
        let is_live = state.status.is_live();
        let text = self.text;
        let done = match self.action {
            Action::Reply => is_live.then(|| Replied { text }.into()),
            Action::Resolve => is_live.then_some(FactBody::Resolved),
            Action::Reopen => (state.status == Status::Resolved).then_some(FactBody::Reopened),
            Action::Release => None,
        };
        let followed = Followed {
            parent_seq: self.parent_seq,
            action: self.action,
        };
        Ok(done.into_iter().chain([followed.into()]).collect())
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK
    }
}

/// Refuses a ticket as a part of `parent`.
///
/// # Errors
/// It ended, has parts itself, or is a part of another.
pub fn may_be_part_of(state: &State, parent: &str) -> Result<(), Refusal> {
    if let Some(into) = &state.merged_into {
        return Err(Refusal::Merged { into: into.clone() });
    }
    if !state.status.is_live() {
        return Err(Refusal::WrongStatus {
            status: state.status.name().to_owned(),
            needs: "reopen it first",
        });
    }
    may_join(state, parent)
}

fn may_join(state: &State, parent: &str) -> Result<(), Refusal> {
    let refused = |why: String| Refusal::Invalid {
        field: "parent",
        why,
    };
    if state.children > 0 {
        let why = "not for a ticket that others are parts of";
        return Err(refused(why.to_owned()));
    }
    match state.parent.as_ref().filter(|own| own.ticket != parent) {
        Some(own) => {
            let why = format!("another than {}, which the ticket is a part of", own.ticket);
            Err(refused(why))
        }
        None => Ok(()),
    }
}

/// The ticket became a part of a major incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The incident's name.
    pub parent: String,
    /// The incident's fact that brought it.
    pub parent_seq: u64,
    /// Whether its organisation hears of it.
    pub announcement: Announcement,
}

impl Effect for Joined {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        state.parent = Some(Parent {
            ticket: self.parent.clone(),
            followed: self.parent_seq,
            status: ParentStatus::Live,
        });
    }

    fn events(&self, _state: &State, _fact: &Fact) -> Vec<Event> {
        match self.announcement {
            Announcement::First => vec![Event::Joined],
            Announcement::Made => Vec::new(),
        }
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}

/// The ticket followed its major incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// The incident's fact that was followed.
    pub parent_seq: u64,
    /// The action.
    #[serde(rename = "deed")]
    pub action: Action,
}

impl Effect for Followed {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        if self.action == Action::Release {
            state.parent = None;
        }
        if let Some(parent) = &mut state.parent {
            parent.followed = self.parent_seq;
            parent.status = match self.action {
                Action::Reply | Action::Release => parent.status,
                Action::Resolve => ParentStatus::Resolved,
                Action::Reopen => ParentStatus::Live,
            };
        }
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}
