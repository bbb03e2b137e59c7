//! How clocks follow facts: they start, are re-targeted, are met, repeat and are taken up again.
use crate::clock::{Reckoning, choose, steps};
use crate::policy::{Event, Loosened, Metric, Policy, Repeats, Tightened, Trigger};
use crate::ticket::fold::reckon_all;
use crate::ticket::trigger::{events_of, fires};
use crate::ticket::{Classified, Clock, ClockTarget, Fact, FactBody, State, Status};
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
    if fact.body == FactBody::Closed {
        close(state);
    }
    let mut events = events_of(fact, state);
    retarget(before, state, fact, policy);
    let mut seen = 0;
    while seen < events.len() {
        let event = events[seen].clone();
        seen += 1;
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
            let at = counted_from(state, metric).unwrap_or(fact.occurred_at);
            begin(state, metric, cycle, at, policy);
        }
    }
}

/// The instant of the earlier event that a metric counts from, though it is active only now.
fn counted_from(state: &State, metric: &Metric) -> Option<Instant> {
    let event = &metric.counted_from.as_ref()?.event;
    let kind = if let Event::Milestone(name) = event {
        format!("milestone:{name}")
    } else {
        crate::ticket::trigger::kind_of(event)?.to_owned()
    };
    state.firsts.get(&kind).copied()
}

fn begin(state: &mut State, metric: &Metric, cycle: u32, at: Instant, policy: &Policy) {
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
        target,
        due_at: None,
        met_at: None,
        canceled: false,
        breached_at: None,
        withdrawn: false,
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
        let open = |clock: &&mut Clock| {
            clock.metric == metric.name && clock.met_at.is_none() && !clock.canceled
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
        if metric.repeats == Repeats::AfterMet && state.status.is_live() {
            begin(state, metric, cycle + 1, at, policy);
        }
    }
    met
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

fn close(state: &mut State) {
    for clock in state
        .clocks
        .iter_mut()
        .filter(|clock| clock.met_at.is_none())
    {
        clock.canceled = true;
        clock.pending = None;
    }
}

/// Within the policy's window the same clocks go on, the solved time being a pause; later a new cycle.
fn reopen(before: &State, state: &mut State, fact: &Fact, policy: &Policy) {
    let Some(resolved_at) = before.resolved_at else {
        return;
    };
    state.resolved_at = None;
    let window = crate::time::Calendar::new(policy.zone, crate::time::Hours::always());
    let last = match (
        policy.changes.reopen_within.value,
        policy.changes.reopen_within.as_time(),
    ) {
        (crate::time::Value::Days(days), _) => window.calendar_days(resolved_at, days),
        (crate::time::Value::Time(_), Some(time)) => resolved_at + time,
        (crate::time::Value::Time(_), None) => resolved_at,
    };
    if fact.occurred_at <= last && before.status != Status::Closed {
        for metric in &policy.metrics {
            take_up(state, metric, resolved_at);
        }
        return;
    }
    state.waits.clear();
    state.commitment_minutes = None;
    for metric in &policy.metrics {
        let cycle = state
            .clocks
            .iter()
            .find(|clock| clock.metric == metric.name)
            .map(|clock| clock.cycle);
        let at_intake = metric.starts.iter().any(|trigger| {
            matches!(
                trigger.event,
                Event::Received | Event::Proper | Event::Reopened
            )
        });
        match cycle {
            Some(cycle) if at_intake => begin(state, metric, cycle + 1, fact.occurred_at, policy),
            Some(_) | None => {}
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

fn take_up(state: &mut State, metric: &Metric, resolved_at: Instant) {
    let resolving = [Event::Resolved, Event::Status(Some("resolved".to_owned()))];
    let by_resolving = metric
        .met_by
        .iter()
        .any(|trigger| resolving.contains(&trigger.event));
    for clock in state
        .clocks
        .iter_mut()
        .filter(|clock| clock.metric == metric.name)
    {
        if by_resolving && clock.met_at == Some(resolved_at) {
            clock.met_at = None;
        }
        clock.canceled = false;
    }
}

/// Follows a change of what targets depend on.
fn retarget(before: &State, state: &mut State, fact: &Fact, policy: &Policy) {
    let unchanged = before.subject == state.subject
        && before.channels == state.channels
        && before.difficulty == state.difficulty
        && before.commitment_minutes == state.commitment_minutes
        && before.milestones == state.milestones
        && before.level == state.level
        && before.classified == state.classified
        && !matches!(fact.body, FactBody::StatusChanged { .. });
    if unchanged {
        return;
    }
    let from_start = recomputes_from_start(before, fact);
    for index in 0..state.clocks.len() {
        let clock = &state.clocks[index];
        let Some(metric) = policy.metric(&clock.metric) else {
            continue;
        };
        if clock.met_at.is_some() || clock.canceled {
            continue;
        }
        let change = Change {
            at: fact.occurred_at,
            from_start,
        };
        if let Some((basis, target)) = change.outcome(
            &Reckoning {
                policy,
                state,
                metric,
            },
            clock,
        ) {
            let clock = &mut state.clocks[index];
            (clock.basis_at, clock.target) = (basis, target);
        }
    }
}

/// A first classification, a human's over a machine's, the mending of a mistake and a commitment
/// say what was promised from the beginning.
fn recomputes_from_start(before: &State, fact: &Fact) -> bool {
    if let FactBody::Classified { correction, .. } = &fact.body {
        return *correction || before.classified != Classified::ByHuman;
    }
    if let FactBody::PriorityChanged { correction, .. } = &fact.body {
        return *correction;
    }
    matches!(fact.body, FactBody::TakenInCharge { .. })
}

struct Change {
    at: Instant,
    from_start: bool,
}

impl Change {
    /// The basis and target after the change; none where the promise in force stays.
    fn outcome(&self, reckoning: &Reckoning<'_>, clock: &Clock) -> Option<(Instant, ClockTarget)> {
        let fresh = choose(reckoning, clock.started_at);
        if self.from_start {
            return Some((clock.started_at, fresh));
        }
        if fresh == clock.target {
            return None;
        }
        match (&clock.target, &fresh) {
            (ClockTarget::Nothing, _) => return Some((self.at, choose(reckoning, self.at))),
            (_, ClockTarget::Nothing) => return Some((clock.started_at, fresh)),
            _ => {}
        }
        let pauses = reckoning.pauses_until(self.at);
        let old = reckoning.due(&clock.target, clock.basis_at, &pauses);
        let from_start = reckoning.due(&fresh, clock.started_at, &pauses);
        let tightened = match (old, from_start) {
            (Some(old), Some(new)) => new < old,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        let at_change = || choose(reckoning, self.at);
        let changes = &reckoning.policy.changes;
        match (tightened, changes.tightened, changes.loosened) {
            (true, Tightened::EarlierOfOldAndNewFromChange, _) => {
                let target = at_change();
                let new = reckoning.due(&target, self.at, &pauses);
                let earlier = new.is_some_and(|new| old.is_none_or(|old| new < old));
                earlier.then_some((self.at, target))
            }
            (true, Tightened::FromStart, _) | (false, _, Loosened::FromStart) => {
                Some((clock.started_at, fresh))
            }
            (true, Tightened::FromChange, _) | (false, _, Loosened::FromChange) => {
                Some((self.at, at_change()))
            }
            (true, Tightened::Keep, _) | (false, _, Loosened::Keep) => None,
        }
    }
}
