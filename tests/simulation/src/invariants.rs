//! Invariants: promises that hold after every step, whatever fails.
use std::fmt;

use serde::Serialize;

/// Promises of the desk to everybody who relies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Invariant {
    /// Every ticket and every command that a client was told of is there.
    NothingAcceptedIsLost,
    /// No command was done twice.
    NothingIsDoneTwice,
    /// The snapshot is the fold of the facts.
    SnapshotIsTheFold,
    /// Each clock warns at most once per step and breaks at most once per cycle.
    ClocksTellOnce,
    /// No warning, breach or step before its time.
    NeverEarly,
    /// Each step of a ladder is taken at most once.
    StepsAreTakenOnce,
    /// A closed, merged or paused ticket is never escalated.
    NobodyIsWokenForNothing,
    /// The index `due` holds exactly what is due.
    DueIndexIsExact,
    /// Once the faults are over, nothing stays overdue.
    ComesToRest,
    /// A promise that was kept late was declared broken.
    NoBreachIsMissed,
    /// Every notice ends as sent, folded or suppressed, and a sent one has a mail.
    EveryNoticeEnds,
    /// No notice is mailed twice.
    NobodyIsMailedTwice,
    /// The machine itself goes on.
    MachineGoesOn,
}

/// One broken promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// Which one.
    pub invariant: Invariant,
    /// Of which ticket or notice, and how.
    pub detail: String,
}

impl Violation {
    pub(crate) fn machine(error: impl fmt::Display) -> Self {
        Self {
            invariant: Invariant::MachineGoesOn,
            detail: error.to_string(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.invariant, self.detail)
    }
}
