//! Compares what a case expects with what came of it.
use serde_json::Value as Json;

use super::case::Case;
use super::play::{Played, Refused, play_events, read_events};
use super::{notified, unknown};
use crate::{Failure, Mismatch};
use desk::clock::{explain_in_words, steps};
use desk::policy::Policy;
use desk::time::Instant;

/// Everything that is wrong with a case.
pub(super) fn check(case: &Case, policy: &Policy) -> Result<(), Failure> {
    let mut found = unknown::in_expectations(case, policy);
    let happenings = match read_events(case, policy) {
        Ok(happenings) => happenings,
        Err(unread) => {
            found.splice(0..0, unread);
            return Err(Failure::unread(found));
        }
    };
    let played = play_events(case, happenings, policy)?;
    found.extend(unexpected_refusals(case, &played));
    for (word, expected) in &case.expect {
        if unknown::is_known(word, policy) {
            found.extend(mismatch(word, expected, case, policy, &played));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Failure {
        mismatches: found,
        explanation: explain_in_words(&played.state, policy, played.until),
    })
}

/// Events that were refused, but for the commitments whose refusal the case expects.
fn unexpected_refusals(case: &Case, played: &Played) -> Vec<Mismatch> {
    let expects_refusal = case.expect.values().any(|value| value == "refused");
    let unexpected = played
        .refused
        .iter()
        .filter(|refused| !(expects_refusal && refused.is_of_a_commitment()));
    unexpected
        .map(|refused| Mismatch::new("every event accepted", format!("refused: {refused}")))
        .collect()
}

fn mismatch(
    word: &str,
    expected: &Json,
    case: &Case,
    policy: &Policy,
    played: &Played,
) -> Option<Mismatch> {
    if word == "notified" {
        return notified::check(expected, case, policy, &played.state);
    }
    let got = actual(word, expected, policy, played);
    (!same(expected, &got))
        .then(|| Mismatch::new(format!("{word} = {expected}"), format!("{word} = {got}")))
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

/// The result of a word that the policy knows.
fn actual(word: &str, expected: &Json, policy: &Policy, played: &Played) -> Json {
    let state = &played.state;
    let clock = |metric: &str| state.clocks.iter().find(|clock| clock.metric == metric);
    if word == "priority" {
        let priority = state.subject.priority.clone();
        return priority.map_or(Json::Null, Json::String);
    }
    if let Some(metric) = policy.metric(word) {
        // A refused commitment leaves the clock as it was: the case says so of that metric.
        let refused = played.refused.iter().any(Refused::is_of_a_commitment);
        if *expected == "refused" && refused && metric.commitment.is_some() {
            return Json::from("refused");
        }
        let due_at = clock(word).and_then(|clock| clock.due_at);
        return due_at.map_or(Json::Null, |due| Json::from(shown(due)));
    }
    let metric = word.strip_suffix("_ladder").unwrap_or(word);
    let found = clock(metric).map(|clock| steps(policy, state, clock));
    let instants = found.unwrap_or_default().into_iter();
    let instants = instants.map(|step| step.at.map_or(Json::Null, |at| Json::from(shown(at))));
    Json::Array(instants.collect())
}

fn shown(at: Instant) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}
