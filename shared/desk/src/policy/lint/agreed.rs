//! Agreed dates where nobody can agree one, or where one says nothing.
use super::draft::{Draft, written_rows};
use crate::policy::model::{Metric, Policy, Promise, Repeats, Target};
use crate::policy::syntax::{Findings, Node, Sense};

/// The fact that a date was agreed, and a notice that is named after it.
const FACT: &str = "date_agreed";

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    for (name, node, metric) in draft.metrics() {
        again_and_again(&name.text, node, metric, found);
    }
    in_add_ons(draft, found);
    without_a_promise(draft, found);
}

fn is_agreed(row: &Target) -> bool {
    matches!(row.promise, Promise::Agreed(_))
}

fn again_and_again(name: &str, node: &Node, metric: &Metric, found: &mut Findings) {
    if metric.repeats != Repeats::AfterMet {
        return;
    }
    let short = node.get("every").or_else(|| node.get("targets"));
    let short = short.filter(|targets| targets.text().is_some());
    let rows = short.into_iter().chain(written_rows(node));
    let mut agreed = rows.filter(|row| row.get("within").unwrap_or(row).text() == Some("agreed"));
    if let Some(row) = agreed.next() {
        let message =
            format!("each time that `{name}` is met, another date would have to be agreed");
        let help = "say how often, as in `2 business days`; or write `targets` without `repeats`";
        found.sense(Sense::AgreedAgain, row.at, message, help);
    }
}

fn in_add_ons(draft: Draft<'_>, found: &mut Findings) {
    for (name, node) in draft.entries(&["add_ons"]) {
        let Some(add_on) = draft.policy.add_ons.get(&name.text) else {
            continue;
        };
        for (metric, _) in add_on
            .targets
            .iter()
            .filter(|(_, rows)| rows.iter().any(is_agreed))
        {
            let written = node.get("targets").and_then(|targets| targets.get(metric));
            let at = written.map_or(name.at, |written| written.at);
            let message = format!("`{}` sells a date that is still to be agreed", name.text);
            let help = "say the time that is sold, as in `1 business day`; or agree dates by a row of the metric";
            found.sense(Sense::AgreedAddOn, at, message, help);
        }
    }
}

/// What waits for a date that no row lets anybody agree.
fn without_a_promise(draft: Draft<'_>, found: &mut Findings) {
    if rows(draft.policy).any(is_agreed) {
        return;
    }
    let mut waiting = Vec::new();
    for section in ["metrics", "escalation", "notices"] {
        draft
            .at(&[section])
            .into_iter()
            .for_each(|node| gather(node, &mut waiting));
    }
    let named = draft.entries(&["notices"]).iter();
    let named = named.filter(|(name, node)| name.text == FACT && node.get("on").is_none());
    waiting.extend(named.map(|(_, node)| node));
    if let Some(first) = waiting.first() {
        let message = "no row promises an agreed date: none is ever agreed";
        let help = "write `within: agreed` in a row, or name another fact";
        found.sense(Sense::NoDate, first.at, message, help);
    }
}

fn rows(policy: &Policy) -> impl Iterator<Item = &Target> {
    let own = policy.metrics.iter();
    let own = own.flat_map(|metric| metric.targets.iter().chain(&metric.overrides));
    let add_ons = policy.add_ons.values();
    own.chain(add_ons.flat_map(|add_on| add_on.targets.values().flatten()))
}

/// Every mention of the fact, but for texts that are called like it.
fn gather<'n>(node: &'n Node, waiting: &mut Vec<&'n Node>) {
    if node.text() == Some(FACT) {
        waiting.push(node);
    }
    if node.is_list() {
        node.items().iter().for_each(|item| gather(item, waiting));
    }
    let keys = node.entries().iter().filter(|(key, _)| key.text != "text");
    keys.for_each(|(_, value)| gather(value, waiting));
}
