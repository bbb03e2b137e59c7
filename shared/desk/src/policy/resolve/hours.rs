//! Compiles calendars: days, spans, zones, and calendars that extend others.
use crate::policy::model::{CalendarRule, HoursRow, Named, ZoneOf};
use crate::policy::syntax::{At, Condition, Name, Suggestion};
use std::collections::BTreeMap;

use super::reader::{Reader, strings};
use super::weekdays::near_days;
use crate::policy::file::{self, CalendarRecord, Or, Scalar, SymbolKind, Text};
use crate::time::{Hours, Span, Weekdays, minute_of_day, weekday};

impl Reader<'_> {
    pub(super) fn calendars(&mut self) -> Named<CalendarRule> {
        let desk_zone = self.file.zone.and_then(|zone| zone.text.parse().ok());
        let desk_zone = ZoneOf::Fixed(desk_zone.unwrap_or(chrono_tz::UTC));
        let mut done = Named::new();
        for (name, _) in self.file.calendars.iter().flatten() {
            self.calendar(&name.text, desk_zone, &mut done, &mut Vec::new());
        }
        // One that others extend was compiled before them.
        done.sort_by_key(|_, rule| rule.line);
        done
    }

    /// Compiles one calendar, the one it extends first; `path` are those that wait for it.
    fn calendar(
        &mut self,
        name: &str,
        desk_zone: ZoneOf,
        done: &mut Named<CalendarRule>,
        path: &mut Vec<String>,
    ) {
        if done.contains_key(name) {
            return;
        }
        let mut all = self.file.calendars.iter().flatten();
        let Some((key, calendar)) = all.find(|(key, _)| key.text == name) else {
            return;
        };
        path.push(name.to_owned());
        let mut rule = CalendarRule {
            zone: desk_zone,
            hours: Hours::empty(),
            line: key.at.line,
        };
        let base = match calendar {
            Or::Short(_) => None,
            Or::Full(record) => record.extends,
        };
        if let Some(base) = base {
            let base_name = base.text;
            if path.iter().any(|waiting| waiting == base_name) {
                let message = format!("`{name}` extends itself through `{base_name}`");
                self.found
                    .error(base.at(), message, "let one of them list its days");
            } else if self.known(SymbolKind::Calendar, base_name, base.at()) {
                self.calendar(base_name, desk_zone, done, path);
                match done.get(base_name) {
                    Some(base) => {
                        rule = CalendarRule {
                            line: key.at.line,
                            ..base.clone()
                        }
                    }
                    None => rule.hours = Hours::always(),
                }
            }
        }
        match calendar {
            Or::Short(around) => self.around_the_clock(*around, &mut rule),
            Or::Full(record) => self.fill(record, &mut rule),
        }
        path.pop();
        done.insert(name.to_owned(), rule);
    }

    fn around_the_clock<M>(&mut self, hours: Scalar<'_, M>, rule: &mut CalendarRule) {
        if hours.text == "24x7" {
            rule.hours.always = true;
            return;
        }
        let message = format!("`{}` is not the hours of a calendar", hours.text);
        let help = "write `24x7`, or days as in `{ mon-fri: 09:00-17:00 }`";
        self.found.error(hours.at(), message, help);
    }

    fn fill(&mut self, record: &CalendarRecord<'_>, rule: &mut CalendarRule) {
        if let Some(hours) = record.hours {
            self.around_the_clock(hours, rule);
        }
        if let Some(zone) = record.zone {
            rule.zone = match zone.text {
                "organisation" | "organization" => ZoneOf::Organisation,
                "contact" => ZoneOf::Contact,
                _ => self.zone(zone).map_or(rule.zone, ZoneOf::Fixed),
            };
        }
        if let Some(span) = record.span {
            self.week_span(span, rule);
        }
        for (days, spans) in &record.days {
            self.days(days, *spans, &mut rule.hours);
        }
        // Also `holidays:` with nothing after it takes away those of the calendar that is extended.
        if record.node.get("holidays").is_some() {
            rule.hours.clear_holidays();
        }
        if let Some(seasons) = &record.seasons {
            rule.hours.seasons = self.seasons(seasons);
        }
        for list in record.holidays.iter().flatten() {
            if let Some(name) = self.name(Some(*list)) {
                self.holidays(&name, &mut rule.hours);
            }
        }
    }

    fn week_span(&mut self, span: Text<'_>, rule: &mut CalendarRule) {
        let text = span.text;
        let end = |part: &str| {
            let (day, time) = part.trim().split_once(' ')?;
            Some((weekday(day)?, minute_of_day(time).ok()?))
        };
        let ends = text
            .split_once(" - ")
            .and_then(|(from, to)| Some((end(from)?, end(to)?)));
        match ends {
            Some(((from, from_minute), (to, to_minute))) => {
                // A span is the whole week's hours: inherited days do not shine through.
                let hours = Hours {
                    weekly: Default::default(),
                    always: false,
                    ..std::mem::take(&mut rule.hours)
                };
                rule.hours = hours.with_week_span(from, from_minute, to, to_minute);
            }
            None => {
                let message = format!("`{text}` is not a span of the week");
                let help = "write `sun 15:00 - fri 17:00`";
                self.found.error(span.at(), message, help);
            }
        }
    }

    /// One key such as `mon-thu` or `sat,sun` with its spans; they replace inherited ones.
    pub(super) fn days<M>(&mut self, key: &Name, value: Scalar<'_, M>, hours: &mut Hours) {
        let Some(days) = Weekdays::parse(&key.text) else {
            let message = format!("`{}` is not a day of the week", key.text);
            let keys: Vec<_> = CalendarRecord::RECORD.keys().collect();
            let near = Suggestion::of(&key.text, &keys);
            let help = near.or(near_days(&key.text));
            self.found.error(key.at, message, help);
            return;
        };
        let spans = self.spans(value);
        hours.spell_out();
        for day in days.places() {
            if let Some(of_day) = hours.weekly.get_mut(day) {
                of_day.clone_from(&spans);
            }
        }
    }

    pub(super) fn spans<M>(&mut self, all: Scalar<'_, M>) -> Vec<Span> {
        match all.text.trim() {
            "closed" | "none" => return Vec::new(),
            "24h" | "24x7" => return vec![Span::ALL_DAY],
            _ => {}
        }
        let parts = all
            .text
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|p| !p.is_empty());
        if all.text.contains(" -") || all.text.contains("- ") {
            let tight = all.text.split('-').map(str::trim).collect::<Vec<_>>();
            let help = format!("write `{}`", tight.join("-"));
            let message = format!("`{}` has spaces within a span of hours", all.text);
            self.found.error(all.at(), message, help);
            return Vec::new();
        }
        let mut spans = Vec::new();
        for part in parts {
            match Span::parse(part) {
                Ok(span) => spans.push(span),
                Err(error) => {
                    let help = "write `09:00-12:30 13:30-18:00`, or `closed`";
                    self.found.error(all.at(), error.to_string(), help);
                }
            }
        }
        spans
    }

    /// `hours: office`, or rows of which the last must always hold.
    pub(super) fn hours_rows(
        &mut self,
        hours: Option<&file::Hours<'_>>,
        total: bool,
    ) -> Vec<HoursRow> {
        let mut rows = Vec::new();
        match hours {
            None => {}
            Some(Or::Short(calendar)) => {
                let when = Condition::always();
                let calendar = self.name(Some(*calendar));
                rows.extend(calendar.map(|calendar| HoursRow { when, calendar }));
            }
            Some(Or::Full(items)) => {
                for item in items {
                    let when = self.condition(item.when);
                    let calendar = self.name(item.calendar);
                    rows.extend(calendar.map(|calendar| HoursRow { when, calendar }));
                }
                if let (true, Some(item), Some(row)) = (total, items.0.items.last(), rows.last())
                    && !row.when.is_always()
                {
                    let first = rows.iter().position(|row| row.when.is_always());
                    let first = first.and_then(|place| items.0.items.get(place));
                    self.without_hours(item.node.at, first.map(|item| item.node.at));
                }
            }
        }
        rows
    }

    /// Tells of hours whose last row is not for all; the row for all may stand before it.
    pub(super) fn without_hours(&mut self, last: At, all: Option<At>) {
        let (message, help) = match all {
            Some(all) => (
                format!(
                    "this row is never reached: line {} takes its tickets",
                    all.line
                ),
                "move the row without `when` to the end",
            ),
            None => (
                "some tickets have no hours here".to_owned(),
                "let the last row have no `when`",
            ),
        };
        self.found.error(last, message, help);
    }

    /// The scales that order queues.
    pub(super) fn scales(&self) -> BTreeMap<String, Vec<String>> {
        let scales = self.file.scales.iter().flatten();
        scales
            .map(|(name, values)| (name.text.clone(), strings(Some(values))))
            .collect()
    }
}
