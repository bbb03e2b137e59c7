//! Run of a scenario from its first step to the calm after its faults, and its outcome.
use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::invariant_checker::InvariantChecker;
use crate::invariants::Violation;
use crate::mutations::Mutation;
use crate::scenario::Scenario;
use crate::world::SimulatedDesk;

/// Time after the faults: long enough for the longest delay, the longest lease and the longest back-off.
const AFTERMATH: TimeDelta = TimeDelta::hours(26);

/// Outcome of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunOutcome {
    /// Invariants that broke, in the order that was seen.
    pub violations: Vec<Violation>,
    /// Tickets that clients were told exist.
    pub tickets: usize,
    /// Mails accepted by the mail service.
    pub mails: usize,
    /// Mails that were sent a second time because the service's answer and its event were both late.
    pub doubled: usize,
    /// The calls that were made while faults were on, in order.
    pub calls: Vec<crate::CallKind>,
    /// Faults by the number of the call.
    pub faults: BTreeMap<u64, crate::Fault>,
    /// Minutes of sweeps until nothing was overdue, once the faults were over.
    pub minutes_to_quiet: u32,
    /// Days that tickets lived, all together.
    pub ticket_days: i64,
    /// Requests that the seeded bug has changed or answered.
    pub mutated: u64,
    /// A hash over every fact and every mail: equal for equal runs.
    pub trace: String,
}

/// Runs a scenario to its end, or to the first violation.
pub(crate) async fn run(scenario: &Scenario, mutation: Option<Mutation>) -> RunOutcome {
    fastrand::seed(0);
    let mut world = match SimulatedDesk::begins(scenario, mutation).await {
        Ok(world) => world,
        Err(violation) => {
            return RunOutcome {
                violations: vec![violation],
                ..RunOutcome::default()
            };
        }
    };
    let mut checker = InvariantChecker::new(&world, scenario.skew_ms);
    world.faults.start();
    // A bug that mails somebody twice may go on doing so: the mails of a day would say no more than the first.
    let is_caught = |checker: &InvariantChecker, world: &SimulatedDesk| {
        mutation.is_some() && checker.doubled(world) > 0
    };
    let mut violations = Vec::new();
    for (place, step) in scenario.steps.iter().enumerate() {
        world.step = place;
        violations.extend(world.takes(step).await);
        violations.extend(checker.check(&world).await);
        if !violations.is_empty() || is_caught(&checker, &world) {
            break;
        }
    }
    world.faults.stop();
    let mut minutes_to_quiet = 0;
    if violations.is_empty() && !is_caught(&checker, &world) {
        minutes_to_quiet = world.comes_to_rest(&checker, &mut violations).await;
        violations.extend(world.passes(AFTERMATH).await);
        violations.extend(checker.check(&world).await);
        violations.extend(checker.check_at_end(&world).await);
    }
    let now = world.desk.clock().now();
    RunOutcome {
        violations,
        tickets: world.tickets.len(),
        mails: world.desk.mailbox().len(),
        doubled: checker.doubled(&world),
        calls: world.faults.calls(),
        faults: world.faults.faults(),
        minutes_to_quiet,
        ticket_days: world
            .tickets
            .iter()
            .map(|known| (now - known.opened_at).num_days())
            .sum(),
        mutated: world.mutated.load(std::sync::atomic::Ordering::Relaxed),
        trace: checker.trace(&world).await,
    }
}
