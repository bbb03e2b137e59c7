//! A story from its first step to the calm after it, and what came of it.
use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::invariants::Violation;
use crate::sabotage::Sabotage;
use crate::story::Story;
use crate::watch::Watch;
use crate::world::World;

/// After the weather: long enough for the longest delay, the longest lease and the longest back-off.
const AFTERMATH: TimeDelta = TimeDelta::hours(26);

/// How a run ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What must never happen and did, in the order it was seen.
    pub violations: Vec<Violation>,
    /// Tickets that clients were told exist.
    pub tickets: usize,
    /// Mails accepted by the mail service.
    pub mails: usize,
    /// Mails that were sent a second time because the service's answer and its event were both late.
    pub doubled: usize,
    /// The calls that were made in weather that was not calm, in order.
    pub calls: Vec<crate::Kind>,
    /// What went wrong, by the number of the call.
    pub faults: BTreeMap<u64, crate::Fault>,
    /// Minutes of sweeps until nothing was overdue, once the weather was calm.
    pub minutes_to_quiet: u32,
    /// Days that tickets lived, all together.
    pub ticket_days: i64,
    /// A hash over every fact and every mail: equal for equal runs.
    pub trace: String,
}

/// Runs a story to its end, or to the first violation.
pub(crate) async fn run(story: &Story, sabotage: Option<Sabotage>) -> Outcome {
    fastrand::seed(0);
    let mut world = match World::begins(story, sabotage).await {
        Ok(world) => world,
        Err(violation) => {
            return Outcome {
                violations: vec![violation],
                ..Outcome::default()
            };
        }
    };
    let mut watch = Watch::new(&world, story.skew_ms);
    world.weather.calm(false);
    // What mails somebody twice by mistake may go on doing so: the mails of a day would say no more than the first.
    let is_caught = |watch: &Watch, world: &World| sabotage.is_some() && watch.doubled(world) > 0;
    let mut violations = Vec::new();
    for (place, step) in story.steps.iter().enumerate() {
        world.step = place;
        violations.extend(world.takes(step).await);
        violations.extend(watch.looks(&world).await);
        if !violations.is_empty() || is_caught(&watch, &world) {
            break;
        }
    }
    world.weather.calm(true);
    let mut minutes_to_quiet = 0;
    if violations.is_empty() && !is_caught(&watch, &world) {
        minutes_to_quiet = world.comes_to_rest(&watch, &mut violations).await;
        violations.extend(world.passes(AFTERMATH).await);
        violations.extend(watch.looks(&world).await);
        violations.extend(watch.at_the_end(&world).await);
    }
    let now = world.desk.clock().now();
    Outcome {
        violations,
        tickets: world.tickets.len(),
        mails: world.desk.mailbox().len(),
        doubled: watch.doubled(&world),
        calls: world.weather.calls(),
        faults: world.weather.faults(),
        minutes_to_quiet,
        ticket_days: world
            .tickets
            .iter()
            .map(|known| (now - known.opened_at).num_days())
            .sum(),
        trace: watch.trace(&world).await,
    }
}
