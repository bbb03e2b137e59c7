//! Every condition of a file, with what it is asked for.
use super::draft::Draft;
use crate::policy::syntax::{At, Condition, Key, Node, NodeKind};

/// Sections in which `when` is no condition.
const WITHOUT: [&str; 8] = [
    "assumptions",
    "texts",
    "names",
    "terms",
    "contacts",
    "roles",
    "name",
    "links",
];
/// Keys under which facts stand.
const FACTS: [&str; 3] = ["starts", "on", "fact"];

/// A condition as it is written.
pub(super) struct Asked<'p> {
    pub(super) condition: Condition,
    pub(super) node: &'p Node,
    pub(super) purpose: Purpose,
    pub(super) moment: Moment,
}

/// The purpose of a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// `when`
    Select,
    /// `unless`
    Except,
}

/// The moment at which a condition is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Any,
    /// The requester reaches out again, which may be by any channel.
    Contact,
}

impl Asked<'_> {
    /// The place of a value in the condition.
    pub(super) fn place_of(&self, key: &Key, value: &str) -> At {
        let text = self.node.text().unwrap_or_default();
        let from = text.find(&key.to_string()).unwrap_or(0);
        let rest = text.get(from..).unwrap_or_default();
        let before = text.get(..rest.find(value).map_or(0, |at| from + at));
        self.node
            .inside(before.map_or(0, |before| before.chars().count()))
    }
}

/// The conditions of a file, in its order; those that cannot be read are told elsewhere.
pub(super) fn conditions(draft: Draft<'_>) -> Vec<Asked<'_>> {
    let mut all = Vec::new();
    for (name, node) in draft.root.entries() {
        if !WITHOUT.contains(&name.text.as_str()) {
            walk(node, Moment::Any, &mut all);
        }
    }
    all
}

fn walk<'p>(node: &'p Node, moment: Moment, all: &mut Vec<Asked<'p>>) {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { .. } => {}
        NodeKind::List(items) => items.iter().for_each(|item| walk(item, moment, all)),
        NodeKind::Map(entries) => {
            let by_contact = FACTS.iter().filter_map(|key| node.get(key)).any(contact);
            let moment = if by_contact { Moment::Contact } else { moment };
            for (name, value) in entries {
                let purpose = match name.text.as_str() {
                    "when" => Some(Purpose::Select),
                    "unless" => Some(Purpose::Except),
                    _ => None,
                };
                match (purpose, value.text().map(Condition::parse)) {
                    (Some(purpose), Some(Ok(condition))) => all.push(Asked {
                        condition,
                        node: value,
                        purpose,
                        moment,
                    }),
                    (_, _) => walk(value, moment, all),
                }
            }
        }
    }
}

/// Whether facts name that the requester reaches out again.
fn contact(facts: &Node) -> bool {
    let mut each = facts.items().iter();
    each.any(|one| {
        let fact = one.text().or_else(|| one.get("fact")?.text());
        fact == Some("contacted")
    })
}
