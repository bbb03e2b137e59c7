//! Starts of clocks: by an event, late because the ticket became another, anew under another policy.
use crate::clock::{DeadlineCalculation, choose, of_the_moment};
use crate::lifecycle::FactBody;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::recalculation::restarts;
use crate::lifecycle::trigger::first_of;
use crate::policy::{Event, Metric, Repeats, Who};
use crate::ticket::{ClassificationState, State, TicketFacts};
use crate::time::Instant;

/// Starts the clocks that begin with the event, or a next cycle of them.
pub(super) fn start(clocks: &mut Clocks<'_>, event: &Event) {
    for metric in &clocks.policy.metrics {
        if !clocks.any_fires(&metric.starts, event) {
            continue;
        }
        if let Some(cycle) = next_cycle(clocks.state, metric) {
            // What an earlier cycle counted from says nothing about this one.
            let earlier = counted_from(clocks.state, metric).filter(|_| cycle == 1);
            let at = earlier.unwrap_or_else(|| happened(clocks, event));
            clocks.begin(metric, cycle, at);
        }
    }
}

/// When an event of this fact happened: a promise broke when it was due, however late that was declared.
fn happened(clocks: &Clocks<'_>, event: &Event) -> Instant {
    let FactBody::Breached(breached) = &clocks.fact.body else {
        return clocks.fact.occurred_at;
    };
    if *event == Event::Breached {
        breached.due_at
    } else {
        clocks.fact.occurred_at
    }
}

fn next_cycle(state: &State, metric: &Metric) -> Option<u32> {
    match state.clock(&metric.name) {
        None => Some(1),
        Some(clock) if clock.canceled.is_some() && state.status.is_live() => Some(clock.cycle + 1),
        Some(clock) if metric.repeats == Repeats::EachStart && !clock.is_open() => {
            Some(clock.cycle + 1)
        }
        Some(_) => None,
    }
}

/// The instant of the earlier event that a metric counts from, though it is active only now.
pub(super) fn counted_from(state: &State, metric: &Metric) -> Option<Instant> {
    state.firsts.get(&counted(metric)).copied()
}

/// The name under which the first instant that a metric counts from is remembered.
fn counted(metric: &Metric) -> String {
    format!("counted:{}", metric.name)
}

/// Remembers when the event that a metric counts from first happened; the metric may start much later.
pub(super) fn remember_counted_from(clocks: &mut Clocks<'_>, event: &Event) {
    for metric in &clocks.policy.metrics {
        let Some(from) = &metric.counted_from else {
            continue;
        };
        if clocks.any_fires(std::slice::from_ref(from), event) {
            let at = happened(clocks, event);
            clocks.state.firsts.entry(counted(metric)).or_insert(at);
        }
    }
}

/// Starts clocks that now apply because the ticket changed: from the original event if the change corrects a
/// mistake, from the change if it is real.
pub(super) fn start_late(clocks: &mut Clocks<'_>) {
    let Some(before) = &clocks.before.values else {
        return;
    };
    let received = matches!(clocks.fact.body, FactBody::Received(_));
    if received || !clocks.state.status.is_live() {
        return;
    }
    for metric in &clocks.policy.metrics {
        if clocks.state.clock(&metric.name).is_some() {
            continue;
        }
        let was = TicketFacts::new(clocks.policy, before);
        let is = TicketFacts::new(clocks.policy, clocks.state);
        let fitting = metric.starts.iter().filter(|start| {
            start.who.is_none()
                && !of_the_moment(&start.when)
                && !start.when.eval(&was)
                && start.when.eval(&is)
        });
        let started = fitting.filter_map(|start| first_of(&start.event, before, clocks.policy));
        let Some(started) = started.min() else {
            continue;
        };
        // What a metric counts from is its own word, also where the promise begins late.
        let own = restarts(clocks, metric) || counted_from(clocks.state, metric).is_some();
        let change = (!own).then_some(clocks.fact.occurred_at);
        start_from_long_ago(clocks, metric, started, change);
    }
}

/// Starts clocks that another policy promises by an event that has happened already: such a promise counts from the move.
pub(super) fn start_anew(clocks: &mut Clocks<'_>) {
    let at = clocks.fact.occurred_at;
    for metric in &clocks.policy.metrics {
        if clocks.state.clock(&metric.name).is_some() {
            continue;
        }
        let facts = TicketFacts::new(clocks.policy, clocks.state);
        let fitting = metric.starts.iter().filter(|start| {
            start.who.is_none() && !of_the_moment(&start.when) && start.when.eval(&facts)
        });
        let started =
            fitting.filter_map(|start| first_of(&start.event, clocks.state, clocks.policy));
        if let Some(started) = started.min() {
            start_from_long_ago(clocks, metric, started, Some(at));
        }
    }
}

/// Starts a clock by an event that has happened already, and meets it with what was done since. The promise counts from
/// `change` where one is given.
fn start_from_long_ago(
    clocks: &mut Clocks<'_>,
    metric: &Metric,
    started: Instant,
    change: Option<Instant>,
) {
    let from = counted_from(clocks.state, metric).unwrap_or(started);
    clocks.begin(metric, 1, from);
    let met = met_already(clocks, metric, started);
    let target = change.map(|at| {
        let calculation = DeadlineCalculation {
            policy: clocks.policy,
            state: clocks.state,
            metric,
        };
        (at, choose(&calculation, at))
    });
    let Some(clock) = clocks.state.clock_mut(&metric.name) else {
        return;
    };
    if let Some((at, target)) = target {
        clock.basis_at = at;
        clock.promised_at = Some(at);
        clock.target = target;
    }
    clock.met_at = met;
}

/// When a clock that begins now was met by what was done since its start; the condition of a trigger is judged now,
/// since it could not be when that was done.
fn met_already(clocks: &Clocks<'_>, metric: &Metric, started: Instant) -> Option<Instant> {
    let state = &*clocks.state;
    let done = metric.met_by.iter().filter(|trigger| {
        let proposal =
            trigger.event == Event::Classified && state.classified != ClassificationState::ByHuman;
        !(proposal && trigger.who == Some(Who::Agent))
            && trigger.when.eval(&TicketFacts::new(clocks.policy, state))
    });
    let met = done.filter_map(|trigger| first_of(&trigger.event, state, clocks.policy));
    met.filter(|met| *met >= started).min()
}

/// Moves the start of clocks that begin at receipt to the older of two merged tickets.
pub(super) fn start_earlier(clocks: &mut Clocks<'_>, opened_at: Instant) {
    let policy = clocks.policy;
    for clock in &mut clocks.state.clocks {
        let metric = policy.metric(&clock.metric);
        let at_receipt = metric.is_some_and(|metric| {
            let mut starts = metric.starts.iter();
            starts.any(|start| matches!(start.event, Event::Received | Event::Complete))
        });
        if at_receipt && clock.cycle == 1 && clock.met_at.is_none() {
            clock.start_earlier(opened_at);
        }
    }
}
