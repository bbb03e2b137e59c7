//! Commands and flags, and what is said while a desk starts and stops.
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};

use crate::clock::ClockMode;
use crate::seed::Seed;
use crate::start::{Desk, Options, Store};
use crate::tools::{self, ToolError, Verdict};

/// It worked, and found something wrong with what it was given.
const FOUND_WRONG: u8 = 1;
/// It could not do its work.
const FAILED: u8 = 2;

/// A support desk that keeps its written promises, on this machine.
#[derive(Debug, Parser)]
#[command(name = "escalon", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the desks, a mailbox and a clock you can move (the default).
    Serve(Serve),
    /// Check policies, record them as published, or show what one promises.
    #[command(subcommand)]
    Policy(Policy),
    /// Look after a deployed stack, or the desk that runs on this machine.
    Ops {
        #[command(flatten)]
        target: tools::Target,
        #[command(subcommand)]
        verb: tools::Verb,
    },
    /// Run files of expected results against the engine.
    Vectors {
        /// Where the policies lie that cases name.
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
    /// Where the pages and the API are served.
    #[arg(long, default_value_t = Serve::PORT)]
    port: u16,
}

impl Serve {
    const PORT: u16 = 8787;
}

#[derive(Debug, Subcommand)]
enum Policy {
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
        wanted: tools::Wanted,
    },
    /// Show what a policy would promise if what its source leaves open were read the other way.
    Readings { file: PathBuf },
    /// Put policies in force for new tickets; refused when one has an error.
    Publish {
        #[command(flatten)]
        target: tools::Target,
        /// What becomes of open tickets; without it they move when holidays alone have changed.
        #[arg(long, value_enum)]
        open_tickets: Option<tools::OpenTickets>,
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs a command; the exit status is 0 when all is well, 1 when something given was found wrong, 2 when
/// the command could not do its work.
pub async fn run(cli: Cli) -> ExitCode {
    let out = &mut std::io::stdout();
    let verdict = match cli.command.unwrap_or(Command::Serve(Serve {
        memory: false,
        port: Serve::PORT,
    })) {
        Command::Serve(options) => return serve(&options).await,
        Command::Policy(Policy::Check { files }) => tools::check(&files, out),
        Command::Policy(Policy::Record { files }) => tools::record(&files, out),
        Command::Policy(Policy::Show { file, wanted }) => tools::show(&file, &wanted, out),
        Command::Policy(Policy::Readings { file }) => tools::readings(&file, out),
        Command::Policy(Policy::Publish {
            target,
            open_tickets,
            files,
        }) => tools::publish(&files, &target, open_tickets, out).await,
        Command::Ops { target, verb } => tools::ops(&target, &verb, out).await,
        Command::Vectors { policies, files } => tools::vectors(&files, &policies, out),
        Command::Explain { policy, ticket } => tools::explain(&policy, &ticket, out),
    };
    match verdict {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        Ok(Verdict::Bad) => ExitCode::from(FOUND_WRONG),
        // Whoever reads our output has heard enough.
        Err(ToolError::Print(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => failed(&error),
    }
}

async fn serve(options: &Serve) -> ExitCode {
    let store = if options.memory {
        Store::Memory
    } else {
        Store::File(PathBuf::from(tools::DATABASE))
    };
    say(&match &store {
        Store::Memory => "Escalon starts, in memory".to_owned(),
        Store::File(path) => format!("Escalon starts, with its tickets in {}", path.display()),
    });
    let started = Desk::start(Options {
        store,
        clock: ClockMode::Running,
        port: Some(options.port),
        seed: Seed::Demo,
        progress: Arc::new(|what| say(&format!("  … {what}"))),
        ..Options::default()
    });
    // One signal for the start and the run, so that none is missed in between.
    let mut stop = std::pin::pin!(stop_signal());
    let desk = tokio::select! {
        started = started => match started {
            Ok(desk) => desk,
            Err(error) => return failed(&error),
        },
        () = &mut stop => return ExitCode::SUCCESS,
    };
    if let Some(address) = desk.address() {
        say(&format!("\n  start   http://{address}/"));
        say(&format!("  mail    http://{address}/mailbox"));
        say(&format!("  clock   http://{address}/clock"));
        say("\nCtrl-C stops it.");
    }
    stop.await;
    say("Stopping …");
    desk.stop().await;
    say("Stopped.");
    ExitCode::SUCCESS
}

/// Ctrl-C, or what a service manager sends.
async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Prints an error and what caused it.
fn failed(error: &dyn Error) -> ExitCode {
    let mut text = format!("escalon: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    // Nowhere is left to say that nothing can be said.
    let _ = writeln!(std::io::stderr(), "{text}");
    ExitCode::from(FAILED)
}

/// Tells the person who started it; a closed pipe does not stop a desk.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::Cli;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
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
            assert!(Cli::try_parse_from(line.split(' ')).is_ok(), "{line}");
        }
        for line in [
            "escalon policy check",
            "escalon ops stuck",
            "escalon ops --laptop --stack escalon stuck",
            "escalon ops --laptop --tickets t stuck",
        ] {
            assert!(Cli::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
