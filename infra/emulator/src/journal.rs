//! The journal: what happened lately, for pages and for whoever moved the clock.
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use desk::time::Instant;
use serde::Serialize;
use serde_json::Value;

/// More than a page shows and a test asks for.
const MOST_ENTRIES: usize = 5_000;

/// An event with the virtual time at which it happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JournalEntry {
    pub at: Instant,
    #[serde(flatten)]
    pub event: JournalEvent,
}

/// An event that is told: what happened on this machine.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "happened", rename_all = "snake_case")]
pub enum JournalEvent {
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

/// The newest entries, oldest first, each with a number that only grows.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    forgotten: usize,
    newest: VecDeque<JournalEntry>,
}

impl Journal {
    pub(crate) fn tell(&self, at: Instant, event: JournalEvent) {
        let mut entries = self.lock();
        if entries.newest.len() == MOST_ENTRIES {
            entries.newest.pop_front();
            entries.forgotten += 1;
        }
        entries.newest.push_back(JournalEntry { at, event });
    }

    /// The number of the next entry.
    pub(crate) fn mark(&self) -> usize {
        let entries = self.lock();
        entries.forgotten + entries.newest.len()
    }

    /// Entries from a number on.
    pub(crate) fn since(&self, mark: usize) -> Vec<JournalEntry> {
        let entries = self.lock();
        let skip = mark.saturating_sub(entries.forgotten);
        entries.newest.iter().skip(skip).cloned().collect()
    }

    /// The newest entries, at most so many.
    pub(crate) fn newest(&self, most: usize) -> Vec<JournalEntry> {
        self.since(self.mark().saturating_sub(most))
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Journal, JournalEvent, MOST_ENTRIES};

    #[test]
    fn the_newest_entries_stay_and_a_mark_still_finds_its_entry() {
        let journal = Journal::default();
        let tell = |kind: String| {
            let event = JournalEvent::Fact {
                desk: "d".to_owned(),
                ticket: "t".to_owned(),
                kind,
            };
            journal.tell("2026-03-02T09:00:00Z".parse().unwrap(), event);
        };
        for number in 0..MOST_ENTRIES {
            tell(number.to_string());
        }
        let mark = journal.mark();
        tell("last".to_owned());
        assert_eq!(journal.since(mark).len(), 1);
        assert_eq!(journal.since(0).len(), MOST_ENTRIES);
    }
}
