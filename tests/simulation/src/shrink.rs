//! Shrinking of a long scenario that fails to a short one that fails in the same way.
use crate::faults::FaultSource;
use crate::invariants::Invariant;
use crate::scenario::Scenario;
use crate::{Mutation, simulate};

/// Runs that may be spent on making a scenario shorter.
const PATIENCE: usize = 400;

/// The shortest scenario found that breaks the same invariant.
///
/// Parts of the scenario are left out, halves first and single steps last, and then faults; whatever can be
/// missing is left out for good.
#[must_use]
pub fn shrink(scenario: &Scenario, broken: Invariant, mutation: Option<Mutation>) -> Scenario {
    let mut shrinking = Shrinking {
        broken,
        mutation,
        left: PATIENCE,
    };
    let mut scenario = scenario.clone();
    let listed = Scenario {
        faults: FaultSource::Listed(simulate(&scenario, mutation).faults),
        ..scenario.clone()
    };
    // Lost and late records are not in the list; without them the failure may be gone.
    if shrinking.fails(&listed) {
        scenario = listed;
    }
    scenario = shrinking.steps(scenario);
    shrinking.faults(scenario)
}

struct Shrinking {
    broken: Invariant,
    mutation: Option<Mutation>,
    left: usize,
}

impl Shrinking {
    fn fails(&mut self, scenario: &Scenario) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        let violations = simulate(scenario, self.mutation).violations;
        violations
            .iter()
            .any(|violation| violation.invariant == self.broken)
    }

    fn steps(&mut self, mut scenario: Scenario) -> Scenario {
        let mut size = scenario.steps.len() / 2;
        while size > 0 {
            let mut from = 0;
            while from < scenario.steps.len() {
                let mut shorter = scenario.clone();
                let to = (from + size).min(shorter.steps.len());
                shorter.steps.drain(from..to);
                if self.fails(&shorter) {
                    scenario = shorter;
                } else {
                    from += size;
                }
            }
            size /= 2;
        }
        scenario
    }

    fn faults(&mut self, mut scenario: Scenario) -> Scenario {
        let FaultSource::Listed(faults) = scenario.faults.clone() else {
            return scenario;
        };
        for call in faults.keys() {
            let mut without = scenario.clone();
            if let FaultSource::Listed(faults) = &mut without.faults {
                faults.remove(call);
            }
            if self.fails(&without) {
                scenario = without;
            }
        }
        scenario
    }
}
