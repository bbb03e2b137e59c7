//! Two tickets about one matter: one goes on, the other ends, in one step.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::clock::{Reckoning, choose};
use crate::policy::{Policy, Repeats};
use crate::ticket::check::limits;
use crate::ticket::clocks::begin;
use crate::ticket::decide::{applied, decide};
use crate::ticket::{Act, Clock, Command, Decision, Refusal, State, Status, Wait};
use crate::time::Instant;

/// Tickets that one ticket can take in, so that its snapshot stays small.
const MOST_ABSORBED: usize = 50;

/// A promise that goes over from a merged ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The metric's name.
    pub metric: String,
    /// When the other ticket's clock began to count.
    pub started_at: Instant,
    /// When it was declared broken there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached_at: Option<Instant>,
    /// The steps that its ladder has taken: nobody is told of them twice.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub steps_done: BTreeSet<usize>,
}

/// One of the two tickets.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The ticket's name within its desk.
    pub name: &'a str,
    /// The ticket.
    pub state: &'a State,
    /// The policy that it is under.
    pub policy: &'a Policy,
}

/// What is to be written on both tickets, in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// On the ticket that ends.
    pub other: Decision,
    /// On the ticket that goes on.
    pub survivor: Decision,
}

/// Merges a ticket into another; `None` when this very command was applied before.
///
/// The survivor keeps the earliest start and the higher priority, and takes over what is still
/// promised on the other; the other's clocks are canceled, not met.
///
/// # Errors
/// A [`Refusal`] that names the field; then nothing may be written on either.
pub fn merge(
    other: Side<'_>,
    survivor: Side<'_>,
    command: &Command,
    now: Instant,
) -> Result<Option<Merged>, Refusal> {
    if applied(other.state, command) {
        return Ok(None);
    }
    let into = |why: &str| Refusal::Invalid {
        field: "into",
        why: why.to_owned(),
    };
    let ends = Command {
        act: Act::MergeInto {
            other: survivor.name.to_owned(),
        },
        ..command.clone()
    };
    let ended = decide(Some(other.state), &ends, other.policy, now)?;
    if other.name == survivor.name {
        return Err(into("this very ticket"));
    }
    if let Some(further) = &survivor.state.merged_into {
        return Err(into(&format!("merged into {further} itself")));
    }
    match survivor.state.status {
        Status::Resolved => return Err(into("resolved; reopen it first")),
        Status::Closed => return Err(into("closed; reopen it first")),
        Status::Incomplete | Status::Open | Status::Waiting(_) => {}
    }
    if survivor.state.absorbed.len() >= MOST_ABSORBED {
        return Err(into(
            "the survivor of so many tickets that it takes no more",
        ));
    }
    if other.state.children > 0 {
        return Err(into("not for a ticket that others are parts of"));
    }
    let waits = waits_before(other.state, survivor.state.opened_at);
    if waits.len() + survivor.state.waits.len() > limits::WAITS {
        return Err(Refusal::TooManyWaits {
            limit: limits::WAITS,
        });
    }
    let takes = Command {
        act: Act::Absorb {
            other: other.name.to_owned(),
            opened_at: other.state.opened_at,
            priority: other.state.subject.priority.clone(),
            clocks: promised(other.state),
            waits,
        },
        ..command.clone()
    };
    let taken = decide(Some(survivor.state), &takes, survivor.policy, now)?;
    Ok(Some(Merged {
        other: ended,
        survivor: taken,
    }))
}

/// What is still open on a ticket.
fn promised(state: &State) -> Vec<Carried> {
    let open = state.clocks.iter();
    let open = open.filter(|clock| clock.met_at.is_none() && !clock.canceled);
    open.map(|clock| Carried {
        metric: clock.metric.clone(),
        started_at: clock.started_at,
        breached_at: clock.breached_at.filter(|_| !clock.withdrawn),
        steps_done: clock.steps_done.clone(),
    })
    .collect()
}

/// The other's waits as far as they lie before the survivor's own time.
fn waits_before(other: &State, until: Instant) -> Vec<Wait> {
    let earlier = other.waits.iter().filter(|wait| wait.from < until);
    earlier
        .map(|wait| Wait {
            to: Some(wait.to.map_or(until, |to| to.min(until))),
            ..wait.clone()
        })
        .collect()
}

/// Takes over what is still promised on the merged ticket, from the earlier of both starts. A clock
/// that was fulfilled does not move.
pub(crate) fn bring(state: &mut State, carried: &[Carried], policy: &Policy) {
    for promise in carried {
        let Some(metric) = policy.metric(&promise.metric) else {
            continue;
        };
        let mut clocks = state.clocks.iter_mut();
        let own = clocks.find(|clock| clock.metric == promise.metric);
        let next = match own {
            None => Some(1),
            Some(clock) if clock.canceled => Some(clock.cycle + 1),
            Some(clock) if clock.met_at.is_some() => {
                (metric.repeats == Repeats::EachStart).then(|| clock.cycle + 1)
            }
            Some(clock) => {
                start_with(clock, promise.started_at);
                None
            }
        };
        if let Some(cycle) = next {
            begin(state, metric, cycle, promise.started_at, policy);
        }
    }
}

fn start_with(clock: &mut Clock, started_at: Instant) {
    if clock.basis_at == clock.started_at {
        clock.basis_at = clock.basis_at.min(started_at);
    }
    clock.started_at = clock.started_at.min(started_at);
}

/// The higher priority was promised from the other ticket's start: merging does not put that off.
pub(crate) fn keep(state: &mut State, carried: &[Carried], policy: &Policy) {
    for promise in carried {
        let Some(metric) = policy.metric(&promise.metric) else {
            continue;
        };
        let reckoning = Reckoning {
            policy,
            state,
            metric,
        };
        let at = promise.started_at;
        let target = choose(&reckoning, at);
        let pauses = reckoning.pauses();
        let theirs = reckoning.due(&target, at, &pauses);
        let open = |clock: &&Clock| clock.metric == promise.metric && clock.met_at.is_none();
        let own = state.clocks.iter().find(open);
        let own = own.and_then(|clock| reckoning.due(&clock.target, clock.basis_at, &pauses));
        let is_earlier = theirs.is_some_and(|theirs| own.is_none_or(|own| theirs < own));
        let mut clocks = state.clocks.iter_mut();
        let clock = clocks.find(|clock| clock.metric == promise.metric && clock.met_at.is_none());
        if let Some(clock) = clock.filter(|_| is_earlier) {
            clock.basis_at = at;
            clock.target = target;
        }
    }
}

/// What was said of a promise already is not said again: its steps and, where it is broken by the
/// survivor's own reckoning too, its breach.
pub(crate) fn inherit(state: &mut State, carried: &[Carried]) {
    for promise in carried {
        let clocks = state.clocks.iter_mut();
        let open = clocks.filter(|clock| clock.metric == promise.metric && clock.met_at.is_none());
        let same =
            |clock: &&mut Clock| [clock.started_at, clock.basis_at].contains(&promise.started_at);
        for clock in open.filter(same) {
            clock.steps_done.extend(&promise.steps_done);
            let broken = promise
                .breached_at
                .filter(|at| clock.due_at.is_some_and(|due| due < *at));
            clock.breached_at = clock.breached_at.or(broken);
        }
    }
}

#[cfg(test)]
mod laws;
