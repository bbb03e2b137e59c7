//! A ticket that ended and is opened again: the same clocks go on, or new cycles begin.
use std::collections::BTreeSet;

use crate::policy::{Event, Metric, Policy};
use crate::ticket::clocks::begin;
use crate::ticket::{Fact, State, Status};
use crate::time::{Calendar, Hours, Instant, Value};

/// Cancels what is still open.
pub(crate) fn close(state: &mut State) {
    for clock in state
        .clocks
        .iter_mut()
        .filter(|clock| clock.met_at.is_none())
    {
        clock.canceled = true;
        clock.pending = None;
    }
}

/// Within the policy's window the same clocks go on, the time in between being a pause; later a
/// new cycle begins.
pub(crate) fn reopen(before: &State, state: &mut State, fact: &Fact, policy: &Policy) {
    let Some(ended_at) = ended_at(before) else {
        return;
    };
    state.resolved_at = None;
    if fact.occurred_at <= last_moment(policy, ended_at) {
        take_up(state, policy, ended_at);
        return;
    }
    state.waits.clear();
    state.commitment_minutes = None;
    for metric in &policy.metrics {
        let clocks = state.clocks.iter();
        let cycle = clocks
            .filter(|clock| clock.metric == metric.name)
            .map(|clock| clock.cycle)
            .next();
        let at_intake = metric.starts.iter().any(|trigger| {
            matches!(
                trigger.event,
                Event::Received | Event::Proper | Event::Reopened
            )
        });
        if let Some(cycle) = cycle.filter(|_| at_intake) {
            begin(state, metric, cycle + 1, fact.occurred_at, policy);
        }
    }
    for clock in state
        .clocks
        .iter_mut()
        .filter(|clock| clock.started_at < fact.occurred_at)
    {
        clock.canceled = true;
    }
}

/// When the ticket was resolved; one that was closed without, when it was closed.
fn ended_at(state: &State) -> Option<Instant> {
    let closed_at = || {
        let last = state.waits.last()?;
        (state.status == Status::Closed).then_some(last.from)
    };
    state.resolved_at.or_else(closed_at)
}

fn last_moment(policy: &Policy, ended_at: Instant) -> Instant {
    let window = &policy.changes.reopen_within;
    match (window.value, window.as_time()) {
        (Value::Days(days), _) => {
            Calendar::new(policy.zone, Hours::always()).calendar_days(ended_at, days)
        }
        (Value::Time(_), Some(time)) => ended_at + time,
        (Value::Time(_), None) => ended_at,
    }
}

/// What the end met is open again, and what was met by that in turn; what it canceled goes on.
fn take_up(state: &mut State, policy: &Policy, ended_at: Instant) {
    let mut undone: BTreeSet<&str> = BTreeSet::new();
    loop {
        let more = policy.metrics.iter().find(|metric| {
            !undone.contains(metric.name.as_str())
                && by_the_end(metric, &undone)
                && state
                    .clocks
                    .iter()
                    .any(|clock| clock.metric == metric.name && clock.met_at == Some(ended_at))
        });
        match more {
            Some(metric) => undone.insert(&metric.name),
            None => break,
        };
    }
    for clock in &mut state.clocks {
        if undone.contains(clock.metric.as_str()) {
            clock.met_at = None;
        }
        clock.canceled = false;
    }
}

fn by_the_end(metric: &Metric, undone: &BTreeSet<&str>) -> bool {
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
