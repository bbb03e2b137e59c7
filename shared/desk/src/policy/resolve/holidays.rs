//! Compiles lists of holidays: dates, rules, and the days on which they are observed.
use chrono::{Datelike, NaiveDate};

use super::reader::{ListsOfHolidays, Reader};
use crate::policy::file::{self, Or};
use crate::policy::model::Named;
use crate::policy::syntax::Name;
use crate::time::{
    DayHours, DayOfYear, HolidayBase, HolidayList, HolidayRule, HolidayRuleError, Holidays, Hours,
    ListedDate, ListedDay, Observed,
};

const HELP: &str = "write `2026-12-24`, `12-24` for every year, or a rule as `easter + 1`, `4th thu nov`, `last mon may`, `mon before 05-25`";

impl Reader<'_> {
    /// The lists of holidays by name, if a condition asks for them.
    pub(super) fn lists_asked_for(&mut self) -> Named<Holidays> {
        if self.holidays == ListsOfHolidays::ForCalendars {
            return Named::default();
        }
        let names = self.file.holidays.iter().flatten();
        let lists = names.map(|(name, _)| {
            let mut hours = Hours::empty();
            self.holidays(&name.text, &mut hours);
            (name.text.clone(), Holidays::of(&hours))
        });
        lists.collect()
    }

    /// Adds a declared list of holidays to a calendar.
    pub(super) fn holidays(&mut self, list: &str, hours: &mut Hours) {
        let list = self.file.holidays.as_ref().and_then(|all| all.get(list));
        let mut days = Vec::new();
        for (on, day) in list.into_iter().flatten() {
            days.extend(self.listed_day(on, day));
        }
        for listed in &days {
            match listed.on {
                ListedDate::Once(date) => {
                    hours.holidays.insert(date, listed.day.clone());
                }
                ListedDate::Each(HolidayRule { base, .. }) if listed.is_yearly_date() => {
                    if let HolidayBase::Date(DayOfYear { month, day }) = base {
                        hours.yearly.insert((month, day), listed.day.clone());
                    }
                }
                ListedDate::Each(_) => {}
            }
        }
        let list = HolidayList(days);
        if list.by_rule().next().is_some() {
            hours.ruled.push(list);
        }
    }

    fn listed_day(&mut self, on: &Name, day: &file::Holiday<'_>) -> Option<ListedDay> {
        let day = match day {
            Or::Short(name) => {
                let name = self.in_first_locale(name.text).into();
                let open = Vec::new();
                return Some(ListedDay {
                    on: self.listed_date(on)?,
                    observed: Observed::OnItsDate,
                    from: None,
                    until: None,
                    day: DayHours { name, open },
                });
            }
            Or::Full(day) => day,
        };
        let name = day.name.map(|name| self.words(name));
        let open = day.open.map(|open| self.spans(open));
        let place = |key: &str| day.node.get(key).map_or(on.at, |node| node.at);
        if day.observed.is_some() && open.is_some() {
            let message = "a half day is not observed on another day";
            let help = "remove `observed`, or list the other day by itself";
            self.found.error(place("observed"), message, help);
        }
        let on_date = self.listed_date(on)?;
        if let ListedDate::Once(date) = on_date {
            let said = [
                ("observed", day.observed.is_some()),
                ("from", day.from.is_some()),
                ("until", day.until.is_some()),
            ];
            for (key, _) in said.into_iter().filter(|(_, said)| *said) {
                let message = format!("`{key}` is for days of each year, and {date} is one day");
                let (month, of_month) = (date.month(), date.day());
                let help = format!(
                    "write `{month:02}-{of_month:02}` for every year, or leave `{key}` out"
                );
                self.found.error(place(key), message, help);
            }
        }
        let from: Option<i32> = self.number(day.from);
        let until: Option<i32> = self.number(day.until);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let message = format!("no year is from {from} until {until}");
            let help = "write the earlier year under `from`";
            self.found.error(place("until"), message, help);
        }
        Some(ListedDay {
            on: on_date,
            observed: day.observed.unwrap_or_default(),
            from,
            until,
            day: DayHours {
                name: name.unwrap_or_default().into(),
                open: open.unwrap_or_default(),
            },
        })
    }

    fn listed_date(&mut self, on: &Name) -> Option<ListedDate> {
        if let Ok(date) = on.text.parse::<NaiveDate>() {
            return Some(ListedDate::Once(date));
        }
        match HolidayRule::parse(&on.text) {
            Ok(rule) => Some(ListedDate::Each(rule)),
            Err(error) => {
                let (message, help) = match &error {
                    HolidayRuleError::Start(word)
                        if word.starts_with(|first: char| first.is_ascii_digit()) =>
                    {
                        (format!("`{}` is not a date", on.text), HELP)
                    }
                    HolidayRuleError::HardlyEver(_) | HolidayRuleError::Never(_) => (
                        error.to_string(),
                        "write `last` for the last one of a month, or the date itself",
                    ),
                    HolidayRuleError::Start(_)
                    | HolidayRuleError::Weekday(_)
                    | HolidayRuleError::Month(_)
                    | HolidayRuleError::Side(_)
                    | HolidayRuleError::Date(_)
                    | HolidayRuleError::Shift(_)
                    | HolidayRuleError::Further(_)
                    | HolidayRuleError::Unfinished(_) => (error.to_string(), HELP),
                };
                self.found.error(on.at, message, help);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests;
