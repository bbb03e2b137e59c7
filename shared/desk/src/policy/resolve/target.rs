//! Compiles target rows, and the calendars that they and their metrics count in.
use super::reader::Reader;
use crate::policy::file::{
    self, CalendarChoice, CalendarName, Metric, Or, Scalar, SymbolKind, Targets, Wording,
};
use crate::policy::model::{CalendarOf, CalendarRow, Promise, Target};
use crate::policy::syntax::{At, Condition, Name};
use crate::time::DueBy;

impl Reader<'_> {
    /// The rows of `targets` or `every`, or the one row that slots or a commitment imply; where the
    /// metric has a `when`, others are promised nothing.
    pub(super) fn targets(
        &mut self,
        name: &Name,
        written: &Metric<'_>,
        scope: &Condition,
    ) -> Vec<Target> {
        let slots = written.slots.is_some();
        let commits = written.commitment.is_some();
        let every = written.every.as_ref();
        let promised = written.targets.as_ref().or(every);
        if let (Some(targets), Some(_)) = (&written.targets, every) {
            let help = "keep `targets`, with `repeats: after_met`; or `every` alone";
            let message = "`targets` and `every` say the same twice";
            self.found.error(place_of(targets), message, help);
        }
        let mut rows = self.rows(promised, scope);
        if promised.is_none() {
            let promise = match (slots, commits) {
                (true, _) => Promise::Slot,
                (false, true) => Promise::Committed,
                (false, false) => {
                    let message = format!("the metric `{}` promises nothing", name.text);
                    let help = "add `targets`, `slots`, `every` or a `commitment`";
                    self.found.error(name.at, message, help);
                    Promise::None
                }
            };
            rows.push(Target {
                when: scope.clone(),
                promise,
                calendar: None,
                begins: None,
                line: name.at.line,
            });
        }
        for row in &rows {
            let (needs, there) = match row.promise {
                Promise::Slot => ("slots", slots),
                Promise::Committed => ("commitment", commits),
                Promise::Within(_)
                | Promise::By(_)
                | Promise::Words(_)
                | Promise::WordsWithClock(..)
                | Promise::None => continue,
            };
            if !there {
                let at = At {
                    line: row.line,
                    column: 1,
                };
                let message = format!("the metric `{}` has no `{needs}` for this row", name.text);
                self.found
                    .error(at, message, format!("add `{needs}` to the metric"));
            }
        }
        if !scope.is_always() {
            let line = written.when.map_or(name.at.line, |when| when.at().line);
            let when = scope.clone().negated();
            rows.push(Target {
                when,
                promise: Promise::None,
                calendar: None,
                begins: None,
                line,
            });
        }
        rows
    }

    /// Target rows within a scope; a bare amount is one row for all.
    pub(super) fn rows(&mut self, rows: Option<&Targets<'_>>, scope: &Condition) -> Vec<Target> {
        match rows {
            None => Vec::new(),
            Some(Or::Short(within)) => {
                let promise = self.within(*within).map(|promise| Target {
                    when: scope.clone(),
                    promise,
                    calendar: None,
                    begins: None,
                    line: within.at().line,
                });
                promise.into_iter().collect()
            }
            Some(Or::Full(rows)) => {
                let rows = rows.into_iter();
                rows.filter_map(|row| self.row(row, scope)).collect()
            }
        }
    }

    fn row(&mut self, row: &file::Target<'_>, scope: &Condition) -> Option<Target> {
        let when = scope.clone().and(self.condition(row.when));
        let calendar = self.calendar_of(row.calendar.as_ref());
        Some(Target {
            when,
            promise: self.promise(row)?,
            calendar,
            begins: row.begins,
            line: row.node.at.line,
        })
    }

    fn promise(&mut self, row: &file::Target<'_>) -> Option<Promise> {
        if let Some(by) = row.by {
            let other = row.within.map(|within| within.at());
            return self.by_day(by, other.or(row.words.map(|words| words.0.at)));
        }
        match (row.within, row.words) {
            (Some(within), None) => {
                if let Some(internal) = row.internal {
                    let help = "say `words` for what is shown, or leave `internal` out";
                    self.found
                        .error(internal.at(), "`internal` stands behind words only", help);
                }
                self.within(within)
            }
            (None, Some(words)) => {
                let words = self.words(words);
                Some(match row.internal.and_then(|amount| self.amount(amount)) {
                    Some(amount) => Promise::WordsWithClock(words, amount),
                    None => Promise::Words(words),
                })
            }
            (Some(_), Some(Wording(words))) => {
                let help = "keep `within`; or `words`, with `internal` for a clock of the staff";
                self.found
                    .error(words.at, "a row promises a time or words, not both", help);
                None
            }
            (None, None) => {
                let help = "say `within: 4 business hours`, `by: 17:00 on the next business day`, `within: none` or `words: …`";
                self.found
                    .error(row.node.at, "this row promises nothing", help);
                None
            }
        }
    }

    fn within<M>(&mut self, within: Scalar<'_, M>) -> Option<Promise> {
        match within.text {
            "none" => Some(Promise::None),
            "slot" => Some(Promise::Slot),
            "committed" => Some(Promise::Committed),
            text if !text.chars().any(|sign| sign.is_ascii_digit()) => {
                let message = format!("`{text}` is not a duration");
                let day = text.strip_prefix("the ").unwrap_or(text);
                let by = format!("close on the {day}");
                let help = match DueBy::parse(&by) {
                    Ok(_) => format!("write `by: {by}`"),
                    Err(_) => {
                        format!("for a promise in words, without a clock, write `words: {text}`")
                    }
                };
                self.found.error(within.at(), message, help);
                None
            }
            _ => self.amount(within).map(Promise::Within),
        }
    }

    /// A deadline by day, beside which a row promises nothing else.
    fn by_day<M>(&mut self, by: Scalar<'_, M>, other: Option<At>) -> Option<Promise> {
        if let Some(other) = other {
            let help = "keep `by` for a time of a day, `within` for a duration, or `words`";
            let message = "a row promises one thing: a day, a duration or words";
            self.found.error(other, message, help);
        }
        match DueBy::parse(by.text) {
            Ok(by) => Some(Promise::By(by)),
            Err(error) => {
                let help = "as in `17:00 on the next business day`, `close on the same business day`, `end of day`";
                self.found.error(by.at(), error.to_string(), help);
                None
            }
        }
    }

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
            let help = "let the last row have no `when`";
            let message = "some tickets have no hours here";
            self.found.error(item.node.at, message, help);
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
            Or::Short(amount) => vec![*amount],
            Or::Full(rows) => {
                let rows = rows.into_iter().filter(|row| row.calendar.is_none());
                rows.filter_map(|row| row.within).collect()
            }
        };
        for amount in amounts {
            if amount.text.contains("business") {
                let help = format!("add `calendar:` to the metric, one of {}", own.join(", "));
                self.found
                    .error(amount.at(), "in which calendar does this count?", help);
            }
        }
    }
}

fn place_of(targets: &Targets<'_>) -> At {
    match targets {
        Or::Short(within) => within.at(),
        Or::Full(rows) => rows.node.at,
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::compile;

    #[test]
    fn a_day_where_a_duration_belongs_is_told_how_a_deadline_by_day_is_written() {
        let help = |promise: &str| {
            let text = format!(
                "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
                 reply_to: help@acme.example.com\nmetrics:\n  triage: {{ targets: [{{ {promise} }}] }}\n"
            );
            match compile(&text) {
                Ok(_) => String::new(),
                Err(found) => found[0].help.clone(),
            }
        };
        let by = "by: close on the next business day";
        assert_eq!(help("within: next business day"), format!("write `{by}`"));
        assert_eq!(
            help("within: the next business day"),
            format!("write `{by}`")
        );
        assert_eq!(help(by), "");
        assert!(help("within: best effort").ends_with("write `words: best effort`"));
    }
}
