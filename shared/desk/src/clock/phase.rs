//! The phase of a clock: running, paused, met, ended or late.
use serde::Serialize;

use crate::ticket::{Clock, ClockTarget, TicketEnd};
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
    /// Met after due, or said to be met in time only when it had been declared broken.
    MetLate,
    /// Due is past, and nothing fulfilled it.
    Breached,
    /// Ended by what its metric says ends it, before it was due.
    Ended,
    /// The desk closed the ticket before it was due, and nothing fulfilled it.
    Unanswered,
    /// It goes on elsewhere: in the ticket that this one was merged into, or in a clock of a later life.
    Canceled,
    /// Nothing is promised in time.
    NoPromise,
}

/// The phase of a clock at `now`.
pub(super) fn phase(clock: &Clock, now: Instant) -> Phase {
    let late_at = |at: Instant| clock.is_broken() || clock.due_at.is_some_and(|due| due < at);
    if let Some(met) = clock.met_at {
        return if late_at(met) {
            Phase::MetLate
        } else {
            Phase::Met
        };
    }
    if clock.target == ClockTarget::Nothing {
        return Phase::NoPromise;
    }
    let end = clock.ended_at.map(|at| (at, Phase::Ended));
    let taken = clock.canceled.map(|canceled| match canceled.end {
        TicketEnd::Settled => (canceled.at, Phase::Ended),
        TicketEnd::Unanswered => (canceled.at, Phase::Unanswered),
        TicketEnd::GoesOn => (canceled.at, Phase::Canceled),
    });
    match (end.or(taken), clock.due_at) {
        (Some((at, _)), _) if late_at(at) => Phase::Breached,
        (Some((_, phase)), _) => phase,
        (None, None) if matches!(clock.target, ClockTarget::Agreed { .. }) => Phase::Running,
        (None, None) => Phase::Paused,
        (None, Some(_)) if late_at(now) => Phase::Breached,
        (None, Some(_)) => Phase::Running,
    }
}
