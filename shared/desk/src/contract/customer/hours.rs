//! When a desk works, which plans buy which hours, and how dates are said.
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::Customer;
use crate::contract::audience::{Wording, Written};
use crate::contract::hours::open;
use crate::contract::page::PagePart;
use crate::policy::{CalendarRule, ZoneOf};

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
        parts.extend(self.closed_days(&calendars)?);
        let counting = self.counting()?;
        match parts.last_mut() {
            _ if counting.is_empty() => {}
            Some(PagePart::Points(points)) => points.extend(counting),
            Some(_) | None => parts.push(PagePart::Points(counting)),
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
        let hours = policy.plans.values().flat_map(|plan| &plan.hours);
        // Hours around the clock are among them, though they are no calendar to show.
        let differ = hours
            .map(|row| row.calendar.as_str())
            .collect::<BTreeSet<_>>();
        let several = self.calendars_shown().len() > 1 || differ.len() > 1;
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
                let mut named = Vec::new();
                for hours in &plan.hours {
                    named.push((&hours.when, self.hours_named(&hours.calendar)?));
                }
                row.push(self.hours_by_ticket(named)?.join("\n"));
            }
            if channels {
                let own = plan.channels.iter();
                let own = own.filter(|channel| !policy.channels.contains(channel));
                let open: Vec<_> = policy.channels.iter().chain(own).cloned().collect();
                row.push(self.channels(&open)?);
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
        if let Some(offset) = from_utc(name) {
            return Ok(offset);
        }
        let city = name.rsplit('/').next().unwrap_or(name);
        self.with("zone-of-city", "city", self.label("city", city))
    }

    pub(super) fn day_and_month(&self, month: u32, day: u32) -> Wording<Self> {
        let month = self.plain(&format!("long-month-{month}"))?;
        let values = [("day", day.into()), ("month", month.into())];
        self.sentences.format("day-and-month", &values)
    }

    pub(super) fn date(&self, date: NaiveDate) -> Wording<Self> {
        let day = self.day_and_month(date.month(), date.day())?;
        Ok(format!("{day} {}", date.year()))
    }
}

/// `UTC+1` for a zone of one offset, which its name turns around: `Etc/GMT-1` is east of Greenwich.
fn from_utc(zone: &str) -> Option<String> {
    let name = zone.strip_prefix("Etc/").unwrap_or(zone);
    if ["UTC", "UCT", "Universal", "Zulu"].contains(&name) {
        return Some("UTC".to_owned());
    }
    let offset = name.strip_prefix("GMT")?;
    Some(match offset.split_at_checked(1) {
        Some(("-", hours)) => format!("UTC+{hours}"),
        Some(("+", "0")) | None => "UTC".to_owned(),
        Some(("+", hours)) => format!("UTC-{hours}"),
        Some(_) => "UTC".to_owned(),
    })
}
