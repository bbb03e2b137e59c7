//! The phase of a clock: running, paused, met, ended or late.
use serde::Serialize;

use crate::policy::{Event, Metric};
use crate::ticket::{Clock, ClockTarget, State, Status};
use crate::time::Instant;

/// The phase of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Time counts.
    Running,
    /// A pause without end stands before the due instant.
    Paused,
    /// Fulfilled at or before due.
    Met,
    /// Met after due.
    MetLate,
    /// Due is past, and nothing fulfilled it.
    Breached,
    /// Ended by what its metric says ends it, before it was due.
    Ended,
    /// The ticket ended otherwise.
    Canceled,
    /// Nothing is promised in time.
    NoPromise,
}

/// The phase of a clock at `now`.
pub(super) fn phase(clock: &Clock, now: Instant) -> Phase {
    if let (Some(at), None) = (clock.ended_at, clock.met_at) {
        return ended(clock, at);
    }
    match (clock.met_at, clock.due_at) {
        (Some(met), Some(due)) if met > due => Phase::MetLate,
        (Some(_), _) => Phase::Met,
        (None, _) if clock.canceled => Phase::Canceled,
        (None, _) if clock.target == ClockTarget::Nothing => Phase::NoPromise,
        (None, None) if matches!(clock.target, ClockTarget::Agreed { .. }) => Phase::Running,
        (None, None) => Phase::Paused,
        (None, Some(due)) if clock.breached_at.is_some() || now > due => Phase::Breached,
        (None, Some(_)) => Phase::Running,
    }
}

/// The phase of a clock that its closed ticket took with it, where closing is what ends its metric.
pub(super) fn closed_with(state: &State, metric: &Metric, clock: &Clock) -> Option<Phase> {
    let closed = state
        .waits
        .last()
        .filter(|_| state.status == Status::Closed)?;
    let by_closing = metric.ended_by.iter().any(|end| end.event == Event::Closed);
    let taken = clock.canceled && clock.met_at.is_none() && state.merged_into.is_none();
    (taken && by_closing).then(|| ended(clock, closed.from))
}

/// The phase of a clock that ended at an instant: late, if it was due before.
fn ended(clock: &Clock, at: Instant) -> Phase {
    let declared = clock.breached_at.is_some() && !clock.withdrawn;
    let was_due = clock.due_at.is_some_and(|due| due < at);
    if clock.target == ClockTarget::Nothing {
        Phase::NoPromise
    } else if declared || was_due {
        Phase::Breached
    } else {
        Phase::Ended
    }
}
