//! The table of promises: a row for each kind of ticket, a column for each metric.
use std::fmt::Write;

use super::{Page, table};
use crate::clock::{Reckoning, choose};
use crate::policy::kinds::{Kind, cells};
use crate::policy::{Condition, Key, Metric, Promise, Target, Words, sample};
use crate::ticket::{ClockTarget, State};
use crate::time::{Amount, Counting};

impl Page<'_> {
    pub(super) fn promises(&self) -> String {
        let policy = self.policy;
        let mut head = Vec::new();
        let with_plans = !policy.plans.is_empty();
        let with_types = !policy.types.is_empty();
        let with_priorities = !policy.priorities.is_empty();
        let shown = [
            (with_plans, "Plan"),
            (with_types, "Type"),
            (with_priorities, "Priority"),
        ];
        head.extend(
            shown
                .iter()
                .filter(|(with, _)| *with)
                .map(|(_, name)| *name),
        );
        head.extend(policy.metrics.iter().map(|metric| metric.name.as_str()));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for kind in cells(policy) {
            let Some(state) = sample::opened(policy, &kind) else {
                continue;
            };
            let mut row = self.names(&kind, [with_plans, with_types, with_priorities]);
            row.extend(
                policy
                    .metrics
                    .iter()
                    .map(|metric| self.cell(metric, &kind, &state)),
            );
            rows.push(row);
        }
        if with_types {
            rows = join_types(rows, usize::from(with_plans));
        }
        format!("## Promises\n\n{}", table(&head, &rows))
    }

    fn names(&self, kind: &Kind, with: [bool; 3]) -> Vec<String> {
        let policy = self.policy;
        let name = |key: Key, words: Option<&Words>| {
            let id = kind.get(&key).unwrap_or("–");
            match words.map(|words| self.words(words)) {
                Some(words) if !words.is_empty() => words,
                Some(_) | None => id.to_owned(),
            }
        };
        let plan = kind.get(&Key::Plan).and_then(|id| policy.plans.get(id));
        let ticket_type = kind.get(&Key::Type).and_then(|id| policy.types.get(id));
        let priority = kind.get(&Key::Priority);
        let priority = priority.and_then(|id| policy.priorities.iter().find(|p| p.id == id));
        let all = [
            name(Key::Plan, plan.map(|found| &found.name)),
            name(Key::Type, ticket_type.map(|found| &found.name)),
            name(Key::Priority, priority.map(|found| &found.name)),
        ];
        let shown = all.into_iter().zip(with);
        shown
            .filter(|(_, with)| *with)
            .map(|(name, _)| name)
            .collect()
    }

    /// The promise for the kind, and what holds only under further conditions.
    fn cell(&self, metric: &Metric, kind: &Kind, state: &State) -> String {
        let reckoning = Reckoning {
            policy: self.policy,
            state,
            metric,
        };
        let sure = |row: &&Target| row.when.eval_known(kind) == Some(true);
        let words = metric.targets.iter().filter(sure).find_map(words_of);
        let mut parts = Vec::new();
        match (choose(&reckoning, sample::morning(self.policy)), words) {
            (_, Some(words)) => parts.push(self.words(words)),
            (
                ClockTarget::Within {
                    amount, calendar, ..
                },
                None,
            ) => {
                parts.push(counted(&amount, calendar.as_deref()));
            }
            (ClockTarget::Slot { .. }, None) => parts.push(slots(metric)),
            (ClockTarget::Nothing, None) if committed(metric, kind) => {
                parts.push(self.bands(metric, &reckoning));
            }
            (ClockTarget::Nothing, None) => parts.push("–".to_owned()),
        }
        for row in metric.targets.iter().chain(&metric.overrides) {
            if row.when.eval_known(kind).is_none() {
                let within = self.promise(row, &reckoning);
                parts.push(format!("{within} if {}", beyond(&row.when)));
            }
        }
        parts.join("; ")
    }

    fn promise(&self, row: &Target, reckoning: &Reckoning<'_>) -> String {
        match &row.promise {
            Promise::Within(amount) => {
                let calendar = match amount.counting {
                    Counting::Elapsed => None,
                    Counting::Business | Counting::Calendar | Counting::Bare => {
                        reckoning.calendar_name(row.calendar.as_ref())
                    }
                };
                counted(amount, calendar.as_deref())
            }
            Promise::Words(words) | Promise::WordsWithClock(words, _) => self.words(words),
            Promise::None => "–".to_owned(),
            Promise::Slot => slots(reckoning.metric),
            Promise::Committed => self.bands(reckoning.metric, reckoning),
        }
    }

    fn bands(&self, metric: &Metric, reckoning: &Reckoning<'_>) -> String {
        let bands = metric.commitment.iter().flat_map(|c| &c.bands);
        let bands: Vec<_> = bands
            .map(|band| {
                let calendar = match band.from.counting {
                    Counting::Elapsed => None,
                    Counting::Business | Counting::Calendar | Counting::Bare => {
                        reckoning.calendar_name(None)
                    }
                };
                let to = counted(&band.to, calendar.as_deref());
                format!("{}: {} to {to}", band.difficulty, band.from)
            })
            .collect();
        format!("committed by the agent ({})", bands.join("; "))
    }
}

/// Types that are promised the same stand in one row.
fn join_types(rows: Vec<Vec<String>>, column: usize) -> Vec<Vec<String>> {
    let mut joined: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let same = |other: &&mut Vec<String>| {
            let cells = other.iter().zip(&row).enumerate();
            let mut others = cells.filter(|(place, _)| *place != column);
            others.all(|(_, (a, b))| a == b)
        };
        match (joined.iter_mut().find(same), row.get(column)) {
            (Some(first), Some(name)) => {
                if let Some(cell) = first.get_mut(column) {
                    let _ = write!(cell, ", {name}");
                }
            }
            (_, _) => joined.push(row),
        }
    }
    joined
}

fn words_of(row: &Target) -> Option<&Words> {
    match &row.promise {
        Promise::Words(words) | Promise::WordsWithClock(words, _) => Some(words),
        Promise::Within(_) | Promise::None | Promise::Slot | Promise::Committed => None,
    }
}

fn committed(metric: &Metric, kind: &Kind) -> bool {
    metric
        .targets
        .iter()
        .any(|row| row.promise == Promise::Committed && row.when.eval_known(kind) != Some(false))
}

/// `4 hours (business)`: the amount, and the calendar where it counts in one.
fn counted(amount: &Amount, calendar: Option<&str>) -> String {
    match (amount.counting, calendar) {
        (Counting::Elapsed | Counting::Calendar, _) => amount.to_string(),
        (Counting::Business | Counting::Bare, Some(name)) => format!("{amount} of `{name}`"),
        (Counting::Business | Counting::Bare, None) => format!("{amount} around the clock"),
    }
}

/// What a condition asks beside plan, type and priority, which the table shows already.
fn beyond(when: &Condition) -> String {
    let own = [Key::Plan, Key::Type, Key::Priority];
    let atoms = when.atoms().into_iter();
    let atoms: Vec<_> = atoms
        .filter(|atom| !own.contains(&atom.key))
        .map(ToString::to_string)
        .collect();
    let simple = !when.to_string().contains(" or ") && !when.to_string().contains("not ");
    if simple {
        atoms.join(" and ")
    } else {
        when.to_string()
    }
}

fn slots(metric: &Metric) -> String {
    let Some(slots) = &metric.slots else {
        return String::new();
    };
    let times: Vec<_> = slots
        .at
        .iter()
        .map(|at| format!("{:02}:{:02}", at / 60, at % 60))
        .collect();
    format!(
        "at {} of `{}`, within {}",
        times.join(", "),
        slots.calendar,
        slots.grace
    )
}
