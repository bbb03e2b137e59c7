//! Command line of the simulation: `cargo run --profile simulation -p simulation -- check`.
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use simulation::{
    BUSY, Budget, FigureSizes, Mutation, Rates, Scenario, caught, check, figures, shrink, simulate,
};

#[derive(Parser)]
#[command(about = "The whole desk in virtual time, with faults")]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Run these seeds and tell which invariants broke.
    Seeds {
        #[arg(long, default_value_t = 1)]
        from: u64,
        #[arg(long, default_value_t = 100)]
        count: u64,
    },
    /// Run one seed, list its scenario and, when it fails, a short one that fails in the same way.
    Replay {
        seed: u64,
        /// One of the figures' scenarios of forty tickets instead.
        #[arg(long)]
        busy: bool,
    },
    /// Put each seeded bug in and name the invariant that catches it.
    Mutations,
    /// Crashes, seeded bugs, and random scenarios; ends with 1 when an invariant breaks or a bug is not caught.
    Check {
        /// Random scenarios begin until so many seconds have passed since the start.
        #[arg(long, default_value_t = 200)]
        seconds: u64,
        /// Random scenarios that are run however long they take.
        #[arg(long, default_value_t = 1_000)]
        at_least: u64,
    },
    /// Run everything and write `docs/reliability.md`.
    Figures {
        /// Random scenarios with all faults; `check` runs more of them.
        #[arg(long, default_value_t = 300)]
        seeds: u64,
        #[arg(long, default_value_t = 10_000)]
        tickets: usize,
        /// None doubled among so many is at most 100 per million, at 95 %.
        #[arg(long, default_value_t = 30_000)]
        mails: usize,
        #[arg(long, default_value_t = 300)]
        lagging: u64,
        /// Every so many pairs of crashes one is run.
        #[arg(long, default_value_t = 500)]
        pair_stride: usize,
        #[arg(long, default_value = "docs/reliability.md")]
        write: PathBuf,
    },
}

#[expect(clippy::print_stdout, reason = "this is what the program is for")]
fn main() -> ExitCode {
    match Cli::parse().verb {
        Verb::Seeds { from, count } => (from..from + count).for_each(seed),
        Verb::Replay { seed, busy } => replay(seed, busy),
        Verb::Mutations => {
            for mutation in Mutation::ALL {
                println!("{mutation:?}: {:?}", caught(mutation));
            }
        }
        Verb::Check { seconds, at_least } => {
            let time = Duration::from_secs(seconds);
            let report = check(Budget { time, at_least });
            println!("{report}");
            if !report.is_good() {
                return ExitCode::FAILURE;
            }
        }
        Verb::Figures {
            seeds,
            tickets,
            mails,
            lagging,
            pair_stride,
            write,
        } => {
            let sizes = FigureSizes {
                seeds,
                tickets,
                mails,
                lagging,
                pair_stride,
            };
            write_figures(sizes, &write);
        }
    }
    ExitCode::SUCCESS
}

#[expect(clippy::print_stdout, reason = "this is what the program is for")]
fn seed(seed: u64) {
    let outcome = simulate(&Scenario::of(seed, Rates::MIXED), None);
    println!(
        "{seed}: {} tickets, {} mails, {} doubled, {} calls, {} faults, {} min to quiet, {} ticket-days",
        outcome.tickets,
        outcome.mails,
        outcome.doubled,
        outcome.calls.len(),
        outcome.faults.len(),
        outcome.minutes_to_quiet,
        outcome.ticket_days,
    );
    for violation in outcome.violations {
        println!("  {violation}");
    }
}

#[expect(clippy::print_stdout, reason = "this is what the program is for")]
fn replay(seed: u64, busy: bool) {
    let scenario = if busy {
        Scenario::busy(seed, Rates::FIGURES, BUSY)
    } else {
        Scenario::of(seed, Rates::MIXED)
    };
    let outcome = simulate(&scenario, None);
    println!("{}{:?}", scenario.describe(), outcome.violations);
    if let Some(violation) = outcome.violations.first() {
        let short = shrink(&scenario, violation.invariant, None);
        println!("shorter:\n{}", short.describe());
        for violation in simulate(&short, None).violations {
            println!("  {violation}");
        }
    }
}

#[expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "this is what the program is for, and its main"
)]
fn write_figures(sizes: FigureSizes, to: &Path) {
    let figures = figures(sizes, &|done| println!("{done}"));
    std::fs::write(to, figures).expect("the figures can be written");
}
