//! Add-ons that give less than the plan that they are added to.
use super::times::{Comparison, Kind, Promised, state};
use crate::policy::{AddOn, At, Findings, Key, Metric, Places, Policy, Promise, Sense};

/// Warns of each.
pub(super) fn worse_than_their_plan(
    policy: &Policy,
    places: Places<'_>,
    kinds: &[Kind],
    found: &mut Findings,
) {
    for (name, add_on) in &policy.add_ons {
        let metrics = policy.metrics.iter();
        let metrics = metrics
            .filter(|metric| !add_on.hours.is_empty() || add_on.targets.contains_key(&metric.name));
        let mut all = Vec::new();
        let mut worse = None;
        for metric in metrics {
            let own = compared(policy, name, metric, kinds);
            let never_sooner = |comparison: &Comparison| {
                matches!(
                    comparison,
                    Comparison::Equal | Comparison::AlwaysLater | Comparison::NeverSooner
                )
            };
            let later = own
                .iter()
                .any(|comparison| !matches!(comparison, Comparison::Equal));
            if own.iter().all(never_sooner) && later {
                worse = worse.or(Some(metric));
            }
            all.extend(own);
        }
        let sooner = all
            .iter()
            .any(|comparison| matches!(comparison, Comparison::Sooner | Comparison::Unknown));
        // Where a row is never met, its add-on changes nothing of course.
        let told = found
            .0
            .iter()
            .any(|finding| finding.sense == Some(Sense::NeverHolds));
        let at = |path: &[&str]| places.name(path).unwrap_or(At::line(1));
        match worse {
            Some(metric) if add_on.hours.is_empty() || !sooner => {
                let path = ["add_ons", name, "targets", &metric.name];
                let at = places.name(&path).unwrap_or_else(|| at(&["add_ons", name]));
                let message = format!(
                    "with `{name}` the `{}` is due later than without, and never sooner",
                    metric.name
                );
                let help = "promise a shorter time than the plans do, or wider hours";
                found.sense(Sense::LooserAddOn, at, message, help);
            }
            _ => {
                let equal = !all.is_empty()
                    && all
                        .iter()
                        .all(|comparison| *comparison == Comparison::Equal);
                let at = at(&["add_ons", name]);
                if equal
                    && add_on.channels.is_empty()
                    && of_times_alone(add_on)
                    && !told
                    && !found.knows(at)
                {
                    let message = format!("the add-on `{name}` changes no due time");
                    let help = "promise a shorter time than the plans do, or remove it";
                    found.sense(Sense::IdleAddOn, at, message, help);
                }
            }
        }
    }
}

/// A metric with and without an add-on, for each kind of ticket to which both promise a time.
fn compared(policy: &Policy, name: &str, metric: &Metric, kinds: &[Kind]) -> Vec<Comparison> {
    let mut all = Vec::new();
    for kind in kinds {
        let Some(bought) = state(policy, &kind.profile, &[name]) else {
            continue;
        };
        let with = Promised::of(policy, &bought, metric);
        let without = Promised::of(policy, &kind.state, metric);
        match (with.is_a_time(), without.is_a_time()) {
            (true, true) => all.push(with.against(&without)),
            (false, false) => {}
            // A time where there was none, or words in its place.
            (true, false) | (false, true) => all.push(Comparison::Unknown),
        }
    }
    all
}

/// Whether an add-on promises times alone, to tickets that the samples tell apart.
fn of_times_alone(add_on: &AddOn) -> bool {
    let known = |key: &Key| matches!(key, Key::Plan | Key::Type | Key::Priority);
    let rows = || add_on.targets.values().flatten();
    let conditions = rows()
        .map(|row| &row.when)
        .chain(add_on.hours.iter().map(|row| &row.when));
    let mut keys = conditions.flat_map(|when| when.keys());
    keys.all(|key| known(&key)) && rows().all(|row| matches!(row.promise, Promise::Within(_)))
}
