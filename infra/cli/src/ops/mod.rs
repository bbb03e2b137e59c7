//! `ops`: the work that an operator does by hand, on a deployed stack or on the desk that runs on this machine.
mod explain;
mod mail;
mod rehearsal;
mod stuck;

use std::io::Write;

use breach_scan::{BreachScan, Input, Report};
use clap::Subcommand;
use escalon_aws::chain;

use crate::outcome::{CommandError, CommandOutcome, counted};
use crate::stack::{Stack, StackTarget};

/// The commands of an operator.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum OpsCommand {
    /// List tickets and notices that have failed; ends with 1 when one of them needs a person.
    Stuck,
    /// Let everything that has failed be tried by the next sweep.
    Redrive,
    /// Send no mail until `resume-mail`; what is owed stays owed.
    PauseMail,
    /// Send mail again, beginning with what was held back.
    ResumeMail,
    /// Tell a ticket's story by its reference alone: deadlines, what was counted, who was told.
    Explain {
        /// As people write it: `7KX2-M4QP-9ZTB-1`.
        ticket: String,
    },
    /// Fold every open ticket again from its facts, now.
    Audit,
    /// Restore the table of tickets into a new one, check it there, and delete it again.
    RestoreRehearsal,
}

/// Does one of them.
///
/// # Errors
/// The stack cannot be found, or its services do not do what is asked.
pub(crate) async fn ops(
    target: &StackTarget,
    verb: &OpsCommand,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    let stack = Stack::find(target).await?;
    match verb {
        OpsCommand::Stuck => stuck::list(&stack, out).await,
        OpsCommand::Redrive => stuck::redrive(&stack, out).await,
        OpsCommand::PauseMail => mail::pause(&stack, out).await,
        OpsCommand::ResumeMail => mail::resume(&stack, out).await,
        OpsCommand::Explain { ticket } => explain::explain(&stack, ticket, out).await,
        OpsCommand::Audit => audit(&stack, out).await,
        OpsCommand::RestoreRehearsal => rehearsal::rehearse(&stack, out).await,
    }
}

async fn audit(stack: &Stack, out: &mut dyn Write) -> Result<CommandOutcome, CommandError> {
    let scan = BreachScan::from(&stack.lookup(), stack.dynamodb.clone());
    let scan = scan.map_err(|unset| failed("audit", &unset))?;
    let report = scan
        .run(
            Input {
                audit: true,
                ..Input::default()
            },
            stack.now(),
            &|| true,
        )
        .await;
    let report = report.map_err(|error| failed("audit", &error))?;
    let Report::Audited(audited) = report else {
        return Ok(CommandOutcome::FoundWrong);
    };
    writeln!(
        out,
        "{}, {} overdue, {} due within a day; {} differed from their facts, {} put right, {} unreadable",
        counted(audited.checked, "open ticket"),
        audited.overdue,
        audited.due_soon,
        audited.drifted,
        audited.repaired,
        audited.failed
    )?;
    Ok(CommandOutcome::of_check(
        audited.drifted + audited.failed == 0,
    ))
}

/// The error of a command that could not be done, with its cause.
fn failed(verb: &'static str, error: &(dyn std::error::Error + 'static)) -> CommandError {
    CommandError::Ops {
        verb,
        reason: chain(error),
    }
}
