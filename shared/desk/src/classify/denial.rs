//! Words that turn what follows into its opposite, by language.

use crate::policy::PHRASE_LANGUAGES;

/// How many words before a phrase may deny it: `not`, `not really a`.
pub(super) const REACH: usize = 3;

/// By language, each of those that phrases may stand in.
const DENIALS: [(&str, &[&str]); PHRASE_LANGUAGES.len()] = [
    (
        "en",
        &[
            "not", "no", "never", "without", "neither", "nor", "isnt", "arent", "wasnt", "werent",
            "dont", "doesnt", "didnt", "hasnt", "havent", "wont", "hardly",
        ],
    ),
    ("nl", &["niet", "geen", "nooit", "zonder", "noch"]),
    (
        "fr",
        &["pas", "non", "sans", "aucun", "aucune", "jamais", "ni"],
    ),
    (
        "de",
        &["nicht", "kein", "keine", "keinen", "keiner", "nie", "ohne"],
    ),
    (
        "it",
        &["non", "nessun", "nessuna", "nessuno", "mai", "senza"],
    ),
];

/// `not only broken` denies nothing.
const ONLY: [&str; 11] = [
    "only",
    "just",
    "alleen",
    "enkel",
    "seulement",
    "nur",
    "solo",
    "doubt",
    "longer",
    "idea",
    "matter",
];

/// Words that begin a clause without a comma, so that a denial does not reach across it.
const TURNS: [&str; 12] = [
    "but",
    "however",
    "because",
    "maar",
    "echter",
    "want",
    "mais",
    "cependant",
    "aber",
    "pero",
    "since",
    "sinds",
];

/// Whether a word denies what comes after it.
pub(super) fn denies(locale: &str, word: &str, next: &str) -> bool {
    let language = locale.split(['-', '_']).next().unwrap_or_default();
    let of_language = DENIALS.iter().find(|(known, _)| *known == language);
    of_language.is_some_and(|(_, words)| words.contains(&word)) && !ONLY.contains(&next)
}

/// Whether a word turns to something else.
pub(super) fn turns(word: &str) -> bool {
    TURNS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_of_phrases_has_its_denials() {
        assert_eq!(DENIALS.map(|(language, _)| language), PHRASE_LANGUAGES);
    }
}
