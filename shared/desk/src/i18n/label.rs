//! Names of metrics, statuses and roles, as readers see them.
use super::sentences::{SentenceError, Sentences};

/// A metric's name in a reader's locale; a metric of the policy's own keeps its name.
///
/// # Errors
/// [`SentenceError`] when a locale file is at fault.
pub fn metric_label(locale: &str, metric: &str) -> Result<String, SentenceError> {
    Ok(label(&Sentences::of(locale)?, "metric", metric))
}

/// A status's name in a reader's locale; a status of the policy's own keeps its name.
///
/// # Errors
/// [`SentenceError`] when a locale file is at fault.
pub fn status_label(locale: &str, status: &str) -> Result<String, SentenceError> {
    Ok(label(&Sentences::of(locale)?, "status", status))
}

/// A role's name in a reader's locale, as it stands after "as"; a role of the policy's own keeps its name.
///
/// # Errors
/// [`SentenceError`] when a locale file is at fault.
pub fn role_label(locale: &str, role: &str) -> Result<String, SentenceError> {
    Ok(label(&Sentences::of(locale)?, "as", role))
}

/// The sentence that stands beside promises while a ticket is not classified, in a reader's locale.
///
/// # Errors
/// [`SentenceError`] when a locale file is at fault.
pub fn while_sorting(locale: &str) -> Result<String, SentenceError> {
    Sentences::of(locale)?.format("while-sorting", &[])
}

pub(crate) fn label(sentences: &Sentences, kind: &str, name: &str) -> String {
    sentences
        .known(&format!("{kind}-{}", name.to_lowercase().replace('_', "-")))
        .unwrap_or_else(|| name.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_desk_has_is_named_in_the_reader_s_language() {
        for (locale, metric, status) in [
            ("en", "First response", "Waiting for your answer"),
            ("nl-BE", "Eerste antwoord", "Wacht op je antwoord"),
            ("fr", "Première réponse", "En attente de votre réponse"),
            ("de-AT", "Erste Antwort", "Wartet auf Ihre Antwort"),
            ("it", "Prima risposta", "In attesa della Sua risposta"),
            ("pt", "First response", "Waiting for your answer"),
        ] {
            assert_eq!(metric_label(locale, "first_response").unwrap(), metric);
            let said = status_label(locale, "waiting_on_requester").unwrap();
            assert_eq!(said, status);
        }
    }

    #[test]
    fn a_name_of_the_policy_s_own_is_kept() {
        assert_eq!(metric_label("nl", "retour_klaar").unwrap(), "retour klaar");
        assert_eq!(status_label("nl", "bij_drukker").unwrap(), "bij drukker");
    }
}
