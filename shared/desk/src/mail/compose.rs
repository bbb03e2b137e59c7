//! From a letter to a mail: which sentences, in which order.
use fluent_bundle::FluentValue;

use super::clean;
use super::document::{self, MailBlock};
use super::error::MailError;
use super::kind::TextKind;
use super::letter::{Letter, Rendered};
use crate::i18n::{Sentences, format_date, format_money};

/// Writes one letter in its reader's language and zone.
///
/// # Errors
/// [`MailError::Incomplete`] when the text needs a part the letter lacks; [`MailError::Sentence`] when
/// a locale file is at fault.
pub fn render(letter: &Letter<'_>) -> Result<Rendered, MailError> {
    if letter.text == TextKind::Digest {
        return digest(std::slice::from_ref(letter), 0);
    }
    let sentences = Sentences::of(letter.locale)?;
    let writer = LetterWriter {
        sentences: &sentences,
        letter,
    };
    let mut blocks = Vec::new();
    if letter.text != TextKind::Reply {
        blocks.push(MailBlock::Line(sentences.format("greeting", &[])?));
    }
    match letter.text {
        TextKind::Escalation | TextKind::Warning | TextKind::Staff => {
            writer.to_staff(&mut blocks)?;
        }
        TextKind::Acknowledgement
        | TextKind::Logged
        | TextKind::Classified
        | TextKind::StatusChanged
        | TextKind::DateAgreed
        | TextKind::Reply
        | TextKind::Resolved
        | TextKind::Unanswered
        | TextKind::Merged
        | TextKind::WishAcknowledgement
        | TextKind::Redirect
        | TextKind::Announcement
        | TextKind::Digest => writer.to_requester(&mut blocks)?,
    }
    // A person greets and takes leave in their own words.
    if letter.text == TextKind::Reply {
        return Ok(written(&sentences, &writer.subject()?, &blocks));
    }
    finish(&sentences, letter.desk_name, &writer.subject()?, blocks)
}

/// Folds several letters to one reader into one mail; locale, zone and signature are the first's.
/// `more` tickets are counted and not told of.
///
/// # Errors
/// [`MailError::EmptyDigest`] without letters; otherwise as [`render`].
pub fn digest(entries: &[Letter<'_>], more: usize) -> Result<Rendered, MailError> {
    let first = entries.first().ok_or(MailError::EmptyDigest)?;
    let sentences = Sentences::of(first.locale)?;
    let count = FluentValue::from(entries.len() + more);
    let mut blocks = vec![
        MailBlock::Line(sentences.format("greeting", &[])?),
        MailBlock::Line(sentences.format("digest", &[("n", count.clone())])?),
    ];
    for letter in entries {
        let writer = LetterWriter {
            sentences: &sentences,
            letter,
        };
        blocks.push(writer.entry(first)?);
    }
    if more > 0 {
        let more = [("n", FluentValue::from(more))];
        blocks.push(MailBlock::Line(sentences.format("digest-more", &more)?));
    }
    let desk = clean::line(first.desk_name);
    let subject = sentences.format("digest-subject", &[("desk", desk.into()), ("n", count)])?;
    finish(&sentences, first.desk_name, &subject, blocks)
}

/// The mail of these blocks, signed by the desk.
pub(super) fn finish(
    sentences: &Sentences,
    desk_name: &str,
    subject: &str,
    mut blocks: Vec<MailBlock>,
) -> Result<Rendered, MailError> {
    let regards = sentences.format("regards", &[])?;
    let lines = vec![regards, clean::line(desk_name)];
    blocks.push(MailBlock::Written(vec![lines]));
    Ok(written(sentences, subject, &blocks))
}

fn written(sentences: &Sentences, subject: &str, blocks: &[MailBlock]) -> Rendered {
    let subject = clean::subject(subject);
    Rendered {
        text: document::text(blocks),
        html: document::html(sentences.tag(), &subject, blocks),
        subject,
    }
}

pub(super) struct LetterWriter<'l> {
    pub(super) sentences: &'l Sentences,
    pub(super) letter: &'l Letter<'l>,
}

impl LetterWriter<'_> {
    pub(super) fn incomplete(&self, missing: &'static str) -> MailError {
        MailError::Incomplete {
            text: self.letter.text,
            missing,
        }
    }

    pub(super) fn reference(&self) -> FluentValue<'static> {
        clean::line(&self.letter.ticket.reference).into()
    }

    fn status(&self) -> Result<FluentValue<'static>, MailError> {
        let name = self.letter.ticket.status_name.as_deref();
        name.map(|name| clean::line(name).into())
            .ok_or_else(|| self.incomplete("ticket.status_name"))
    }

    fn other(&self) -> Result<FluentValue<'static>, MailError> {
        let other = self.letter.ticket.goes_on_as.as_deref();
        other
            .map(|other| clean::line(other).into())
            .ok_or_else(|| self.incomplete("ticket.goes_on_as"))
    }

    /// The message of this text: `status_changed` speaks as `status-changed`.
    fn id(&self) -> String {
        self.letter.text.name().replace('_', "-")
    }

    pub(super) fn subject(&self) -> Result<String, MailError> {
        let id = format!("{}-subject", self.id());
        let values = match self.letter.text {
            TextKind::Escalation | TextKind::Warning | TextKind::Staff => {
                return self.subject_to_staff();
            }
            TextKind::StatusChanged => {
                vec![("reference", self.reference()), ("status", self.status()?)]
            }
            TextKind::Merged => vec![("reference", self.reference()), ("other", self.other()?)],
            TextKind::Redirect => vec![("desk", clean::line(self.letter.desk_name).into())],
            TextKind::Acknowledgement
            | TextKind::Logged
            | TextKind::Classified
            | TextKind::DateAgreed
            | TextKind::Reply
            | TextKind::Resolved
            | TextKind::Unanswered
            | TextKind::WishAcknowledgement
            | TextKind::Announcement
            | TextKind::Digest => vec![("reference", self.reference())],
        };
        Ok(self.sentences.format(&id, &values)?)
    }

    fn to_requester(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let kind = self.letter.text;
        self.opening(blocks)?;
        if kind == TextKind::WishAcknowledgement {
            blocks.push(MailBlock::Line(self.sentences.format("wish-silence", &[])?));
        }
        self.extra(blocks);
        let shows_facts = matches!(
            kind,
            TextKind::Acknowledgement
                | TextKind::Logged
                | TextKind::Classified
                | TextKind::StatusChanged
        );
        if shows_facts {
            self.facts(blocks)?;
            self.promises(blocks)?;
            self.emergency(blocks)?;
        }
        match kind {
            TextKind::DateAgreed | TextKind::Reply => self.promises(blocks)?,
            TextKind::Redirect => self.emergency(blocks)?,
            TextKind::Unanswered => self.unanswered(blocks)?,
            TextKind::Acknowledgement
            | TextKind::Logged
            | TextKind::Classified
            | TextKind::StatusChanged
            | TextKind::Resolved
            | TextKind::Merged
            | TextKind::Escalation
            | TextKind::Warning
            | TextKind::WishAcknowledgement
            | TextKind::Announcement
            | TextKind::Staff
            | TextKind::Digest => {}
        }
        self.links(blocks)?;
        self.answering(blocks)
    }

    fn opening(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        if self.letter.text == TextKind::Reply {
            let body = self.letter.body.ok_or_else(|| self.incomplete("body"))?;
            let mut paragraphs = clean::paragraphs(body);
            paragraphs.push(vec![clean::line(self.letter.desk_name)]);
            blocks.push(MailBlock::Written(paragraphs));
            blocks.push(MailBlock::Rule);
            return Ok(());
        }
        let mut values = vec![
            ("reference", self.reference()),
            ("desk", clean::line(self.letter.desk_name).into()),
        ];
        if self.letter.text == TextKind::StatusChanged {
            values.push(("status", self.status()?));
        }
        if self.letter.text == TextKind::Merged {
            values.push(("other", self.other()?));
        }
        blocks.push(MailBlock::Line(self.sentences.format(&self.id(), &values)?));
        Ok(())
    }

    pub(super) fn extra(&self, blocks: &mut Vec<MailBlock>) {
        let paragraphs = clean::paragraphs(self.letter.extra_text.unwrap_or_default());
        if !paragraphs.is_empty() {
            blocks.push(MailBlock::Written(paragraphs));
        }
    }

    pub(super) fn facts(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let ticket = &self.letter.ticket;
        let mut rows = Vec::new();
        for (label, value) in [
            ("label-reference", Some(&ticket.reference)),
            ("label-kind", ticket.kind_name.as_ref()),
            ("label-priority", ticket.priority_name.as_ref()),
            ("label-area", ticket.area_name.as_ref()),
            ("label-status", ticket.status_name.as_ref()),
        ] {
            if let Some(value) = value {
                let label = self.sentences.format(label, &[])?;
                let value = clean::line(value);
                rows.push(self.sentences.format(
                    "labeled",
                    &[("label", label.into()), ("value", value.into())],
                )?);
            }
        }
        blocks.push(MailBlock::Facts(rows));
        if let Some(quote) = &ticket.quote {
            let currency = clean::line(&quote.currency);
            let amount = format_money(self.sentences, quote.amount_cents, &currency)?;
            let until = format_date(self.sentences, quote.valid_until, self.letter.zone)?;
            let values = [("amount", amount.into()), ("until", until.into())];
            blocks.push(MailBlock::Line(self.sentences.format("quoted", &values)?));
        }
        Ok(())
    }

    fn links(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let lead = match self.letter.text {
            TextKind::Redirect => "redirect-links",
            TextKind::WishAcknowledgement => "wish-links",
            TextKind::Acknowledgement | TextKind::Logged | TextKind::Classified => "more-help",
            TextKind::StatusChanged
            | TextKind::DateAgreed
            | TextKind::Reply
            | TextKind::Resolved
            | TextKind::Unanswered
            | TextKind::Merged
            | TextKind::Escalation
            | TextKind::Warning
            | TextKind::Announcement
            | TextKind::Staff
            | TextKind::Digest => return Ok(()),
        };
        if !self.letter.links.is_empty() {
            let links = self.letter.links.iter();
            let lead = self.sentences.format(lead, &[])?;
            let links = links
                .map(|(label, url)| (clean::line(label), clean::line(url)))
                .collect();
            blocks.push(MailBlock::Links { lead, links });
        }
        Ok(())
    }

    pub(super) fn page(&self, lead: &str, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        if let Some(url) = &self.letter.ticket.url {
            let lead = self.sentences.format(lead, &[])?;
            let links = vec![(String::new(), clean::line(url))];
            blocks.push(MailBlock::Links { lead, links });
        }
        Ok(())
    }
}
