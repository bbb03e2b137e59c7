//! Metrics that cannot be met, are met at once, or say what has no effect.
use super::{bands, draft::Draft};
use crate::policy::model::{CalendarOf, Metric, Promise, Repeats, Roll, Target, UntilAgreed};
use crate::policy::syntax::{Event, Findings, Name, Node, Sense, Trigger};
use crate::time::{Amount, Counting, Value};

/// Statuses in which every clock stands still or has ended anyway, and that of a ticket at work.
const NO_PAUSES: [&str; 3] = ["open", "resolved", "closed"];

/// Warns of each, and refuses metrics that nothing can meet.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    circles(draft, found);
    let mut before: Vec<&Metric> = Vec::new();
    for (name, node, metric) in draft.metrics() {
        begin_and_end(node, metric, found);
        pauses(node, metric, found);
        settle(node, metric, found);
        bands::slots_and_bands(draft.policy, node, metric, found);
        counted_from(node, metric, found);
        roll(node, metric, found);
        identical(name, metric, &before, found);
        before.push(metric);
    }
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

fn begin_and_end(node: &Node, metric: &Metric, found: &mut Findings) {
    let Some(met_by) = node.get("met_by") else {
        return;
    };
    let again = metric.repeats == Repeats::AfterMet;
    for (trigger, written) in metric.met_by.iter().zip(met_by.items()) {
        if trigger.event == Event::Received {
            let message = format!(
                "every ticket is received: `{}` is met at once or never",
                metric.name
            );
            let help = "write what meets it, as in `met_by: { fact: reply, who: agent }`";
            found.sense(Sense::MetAtOnce, written.at, message, help);
            continue;
        }
        let same = |start: &&Trigger| {
            let who = trigger.who.is_none() || trigger.who == start.who;
            let when = trigger.when.is_always() || trigger.when == start.when;
            start.event == trigger.event && who && when
        };
        if metric.starts.iter().any(|start| same(&start)) && !again {
            let message = format!(
                "`{}` starts and is met by the same fact, `{}`",
                metric.name, trigger.event
            );
            let help =
                "mend one of them; a promise that comes again and again is written with `every`";
            found.sense(Sense::SameFact, written.at, message, help);
        }
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

/// The places of events in a ticket's life: those between arrival and end are in no order.
const STAGES: [(Event, u8); 10] = [
    (Event::Received, 0),
    (Event::Complete, 1),
    (Event::Classified, 1),
    (Event::Assigned, 1),
    (Event::TakenInCharge, 1),
    (Event::Reply, 1),
    (Event::RequesterReplied, 1),
    (Event::Contacted, 1),
    (Event::Resolved, 2),
    (Event::Closed, 3),
];

fn stage(event: &Event) -> Option<u8> {
    let mut stages = STAGES.iter();
    stages
        .find(|(known, _)| known == event)
        .map(|(_, stage)| *stage)
}

fn counted_from(node: &Node, metric: &Metric, found: &mut Findings) {
    let (Some(written), Some(from)) = (node.get("counted_from"), &metric.counted_from) else {
        return;
    };
    let help = "name what comes before its start, or remove it";
    // A metric of some tickets may start later than by its fact: once a ticket has become one of them.
    let at_once = metric.when.is_always();
    let same = |start: &Trigger| start.event == from.event && at_once;
    let later = |start: &Trigger| match (stage(&start.event), stage(&from.event)) {
        // What comes between is in no order.
        (Some(start), Some(from)) => start < from,
        (_, _) => start.event == Event::Received,
    };
    if metric.starts.iter().all(same) {
        let message = format!("`{}` counts from its start anyway", metric.name);
        found.sense(Sense::LateCount, written.at, message, help);
    } else if metric.starts.iter().all(later) {
        let message = format!(
            "`{}` would count from what comes after its start",
            metric.name
        );
        found.sense(Sense::LateCount, written.at, message, help);
    }
}

fn roll(node: &Node, metric: &Metric, found: &mut Findings) {
    let Some(written) = node.get("roll") else {
        return;
    };
    if metric.roll == Roll::Never || metric.commitment.is_some() {
        return;
    }
    let always = metric.calendar == CalendarOf::Always;
    let inside = metric.targets.iter().all(|row| match row.promise {
        Promise::Within(amount) | Promise::WordsWithClock(_, amount) => {
            amount.counting == Counting::Business
                && minutes(amount).is_some()
                && row.calendar.is_none()
        }
        Promise::Words(_) | Promise::None | Promise::Agreed(UntilAgreed::Nothing) => true,
        Promise::By(_) | Promise::Slot | Promise::Committed | Promise::Agreed(_) => false,
    });
    let no_time = |row: &Target| row.promise.amount().is_none();
    if always || inside {
        let message = if always {
            "its hours never end: no due time lies outside them"
        } else if metric.targets.iter().all(no_time) {
            "what is agreed or said in words is never moved"
        } else {
            "business time ends within hours: no due time lies outside them"
        };
        found.sense(Sense::IdleRoll, written.at, message, "remove `roll`");
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
