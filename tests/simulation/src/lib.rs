//! Simulation of the whole desk in virtual time: all functions, the engine, mail, and people who reply, pause and merge.
//!
//! A [`Scenario`] says what people do and when; [`Faults`] decides what goes wrong with each call between a
//! function and the store or the mail service. Both come from one seed. The functions, the SDK and the engine
//! are the real ones, on one thread and in paused time, so a run is the same each time. After every step
//! the [`Invariant`]s are checked against the store itself; a scenario that breaks one is made shorter.
mod check;
pub mod crash;
mod fault_connector;
mod faults;
mod figures;
mod function_host;
mod invariant_checker;
mod invariants;
mod mutations;
mod people;
mod run;
mod scenario;
mod shrink;
mod ticket_history;
mod world;

use std::sync::{Mutex, PoisonError};

pub use check::{Budget, CheckReport, check};
pub use faults::{CallKind, Fault, FaultSource, Faults, Rates};
pub use figures::{BUSY, FigureSizes, all_caught, caught, figures};
pub use invariants::{Invariant, Violation};
pub use mutations::Mutation;
pub use run::RunOutcome;
pub use scenario::{Scenario, ScenarioAction, ScenarioStep};
pub use shrink::shrink;

/// Runs a scenario on this thread, in a runtime of its own whose time is paused.
///
/// # Panics
/// The machine gives no runtime.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "without a runtime there is no simulation"
)]
pub fn simulate(scenario: &Scenario, mutation: Option<Mutation>) -> RunOutcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime on this thread");
    runtime.block_on(run::run(scenario, mutation))
}

/// Runs scenarios on all cores; the outcome of each is handed over as it ends, in any order.
pub fn simulate_all(
    scenarios: &[Scenario],
    mutation: Option<Mutation>,
    tell: &(impl Fn(&Scenario, RunOutcome) + Sync),
) {
    simulate_each(scenarios.iter().cloned(), mutation, tell);
}

/// Runs scenarios on all cores until the iterator ends, which may depend on the time.
pub fn simulate_each(
    scenarios: impl Iterator<Item = Scenario> + Send,
    mutation: Option<Mutation>,
    tell: &(impl Fn(&Scenario, RunOutcome) + Sync),
) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let scenarios = Mutex::new(scenarios);
    let next = || {
        let mut scenarios = scenarios.lock().unwrap_or_else(PoisonError::into_inner);
        scenarios.next()
    };
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(scenario) = next() {
                    let outcome = simulate(&scenario, mutation);
                    tell(&scenario, outcome);
                }
            });
        }
    });
}
