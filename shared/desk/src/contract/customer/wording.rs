//! Sentences and names in the language of the page, for all sections of it.
use super::{Customer, capital};
use crate::contract::audience::Wording;
use crate::contract::page::PagePart;
use crate::i18n::{SentenceError, label};
use crate::policy::Words;

impl Customer<'_> {
    /// A sentence without values.
    pub(super) fn plain(&self, id: &str) -> Wording<Self> {
        self.sentences.format(id, &[])
    }

    /// A sentence with one value.
    pub(super) fn with(&self, id: &str, name: &'static str, value: String) -> Wording<Self> {
        self.sentences.format(id, &[(name, value.into())])
    }

    /// A sentence with the number `n`.
    pub(super) fn count(&self, id: &str, n: i64) -> Wording<Self> {
        self.sentences.format(id, &[("n", n.into())])
    }

    pub(super) fn titled(&self, id: &str) -> Result<PagePart, SentenceError> {
        self.plain(id).map(PagePart::Heading)
    }

    pub(super) fn columns(&self, ids: &[&str]) -> Result<Vec<String>, SentenceError> {
        ids.iter().map(|id| self.plain(id)).collect()
    }

    /// The policy's words for a name of that kind, else the locale's; one that neither knows stands as it is,
    /// without `_`.
    pub(super) fn label(&self, kind: &str, name: &str) -> String {
        match self.terms.policy.names.of(kind, name) {
            Some(words) => self.terms.words(words).to_owned(),
            None => label(&self.sentences, kind, name),
        }
    }

    pub(super) fn plain_name(&self, words: &Words) -> String {
        self.terms.words(words).replace('_', " ")
    }

    /// The name of a calendar; around the clock for one that never closes.
    pub(super) fn hours_named(&self, calendar: &str) -> Wording<Self> {
        if self.never_closes(calendar) {
            return self.plain("around-the-clock");
        }
        Ok(self.calendar(calendar))
    }

    pub(super) fn calendar(&self, name: &str) -> String {
        capital(&self.label("calendar", name))
    }

    pub(super) fn never_closes(&self, calendar: &str) -> bool {
        let rule = self.terms.policy.calendars.get(calendar);
        rule.is_none_or(|rule| {
            let hours = &rule.hours;
            hours.always && hours.never_differs()
        })
    }
}
