//! Reopening of an ended ticket: the same clocks resume, or new cycles begin.
use std::collections::BTreeSet;

use crate::lifecycle::agreement::forget_past_dates;
use crate::lifecycle::clocks::Clocks;
use crate::policy::{Event, Metric, Policy};
use crate::ticket::{State, Status};
use crate::time::{Calendar, Hours, Instant, Value};

/// Resumes the same clocks within the policy's window, the time in between being a pause; later new
/// cycles begin.
pub(super) fn reopen_clocks(clocks: &mut Clocks<'_>) {
    let Some(ended_at) = clocks.before.ended_at else {
        return;
    };
    let at = clocks.fact.occurred_at;
    clocks.state.resolved_at = None;
    if at <= last_moment(clocks.policy, ended_at) {
        resume(clocks.state, clocks.policy, ended_at);
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
    let clocks = clocks.state.clocks.iter_mut();
    for clock in clocks.filter(|clock| clock.started_at < at) {
        clock.canceled = true;
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

fn last_moment(policy: &Policy, ended_at: Instant) -> Instant {
    let window = &policy.changes.reopen_within;
    match (window.value, window.as_time()) {
        (Value::Days(days), _) => {
            Calendar::new(policy.zone, Hours::always()).calendar_days(ended_at, days)
        }
        (Value::Months(months), _) => {
            Calendar::new(policy.zone, Hours::always()).calendar_months(ended_at, months)
        }
        (Value::Time(_), Some(time)) => ended_at + time,
        (Value::Time(_), None) => ended_at,
    }
}

/// Un-meets the clocks that closing met, and those that were met by them in turn; resumes the ones it cancelled.
fn resume(state: &mut State, policy: &Policy, ended_at: Instant) {
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
        clock.ended_at = clock.ended_at.filter(|ended| *ended < ended_at);
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
