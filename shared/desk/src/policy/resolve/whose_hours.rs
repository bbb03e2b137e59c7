//! Compiles whose hours a metric or a row counts: a calendar, rows that choose one, or the usual one.
use super::reader::Reader;
use crate::policy::file::{self, CalendarChoice, CalendarName, Metric, Or, SymbolKind, Targets};
use crate::policy::model::{CalendarOf, CalendarRow};
use crate::policy::syntax::At;

impl Reader<'_> {
    /// A calendar, or rows that choose one by the ticket, of which the last must always hold.
    pub(super) fn calendar_of(
        &mut self,
        choice: Option<&CalendarChoice<'_>>,
    ) -> Option<CalendarOf> {
        let items = match choice? {
            Or::Short(calendar) => return self.calendar_named(*calendar),
            Or::Full(items) => items,
        };
        let mut rows = Vec::new();
        for item in items {
            let when = self.condition(item.when);
            let calendar = item
                .calendar
                .and_then(|calendar| self.calendar_named(calendar));
            rows.extend(calendar.map(|calendar| CalendarRow { when, calendar }));
        }
        if let (Some(item), Some(row)) = (items.0.items.last(), rows.last())
            && !row.when.is_always()
        {
            let first = rows.iter().position(|row| row.when.is_always());
            let first = first.and_then(|place| items.0.items.get(place));
            self.without_hours(item.node.at, first.map(|item| item.node.at));
        }
        Some(CalendarOf::ByTicket(rows))
    }

    fn calendar_named(&mut self, calendar: CalendarName<'_>) -> Option<CalendarOf> {
        match calendar.text {
            "plan" => {
                if self.names.of(SymbolKind::Plan).is_empty() && self.is_news(SymbolKind::Plan) {
                    let message = "the policy has no plans";
                    self.found.error(calendar.at(), message, "name a calendar");
                }
                Some(CalendarOf::Plan)
            }
            "24x7" => Some(CalendarOf::Always),
            name => self
                .known(SymbolKind::Calendar, name, calendar.at())
                .then(|| CalendarOf::Named(name.to_owned())),
        }
    }

    /// The calendar of a metric that names none: the plan's, `office`, or the only one there is.
    pub(super) fn usual_calendar(&mut self, written: &Metric<'_>) -> CalendarOf {
        if !self.names.of(SymbolKind::Plan).is_empty() {
            return CalendarOf::Plan;
        }
        if self.names.has(SymbolKind::Calendar, "office") {
            return CalendarOf::Named("office".to_owned());
        }
        let own = self.names.of(SymbolKind::Calendar).iter();
        let own: Vec<_> = own.filter(|name| *name != "24x7").cloned().collect();
        match own.as_slice() {
            [] => CalendarOf::Always,
            [only] => CalendarOf::Named(only.clone()),
            [..] => {
                for rows in [&written.targets, &written.every].into_iter().flatten() {
                    self.in_which_calendar(rows, &own);
                }
                CalendarOf::Always
            }
        }
    }

    /// Business time without a calendar would run around the clock, which nobody means.
    fn in_which_calendar(&mut self, rows: &Targets<'_>, own: &[String]) {
        let amounts = match rows {
            Or::Short(amount) => vec![(amount.at(), amount.text)],
            Or::Full(rows) => {
                let rows = rows.into_iter().filter(|row| row.calendar.is_none());
                rows.flat_map(amounts_of).collect()
            }
        };
        for (at, text) in amounts {
            if text.contains("business") {
                let help = format!("add `calendar:` to the metric, one of {}", own.join(", "));
                self.found
                    .error(at, "in which calendar does this count?", help);
            }
        }
    }
}

/// What a row says of how long, and where.
fn amounts_of<'n>(row: &file::Target<'n>) -> impl Iterator<Item = (At, &'n str)> {
    let within = row.within.map(|within| (within.at(), within.text));
    let until = row.until_agreed.map(|until| (until.at(), until.text));
    within.into_iter().chain(until)
}
