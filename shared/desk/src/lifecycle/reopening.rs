//! Reopening of an ended ticket: the same clocks resume, or new cycles begin.
use std::collections::BTreeSet;

use crate::clock::steps;
use crate::lifecycle::agreement::forget_past_dates;
use crate::lifecycle::clocks::Clocks;
use crate::policy::{Event, Metric, Policy};
use crate::ticket::{Cancellation, Clock, State, Status, TicketEnd, Told};
use crate::time::{Amount, Calendar, Hours, Instant, Value};

/// Resumes the same clocks within the policy's window, the time in between being a pause; later new
/// cycles begin.
pub(super) fn reopen_clocks(clocks: &mut Clocks<'_>) {
    let Some(ended_at) = clocks.before.ended_at else {
        return;
    };
    let at = clocks.fact.occurred_at;
    clocks.state.resolved_at = None;
    let window = &clocks.policy.changes.reopen_within;
    if at <= last_moment(clocks.policy, ended_at, window) {
        resume(clocks, ended_at);
        forget_past_dates(clocks);
    } else {
        begin_again(clocks, at);
    }
}

fn begin_again(clocks: &mut Clocks<'_>, at: Instant) {
    clocks.state.waits.clear();
    clocks.state.commitment_minutes = None;
    for metric in &clocks.policy.metrics {
        let cycle = clocks.state.clock(&metric.name).map(|clock| clock.cycle);
        let at_intake = metric.starts.iter().any(|trigger| {
            matches!(
                trigger.event,
                Event::Received | Event::Complete | Event::Reopened
            )
        });
        if let Some(cycle) = cycle.filter(|_| at_intake) {
            clocks.begin(metric, cycle + 1, at);
        }
    }
    let end = TicketEnd::GoesOn;
    let clocks = clocks.state.clocks.iter_mut();
    for clock in clocks.filter(|clock| clock.started_at < at) {
        clock.canceled = clock.canceled.or(Some(Cancellation { at, end }));
    }
}

/// When the ticket was resolved; one that was closed without, when it was closed.
pub(super) fn ended_at(state: &State) -> Option<Instant> {
    let closed_at = || {
        let last = state.waits.last()?;
        (state.status == Status::Closed).then_some(last.from)
    };
    state.resolved_at.or_else(closed_at)
}

/// The last moment of a window of the policy that begins at an instant; all time counts.
pub(super) fn last_moment(policy: &Policy, from: Instant, window: &Amount) -> Instant {
    let always = || Calendar::new(policy.zone, Hours::always());
    match (window.value, window.as_time()) {
        (Value::Days(days), _) => always().calendar_days(from, days),
        (Value::Months(months), _) => always().calendar_months(from, months),
        (Value::Time(_), Some(time)) => from + time,
        (Value::Time(_), None) => from,
    }
}

/// Takes up again the clocks that the end of this life met, ended or canceled, and those that were met by them in turn.
/// What an earlier life left behind stays behind.
fn resume(clocks: &mut Clocks<'_>, ended_at: Instant) {
    let (state, policy) = (&*clocks.state, clocks.policy);
    let mut undone: BTreeSet<&str> = BTreeSet::new();
    loop {
        let by_the_end = |clock: &Clock| clock.met_at.is_some_and(|met| met >= ended_at);
        let more = policy.metrics.iter().find(|metric| {
            !undone.contains(metric.name.as_str())
                && met_by_the_end(metric, &undone)
                && state.clock(&metric.name).is_some_and(by_the_end)
        });
        match more {
            Some(metric) => undone.insert(&metric.name),
            None => break,
        };
    }
    let mut anew = Vec::new();
    for clock in &mut clocks.state.clocks {
        let was_open = clock.is_open();
        if undone.contains(clock.metric.as_str()) {
            clock.met_at = None;
        }
        clock.canceled = clock
            .canceled
            .filter(|canceled| canceled.end == TicketEnd::GoesOn || canceled.at < ended_at);
        clock.ended_at = clock.ended_at.filter(|ended| *ended < ended_at);
        if clock.is_open() && !was_open && clock.tell_again() == Told::Anew {
            anew.push(clock.metric.clone());
        }
    }
    clocks.begun.extend(anew);
}

/// Forgets steps of the clocks that tell anew: those of the breach that was none, and those that come again.
pub(super) fn forget_steps_to_come(clocks: &mut Clocks<'_>) {
    let (policy, now) = (clocks.policy, clocks.fact.occurred_at);
    for metric in &clocks.begun {
        let Some(clock) = clocks.state.clock(metric) else {
            continue;
        };
        let to_come = steps(policy, clocks.state, clock).into_iter();
        let of_breach = |at: Instant| clock.due_at.is_some_and(|due| at >= due);
        let to_come = to_come.filter(|step| step.at.is_none_or(|at| at > now || of_breach(at)));
        let to_come: Vec<_> = to_come.map(|step| step.step).collect();
        if let Some(clock) = clocks.state.clock_mut(metric) {
            clock.steps_done.retain(|step| !to_come.contains(step));
        }
    }
}

fn met_by_the_end(metric: &Metric, undone: &BTreeSet<&str>) -> bool {
    let resolved = "resolved".to_owned();
    let ends = [
        Event::Resolved,
        Event::Status(None),
        Event::Status(Some(resolved)),
    ];
    metric.met_by.iter().any(|trigger| {
        let met = matches!(&trigger.event, Event::Met(other) if undone.contains(other.as_str()));
        met || ends.contains(&trigger.event)
    })
}
