//! The table of promises: a row for each kind of ticket, a column for each metric customers see.
use std::fmt::Write;

use super::sheet::Part;
use super::{Writer, Written};
use crate::clock::{Reckoning, choose};
use crate::mail::MailError;
use crate::policy::kinds::{Kind, cells};
use crate::policy::{Key, Metric, Promise, Target, sample};
use crate::ticket::{ClockTarget, State};
use crate::time::{Amount, Counting};

impl Writer<'_> {
    pub(super) fn promises(&self) -> Written {
        let policy = self.policy;
        let keys = [
            (!policy.plans.is_empty(), Key::Plan, "col-plan"),
            (!policy.types.is_empty(), Key::Type, "col-type"),
            (!policy.priorities.is_empty(), Key::Priority, "col-priority"),
        ];
        let keys: Vec<_> = keys.into_iter().filter(|(with, ..)| *with).collect();
        let metrics: Vec<_> = policy
            .metrics
            .iter()
            .filter(|metric| !metric.internal)
            .collect();
        let mut head = self.head(
            &keys
                .iter()
                .map(|(_, _, column)| *column)
                .collect::<Vec<_>>(),
        )?;
        head.extend(metrics.iter().map(|metric| self.metric(&metric.name)));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for kind in cells(policy) {
            let Some(state) = sample::opened(policy, &kind) else {
                continue;
            };
            let name = |key: &Key| {
                kind.get(key)
                    .map_or_else(|| "–".to_owned(), |id| self.value(key, id))
            };
            let mut row: Vec<_> = keys.iter().map(|(_, key, _)| name(key)).collect();
            for metric in &metrics {
                row.push(self.cell(metric, &kind, &state)?);
            }
            rows.push(row);
        }
        if let Some(column) = keys.iter().position(|(_, key, _)| *key == Key::Type) {
            rows = joined(rows, column);
        }
        Ok(vec![
            self.heading("page-promises")?,
            Part::Table { head, rows },
        ])
    }

    /// The promise for the kind, and what holds only under further conditions.
    fn cell(&self, metric: &Metric, kind: &Kind, state: &State) -> Result<String, MailError> {
        let reckoning = Reckoning {
            policy: self.policy,
            state,
            metric,
        };
        let known = |row: &Target| row.when.eval_known(kind);
        let rows = || metric.targets.iter().chain(&metric.overrides);
        let sure = metric.targets.iter().filter(|row| known(row) == Some(true));
        let words = sure.clone().find_map(|row| match &row.promise {
            Promise::Words(words) | Promise::WordsWithClock(words, _) => Some(words),
            Promise::Within(_) | Promise::None | Promise::Slot | Promise::Committed => None,
        });
        let committed = || {
            metric
                .targets
                .iter()
                .any(|row| row.promise == Promise::Committed && known(row) != Some(false))
        };
        let first = match (choose(&reckoning, sample::morning(self.policy)), words) {
            (_, Some(words)) => self.words(words).to_owned(),
            (
                ClockTarget::Within {
                    amount, calendar, ..
                },
                None,
            ) => self.amount(&amount, counts(&amount, calendar).as_deref())?,
            (ClockTarget::Slot { .. }, None) => self.slots(metric)?,
            (ClockTarget::Nothing, None) if committed() => self.bands(metric, &reckoning)?,
            (ClockTarget::Nothing, None) => self.say.say("nothing-promised", &[])?,
        };
        let mut parts = vec![first];
        let own = [Key::Plan, Key::Type, Key::Priority];
        for row in rows().filter(|row| known(row).is_none()) {
            let values = [
                ("promise", self.row(row, &reckoning)?.into()),
                (
                    "condition",
                    self.atoms(&row.when, |key| !own.contains(key))?.into(),
                ),
            ];
            parts.push(self.say.say("if-also", &values)?);
        }
        Ok(parts.join("; "))
    }

    fn row(&self, row: &Target, reckoning: &Reckoning<'_>) -> Result<String, MailError> {
        match &row.promise {
            Promise::Within(amount) => {
                let calendar = reckoning.calendar_name(row.calendar.as_ref());
                self.amount(amount, counts(amount, calendar).as_deref())
            }
            Promise::Words(words) | Promise::WordsWithClock(words, _) => {
                Ok(self.words(words).to_owned())
            }
            Promise::None => self.say.say("nothing-promised", &[]),
            Promise::Slot => self.slots(reckoning.metric),
            Promise::Committed => self.bands(reckoning.metric, reckoning),
        }
    }

    fn bands(&self, metric: &Metric, reckoning: &Reckoning<'_>) -> Result<String, MailError> {
        let mut bands = Vec::new();
        for band in metric
            .commitment
            .iter()
            .flat_map(|commitment| &commitment.bands)
        {
            let calendar = counts(&band.from, reckoning.calendar_name(None));
            let values = [
                ("difficulty", band.difficulty.replace('_', " ").into()),
                ("from", self.amount(&band.from, None)?.into()),
                ("to", self.amount(&band.to, calendar.as_deref())?.into()),
            ];
            bands.push(self.say.say("band", &values)?);
        }
        self.say
            .say("committed", &[("bands", bands.join("; ").into())])
    }

    fn slots(&self, metric: &Metric) -> Result<String, MailError> {
        let Some(slots) = &metric.slots else {
            return Ok(String::new());
        };
        let times = slots
            .at
            .iter()
            .map(|at| format!("{:02}:{:02}", at / 60, at % 60));
        let values = [
            ("times", times.collect::<Vec<_>>().join(", ").into()),
            ("calendar", slots.calendar.as_str().into()),
            ("grace", self.amount(&slots.grace, None)?.into()),
        ];
        self.say.say("at-slots", &values)
    }
}

/// The calendar, where the amount counts in one.
fn counts(amount: &Amount, calendar: Option<String>) -> Option<String> {
    match amount.counting {
        Counting::Elapsed | Counting::Calendar => None,
        Counting::Business | Counting::Bare => calendar,
    }
}

/// Types that are promised the same stand in one row.
fn joined(rows: Vec<Vec<String>>, column: usize) -> Vec<Vec<String>> {
    let mut joined: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let same = |other: &&mut Vec<String>| {
            let cells = other.iter().zip(&row).enumerate();
            cells
                .filter(|(place, _)| *place != column)
                .all(|(_, (a, b))| a == b)
        };
        match (joined.iter_mut().find(same), row.get(column)) {
            (Some(first), Some(name)) => {
                if let Some(cell) = first.get_mut(column) {
                    // Writing to a string cannot fail.
                    let _ = write!(cell, ", {name}");
                }
            }
            (_, _) => joined.push(row),
        }
    }
    joined
}
