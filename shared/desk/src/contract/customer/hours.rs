//! When a desk works, on which days it does not, and how a promise's time is counted.
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Customer, capital};
use crate::contract::audience::{Wording, Written};
use crate::contract::hours::{open, spans_of};
use crate::contract::page::PagePart;
use crate::i18n::SentenceError;
use crate::policy::{CalendarRule, ZoneOf};
use crate::time::{DayHours, HolidayList};

impl Customer<'_> {
    pub(super) fn opening_hours(&self) -> Written<Self> {
        let shown = self.calendars_shown();
        let calendars = self.terms.policy.calendars.iter();
        let calendars: Vec<_> = calendars
            .filter(|(name, _)| shown.contains(name.as_str()))
            .collect();
        let mut parts = Vec::new();
        match calendars.as_slice() {
            [] => {}
            [(_, rule)] => {
                let values = [
                    ("hours", open(self, rule)?.into()),
                    ("zone", self.zone(rule)?.into()),
                ];
                parts.push(PagePart::Line(self.sentences.format("open-at", &values)?));
            }
            several => {
                let mut rows = Vec::new();
                for (name, rule) in several {
                    rows.push(vec![
                        self.calendar(name),
                        open(self, rule)?,
                        self.zone(rule)?,
                    ]);
                }
                let head = self.columns(&["col-calendar", "col-open", "col-zone"])?;
                parts.push(PagePart::Table { head, rows });
            }
        }
        let mut points = self.closed_days(&calendars)?;
        points.extend(self.counting()?);
        if !points.is_empty() {
            parts.push(PagePart::Points(points));
        }
        if !parts.is_empty() {
            parts.insert(0, self.titled("page-hours")?);
        }
        parts.extend(self.plans()?);
        Ok(parts)
    }

    /// Plans with their hours and the ways to reach the desk.
    fn plans(&self) -> Written<Self> {
        let policy = self.terms.policy;
        let several = self.calendars_shown().len() > 1;
        let channels = policy.plans.values().any(|plan| !plan.channels.is_empty());
        if policy.plans.is_empty() || !(several || channels) {
            return Ok(Vec::new());
        }
        let mut columns = vec!["col-plan"];
        columns.extend(several.then_some("col-hours"));
        columns.extend(channels.then_some("col-channels"));
        let mut rows = Vec::new();
        for plan in policy.plans.values() {
            let mut row = vec![self.plain_name(&plan.name)];
            if several {
                let mut lines = Vec::new();
                for hours in &plan.hours {
                    let calendar = self.hours_named(&hours.calendar)?;
                    lines.push(if hours.when.is_always() {
                        calendar
                    } else {
                        let values = [
                            ("condition", self.clause(&hours.when)?.into()),
                            ("promise", calendar.into()),
                        ];
                        self.sentences.format("if-also", &values)?
                    });
                }
                row.push(lines.join("\n"));
            }
            if channels {
                row.push(self.channels(&plan.channels)?);
            }
            rows.push(row);
        }
        let head = self.columns(&columns)?;
        Ok(vec![
            self.titled("page-plans")?,
            PagePart::Table { head, rows },
        ])
    }

    fn zone(&self, rule: &CalendarRule) -> Wording<Self> {
        match rule.zone {
            ZoneOf::Fixed(zone) => self.time_of(zone),
            ZoneOf::Organisation => self.plain("zone-of-organisation"),
            ZoneOf::Contact => self.plain("zone-of-contact"),
        }
    }

    /// `Brussels time`
    pub(super) fn time_of(&self, zone: chrono_tz::Tz) -> Wording<Self> {
        let name = zone.name();
        let city = name.rsplit('/').next().unwrap_or(name);
        if city == "UTC" {
            return Ok(city.to_owned());
        }
        self.with("zone-of-city", "city", self.label("city", city))
    }

    /// A point for each year of each list of holidays: calendars that share a list are named together.
    fn closed_days(
        &self,
        calendars: &[(&String, &CalendarRule)],
    ) -> Result<Vec<String>, SentenceError> {
        let mut lists: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for (name, rule) in calendars {
            let closed = self.closed(rule)?;
            let name = self.calendar(name);
            match lists.iter_mut().find(|(_, known)| *known == closed) {
                Some((names, _)) => names.push(name),
                None => lists.push((vec![name], closed)),
            }
        }
        let several = lists.len() > 1;
        let mut points = Vec::new();
        for (names, closed) in lists {
            for line in closed {
                points.push(if several {
                    let values = [("label", names.join(", ").into()), ("value", line.into())];
                    self.sentences.format("labeled", &values)?
                } else {
                    capital(&line)
                });
            }
        }
        Ok(points)
    }

    /// Dates by year, then those of every year.
    fn closed(&self, rule: &CalendarRule) -> Result<Vec<String>, SentenceError> {
        let mut years: BTreeMap<i32, Vec<String>> = BTreeMap::new();
        for (date, day) in &rule.hours.holidays {
            let said = self.holiday(date.month(), date.day(), day)?;
            years.entry(date.year()).or_default().push(said);
        }
        let mut lines = Vec::new();
        for (year, days) in years {
            let values = [
                ("year", year.to_string().into()),
                ("days", days.join(", ").into()),
            ];
            lines.push(self.sentences.format("closed-in", &values)?);
        }
        let yearly = rule.hours.yearly.iter();
        let yearly: Result<Vec<_>, _> = yearly
            .map(|((month, day), hours)| self.holiday(*month, *day, hours))
            .collect();
        let mut yearly = yearly?;
        // A day by rule is called by its name alone: no one date is its own.
        let by_rule = rule.hours.ruled.iter().flat_map(HolidayList::by_rule);
        yearly.extend(by_rule.map(|ruled| ruled.day.name.clone()));
        if !yearly.is_empty() {
            lines.push(self.with("closed-each-year", "days", yearly.join(", "))?);
        }
        if lines.is_empty() {
            lines.push(self.plain("no-holidays")?);
        }
        Ok(lines)
    }

    /// `24 Dec Christmas Eve (09:00-12:00)`
    fn holiday(&self, month: u32, day: u32, hours: &DayHours) -> Wording<Self> {
        let date = self.day_and_month(month, day)?;
        let named = [date.as_str(), &hours.name];
        let named: Vec<_> = named.into_iter().filter(|part| !part.is_empty()).collect();
        let named = named.join(" ");
        if hours.open.is_empty() {
            return Ok(named);
        }
        let values = [
            ("day", named.into()),
            ("hours", spans_of(&hours.open).into()),
        ];
        self.sentences.format("open-only", &values)
    }

    pub(super) fn day_and_month(&self, month: u32, day: u32) -> Wording<Self> {
        let month = self.plain(&format!("month-{month}"))?;
        let values = [("day", day.into()), ("month", month.into())];
        self.sentences.format("day-and-month", &values)
    }

    pub(super) fn date(&self, date: NaiveDate) -> Wording<Self> {
        let day = self.day_and_month(date.month(), date.day())?;
        Ok(format!("{day} {}", date.year()))
    }
}
