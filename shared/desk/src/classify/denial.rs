//! Words that turn what follows into its opposite, by language.

/// How many words before a phrase may deny it: `not`, `not really a`.
pub(super) const REACH: usize = 3;

const DENIALS: [(&str, &[&str]); 5] = [
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

/// What begins a clause without a comma, so that a denial does not reach across it.
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

/// The languages whose denials are known; phrases may stand in each of them, since people write
/// to a desk in other languages than it answers in.
pub(crate) fn languages() -> impl Iterator<Item = &'static str> {
    DENIALS.iter().map(|(language, _)| *language)
}

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
