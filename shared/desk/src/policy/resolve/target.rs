//! Compiles target rows: what is promised to which tickets.
use super::near::{near_amount, near_deadline};
use super::reader::Reader;
use crate::policy::file::{self, Metric, Or, Scalar, Targets, Wording};
use crate::policy::model::{Begins, Promise, Target, UntilAgreed};
use crate::policy::syntax::{At, Condition, Name};
use crate::time::{Amount, DueBy, minute_of_day};

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
                | Promise::Agreed(_)
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
            begins: self.begins(row.begins, row.cut_off),
            line: row.node.at.line,
        })
    }

    /// Where time begins: a cut-off says it as well.
    pub(super) fn begins<M>(
        &mut self,
        begins: Option<Begins>,
        cut_off: Option<Scalar<'_, M>>,
    ) -> Option<Begins> {
        let Some(cut_off) = cut_off else {
            return begins;
        };
        if begins.is_some() {
            let message = "`cut_off` says where time begins, and so does `begins`";
            let help = "keep `cut_off`: what comes outside hours counts from an opening with it";
            self.found.error(cut_off.at(), message, help);
        }
        match minute_of_day(cut_off.text) {
            Ok(minute) => Some(Begins::AfterCutOff(minute)),
            Err(error) => {
                self.found
                    .error(cut_off.at(), error.to_string(), "write `16:00`");
                None
            }
        }
    }

    fn promise(&mut self, row: &file::Target<'_>) -> Option<Promise> {
        let promise = self.promise_alone(row)?;
        match (promise, row.until_agreed) {
            (promise, None) => Some(promise),
            (Promise::Agreed(_), Some(until)) => self.until_agreed(until).map(Promise::Agreed),
            (promise, Some(until)) => {
                let message = "`until_agreed` stands beside `within: agreed` only";
                let help = "write `within: agreed`, or leave `until_agreed` out";
                self.found.error(until.at(), message, help);
                Some(promise)
            }
        }
    }

    /// What holds until a date is agreed: a duration, or a deadline by day.
    fn until_agreed<M>(&mut self, until: Scalar<'_, M>) -> Option<UntilAgreed> {
        match (Amount::parse(until.text), DueBy::parse(until.text)) {
            (Ok(_), _) => self.amount(until).map(UntilAgreed::Within),
            (Err(_), Ok(by)) => Some(UntilAgreed::By(by)),
            (Err(_), Err(_)) => {
                let message = format!(
                    "`{}` is no time that holds until a date is agreed",
                    until.text
                );
                let help = "write `2 business days`, or `17:00 on the next business day`";
                self.found.error(until.at(), message, help);
                None
            }
        }
    }

    fn promise_alone(&mut self, row: &file::Target<'_>) -> Option<Promise> {
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
                let help = self.as_a_row(row).unwrap_or_else(|| {
                    "say `within: 4 business hours`, `by: 17:00 on the next business day`, `within: none` or `words: …`".to_owned()
                });
                self.found
                    .error(row.node.at, "this row promises nothing", help);
                None
            }
        }
    }

    /// The row that `{ p1: 1 hour }` was meant to be.
    fn as_a_row(&self, row: &file::Target<'_>) -> Option<String> {
        let mut entries = row.node.entries().iter();
        let (name, value) = entries.find(|(_, value)| {
            let amount = value.text().map(Amount::parse);
            amount.is_some_and(|amount| amount.is_ok())
        })?;
        Some(format!(
            "write `{{ when: priority = {}, within: {} }}`, a row for each",
            name.text,
            value.text()?
        ))
    }

    fn within<M>(&mut self, within: Scalar<'_, M>) -> Option<Promise> {
        match within.text {
            "none" => Some(Promise::None),
            "slot" => Some(Promise::Slot),
            "committed" => Some(Promise::Committed),
            "agreed" => Some(Promise::Agreed(UntilAgreed::Nothing)),
            text if !text.chars().any(|sign| sign.is_ascii_digit()) => {
                let message = format!("`{text}` is not a duration");
                let day = text.strip_prefix("the ").unwrap_or(text);
                let by = format!("close on the {day}");
                let nothing = ["n/a", "na", "-", "nothing", "no"];
                let help = match (near_amount(text), DueBy::parse(&by)) {
                    (None, _) if nothing.contains(&text.to_lowercase().as_str()) => {
                        "write `within: none`".to_owned()
                    }
                    (Some(near), _) => near,
                    (None, Ok(_)) => format!("write `by: {by}`"),
                    (None, Err(_)) => {
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
                let help = near_deadline(by.text).unwrap_or_else(|| {
                    "as in `17:00 on the next business day`, `close on the same business day`, `end of day`".to_owned()
                });
                self.found.error(by.at(), error.to_string(), help);
                None
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
        assert_eq!(
            help("p1: 1 hour"),
            "write `{ when: priority = p1, within: 1 hour }`, a row for each"
        );
        assert!(help("within: best effort").ends_with("write `words: best effort`"));
    }
}
