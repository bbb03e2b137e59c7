//! `policy publish`: puts policies in force for new tickets, and moves the open ones where that is wished.
use std::io::Write;
use std::path::PathBuf;

use desk::policy::{Policy, compile};
use escalon_aws::chain;
use escalon_aws::config::Tables;
use escalon_aws::{Desks, PolicyMigration, Publisher};

use crate::outcome::{CommandError, CommandOutcome, counted, read_file};
use crate::policy::check;
use crate::stack::{Stack, StackTarget};

/// The handling of tickets that are open when a policy is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum OpenTickets {
    /// They keep the version they were opened under.
    Keep,
    /// They go on under the new version; nothing that was promised becomes shorter than both allow.
    Move,
}

/// Checks every file and, when none has an error, publishes each in one transaction.
///
/// The version is a hash of the text: publishing twice changes nothing, and a text that promises something
/// else needs a later edition. Open tickets keep the version they have unless they are to move; where
/// nothing is said they move when holidays alone have changed. A run that moves tickets can be repeated.
///
/// # Errors
/// A file that cannot be read, or a stack that cannot be found or written.
pub(crate) async fn publish(
    files: &[PathBuf],
    target: &StackTarget,
    open: Option<OpenTickets>,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    if check(files, out)? == CommandOutcome::FoundWrong {
        writeln!(out, "nothing was published")?;
        return Ok(CommandOutcome::FoundWrong);
    }
    let stack = Stack::find(target).await?;
    let mut verdict = CommandOutcome::AllWell;
    for path in files {
        let text = read_file(path)?;
        let Ok(checked) = compile(&text) else {
            // Between the check and now somebody has changed the file.
            return Err(CommandError::Policy { path: path.clone() });
        };
        let policy = checked.policy;
        let publication = Publication {
            stack: &stack,
            policy: &policy,
            text: &text,
        };
        if publication.publish(open, out).await? == CommandOutcome::FoundWrong {
            verdict = CommandOutcome::FoundWrong;
        }
    }
    Ok(verdict)
}

/// One policy on its way into a stack.
struct Publication<'a> {
    stack: &'a Stack,
    policy: &'a Policy,
    text: &'a str,
}

impl Publication<'_> {
    async fn publish(
        &self,
        open: Option<OpenTickets>,
        out: &mut dyn Write,
    ) -> Result<CommandOutcome, CommandError> {
        let (stack, desk) = (self.stack, &self.policy.desk);
        let desks = Desks::new(stack.dynamodb.clone(), &stack.tickets);
        let before = desks.current(desk).await;
        let before = before.map_err(|error| self.failed(&error))?;
        let publisher = Publisher::new(stack.dynamodb.clone(), &stack.tickets);
        let version = publisher.publish(desk, self.text).await;
        let version = version.map_err(|error| self.failed(&error))?;
        writeln!(
            out,
            "{desk}: version {version} is in force in {}",
            stack.tickets
        )?;
        let open = open.unwrap_or_else(|| match &before {
            Some((_, before)) if before.differs_in_holidays_alone(self.policy) => OpenTickets::Move,
            Some(_) | None => OpenTickets::Keep,
        });
        match open {
            OpenTickets::Keep => Ok(CommandOutcome::AllWell),
            OpenTickets::Move => self.move_open(&version, out).await,
        }
    }

    async fn move_open(
        &self,
        version: &str,
        out: &mut dyn Write,
    ) -> Result<CommandOutcome, CommandError> {
        let desk = &self.policy.desk;
        let tables = Tables::from(&self.stack.lookup()).map_err(|unset| self.failed(&unset))?;
        let mover = PolicyMigration::new(&self.stack.dynamodb, &tables);
        let moved = mover.run(desk, version, self.stack.now()).await;
        let moved = moved.map_err(|error| self.failed(&error))?;
        writeln!(
            out,
            "{desk}: {} moved to it, {} were there already, {} keep their version",
            counted(moved.moved, "open ticket"),
            moved.stayed,
            moved.failed.len()
        )?;
        for (id, error) in &moved.failed {
            writeln!(out, "  {}: {}", id.reference(), chain(error))?;
        }
        Ok(CommandOutcome::of_check(moved.failed.is_empty()))
    }

    fn failed(&self, error: &(dyn std::error::Error + 'static)) -> CommandError {
        CommandError::Publish {
            desk: self.policy.desk.clone(),
            reason: chain(error),
        }
    }
}
