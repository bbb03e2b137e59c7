//! Metrics that cannot be met, are met at once, or say what has no effect.
use super::{bands, beginnings, by_day, draft::Draft, effects};
use crate::policy::model::Metric;
use crate::policy::syntax::{Event, Findings, Name, Node, Sense, Trigger};
use crate::time::{Amount, Value};

/// Statuses in which every clock stands still or has ended anyway, and that of a ticket at work.
const NO_PAUSES: [&str; 3] = ["open", "resolved", "closed"];

/// Warns of each, and refuses metrics that nothing can meet.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    circles(draft, found);
    let mut before: Vec<&Metric> = Vec::new();
    for (name, node, metric) in draft.metrics() {
        beginnings::senseless(draft, (name, node), metric, found);
        pauses(node, metric, found);
        settle(node, metric, found);
        bands::slots_and_bands(draft.policy, node, metric, found);
        effects::senseless(draft, node, metric, found);
        by_day::outside_hours(draft, node, metric, found);
        identical(name, metric, &before, found);
        before.push(metric);
    }
    effects::credits(draft, found);
}

/// Metrics that wait for their own `met`, through others or not.
fn circles(draft: Draft<'_>, found: &mut Findings) {
    let policy = draft.policy;
    let mut sound: Vec<&str> = Vec::new();
    let reachable = |triggers: &[Trigger], sound: &[&str]| {
        triggers.iter().any(|trigger| {
            let waits_for = trigger.event.metric();
            waits_for.is_none_or(|other| sound.contains(&other))
        })
    };
    for _ in &policy.metrics {
        for metric in &policy.metrics {
            let works = reachable(&metric.starts, &sound) && reachable(&metric.met_by, &sound);
            if works && !sound.contains(&metric.name.as_str()) {
                sound.push(&metric.name);
            }
        }
    }
    let mut told = false;
    for (name, node, metric) in draft.metrics() {
        let key = |key: &str| node.get(key).map_or(name.at, |node| node.at);
        let own = |triggers: &[Trigger]| {
            let of_itself = Event::Met(metric.name.clone());
            triggers.iter().any(|trigger| trigger.event == of_itself)
        };
        let (at, own) = match (own(&metric.met_by), own(&metric.starts)) {
            (true, _) => (key("met_by"), true),
            (false, true) => (key("starts"), true),
            (false, false) if reachable(&metric.met_by, &sound) => (key("starts"), false),
            (false, false) => (key("met_by"), false),
        };
        let works = sound.contains(&metric.name.as_str());
        let help = "let a fact of the ticket meet it, as in `met_by: resolved`";
        if own {
            let message = format!("`{}` waits for itself to be met", metric.name);
            found.sense(Sense::Circle, at, message, help);
        } else if !works && !told {
            // The others of the circle are mended with the first.
            let message = format!(
                "`{}` waits for metrics that wait for it: none is ever met",
                metric.name
            );
            found.sense(Sense::Circle, at, message, help);
        }
        told |= !works;
    }
}

fn pauses(node: &Node, metric: &Metric, found: &mut Findings) {
    for status in node.get("pauses").map_or(&[][..], Node::items) {
        let name = status.text().unwrap_or_default();
        let message = match name {
            "open" => format!(
                "`{}` would stand still while somebody works on the ticket",
                metric.name
            ),
            "resolved" | "closed" => format!("a ticket that is {name} pauses every clock already"),
            _ => continue,
        };
        if NO_PAUSES.contains(&name) {
            let help = "name a status in which it waits, as `waiting_on_requester`";
            found.sense(Sense::IdlePause, status.at, message, help);
        }
    }
}

/// An amount in minutes; of days nobody can say.
pub(super) fn minutes(amount: Amount) -> Option<i64> {
    match amount.value {
        Value::Time(time) => Some(time.num_minutes()),
        Value::Days(_) | Value::Months(_) => None,
    }
}

fn settle(node: &Node, metric: &Metric, found: &mut Findings) {
    let (Some(written), Some(settle)) = (node.get("settle"), metric.settle.and_then(minutes))
    else {
        return;
    };
    let amounts = metric.targets.iter().filter_map(|row| row.promise.amount());
    let promises = amounts.filter_map(minutes);
    if promises.min().is_some_and(|shortest| settle > shortest) {
        let message = "proof would be awaited for longer than the promise itself";
        let help = "write a shorter time, as in `settle: 5 elapsed minutes`";
        found.sense(Sense::LongSettle, written.at, message, help);
    }
}

fn identical(name: &Name, metric: &Metric, before: &[&Metric], found: &mut Findings) {
    let plain = |metric: &Metric| {
        let mut plain = metric.clone();
        plain.name.clear();
        plain.line = 0;
        plain
            .targets
            .iter_mut()
            .chain(&mut plain.overrides)
            .for_each(|row| row.line = 0);
        plain
    };
    let own = plain(metric);
    if let Some(first) = before.iter().find(|other| plain(other) == own) {
        let message = format!("`{}` promises the same as `{}`", metric.name, first.name);
        let help = "keep one of them, or mend what meets it";
        found.sense(Sense::IdenticalMetrics, name.at, message, help);
    }
}
