//! The sentences of one locale.
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A sentence that cannot be written: it is missing from a locale, or lacks a value. A fault of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the message {id} cannot be written in {locale}")]
pub struct SentenceError {
    /// The Fluent message.
    pub id: String,
    /// The locale file.
    pub locale: &'static str,
}

/// One locale: its tag, the sentences of mails, those of mails to staff, those that only the page of a policy has, and those
/// of refusals.
struct Locale {
    tag: &'static str,
    mail: &'static str,
    staff: &'static str,
    page: &'static str,
    refusals: &'static str,
}

/// The files of a locale, by its tag.
macro_rules! locale {
    ($tag:literal) => {
        Locale {
            tag: $tag,
            mail: include_str!(concat!("locales/", $tag, ".ftl")),
            staff: include_str!(concat!("locales/", $tag, ".staff.ftl")),
            page: include_str!(concat!("locales/", $tag, ".page.ftl")),
            refusals: include_str!(concat!("locales/", $tag, ".refusals.ftl")),
        }
    };
}

/// The fallback comes first.
const LOCALES: [Locale; 5] = [
    locale!("en"),
    locale!("nl"),
    locale!("fr"),
    locale!("de"),
    locale!("it"),
];

/// The locales that mails can be written in.
pub fn shipped_locales() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|locale| locale.tag)
}

/// One locale's messages, ready to be filled in.
pub(crate) struct Sentences {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Sentences {
    /// The words of mails for a reader's locale: the tag itself, else its language, else the fallback.
    pub(crate) fn of(locale: &str) -> Result<Self, SentenceError> {
        let known = find(locale);
        Self::read(known.tag, &[known.mail, known.staff])
    }

    /// The words of a policy's page for a reader's locale, chosen likewise; those of mails are among them.
    pub(crate) fn of_page(locale: &str) -> Result<Self, SentenceError> {
        let known = find(locale);
        Self::read(known.tag, &[known.mail, known.staff, known.page])
    }

    /// The words of refusals for a reader's locale, chosen likewise.
    pub(crate) fn of_refusals(locale: &str) -> Result<Self, SentenceError> {
        let known = find(locale);
        Self::read(known.tag, &[known.refusals])
    }

    fn read(tag: &'static str, sources: &[&str]) -> Result<Self, SentenceError> {
        let broken = || SentenceError {
            id: "*".to_owned(),
            locale: tag,
        };
        let language: LanguageIdentifier = tag.parse().map_err(|_| broken())?;
        let mut bundle = FluentBundle::new(vec![language]);
        // The marks would stand in subjects and plain text, where they show as boxes or reorder;
        // values are cleaned of direction marks instead.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource = FluentResource::try_new((*source).to_owned()).map_err(|_| broken())?;
            bundle.add_resource(resource).map_err(|_| broken())?;
        }
        Ok(Self { tag, bundle })
    }

    /// The tag of the file in use, for the `lang` of an HTML document.
    pub(crate) const fn tag(&self) -> &'static str {
        self.tag
    }

    /// The sentence of that id, if the locale files have one.
    pub(crate) fn known(&self, id: &str) -> Option<String> {
        self.format(id, &[]).ok()
    }

    /// A sentence, with its values. Values are put in as they are: clean them first.
    pub(crate) fn format(
        &self,
        id: &str,
        values: &[(&'static str, FluentValue<'_>)],
    ) -> Result<String, SentenceError> {
        let broken = || SentenceError {
            id: id.to_owned(),
            locale: self.tag,
        };
        let pattern = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
            .ok_or_else(broken)?;
        let args: FluentArgs<'_> = values.iter().cloned().collect();
        let mut errors = Vec::new();
        let sentence = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned();
        if errors.is_empty() {
            Ok(sentence)
        } else {
            Err(broken())
        }
    }
}

fn find(locale: &str) -> &'static Locale {
    let language = locale.split(['-', '_']).next().unwrap_or(locale);
    let [fallback, ..] = &LOCALES;
    [locale, language]
        .into_iter()
        .find_map(|wanted| {
            LOCALES
                .iter()
                .find(|known| known.tag.eq_ignore_ascii_case(wanted))
        })
        .unwrap_or(fallback)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Message ids of a file, read from its text so that the test does not share the parser.
    fn ids(source: &'static str) -> BTreeSet<&'static str> {
        source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" = "))
            .map(|(id, _)| id)
            .collect()
    }

    #[test]
    fn every_locale_has_the_same_messages() {
        let [english, others @ ..] = &LOCALES;
        assert!(ids(english.mail).len() > 70);
        assert!(ids(english.staff).len() > 25);
        assert!(ids(english.page).len() > 150);
        for locale in others {
            assert_eq!(ids(locale.mail), ids(english.mail), "{}", locale.tag);
            assert_eq!(ids(locale.staff), ids(english.staff), "{}", locale.tag);
            assert_eq!(ids(locale.page), ids(english.page), "{}", locale.tag);
            assert_eq!(
                ids(locale.refusals),
                ids(english.refusals),
                "{}",
                locale.tag
            );
        }
    }

    #[test]
    fn every_locale_parses_without_junk() {
        for locale in &LOCALES {
            for source in [locale.mail, locale.staff, locale.page, locale.refusals] {
                let read = FluentResource::try_new(source.to_owned());
                assert!(read.is_ok(), "{}", locale.tag);
            }
            assert!(Sentences::of_page(locale.tag).is_ok(), "{}", locale.tag);
        }
    }

    #[test]
    fn a_locale_falls_back_to_its_language_and_then_to_english() {
        for (asked, got) in [
            ("nl", "nl"),
            ("nl-BE", "nl"),
            ("FR_fr", "fr"),
            ("de-AT", "de"),
            ("it", "it"),
            ("pt", "en"),
            ("", "en"),
        ] {
            assert_eq!(find(asked).tag, got, "{asked}");
        }
    }

    #[test]
    fn a_missing_value_is_an_error_and_not_a_hole_in_a_mail() {
        let sentences = Sentences::of("en").unwrap();
        assert!(sentences.format("acknowledgement", &[]).is_err());
        assert!(sentences.format("no-such-message", &[]).is_err());
    }
}
