//! Times of promises in words: how long, in whose hours, at which times of a day.
use super::Customer;
use crate::contract::audience::Wording;
use crate::contract::grid::{Chosen, CountedIn};
use crate::i18n::{SentenceError, format_amount};
use crate::policy::{Condition, Metric};
use crate::time::{Amount, Counting};

impl Customer<'_> {
    pub(super) fn amount(&self, amount: &Amount, always_open: bool) -> Wording<Self> {
        format_amount(&self.sentences, amount, always_open)
    }

    /// An amount, with the calendar that counts it where there is more than one.
    pub(super) fn amount_in(&self, amount: &Amount, hours: &CountedIn<'_>) -> Wording<Self> {
        let counted = match amount.counting {
            Counting::Elapsed | Counting::Calendar => &CountedIn::Always,
            Counting::Business | Counting::Bare => hours,
        };
        let (calendar, id) = match counted {
            CountedIn::Always => return self.amount(amount, true),
            CountedIn::Calendar(name) if self.never_closes(name) => {
                return self.amount(amount, true);
            }
            CountedIn::Calendar(name) => (self.calendar(name), "of-calendar"),
            CountedIn::ByTicket(rows) => (self.by_ticket(rows)?, "of-calendar"),
            CountedIn::OfPlan(_) => (String::new(), "of-plan"),
        };
        let said = self.amount(amount, false)?;
        let by_ticket = matches!(counted, CountedIn::OfPlan(_) | CountedIn::ByTicket(_));
        if self.calendars_shown().len() < 2 && !by_ticket {
            return Ok(said);
        }
        let values = [("amount", said.into()), ("calendar", calendar.into())];
        self.sentences.format(id, &values)
    }

    /// `Paris for tickets of organisations with country FR; otherwise Office`
    fn by_ticket(&self, rows: &[(Condition, Chosen<'_>)]) -> Wording<Self> {
        let mut named = Vec::new();
        for (when, chosen) in rows {
            named.push((
                when,
                match chosen {
                    Chosen::Calendar(name) => self.hours_named(name)?,
                    Chosen::Plan => self.plain("hours-of-plan")?,
                },
            ));
        }
        Ok(self.hours_by_ticket(named)?.join("; "))
    }

    /// Hours with the tickets that they are for, in the order in which they are looked at.
    pub(super) fn hours_by_ticket(
        &self,
        rows: Vec<(&Condition, String)>,
    ) -> Result<Vec<String>, SentenceError> {
        let alone = rows.len() == 1;
        let rows = rows.into_iter().map(|(when, hours)| {
            if when.is_always() && alone {
                return Ok(hours);
            }
            let mut values = vec![("hours", hours.into())];
            if when.is_always() {
                return self.sentences.format("hours-otherwise", &values);
            }
            values.push(("condition", self.clause(when)?.into()));
            self.sentences.format("hours-for", &values)
        });
        rows.collect()
    }

    pub(super) fn slots(&self, metric: &Metric) -> Wording<Self> {
        let Some(slots) = &metric.slots else {
            return Ok(String::new());
        };
        let times = slots.at.iter();
        let times: Vec<_> = times
            .map(|at| format!("{:02}:{:02}", at / 60, at % 60))
            .collect();
        let values = [
            ("times", self.list("list-and", &times)?.into()),
            ("grace", self.amount(&slots.grace, true)?.into()),
        ];
        self.sentences.format("at-slots", &values)
    }
}
