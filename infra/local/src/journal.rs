//! What happened lately, for the pages and for whoever moved the clock.
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use desk::time::Instant;
use serde::Serialize;
use serde_json::Value;

/// More than a page shows and a test asks for.
const KEPT: usize = 5_000;

/// One thing that happened on this machine, at a virtual time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Happened {
    pub at: Instant,
    #[serde(flatten)]
    pub what: What,
}

/// The kinds of things that are told.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "happened", rename_all = "snake_case")]
pub enum What {
    /// A ticket got a fact.
    Fact {
        desk: String,
        ticket: String,
        kind: String,
    },
    /// A mail was sent.
    Mailed {
        mail: String,
        to: Vec<String>,
        subject: String,
    },
    /// A schedule ran and reports this.
    Reported { schedule: String, report: Value },
    /// A function failed, answered nonsense or panicked.
    Failed { function: String, why: String },
}

/// The newest happenings, oldest first, each with a number that only grows.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    forgotten: usize,
    kept: VecDeque<Happened>,
}

impl Journal {
    pub(crate) fn tell(&self, at: Instant, what: What) {
        let mut entries = self.lock();
        if entries.kept.len() == KEPT {
            entries.kept.pop_front();
            entries.forgotten += 1;
        }
        entries.kept.push_back(Happened { at, what });
    }

    /// The number that the next happening will have.
    pub(crate) fn mark(&self) -> usize {
        let entries = self.lock();
        entries.forgotten + entries.kept.len()
    }

    /// Everything from a number on.
    pub(crate) fn since(&self, mark: usize) -> Vec<Happened> {
        let entries = self.lock();
        let skip = mark.saturating_sub(entries.forgotten);
        entries.kept.iter().skip(skip).cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Journal, KEPT, What};

    #[test]
    fn the_newest_are_kept_and_a_mark_still_finds_its_place() {
        let journal = Journal::default();
        let tell = |kind: String| {
            let what = What::Fact {
                desk: "d".to_owned(),
                ticket: "t".to_owned(),
                kind,
            };
            journal.tell("2026-03-02T09:00:00Z".parse().unwrap(), what);
        };
        for number in 0..KEPT {
            tell(number.to_string());
        }
        let mark = journal.mark();
        tell("last".to_owned());
        assert_eq!(journal.since(mark).len(), 1);
        assert_eq!(journal.since(0).len(), KEPT);
    }
}
