//! Customers as the audience of a contract: sentences in one of its languages, and room to sign.
mod measures;
mod sections;

use chrono::NaiveDate;

use super::audience::{Audience, Column, Heading, Terms, Wording, Written};
use super::hours::spans_of;
use crate::i18n::{SentenceError, Sentences, format_amount, label};
use crate::policy::{
    Atom, CalendarRule, Condition, Key, Ladder, Metric, Slots, StepAt, Test, ZoneOf,
};
use crate::time::{Amount, Counting, DayHours};

/// The customer of a desk, and the sentences of their language.
pub(super) struct Customer<'p> {
    terms: Terms<'p>,
    sentences: Sentences,
}

impl<'p> Customer<'p> {
    pub(super) fn new(terms: Terms<'p>) -> Result<Self, SentenceError> {
        let sentences = Sentences::of(terms.locale)?;
        Ok(Self { terms, sentences })
    }
}

impl Audience for Customer<'_> {
    type Error = SentenceError;
    const AND: &'static str = "; ";
    const SHOWS_EMPTY_HOURS: bool = false;

    fn terms(&self) -> Terms<'_> {
        self.terms
    }

    fn language(&self) -> &str {
        self.sentences.tag()
    }

    fn sees(&self, metric: &Metric) -> bool {
        !metric.internal
    }

    fn intro(&self) -> Wording<Self> {
        let policy = self.terms.policy;
        let values = [
            ("desk", self.terms.words(&policy.name).to_owned().into()),
            ("from", policy.effective_from.to_string().into()),
            ("zone", policy.zone.name().into()),
        ];
        self.sentences.format("page-intro", &values)
    }

    fn heading(&self, of: Heading<'_>) -> Wording<Self> {
        let id = match of {
            Heading::Hours => "page-hours",
            Heading::Promises => "page-promises",
            Heading::Priorities => "page-priorities",
            Heading::Escalation(metrics) => {
                let values = [("metrics", metrics.into())];
                return self.sentences.format("page-escalation", &values);
            }
            Heading::Readings => "page-readings",
        };
        self.plain(id)
    }

    fn column(&self, column: Column) -> Wording<Self> {
        self.plain(match column {
            Column::Plan => "col-plan",
            Column::Type => "col-type",
            Column::Priority => "col-priority",
            Column::Calendar => "col-calendar",
            Column::Open => "col-open",
            Column::Zone => "col-zone",
            Column::Closed => "col-closed",
            Column::Means => "col-means",
            Column::When => "col-when",
            Column::For => "col-for",
            Column::Level => "col-level",
            Column::Tells => "col-tells",
            Column::Copy => "col-copy",
            Column::Id => "col-id",
            Column::Source => "col-source",
            Column::Reading => "col-reading",
        })
    }

    fn metric(&self, name: &str) -> String {
        label(&self.sentences, "metric", name)
    }

    fn role(&self, role: &str) -> String {
        label(&self.sentences, "role", role)
    }

    fn around_the_clock(&self) -> Wording<Self> {
        self.plain("around-the-clock")
    }

    fn days(&self, first: usize, last: usize) -> Wording<Self> {
        let day = |place: usize| self.plain(&format!("weekday-{}", place + 1));
        if first == last {
            return day(first);
        }
        let values = [("first", day(first)?.into()), ("last", day(last)?.into())];
        self.sentences.format("days-range", &values)
    }

    fn zone(&self, rule: &CalendarRule) -> Wording<Self> {
        match rule.zone {
            ZoneOf::Fixed(zone) => Ok(zone.name().to_owned()),
            ZoneOf::Organisation => self.plain("zone-of-organisation"),
            ZoneOf::Contact => self.plain("zone-of-contact"),
        }
    }

    fn closed(&self, rule: &CalendarRule) -> Wording<Self> {
        let dated = |date: &NaiveDate, day: &DayHours| holiday(&date.to_string(), day);
        let dates = rule.hours.holidays.iter();
        let mut closed: Vec<_> = dates.map(|(date, day)| dated(date, day)).collect();
        for ((month, day), hours) in &rule.hours.yearly {
            let date = format!("{month:02}-{day:02}");
            let date = self
                .sentences
                .format("each-year", &[("date", date.into())])?;
            closed.push(holiday(&date, hours));
        }
        Ok(closed.join(", "))
    }

    fn amount(&self, amount: &Amount) -> Wording<Self> {
        format_amount(&self.sentences, amount, true)
    }

    fn amount_in(&self, amount: &Amount, calendar: Option<&str>) -> Wording<Self> {
        let counts = match amount.counting {
            Counting::Elapsed | Counting::Calendar => None,
            Counting::Business | Counting::Bare => calendar,
        };
        let rule = counts.and_then(|name| self.terms.policy.calendars.get(name));
        let always_open = rule.is_none_or(|rule| rule.hours.always);
        let amount = format_amount(&self.sentences, amount, always_open)?;
        match counts.filter(|_| !always_open) {
            Some(calendar) => {
                let values = [("amount", amount.into()), ("calendar", calendar.into())];
                self.sentences.format("of-calendar", &values)
            }
            None => Ok(amount),
        }
    }

    fn nothing(&self) -> Wording<Self> {
        self.plain("nothing-promised")
    }

    fn slots(&self, times: &str, slots: &Slots) -> Wording<Self> {
        let values = [
            ("times", times.into()),
            ("calendar", slots.calendar.as_str().into()),
            ("grace", self.amount(&slots.grace)?.into()),
        ];
        self.sentences.format("at-slots", &values)
    }

    fn band(&self, difficulty: &str, from: String, to: String) -> Wording<Self> {
        let values = [
            ("difficulty", difficulty.replace('_', " ").into()),
            ("from", from.into()),
            ("to", to.into()),
        ];
        self.sentences.format("band", &values)
    }

    fn committed(&self, bands: String) -> Wording<Self> {
        self.sentences
            .format("committed", &[("bands", bands.into())])
    }

    fn if_also(&self, promise: String, condition: String) -> Wording<Self> {
        let values = [("promise", promise.into()), ("condition", condition.into())];
        self.sentences.format("if-also", &values)
    }

    /// `Priority: Urgent, High`; a comparison that is more than a list of values stands as written.
    fn atom(&self, atom: &Atom) -> Wording<Self> {
        let columns = [
            (Key::Plan, Column::Plan),
            (Key::Type, Column::Type),
            (Key::Priority, Column::Priority),
        ];
        let column = columns.iter().find(|(key, _)| *key == atom.key);
        let Some((_, column)) = column else {
            return Ok(atom.to_string());
        };
        match &atom.test {
            Test::Equals(_) | Test::In(_) => {
                let values = atom.test.named().iter();
                let values = values.map(|id| self.terms.name_of(&atom.key, id));
                let values: Vec<_> = values.collect();
                let column = self.column(*column)?.into();
                let values = [("label", column), ("value", values.join(", ").into())];
                self.sentences.format("labeled", &values)
            }
            Test::Differs(_) | Test::Compare(..) => Ok(atom.to_string()),
        }
    }

    fn condition(&self, when: &Condition) -> Wording<Self> {
        if when.is_always() {
            return self.plain("all-tickets");
        }
        self.atoms(when, |_| true)
    }

    fn step_at(&self, at: &StepAt) -> Wording<Self> {
        let with = |id: &str, amount: &Amount| {
            let amount = format_amount(&self.sentences, amount, false)?;
            self.sentences.format(id, &[("amount", amount.into())])
        };
        match at {
            StepAt::Share(0) => self.plain("when-at-once"),
            StepAt::Share(100) => self.plain("when-due"),
            StepAt::Share(share) => {
                let values = [("share", (*share).into())];
                self.sentences.format("when-share", &values)
            }
            StepAt::BeforeDue(amount) => with("when-before-due", amount),
            StepAt::AfterDue(amount) => with("when-after-due", amount),
            StepAt::AfterStart(amount) => with("when-after-start", amount),
            StepAt::AfterPrevious(amount) => with("when-after-previous", amount),
        }
    }

    fn before_steps(&self, _: &Ladder) -> Result<Option<String>, SentenceError> {
        Ok(None)
    }

    fn after_steps(&self, ladder: &Ladder) -> Result<Option<String>, SentenceError> {
        let Some(quiet) = &ladder.quiet else {
            return Ok(None);
        };
        let mut values = vec![("calendar", quiet.outside.as_str().into())];
        let line = match &quiet.unless {
            None => "quiet-outside",
            Some(unless) => {
                values.push(("condition", self.condition(unless)?.into()));
                "quiet-outside-unless"
            }
        };
        self.sentences.format(line, &values).map(Some)
    }

    fn measures(&self) -> Written<Self> {
        self.limits_and_credits()
    }

    fn before_ladders(&self) -> Written<Self> {
        let mut parts = self.needs_of_tickets()?;
        parts.extend(self.reach()?);
        Ok(parts)
    }

    fn after_ladders(&self) -> Written<Self> {
        self.good_to_know()
    }

    fn closing(&self) -> Written<Self> {
        self.signatures()
    }
}

impl Customer<'_> {
    /// A sentence without values.
    fn plain(&self, id: &str) -> Wording<Self> {
        self.sentences.format(id, &[])
    }
}

/// `2026-12-24 Christmas Eve 09:00-12:00`
fn holiday(date: &str, day: &DayHours) -> String {
    let parts = [date, &day.name, &spans_of(&day.open)];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
