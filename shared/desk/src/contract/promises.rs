//! Renders the promise matrix: a row for each kind of ticket, a column for each metric.
use std::fmt::Write;

use super::audience::{Audience, Column, Heading, Wording, Written};
use super::renderer::{Renderer, joined};
use super::sample;
use crate::clock::{DeadlineCalculation, choose};
use crate::policy::{Key, Metric, Promise, Target, TicketProfile, promise_matrix};
use crate::ticket::{ClockTarget, State};

impl<A: Audience> Renderer<A> {
    pub(super) fn promises(&self) -> Written<A> {
        let policy = self.policy();
        let keys = [
            (!policy.plans.is_empty(), Key::Plan, Column::Plan),
            (!policy.types.is_empty(), Key::Type, Column::Type),
            (
                !policy.priorities.is_empty(),
                Key::Priority,
                Column::Priority,
            ),
        ];
        let keys: Vec<_> = keys.into_iter().filter(|(with, ..)| *with).collect();
        let metrics = policy.metrics.iter().filter(|metric| self.0.sees(metric));
        let metrics: Vec<_> = metrics.collect();
        let columns: Vec<_> = keys.iter().map(|(_, _, column)| *column).collect();
        let mut head = self.head(&columns)?;
        head.extend(metrics.iter().map(|metric| self.0.metric(&metric.name)));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for profile in promise_matrix(policy) {
            let Some(state) = sample::opened(policy, &profile) else {
                continue;
            };
            let name = |key: &Key| {
                let id = profile.get(key);
                id.map_or_else(|| "–".to_owned(), |id| self.0.terms().name_of(key, id))
            };
            let mut row: Vec<_> = keys.iter().map(|(_, key, _)| name(key)).collect();
            for metric in &metrics {
                row.push(self.cell(metric, &profile, &state)?);
            }
            rows.push(row);
        }
        if let Some(column) = keys.iter().position(|(_, key, _)| *key == Key::Type) {
            rows = types_joined(rows, column);
        }
        self.table(Heading::Promises, head, rows)
    }

    /// The promise for the profile, and what holds only under further conditions.
    fn cell(&self, metric: &Metric, profile: &TicketProfile, state: &State) -> Wording<A> {
        let calculation = DeadlineCalculation {
            policy: self.policy(),
            state,
            metric,
        };
        let known = |row: &Target| row.when.eval_known(profile);
        let own = || metric.targets.iter();
        let words = own().filter(|row| known(row) == Some(true));
        let words = words.filter_map(|row| row.promise.words()).next();
        let committed =
            || own().any(|row| row.promise == Promise::Committed && known(row) != Some(false));
        let first = match (choose(&calculation, sample::morning(self.policy())), words) {
            (_, Some(words)) => self.0.terms().words(words).to_owned(),
            (
                ClockTarget::Within {
                    amount, calendar, ..
                },
                None,
            ) => self.0.amount_in(&amount, calendar.as_deref())?,
            (ClockTarget::Slot { .. }, None) => self.slots(metric)?,
            (ClockTarget::Nothing, None) if committed() => self.bands(&calculation)?,
            (ClockTarget::Nothing, None) => self.0.nothing()?,
        };
        let mut parts = vec![first];
        // The table shows these already.
        let shown = [Key::Plan, Key::Type, Key::Priority];
        let rows = own().chain(&metric.overrides);
        for row in rows.filter(|row| known(row).is_none()) {
            let condition = self.0.atoms(&row.when, |key| !shown.contains(key))?;
            parts.push(
                self.0
                    .if_also(self.promise(row, &calculation)?, condition)?,
            );
        }
        Ok(parts.join("; "))
    }

    fn promise(&self, row: &Target, calculation: &DeadlineCalculation<'_>) -> Wording<A> {
        match &row.promise {
            Promise::Within(amount) => {
                let calendar = calculation.calendar_name(row.calendar.as_ref());
                self.0.amount_in(amount, calendar.as_deref())
            }
            Promise::Words(words) | Promise::WordsWithClock(words, _) => Ok(self
                .0
                .terms()
                .policy
                .words(words, self.0.terms().locale)
                .to_owned()),
            Promise::None => self.0.nothing(),
            Promise::Slot => self.slots(calculation.metric),
            Promise::Committed => self.bands(calculation),
        }
    }

    fn bands(&self, calculation: &DeadlineCalculation<'_>) -> Wording<A> {
        let calendar = calculation.calendar_name(None);
        let commitment = calculation.metric.commitment.iter();
        let bands = commitment.flat_map(|commitment| &commitment.bands);
        let bands = bands.map(|band| {
            let to = self.0.amount_in(&band.to, calendar.as_deref())?;
            self.0
                .band(&band.difficulty, self.0.amount(&band.from)?, to)
        });
        self.0.committed(joined::<A>(bands, "; ")?)
    }

    fn slots(&self, metric: &Metric) -> Wording<A> {
        let Some(slots) = &metric.slots else {
            return Ok(String::new());
        };
        let times = slots
            .at
            .iter()
            .map(|at| format!("{:02}:{:02}", at / 60, at % 60));
        let times: Vec<_> = times.collect();
        self.0.slots(&times.join(", "), slots)
    }
}

/// Types that are promised the same stand in one row.
fn types_joined(rows: Vec<Vec<String>>, column: usize) -> Vec<Vec<String>> {
    let mut joined: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let same = |other: &&mut Vec<String>| {
            let mut cells = other.iter().zip(&row).enumerate();
            cells.all(|(place, (a, b))| place == column || a == b)
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
