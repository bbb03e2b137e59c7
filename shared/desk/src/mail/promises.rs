//! Promises to a requester, in sentences.
use fluent_bundle::FluentValue;

use super::clean;
use super::compose::LetterWriter;
use super::document::MailBlock;
use super::error::MailError;
use super::letter::PromiseView;
use crate::i18n::format_date;

impl LetterWriter<'_> {
    /// The earliest due instant is when the reader hears from us; everything else is listed.
    pub(super) fn promises(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let mut dated: Vec<&PromiseView> = self.letter.promise.iter().collect();
        let first = dated
            .iter()
            .enumerate()
            .filter_map(|(index, promise)| promise.due_at.map(|due| (due, index)))
            .min();
        let lead = match first {
            Some((due, index)) => {
                let promise = dated.remove(index);
                let due = format_date(self.sentences, due, self.letter.zone)?;
                let mut values = vec![("due", due.into())];
                let id = because("promise", promise, &mut values);
                blocks.push(MailBlock::Line(self.sentences.format(&id, &values)?));
                "promises-too"
            }
            None => "promises",
        };
        let mut points = Vec::new();
        for promise in dated {
            points.extend(self.promise(promise)?);
        }
        if !points.is_empty() {
            let lead = self.sentences.format(lead, &[])?;
            blocks.push(MailBlock::List { lead, points });
        }
        Ok(())
    }

    /// One promise as a point of a list; one that says neither when nor what is left out.
    fn promise(&self, promise: &PromiseView) -> Result<Option<String>, MailError> {
        let mut values = vec![("metric", clean::line(&promise.metric_label).into())];
        let mut id = "promise".to_owned();
        if let Some(words) = &promise.words {
            values.push(("words", clean::clause(words).into()));
            id.push_str("-words");
        }
        if let Some(due) = promise.due_at {
            let due = format_date(self.sentences, due, self.letter.zone)?;
            values.push(("due", due.into()));
            id.push_str("-due");
        }
        if values.len() == 1 {
            return Ok(None);
        }
        let id = because(&id, promise, &mut values);
        Ok(Some(self.sentences.format(&id, &values)?))
    }
}

/// The message for a promise with its reason, when it has one.
fn because(
    id: &str,
    promise: &PromiseView,
    values: &mut Vec<(&'static str, FluentValue<'_>)>,
) -> String {
    match promise.because.as_deref().map(clean::clause) {
        Some(reason) if !reason.is_empty() => {
            values.push(("because", reason.into()));
            format!("{id}-because")
        }
        Some(_) | None => id.to_owned(),
    }
}
