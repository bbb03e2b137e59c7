//! Unused names: those that a policy declares and never uses, or probably meant to be others.
use crate::policy::model::RELATIVE_ROLES;
use crate::policy::syntax::{At, Findings, Name, Node, NodeKind, Sense, Suggestion};
use std::collections::BTreeSet;

/// Metrics of most desks; another may be called anything, but rarely almost so.
const USUAL_METRICS: [&str; 7] = [
    "first_response",
    "next_response",
    "periodic_update",
    "triage",
    "pickup",
    "workaround",
    "resolution",
];

/// Warns of each.
pub(super) fn names(root: &Node, found: &mut Findings) {
    let mut said = BTreeSet::new();
    words(root, &mut said);
    let entries = |section: &str| root.get(section).map_or(&[][..], Node::entries);
    for (section, what) in [("calendars", "calendar"), ("holidays", "list of holidays")] {
        // Metrics that name no calendar take `office`, or the only one.
        let taken = |name: &str| {
            section == "calendars" && (name == "office" || entries(section).len() == 1)
        };
        for (name, _) in entries(section) {
            if !said.contains(name.text.as_str()) && !taken(&name.text) {
                unused(name.at, what, &name.text, found);
            }
        }
    }
    for (name, _) in entries("metrics") {
        almost(name, "metric", &USUAL_METRICS, found);
    }
    for (name, _) in entries("roles") {
        let role = name.text.as_str();
        let of_another = ["_lead", "_manager", "_on_call"].iter().any(|end| {
            role.strip_suffix(end)
                .is_some_and(|of| said.contains(of) || is_key(root, of))
        });
        let by_level = role.strip_prefix("level_").is_some();
        let known = said.contains(role) || RELATIVE_ROLES.contains(&role) || is_key(root, role);
        if known || of_another || by_level {
            continue;
        }
        if !almost(name, "role", &RELATIVE_ROLES, found) {
            unused(name.at, "role", role, found);
        }
    }
}

fn is_key(root: &Node, team: &str) -> bool {
    root.get("teams")
        .is_some_and(|teams| teams.get(team).is_some())
}

fn unused(at: At, what: &str, name: &str, found: &mut Findings) {
    let message = format!("nothing uses the {what} `{name}`");
    let help = "name it somewhere, or remove it";
    found.sense(Sense::UnusedName, at, message, help);
}

fn almost(name: &Name, what: &str, usual: &[&str], found: &mut Findings) -> bool {
    if usual.contains(&name.text.as_str()) {
        return false;
    }
    let near = Suggestion::of(&name.text, usual);
    let almost = near.is_near();
    if almost {
        let message = format!("the {what} `{}` is almost called as usual", name.text);
        found.warning(name.at, message, near);
    }
    almost
}

/// Keys under which people read prose, or addresses: a name that is said there is not used.
const PROSE: [&str; 16] = [
    "names", "terms", "roles", "reply_to", "texts", "links", "name", "means", "words", "source",
    "reading", "label", "url", "number", "phrases", "says",
];

/// Every word of every value that can use a name.
fn words<'n>(node: &'n Node, said: &mut BTreeSet<&'n str>) {
    match &node.kind {
        NodeKind::Null => {}
        NodeKind::Text { value, .. } => {
            let parts = value.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
            said.extend(parts.filter(|part| !part.is_empty()));
            said.insert(value);
        }
        NodeKind::List(items) => items.iter().for_each(|item| words(item, said)),
        NodeKind::Map(entries) => {
            let used = entries.iter();
            used.filter(|(name, _)| !PROSE.contains(&name.text.as_str()))
                .for_each(|(_, value)| words(value, said));
        }
    }
}
