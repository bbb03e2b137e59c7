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
    publish_all(files, &stack, open, out).await
}

async fn publish_all(
    files: &[PathBuf],
    stack: &Stack,
    open: Option<OpenTickets>,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    let mut verdict = CommandOutcome::AllWell;
    for path in files {
        let text = read_file(path)?;
        let Ok(checked) = compile(&text) else {
            // Between the check and now somebody has changed the file.
            return Err(CommandError::Policy { path: path.clone() });
        };
        let policy = checked.policy;
        let publication = Publication {
            stack,
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

#[cfg(test)]
mod tests {
    use emulator::{Emulator, Options};

    use super::{CommandOutcome, publish_all};
    use crate::stack::{Stack, StackError};

    const POLICY: &str = "desk: bluefin\nname: Bluefin\nlocales: [en]\nzone: Europe/Dublin\n\
        effective_from: 2026-01-01\nreply_to: support@bluefin.example.com\n\
        metrics: { first_response: { targets: 4 hours } }\n";

    #[tokio::test]
    async fn a_desk_in_memory_is_found_and_takes_tickets_under_the_policy_published_to_it() {
        let folder = std::env::temp_dir().join(format!("escalon-publish-{}", std::process::id()));
        let places = [folder.join("desk.db"), folder.join("memory")];
        let found = || Stack::on_this_machine([&places[0], &places[1]]);
        let start = || {
            Emulator::start(Options {
                announce: Some(places[1].clone()),
                ..Options::default()
            })
        };
        assert!(matches!(found(), Err(StackError::NoLaptop)));
        let emulator = start().await.unwrap();
        // A second one in memory runs beside it, and is not the one that is found.
        let other = start().await.unwrap();
        let policy = folder.join("bluefin.yaml");
        std::fs::write(&policy, POLICY).unwrap();
        let mut out = Vec::new();
        let published = publish_all(&[policy], &found().unwrap(), None, &mut out).await;
        assert_eq!(published.unwrap(), CommandOutcome::AllWell);
        let said = String::from_utf8(out).unwrap();
        assert!(said.starts_with("bluefin: version "), "{said}");
        let body = br#"{"requester": {"email": "dana@example.com"}, "subject": "It is broken", "description": "All of it."}"#;
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", "first"),
        ];
        let path = "/desks/bluefin/tickets";
        let answer = emulator.http("POST", path, &headers, body).await;
        let said = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, 201, "{said}");
        let elsewhere = other.http("POST", path, &headers, body).await;
        assert_eq!(elsewhere.status, 404);
        other.stop().await;
        assert!(found().is_ok(), "the other one's end takes nothing back");
        emulator.stop().await;
        assert!(matches!(found(), Err(StackError::NoLaptop)));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
