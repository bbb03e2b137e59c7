//! When a desk works, and on which dates it does not.
use chrono::NaiveDate;

use super::sheet::Part;
use super::{Writer, Written};
use crate::mail::MailError;
use crate::policy::{CalendarRule, ZoneOf};
use crate::time::{DayHours, Span};

impl Writer<'_> {
    pub(super) fn hours(&self) -> Written {
        let mut rows = Vec::new();
        for (name, rule) in &self.policy.calendars {
            rows.push(vec![
                name.clone(),
                self.open(rule)?,
                self.zone(rule)?,
                self.closed(rule)?,
            ]);
        }
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let head = self.head(&["col-calendar", "col-open", "col-zone", "col-closed"])?;
        Ok(vec![
            self.heading("page-hours")?,
            Part::Table { head, rows },
        ])
    }

    fn zone(&self, rule: &CalendarRule) -> Result<String, MailError> {
        match rule.zone {
            ZoneOf::Fixed(zone) => Ok(zone.name().to_owned()),
            ZoneOf::Organisation => self.say.say("zone-of-organisation", &[]),
            ZoneOf::Contact => self.say.say("zone-of-contact", &[]),
        }
    }

    /// Weekdays of equal hours are joined: `Mon to Fri 09:00-17:00`.
    fn open(&self, rule: &CalendarRule) -> Result<String, MailError> {
        if rule.hours.always {
            return self.say.say("around-the-clock", &[]);
        }
        let mut runs: Vec<(usize, usize, String)> = Vec::new();
        for (place, spans) in rule.hours.weekly.iter().enumerate() {
            let spans = spans_of(spans);
            match runs.last_mut() {
                Some((_, last, same)) if *same == spans => *last = place,
                Some(_) | None => runs.push((place, place, spans)),
            }
        }
        let open = runs.iter().filter(|(_, _, spans)| !spans.is_empty());
        let open: Result<Vec<_>, _> = open
            .map(|(first, last, spans)| Ok(format!("{} {spans}", self.days(*first, *last)?)))
            .collect();
        Ok(open?.join(", "))
    }

    fn days(&self, first: usize, last: usize) -> Result<String, MailError> {
        let day = |place: usize| self.say.say(&format!("weekday-{}", place + 1), &[]);
        if first == last {
            return day(first);
        }
        let values = [("first", day(first)?.into()), ("last", day(last)?.into())];
        self.say.say("days-range", &values)
    }

    fn closed(&self, rule: &CalendarRule) -> Result<String, MailError> {
        let dated = |date: &NaiveDate, day: &DayHours| named(&date.to_string(), day);
        let dates = rule.hours.holidays.iter();
        let mut closed: Vec<_> = dates.map(|(date, day)| dated(date, day)).collect();
        for ((month, day), hours) in &rule.hours.yearly {
            let date = format!("{month:02}-{day:02}");
            let date = self.say.say("each-year", &[("date", date.into())])?;
            closed.push(named(&date, hours));
        }
        Ok(closed.join(", "))
    }
}

fn spans_of(spans: &[Span]) -> String {
    let spans: Vec<_> = spans.iter().map(ToString::to_string).collect();
    spans.join(" ")
}

/// `2026-12-24 Christmas Eve 09:00-12:00`
fn named(date: &str, day: &DayHours) -> String {
    let parts = [date, &day.name, &spans_of(&day.open)];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
