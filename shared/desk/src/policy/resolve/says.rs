//! Compiles what a policy looks for in the words of a ticket.
use crate::policy::model::Phrases;
use crate::policy::syntax::{Origin, PHRASE_LANGUAGES, Phrase, PhraseList};
use std::collections::{BTreeMap, BTreeSet};

use super::reader::Reader;
use crate::policy::file::{self, ByName, ClassifyRule, Many, SymbolKind, Text};

impl Reader<'_> {
    /// Everything that a rule may refer to by name. A name that no rule uses is worth a look.
    pub(super) fn sayings(
        &mut self,
        says: Option<&ByName<'_, file::Phrases<'_>>>,
        rules: &[ClassifyRule<'_>],
    ) -> BTreeMap<String, Phrases> {
        let lists = rules.iter().flat_map(|rule| [&rule.says, &rule.unless]);
        let names = lists.flatten().flatten();
        let used: BTreeSet<&str> = names.map(|name| name.text).collect();
        let mut sayings = BTreeMap::new();
        for (name, phrases) in says.into_iter().flatten() {
            if !used.contains(name.text.as_str()) {
                let message = format!("no rule looks for `{}`", name.text);
                let help = "name it under `says` or `unless` of a rule, or remove it";
                self.found.warning(name.at, message, help);
            }
            sayings.insert(name.text.clone(), self.phrases(Some(phrases)));
        }
        sayings
    }

    /// Names of sayings, each of which has to be declared.
    pub(super) fn saying_names(
        &mut self,
        list: Option<&Many<'_, Text<'_>>>,
        sayings: &BTreeMap<String, Phrases>,
    ) -> Vec<String> {
        let mut names = Vec::new();
        for item in list.into_iter().flatten() {
            let name = item.text;
            if sayings.contains_key(name) {
                names.push(name.to_owned());
            } else {
                let known: Vec<_> = sayings.keys().cloned().collect();
                self.found.unknown(item.at(), "saying", name, &known);
            }
        }
        names
    }

    /// Phrases by language: one of the desk's, or one that people may write to it in.
    pub(super) fn phrases(&mut self, all: Option<&file::Phrases<'_>>) -> Phrases {
        let mut phrases = BTreeMap::new();
        for (locale, list) in all.into_iter().flatten() {
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
            let read = match self.origin {
                Origin::Published => PhraseList::unread(list.into_iter().map(|item| item.text)),
                Origin::Draft => {
                    let read = list.into_iter().filter_map(|item| self.phrase(*item));
                    PhraseList::from(read.collect::<Vec<_>>())
                }
            };
            phrases.insert(locale.text.clone(), read);
        }
        phrases
    }

    fn phrase(&mut self, phrase: Text<'_>) -> Option<Phrase> {
        match Phrase::parse(phrase.text) {
            Ok(phrase) => Some(phrase),
            Err(error) => {
                let help = "as in `can not/cannot log in`, `publish*`, `nobody ... work`";
                self.found.error(phrase.at(), error.to_string(), help);
                None
            }
        }
    }
}
