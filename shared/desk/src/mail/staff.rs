//! Mails to staff: what happened, for whom, what is due and why, what the requester wrote, and what is asked.
use chrono::TimeDelta;

use super::clean;
use super::compose::LetterWriter;
use super::document::MailBlock;
use super::error::MailError;
use super::letter::{EscalationView, Letter, OwedView, StaffOccasion, StaffView};
use crate::i18n::{SentenceError, format_date, format_span, label};

impl LetterWriter<'_> {
    pub(super) fn to_staff(&self, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let (step, staff) = (self.letter.escalation.as_ref(), self.letter.staff.as_ref());
        let role = match (step, staff) {
            (Some(step), _) => {
                self.deadline(step, blocks)?;
                &step.role
            }
            (None, Some(staff)) if self.is_news() => {
                self.news(staff, blocks)?;
                &staff.role
            }
            (None, _) => return Err(self.incomplete(self.needs())),
        };
        self.extra(blocks);
        self.facts_for_staff(staff, blocks)?;
        if let Some(staff) = staff {
            self.owed(staff, blocks)?;
        }
        self.page("open-ticket", blocks)?;
        if let Some(staff) = staff {
            self.words(staff, blocks)?;
        }
        self.why(role, blocks)
    }

    /// Whether the mail tells what happened, and not only that time passes.
    pub(super) fn is_news(&self) -> bool {
        self.letter.text == super::TextKind::Staff
    }

    /// The part of the letter that this text cannot do without.
    fn needs(&self) -> &'static str {
        if self.is_news() {
            "staff"
        } else {
            "escalation"
        }
    }

    fn deadline(
        &self,
        step: &EscalationView,
        blocks: &mut Vec<MailBlock>,
    ) -> Result<(), MailError> {
        blocks.push(MailBlock::Line(self.lateness(step, self.letter)?));
        let ask = by_lateness(
            step.overdue,
            "warning-ask",
            "escalation-ask",
            "escalation-ask",
        );
        blocks.push(MailBlock::Line(self.sentences.format(ask, &[])?));
        Ok(())
    }

    fn news(&self, staff: &StaffView<'_>, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let (id, ask) = match staff.occasion {
            StaffOccasion::Arrived => ("staff-arrived", Some("ask-take-up")),
            StaffOccasion::Assigned => ("staff-assigned", Some("ask-take-up")),
            StaffOccasion::HandedOver => ("staff-handed-over", Some("ask-take-up")),
            StaffOccasion::RequesterReplied => ("staff-requester-replied", Some("ask-answer")),
            StaffOccasion::Classified => ("staff-classified", Some("ask-take-up")),
            StaffOccasion::News => ("staff-news", None),
        };
        let holder = self.holder(staff)?;
        let values = [("reference", self.reference()), ("holder", holder.into())];
        let mut said = self.sentences.format(id, &values)?;
        if let Some(ask) = ask {
            said = format!("{said} {}", self.sentences.format(ask, &[])?);
        }
        blocks.push(MailBlock::Line(said));
        Ok(())
    }

    fn holder(&self, staff: &StaffView<'_>) -> Result<String, SentenceError> {
        match &staff.holder {
            Some(holder) => Ok(clean::line(holder)),
            None => self.sentences.format("holder-nobody", &[]),
        }
    }

    /// The rows that customers see, with whose ticket it is before them, and who has it behind them.
    fn facts_for_staff(
        &self,
        staff: Option<&StaffView<'_>>,
        blocks: &mut Vec<MailBlock>,
    ) -> Result<(), MailError> {
        let ticket = &self.letter.ticket;
        let holder = staff.map(|staff| self.holder(staff)).transpose()?;
        let subject = staff.and_then(|staff| staff.subject);
        let rows = [
            ("label-reference", Some(ticket.reference.as_str())),
            ("label-subject", subject),
            (
                "label-customer",
                staff.and_then(|staff| staff.customer.as_deref()),
            ),
            ("label-plan", staff.and_then(|staff| staff.plan.as_deref())),
            ("label-kind", ticket.kind_name.as_deref()),
            ("label-priority", ticket.priority_name.as_deref()),
            ("label-status", ticket.status_name.as_deref()),
            ("label-holder", holder.as_deref()),
        ];
        let mut said = Vec::new();
        for (label, value) in rows {
            let value = clean::line(value.unwrap_or_default());
            if value.is_empty() {
                continue;
            }
            let label = self.sentences.format(label, &[])?;
            let values = [("label", label.into()), ("value", value.into())];
            said.push(self.sentences.format("labeled", &values)?);
        }
        blocks.push(MailBlock::Facts(said));
        Ok(())
    }

    fn owed(&self, staff: &StaffView<'_>, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let points: Vec<String> = staff
            .owed
            .iter()
            .map(|owed| self.one_owed(owed))
            .collect::<Result<_, _>>()?;
        if !points.is_empty() {
            let lead = self.sentences.format("owed-list", &[])?;
            blocks.push(MailBlock::List { lead, points });
        }
        Ok(())
    }

    fn one_owed(&self, owed: &OwedView) -> Result<String, SentenceError> {
        let mut id = by_lateness(owed.overdue, "owed", "owed", "owed-late").to_owned();
        let mut values = vec![
            ("metric", clean::line(&owed.metric_label).into()),
            ("time", format_span(self.sentences, owed.overdue)?.into()),
            (
                "due",
                format_date(self.sentences, owed.due_at, self.letter.zone)?.into(),
            ),
        ];
        if let Some(because) = owed.because.as_deref().map(clean::clause) {
            values.push(("because", because.into()));
            id.push_str("-because");
        }
        self.sentences.format(&id, &values)
    }

    fn words(&self, staff: &StaffView<'_>, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let (lines, more) = clean::folded(staff.words.unwrap_or_default());
        if !lines.is_empty() {
            let rest = more.then(|| self.sentences.format("words-go-on", &[]));
            blocks.push(MailBlock::Quoted {
                lead: self.sentences.format("they-wrote", &[])?,
                lines,
                rest: rest.transpose()?,
            });
        }
        Ok(())
    }

    /// Why the reader gets it, and where a ladder stands.
    fn why(&self, role: &str, blocks: &mut Vec<MailBlock>) -> Result<(), MailError> {
        let mut why = Vec::new();
        let role = clean::line(&label(self.sentences, "as", role));
        // An address says no more than that it was mailed.
        if !role.is_empty() && !role.contains('@') {
            let values = [("role", role.into())];
            why.push(self.sentences.format("step-role", &values)?);
        }
        let step = self.letter.escalation.as_ref();
        if let Some(share) = step.and_then(|step| step.step_share) {
            let values = [("share", share.into())];
            why.push(self.sentences.format("step-share", &values)?);
        }
        if let Some(level) = step.and_then(|step| step.level) {
            let values = [("level", level.into())];
            why.push(self.sentences.format("step-level", &values)?);
        }
        if !why.is_empty() {
            blocks.push(MailBlock::Line(why.join(" ")));
        }
        Ok(())
    }

    /// How late one ticket is, in one sentence; dates in the reader's zone.
    pub(super) fn lateness(
        &self,
        step: &EscalationView,
        reader: &Letter<'_>,
    ) -> Result<String, SentenceError> {
        let id = by_lateness(step.overdue, "time-left", "due-now", "time-over");
        self.sentences.format(
            id,
            &[
                ("reference", self.reference()),
                ("metric", clean::line(&step.metric_label).into()),
                ("time", format_span(self.sentences, step.overdue)?.into()),
                (
                    "due",
                    format_date(self.sentences, step.due_at, reader.zone)?.into(),
                ),
            ],
        )
    }
}

pub(super) fn by_lateness<T>(overdue: TimeDelta, left: T, now: T, over: T) -> T {
    match overdue.cmp(&TimeDelta::zero()) {
        std::cmp::Ordering::Less => left,
        std::cmp::Ordering::Equal => now,
        std::cmp::Ordering::Greater => over,
    }
}
