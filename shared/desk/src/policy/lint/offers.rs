//! Plans, add-ons, types and priorities that cannot be meant.
use super::draft::Draft;
use crate::policy::model::{AddOn, HoursRow, Policy, Words};
use crate::policy::syntax::{Findings, Sense};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    add_ons(draft, found);
    labels(draft, found);
    priorities_of_no_type(draft, found);
    order_of_types(draft, found);
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

/// Types whose priorities stand in another order than those of the file: rules raise and lower by it.
fn order_of_types(draft: Draft<'_>, found: &mut Findings) {
    for (name, node) in draft.entries(&["types"]) {
        let known = draft.policy.types.get(&name.text);
        let (Some(known), Some(written)) = (known, node.get("priorities")) else {
            continue;
        };
        let rank = |priority: &String| draft.policy.priority_rank(priority);
        if known.priorities.is_sorted_by_key(rank) {
            continue;
        }
        let mut sorted = known.priorities.clone();
        sorted.sort_by_key(rank);
        let message = format!(
            "`{}` has its priorities in another order than `priorities`",
            name.text
        );
        let help = format!("write `priorities: [{}]`", sorted.join(", "));
        found.sense(Sense::TypeOrder, written.at, message, help);
    }
}
