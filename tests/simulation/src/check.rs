//! The check before each change: crashes at calls, every seeded bug, and random scenarios for the time that is left.
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant as Stopwatch};

use crate::crash::{crash_points, with_crashes};
use crate::{Mutation, Rates, RunOutcome, Scenario, all_caught, shrink, simulate, simulate_each};

/// One in so many crashes is tried before each change; the figures try all of them.
const CRASH_STEP: usize = 5;

/// Time that a check may take, and how many random scenarios it runs however long they take.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// Random scenarios begin until this is over.
    pub time: Duration,
    /// A slow machine takes longer, and proves no less.
    pub at_least: u64,
}

/// Outcome of a check: how far it got, and what is broken.
#[derive(Debug, Default)]
pub struct CheckReport {
    /// Runs of random scenarios and of crashes together.
    runs: usize,
    crashes: usize,
    tickets: usize,
    mails: usize,
    calls: usize,
    faults: usize,
    /// Mutations with the invariant that catches each, and the seed.
    caught: Vec<(Mutation, Option<(u64, String)>)>,
    /// Broken invariants, each with the shortest scenario found.
    broken: Vec<String>,
    took: Duration,
}

impl CheckReport {
    /// Whether every invariant held in random scenarios that had faults, and every mutation was caught.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let proven = self.runs > self.crashes && self.faults > 0;
        proven && self.broken.is_empty() && self.caught.iter().all(|(_, by)| by.is_some())
    }

    fn add(&mut self, scenario: &Scenario, outcome: &RunOutcome) {
        self.runs += 1;
        self.tickets += outcome.tickets;
        self.mails += outcome.mails;
        self.calls += outcome.calls.len();
        self.faults += outcome.faults.len();
        if let Some(violation) = outcome.violations.first() {
            let short = shrink(scenario, violation.invariant, None);
            self.broken
                .push(format!("{violation}\n{}", short.describe()));
        }
    }
}

/// Runs crashes and mutations, then random scenarios within the budget.
#[must_use]
pub fn check(budget: Budget) -> CheckReport {
    let began = Stopwatch::now();
    let report = Mutex::new(CheckReport::default());
    let add = |scenario: &Scenario, outcome: RunOutcome| {
        let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
        report.add(scenario, &outcome);
    };
    let crashes = crashes();
    let count = crashes.len();
    simulate_each(crashes.into_iter(), None, &add);
    let caught = all_caught();
    let seeds = (1..).take_while(|seed| *seed <= budget.at_least || began.elapsed() < budget.time);
    let scenarios = seeds.map(|seed| Scenario::of(seed, Rates::MIXED));
    simulate_each(scenarios, None, &add);
    let report = report.into_inner().unwrap_or_else(PoisonError::into_inner);
    CheckReport {
        crashes: count,
        caught,
        took: began.elapsed(),
        ..report
    }
}

fn crashes() -> Vec<Scenario> {
    let life = Scenario::whole_life();
    let points = crash_points(&simulate(&life, None).calls);
    let some = points.iter().step_by(CRASH_STEP);
    some.map(|point| with_crashes(&life, [*point])).collect()
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} random scenarios and {} crashes at calls in {} s: {} tickets, {} mails, {} calls, {} faults",
            self.runs - self.crashes,
            self.crashes,
            self.took.as_secs(),
            self.tickets,
            self.mails,
            self.calls,
            self.faults,
        )?;
        for (mutation, by) in &self.caught {
            match by {
                Some((seed, invariant)) => {
                    writeln!(f, "{mutation:?} is caught by {invariant} in seed {seed}")?;
                }
                None => writeln!(f, "NOTHING catches {mutation:?}")?,
            }
        }
        for broken in &self.broken {
            writeln!(f, "BROKEN: {broken}")?;
        }
        if self.is_good() {
            let caught = self.caught.len();
            writeln!(f, "no invariant broken, {caught} seeded bugs caught")?;
        }
        Ok(())
    }
}
