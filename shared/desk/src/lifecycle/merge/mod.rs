//! Merge: two tickets are about one matter; one goes on, the other ends, in one step.
#[cfg(test)]
mod properties;
mod survivor;

use serde::{Deserialize, Serialize};

use crate::lifecycle::check::limits;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::waiting::{enter, status_event};
use crate::lifecycle::{Act, Command, Decision, FactBody, Refusal, Roster, decide};
use crate::policy::{Event, Policy};
use crate::ticket::{Cancellation, Clock, State, Status, TicketEnd, Wait};
use crate::time::Instant;

pub use survivor::{Absorb, Absorbed, MergedClock};

/// Tickets that one ticket takes over at most, so that its snapshot stays small.
const MOST_ABSORBED: usize = 50;

/// The command by which this ticket goes on in another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeInto {
    /// The other ticket's id.
    #[serde(rename = "into")]
    pub other: String,
}

impl Decide for MergeInto {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let other = self.other.clone();
        Ok(vec![MergedInto { other }.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF
    }
}

/// The ticket goes on in another one: its clocks are canceled, not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedInto {
    /// The other ticket's id.
    pub other: String,
}

impl Effect for MergedInto {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        enter(state, Status::Closed, fact.occurred_at);
        state.merged_into = Some(self.other.clone());
    }

    fn events(&self, state: &State, _fact: &Fact) -> Vec<Event> {
        vec![Event::Closed, status_event(state)]
    }

    fn change_clocks(&self, clocks: &mut Clocks<'_>) {
        clocks.cancel_open_ones(Cancellation {
            at: clocks.fact.occurred_at,
            end: TicketEnd::GoesOn,
        });
    }
}

/// One side of a merge: one of the two tickets.
#[derive(Debug, Clone, Copy)]
pub struct MergeSide<'a> {
    /// The ticket's name within its desk.
    pub name: &'a str,
    /// The ticket.
    pub state: &'a State,
    /// The policy that it is under.
    pub policy: &'a Policy,
}

/// The result of a merge: all that is to be written on both tickets, in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeResult {
    /// On the ticket that ends.
    pub other: Decision,
    /// On the ticket that goes on.
    pub survivor: Decision,
}

/// Merges a ticket into another; `None` when this very command was applied before.
///
/// The survivor keeps the earliest start and the higher priority, and takes over the promises that are
/// still open on the other; the other's clocks are canceled, not met.
///
/// # Errors
/// A [`Refusal`] that names the field; then nothing may be written on either.
pub fn merge(
    other: MergeSide<'_>,
    survivor: MergeSide<'_>,
    command: &Command,
    now: Instant,
) -> Result<Option<MergeResult>, Refusal> {
    if command.was_applied(other.state) {
        return Ok(None);
    }
    let ends = Command {
        act: Act::MergeInto(MergeInto {
            other: survivor.name.to_owned(),
        }),
        ..command.clone()
    };
    let roster = Roster::default();
    let ended = decide(Some(other.state), &ends, other.policy, &roster, now)?;
    may_merge(&other, &survivor)?;
    let waits = waits_before(other.state, survivor.state.opened_at);
    if waits.len() + survivor.state.waits.len() > limits::WAITS {
        return Err(Refusal::TooManyWaits {
            limit: limits::WAITS,
        });
    }
    let takes = Command {
        act: Act::Absorb(Absorb {
            other: other.name.to_owned(),
            opened_at: other.state.opened_at,
            priority: other.state.subject.priority.clone(),
            clocks: promised(other.state, &ended.facts),
            waits,
        }),
        ..command.clone()
    };
    let taken = decide(Some(survivor.state), &takes, survivor.policy, &roster, now)?;
    Ok(Some(MergeResult {
        other: ended,
        survivor: taken,
    }))
}

/// Refuses two tickets that cannot be merged.
fn may_merge(other: &MergeSide<'_>, survivor: &MergeSide<'_>) -> Result<(), Refusal> {
    let into = |why: &str| Refusal::Invalid {
        field: "into",
        why: why.to_owned(),
    };
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
    Ok(())
}

/// The promises that are still open on a ticket, some of which its last facts have declared broken.
fn promised(state: &State, last: &[Fact]) -> Vec<MergedClock> {
    let declared = |clock: &Clock| {
        let of_metric = |fact: &&Fact| matches!(&fact.body, FactBody::Breached(breached) if breached.metric == clock.metric);
        last.iter().find(of_metric).map(|fact| fact.recorded_at)
    };
    let open = state.clocks.iter().filter(|clock| clock.is_open());
    open.map(|clock| MergedClock {
        metric: clock.metric.clone(),
        started_at: clock.started_at,
        breached_at: clock.breached_at.or_else(|| declared(clock)),
        agreed: clock.agreed,
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
