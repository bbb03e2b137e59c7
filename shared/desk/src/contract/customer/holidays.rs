//! Days on which a desk is closed: dated ones a line a year, those by rule in a table with their dates of two years.
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Customer, capital};
use crate::contract::audience::{Audience, Wording, Written};
use crate::contract::hours::spans_of;
use crate::contract::page::PagePart;
use crate::i18n::SentenceError;
use crate::policy::CalendarRule;
use crate::time::{
    DayHours, HolidayBase, HolidayList, HolidayRule, ListedDate, ListedDay, Observed, Side,
};

/// The closed days of calendars that share them.
#[derive(Default, PartialEq)]
struct Closed {
    points: Vec<String>,
    by_rule: Vec<Vec<String>>,
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
            if !closed.by_rule.is_empty() {
                tables.push(PagePart::Line(of(self.plain("closed-by-rule")?)?));
                let mut head = self.columns(&["col-holiday", "col-rule"])?;
                head.extend(self.years().map(|year| year.to_string()));
                let rows = closed.by_rule;
                tables.push(PagePart::Table { head, rows });
            }
        }
        if !points.is_empty() {
            tables.push(PagePart::Points(points));
        }
        Ok(tables)
    }

    /// The years whose dates the page gives: that of the first day of the policy, and the next.
    fn years(&self) -> impl Iterator<Item = i32> {
        let first = self.terms.policy.effective_from.year();
        first..=first + 1
    }

    fn closed(&self, rule: &CalendarRule) -> Result<Closed, SentenceError> {
        let mut closed = Closed::default();
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
        let yearly = rule.hours.yearly.iter();
        let yearly: Result<Vec<_>, _> = yearly
            .map(|((month, day), hours)| self.holiday(*month, *day, hours))
            .collect();
        let yearly = yearly?;
        if !yearly.is_empty() {
            let line = self.with("closed-each-year", "days", yearly.join(", "))?;
            closed.points.push(line);
        }
        for list in &rule.hours.ruled {
            for day in list.by_rule() {
                closed.by_rule.push(self.by_rule(list, day)?);
            }
            closed.points.extend(self.observed(list)?);
        }
        if closed == Closed::default() {
            closed.points.push(self.plain("no-holidays")?);
        }
        Ok(closed)
    }

    /// A row of the table: its name, its rule, its dates in each of the years.
    fn by_rule(&self, list: &HolidayList, day: &ListedDay) -> Result<Vec<String>, SentenceError> {
        let mut row = vec![self.with_hours(&day.day, day.day.name.clone())?];
        row.push(self.rule_of(day)?);
        for year in self.years() {
            let days = list.days_in(year).into_iter();
            let own = days.filter(|(_, hours)| std::ptr::eq(*hours, &day.day));
            let dates: Result<Vec<_>, _> = own.map(|(date, _)| self.within_year(date)).collect();
            row.push(dates?.join(", "));
        }
        Ok(row)
    }

    fn within_year(&self, date: NaiveDate) -> Wording<Self> {
        let values = [
            ("weekday", self.short_weekday(date.weekday())?.into()),
            ("date", self.day_and_month(date.month(), date.day())?.into()),
        ];
        self.sentences.format("weekday-and-date", &values)
    }

    /// `the fourth Thursday of November, from 2027 on`
    fn rule_of(&self, day: &ListedDay) -> Wording<Self> {
        let mut said = match day.on {
            ListedDate::Once(date) => vec![self.date(date)?],
            ListedDate::Each(rule) => vec![self.ruled(rule)?],
        };
        for (id, year) in [("rule-from", day.from), ("rule-until", day.until)] {
            if let Some(year) = year {
                said.push(self.with(id, "year", year.to_string())?);
            }
        }
        Ok(said.join(", "))
    }

    fn ruled(&self, rule: HolidayRule) -> Wording<Self> {
        let base = match rule.base {
            HolidayBase::Date(date) => {
                let date = self.day_and_month(date.month, date.day)?;
                self.with("rule-date", "date", date)?
            }
            HolidayBase::Easter => self.plain("rule-easter")?,
            HolidayBase::OrthodoxEaster => self.plain("rule-orthodox-easter")?,
            HolidayBase::Nth {
                nth,
                weekday,
                month,
            } => self.weekday_of("rule-nth", nth, weekday, month)?,
            HolidayBase::Last { weekday, month } => {
                self.weekday_of("rule-last", 0, weekday, month)?
            }
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
                self.sentences.format(id, &values)?
            }
        };
        let id = match rule.shift {
            0 => return Ok(base),
            1.. => "rule-days-after",
            _ => "rule-days-before",
        };
        let values = [
            ("n", i64::from(rule.shift.unsigned_abs()).into()),
            ("rule", base.into()),
        ];
        self.sentences.format(id, &values)
    }

    fn weekday_of(&self, id: &str, nth: u8, weekday: Weekday, month: u32) -> Wording<Self> {
        let values = [
            ("n", i64::from(nth).into()),
            ("day", i64::from(weekday.number_from_monday()).into()),
            ("weekday", self.weekday(weekday)?.into()),
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
        ] {
            let days = list.by_rule().filter(|day| day.observed == observed);
            let names: Vec<_> = days.map(|day| day.day.name.as_str()).collect();
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

    /// `24 Dec Christmas Eve (09:00-12:00)`
    fn holiday(&self, month: u32, day: u32, hours: &DayHours) -> Wording<Self> {
        let date = self.day_and_month(month, day)?;
        let named = [date.as_str(), &hours.name];
        let named: Vec<_> = named.into_iter().filter(|part| !part.is_empty()).collect();
        self.with_hours(hours, named.join(" "))
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
