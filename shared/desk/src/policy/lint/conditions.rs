//! Conditions that hold of no ticket, or of every one.
use super::draft::Draft;
use crate::policy::model::{Policy, tickets};
use crate::policy::syntax::{Condition, Findings, Node, NodeKind, Sense};

/// Sections in which `when` is no condition.
const WITHOUT: [&str; 6] = ["assumptions", "texts", "contacts", "roles", "name", "links"];

/// Warns of each condition of the file that chooses nothing.
pub(super) fn that_choose_nothing(draft: Draft<'_>, found: &mut Findings) {
    let sections = draft.root.entries().iter();
    for (name, node) in sections {
        if !WITHOUT.contains(&name.text.as_str()) {
            walk(draft.policy, node, found);
        }
    }
}

fn walk(policy: &Policy, node: &Node, found: &mut Findings) {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { .. } => {}
        NodeKind::List(items) => items.iter().for_each(|item| walk(policy, item, found)),
        NodeKind::Map(entries) => {
            for (name, value) in entries {
                match (name.text.as_str(), value.text().map(Condition::parse)) {
                    (key @ ("when" | "unless"), Some(Ok(condition))) => {
                        judge(policy, key, &condition, value, found);
                    }
                    (_, _) => walk(policy, value, found),
                }
            }
        }
    }
}

fn judge(policy: &Policy, key: &str, condition: &Condition, node: &Node, found: &mut Findings) {
    if condition.is_always() || found.knows_of(node) {
        return;
    }
    match (holds(policy, condition), key) {
        (Some(Holds::Never), "unless") => {
            let message = format!("no ticket can ever be `{condition}`: this excepts nothing");
            let help = "mend the condition or remove the exception";
            found.sense(Sense::NeverHolds, node.at, message, help);
        }
        (Some(Holds::Never), _) => {
            let message = format!("no ticket can ever be `{condition}`");
            let help = "mend the condition or remove the row";
            found.sense(Sense::NeverHolds, node.at, message, help);
        }
        (Some(Holds::Always), "unless") => {
            let message = format!("every ticket is `{condition}`: this excepts all");
            let help = "mend the condition or remove the exception";
            found.sense(Sense::AlwaysHolds, node.at, message, help);
        }
        (Some(Holds::Always), _) => {
            let message = format!("every ticket is `{condition}`");
            let help = format!("mend the condition, or leave `{key}` out");
            found.sense(Sense::AlwaysHolds, node.at, message, help);
        }
        (Some(Holds::Sometimes) | None, _) => {}
    }
}

/// How often a condition can hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Never,
    Sometimes,
    Always,
}

/// How often a condition holds of the tickets that can be; nothing if they are too many.
pub(super) fn holds(policy: &Policy, condition: &Condition) -> Option<Holds> {
    let all = tickets(policy, std::iter::once(condition))?;
    let held = all.iter().filter(|ticket| condition.eval(*ticket)).count();
    Some(match held {
        0 => Holds::Never,
        all_of_them if all_of_them == all.len() => Holds::Always,
        _ => Holds::Sometimes,
    })
}

/// Whether one ticket can meet both conditions; yes, where that is too much to look at.
pub(super) fn meet(policy: &Policy, one: &Condition, other: &Condition) -> bool {
    let both = [one, other];
    let all = tickets(policy, both.into_iter());
    all.is_none_or(|all| {
        all.iter()
            .any(|ticket| one.eval(ticket) && other.eval(ticket))
    })
}
