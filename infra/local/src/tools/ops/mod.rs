//! `ops`: what an operator does by hand, on a deployed stack or on the desk that runs on this machine.
mod explain;
mod mail;
mod rehearsal;
mod stuck;

use std::io::Write;

use breach_scan::{BreachScan, Input, Report};
use clap::Subcommand;
use escalon_aws::chain;

use super::stack::{Stack, Target};
use super::{ToolError, Verdict};

/// What can be done.
#[derive(Debug, Clone, Subcommand)]
pub enum Verb {
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
pub async fn ops(target: &Target, verb: &Verb, out: &mut dyn Write) -> Result<Verdict, ToolError> {
    let stack = Stack::of(target).await?;
    match verb {
        Verb::Stuck => stuck::list(&stack, out).await,
        Verb::Redrive => stuck::redrive(&stack, out).await,
        Verb::PauseMail => mail::pause(&stack, out).await,
        Verb::ResumeMail => mail::resume(&stack, out).await,
        Verb::Explain { ticket } => explain::explain(&stack, ticket, out).await,
        Verb::Audit => audit(&stack, out).await,
        Verb::RestoreRehearsal => rehearsal::rehearse(&stack, out).await,
    }
}

async fn audit(stack: &Stack, out: &mut dyn Write) -> Result<Verdict, ToolError> {
    let scan = BreachScan::from(&stack.lookup(), stack.dynamodb.clone());
    let scan = scan.map_err(|unset| failed("audit", &unset))?;
    let report = scan.run(Input { audit: true }, stack.now(), &|| true).await;
    let report = report.map_err(|error| failed("audit", &error))?;
    let Report::Audited(audited) = report else {
        return Ok(Verdict::Bad);
    };
    writeln!(
        out,
        "{} open tickets, {} overdue, {} due within a day; {} differed from their facts, {} put right, {} unreadable",
        audited.checked,
        audited.overdue,
        audited.due_soon,
        audited.drifted,
        audited.repaired,
        audited.failed
    )?;
    Ok(if audited.drifted + audited.failed == 0 {
        Verdict::Good
    } else {
        Verdict::Bad
    })
}

/// What a verb could not do, and why.
fn failed(verb: &'static str, error: &(dyn std::error::Error + 'static)) -> ToolError {
    ToolError::Ops {
        verb,
        reason: chain(error),
    }
}
