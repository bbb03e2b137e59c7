//! Clocks of a ticket in words: their phase, what was counted, and their ladders.
use std::fmt::Write as _;

use chrono_tz::Tz;

use crate::clock::{Explanation, Phase, StretchKind, explain, views};
use crate::policy::Policy;
use crate::ticket::State;
use crate::time::Instant;

impl Phase {
    /// The phase in words, as a policy's author reads it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Met => "met",
            Self::MetLate => "met late",
            Self::Breached => "late",
            Self::Ended => "ended",
            Self::Unanswered => "unanswered",
            Self::Canceled => "canceled",
            Self::NoPromise => "no promise",
        }
    }
}

/// An instant on a desk's wall clock, with its offset, since an hour of autumn comes twice.
#[must_use]
pub fn wall_time(at: Instant, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    local.format("%a %Y-%m-%d %H:%M:%S %:z").to_string()
}

/// Every metric of the policy in its order, as it stands at `now`: phase, due instant, what was
/// counted, and ladder. Times are on the desk's wall clock.
#[must_use]
pub fn explain_in_words(state: &State, policy: &Policy, now: Instant) -> String {
    let (accounts, seen) = (explain(state, policy), views(state, policy, now));
    let mut text = String::new();
    for metric in &policy.metrics {
        let of_metric = accounts
            .iter()
            .filter(|account| account.metric == metric.name);
        let mut started = false;
        for account in of_metric {
            started = true;
            let view = seen
                .iter()
                .find(|view| view.metric == account.metric && view.cycle == account.cycle);
            let phase = view.map_or("canceled", |view| view.phase.word());
            let met_at = view.and_then(|view| view.met_at);
            write_account(&mut text, account, (phase, met_at), policy.zone);
        }
        if !started {
            let _ = writeln!(text, "\n{}: not started", metric.name);
        }
    }
    text
}

fn write_account(
    text: &mut String,
    account: &Explanation,
    (phase, met_at): (&str, Option<Instant>),
    zone: Tz,
) {
    let wall = |at| wall_time(at, zone);
    let metric = &account.metric;
    // Writing into a text cannot fail.
    if account.due_at.is_none() && account.ladder.iter().all(|step| step.at.is_none()) {
        let promise = &account.promise;
        let _ = writeln!(text, "\n{metric}: {phase}, no due time ({promise})");
        return;
    }
    let met = met_at.map_or_else(String::new, |met| format!(" {}", wall(met)));
    let due = account.due_at.map_or_else(
        || "no due time".to_owned(),
        |due| format!("due {}", wall(due)),
    );
    let _ = writeln!(text, "\n{metric}: {phase}{met}, {due}");
    let calendar = account.calendar.as_deref().unwrap_or("around the clock");
    let _ = writeln!(
        text,
        "  promise: {} (policy line {}), counted {calendar} from {}",
        account.promise,
        account.policy_line,
        wall(account.from)
    );
    for stretch in &account.stretches {
        let kind = match stretch.kind {
            StretchKind::Counted => "counted",
            StretchKind::Paused => "paused ",
        };
        let (start, end) = (wall(stretch.start), wall(stretch.end));
        let minutes = stretch.minutes;
        let _ = writeln!(text, "  {kind} {start} to {end}  {minutes:>6} min");
    }
    if !account.stretches.is_empty() {
        let _ = writeln!(text, "  in all {:>73} min", account.counted_minutes);
    }
    for step in &account.ladder {
        let at = step.at.map_or_else(|| "not while paused".to_owned(), wall);
        let _ = writeln!(text, "  step {}: {at}", step.step + 1);
    }
}
