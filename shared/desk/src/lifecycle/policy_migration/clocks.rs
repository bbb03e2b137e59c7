//! Migration of a ticket's clocks: each counts as if the new version had always been there, unless that were less time
//! than was promised.
use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::MigratedClock;
use crate::clock::{DeadlineCalculation, choose};
use crate::lifecycle::clocks::Clocks;
use crate::policy::Metric;
use crate::ticket::{Clock, ClockTarget};
use crate::time::{Amount, Counting, Instant};

/// Migrates the clocks that both policies know.
pub(super) fn migrate(clocks: &mut Clocks<'_>, migrated: &BTreeMap<String, MigratedClock>) {
    for index in 0..clocks.state.clocks.len() {
        let clock = &clocks.state.clocks[index];
        let (Some(metric), Some(migrated)) = (
            clocks.policy.metric(&clock.metric),
            migrated.get(&clock.metric),
        ) else {
            continue;
        };
        let mut clock = clock.clone();
        if let Some(done) = &migrated.steps_done {
            clock.steps_done.clone_from(done);
            clock.pending = None;
        }
        if clock.canceled.is_none() && clock.ended_at.is_none() {
            let calculation = DeadlineCalculation {
                policy: clocks.policy,
                state: clocks.state,
                metric,
            };
            let migration = Migration {
                calculation,
                metric,
                at: clocks.fact.occurred_at,
                was_due: migrated.due_at,
            };
            migration.set(&mut clock);
        }
        clocks.state.clocks[index] = clock;
    }
    clocks.sort();
}

struct Migration<'a> {
    calculation: DeadlineCalculation<'a>,
    metric: &'a Metric,
    at: Instant,
    was_due: Option<Instant>,
}

impl Migration<'_> {
    fn set(&self, clock: &mut Clock) {
        let start = clock.promised_from();
        let target = choose(&self.calculation, start);
        if clock.target == ClockTarget::Nothing && target != ClockTarget::Nothing {
            clock.target = choose(&self.calculation, self.at);
            clock.basis_at = self.at;
            clock.promised_at = Some(self.at);
            return;
        }
        let pauses = self.calculation.pauses_until(self.at);
        let due = |target: &ClockTarget, basis| self.calculation.due(target, basis, &pauses);
        let sooner = |due: Option<Instant>, than: Option<Instant>| match (due, than) {
            (Some(due), Some(than)) => due < than,
            (Some(_), None) => true,
            (None, _) => false,
        };
        // A late promise was made earlier than any move.
        let open = self.was_due.is_none_or(|was_due| was_due > self.at);
        if !open || !sooner(due(&target, start), self.was_due) {
            clock.target = target;
            clock.basis_at = start;
            return;
        }
        let full = choose(&self.calculation, self.at);
        clock.target = if sooner(due(&full, self.at), self.was_due) {
            full
        } else {
            self.rest(&clock.target).unwrap_or(full)
        };
        clock.basis_at = self.at;
        clock.promised_at = Some(self.at);
    }

    /// The rest of the old promise: business time of the new hours where it was business time, so that a
    /// later pause moves it by what the pause took from those hours.
    fn rest(&self, old: &ClockTarget) -> Option<ClockTarget> {
        let was_due = self.was_due?;
        let line = self.metric.line;
        let in_hours = match old {
            ClockTarget::Within { amount, .. } => {
                matches!(amount.counting, Counting::Business | Counting::Bare)
            }
            ClockTarget::By { calendar, .. } => calendar.is_some(),
            ClockTarget::Slot { .. } | ClockTarget::Agreed { .. } | ClockTarget::Nothing => false,
        };
        let name = self.calculation.calendar_name(None).filter(|_| in_hours);
        let hours = self.calculation.calendar(name.as_deref());
        let left = hours.between(self.at, was_due);
        let (amount, calendar) = if name.is_some() && left > TimeDelta::zero() {
            (Amount::time(Counting::Business, left), name)
        } else {
            (Amount::time(Counting::Elapsed, was_due - self.at), None)
        };
        Some(ClockTarget::Within {
            amount,
            calendar,
            begins_in: None,
            cut_off: None,
            line,
        })
    }
}
