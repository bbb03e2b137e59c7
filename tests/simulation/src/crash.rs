//! Crash points, every place where a function can stop: before and after each call that it makes.
//!
//! A function waits for nothing but its calls, so these are also all the places at which its future can be
//! dropped. A function that crashes at a read has done nothing yet, whichever side of the read it is on.
use std::collections::BTreeMap;

use crate::faults::{CallKind, Fault, FaultSource};
use crate::scenario::Scenario;

/// A crash point: the number of the call, and on which side of it.
pub type CrashPoint = (u64, Fault);

/// Crash points of a scenario whose calls are these.
#[must_use]
pub fn crash_points(calls: &[CallKind]) -> Vec<CrashPoint> {
    let mut crash_points = Vec::new();
    for (call, kind) in (0..).zip(calls) {
        crash_points.push((call, Fault::CrashBefore));
        match kind {
            CallKind::Write | CallKind::Transaction | CallKind::Mail => {
                crash_points.push((call, Fault::CrashAfter))
            }
            CallKind::Read | CallKind::ConsistentRead => {}
        }
    }
    crash_points
}

/// The scenario in which a function crashes at each of these points.
#[must_use]
pub fn with_crashes(scenario: &Scenario, at: impl IntoIterator<Item = CrashPoint>) -> Scenario {
    Scenario {
        faults: FaultSource::Listed(at.into_iter().collect::<BTreeMap<_, _>>()),
        ..scenario.clone()
    }
}

/// Ordered pairs of crash points, every `stride`-th of them.
pub fn pairs(crash_points: &[CrashPoint], stride: usize) -> impl Iterator<Item = [CrashPoint; 2]> {
    let all = crash_points.iter().enumerate().flat_map(|(place, first)| {
        let later = crash_points.iter().skip(place + 1);
        later.map(|second| [*first, *second])
    });
    all.step_by(stride.max(1))
}
