//! A major incident: one ticket that others are parts of.
//!
//! What is said on the parent is said on every child, by a fan-out that each fact of the kind asks
//! for, in the order of the facts. A child remembers the last fact it followed, so nothing is done
//! twice however often it comes; while the parent lives, the child's own ladders rest.
use serde::{Deserialize, Serialize};

use crate::ticket::{Fact, FactBody, Refusal, State, Status};
use crate::time::Instant;

/// Tickets that one command adopts, so that it stays one transaction.
const MOST_AT_ONCE: usize = 40;

/// What a ticket knows of the one that it is a part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// The parent's name.
    pub ticket: String,
    /// The parent's last fact that was followed here.
    pub followed: u64,
    /// Whether the parent speaks for this ticket.
    pub life: Life,
}

/// How a parent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// Its ladder is the only one that climbs.
    Lives,
    /// It was resolved; a child that is opened again speaks for itself.
    Resolved,
}

/// A fact that the children are being told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FanOut {
    /// The fact's sequence number.
    pub fact: u64,
    /// When it was last asked for, or went on.
    pub since: Instant,
    /// How often it was asked for.
    pub tries: u32,
    /// The last child that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What a child does because its parent did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// The same answer, to this requester.
    Reply,
    /// Resolved with the parent.
    Resolve,
    /// Open again with the parent.
    Reopen,
    /// The parent ended without an answer: each is on its own again.
    Release,
}

impl Deed {
    /// What the children do after that fact of their parent.
    #[must_use]
    pub fn after(body: &FactBody) -> Option<Self> {
        if matches!(body, FactBody::Replied { .. }) {
            Some(Self::Reply)
        } else if *body == FactBody::Resolved {
            Some(Self::Resolve)
        } else if *body == FactBody::Reopened {
            Some(Self::Reopen)
        } else {
            (*body == FactBody::Closed).then_some(Self::Release)
        }
    }
}

/// Whether the organisation of a child hears of the incident by this child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Announcement {
    /// It is the organisation's first.
    First,
    /// The organisation knows, or there is none.
    Made,
}

impl State {
    /// What stands against this ticket becoming a part of `parent`.
    ///
    /// # Errors
    /// It ended, has parts itself, or is a part of another.
    pub fn may_be_part_of(&self, parent: &str) -> Result<(), Refusal> {
        if let Some(into) = &self.merged_into {
            return Err(Refusal::Merged { into: into.clone() });
        }
        if !self.status.is_live() {
            return Err(Refusal::WrongStatus {
                status: self.status.name().to_owned(),
                needs: "reopen it first",
            });
        }
        may_join(self, parent)
    }

    /// Whether the ladders of this ticket rest, because its parent's climbs.
    #[must_use]
    pub fn ladders_rest(&self) -> bool {
        let parent = self.parent.as_ref();
        parent.is_some_and(|parent| parent.life == Life::Lives)
    }
}

/// Whether the children are to hear of a fact.
pub(crate) fn concerns_children(body: &FactBody) -> bool {
    matches!(body, FactBody::Adopted { .. }) || Deed::after(body).is_some()
}

pub(crate) fn adopted(state: &State, children: &[String]) -> Result<Vec<FactBody>, Refusal> {
    let refused = |why: String| Refusal::Invalid {
        field: "children",
        why,
    };
    if let Some(parent) = &state.parent {
        let why = format!("not for a ticket that is a part of {}", parent.ticket);
        return Err(refused(why));
    }
    let mut names = children.to_vec();
    names.sort();
    names.dedup();
    if names.len() > MOST_AT_ONCE {
        let why = format!("too long; name at most {MOST_AT_ONCE} tickets at once");
        return Err(refused(why));
    }
    if names.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![FactBody::Adopted { children: names }])
}

/// What stands against a ticket becoming a part of `parent`.
fn may_join(state: &State, parent: &str) -> Result<(), Refusal> {
    let refused = |why: String| Refusal::Invalid {
        field: "parent",
        why,
    };
    if state.children > 0 {
        return Err(refused(
            "not for a ticket that others are parts of".to_owned(),
        ));
    }
    match state.parent.as_ref().filter(|own| own.ticket != parent) {
        Some(own) => {
            let why = format!("another than {}, which the ticket is a part of", own.ticket);
            Err(refused(why))
        }
        None => Ok(()),
    }
}

pub(crate) fn joined(
    state: &State,
    parent: &str,
    parent_seq: u64,
    announcement: Announcement,
) -> Result<Vec<FactBody>, Refusal> {
    may_join(state, parent)?;
    if state.parent.is_some() {
        return Ok(Vec::new());
    }
    Ok(vec![FactBody::Joined {
        parent: parent.to_owned(),
        parent_seq,
        announcement,
    }])
}

pub(crate) fn followed(
    state: &State,
    parent: &str,
    parent_seq: u64,
    deed: Deed,
    text: Option<u64>,
) -> Vec<FactBody> {
    let own = state.parent.as_ref().filter(|own| own.ticket == parent);
    if own.is_none_or(|own| own.followed >= parent_seq) {
        return Vec::new();
    }
    let live = state.status.is_live();
    let done = match deed {
        Deed::Reply => live.then_some(FactBody::Replied { text }),
        Deed::Resolve => live.then_some(FactBody::Resolved),
        Deed::Reopen => (state.status == Status::Resolved).then_some(FactBody::Reopened),
        Deed::Release => None,
    };
    let followed = FactBody::Followed { parent_seq, deed };
    done.into_iter().chain([followed]).collect()
}

pub(crate) fn fanned_out(state: &State, fact: u64, after: Option<&String>) -> Vec<FactBody> {
    let open = state.fan_outs.iter().find(|open| open.fact == fact);
    // Whoever was told already is not forgotten by a slower run of the same fan-out.
    let goes_on = open.is_some_and(|open| match (after, &open.after) {
        (None, _) | (Some(_), None) => true,
        (Some(after), Some(told)) => after > told,
    });
    if !goes_on {
        return Vec::new();
    }
    let after = after.cloned();
    vec![FactBody::FannedOut { fact, after }]
}

/// What the facts of a family mean for a ticket.
pub(crate) fn apply(state: &mut State, fact: &Fact) {
    if let FactBody::Adopted { children } = &fact.body {
        let more = u32::try_from(children.len()).unwrap_or(u32::MAX);
        state.children = state.children.saturating_add(more);
    }
    if let FactBody::FanOutRequested { fact: of } = &fact.body {
        let open = state.fan_outs.iter_mut().find(|open| open.fact == *of);
        match open {
            Some(open) => {
                open.since = fact.recorded_at;
                open.tries += 1;
            }
            None => state.fan_outs.push(FanOut {
                fact: *of,
                since: fact.recorded_at,
                tries: 1,
                after: None,
            }),
        }
    }
    if let FactBody::FannedOut { fact: of, after } = &fact.body {
        if after.is_none() {
            state.fan_outs.retain(|open| open.fact != *of);
        }
        for open in state.fan_outs.iter_mut().filter(|open| open.fact == *of) {
            open.after.clone_from(after);
            open.since = fact.recorded_at;
            open.tries = 1;
        }
    }
    if let FactBody::Joined {
        parent, parent_seq, ..
    } = &fact.body
    {
        state.parent = Some(Parent {
            ticket: parent.clone(),
            followed: *parent_seq,
            life: Life::Lives,
        });
    }
    if let FactBody::Followed { parent_seq, deed } = &fact.body {
        follow(state, *parent_seq, *deed);
    }
}

fn follow(state: &mut State, parent_seq: u64, deed: Deed) {
    if deed == Deed::Release {
        state.parent = None;
    }
    if let Some(parent) = &mut state.parent {
        parent.followed = parent_seq;
        parent.life = match deed {
            Deed::Reply | Deed::Release => parent.life,
            Deed::Resolve => Life::Resolved,
            Deed::Reopen => Life::Lives,
        };
    }
}

#[cfg(test)]
mod tests;
