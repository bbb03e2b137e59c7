//! The command `escalon`: desks on this machine, the tools of a policy's author, and those of an operator.
mod arguments;
mod explain;
mod ops;
mod outcome;
mod policy;
mod publish;
mod stack;
mod vectors;

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use arguments::CommandLine;
use outcome::{CommandError, CommandOutcome};

/// It worked, and found something wrong with what it was given.
const FOUND_WRONG: u8 = 1;
/// It could not do its work.
const FAILED: u8 = 2;

/// Runs a command; the exit status is 0 when all is well, 1 when something given was found wrong, 2 when
/// the command could not do its work.
#[tokio::main]
async fn main() -> ExitCode {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,dynoxide=error"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match arguments::run(CommandLine::parse()).await {
        Ok(CommandOutcome::AllWell) => ExitCode::SUCCESS,
        Ok(CommandOutcome::FoundWrong) => ExitCode::from(FOUND_WRONG),
        // Whoever reads our output has heard enough.
        Err(CommandError::Print(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            print_error(&error);
            ExitCode::from(FAILED)
        }
    }
}

/// Prints an error and what caused it.
fn print_error(error: &dyn Error) {
    let mut text = format!("escalon: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    // Nowhere is left to say that nothing can be said.
    let _ = writeln!(std::io::stderr(), "{text}");
}
