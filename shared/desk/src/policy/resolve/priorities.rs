//! Finds places that would set a priority which no ticket concerned can have.
use std::borrow::Cow;

use super::reader::{Reader, strings};
use crate::policy::file::{NameOf, SymbolKind, names};
use crate::policy::syntax::{Condition, Facts, Key, Values};

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
    pub(super) fn priorities_that_types_have<'n>(
        &mut self,
        when: &Condition,
        set: impl IntoIterator<Item = NameOf<'n, names::Priority>>,
    ) {
        let Some(types) = &self.file.types else {
            return;
        };
        let concerned = types.into_iter().filter(|(name, _)| {
            let holds = when.eval_known(&OfType(&name.text));
            holds != Some(false)
        });
        let concerned: Vec<_> = concerned.collect();
        // A type that cannot be read may have any.
        if concerned.is_empty() || types.entries.len() < types.node.entries().len() {
            return;
        }
        let known = concerned
            .iter()
            .flat_map(|(_, of_type)| strings(of_type.priorities.as_ref()));
        let mut known: Vec<String> = known.collect();
        known.dedup();
        for item in set {
            let priority = item.text;
            // A word that is no priority at all is found already.
            if known.iter().any(|known| known == priority)
                || !self.names.has(SymbolKind::Priority, priority)
            {
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
            self.found.error(item.at(), message, help);
        }
    }
}
