//! `explain`: deadlines and ladders of one ticket, with the phase of each clock and what was counted.
use std::io::Write;
use std::path::Path;

use desk::clock::{explain_in_words, wall_time};
use desk::policy::compile;
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
    let played = play(&case, &checked.policy).map_err(|failure| CommandError::Case {
        path: ticket.to_owned(),
        why: failure.to_string(),
    })?;
    let policy = &checked.policy;
    let opened = wall_time(case.opened_at, policy.zone);
    writeln!(out, "opened {opened} (times in {})", policy.zone)?;
    if played.until > case.opened_at {
        let until = wall_time(played.until, policy.zone);
        writeln!(out, "as it stands {until}, after the last event")?;
    }
    for refused in &played.refused {
        writeln!(out, "refused: {refused}")?;
    }
    write!(
        out,
        "{}",
        explain_in_words(&played.state, policy, played.until)
    )?;
    Ok(CommandOutcome::of_check(played.refused.is_empty()))
}
