//! The order of priorities, held against the times that each is promised.
use std::collections::{BTreeMap, BTreeSet};

use super::times::{Comparison, Kind, Promised};
use crate::policy::{At, Findings, Key, Metric, Places, Policy, Sense};

/// Usual names of priorities, the most urgent first.
const USUAL: [&[&str]; 3] = [
    &["critical", "urgent", "high", "normal", "low"],
    &["blocker", "critical", "major", "minor", "trivial"],
    &["emergency", "urgent", "high", "medium", "low"],
];
/// Letters before the numbers of priorities.
const NUMBERED: [&str; 6] = ["p", "s", "sev", "prio", "priority", "severity"];

/// A more urgent priority and a less urgent one, of one kind of ticket and one metric.
struct Pair<'p> {
    metric: &'p Metric,
    urgent: &'p str,
    other: &'p str,
    later: bool,
    at: At,
}

/// Warns where a more urgent priority waits longer; once, where all of them do.
pub(super) fn of_priorities(
    policy: &Policy,
    places: Places<'_>,
    kinds: &[Kind],
    found: &mut Findings,
) {
    let pairs = pairs(policy, places, kinds);
    let told: BTreeSet<(&str, &str, &str)> = pairs
        .iter()
        .map(|pair| (pair.metric.name.as_str(), pair.urgent, pair.other))
        .collect();
    let all_later = pairs.iter().all(|pair| pair.later);
    let by_name = pairs.is_empty() && reversed_by_name(policy);
    if by_name || (all_later && told.len() > 1) {
        let first = policy
            .priorities
            .first()
            .map_or("", |first| first.id.as_str());
        let message = format!(
            "the first priority, `{first}`, is taken as the most urgent, and seems to be the least"
        );
        let help = "write the priorities from the most urgent to the least";
        let at = places.name(&["priorities"]).unwrap_or(At::line(1));
        // Types in the right order are not to blame for that.
        found
            .0
            .retain(|finding| finding.sense != Some(Sense::TypeOrder));
        found.sense(Sense::ReversedPriorities, at, message, help);
        return;
    }
    let mut reported = BTreeSet::new();
    for pair in pairs.iter().filter(|pair| pair.later) {
        if reported.insert(pair.at) {
            let (urgent, other) = (pair.urgent, pair.other);
            let message = format!(
                "`{urgent}` is more urgent than `{other}`, and its `{}` is due later",
                pair.metric.name
            );
            let help =
                format!("promise `{urgent}` a shorter time, or mend the order of `priorities`");
            found.sense(Sense::LaterUrgent, pair.at, message, help);
        }
    }
}

/// Neighbors among the priorities that are promised different times, of each kind and metric.
fn pairs<'p>(policy: &'p Policy, places: Places<'_>, kinds: &'p [Kind]) -> Vec<Pair<'p>> {
    let mut groups: BTreeMap<[Option<&str>; 2], Vec<&Kind>> = BTreeMap::new();
    for kind in kinds {
        let of = [kind.profile.get(&Key::Plan), kind.profile.get(&Key::Type)];
        groups.entry(of).or_default().push(kind);
    }
    let rank = |kind: &&&Kind| {
        kind.profile
            .get(&Key::Priority)
            .and_then(|name| policy.priority_rank(name))
    };
    let mut pairs = Vec::new();
    for group in groups.values() {
        let mut group: Vec<&Kind> = group
            .iter()
            .filter(|kind| rank(kind).is_some())
            .copied()
            .collect();
        group.sort_by_key(|kind| rank(&kind));
        for metric in &policy.metrics {
            let mut last: Option<(&Kind, Promised<'_>)> = None;
            for kind in &group {
                let own = Promised::of(policy, &kind.state, metric);
                if !own.is_a_time() {
                    continue;
                }
                if let Some((before, urgent)) = &last {
                    let later = match urgent.against(&own) {
                        Comparison::AlwaysLater => Some(true),
                        Comparison::Sooner => Some(false),
                        Comparison::Equal | Comparison::NeverSooner | Comparison::Unknown => None,
                    };
                    let name =
                        |kind: &'p Kind| kind.profile.get(&Key::Priority).unwrap_or_default();
                    pairs.extend(later.map(|later| Pair {
                        metric,
                        urgent: name(before),
                        other: name(kind),
                        later,
                        at: urgent.place(places),
                    }));
                }
                last = Some((kind, own));
            }
        }
    }
    pairs
}

/// Whether the names alone say that the least urgent stands first.
fn reversed_by_name(policy: &Policy) -> bool {
    let names: Vec<String> = policy
        .priorities
        .iter()
        .map(|known| known.id.to_lowercase())
        .collect();
    let usual = USUAL.iter().map(|scale| {
        let places = names
            .iter()
            .map(|name| scale.iter().position(|known| known == name));
        places.collect::<Option<Vec<usize>>>()
    });
    let numbered = NUMBERED.iter().map(|letters| {
        let numbers = names.iter().map(|name| {
            name.strip_prefix(letters)?
                .trim_start_matches(['_', '-'])
                .parse()
                .ok()
        });
        numbers.collect::<Option<Vec<usize>>>()
    });
    let falls =
        |places: Vec<usize>| places.len() > 1 && places.is_sorted_by(|one, then| one > then);
    usual.chain(numbered).flatten().any(falls)
}
