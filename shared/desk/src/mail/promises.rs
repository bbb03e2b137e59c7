//! Promises to a requester, in sentences: each metric has its own.
use super::clean;
use super::compose::LetterWriter;
use super::document::MailBlock;
use super::error::MailError;
use super::letter::{PromiseView, Promised};
use crate::i18n::{SentenceError, format_date};
use crate::time::Instant;

impl LetterWriter<'_> {
    /// The earliest due instant is said first; everything else is listed.
    pub(super) fn promises(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let mut listed: Vec<&PromiseView> = self.letter.promise.iter().collect();
        let dated = listed.iter().enumerate();
        let first = dated
            .filter_map(|(index, promise)| due_of(promise).map(|due| (due, index)))
            .min();
        let lead = match first {
            Some((_, index)) => {
                let first = self.promise(listed.remove(index))?;
                blocks.push(MailBlock::Line(first));
                "promises-too"
            }
            None => "promises",
        };
        if !listed.is_empty() {
            let points = listed.into_iter().map(|promise| self.promise(promise));
            let points = points.collect::<Result<_, _>>()?;
            let lead = self.sentences.format(lead, &[])?;
            blocks.push(MailBlock::List { lead, points });
        }
        Ok(())
    }

    fn promise(&self, promise: &PromiseView) -> Result<String, SentenceError> {
        let label = clean::line(&promise.metric_label);
        let (due_at, because) = match &promise.said {
            Promised::InWords(words) => {
                let words = clean::clause(words).into();
                let values = [("metric", label.into()), ("words", words)];
                return self.sentences.format("promise-words", &values);
            }
            Promised::By { due_at, because } => (*due_at, because.as_deref()),
        };
        let due = format_date(self.sentences, due_at, self.letter.zone)?;
        let values = [("metric", label.into()), ("due", due.into())];
        let own = format!("promise-{}", promise.metric.replace('_', "-"));
        let said = self.sentences.format(&own, &values);
        // A metric of the policy's own is told by its name.
        let said = said.or_else(|_| self.sentences.format("promise-other", &values))?;
        match because.map(clean::clause) {
            Some(because) if !because.is_empty() => {
                let values = [("promise", said.into()), ("because", because.into())];
                self.sentences.format("promise-because", &values)
            }
            Some(_) | None => self
                .sentences
                .format("promise-plain", &[("promise", said.into())]),
        }
    }
}

fn due_of(promise: &PromiseView) -> Option<Instant> {
    match promise.said {
        Promised::By { due_at, .. } => Some(due_at),
        Promised::InWords(_) => None,
    }
}
