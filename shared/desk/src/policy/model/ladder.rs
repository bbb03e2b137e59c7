//! The compiled form of ladders, contacts, notices, and what changes do to clocks.
use crate::policy::syntax::{Condition, Trigger};
use crate::time::Amount;
use std::collections::BTreeMap;

/// Effects of changes on running clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// When the new promise is stricter.
    pub tightened: Tightened,
    /// When the new promise is looser.
    pub loosened: Loosened,
    /// Until then after its end, a ticket's clocks go on.
    pub reopen_within: Amount,
    /// Until then after an act, an agent enters it without a reason.
    pub backdating: Amount,
    /// Re-drive a ticket that nobody classified after this long.
    pub classify_within: Amount,
}

/// From where a stricter promise counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tightened {
    /// The old due instant, or the new one from the change: the earlier.
    EarlierOfOldAndNewFromChange,
    /// As if it had been promised from the start.
    FromStart,
    /// From the change on.
    FromChange,
    /// The old promise stays.
    Keep,
}

/// From where a looser promise counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loosened {
    /// As if it had been promised from the start.
    FromStart,
    /// From the change on.
    FromChange,
    /// The old promise stays.
    Keep,
}

/// Who hears of a clock, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// Its name in the policy.
    pub name: String,
    /// In the order of the file; then those of each round again, if it begins again.
    pub steps: Vec<Step>,
    /// How it begins again after its last step, until somebody acknowledges.
    pub again: Option<Again>,
    /// Beside being met, resolved or closed, what stops it.
    pub stops_on: Vec<Trigger>,
    /// When its notices wait.
    pub quiet: Option<Quiet>,
}

impl Ladder {
    /// The steps as the file has them, without those that come again.
    pub fn own_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.round == 0)
    }
}

/// The repetition of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// So long after the last step of a round the first step of the next one comes, in the clock's time.
    pub after: Amount,
    /// Rounds after the first, 1 to 20.
    pub times: u8,
}

/// Delays notices, never steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Quiet {
    /// The calendar whose next opening notices wait for.
    pub outside: String,
    /// The tickets it is not for.
    pub unless: Option<Condition>,
}

/// One step of a ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When it comes.
    pub at: StepAt,
    /// The tickets it is for.
    pub when: Condition,
    /// The level that has the ticket from then on.
    pub raise_to: Option<u8>,
    /// A role that becomes the assignee.
    pub reassign: Option<String>,
    /// Roles and addresses that are told.
    pub notify: Vec<String>,
    /// Roles and addresses that get a copy.
    pub cc: Vec<String>,
    /// Which time it comes: 0 for the ladder itself, 1 for its first repetition.
    pub round: u8,
    /// 1-based line in the policy file.
    pub line: u64,
}

/// When a step comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepAt {
    /// Percent of the target: 75, 100, 150.
    Share(u32),
    /// So long before the due instant in force.
    BeforeDue(Amount),
    /// So long after the due instant in force.
    AfterDue(Amount),
    /// So long after the clock's start.
    AfterStart(Amount),
    /// So long after the step before it.
    AfterPrevious(Amount),
}

/// Addresses by the values of some keys (`priority`, `level`): `None` is a declared empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactTable {
    /// The keys, outermost first.
    pub by: Vec<String>,
    /// One entry per path of values joined by `/`.
    pub cells: BTreeMap<String, Option<String>>,
}

/// A mail that facts send.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Its name in the policy.
    pub name: String,
    /// Triggers that send it: any of these.
    pub on: Vec<Trigger>,
    /// Roles and addresses that get it.
    pub to: Vec<String>,
    /// Roles and addresses that get a copy.
    pub cc: Vec<String>,
    /// Name of the text to render; the notice's own name by default.
    pub text: String,
    /// The tickets it is for.
    pub when: Condition,
    /// The tickets it is not for.
    pub unless: Option<Condition>,
    /// At most once a ticket, whatever happens again.
    pub once: bool,
    /// 1-based line in the policy file.
    pub line: u64,
}
