//! Refusals in a reader's language: the title of a problem, and what is wrong.
use fluent_bundle::FluentValue;

use super::sentences::Sentences;

/// The value of a sentence about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalValue {
    /// A name, or what was sent.
    Text(String),
    /// A number, which some languages count with.
    Count(usize),
}

/// The words of refusals in one locale.
pub struct RefusalWords(Sentences);

impl RefusalWords {
    /// The words for a reader's locale, or for the nearest that is shipped.
    #[must_use]
    pub fn of(locale: &str) -> Option<Self> {
        Sentences::of_refusals(locale).ok().map(Self)
    }

    /// The tag of the locale that they are in.
    #[must_use]
    pub fn locale(&self) -> &'static str {
        self.0.tag()
    }

    /// The title of a kind of problem, by the end of its type; none for a kind without one.
    #[must_use]
    pub fn title(&self, kind: &str) -> Option<String> {
        self.0.known(&format!("problem-{kind}"))
    }

    /// The sentence about what is wrong, by its name; none for a name or values that it does not have.
    #[must_use]
    pub fn detail(&self, name: &str, values: &[(&'static str, RefusalValue)]) -> Option<String> {
        let values = values.iter().map(|(key, value)| {
            let value = match value {
                // The name of a field that people know is said in their words.
                RefusalValue::Text(text) if *key == "field" => {
                    let words = self.0.known(&format!("field-{text}"));
                    FluentValue::from(words.unwrap_or_else(|| text.replace('_', " ")))
                }
                RefusalValue::Text(text) => FluentValue::from(text.clone()),
                RefusalValue::Count(count) => FluentValue::from(*count),
            };
            (*key, value)
        });
        let values: Vec<_> = values.collect();
        self.0.format(&format!("refused-{name}"), &values).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_speaks_the_reader_s_language_and_counts_in_it() {
        let german = RefusalWords::of("de-AT").unwrap();
        assert_eq!(german.locale(), "de");
        assert_eq!(german.title("invalid").unwrap(), "ungültiges Feld");
        let documents = |n| german.detail("documents-needed", &[("n", RefusalValue::Count(n))]);
        let one = documents(1).unwrap();
        assert_eq!(one, "1 beigefügtes Dokument wird benötigt");
        let two = documents(2).unwrap();
        assert_eq!(two, "2 beigefügte Dokumente werden benötigt");
        let field = [("field", RefusalValue::Text("description".to_owned()))];
        let needed = german.detail("field-needed", &field).unwrap();
        assert_eq!(needed, "eine Beschreibung wird benötigt");
        assert_eq!(german.detail("field-needed", &[]), None);
        assert_eq!(german.title("of-another-kind"), None);
    }
}
