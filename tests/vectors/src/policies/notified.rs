//! Roles that hear of a case's ladders, step by step, as the case may list them.
use serde_json::Value as Json;

use super::case::Case;
use crate::Mismatch;
use desk::clock::{Told, told_by_step};
use desk::policy::Policy;
use desk::ticket::State;

/// Per step the roles, a copied one as `cc:role` after the others.
type Steps = Vec<Vec<String>>;

/// A ladder of the policy, as it is for the ticket: without a clock it has no steps.
struct Running<'p> {
    metric: &'p str,
    steps: Vec<Told>,
}

impl Running<'_> {
    fn whole(&self) -> Steps {
        let step = |told: &Told| {
            let copied = told.cc.iter().map(|role| format!("cc:{role}"));
            told.notify.iter().cloned().chain(copied).collect()
        };
        self.steps.iter().map(step).collect()
    }

    /// As lists were written before copies were part of them.
    fn without_copies(&self) -> Steps {
        self.steps.iter().map(|told| told.notify.clone()).collect()
    }
}

/// The difference between what a case expects of `notified` and the ladders, if there is one.
pub(super) fn check(
    expected: &Json,
    case: &Case,
    policy: &Policy,
    state: &State,
) -> Option<Mismatch> {
    let ladders = ladders(policy, state);
    if let Json::Object(by_metric) = expected {
        let amiss = by_metric
            .iter()
            .filter_map(|(metric, expected)| of_metric(metric, expected, &ladders));
        let (expected, got): (Vec<_>, Vec<_>) = amiss.unzip();
        let one = |all: Vec<String>| format!("notified {}", all.join(", "));
        return (!got.is_empty()).then(|| Mismatch::new(one(expected), one(got)));
    }
    let readings = readings(case, &ladders, names_copies(expected));
    let wanted = steps_of(expected);
    let holds = wanted.is_some_and(|wanted| readings.contains(&wanted));
    let got = readings.into_iter().next().unwrap_or_default();
    (!holds).then(|| {
        Mismatch::new(
            format!("notified = {expected}"),
            format!("notified = {}", Json::from(got)),
        )
    })
}

fn ladders<'p>(policy: &'p Policy, state: &State) -> Vec<Running<'p>> {
    let with_ladder = policy
        .metrics
        .iter()
        .filter(|metric| metric.ladder.is_some());
    let running = with_ladder.map(|metric| {
        let clock = state
            .clocks
            .iter()
            .find(|clock| clock.metric == metric.name);
        Running {
            metric: &metric.name,
            steps: clock.map_or_else(Vec::new, |clock| told_by_step(policy, state, clock)),
        }
    });
    running.collect()
}

fn of_metric(metric: &str, expected: &Json, ladders: &[Running<'_>]) -> Option<(String, String)> {
    let wanted = format!("{metric} = {expected}");
    let Some(ladder) = ladders.iter().find(|ladder| ladder.metric == metric) else {
        let known: Vec<_> = ladders.iter().map(|ladder| ladder.metric).collect();
        let known = known.join(", ");
        let got = format!("no ladder of a metric `{metric}`; there are those of {known}");
        return Some((wanted, got));
    };
    let old = (!names_copies(expected)).then(|| ladder.without_copies());
    let holds =
        steps_of(expected).is_some_and(|wanted| wanted == ladder.whole() || old == Some(wanted));
    (!holds).then(|| (wanted, format!("{metric} = {}", Json::from(ladder.whole()))))
}

/// What a list may say, the likeliest first: the steps of each ladder that the case names by
/// `<metric>_ladder`, or of all; where it names none, those of the metrics that it expects. A list
/// for one ladder may leave out copies as long as it names none.
fn readings(case: &Case, ladders: &[Running<'_>], names_copies: bool) -> Vec<Steps> {
    let all_of = |ladders: &[&Running<'_>]| ladders.iter().flat_map(|one| one.whole()).collect();
    let expects = |word: &str| case.expect.contains_key(word);
    let chosen = |chosen: &dyn Fn(&Running<'_>) -> bool| -> Vec<&Running<'_>> {
        ladders.iter().filter(|ladder| chosen(ladder)).collect()
    };
    let named = chosen(&|ladder| expects(&format!("{}_ladder", ladder.metric)));
    let every = chosen(&|_| true);
    let expected = chosen(&|ladder| expects(ladder.metric));
    let first = match (named.as_slice(), expected.as_slice()) {
        ([one], _) => Some(*one),
        ([], []) => every
            .iter()
            .find(|ladder| !ladder.steps.is_empty())
            .copied(),
        ([], expected) => {
            let running = expected.iter().filter(|ladder| !ladder.steps.is_empty());
            running.min_by_key(|ladder| ladder.metric).copied()
        }
        (_, _) => None,
    };
    let likeliest = [named, expected].into_iter().find(|some| !some.is_empty());
    let mut readings: Vec<Steps> = likeliest.iter().map(|some| all_of(some)).collect();
    readings.push(all_of(&every));
    if let Some(first) = first {
        readings.push(first.whole());
        if !names_copies {
            readings.push(first.without_copies());
        }
    }
    readings
}

fn names_copies(expected: &Json) -> bool {
    let steps = steps_of(expected).unwrap_or_default();
    steps.iter().flatten().any(|role| role.starts_with("cc:"))
}

/// The list as a case writes it; `null` stands for no step.
fn steps_of(expected: &Json) -> Option<Steps> {
    if expected.is_null() {
        return Some(Vec::new());
    }
    serde_json::from_value(expected.clone()).ok()
}
