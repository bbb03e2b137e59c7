//! How clocks follow facts: they start, are re-targeted, are met, repeat and are taken up again.
use crate::clock::{Reckoning, choose, of_the_moment, steps};
use crate::policy::{Event, Metric, Policy, Repeats, Trigger, Who};
use crate::ticket::fold::reckon_all;
use crate::ticket::reopen::{close, reopen};
use crate::ticket::retarget::{recomputes_from_start, retarget};
use crate::ticket::trigger::{events_of, fires, first_of};
use crate::ticket::{Classified, Clock, Fact, FactBody, State, Status, TicketFacts};
use crate::ticket::{merge, repin};
use crate::time::Instant;

/// The clock of that metric, if that cycle is the current one.
pub(crate) fn find<'s>(state: &'s mut State, metric: &str, cycle: u32) -> Option<&'s mut Clock> {
    state
        .clocks
        .iter_mut()
        .find(|clock| clock.metric == metric && clock.cycle == cycle)
}

/// The last step not yet done that has come by `at`: it overtakes those before it.
pub(crate) fn highest_step_due(
    state: &State,
    policy: &Policy,
    metric: &str,
    cycle: u32,
    at: Instant,
) -> Option<usize> {
    let clock = state
        .clocks
        .iter()
        .find(|clock| clock.metric == metric && clock.cycle == cycle)?;
    if clock.ladder_stopped {
        return None;
    }
    let due = steps(policy, state, clock).into_iter();
    due.filter(|step| {
        step.at.is_some_and(|due| due <= at) && !clock.steps_done.contains(&step.step)
    })
    .map(|step| step.step)
    .max()
}

/// Brings the clocks of `state` up to `fact`, which is already applied to everything else.
pub(crate) fn follow(before: &State, state: &mut State, fact: &Fact, policy: &Policy) {
    if matches!(fact.body, FactBody::NeedsInfo { .. }) {
        forget_proper(state, policy);
    }
    if fact.body == FactBody::Reopened {
        reopen(before, state, fact, policy);
    }
    if matches!(fact.body, FactBody::Closed | FactBody::MergedInto { .. }) {
        close(state);
    }
    if let FactBody::Absorbed {
        opened_at, clocks, ..
    } = &fact.body
    {
        merge::bring(state, clocks, policy);
        start_earlier(state, *opened_at, policy);
    }
    let mut events = events_of(fact, state);
    if let FactBody::PolicyRepinned { clocks, .. } = &fact.body {
        repin::bring(state, clocks, fact.occurred_at, policy);
        start_anew(state, fact.occurred_at, policy);
    }
    retarget(before, state, fact, policy);
    if let FactBody::Absorbed {
        priority: Some(_),
        clocks,
        ..
    } = &fact.body
    {
        merge::keep(state, clocks, policy);
    }
    start_late(before, state, fact, policy);
    let mut seen = 0;
    while seen < events.len() {
        let event = events[seen].clone();
        seen += 1;
        mark(state, fact, &event, policy);
        start(state, fact, &event, policy);
        let met = meet(state, fact, &event, policy);
        events.extend(
            met.into_iter()
                .map(Event::Met)
                .filter(|met| !events.contains(met))
                .collect::<Vec<_>>(),
        );
        stop_ladders(state, fact, &event, policy);
    }
    reckon_all(state, policy);
    if let FactBody::Absorbed { clocks, .. } = &fact.body {
        merge::inherit(state, clocks);
    }
}

fn start(state: &mut State, fact: &Fact, event: &Event, policy: &Policy) {
    for metric in &policy.metrics {
        let fires_now = metric
            .starts
            .iter()
            .any(|trigger| fires(trigger, event, fact, state, policy));
        let current = state
            .clocks
            .iter()
            .find(|clock| clock.metric == metric.name);
        let cycle = match current {
            None => Some(1),
            Some(clock) if clock.canceled && state.status.is_live() => Some(clock.cycle + 1),
            Some(clock) if metric.repeats == Repeats::EachStart && clock.met_at.is_some() => {
                Some(clock.cycle + 1)
            }
            Some(_) => None,
        };
        if let (true, Some(cycle)) = (fires_now, cycle) {
            // What an earlier cycle counted from says nothing about this one.
            let earlier = counted_from(state, metric).filter(|_| cycle == 1);
            let at = earlier.unwrap_or(fact.occurred_at);
            begin(state, metric, cycle, at, policy);
        }
    }
}

/// A merged ticket's matter began with the older of the two.
fn start_earlier(state: &mut State, opened_at: Instant, policy: &Policy) {
    for clock in &mut state.clocks {
        let metric = policy.metric(&clock.metric);
        let at_receipt = metric.is_some_and(|metric| {
            let mut starts = metric.starts.iter();
            starts.any(|start| matches!(start.event, Event::Received | Event::Proper))
        });
        if at_receipt && clock.cycle == 1 && clock.met_at.is_none() {
            if clock.basis_at == clock.started_at {
                clock.basis_at = clock.basis_at.min(opened_at);
            }
            clock.started_at = clock.started_at.min(opened_at);
        }
    }
}

/// The instant of the earlier event that a metric counts from, though it is active only now.
fn counted_from(state: &State, metric: &Metric) -> Option<Instant> {
    state.firsts.get(&counted(metric)).copied()
}

/// Under which name the first instant that a metric counts from is remembered.
fn counted(metric: &Metric) -> String {
    format!("counted:{}", metric.name)
}

/// Remembers when what a metric counts from first happened; it may start much later.
fn mark(state: &mut State, fact: &Fact, event: &Event, policy: &Policy) {
    for metric in &policy.metrics {
        let Some(from) = &metric.counted_from else {
            continue;
        };
        if fires(from, event, fact, state, policy) {
            let first = state.firsts.entry(counted(metric));
            first.or_insert(fact.occurred_at);
        }
    }
}

/// Starts what the event of long ago did not start, because the ticket was another then: from
/// that event if the ticket was mistaken for another, from the change if it became another.
fn start_late(before: &State, state: &mut State, fact: &Fact, policy: &Policy) {
    if matches!(fact.body, FactBody::Received { .. }) || !state.status.is_live() {
        return;
    }
    for metric in &policy.metrics {
        if state.clocks.iter().any(|clock| clock.metric == metric.name) {
            continue;
        }
        let facts = (TicketFacts::new(before), TicketFacts::new(state));
        let fitting = metric.starts.iter().filter(|start| {
            start.who.is_none()
                && !of_the_moment(&start.when)
                && !start.when.eval(&facts.0)
                && start.when.eval(&facts.1)
        });
        let started = fitting
            .filter_map(|start| first_of(&start.event, before))
            .min();
        let Some(started) = started else { continue };
        let at = counted_from(state, metric).unwrap_or(started);
        begin(state, metric, 1, at, policy);
        let change =
            (!recomputes_from_start(before, fact, metric, policy)).then_some(fact.occurred_at);
        promise_from(state, metric, change, started, policy);
    }
}

/// Starts what another policy promises from an event of long ago: the promise counts from `at`, when it was made.
fn start_anew(state: &mut State, at: Instant, policy: &Policy) {
    for metric in &policy.metrics {
        if state.clocks.iter().any(|clock| clock.metric == metric.name) {
            continue;
        }
        let facts = TicketFacts::new(state);
        let fitting = metric.starts.iter().filter(|start| {
            start.who.is_none() && !of_the_moment(&start.when) && start.when.eval(&facts)
        });
        let started = fitting
            .filter_map(|start| first_of(&start.event, state))
            .min();
        let Some(started) = started else { continue };
        let from = counted_from(state, metric).unwrap_or(started);
        begin(state, metric, 1, from, policy);
        promise_from(state, metric, Some(at), started, policy);
    }
}

/// Counts a clock that started late from the change, and meets it with what was done already.
fn promise_from(
    state: &mut State,
    metric: &Metric,
    change: Option<Instant>,
    started: Instant,
    policy: &Policy,
) {
    let done = metric.met_by.iter().filter(|trigger| {
        let proposal =
            trigger.event == Event::Classified && state.classified != Classified::ByHuman;
        !(proposal && trigger.who == Some(Who::Agent))
    });
    let met = done
        .filter_map(|trigger| first_of(&trigger.event, state))
        .filter(|met| *met >= started)
        .min();
    let target = change.map(|at| {
        let reckoning = Reckoning {
            policy,
            state,
            metric,
        };
        (at, choose(&reckoning, at))
    });
    let Some(clock) = state
        .clocks
        .iter_mut()
        .find(|clock| clock.metric == metric.name)
    else {
        return;
    };
    if let Some((at, target)) = target {
        clock.basis_at = at;
        clock.promised_at = Some(at);
        clock.target = target;
    }
    clock.met_at = met;
}

pub(crate) fn begin(state: &mut State, metric: &Metric, cycle: u32, at: Instant, policy: &Policy) {
    let target = choose(
        &Reckoning {
            policy,
            state,
            metric,
        },
        at,
    );
    state.clocks.retain(|clock| clock.metric != metric.name);
    state.clocks.push(Clock {
        metric: metric.name.clone(),
        cycle,
        started_at: at,
        basis_at: at,
        promised_at: None,
        target,
        due_at: None,
        met_at: None,
        canceled: false,
        breached_at: None,
        withdrawn: false,
        excused: None,
        steps_done: std::collections::BTreeSet::new(),
        pending: None,
        ladder_stopped: false,
    });
    let order = |name: &str| policy.metrics.iter().position(|metric| metric.name == name);
    state.clocks.sort_by_key(|clock| order(&clock.metric));
}

fn meet(state: &mut State, fact: &Fact, event: &Event, policy: &Policy) -> Vec<String> {
    let mut met = Vec::new();
    for metric in &policy.metrics {
        if !metric
            .met_by
            .iter()
            .any(|trigger| fires(trigger, event, fact, state, policy))
        {
            continue;
        }
        // Proof may come out of order: what was done earliest met the clock.
        let open = |clock: &&mut Clock| {
            clock.metric == metric.name
                && !clock.canceled
                && clock
                    .met_at
                    .is_none_or(|met| fact.occurred_at < met && metric.repeats == Repeats::Never)
        };
        let Some(clock) = state.clocks.iter_mut().find(open) else {
            continue;
        };
        // An act backdated to before the start meets the clock at its start.
        let at = fact.occurred_at.max(clock.started_at);
        clock.met_at = Some(at);
        clock.pending = None;
        let cycle = clock.cycle;
        met.push(metric.name.clone());
        let resolved_before = state.resolved_at.is_some_and(|resolved| resolved < at);
        if state.status == Status::Resolved && resolved_before {
            stood_still(state, metric, at, policy);
        }
        if metric.repeats == Repeats::AfterMet && state.status.is_live() {
            begin(state, metric, cycle + 1, at, policy);
        }
    }
    met
}

/// What is done on a resolved ticket is done as if it were reopened for that: the time since is a pause.
fn stood_still(state: &mut State, metric: &Metric, met_at: Instant, policy: &Policy) {
    let reckoning = Reckoning {
        policy,
        state,
        metric,
    };
    let pauses = reckoning.pauses_before(met_at);
    let mut clocks = state.clocks.iter();
    let place = clocks.position(|clock| clock.metric == metric.name);
    let due = place
        .and_then(|place| state.clocks.get(place))
        .map(|clock| reckoning.due(&clock.target, clock.basis_at, &pauses));
    let clock = place.and_then(|place| state.clocks.get_mut(place));
    if let (Some(clock), Some(due)) = (clock, due) {
        clock.due_at = due;
    }
}

fn stop_ladders(state: &mut State, fact: &Fact, event: &Event, policy: &Policy) {
    for metric in &policy.metrics {
        let ladder = metric
            .ladder
            .as_ref()
            .and_then(|name| policy.ladders.get(name));
        let stops = |trigger: &Trigger| fires(trigger, event, fact, state, policy);
        if !ladder.is_some_and(|ladder| ladder.stops_on.iter().any(stops)) {
            continue;
        }
        let climbing = state.clocks.iter_mut().find(|clock| {
            clock.metric == metric.name
                && (clock.breached_at.is_some() || !clock.steps_done.is_empty())
        });
        if let Some(clock) = climbing {
            clock.ladder_stopped = true;
            clock.pending = None;
        }
    }
}

/// The ticket turns out not to be proper: what waits for that has not begun.
fn forget_proper(state: &mut State, policy: &Policy) {
    let waits_for_proper = |name: &str| {
        let metric = policy.metric(name);
        metric.is_some_and(|metric| {
            metric
                .starts
                .iter()
                .any(|trigger| trigger.event == Event::Proper)
                && !metric
                    .starts
                    .iter()
                    .any(|trigger| trigger.event == Event::Received)
        })
    };
    state
        .clocks
        .retain(|clock| clock.met_at.is_some() || !waits_for_proper(&clock.metric));
}
