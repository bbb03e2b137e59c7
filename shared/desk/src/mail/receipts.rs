//! Receipts of several requests as one mail: their references, and no more than that.
use fluent_bundle::FluentValue;

use super::clean;
use super::compose::finish;
use super::document::MailBlock;
use super::error::MailError;
use super::letter::Rendered;
use crate::i18n::Sentences;

/// Writes one mail for requests that arrived from one address in a short time.
///
/// It lists these references and counts `more`. It quotes nothing and promises nothing: whoever sends requests under a
/// stranger's address must gain no more by it than a short list.
///
/// # Errors
/// [`MailError::EmptyDigest`] without references; [`MailError::Sentence`] when a locale file is at fault.
pub fn receipts(
    locale: &str,
    desk_name: &str,
    references: &[&str],
    more: usize,
) -> Result<Rendered, MailError> {
    if references.is_empty() {
        return Err(MailError::EmptyDigest);
    }
    let sentences = Sentences::of(locale)?;
    let count = FluentValue::from(references.len() + more);
    let desk = clean::line(desk_name);
    let values = [("desk", FluentValue::from(desk)), ("n", count)];
    let mut blocks = vec![
        MailBlock::Line(sentences.format("greeting", &[])?),
        MailBlock::Line(sentences.format("receipts", &values)?),
        MailBlock::Facts(references.iter().map(|one| clean::line(one)).collect()),
    ];
    if more > 0 {
        let more = [("n", FluentValue::from(more))];
        blocks.push(MailBlock::Line(sentences.format("receipts-more", &more)?));
    }
    blocks.push(MailBlock::Line(
        sentences.format("receipts-not-yours", &[])?,
    ));
    let subject = sentences.format("receipts-subject", &values)?;
    finish(&sentences, desk_name, &subject, blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::shipped_locales;

    #[test]
    fn the_receipts_of_several_requests_read_well_in_every_locale() {
        for locale in shipped_locales() {
            let mail = receipts(locale, "Acme Support", &["K7Q2-9F", "M3X8-0C"], 0).unwrap();
            let Rendered { subject, text, .. } = &mail;
            let shown = format!("Subject: {subject}\n\n{text}").replace('\u{A0}', "⍽");
            insta::assert_snapshot!(format!("receipts_{locale}"), shown);
        }
    }

    #[test]
    fn references_that_are_not_listed_are_counted() {
        let mail = receipts("en", "Acme Support", &["K7Q2-9F"], 411).unwrap();
        assert!(mail.subject.contains("412 messages"), "{}", mail.subject);
        assert!(mail.text.contains("411 further"), "{}", mail.text);
        assert_eq!(receipts("en", "Acme", &[], 3), Err(MailError::EmptyDigest));
    }
}
