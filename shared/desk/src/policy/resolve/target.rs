//! Compiles target rows, and the calendars that they and their metrics count in.
use super::reader::Reader;
use crate::policy::file::SymbolKind;
use crate::policy::model::{CalendarOf, Promise, Target};
use crate::policy::syntax::{At, Condition, Name, Node};

impl Reader<'_> {
    /// The rows of `targets` or `every`, or the one row that slots or a commitment imply; where the
    /// metric has a `when`, others are promised nothing.
    pub(super) fn targets(
        &mut self,
        name: &Name,
        node: &Node,
        scope: &Condition,
        (slots, commits): (bool, bool),
    ) -> Vec<Target> {
        let written = node.get("targets").or_else(|| node.get("every"));
        if let (Some(targets), Some(_)) = (node.get("targets"), node.get("every")) {
            let help = "keep `targets`, with `repeats: after_met`; or `every` alone";
            self.found
                .error(targets.at, "`targets` and `every` say the same twice", help);
        }
        let mut rows = self.rows(written, scope);
        if written.is_none() {
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
                line: name.at.line,
            });
        }
        for row in &rows {
            let (needs, there) = match row.promise {
                Promise::Slot => ("slots", slots),
                Promise::Committed => ("commitment", commits),
                Promise::Within(_)
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
            let line = node.get("when").map_or(name.at.line, |when| when.at.line);
            let when = scope.clone().negated();
            rows.push(Target {
                when,
                promise: Promise::None,
                calendar: None,
                line,
            });
        }
        rows
    }

    /// Target rows within a scope; a bare amount is one row for all.
    pub(super) fn rows(&mut self, node: Option<&Node>, scope: &Condition) -> Vec<Target> {
        let mut rows = Vec::new();
        for item in node.map_or(&[][..], Node::items) {
            let when = scope.clone().and(self.condition(item.get("when")));
            let calendar = self.calendar_of(item.get("calendar"));
            if let Some(promise) = self.promise(item) {
                rows.push(Target {
                    when,
                    promise,
                    calendar,
                    line: item.at.line,
                });
            }
        }
        rows
    }

    fn promise(&mut self, row: &Node) -> Option<Promise> {
        let within = if row.is_map() {
            row.get("within")
        } else {
            Some(row)
        };
        let (words, internal) = (row.get("words"), row.get("internal"));
        match (within, words) {
            (Some(within), None) => {
                if let Some(internal) = internal {
                    let help = "say `words` for what is shown, or leave `internal` out";
                    self.found
                        .error(internal.at, "`internal` stands behind words only", help);
                }
                match within.text()? {
                    "none" => Some(Promise::None),
                    "slot" => Some(Promise::Slot),
                    "committed" => Some(Promise::Committed),
                    _ => self.amount(within).map(Promise::Within),
                }
            }
            (None, Some(words)) => {
                let words = self.words(words);
                Some(match internal.and_then(|amount| self.amount(amount)) {
                    Some(amount) => Promise::WordsWithClock(words, amount),
                    None => Promise::Words(words),
                })
            }
            (Some(_), Some(words)) => {
                let help = "keep `within`; or `words`, with `internal` for a clock of the staff";
                self.found
                    .error(words.at, "a row promises a time or words, not both", help);
                None
            }
            (None, None) => {
                let help = "say `within: 4 business hours`, `within: none` or `words: …`";
                self.found.error(row.at, "this row promises nothing", help);
                None
            }
        }
    }

    pub(super) fn calendar_of(&mut self, node: Option<&Node>) -> Option<CalendarOf> {
        let node = node?;
        match node.text()? {
            "plan" => {
                if self.names.of(SymbolKind::Plan).is_empty() {
                    self.found
                        .error(node.at, "the policy has no plans", "name a calendar");
                }
                Some(CalendarOf::Plan)
            }
            "24x7" => Some(CalendarOf::Always),
            _ => self
                .name(SymbolKind::Calendar, Some(node))
                .map(CalendarOf::Named),
        }
    }

    /// The calendar of a metric that names none: the plan's, `office`, or the only one there is.
    pub(super) fn usual_calendar(&mut self, node: &Node) -> CalendarOf {
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
                for amount in ["targets", "every"].iter().filter_map(|key| node.get(key)) {
                    self.in_which_calendar(amount, &own);
                }
                CalendarOf::Always
            }
        }
    }

    /// Business time without a calendar would run around the clock, which nobody means.
    fn in_which_calendar(&mut self, rows: &Node, own: &[String]) {
        for row in rows
            .items()
            .iter()
            .filter(|row| row.get("calendar").is_none())
        {
            let amount = if row.is_map() {
                row.get("within")
            } else {
                Some(row)
            };
            let business = amount
                .and_then(Node::text)
                .is_some_and(|text| text.contains("business"));
            if let (true, Some(amount)) = (business, amount) {
                let help = format!("add `calendar:` to the metric, one of {}", own.join(", "));
                self.found
                    .error(amount.at, "in which calendar does this count?", help);
            }
        }
    }
}
