//! Compares what a case expects with what came of it.
use serde_json::Value as Json;

use super::case::Case;
use super::play::{Played, play};
use crate::{Mismatch, mismatch};
use desk::clock::{explain, steps, told_by_step};
use desk::policy::Policy;
use desk::ticket::State;
use desk::time::Instant;

pub(super) fn check(case: &Case, policy: &Policy) -> Result<(), Mismatch> {
    let played = play(case, policy)?;
    let expects_refusal = case.expect.values().any(|value| value == "refused");
    if let (Some(refusal), false) = (played.refused.first(), expects_refusal) {
        return Err(mismatch(
            "every event accepted",
            &format!("refused: {refusal}"),
        ));
    }
    for (word, expected) in &case.expect {
        let got = actual(word, case, policy, &played)?;
        if !same(expected, &got) {
            return Err(Mismatch {
                expected: format!("{word} = {expected}"),
                got: format!("{word} = {got}"),
                explanation: explanation(&played, policy),
            });
        }
    }
    Ok(())
}

fn same(expected: &Json, got: &Json) -> bool {
    let instant = |value: &Json| value.as_str().and_then(|text| text.parse::<Instant>().ok());
    match (expected, got) {
        // No step comes where nothing is promised.
        (Json::Null, Json::Array(steps)) => steps.is_empty(),
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        _ => match (instant(expected), instant(got)) {
            (Some(left), Some(right)) => left == right,
            _ => expected == got,
        },
    }
}

fn actual(word: &str, case: &Case, policy: &Policy, played: &Played) -> Result<Json, Mismatch> {
    let state = &played.state;
    let clock = |metric: &str| state.clocks.iter().find(|clock| clock.metric == metric);
    if word == "priority" {
        return Ok(state
            .subject
            .priority
            .clone()
            .map_or(Json::Null, Json::String));
    }
    if word == "notified" {
        return notified(case, policy, state);
    }
    if policy.metric(word).is_some() {
        // A refused commitment leaves the clock as it was: the case says so of that metric.
        if case
            .expect
            .get(word)
            .is_some_and(|expected| expected == "refused")
            && !played.refused.is_empty()
        {
            return Ok(Json::from("refused"));
        }
        return Ok(clock(word)
            .and_then(|clock| clock.due_at)
            .map_or(Json::Null, |due| Json::from(shown(due))));
    }
    if let Some(metric) = word
        .strip_suffix("_ladder")
        .filter(|metric| policy.metric(metric).is_some())
    {
        let found = clock(metric)
            .map(|clock| steps(policy, state, clock))
            .unwrap_or_default();
        let instants = found
            .iter()
            .map(|step| step.at.map_or(Json::Null, |at| Json::from(shown(at))));
        return Ok(Json::Array(instants.collect()));
    }
    // A metric that no policy of this desk knows promises nothing.
    if case.expect.get(word) == Some(&Json::Null) && !word.ends_with("_ladder") {
        return Ok(Json::Null);
    }
    let metrics: Vec<_> = policy
        .metrics
        .iter()
        .map(|metric| metric.name.as_str())
        .collect();
    Err(mismatch(
        &format!("`{word}` to be a metric, `<metric>_ladder`, `priority` or `notified`"),
        &format!("the policy has the metrics {}", metrics.join(", ")),
    ))
}

fn shown(at: Instant) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// Per step of a ladder, the roles it tells: of the one ladder the case expects, or by metric.
fn notified(case: &Case, policy: &Policy, state: &State) -> Result<Json, Mismatch> {
    let of = |metric: &str| {
        let clock = state.clocks.iter().find(|clock| clock.metric == metric)?;
        policy.metric(metric)?.ladder.as_ref()?;
        Some(Json::from(told_by_step(policy, state, clock)))
    };
    if let Some(Json::Object(by_metric)) = case.expect.get("notified") {
        let each = by_metric
            .keys()
            .map(|metric| (metric.clone(), of(metric).unwrap_or(Json::Null)));
        return Ok(Json::Object(each.collect()));
    }
    let ladders = case
        .expect
        .keys()
        .filter_map(|word| word.strip_suffix("_ladder"));
    let named = case.expect.keys().map(String::as_str);
    let all = policy.metrics.iter().map(|metric| metric.name.as_str());
    let found = ladders.chain(named).chain(all).find_map(of);
    found.ok_or_else(|| mismatch("a metric with a ladder", "none"))
}

fn explanation(played: &Played, policy: &Policy) -> String {
    serde_json::to_string_pretty(&explain(&played.state, policy)).unwrap_or_default()
}
