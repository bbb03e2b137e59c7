//! A clock of a ticket as data: which promise it counts, since when, and what became of it.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::time::{Amount, DueBy, Instant};

/// The current cycle of one metric.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// The metric's name.
    pub metric: String,
    /// From 1; a late reopening or the next periodic update begins another.
    pub cycle: u32,
    /// When counting began.
    pub started_at: Instant,
    /// The instant that the target in force counts from: the start, or the change that tightened it.
    pub basis_at: Instant,
    /// When a promise came that was not there at the start; shares of the target count from it.
    pub promised_at: Option<Instant>,
    /// The promise it counts.
    pub target: ClockTarget,
    /// The date that was agreed with the customer, where one is promised.
    pub agreed: Option<AgreedDate>,
    /// The instant in force; none while nothing is promised or the clock stands still.
    pub due_at: Option<Instant>,
    /// When the promise was fulfilled.
    pub met_at: Option<Instant>,
    /// When it ended without being met, by what its metric says ends it.
    pub ended_at: Option<Instant>,
    /// The end of its ticket that took it along.
    pub canceled: Option<Cancellation>,
    /// When it was declared broken.
    pub breached_at: Option<Instant>,
    /// The breach was declared, and was none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// The breach stands, and is excused.
    pub excused: Option<Exemption>,
    /// Steps of the ladder that were taken or overtaken.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub steps_done: BTreeSet<usize>,
    /// A step that the scan asked for and escalate has not answered.
    pub pending: Option<PendingStep>,
    /// The ladder was stopped by an acknowledgement or answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ladder_stopped: bool,
}

/// The promise a clock counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "promise")]
pub enum ClockTarget {
    /// Nothing is promised, or only words.
    Nothing,
    /// A time.
    Within {
        /// How long.
        amount: Amount,
        /// Calendar name; none counts elapsed time in the desk's zone.
        calendar: Option<String>,
        /// The calendar at whose next opening it begins; none begins at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        begins_in: Option<String>,
        /// The local minute from which what comes counts from the next open day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cut_off: Option<u16>,
        /// Line of the row in the policy file; 0 for a commitment.
        line: u64,
    },
    /// A time of a day, counted from the basis.
    By {
        /// Which day, and when on it.
        by: DueBy,
        /// Calendar name; none is around the clock in the desk's zone.
        calendar: Option<String>,
        /// The local minute from which what comes counts from the next open day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cut_off: Option<u16>,
        /// Line of the row in the policy file.
        line: u64,
    },
    /// The next slot of the metric.
    Slot {
        /// 1-based line in the policy file.
        line: u64,
    },
    /// The date agreed with the customer.
    Agreed {
        /// The date; none while it is still to be agreed.
        due: Option<Instant>,
        /// Line of the row in the policy file.
        line: u64,
    },
}

/// A date agreed with the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedDate {
    /// The last instant at which the promise is kept.
    pub due: Instant,
    /// When it was agreed.
    pub at: Instant,
}

/// A step that was asked for and not yet taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingStep {
    /// Index in the policy's ladder, from 0.
    pub step: usize,
    /// When it was asked for last.
    pub since: Instant,
    /// How often.
    pub tries: u32,
}

/// The end of a ticket that took a clock along, which nothing had met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// When the ticket ended.
    pub at: Instant,
    /// How it ended.
    pub end: TicketEnd,
}

/// How the life of a ticket ended that took its clocks along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketEnd {
    /// It was solved, or its requester asked to close it: nothing is owed any more.
    Settled,
    /// The desk closed it unsolved.
    Unanswered,
    /// Its matter goes on in another ticket, or in new clocks.
    GoesOn,
}

/// Whether what a clock has told counts for the time that it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It stands, and is not told twice.
    Already,
    /// It was withdrawn: the clock tells all of it anew.
    Anew,
}

/// The exemption of a breach: it stays on record and is reported apart from the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// In the agent's words.
    pub reason: String,
    /// When it was given.
    pub at: Instant,
}

impl ClockTarget {
    /// The local minute from which what comes counts from the next open day.
    #[must_use]
    pub fn cut_off(&self) -> Option<u16> {
        match self {
            Self::Within { cut_off, .. } | Self::By { cut_off, .. } => *cut_off,
            Self::Slot { .. } | Self::Agreed { .. } | Self::Nothing => None,
        }
    }
}

impl Clock {
    /// A clock that begins to count a target at `started_at`.
    pub(crate) fn new(metric: &str, cycle: u32, started_at: Instant, target: ClockTarget) -> Self {
        Self {
            metric: metric.to_owned(),
            cycle,
            started_at,
            basis_at: started_at,
            promised_at: None,
            target,
            agreed: None,
            due_at: None,
            met_at: None,
            ended_at: None,
            canceled: None,
            breached_at: None,
            withdrawn: false,
            excused: None,
            steps_done: BTreeSet::new(),
            pending: None,
            ladder_stopped: false,
        }
    }

    /// Counts from an earlier start; a basis that a change has set stays.
    pub(crate) fn start_earlier(&mut self, started_at: Instant) {
        if self.basis_at == self.started_at {
            self.basis_at = self.basis_at.min(started_at);
        }
        self.started_at = self.started_at.min(started_at);
    }

    /// Whether nothing has ended the clock: it was not met, nothing that ends it happened, and its ticket did not end
    /// otherwise.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.met_at.is_none() && self.ended_at.is_none() && self.canceled.is_none()
    }

    /// Takes the clock up again, with all it needs to tell: a breach that was none may come true in the next cycle.
    pub(crate) fn tell_again(&mut self) -> Told {
        self.ladder_stopped = false;
        self.pending = None;
        if !self.withdrawn {
            return Told::Already;
        }
        self.cycle += 1;
        self.breached_at = None;
        self.withdrawn = false;
        self.excused = None;
        Told::Anew
    }

    /// Whether it was declared broken, and that stands.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.breached_at.is_some() && !self.withdrawn
    }

    /// The instant from which shares of the target count: the start, or a promise that came later.
    #[must_use]
    pub fn promised_from(&self) -> Instant {
        self.promised_at.unwrap_or(self.started_at)
    }
}
