//! Days on which a desk is closed: those of each year with their rules, in the order of the file, and dated ones.
use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};

use super::{Customer, capital};
use crate::contract::audience::{Audience, Wording, Written};
use crate::contract::hours::spans_of;
use crate::contract::page::PagePart;
use crate::i18n::SentenceError;
use crate::policy::CalendarRule;
use crate::time::{
    DayHours, DayOfYear, HolidayBase, HolidayList, HolidayRule, ListedDate, ListedDay, Observed,
    Side,
};

/// The closed days of calendars that share them.
#[derive(Default, PartialEq)]
struct Closed {
    points: Vec<String>,
    /// Of a calendar with rules: each day with its rule.
    each_year: Vec<Vec<String>>,
}

impl Customer<'_> {
    /// Calendars that share their holidays are named together, and not at all where all do.
    pub(super) fn closed_days(&self, calendars: &[(&String, &CalendarRule)]) -> Written<Self> {
        let mut lists: Vec<(Vec<String>, Closed)> = Vec::new();
        for (name, rule) in calendars {
            let closed = self.closed(rule)?;
            let name = self.calendar(name);
            match lists.iter_mut().find(|(_, known)| *known == closed) {
                Some((names, _)) => names.push(name),
                None => lists.push((vec![name], closed)),
            }
        }
        let several = lists.len() > 1;
        let (mut points, mut tables) = (Vec::new(), Vec::new());
        for (names, closed) in lists {
            let of = |line: String| -> Wording<Self> {
                if several {
                    self.labeled(names.join(", "), line)
                } else {
                    Ok(capital(&line))
                }
            };
            for line in closed.points {
                points.push(of(line)?);
            }
            if !closed.each_year.is_empty() {
                tables.push(PagePart::Line(of(self.plain("closed-on-days")?)?));
                let head = self.columns(&["col-holiday", "col-rule"])?;
                let rows = closed.each_year;
                tables.push(PagePart::Table { head, rows });
            }
        }
        if !points.is_empty() {
            tables.push(PagePart::Points(points));
        }
        Ok(tables)
    }

    fn closed(&self, rule: &CalendarRule) -> Result<Closed, SentenceError> {
        let mut closed = Closed::default();
        let lists = &rule.hours.ruled;
        if lists.is_empty() {
            closed.points.extend(self.yearly_dates(rule)?);
        } else {
            closed.each_year = self.each_year(rule)?;
        }
        let mut years: BTreeMap<i32, Vec<String>> = BTreeMap::new();
        for (date, day) in &rule.hours.holidays {
            let said = self.holiday(date.month(), date.day(), day)?;
            years.entry(date.year()).or_default().push(said);
        }
        for (year, days) in years {
            let values = [
                ("year", year.to_string().into()),
                ("days", days.join(", ").into()),
            ];
            let line = self.sentences.format("closed-in", &values)?;
            closed.points.push(line);
        }
        for list in lists {
            closed.points.extend(self.observed(list)?);
        }
        if closed == Closed::default() {
            closed.points.push(self.plain("no-holidays")?);
        }
        Ok(closed)
    }

    /// Dates of each year in one line, where no rule stands beside them.
    fn yearly_dates(&self, rule: &CalendarRule) -> Result<Option<String>, SentenceError> {
        let yearly = rule.hours.yearly.iter();
        let yearly: Result<Vec<_>, _> = yearly
            .map(|((month, day), hours)| self.holiday(*month, *day, hours))
            .collect();
        let yearly = yearly?;
        if yearly.is_empty() {
            return Ok(None);
        }
        let line = self.with("closed-each-year", "days", yearly.join(", "))?;
        Ok(Some(line))
    }

    /// The days of each year with what says when they are; those of lists without a rule come last.
    fn each_year(&self, rule: &CalendarRule) -> Result<Vec<Vec<String>>, SentenceError> {
        let mut rows = Vec::new();
        for day in rule.hours.ruled.iter().flat_map(|list| &list.0) {
            if let ListedDate::Each(own) = day.on {
                let name = self.with_hours(&day.day, self.day_name(&day.day))?;
                rows.push(vec![name, self.rule_of(own, day)?]);
            }
        }
        for ((month, day), hours) in &rule.hours.yearly {
            let (month, day) = (*month, *day);
            let base = HolidayBase::Date(DayOfYear { month, day });
            let name = self.with_hours(hours, self.day_name(hours))?;
            rows.push(vec![name, self.ruled(HolidayRule { base, shift: 0 })?]);
        }
        let mut said = Vec::new();
        rows.retain(|row| {
            let first = !said.contains(row);
            said.push(row.clone());
            first
        });
        Ok(rows)
    }

    /// `the fourth Thursday of November, from 2027 on`
    fn rule_of(&self, rule: HolidayRule, day: &ListedDay) -> Wording<Self> {
        let mut said = vec![self.ruled(rule)?];
        for (id, year) in [("rule-from", day.from), ("rule-until", day.until)] {
            if let Some(year) = year {
                said.push(self.with(id, "year", year.to_string())?);
            }
        }
        Ok(said.join(", "))
    }

    fn ruled(&self, rule: HolidayRule) -> Wording<Self> {
        let id = match (rule.shift, rule.base) {
            (0, _) => return self.base(rule.base),
            (1.., HolidayBase::Easter) => "rule-days-after-easter",
            (_, HolidayBase::Easter) => "rule-days-before-easter",
            (1.., _) => "rule-days-after",
            (_, _) => "rule-days-before",
        };
        let values = [
            ("n", i64::from(rule.shift.unsigned_abs()).into()),
            ("rule", self.base(rule.base)?.into()),
        ];
        self.sentences.format(id, &values)
    }

    fn base(&self, base: HolidayBase) -> Wording<Self> {
        match base {
            HolidayBase::Date(date) => {
                let date = self.day_and_month(date.month, date.day)?;
                self.with("rule-date", "date", date)
            }
            HolidayBase::Easter => self.plain("rule-easter"),
            HolidayBase::OrthodoxEaster => self.plain("rule-orthodox-easter"),
            HolidayBase::Nth {
                nth,
                weekday,
                month,
            } => self.weekday_of("rule-nth", nth, weekday, month),
            HolidayBase::Last { weekday, month } => self.weekday_of("rule-last", 0, weekday, month),
            HolidayBase::Near {
                weekday,
                side,
                date,
            } => {
                let id = match side {
                    Side::Before => "rule-before",
                    Side::OnOrBefore => "rule-on-or-before",
                    Side::OnOrAfter => "rule-on-or-after",
                    Side::After => "rule-after-date",
                };
                let values = [
                    ("weekday", self.weekday(weekday)?.into()),
                    ("date", self.day_and_month(date.month, date.day)?.into()),
                ];
                self.sentences.format(id, &values)
            }
        }
    }

    fn weekday_of(&self, id: &str, nth: u8, weekday: Weekday, month: u32) -> Wording<Self> {
        let values = [
            ("n", i64::from(nth).into()),
            ("day", i64::from(weekday.number_from_monday()).into()),
            ("weekday", self.weekday(weekday)?.into()),
            ("place", i64::from(month).into()),
            ("month", self.plain(&format!("long-month-{month}"))?.into()),
        ];
        self.sentences.format(id, &values)
    }

    /// What becomes of days by rule on a weekend; where it is not the same for all, which days it holds for.
    fn observed(&self, list: &HolidayList) -> Result<Vec<String>, SentenceError> {
        let all = list.by_rule().count();
        let mut lines = Vec::new();
        for (observed, id) in [
            (Observed::NearestWeekday, "observed-nearest"),
            (Observed::NextWeekday, "observed-next"),
            (Observed::Monday, "observed-monday"),
            (Observed::SaturdayForSunday, "observed-saturday"),
        ] {
            let days = list.by_rule().filter(|day| day.observed == observed);
            let names: Vec<_> = days.map(|day| self.day_name(&day.day)).collect();
            if names.is_empty() {
                continue;
            }
            let line = self.plain(id)?;
            lines.push(if names.len() == all {
                line
            } else {
                self.labeled(names.join(", "), line)?
            });
        }
        Ok(lines)
    }

    /// `24 December Christmas Eve (09:00-12:00)`
    fn holiday(&self, month: u32, day: u32, hours: &DayHours) -> Wording<Self> {
        let date = self.day_and_month(month, day)?;
        let named = [date, self.day_name(hours)];
        let named: Vec<_> = named.into_iter().filter(|part| !part.is_empty()).collect();
        self.with_hours(hours, named.join(" "))
    }

    fn day_name(&self, day: &DayHours) -> String {
        self.terms.words(&day.name).to_owned()
    }

    fn with_hours(&self, hours: &DayHours, named: String) -> Wording<Self> {
        if hours.open.is_empty() {
            return Ok(named);
        }
        let values = [
            ("day", named.into()),
            ("hours", spans_of(&hours.open).into()),
        ];
        self.sentences.format("open-only", &values)
    }
}
