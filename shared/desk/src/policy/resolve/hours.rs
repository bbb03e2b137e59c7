//! Compiles holidays and calendars: days, spans, zones, and calendars that extend others.
use crate::policy::model::{CalendarRule, HoursRow, Named, ZoneOf};
use crate::policy::syntax::{Name, Node, Suggestion};
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::reader::{Reader, strings};
use super::weekdays::{near_days, weekday, weekdays};
use crate::policy::file::SymbolKind;
use crate::time::{DayHours, Hours, Span, minute_of_day};

const RECORD_KEYS: [&str; 5] = ["extends", "zone", "hours", "span", "holidays"];

impl Reader<'_> {
    pub(super) fn calendars(&mut self) -> Named<CalendarRule> {
        let desk_zone = self
            .section("zone")
            .and_then(|node| node.text()?.parse().ok());
        let desk_zone = ZoneOf::Fixed(desk_zone.unwrap_or(chrono_tz::UTC));
        let mut done = Named::new();
        for (name, _) in self.entries("calendars") {
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
        let entry = self
            .entries("calendars")
            .iter()
            .find(|(key, _)| key.text == name);
        let Some((key, node)) = entry else { return };
        path.push(name.to_owned());
        let mut rule = CalendarRule {
            zone: desk_zone,
            hours: Hours::empty(),
            line: key.at.line,
        };
        if let Some(base) = node.get("extends").filter(|_| node.is_map()) {
            let base_name = base.text().unwrap_or_default();
            if path.iter().any(|waiting| waiting == base_name) {
                let message = format!("`{name}` extends itself through `{base_name}`");
                self.found
                    .error(base.at, message, "let one of them list its days");
            } else if self.known(SymbolKind::Calendar, base_name, base.at) {
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
        self.fill(node, &mut rule);
        path.pop();
        done.insert(name.to_owned(), rule);
    }

    fn fill(&mut self, node: &Node, rule: &mut CalendarRule) {
        for around in [Some(node), node.get("hours")].into_iter().flatten() {
            match around.text() {
                None => {}
                Some("24x7") => {
                    rule.hours = Hours {
                        always: true,
                        ..std::mem::take(&mut rule.hours)
                    }
                }
                Some(other) => {
                    let message = format!("`{other}` is not the hours of a calendar");
                    let help = "write `24x7`, or days as in `{ mon-fri: 09:00-17:00 }`";
                    self.found.error(around.at, message, help);
                }
            }
        }
        if let Some(zone) = node.get("zone") {
            rule.zone = match zone.text() {
                Some("organisation" | "organization") => ZoneOf::Organisation,
                Some("contact") => ZoneOf::Contact,
                Some(_) | None => self.zone(zone).map_or(rule.zone, ZoneOf::Fixed),
            };
        }
        if let Some(span) = node.get("span") {
            self.week_span(span, rule);
        }
        for (key, value) in node.entries() {
            if !RECORD_KEYS.contains(&key.text.as_str()) {
                self.days(key, value, &mut rule.hours);
            }
        }
        if let Some(lists) = node.get("holidays") {
            rule.hours.holidays.clear();
            rule.hours.yearly.clear();
            for list in lists.items() {
                if let Some(name) = self.name(SymbolKind::Holidays, Some(list)) {
                    self.holidays(&name, &mut rule.hours);
                }
            }
        }
    }

    fn week_span(&mut self, node: &Node, rule: &mut CalendarRule) {
        let text = node.text().unwrap_or_default();
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
                self.found
                    .error(node.at, message, "write `sun 15:00 - fri 17:00`");
            }
        }
    }

    /// One key such as `mon-thu` or `sat,sun` with its spans; they replace inherited ones.
    fn days(&mut self, key: &Name, value: &Node, hours: &mut Hours) {
        let Some(days) = weekdays(&key.text) else {
            let message = format!("`{}` is not a day of the week", key.text);
            let near = Suggestion::of(&key.text, &RECORD_KEYS);
            let help = near.or(near_days(&key.text));
            self.found.error(key.at, message, help);
            return;
        };
        let spans = self.spans(value);
        hours.spell_out();
        for day in days {
            if let Some(of_day) = hours.weekly.get_mut(day) {
                of_day.clone_from(&spans);
            }
        }
    }

    fn spans(&mut self, node: &Node) -> Vec<Span> {
        let text = node.text().unwrap_or_default();
        match text.trim() {
            "closed" | "none" => return Vec::new(),
            "24h" | "24x7" => return vec![Span::ALL_DAY],
            _ => {}
        }
        let parts = text
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|p| !p.is_empty());
        let mut spans = Vec::new();
        for part in parts {
            match Span::parse(part) {
                Ok(span) => spans.push(span),
                Err(error) => {
                    let help = "write `09:00-12:30 13:30-18:00`, or `closed`";
                    self.found.error(node.at, error.to_string(), help);
                }
            }
        }
        spans
    }

    /// Adds a declared list of holidays to a calendar.
    fn holidays(&mut self, list: &str, hours: &mut Hours) {
        let node = self.section("holidays").and_then(|all| all.get(list));
        for (date, day) in node.map_or(&[][..], Node::entries) {
            let name = day.text().map(str::to_owned).or_else(|| {
                let name = day.get("name")?;
                name.text()
                    .map(str::to_owned)
                    .or_else(|| self.words(name).into_values().next())
            });
            let name = name.unwrap_or_default();
            let open = day
                .get("open")
                .map(|open| self.spans(open))
                .unwrap_or_default();
            match parse_date(&date.text) {
                Some(Date::Once(date)) => {
                    hours.holidays.insert(date, DayHours { name, open });
                }
                Some(Date::Yearly(month, day)) => {
                    hours.yearly.insert((month, day), DayHours { name, open });
                }
                None => {
                    let message = format!("`{}` is not a date", date.text);
                    let help = "write `2026-12-24`, or `12-24` for every year";
                    self.found.error(date.at, message, help);
                }
            }
        }
    }

    /// `hours: office`, or rows of which the last must always hold.
    pub(super) fn hours_rows(&mut self, node: Option<&Node>, total: bool) -> Vec<HoursRow> {
        let mut rows = Vec::new();
        let items = node.map_or(&[][..], Node::items);
        for item in items {
            let calendar = if item.is_map() {
                item.get("calendar")
            } else {
                Some(item)
            };
            let when = self.condition(item.get("when"));
            if let Some(calendar) = self.name(SymbolKind::Calendar, calendar) {
                rows.push(HoursRow { when, calendar });
            }
        }
        if let (true, Some(item), Some(row)) = (total, items.last(), rows.last())
            && !row.when.is_always()
        {
            let help = "let the last row have no `when`";
            self.found
                .error(item.at, "some tickets have no hours here", help);
        }
        rows
    }

    /// The scales that order queues.
    pub(super) fn scales(&self) -> BTreeMap<String, Vec<String>> {
        let entries = self.entries("scales");
        entries
            .iter()
            .map(|(name, node)| (name.text.clone(), strings(Some(node))))
            .collect()
    }
}

enum Date {
    Once(NaiveDate),
    Yearly(u32, u32),
}

fn parse_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(Date::Once(date));
    }
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2000 is a leap year, so it has every date that any year has.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| Date::Yearly(month, day))
}
