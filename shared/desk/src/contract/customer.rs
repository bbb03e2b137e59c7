//! Customers as the audience of a contract: sentences in one of its languages, and room to sign.
mod amounts;
mod begins;
mod clause;
mod colleagues;
mod counting;
mod deciding;
mod events;
mod holidays;
mod hours;
mod measures;
mod moments;
mod promises;
mod sections;
mod wording;

use super::audience::{Audience, Column, Heading, Terms, Wording, Written};
use super::grid::Offer;
use crate::i18n::{SentenceError, Sentences};
use crate::policy::{AddOn, Condition, Intended, Key, Ladder, Metric, Sold, StepAt};
use crate::time::{Amount, SeasonDates};

/// The customer of a desk, and the sentences of their language.
pub(super) struct Customer<'p> {
    terms: Terms<'p>,
    sentences: Sentences,
}

impl<'p> Customer<'p> {
    pub(super) fn new(terms: Terms<'p>) -> Result<Self, SentenceError> {
        let sentences = Sentences::of_page(terms.locale)?;
        Ok(Self { terms, sentences })
    }
}

impl Audience for Customer<'_> {
    type Error = SentenceError;
    const SHOWS_ALL: bool = false;

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
            ("from", self.date(policy.effective_from)?.into()),
            ("zone", self.time_of(policy.zone)?.into()),
            ("version", policy.version.to_string().into()),
        ];
        self.sentences.format("page-intro", &values)
    }

    fn heading(&self, of: Heading<'_>) -> Wording<Self> {
        let id = match of {
            Heading::Priorities => "page-priorities",
            Heading::AddOns => "page-add-ons",
            Heading::Contacts if self.contacts_are_told() => "page-contacts-told",
            Heading::Contacts => "page-contacts",
            Heading::Escalation(metrics) => {
                return self.with("page-escalation", "metrics", metrics.to_owned());
            }
            Heading::Readings => "page-readings",
        };
        self.plain(id)
    }

    fn column(&self, column: Column) -> Wording<Self> {
        self.plain(match column {
            Column::Priority => "col-priority",
            Column::Means => "col-means",
            Column::When => "col-when",
            Column::For => "col-for",
            Column::Level => "col-level",
            Column::Tells => "col-tells",
            Column::Copy => "col-copy",
            Column::AddOn => "col-add-on",
            Column::Changes => "col-changes",
            Column::Address if self.contacts_are_told() => "col-tells",
            Column::Address => "col-address",
            Column::Id => "col-id",
            Column::Source => "col-source",
            Column::Reading => "col-reading",
        })
    }

    fn metric(&self, name: &str) -> String {
        capital(&self.label("metric", name))
    }

    fn role(&self, role: &str) -> String {
        self.colleague(role)
    }

    fn key(&self, key: &Key) -> Wording<Self> {
        self.plain(match key {
            Key::Plan => "col-plan",
            Key::AddOn => "col-add-on",
            Key::Type => "col-type",
            Key::Priority | Key::RequestedPriority => "col-priority",
            Key::Area => "col-area",
            Key::Channel => "col-channels",
            Key::Level => "col-level",
            Key::Status => "label-status",
            Key::Difficulty => "col-difficulty",
            Key::Impact => "col-impact",
            Key::Urgency => "col-urgency",
            Key::Locale
            | Key::Milestone
            | Key::Fact
            | Key::Organisation(_)
            | Key::Contact(_)
            | Key::Field(_)
            | Key::Answer(_) => return Ok(capital(&self.label("attribute", &last(key)))),
        })
    }

    fn value(&self, key: &Key, id: &str) -> String {
        self.named(key, id)
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

    fn season(&self, dates: &SeasonDates, open: String) -> Wording<Self> {
        let (from, until) = match dates {
            SeasonDates::Once { from, until } => (self.date(*from)?, self.date(*until)?),
            SeasonDates::Yearly { from, until } => (
                self.day_and_month(from.month, from.day)?,
                self.day_and_month(until.month, until.day)?,
            ),
        };
        let mut values = vec![("from", from.into()), ("until", until.into())];
        if open.is_empty() {
            return self.sentences.format("season-closed", &values);
        }
        values.push(("hours", open.into()));
        self.sentences.format("season", &values)
    }

    fn hours_of(&self, calendar: &str) -> Wording<Self> {
        self.with("add-on-hours", "hours", self.hours_named(calendar)?)
    }

    fn add_on(&self, id: &str, add_on: &AddOn) -> Wording<Self> {
        let name = self.value(&Key::AddOn, id);
        match add_on.sold {
            Sold::PerOrganisation => Ok(name),
            Sold::PerTicket => self.with("add-on-per-ticket", "name", name),
        }
    }

    fn promise(&self, metric: &Metric, offer: &Offer<'_>) -> Wording<Self> {
        self.offered(metric, offer)
    }

    fn condition(&self, when: &Condition) -> Wording<Self> {
        self.clause(when)
    }

    fn intended(&self, intended: &Intended) -> Wording<Self> {
        self.with("intended", "reason", intended.reason.clone())
    }

    fn labeled(&self, label: String, value: String) -> Wording<Self> {
        let values = [("label", label.into()), ("value", value.into())];
        self.sentences.format("labeled", &values)
    }

    fn contact(&self, address: Option<&str>) -> Wording<Self> {
        match address {
            None => self.plain("nobody"),
            Some(address) if self.contacts_are_told() => Ok(self.colleague(address)),
            Some(address) => Ok(address.to_owned()),
        }
    }

    fn step_at(&self, at: &StepAt) -> Wording<Self> {
        let with = |id: &str, amount: &Amount| self.with(id, "amount", self.amount(amount, false)?);
        match at {
            StepAt::Share(0) => self.plain("when-at-once"),
            StepAt::Share(100) => self.plain("when-due"),
            StepAt::Share(share) => self.count("when-share", i64::from(*share)),
            StepAt::BeforeDue(amount) => with("when-before-due", amount),
            StepAt::AfterDue(amount) => with("when-after-due", amount),
            StepAt::AfterStart(amount) => with("when-after-start", amount),
            StepAt::AfterPrevious(amount) => with("when-after-previous", amount),
        }
    }

    fn before_steps(&self, ladder: &Ladder) -> Result<Option<String>, SentenceError> {
        if ladder.stops_on.is_empty() {
            return Ok(None);
        }
        let events = self.events(&ladder.stops_on)?;
        self.with("ladder-stops", "events", events).map(Some)
    }

    fn after_steps(&self, ladder: &Ladder) -> Result<Option<String>, SentenceError> {
        let mut said = Vec::new();
        if let Some(again) = &ladder.again {
            let values = [
                ("amount", self.amount(&again.after, false)?.into()),
                ("n", i64::from(again.times).into()),
            ];
            said.push(self.sentences.format("ladder-again", &values)?);
        }
        match ladder.quiet.as_ref().map(|quiet| &quiet.unless) {
            None => {}
            Some(None) => said.push(self.plain("quiet-outside")?),
            Some(Some(unless)) => {
                let condition = self.clause(unless)?;
                said.push(self.with("quiet-outside-unless", "condition", condition)?);
            }
        }
        Ok(Some(said.join(" ")).filter(|said| !said.is_empty()))
    }

    fn hours(&self) -> Written<Self> {
        self.opening_hours()
    }

    fn promises(&self) -> Written<Self> {
        self.metrics()
    }

    fn measures(&self) -> Written<Self> {
        self.limits_and_credits()
    }

    fn before_ladders(&self) -> Written<Self> {
        let mut parts = self.deciding()?;
        parts.extend(self.needs_of_tickets()?);
        parts.extend(self.reach()?);
        Ok(parts)
    }

    fn after_ladders(&self) -> Written<Self> {
        let mut parts = self.good_to_know()?;
        parts.extend(self.own_terms());
        Ok(parts)
    }

    fn closing(&self) -> Written<Self> {
        self.signatures()
    }
}

/// The name within a key that has one.
fn last(key: &Key) -> String {
    let key = key.to_string();
    key.rsplit('.').next().unwrap_or_default().to_owned()
}

/// A heading begins with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
