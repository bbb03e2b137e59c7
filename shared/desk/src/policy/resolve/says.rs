//! Compiles what a policy looks for in the words of a ticket.
use crate::policy::model::Phrases;
use crate::policy::syntax::{Node, PHRASE_LANGUAGES, Phrase};
use std::collections::{BTreeMap, BTreeSet};

use super::reader::Reader;
use crate::policy::file::SymbolKind;

impl Reader<'_> {
    /// Everything that a rule may refer to by name. A name that no rule uses is worth a look.
    pub(super) fn sayings(
        &mut self,
        node: Option<&Node>,
        rules: &[Node],
    ) -> BTreeMap<String, Phrases> {
        let lists = rules
            .iter()
            .flat_map(|rule| [rule.get("says"), rule.get("unless")]);
        let used: BTreeSet<&str> = lists
            .flatten()
            .flat_map(Node::items)
            .filter_map(Node::text)
            .collect();
        let mut sayings = BTreeMap::new();
        for (name, node) in node.map_or(&[][..], Node::entries) {
            if !used.contains(name.text.as_str()) {
                let message = format!("no rule looks for `{}`", name.text);
                let help = "name it under `says` or `unless` of a rule, or remove it";
                self.found.warning(name.at, message, help);
            }
            sayings.insert(name.text.clone(), self.phrases(Some(node)));
        }
        sayings
    }

    /// Names of sayings, each of which has to be declared.
    pub(super) fn saying_names(
        &mut self,
        node: Option<&Node>,
        sayings: &BTreeMap<String, Phrases>,
    ) -> Vec<String> {
        let mut names = Vec::new();
        for item in node.map_or(&[][..], Node::items) {
            let Some(name) = item.text() else { continue };
            if sayings.contains_key(name) {
                names.push(name.to_owned());
            } else {
                let known: Vec<_> = sayings.keys().cloned().collect();
                self.found.unknown(item.at, "saying", name, &known);
            }
        }
        names
    }

    /// Phrases by language: one of the desk's, or one that people may write to it in.
    pub(super) fn phrases(&mut self, node: Option<&Node>) -> Phrases {
        let mut phrases = BTreeMap::new();
        for (locale, list) in node.map_or(&[][..], Node::entries) {
            if !PHRASE_LANGUAGES.contains(&locale.text.as_str())
                && !self.names.has(SymbolKind::Locale, &locale.text)
            {
                let mut known = self.names.of(SymbolKind::Locale).to_vec();
                known.extend(PHRASE_LANGUAGES.map(str::to_owned));
                known.sort_unstable();
                known.dedup();
                let what = "language of phrases";
                self.found.unknown(locale.at, what, &locale.text, &known);
            }
            let read = list.items().iter().filter_map(|item| self.phrase(item));
            phrases.insert(locale.text.clone(), read.collect());
        }
        phrases
    }

    fn phrase(&mut self, node: &Node) -> Option<Phrase> {
        match Phrase::parse(node.text()?) {
            Ok(phrase) => Some(phrase),
            Err(error) => {
                let help = "as in `can not/cannot log in`, `publish*`, `nobody ... work`";
                self.found.error(node.at, error.to_string(), help);
                None
            }
        }
    }
}
