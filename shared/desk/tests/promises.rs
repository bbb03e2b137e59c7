//! Laws of promises under any sequence of acts, entered in time or late: every promise that was due and not kept is
//! declared once, and every clock that runs will tell.
//!
//! The oracle beside them counts open minutes one at a time and keeps its own account of each clock. It shares the
//! policy's text with the engine, and nothing else.
#![allow(clippy::unwrap_used, reason = "helpers of tests stand outside them")]
#[path = "promises/account.rs"]
mod account;
#[path = "promises/acts.rs"]
mod acts;
#[path = "promises/clock.rs"]
mod clock;
#[path = "promises/desk.rs"]
mod desk_under_test;
#[path = "promises/merging.rs"]
mod merging;
#[path = "promises/minutes.rs"]
mod minutes;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use acts::{Entered, sequence};
use desk_under_test::Desk;

/// Sequences that are run; each has up to two tickets and sixteen acts.
const SEQUENCES: u64 = 10_000;

/// Runs one sequence, and says where the desk and the account differ first.
fn difference(sequence: &[Entered], seen: &mut Seen) -> Option<String> {
    let mut desk = Desk::opened();
    let mut said = String::new();
    for entered in sequence {
        let _ = writeln!(said, "    {entered:?}");
        if let Some(differs) = desk.act(entered) {
            return Some(format!("{said}  {differs}"));
        }
    }
    for told in desk.told() {
        *seen.entry(told).or_insert(0) += 1;
    }
    None
}

/// How often each kind of fact was seen.
type Seen = BTreeMap<&'static str, usize>;

#[test]
fn every_promise_that_was_due_and_not_kept_is_declared_once_and_every_clock_that_runs_will_tell() {
    let (mut seen, mut differing) = (Seen::new(), Vec::new());
    for seed in 0..SEQUENCES {
        if let Some(differs) = difference(&sequence(seed), &mut seen) {
            differing.push(format!("sequence {seed}:\n{differs}"));
        }
        if differing.len() == 3 {
            break;
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    // Laws over sequences in which nothing happens hold of anything.
    let kinds = [
        "replied",
        "requester_replied",
        "status_changed",
        "resolved",
        "reopened",
        "closed",
        "entered_late",
        "breached",
        "escalated",
        "breach_withdrawn",
        "taken_in_charge",
        "absorbed",
    ];
    for kind in kinds {
        let times = seen.get(kind).copied().unwrap_or(0);
        assert!(times > 200, "{kind} was seen {times} times: {seen:?}");
    }
}
