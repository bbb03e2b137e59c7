//! `explain`: deadlines and ladders of one ticket, with what was counted.
use std::io::Write;
use std::path::Path;

use desk::clock::{self, Explanation, StretchKind};
use desk::policy::compile;
use desk::time::Instant;
use vectors::policies::{Case, play};

use crate::outcome::{CommandError, CommandOutcome, read_file};

/// Explains a ticket and timeline written as in a file of policy cases.
///
/// # Errors
/// A file that cannot be read, is no case, or whose policy does not hold together.
pub(crate) fn explain(
    policy: &Path,
    ticket: &Path,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    let checked = compile(&read_file(policy)?).map_err(|_| CommandError::Policy {
        path: policy.to_owned(),
    })?;
    let json = |source| CommandError::Json {
        path: ticket.to_owned(),
        source,
    };
    let case: Case = serde_json::from_str(&read_file(ticket)?).map_err(json)?;
    let played = play(&case, &checked.policy).map_err(|mismatch| CommandError::Case {
        path: ticket.to_owned(),
        why: mismatch.got,
    })?;
    let zone = checked.policy.zone;
    // With its offset, since an hour of autumn comes twice.
    let wall = move |at: Instant| {
        let local = at.with_timezone(&zone);
        local.format("%a %Y-%m-%d %H:%M:%S %:z").to_string()
    };
    writeln!(out, "opened {} (times in {zone})", wall(case.opened_at))?;
    for refusal in &played.refused {
        writeln!(out, "refused: {refusal}")?;
    }
    for account in clock::explain(&played.state, &checked.policy) {
        print_account(&account, &wall, out)?;
    }
    Ok(CommandOutcome::of_check(played.refused.is_empty()))
}

/// One promise with what was counted for it.
pub(crate) fn print_account(
    account: &Explanation,
    wall: &dyn Fn(Instant) -> String,
    out: &mut dyn Write,
) -> Result<(), CommandError> {
    if account.due_at.is_none() && account.ladder.iter().all(|step| step.at.is_none()) {
        writeln!(
            out,
            "\n{}: no due time ({})",
            account.metric, account.promise
        )?;
        return Ok(());
    }
    let due = account.due_at.map_or_else(
        || "no due time".to_owned(),
        |due| format!("due {}", wall(due)),
    );
    writeln!(out, "\n{}: {due}", account.metric)?;
    let calendar = account.calendar.as_deref().unwrap_or("around the clock");
    writeln!(
        out,
        "  promise: {} (policy line {}), counted {calendar} from {}",
        account.promise,
        account.policy_line,
        wall(account.from)
    )?;
    for stretch in &account.stretches {
        let kind = match stretch.kind {
            StretchKind::Counted => "counted",
            StretchKind::Paused => "paused ",
        };
        let (start, end) = (wall(stretch.start), wall(stretch.end));
        writeln!(out, "  {kind} {start} to {end}  {:>6} min", stretch.minutes)?;
    }
    if !account.stretches.is_empty() {
        writeln!(out, "  in all {:>73} min", account.counted_minutes)?;
    }
    for step in &account.ladder {
        let at = step.at.map_or_else(|| "not while paused".to_owned(), wall);
        writeln!(out, "  step {}: {at}", step.step + 1)?;
    }
    Ok(())
}
