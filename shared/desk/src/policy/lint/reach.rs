//! Roles that are told and that nobody fills: who is on call, who stands at a level.
use super::draft::Draft;
use crate::policy::model::Policy;
use crate::policy::syntax::{Findings, Node, NodeKind, Sense};

/// Keys under which roles are told, and sections that have them.
const TOLD: [&str; 5] = ["notify", "cc", "to", "reassign", "reply_to"];
const SECTIONS: [&str; 3] = ["escalation", "notices", "rules"];

/// Warns of each such role once, where it is first told.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let mut told = Vec::new();
    for section in SECTIONS.iter().filter_map(|name| draft.root.get(name)) {
        roles(section, &mut told);
    }
    let mut known: Vec<&str> = Vec::new();
    for node in told {
        let role = node.text().unwrap_or_default();
        if known.contains(&role) {
            continue;
        }
        known.push(role);
        let help = match role {
            "on_call" if !somebody_is_on_call(draft.policy) => {
                "give a team its `on_call`, and its members their addresses under `roles`"
            }
            "contact" | "level" | "level_above" | "level_below"
                if !somebody_stands_at_a_level(draft.policy) =>
            {
                "declare a table of `contacts`, or a role for each level, as `level_2`"
            }
            _ => continue,
        };
        let message = format!("nobody fills the role `{role}`: `reply_to` is mailed instead");
        found.sense(Sense::Nobody, node.at, message, help);
    }
}

fn roles<'n>(node: &'n Node, told: &mut Vec<&'n Node>) {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { .. } => {}
        NodeKind::List(items) => items.iter().for_each(|item| roles(item, told)),
        NodeKind::Map(entries) => {
            for (name, value) in entries {
                if TOLD.contains(&name.text.as_str()) {
                    told.extend(value.items().iter().filter(|item| item.text().is_some()));
                } else {
                    roles(value, told);
                }
            }
        }
    }
}

fn somebody_is_on_call(policy: &Policy) -> bool {
    let named = policy
        .roles
        .keys()
        .any(|role| role == "on_call" || role.ends_with("_on_call"));
    let mut rotas = policy
        .teams
        .values()
        .filter_map(|team| team.on_call.as_ref());
    named
        || rotas.any(|rota| {
            rota.rota
                .iter()
                .any(|agent| policy.roles.contains_key(agent))
        })
}

fn somebody_stands_at_a_level(policy: &Policy) -> bool {
    let mut roles = policy.roles.keys();
    policy.contacts.is_some() || roles.any(|role| role.starts_with("level_"))
}
