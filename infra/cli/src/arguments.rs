//! The command line: commands, flags, and which function does the work of each.
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use emulator::Store;
use local::DATABASE;

use crate::explain::explain;
use crate::ops::{OpsCommand, ops};
use crate::outcome::{CommandError, CommandOutcome};
use crate::policy::{self, ShowOptions};
use crate::publish::{OpenTickets, publish};
use crate::stack::StackTarget;
use crate::vectors::vectors;

/// A support desk that keeps its written promises, on this machine.
#[derive(Debug, Parser)]
#[command(name = "escalon", version)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    command: Option<CliCommand>,
}

#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Run the desks, a mailbox and a clock you can move (the default).
    Serve(Serve),
    /// Check policies, record them as published, or show what one promises.
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Look after a deployed stack, or the desk that runs on this machine.
    Ops {
        #[command(flatten)]
        target: StackTarget,
        #[command(subcommand)]
        command: OpsCommand,
    },
    /// Run files of expected results against the engine.
    Vectors {
        /// The folder of the policies that cases name.
        #[arg(long, default_value = "infra/policies")]
        policies: PathBuf,
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Explain the deadlines and ladders of a ticket.
    Explain {
        policy: PathBuf,
        /// A ticket and its timeline, written as a case of policy vectors.
        ticket: PathBuf,
    },
}

#[derive(Debug, Args)]
struct Serve {
    /// Keep nothing; without it tickets are kept in `.escalon/`.
    #[arg(long)]
    memory: bool,
    /// The port of the pages and the API.
    #[arg(long, default_value_t = Serve::PORT)]
    port: u16,
}

impl Serve {
    const PORT: u16 = 8787;
}

#[derive(Debug, Subcommand)]
enum PolicyCommand {
    /// Say what is wrong with policies, all of it at once.
    Check {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Keep policies as published editions in `published/` beside them; `check` tells what changes them.
    Record {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Show what a policy promises to whom.
    Show {
        file: PathBuf,
        #[command(flatten)]
        options: ShowOptions,
    },
    /// Show what a policy would promise if what its source leaves open were read the other way.
    Readings { file: PathBuf },
    /// Put policies in force for new tickets; refused when one has an error.
    Publish {
        #[command(flatten)]
        target: StackTarget,
        /// The handling of open tickets; without it they move when holidays alone have changed.
        #[arg(long, value_enum)]
        open_tickets: Option<OpenTickets>,
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs the command that was asked for; without one, a desk.
pub(crate) async fn run(line: CommandLine) -> Result<CommandOutcome, CommandError> {
    let out = &mut std::io::stdout();
    match line.command.unwrap_or(CliCommand::Serve(Serve {
        memory: false,
        port: Serve::PORT,
    })) {
        CliCommand::Serve(Serve { memory, port }) => {
            let store = if memory {
                Store::Memory
            } else {
                Store::File(PathBuf::from(DATABASE))
            };
            local::serve(store, port).await?;
            Ok(CommandOutcome::AllWell)
        }
        CliCommand::Policy(command) => run_on_policies(command, out).await,
        CliCommand::Ops { target, command } => ops(&target, &command, out).await,
        CliCommand::Vectors { policies, files } => vectors(&files, &policies, out),
        CliCommand::Explain { policy, ticket } => explain(&policy, &ticket, out),
    }
}

async fn run_on_policies(
    command: PolicyCommand,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    match command {
        PolicyCommand::Check { files } => policy::check(&files, out),
        PolicyCommand::Record { files } => policy::record(&files, out),
        PolicyCommand::Show { file, options } => policy::show(&file, &options, out),
        PolicyCommand::Readings { file } => policy::readings(&file, out),
        PolicyCommand::Publish {
            target,
            open_tickets,
            files,
        } => publish(&files, &target, open_tickets, out).await,
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::CommandLine;

    fn is_understood(line: &str) -> bool {
        CommandLine::try_parse_from(line.split(' ')).is_ok()
    }

    #[test]
    fn the_command_line_holds_together() {
        CommandLine::command().debug_assert();
        for line in [
            "escalon",
            "escalon serve --memory --port 9000",
            "escalon policy check a.yaml b.yaml",
            "escalon policy record a.yaml b.yaml",
            "escalon policy show a.yaml",
            "escalon policy show a.yaml --format html --locale nl",
            "escalon policy show a.yaml --assume critical --assume hours",
            "escalon policy readings a.yaml",
            "escalon policy publish --stack escalon a.yaml b.yaml",
            "escalon policy publish --laptop --open-tickets move a.yaml",
            "escalon ops --stack escalon stuck",
            "escalon ops --laptop explain 7KX2-M4QP-9ZTB-1",
            "escalon vectors --policies p a.json b.json",
            "escalon explain p.yaml t.json",
        ] {
            assert!(is_understood(line), "{line}");
        }
        for line in [
            "escalon policy check",
            "escalon ops stuck",
            "escalon ops --laptop --stack escalon stuck",
            "escalon ops --laptop --tickets t stuck",
        ] {
            assert!(!is_understood(line), "{line}");
        }
    }
}
