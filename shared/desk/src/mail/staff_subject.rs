//! Subjects and lines of digests to staff: reference, priority, what is due when, and the requester's subject.
use chrono::{Datelike, TimeDelta};

use super::clean;
use super::compose::LetterWriter;
use super::document::MailBlock;
use super::error::MailError;
use super::kind::TextKind;
use super::letter::{EscalationView, Letter, StaffOccasion, StaffView};
use super::staff::by_lateness;
use crate::i18n::{SentenceError, format_span};
use crate::time::Instant;

/// A deadline, as a subject says it.
struct Deadline<'l> {
    metric_label: &'l str,
    due_at: Instant,
    overdue: TimeDelta,
}

impl LetterWriter<'_> {
    pub(super) fn subject_to_staff(&self) -> Result<String, MailError> {
        match (&self.letter.staff, &self.letter.escalation) {
            (Some(staff), _) => Ok(self.whole_subject(staff)?),
            (None, Some(step)) => Ok(self.subject_of_step(step)?),
            (None, None) => Err(self.incomplete("staff")),
        }
    }

    /// The subject of a ladder's mail to somebody who is no staff.
    fn subject_of_step(&self, step: &EscalationView) -> Result<String, SentenceError> {
        let id = by_lateness(
            step.overdue,
            "warning-subject",
            "due-now-subject",
            "escalation-subject",
        );
        let time = format_span(self.sentences, step.overdue)?;
        let values = [
            ("reference", self.reference()),
            ("metric", clean::line(&step.metric_label).into()),
            ("time", time.into()),
        ];
        self.sentences.format(id, &values)
    }

    fn whole_subject(&self, staff: &StaffView<'_>) -> Result<String, SentenceError> {
        let priority = self.letter.ticket.priority_name.as_deref();
        let priority = priority.map(clean::line).filter(|name| !name.is_empty());
        let mut what = self.what(staff)?;
        match &priority {
            Some(priority) => {
                let what_inside = self.inside(&what);
                let values = [
                    ("priority", priority.as_str().into()),
                    ("what", what_inside.into()),
                ];
                what = self.sentences.format("subject-priority", &values)?;
            }
            None => what = capitalized(&what),
        }
        let reference = clean::line(&self.letter.ticket.reference);
        let subject = clean::line(staff.subject.unwrap_or_default());
        let mut whole = format!("[{reference}] {what}");
        if !subject.is_empty() {
            whole = format!("{whole} — {subject}");
        }
        Ok(whole)
    }

    /// The occasion and the first deadline; of a new ticket, what is due says enough.
    fn what(&self, staff: &StaffView<'_>) -> Result<String, SentenceError> {
        let step = self.letter.escalation.as_ref();
        let due = match step {
            Some(step) => Some(Deadline {
                metric_label: &step.metric_label,
                due_at: step.due_at,
                overdue: step.overdue,
            }),
            None => staff.owed.first().map(|owed| Deadline {
                metric_label: &owed.metric_label,
                due_at: owed.due_at,
                overdue: owed.overdue,
            }),
        };
        let due = due.map(|due| self.due(&due)).transpose()?;
        let id = match staff.occasion {
            _ if step.is_some() => None,
            StaffOccasion::Arrived | StaffOccasion::Classified | StaffOccasion::News
                if due.is_some() =>
            {
                None
            }
            StaffOccasion::Arrived => Some("subject-arrived"),
            StaffOccasion::Assigned => Some("subject-assigned"),
            StaffOccasion::HandedOver => Some("subject-handed-over"),
            StaffOccasion::RequesterReplied => Some("subject-requester-replied"),
            StaffOccasion::Classified => Some("subject-classified"),
            StaffOccasion::News => Some("subject-news"),
        };
        let happened = id.map(|id| self.sentences.format(id, &[])).transpose()?;
        Ok(match (happened, due) {
            (Some(happened), Some(due)) => format!("{happened}, {}", self.inside(&due)),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => String::new(),
        })
    }

    fn due(&self, due: &Deadline<'_>) -> Result<String, SentenceError> {
        let zone = self.letter.zone;
        let (at, now) = (
            due.due_at.with_timezone(&zone),
            (due.due_at + due.overdue).with_timezone(&zone),
        );
        let metric = clean::line(due.metric_label);
        let time = at.format("%H:%M").to_string();
        let today = at.date_naive() == now.date_naive();
        // A warning says that time is short; news of the same promise does not.
        let left = match (today, &self.letter.escalation) {
            (false, _) => "subject-by-date",
            (true, None) => "subject-by-time",
            (true, Some(_)) => "subject-left",
        };
        let id = by_lateness(due.overdue, left, "subject-now", "subject-late");
        let name = |kind: &str, n: u32| self.sentences.format(&format!("{kind}-{n}"), &[]);
        let values = [
            ("metric", metric.into()),
            ("time", time.into()),
            ("span", format_span(self.sentences, due.overdue)?.into()),
            (
                "weekday",
                name("weekday", at.weekday().number_from_monday())?.into(),
            ),
            ("day", at.day().into()),
            ("month", name("month", at.month())?.into()),
        ];
        self.sentences.format(id, &values)
    }

    /// A metric's name within a sentence: small, but in German, where it is a noun.
    fn inside(&self, said: &str) -> String {
        let mut signs = said.chars();
        let first = signs.next();
        let second_is_small = signs.clone().next().is_some_and(char::is_lowercase);
        match first {
            Some(first) if second_is_small && self.sentences.tag() != "de" => {
                first.to_lowercase().chain(signs).collect()
            }
            Some(_) | None => said.to_owned(),
        }
    }

    /// This letter's line in a digest.
    pub(super) fn entry(&self, reader: &Letter<'_>) -> Result<MailBlock, MailError> {
        let ticket = &self.letter.ticket;
        let (step, staff) = (&self.letter.escalation, &self.letter.staff);
        let mut line = match (step, staff) {
            (None, Some(_)) if self.is_news() => clean::line(&self.subject()?),
            (Some(step), _) => self.lateness(step, reader)?,
            (None, _) if self.letter.text == TextKind::Digest => {
                return Err(self.incomplete("escalation"));
            }
            (None, _) => clean::line(&self.subject()?),
        };
        let in_subject = step.is_none() && staff.is_some();
        let priority = ticket.priority_name.as_ref().filter(|_| !in_subject);
        let traits: Vec<String> = [ticket.kind_name.as_ref(), priority]
            .into_iter()
            .flatten()
            .map(|name| clean::line(name))
            .collect();
        if !traits.is_empty() {
            line = format!("{line} ({})", traits.join(", "));
        }
        let subject = staff.as_ref().and_then(|staff| staff.subject);
        let subject = subject.filter(|_| !in_subject).map(clean::line);
        if let Some(subject) = subject.filter(|subject| !subject.is_empty()) {
            line = format!("{line} — {subject}");
        }
        let url = ticket.url.as_deref().map(clean::line);
        Ok(MailBlock::Entry { line, url })
    }
}

fn capitalized(said: &str) -> String {
    let mut signs = said.chars();
    let first = signs.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(signs).collect()
}
