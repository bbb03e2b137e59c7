//! What a sweep makes of a ticket: warnings, breaches and steps asked for; and the step taken.
use std::collections::BTreeMap;

use crate::clock::{Obligation, obligations, steps};
use crate::policy::{Policy, Rule};
use crate::ticket::{FactBody, State, rules};
use crate::time::Instant;

/// The rules whose condition held in silence for long enough by `now`.
pub(crate) fn silent<'p>(state: &State, policy: &'p Policy, now: Instant) -> Vec<&'p Rule> {
    let silences = crate::clock::silences(state, policy).into_iter();
    let come = silences.filter(|(at, _)| *at <= now);
    come.map(|(_, rule)| rule).collect()
}

/// The facts that are due by `now` beside what the [`silent`] rules do; none when there is nothing to do.
///
/// Of several steps of one clock only the highest is asked for: it overtakes the others.
pub(crate) fn due_by(state: &State, policy: &Policy, now: Instant) -> Vec<FactBody> {
    let due = obligations(state, policy)
        .into_iter()
        .filter(|(at, _)| *at <= now);
    let mut facts = Vec::new();
    let mut asked: BTreeMap<(String, u32), usize> = BTreeMap::new();
    let mut broken = Vec::new();
    for (_, obligation) in due {
        match obligation {
            Obligation::Rule { .. } => {}
            Obligation::Classification => facts.push(FactBody::ClassificationRequested),
            Obligation::FanOut { fact } => facts.push(FactBody::FanOutRequested { fact }),
            Obligation::Breach { metric, cycle } => broken.push((metric, cycle)),
            Obligation::Step {
                metric,
                cycle,
                step,
            }
            | Obligation::Unanswered {
                metric,
                cycle,
                step,
            } => {
                let highest = asked.entry((metric, cycle)).or_insert(step);
                *highest = step.max(*highest);
            }
        }
    }
    for (metric, cycle) in broken {
        // The breach itself asks for the step that is due with it.
        asked.remove(&(metric.clone(), cycle));
        let clock = state.clocks.iter().find(|clock| clock.metric == metric);
        if let Some(due_at) = clock.and_then(|clock| clock.due_at) {
            facts.push(FactBody::Breached {
                metric,
                cycle,
                due_at,
            });
        }
    }
    for ((metric, cycle), step) in asked {
        let clock = state.clocks.iter().find(|clock| clock.metric == metric);
        let warned =
            clock.is_some_and(|clock| clock.breached_at.is_none() && clock.pending.is_none());
        facts.push(if warned {
            FactBody::Warned {
                metric,
                cycle,
                step,
            }
        } else {
            FactBody::Requested {
                metric,
                cycle,
                step,
            }
        });
    }
    facts
}

/// The promises that were broken when something happened at `at`, though no sweep has declared it yet.
pub(crate) fn broken_by(state: &State, policy: &Policy, at: Instant) -> Vec<FactBody> {
    let owed = obligations(state, policy).into_iter();
    let broken = owed.filter_map(|(due, obligation)| {
        let Obligation::Breach { metric, cycle } = obligation else {
            return None;
        };
        (due <= at).then_some((metric, cycle))
    });
    broken
        .filter_map(|(metric, cycle)| {
            let mut clocks = state.clocks.iter();
            let clock = clocks.find(|clock| clock.metric == metric)?;
            Some(FactBody::Breached {
                due_at: clock.due_at?,
                metric,
                cycle,
            })
        })
        .collect()
}

/// The escalation that answers a request, with the steps it overtakes; none if it is moot.
pub(crate) fn take_step(
    state: &State,
    policy: &Policy,
    metric: &str,
    cycle: u32,
    step: usize,
    now: Instant,
) -> Vec<FactBody> {
    let clock = state
        .clocks
        .iter()
        .find(|clock| clock.metric == metric && clock.cycle == cycle);
    let Some(clock) = clock else {
        return Vec::new();
    };
    // What nobody asks for any more was asked for before the ticket moved to another version.
    let moot = clock.pending.is_none()
        || clock.due_at.is_none()
        || !state.status.is_live()
        || clock.met_at.is_some()
        || clock.canceled
        || clock.ladder_stopped;
    if moot || state.ladders_rest() || clock.steps_done.contains(&step) {
        return Vec::new();
    }
    let come = steps(policy, state, clock)
        .into_iter()
        .filter(|found| found.step == step || found.at.is_some_and(|at| at <= now));
    let taken: Vec<usize> = come
        .map(|found| found.step)
        .filter(|found| !clock.steps_done.contains(found))
        .collect();
    let Some(highest) = taken.iter().max() else {
        return Vec::new();
    };
    let ladder = policy
        .metric(metric)
        .and_then(|metric| policy.ladders.get(metric.ladder.as_ref()?));
    let Some(step) = ladder.and_then(|ladder| ladder.steps.get(*highest)) else {
        return Vec::new();
    };
    vec![FactBody::Escalated {
        metric: metric.to_owned(),
        cycle,
        steps: taken,
        level: step.raise_to,
        assignee: step.reassign.clone(),
    }]
}

/// The rule that next waited long enough in silence: when, and what follows.
pub(crate) fn next_silence(state: &State, policy: &Policy) -> Option<(Instant, Vec<FactBody>)> {
    let silences = crate::clock::silences(state, policy).into_iter();
    let (at, rule) = silences.min_by_key(|(at, _)| *at)?;
    Some((at, rules::applied(rule, state, policy, false)))
}
