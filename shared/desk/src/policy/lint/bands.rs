//! Slots and commitments that no row promises, that are in no order, or outside the hours.
use super::metrics::minutes;
use crate::policy::model::{Band, Metric, Policy, Promise};
use crate::policy::syntax::{Findings, Node, Sense};
use crate::time::minute_of_day;

/// Warns of each.
pub(super) fn slots_and_bands(policy: &Policy, node: &Node, metric: &Metric, found: &mut Findings) {
    let rows = || metric.targets.iter().chain(&metric.overrides);
    let overlays = policy
        .add_ons
        .values()
        .filter_map(|add_on| add_on.targets.get(&metric.name));
    let overlays: Vec<_> = overlays.flatten().collect();
    for (key, promise) in [("slots", Promise::Slot), ("commitment", Promise::Committed)] {
        let Some(written) = node.get(key) else {
            continue;
        };
        let mut promised = rows().chain(overlays.iter().copied());
        if !promised.any(|row| row.promise == promise) {
            let word = if key == "slots" { "slot" } else { "committed" };
            let message = format!("no row promises the `{key}` of `{}`", metric.name);
            let help = format!("write `within: {word}` in a row, or remove `{key}`");
            found.sense(Sense::UnpromisedTimes, written.at, message, help);
        }
    }
    slots_in_hours(policy, node, metric, found);
    let bands = metric
        .commitment
        .iter()
        .flat_map(|commitment| &commitment.bands);
    let bands: Vec<&Band> = bands.collect();
    let rises = |pair: &[&Band]| match pair {
        [first, then] => {
            (minutes(first.from), minutes(first.to)) <= (minutes(then.from), minutes(then.to))
        }
        _ => true,
    };
    let falls = |pair: &[&Band]| match pair {
        [first, then] => {
            (minutes(first.from), minutes(first.to)) >= (minutes(then.from), minutes(then.to))
        }
        _ => true,
    };
    let ordered = bands.windows(2).all(rises) || bands.windows(2).all(falls);
    if let (false, Some(written)) = (ordered, node.get("commitment")) {
        let message = "these bands neither rise nor fall";
        let help =
            "write them from the easiest to the hardest, each at least as long as the one before";
        found.sense(Sense::UnorderedBands, written.at, message, help);
    }
}

/// Slots on the open dates of a calendar, at a time when it is closed on all of them.
fn slots_in_hours(policy: &Policy, node: &Node, metric: &Metric, found: &mut Findings) {
    let slots = metric.slots.as_ref();
    let rule = slots.and_then(|slots| policy.calendars.get(&slots.calendar));
    let Some(rule) = rule.filter(|rule| !rule.hours.always && rule.hours.seasons.is_empty()) else {
        return;
    };
    let written = node.get("slots").and_then(|slots| slots.get("at"));
    for item in written.map_or(&[][..], Node::items) {
        let Ok(minute) = minute_of_day(item.text().unwrap_or_default()) else {
            continue;
        };
        let mut spans = rule.hours.weekly.iter().flatten();
        let inside = spans.any(|span| {
            if span.is_overnight() {
                minute >= span.open || minute <= span.close
            } else {
                (span.open..=span.close).contains(&minute)
            }
        });
        if !inside {
            let calendar = slots.map_or("", |slots| slots.calendar.as_str());
            let message = format!("`{calendar}` is never open at this slot");
            let help = "write a time within its hours";
            found.sense(Sense::SlotOutsideHours, item.at, message, help);
        }
    }
}
