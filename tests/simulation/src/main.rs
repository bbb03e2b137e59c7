//! `cargo run --profile simulation -p simulation`: many seeds, one seed again, and the mistakes put in on purpose.
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::{Parser, Subcommand};
use simulation::crash::{stopped, stops};
use simulation::{
    BUSY, Rates, Sabotage, Sizes, Story, all_caught, caught, figures, shrink, simulate,
    simulate_all,
};

#[derive(Parser)]
#[command(about = "The whole desk in virtual time and bad weather")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run these seeds and tell what broke.
    Seeds {
        #[arg(long, default_value_t = 1)]
        from: u64,
        #[arg(long, default_value_t = 100)]
        count: u64,
    },
    /// Run one seed, tell its story and, when it fails, a short one that fails in the same way.
    Replay {
        seed: u64,
        /// One of the figures' stories of forty tickets instead.
        #[arg(long)]
        busy: bool,
    },
    /// Put each mistake in and tell which promise catches it.
    Mistakes,
    /// What has to hold before a change goes in; ends with 1 when a promise is broken or a mistake is not caught.
    Check {
        #[arg(long, default_value_t = 1_000)]
        seeds: u64,
    },
    /// Run everything and write `docs/reliability.md`.
    Figures {
        /// In rough weather; `check` runs the thousand.
        #[arg(long, default_value_t = 300)]
        seeds: u64,
        #[arg(long, default_value_t = 10_000)]
        tickets: usize,
        /// None doubled among so many is at most 100 per million, at 95 %.
        #[arg(long, default_value_t = 30_000)]
        mails: usize,
        #[arg(long, default_value_t = 300)]
        lagging: u64,
        /// Every so many pairs of deaths one is run.
        #[arg(long, default_value_t = 500)]
        pair_stride: usize,
        #[arg(long, default_value = "docs/reliability.md")]
        write: std::path::PathBuf,
    },
}

#[expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "this is what the program is for, and its main"
)]
fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Seeds { from, count } => {
            for seed in from..from + count {
                let outcome = simulate(&Story::of(seed, Rates::ROUGH), None);
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
        }
        Command::Replay { seed, busy } => {
            let story = if busy {
                Story::busy(seed, Rates::FIGURES, BUSY)
            } else {
                Story::of(seed, Rates::ROUGH)
            };
            let outcome = simulate(&story, None);
            println!("{}{:?}", story.told(), outcome.violations);
            if let Some(violation) = outcome.violations.first() {
                let short = shrink(&story, violation.invariant, None);
                println!("shorter:\n{}", short.told());
                for violation in simulate(&short, None).violations {
                    println!("  {violation}");
                }
            }
        }
        Command::Mistakes => {
            for mistake in Sabotage::ALL {
                println!("{mistake:?}: {:?}", caught(mistake));
            }
        }
        Command::Check { seeds } => {
            let broken = check(seeds);
            for what in &broken {
                println!("{what}");
            }
            if !broken.is_empty() {
                return ExitCode::FAILURE;
            }
            println!(
                "{seeds} seeds, deaths at calls and {} mistakes: no promise broken, each mistake caught",
                Sabotage::ALL.len()
            );
        }
        Command::Figures {
            seeds,
            tickets,
            mails,
            lagging,
            pair_stride,
            write,
        } => {
            let sizes = Sizes {
                seeds,
                tickets,
                mails,
                lagging,
                pair_stride,
            };
            let figures = figures(sizes, &|done| println!("{done}"));
            std::fs::write(&write, figures).expect("the figures can be written");
        }
    }
    ExitCode::SUCCESS
}

/// One in so many deaths is tried before each change; the figures try all of them.
const DEATHS_STEP: usize = 5;

/// Seeds in rough weather, deaths at calls of a whole life, and every mistake; tells what is wrong.
fn check(seeds: u64) -> Vec<String> {
    let life = Story::whole_life();
    let deaths = stops(&simulate(&life, None).calls);
    let deaths = deaths
        .iter()
        .step_by(DEATHS_STEP)
        .map(|stop| stopped(&life, [*stop]));
    let rough = (1..=seeds).map(|seed| Story::of(seed, Rates::ROUGH));
    let stories: Vec<_> = rough.chain(deaths).collect();
    let broken = Mutex::new(Vec::new());
    simulate_all(&stories, None, &|story, outcome| {
        if let Some(violation) = outcome.violations.first() {
            let short = shrink(story, violation.invariant, None);
            let told = format!("{violation}\n{}", short.told());
            let mut broken = broken.lock().unwrap_or_else(PoisonError::into_inner);
            broken.push(told);
        }
    });
    let mut broken = broken.into_inner().unwrap_or_else(PoisonError::into_inner);
    let missed = all_caught().into_iter().filter(|(_, by)| by.is_none());
    broken.extend(missed.map(|(mistake, _)| format!("nothing catches {mistake:?}")));
    broken
}
