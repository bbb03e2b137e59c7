//! Finds places that would set a priority which no ticket concerned can have.
use std::borrow::Cow;

use super::reader::{Reader, strings};
use crate::policy::file::SymbolKind;
use crate::policy::syntax::{Condition, Facts, Key, Node, Values};

/// A ticket of that type, of which nothing else is known.
struct OfType<'t>(&'t str);

impl Facts for OfType<'_> {
    fn values(&self, key: &Key) -> Values<'_> {
        if *key == Key::Type {
            Values::One(Cow::Borrowed(self.0))
        } else {
            Values::Unknown
        }
    }
}

impl Reader<'_> {
    /// Finds priorities that none of the types has which the condition leaves open.
    pub(super) fn priorities_that_types_have(&mut self, when: &Condition, node: Option<&Node>) {
        let types = self.entries("types");
        let concerned = types.iter().filter(|(name, _)| {
            let holds = when.eval_known(&OfType(&name.text));
            holds != Some(false)
        });
        let concerned: Vec<_> = concerned.collect();
        if concerned.is_empty() {
            return;
        }
        let known = concerned
            .iter()
            .flat_map(|(_, node)| strings(node.get("priorities")));
        let mut known: Vec<String> = known.collect();
        known.dedup();
        for item in node.map_or(&[][..], Node::items) {
            let Some(priority) = item.text().filter(|text| !known.iter().any(|k| k == text)) else {
                continue;
            };
            // A word that is no priority at all is found already.
            if !self.names.has(SymbolKind::Priority, priority) {
                continue;
            }
            let message = match concerned.as_slice() {
                [(only, _)] => format!("the type `{}` has no priority `{priority}`", only.text),
                [..] => format!("no type has the priority `{priority}`"),
            };
            let help = if known.is_empty() {
                format!("list `{priority}` under `priorities` of a type, or set none")
            } else {
                let known = known.join(", ");
                format!("write one of {known}; or list `{priority}` under `priorities` of a type")
            };
            self.found.error(item.at, message, help);
        }
    }
}
