//! Plans, add-ons, types and priorities that cannot be meant.
use super::draft::Draft;
use crate::policy::model::{AddOn, HoursRow, Policy, Words};
use crate::policy::syntax::{Findings, Sense};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    add_ons(draft, found);
    labels(draft, found);
    priorities_of_no_type(draft, found);
    no_priority(draft, found);
    unreached(draft, found);
}

fn add_ons(draft: Draft<'_>, found: &mut Findings) {
    let plans = || draft.policy.plans.values();
    for (name, _) in draft.entries(&["add_ons"]) {
        let Some(add_on) = draft.policy.add_ons.get(&name.text) else {
            continue;
        };
        let open = |channel: &String| {
            let of_all = plans().all(|plan| plan.channels.contains(channel));
            draft.policy.channels.contains(channel) || (of_all && plans().next().is_some())
        };
        let AddOn {
            hours,
            channels,
            targets,
            ..
        } = add_on;
        let no_targets = targets.values().all(Vec::is_empty);
        if no_targets && same_hours(draft.policy, hours) && channels.iter().all(open) {
            let message = format!("the add-on `{}` changes nothing", name.text);
            let help = "add `targets`, `hours` or `channels` that no plan has, or remove it";
            found.sense(Sense::IdleAddOn, name.at, message, help);
        }
    }
}

/// Whether hours are those of every plan anyway.
fn same_hours(policy: &Policy, hours: &[HoursRow]) -> bool {
    let of_plans = policy.plans.values().flat_map(|plan| &plan.hours);
    let mut of_plans = of_plans.map(|row| &row.calendar).peekable();
    hours.is_empty()
        || (of_plans.peek().is_some()
            && of_plans.all(|calendar| hours.iter().all(|row| row.calendar == *calendar)))
}

fn labels(draft: Draft<'_>, found: &mut Findings) {
    let policy = draft.policy;
    let priority = |name: &str| policy.priorities.iter().find(|known| known.id == name);
    same(
        draft,
        "plans",
        |name| Some(&policy.plans.get(name)?.name),
        found,
    );
    same(
        draft,
        "add_ons",
        |name| Some(&policy.add_ons.get(name)?.name),
        found,
    );
    same(
        draft,
        "types",
        |name| Some(&policy.types.get(name)?.name),
        found,
    );
    same(
        draft,
        "priorities",
        |name| Some(&priority(name)?.name),
        found,
    );
    same(
        draft,
        "areas",
        |name| Some(&policy.areas.get(name)?.name),
        found,
    );
}

fn same<'p>(
    draft: Draft<'p>,
    section: &str,
    label: impl Fn(&str) -> Option<&'p Words>,
    found: &mut Findings,
) {
    let entries = draft.entries(&[section]);
    for (place, (name, _)) in entries.iter().enumerate() {
        let Some(own) = label(&name.text) else {
            continue;
        };
        let mut before = entries.iter().take(place);
        if let Some((other, _)) = before.find(|(other, _)| label(&other.text) == Some(own)) {
            let shown = own.values().next().map_or("", String::as_str);
            let message = format!(
                "`{}` and `{}` are both called `{shown}`",
                other.text, name.text
            );
            let help = "give each a name of its own: nobody can tell them apart";
            found.sense(Sense::SameLabel, name.at, message, help);
        }
    }
}

fn priorities_of_no_type(draft: Draft<'_>, found: &mut Findings) {
    let types = || draft.policy.types.values();
    if types().all(|known| known.priorities.is_empty()) {
        return;
    }
    for (name, _) in draft.entries(&["priorities"]) {
        if !types().any(|known| known.priorities.contains(&name.text)) {
            let message = format!("no type has the priority `{}`", name.text);
            let help = "add it to the `priorities` of a type, or remove it";
            found.sense(Sense::UnusedPriority, name.at, message, help);
        }
    }
}

/// Types with priorities of which no rule, no matrix and no default gives one.
fn no_priority(draft: Draft<'_>, found: &mut Findings) {
    let Some(section) = draft.at(&["classify"]) else {
        return;
    };
    let classify = &draft.policy.classify;
    let rules = || classify.rules.iter();
    let sets = rules().any(|rule| rule.set_priority.is_some())
        || draft
            .policy
            .rules
            .iter()
            .any(|rule| rule.set_priority.is_some())
        || classify.matrix.is_some();
    let of_type = |name: &String| !draft.policy.priorities_of(Some(name)).is_empty();
    let default = classify.default_type.as_ref().filter(|name| of_type(name));
    let with = draft
        .policy
        .types
        .iter()
        .find(|(_, known)| !known.priorities.is_empty());
    let with = match (default, with) {
        // What nobody knows better stays so, whatever rules say of others.
        (Some(name), _) => Some((name.as_str(), classify.matrix.is_none())),
        (None, Some((name, _))) => Some((name.as_str(), !sets)),
        (None, None) => None,
    };
    if let (Some((name, true)), None) = (with, &classify.default_priority) {
        let at = section.get("default").map_or(section.at, |node| node.at);
        let message = format!("nothing gives a ticket of the type `{name}` its priority");
        let help = "add a priority to `default`, as in `default: { priority: … }`";
        found.sense(Sense::UnsetPriority, at, message, help);
    }
}

/// Priorities that a matrix never comes to, and nothing else sets.
fn unreached(draft: Draft<'_>, found: &mut Findings) {
    let policy = draft.policy;
    let (Some(matrix), Some(node)) = (&policy.classify.matrix, draft.at(&["classify", "matrix"]))
    else {
        return;
    };
    if policy.rules.iter().any(|rule| rule.raise_by != 0) {
        return;
    }
    let by_rules = policy
        .classify
        .rules
        .iter()
        .filter_map(|rule| rule.set_priority.as_ref());
    let later = policy
        .rules
        .iter()
        .filter_map(|rule| rule.set_priority.as_ref());
    let set: Vec<&String> = by_rules
        .chain(later)
        .chain(&policy.classify.default_priority)
        .collect();
    for known in &policy.priorities {
        if !matrix
            .priority
            .iter()
            .flatten()
            .chain(set.iter().copied())
            .any(|cell| *cell == known.id)
        {
            let message = format!(
                "neither the matrix nor a rule comes to the priority `{}`",
                known.id
            );
            let help = "write it in a cell, or remove the priority";
            found.sense(Sense::UnreachedPriority, node.at, message, help);
        }
    }
}
