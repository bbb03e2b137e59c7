//! How a requester answers a mail, and what they do if the ticket is not done after all.
use fluent_bundle::FluentValue;

use super::clean;
use super::compose::LetterWriter;
use super::document::MailBlock;
use super::error::MailError;
use super::kind::TextKind;
use super::letter::{AnswerBy, EmergencyView};
use crate::i18n::format_date;

impl LetterWriter<'_> {
    /// The page of the ticket, and the way to answer. Nobody is asked to answer a mail that nothing reads.
    pub(super) fn answering(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let (by_mail, by_address) = match self.letter.text {
            // A wish is answered once and then in silence; a redirected message has no ticket.
            TextKind::Redirect | TextKind::WishAcknowledgement => return Ok(()),
            TextKind::Resolved => ("reopen-by-mail", "reopen-by-address"),
            TextKind::Unanswered => ("still-needed-by-mail", "still-needed-by-address"),
            TextKind::Acknowledgement
            | TextKind::Logged
            | TextKind::Classified
            | TextKind::StatusChanged
            | TextKind::DateAgreed
            | TextKind::Reply
            | TextKind::Merged
            | TextKind::Escalation
            | TextKind::Warning
            | TextKind::Announcement
            | TextKind::Staff
            | TextKind::Digest => ("answer-this-mail", "write-to-us"),
        };
        self.page("follow-here", blocks)?;
        let said = match self.letter.answers {
            AnswerBy::Reply => self.sentences.format(by_mail, &[])?,
            AnswerBy::Address(address) => {
                let address = clean::line(address).into();
                let values = [("address", address), ("reference", self.lives_on_as())];
                self.sentences.format(by_address, &values)?
            }
        };
        blocks.push(MailBlock::Line(said));
        Ok(())
    }

    /// The policy's own sentence, with the number at its end; ours where it has none.
    pub(super) fn emergency(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let Some(EmergencyView { number, text }) = &self.letter.emergency else {
            return Ok(());
        };
        let (number, text) = (clean::line(number), clean::line(text));
        let said = if text.is_empty() {
            let values = [("number", number.into())];
            self.sentences.format("emergency", &values)?
        } else if text.contains(&number) {
            text
        } else {
            let label = clean::clause(&text).into();
            let values = [("label", label), ("value", number.into())];
            self.sentences.format("labeled", &values)?
        };
        blocks.push(MailBlock::Line(said));
        Ok(())
    }

    /// The reference under which the matter goes on.
    fn lives_on_as(&self) -> FluentValue<'static> {
        let other = self.letter.ticket.goes_on_as.as_deref();
        other.map_or_else(|| self.reference(), |other| clean::line(other).into())
    }

    /// The promises that ended with the ticket, and nobody kept.
    pub(super) fn unanswered(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let mut points = Vec::new();
        for ended in &self.letter.unanswered {
            let due = format_date(self.sentences, ended.due_at, self.letter.zone)?;
            let metric = clean::line(&ended.metric_label);
            let values = [("metric", metric.into()), ("due", due.into())];
            points.push(self.sentences.format("unanswered-promise", &values)?);
        }
        if !points.is_empty() {
            let lead = self.sentences.format("unanswered-promises", &[])?;
            blocks.push(MailBlock::List { lead, points });
        }
        Ok(())
    }
}
