//! The order of priorities, held against the times that each is promised.
use std::collections::{BTreeMap, BTreeSet};

use super::asked::Asked;
use super::samples::{Kind, Samples};
use super::times::{Comparison, Promised};
use super::unpromised;
use crate::policy::{At, Findings, Key, Metric, Places, Policy, Priority, Sense};

/// Usual names of priorities, the most urgent first.
const USUAL: [&[&str]; 4] = [
    &["critical", "high", "medium", "low"],
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
pub(super) fn of_priorities(samples: &Samples<'_>, places: Places<'_>, found: &mut Findings) {
    let policy = samples.policy;
    let pairs = pairs(samples, places);
    let told: BTreeSet<(&str, &str, &str)> = pairs
        .iter()
        .map(|pair| (pair.metric.name.as_str(), pair.urgent, pair.other))
        .collect();
    misnamed(policy, places, found);
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
    unpromised::more_urgent(samples, places, found);
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
fn pairs<'s>(samples: &'s Samples<'_>, places: Places<'_>) -> Vec<Pair<'s>> {
    let mut pairs = Vec::new();
    for metric in &samples.policy.metrics {
        for group in groups(samples, metric) {
            let mut last: Option<(&Kind, Promised<'_>)> = None;
            for kind in group {
                let own = samples.promised(&kind.state, metric);
                if !own.is_a_time() {
                    continue;
                }
                if let Some((before, urgent)) = &last {
                    let later = match urgent.against(&own) {
                        Comparison::AlwaysLater
                        | Comparison::UsuallyLater
                        | Comparison::NeverSooner => Some(true),
                        Comparison::Sooner => Some(false),
                        Comparison::Equal | Comparison::Unknown => None,
                    };
                    let name =
                        |kind: &'s Kind| kind.profile.get(&Key::Priority).unwrap_or_default();
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

/// The kinds of each plan and type that differ in nothing but their priority, the most urgent first.
pub(super) fn groups<'s>(samples: &'s Samples<'_>, metric: &Metric) -> Vec<Vec<&'s Kind>> {
    let policy = samples.policy;
    let mut groups: BTreeMap<[Option<usize>; 2], Vec<(usize, &Kind)>> = BTreeMap::new();
    for kind in samples.kinds(&Asked::by(policy, &[metric])) {
        let of = |key: &Key| kind.profile.get(key);
        let rank = of(&Key::Priority).and_then(|name| policy.priority_rank(name));
        let Some(rank) = rank else {
            continue;
        };
        let plan = of(&Key::Plan).and_then(|plan| policy.plans.get_index_of(plan));
        let named = of(&Key::Type).and_then(|named| policy.types.get_index_of(named));
        groups.entry([plan, named]).or_default().push((rank, kind));
    }
    let groups = groups.into_values().map(|mut group| {
        group.sort_by_key(|(rank, _)| *rank);
        group.into_iter().map(|(_, kind)| kind).collect()
    });
    groups.collect()
}

/// Whether the names alone say that the least urgent stands first.
fn reversed_by_name(policy: &Policy) -> bool {
    let ids = policy.priorities.iter();
    falls_by_name(&ids.map(|known| known.id.to_lowercase()).collect::<Vec<_>>())
}

/// Warns of priorities in their order whose words for readers are in the reverse.
fn misnamed(policy: &Policy, places: Places<'_>, found: &mut Findings) {
    let label = |known: &Priority| known.name.values().next().cloned().unwrap_or_default();
    let labels: Vec<String> = policy.priorities.iter().map(label).collect();
    let plain: Vec<_> = labels
        .iter()
        .map(|label| label.to_lowercase().replace(' ', "_"))
        .collect();
    let ids = policy.priorities.iter();
    let ids: Vec<_> = ids.map(|known| known.id.to_lowercase()).collect();
    if let (Some(first), Some(label)) = (policy.priorities.first(), labels.first())
        && ids != plain
        && falls_by_name(&plain)
        && !falls_by_name(&ids)
    {
        let message = format!(
            "the most urgent priority, `{}`, is called `{label}`",
            first.id
        );
        let help = "give the priorities their names in the order of urgency";
        let at = places.name(&["priorities"]).unwrap_or(At::line(1));
        found.sense(Sense::ReversedPriorities, at, message, help);
    }
}

fn falls_by_name(names: &[String]) -> bool {
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
