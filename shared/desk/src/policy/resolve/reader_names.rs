//! Compiles words that only readers need: names of what has none, and paragraphs of the page.
use super::reader::Reader;
use crate::policy::file::SymbolKind;
use crate::policy::model::{ReaderNames, Term};

impl Reader<'_> {
    pub(super) fn reader_names(&mut self) -> ReaderNames {
        let mut names = ReaderNames::default();
        let Some(own) = &self.file.names else {
            return names;
        };
        let sections = [
            ("calendar", Some(SymbolKind::Calendar), &own.calendars),
            ("metric", Some(SymbolKind::Metric), &own.metrics),
            ("status", Some(SymbolKind::Status), &own.statuses),
            ("milestone", Some(SymbolKind::Milestone), &own.milestones),
            ("team", Some(SymbolKind::Team), &own.teams),
            ("role", Some(SymbolKind::Role), &own.roles),
            ("channel", Some(SymbolKind::Channel), &own.channels),
            ("notice", Some(SymbolKind::Notice), &own.notices),
            (
                "difficulty",
                Some(SymbolKind::Difficulty),
                &own.difficulties,
            ),
            ("field", None, &own.fields),
            ("attribute", None, &own.attributes),
            ("value", None, &own.values),
        ];
        for (kind, declared, section) in sections {
            for (name, words) in section.iter().flatten() {
                let known = declared.filter(|kind| !self.is_missed(*kind, &name.text));
                known.map(|kind| self.known(kind, &name.text, name.at));
                let words = self.words(*words);
                let of_kind = names.0.entry(kind).or_default();
                of_kind.insert(name.text.clone(), words);
            }
        }
        names
    }

    /// Whether a use of the name has told already that nobody declares it.
    fn is_missed(&self, kind: SymbolKind, name: &str) -> bool {
        let message = format!("there is no {} `{name}`", kind.what());
        self.found
            .0
            .iter()
            .any(|finding| finding.message == message)
    }

    pub(super) fn terms(&mut self) -> Vec<Term> {
        let mut terms = Vec::new();
        for written in self.file.terms.iter().flatten() {
            if let (Some(title), Some(text)) = (written.title, written.text) {
                let title = self.words(title);
                let text = self.words(text);
                terms.push(Term { title, text });
            }
        }
        terms
    }
}
