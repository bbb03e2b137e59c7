//! From a letter to a mail: which sentences, in which order.
use chrono::TimeDelta;
use fluent_bundle::FluentValue;

use super::document::{self, Block};
use super::words::Words;
use super::{EscalationView, Letter, MailError, Rendered, TextKind, clean, date, money};

/// Writes one letter in its reader's language and zone.
///
/// # Errors
/// [`MailError::Incomplete`] when the text needs a part the letter lacks; [`MailError::Words`] when
/// a locale file is at fault.
pub fn render(letter: &Letter<'_>) -> Result<Rendered, MailError> {
    if letter.text == TextKind::Digest {
        return digest(std::slice::from_ref(letter), 0);
    }
    let words = Words::of(letter.locale)?;
    let writer = Writer {
        words: &words,
        letter,
    };
    let mut blocks = vec![Block::Line(words.say("greeting", &[])?)];
    match letter.text {
        TextKind::Escalation | TextKind::Warning => writer.to_staff(&mut blocks)?,
        TextKind::Acknowledgement
        | TextKind::Logged
        | TextKind::Classified
        | TextKind::StatusChanged
        | TextKind::Reply
        | TextKind::Resolved
        | TextKind::WishAcknowledgement
        | TextKind::Redirect
        | TextKind::Announcement
        | TextKind::Digest => writer.to_requester(&mut blocks)?,
    }
    finish(&words, letter.desk_name, &writer.subject()?, blocks)
}

/// Folds several letters to one reader into one mail; locale, zone and signature are the first's.
/// `more` tickets are counted and not told of.
///
/// # Errors
/// [`MailError::EmptyDigest`] without letters; otherwise as [`render`].
pub fn digest(entries: &[Letter<'_>], more: usize) -> Result<Rendered, MailError> {
    let first = entries.first().ok_or(MailError::EmptyDigest)?;
    let words = Words::of(first.locale)?;
    let count = FluentValue::from(entries.len() + more);
    let mut blocks = vec![
        Block::Line(words.say("greeting", &[])?),
        Block::Line(words.say("digest", &[("n", count.clone())])?),
    ];
    for letter in entries {
        let writer = Writer {
            words: &words,
            letter,
        };
        blocks.push(writer.entry(first)?);
    }
    if more > 0 {
        let more = [("n", FluentValue::from(more))];
        blocks.push(Block::Line(words.say("digest-more", &more)?));
    }
    let desk = clean::line(first.desk_name);
    let subject = words.say("digest-subject", &[("desk", desk.into()), ("n", count)])?;
    finish(&words, first.desk_name, &subject, blocks)
}

fn finish(
    words: &Words,
    desk_name: &str,
    subject: &str,
    mut blocks: Vec<Block>,
) -> Result<Rendered, MailError> {
    let regards = words.say("regards", &[])?;
    blocks.push(Block::Written(vec![vec![regards, clean::line(desk_name)]]));
    let subject = clean::subject(subject);
    Ok(Rendered {
        text: document::text(&blocks),
        html: document::html(words.tag(), &subject, &blocks),
        subject,
    })
}

pub(super) struct Writer<'l> {
    pub(super) words: &'l Words,
    pub(super) letter: &'l Letter<'l>,
}

impl Writer<'_> {
    fn incomplete(&self, missing: &'static str) -> MailError {
        MailError::Incomplete {
            text: self.letter.text,
            missing,
        }
    }

    fn reference(&self) -> FluentValue<'static> {
        clean::line(&self.letter.ticket.reference).into()
    }

    fn status(&self) -> Result<FluentValue<'static>, MailError> {
        let name = self.letter.ticket.status_name.as_deref();
        name.map(|name| clean::line(name).into())
            .ok_or_else(|| self.incomplete("ticket.status_name"))
    }

    fn escalation(&self) -> Result<&EscalationView, MailError> {
        let escalation = self.letter.escalation.as_ref();
        escalation.ok_or_else(|| self.incomplete("escalation"))
    }

    /// The message of this text: `status_changed` speaks as `status-changed`.
    fn id(&self) -> String {
        self.letter.text.name().replace('_', "-")
    }

    fn subject(&self) -> Result<String, MailError> {
        let id = format!("{}-subject", self.id());
        match self.letter.text {
            TextKind::Escalation | TextKind::Warning => {
                let step = self.escalation()?;
                let id = by_lateness(
                    step.overdue,
                    "warning-subject",
                    "due-now-subject",
                    "escalation-subject",
                );
                let time = date::span(self.words, step.overdue)?;
                self.words.say(
                    id,
                    &[
                        ("reference", self.reference()),
                        ("metric", clean::line(&step.metric_label).into()),
                        ("time", time.into()),
                    ],
                )
            }
            TextKind::StatusChanged => self.words.say(
                &id,
                &[("reference", self.reference()), ("status", self.status()?)],
            ),
            TextKind::Redirect => {
                let desk = clean::line(self.letter.desk_name);
                self.words.say(&id, &[("desk", desk.into())])
            }
            TextKind::Acknowledgement
            | TextKind::Logged
            | TextKind::Classified
            | TextKind::Reply
            | TextKind::Resolved
            | TextKind::WishAcknowledgement
            | TextKind::Announcement
            | TextKind::Digest => self.words.say(&id, &[("reference", self.reference())]),
        }
    }

    fn to_requester(&self, blocks: &mut Vec<Block>) -> Result<(), MailError> {
        let kind = self.letter.text;
        self.opening(blocks)?;
        if kind == TextKind::WishAcknowledgement {
            blocks.push(Block::Line(self.words.say("wish-silence", &[])?));
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
            TextKind::Reply => self.promises(blocks)?,
            TextKind::Redirect => self.emergency(blocks)?,
            TextKind::Acknowledgement
            | TextKind::Logged
            | TextKind::Classified
            | TextKind::StatusChanged
            | TextKind::Resolved
            | TextKind::Escalation
            | TextKind::Warning
            | TextKind::WishAcknowledgement
            | TextKind::Announcement
            | TextKind::Digest => {}
        }
        self.links(blocks)?;
        // A wish is answered once and then in silence; a redirected message has no ticket.
        if !matches!(kind, TextKind::Redirect | TextKind::WishAcknowledgement) {
            self.page("follow-here", blocks)?;
            blocks.push(Block::Line(self.words.say("answer-this-mail", &[])?));
        }
        Ok(())
    }

    fn opening(&self, blocks: &mut Vec<Block>) -> Result<(), MailError> {
        if self.letter.text == TextKind::Reply {
            let body = self.letter.body.ok_or_else(|| self.incomplete("body"))?;
            blocks.push(Block::Written(clean::paragraphs(body)));
            return Ok(());
        }
        let mut values = vec![
            ("reference", self.reference()),
            ("desk", clean::line(self.letter.desk_name).into()),
        ];
        if self.letter.text == TextKind::StatusChanged {
            values.push(("status", self.status()?));
        }
        blocks.push(Block::Line(self.words.say(&self.id(), &values)?));
        Ok(())
    }

    fn to_staff(&self, blocks: &mut Vec<Block>) -> Result<(), MailError> {
        let step = self.escalation()?;
        blocks.push(Block::Line(self.lateness(step, self.letter)?));
        let ask = by_lateness(
            step.overdue,
            "warning-ask",
            "escalation-ask",
            "escalation-ask",
        );
        blocks.push(Block::Line(self.words.say(ask, &[])?));
        self.extra(blocks);
        self.facts(blocks)?;
        let mut why = Vec::new();
        let role = clean::line(&step.role).replace('_', " ");
        if !role.is_empty() {
            why.push(self.words.say("step-role", &[("role", role.into())])?);
        }
        if let Some(share) = step.step_share {
            why.push(self.words.say("step-share", &[("share", share.into())])?);
        }
        if let Some(level) = step.level {
            why.push(self.words.say("step-level", &[("level", level.into())])?);
        }
        if !why.is_empty() {
            blocks.push(Block::Line(why.join(" ")));
        }
        self.page("open-ticket", blocks)
    }

    /// How late one ticket is, in one sentence; dates in the reader's zone.
    fn lateness(&self, step: &EscalationView, reader: &Letter<'_>) -> Result<String, MailError> {
        let id = by_lateness(step.overdue, "time-left", "due-now", "time-over");
        self.words.say(
            id,
            &[
                ("reference", self.reference()),
                ("metric", clean::line(&step.metric_label).into()),
                ("time", date::span(self.words, step.overdue)?.into()),
                (
                    "due",
                    date::date(self.words, step.due_at, reader.zone)?.into(),
                ),
            ],
        )
    }

    /// This letter's line in a digest.
    fn entry(&self, reader: &Letter<'_>) -> Result<Block, MailError> {
        let ticket = &self.letter.ticket;
        let mut line = match &self.letter.escalation {
            Some(step) => self.lateness(step, reader)?,
            None if self.letter.text == TextKind::Digest => {
                return Err(self.incomplete("escalation"));
            }
            None => clean::line(&self.subject()?),
        };
        let traits: Vec<String> = [&ticket.kind_name, &ticket.priority_name]
            .into_iter()
            .flatten()
            .map(|name| clean::line(name))
            .collect();
        if !traits.is_empty() {
            line = format!("{line} ({})", traits.join(", "));
        }
        let url = ticket.url.as_deref().map(clean::line);
        Ok(Block::Entry { line, url })
    }

    fn extra(&self, blocks: &mut Vec<Block>) {
        let paragraphs = clean::paragraphs(self.letter.extra_text.unwrap_or_default());
        if !paragraphs.is_empty() {
            blocks.push(Block::Written(paragraphs));
        }
    }

    fn facts(&self, blocks: &mut Vec<Block>) -> Result<(), MailError> {
        let ticket = &self.letter.ticket;
        let mut rows = Vec::new();
        for (label, value) in [
            ("label-reference", Some(&ticket.reference)),
            ("label-kind", ticket.kind_name.as_ref()),
            ("label-priority", ticket.priority_name.as_ref()),
            ("label-status", ticket.status_name.as_ref()),
        ] {
            if let Some(value) = value {
                let label = self.words.say(label, &[])?;
                let value = clean::line(value);
                rows.push(self.words.say(
                    "labeled",
                    &[("label", label.into()), ("value", value.into())],
                )?);
            }
        }
        blocks.push(Block::Facts(rows));
        if let Some(quote) = &ticket.quote {
            let currency = clean::line(&quote.currency);
            let amount = money::money(self.words, quote.amount_cents, &currency)?;
            let until = date::date(self.words, quote.valid_until, self.letter.zone)?;
            let values = [("amount", amount.into()), ("until", until.into())];
            blocks.push(Block::Line(self.words.say("quoted", &values)?));
        }
        Ok(())
    }

    fn emergency(&self, blocks: &mut Vec<Block>) -> Result<(), MailError> {
        if let Some(emergency) = &self.letter.emergency {
            let emergency = clean::line(emergency);
            let values = [("emergency", emergency.into())];
            blocks.push(Block::Line(self.words.say("emergency", &values)?));
        }
        Ok(())
    }

    fn links(&self, blocks: &mut Vec<Block>) -> Result<(), MailError> {
        let lead = match self.letter.text {
            TextKind::Redirect => "redirect-links",
            TextKind::WishAcknowledgement => "wish-links",
            TextKind::Acknowledgement | TextKind::Logged | TextKind::Classified => "more-help",
            TextKind::StatusChanged
            | TextKind::Reply
            | TextKind::Resolved
            | TextKind::Escalation
            | TextKind::Warning
            | TextKind::Announcement
            | TextKind::Digest => return Ok(()),
        };
        if !self.letter.links.is_empty() {
            let links = self.letter.links.iter();
            let lead = self.words.say(lead, &[])?;
            let links = links
                .map(|(label, url)| (clean::line(label), clean::line(url)))
                .collect();
            blocks.push(Block::Links { lead, links });
        }
        Ok(())
    }

    fn page(&self, lead: &str, blocks: &mut Vec<Block>) -> Result<(), MailError> {
        if let Some(url) = &self.letter.ticket.url {
            let lead = self.words.say(lead, &[])?;
            let links = vec![(String::new(), clean::line(url))];
            blocks.push(Block::Links { lead, links });
        }
        Ok(())
    }
}

fn by_lateness<T>(overdue: TimeDelta, left: T, now: T, over: T) -> T {
    match overdue.cmp(&TimeDelta::zero()) {
        std::cmp::Ordering::Less => left,
        std::cmp::Ordering::Equal => now,
        std::cmp::Ordering::Greater => over,
    }
}
