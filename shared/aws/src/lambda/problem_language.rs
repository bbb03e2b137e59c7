//! Problems in their reader's language. The `type` and the field stay as they are, for programs.
use desk::i18n::{RefusalValue, RefusalWords};
use lambda_http::Request;
use lambda_http::http::header::ACCEPT_LANGUAGE;

use super::problem::Problem;

/// The words of a problem: its detail as the locale files say it, and the language that it was put into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProblemWords {
    sentences: Vec<Sentence>,
    language: Option<&'static str>,
}

/// A sentence of the locale files by its name, and its values.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sentence {
    name: &'static str,
    values: Vec<(&'static str, RefusalValue)>,
}

impl Problem {
    /// The same problem, with a sentence more that says its detail in each language.
    #[must_use]
    pub fn said(
        mut self,
        name: &'static str,
        values: impl Into<Vec<(&'static str, RefusalValue)>>,
    ) -> Self {
        let values = values.into();
        let words = self.words.get_or_insert_default();
        words.sentences.push(Sentence { name, values });
        self
    }

    /// The same problem for a reader of that locale: its title, and its detail where the locale files say it. What the policy
    /// itself says is in the reader's language already.
    #[must_use]
    pub fn in_language(mut self, locale: &str) -> Self {
        let Some(words) = RefusalWords::of(locale) else {
            return self;
        };
        let kind = self.kind.rsplit(':').next().unwrap_or_default();
        if let Some(title) = words.title(kind) {
            self.title = title.into();
        }
        let own = self.words.get_or_insert_default();
        own.language = Some(words.locale());
        let said = own.sentences.iter();
        let said = said.map(|said| words.detail(said.name, &said.values));
        match said.collect::<Option<Vec<_>>>() {
            Some(said) if !said.is_empty() => self.detail = said.join("; "),
            Some(_) | None => {}
        }
        self
    }

    /// The language that it was put into.
    pub(super) fn language(&self) -> Option<&'static str> {
        self.words.as_ref()?.language
    }
}

/// The locales that a request asks for (`Accept-Language`, RFC 9110), the most wanted first.
#[must_use]
pub fn accepted_locales(request: &Request) -> Vec<String> {
    let header = request.headers().get(ACCEPT_LANGUAGE);
    let header = header.and_then(|value| value.to_str().ok());
    let mut wanted: Vec<(u16, &str)> = Vec::new();
    for one in header.unwrap_or_default().split(',') {
        let (locale, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        let (locale, weight) = (locale.trim(), thousandths(weight));
        if !locale.is_empty() && locale != "*" && weight > 0 {
            wanted.push((weight, locale));
        }
    }
    wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let wanted = wanted.into_iter().map(|(_, locale)| locale.to_owned());
    wanted.collect()
}

/// `0.85` as 850; what cannot be read counts nothing.
fn thousandths(weight: &str) -> u16 {
    let (whole, part) = weight.split_once('.').unwrap_or((weight, ""));
    let part = format!("{part:0<3}");
    match (whole, part.get(..3).and_then(|part| part.parse().ok())) {
        ("0", Some(part)) => part,
        ("1", _) => 1000,
        (_, _) => 0,
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::{Body, Request};

    use super::super::problem_kind::ProblemKind;
    use super::*;

    #[test]
    fn the_most_wanted_locale_comes_first() {
        let asked = |header: &str| {
            let mut request = Request::new(Body::Empty);
            let value = header.parse().unwrap();
            request.headers_mut().insert(ACCEPT_LANGUAGE, value);
            accepted_locales(&request)
        };
        assert_eq!(asked("en;q=0.8, fr-CH, *;q=0.5, de;q=0"), ["fr-CH", "en"]);
        assert_eq!(asked("nl;q=0.25,it;q=0.3"), ["it", "nl"]);
        assert!(asked(";;q=x,").is_empty());
        assert!(accepted_locales(&Request::new(Body::Empty)).is_empty());
    }

    #[test]
    fn a_problem_keeps_its_type_and_field_in_every_language() {
        let english = Problem::invalid("subject", "a subject is needed").said("subject-needed", []);
        let french = english.clone().in_language("fr-BE");
        assert_eq!(french.kind, english.kind);
        assert_eq!(french.field, english.field);
        assert_eq!(&*french.title, "champ non valide");
        assert_eq!(french.detail, "un objet est nécessaire");
        assert_eq!(english.clone().in_language("en").detail, english.detail);
        let unsaid = Problem::new(ProblemKind::NotOpenTo, "ruf an").in_language("de");
        assert_eq!(unsaid.detail, "ruf an");
    }
}
