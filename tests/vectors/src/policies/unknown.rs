//! Words of a case that its policy does not know: each is a failure of the case, by name.
use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::case::{Case, Happening, words};
use crate::Mismatch;
use desk::policy::{Key, Policy};

/// The highest support level that a team can stand on.
const HIGHEST_LEVEL: u8 = 9;

fn unknown<'k>(what: &str, word: &str, known: impl IntoIterator<Item = &'k String>) -> Mismatch {
    let known: Vec<_> = known.into_iter().map(String::as_str).collect();
    let known = if known.is_empty() {
        "none".to_owned()
    } else {
        known.join(", ")
    };
    Mismatch::new(
        format!("{what} of the policy: {known}"),
        format!("unknown {what} `{word}`"),
    )
}

/// The words of a ticket and its events that would otherwise change nothing, silently.
pub(super) fn in_what_happens(
    case: &Case,
    happenings: &[Happening],
    policy: &Policy,
) -> Vec<Mismatch> {
    let ticket = &case.ticket;
    let mut found = answers(&ticket.answers, policy);
    for (what, values) in [
        ("organisation", &ticket.organisation),
        ("contact", &ticket.contact),
        ("fields", &ticket.fields),
    ] {
        let no_value = values
            .iter()
            .filter(|(_, value)| !(value.is_string() || value.is_boolean() || value.is_number()));
        found.extend(no_value.map(|(name, value)| {
            Mismatch::new("a text or a number", format!("{what}.{name} = {value}"))
        }));
    }
    for happening in happenings {
        if happening.at() < case.opened_at {
            let (name, at) = (happening.name(), happening.at());
            let got = format!("`{name}` at {at:?}");
            found.push(Mismatch::new("events after `opened_at`", got));
        }
        found.extend(in_event(happening, policy));
    }
    found
}

fn in_event(happening: &Happening, policy: &Policy) -> Vec<Mismatch> {
    match happening {
        Happening::AnswersChanged { answers: given, .. } if given.is_empty() => {
            vec![Mismatch::new("an answer that changed", "empty `answers`")]
        }
        Happening::AnswersChanged { answers: given, .. } => answers(given, policy),
        Happening::TakenInCharge {
            difficulty: Some(given),
            ..
        } => difficulty(given, policy).into_iter().collect(),
        Happening::Escalated { to_level, .. } if !(1..=HIGHEST_LEVEL).contains(to_level) => {
            let got = format!("unknown level {to_level}");
            vec![Mismatch::new(format!("a level, 1 to {HIGHEST_LEVEL}"), got)]
        }
        Happening::NeedsInfo { .. }
        | Happening::Completed { .. }
        | Happening::AgentReplied { .. }
        | Happening::WaitingOnRequester { .. }
        | Happening::RequesterReplied { .. }
        | Happening::PriorityChanged { .. }
        | Happening::TakenInCharge { .. }
        | Happening::Escalated { .. }
        | Happening::Resolved { .. }
        | Happening::Reopened { .. }
        | Happening::Closed { .. }
        | Happening::Acknowledged { .. }
        | Happening::Classified { .. }
        | Happening::Contacted { .. }
        | Happening::Milestone { .. }
        | Happening::Agreed { .. } => Vec::new(),
    }
}

fn difficulty(given: &String, policy: &Policy) -> Option<Mismatch> {
    let commitments = policy
        .metrics
        .iter()
        .filter_map(|metric| metric.commitment.as_ref());
    let bands = commitments.flat_map(|commitment| &commitment.bands);
    let known: Vec<_> = bands.map(|band| &band.difficulty).collect();
    (!known.contains(&given)).then(|| unknown("difficulty", given, known))
}

fn answers(given: &BTreeMap<String, Json>, policy: &Policy) -> Vec<Mismatch> {
    let found = words(given).into_iter().filter_map(|(question, answer)| {
        let Some(options) = options(&question, policy) else {
            return Some(unknown("question", &question, &questions(policy)));
        };
        let any = options.is_empty();
        (!any && !options.contains(&answer))
            .then(|| unknown(&format!("answer to `{question}`"), &answer, &options))
    });
    found.collect()
}

fn questions(policy: &Policy) -> Vec<String> {
    let asked = policy.classify.questions.iter();
    let mut known: Vec<_> = asked.map(|question| question.id.clone()).collect();
    for word in ["impact", "urgency"] {
        if options(word, policy).is_some() {
            known.push(word.to_owned());
        }
    }
    known
}

/// The answers that a question takes; empty for one of the author's own words, none for no question.
fn options(question: &str, policy: &Policy) -> Option<Vec<String>> {
    let mut asked = policy.classify.questions.iter();
    if let Some(known) = asked.find(|known| known.id == question) {
        let yes_or_no = || vec!["yes".to_owned(), "no".to_owned()];
        return Some(if known.options.is_empty() {
            yes_or_no()
        } else {
            known.options.clone()
        });
    }
    let (key, of_matrix) = match question {
        "impact" => (
            Key::Impact,
            policy.classify.matrix.as_ref().map(|found| &found.impact),
        ),
        "urgency" => (
            Key::Urgency,
            policy.classify.matrix.as_ref().map(|found| &found.urgency),
        ),
        _ => return None,
    };
    match of_matrix {
        Some(values) => Some(values.clone()),
        None => asks(policy, &key).then(Vec::new),
    }
}

/// Whether a condition that decides what a ticket is promised asks for that key.
fn asks(policy: &Policy, key: &Key) -> bool {
    let metrics = policy.metrics.iter();
    let rows = metrics.flat_map(|metric| metric.targets.iter().chain(&metric.overrides));
    let rows = rows.map(|row| &row.when);
    let steps = policy.ladders.values().flat_map(|ladder| &ladder.steps);
    let conditions = rows
        .chain(policy.classify.rules.iter().map(|rule| &rule.when))
        .chain(policy.rules.iter().map(|rule| &rule.when))
        .chain(policy.routing.iter().map(|route| &route.when))
        .chain(policy.notices.iter().map(|notice| &notice.when))
        .chain(steps.map(|step| &step.when));
    conditions.into_iter().any(|when| when.keys().contains(key))
}

/// The expectations that are about nothing the policy has; an empty list of them, too.
pub(super) fn in_expectations(case: &Case, policy: &Policy) -> Vec<Mismatch> {
    if case.expect.is_empty() {
        return vec![Mismatch::new("an expectation", "empty `expect`")];
    }
    let metrics: Vec<_> = policy.metrics.iter().map(|metric| &metric.name).collect();
    let unknown = case.expect.keys().filter(|word| !is_known(word, policy));
    unknown
        .map(|word| {
            let metric = word.strip_suffix("_ladder").unwrap_or(word);
            self::unknown("metric", metric, metrics.iter().copied())
        })
        .collect()
}

/// Whether an expectation is about something that the policy has.
pub(super) fn is_known(word: &str, policy: &Policy) -> bool {
    let of_ladder = word.strip_suffix("_ladder");
    matches!(word, "priority" | "notified")
        || policy.metric(word).is_some()
        || of_ladder.is_some_and(|metric| policy.metric(metric).is_some())
}
