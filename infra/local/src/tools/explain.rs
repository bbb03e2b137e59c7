//! `explain`: the deadlines and ladders of one ticket, with what was counted.
use std::io::Write;
use std::path::Path;

use desk::clock::{self, Explanation, StretchKind};
use desk::policy::compile;
use desk::time::Calendar;
use desk::vectors::policies::{Case, play};

use super::{ToolError, Verdict, read};

/// Explains a ticket and timeline written as in a file of policy cases.
///
/// # Errors
/// A file that cannot be read, is no case, or whose policy does not hold together.
pub fn explain(policy: &Path, ticket: &Path, out: &mut dyn Write) -> Result<Verdict, ToolError> {
    let checked = compile(&read(policy)?).map_err(|_| ToolError::Policy {
        path: policy.to_owned(),
    })?;
    let json = |source| ToolError::Json {
        path: ticket.to_owned(),
        source,
    };
    let case: Case = serde_json::from_str(&read(ticket)?).map_err(json)?;
    let played = play(&case, &checked.policy).map_err(|mismatch| ToolError::Case {
        path: ticket.to_owned(),
        why: mismatch.got,
    })?;
    let wall = Calendar::always(checked.policy.zone);
    writeln!(
        out,
        "opened {} (times in {})",
        wall.local(case.opened_at),
        checked.policy.zone
    )?;
    for refusal in &played.refused {
        writeln!(out, "refused: {refusal}")?;
    }
    for account in clock::explain(&played.facts, &checked.policy) {
        print(&account, &wall, out)?;
    }
    Ok(if played.refused.is_empty() {
        Verdict::Good
    } else {
        Verdict::Bad
    })
}

fn print(account: &Explanation, wall: &Calendar, out: &mut dyn Write) -> Result<(), ToolError> {
    let due = account.due_at.map_or_else(
        || "no due time".to_owned(),
        |due| format!("due {}", wall.local(due)),
    );
    writeln!(out, "\n{}: {due}", account.metric)?;
    let calendar = account.calendar.as_deref().unwrap_or("around the clock");
    writeln!(
        out,
        "  promise: {} (policy line {}), counted {calendar} from {}",
        account.promise,
        account.policy_line,
        wall.local(account.from)
    )?;
    for stretch in &account.stretches {
        let kind = match stretch.kind {
            StretchKind::Counted => "counted",
            StretchKind::Paused => "paused ",
        };
        let (start, end) = (wall.local(stretch.start), wall.local(stretch.end));
        writeln!(out, "  {kind} {start} to {end}  {:>6} min", stretch.minutes)?;
    }
    if !account.stretches.is_empty() {
        writeln!(out, "  in all {:>48} min", account.counted_minutes)?;
    }
    for step in &account.ladder {
        let at = step.at.map_or_else(
            || "not while paused".to_owned(),
            |at| wall.local(at).to_string(),
        );
        writeln!(out, "  step {}: {at}", step.step + 1)?;
    }
    Ok(())
}
