//! Measures Escalon and writes `docs/performance.md`: `cargo run --release -p tests --bin performance`.
//!
//! With everything in it (a million open tickets, a hundred thousand due) it takes about a quarter of an
//! hour on two idle cores and 6 GB of memory; `--quick` leaves out what is large and takes three minutes.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a program for the command line that ends when it cannot measure"
)]
mod business;
mod machine;
mod page;
mod plot;
mod sweeps;

use std::path::Path;

use clap::Parser;
use tests::load::{Pace, load};

#[derive(Parser)]
#[command(about = "Measures Escalon and writes docs/performance.md with its pictures")]
struct Arguments {
    /// Sizes of the sweep: how many tickets are open, with the same thousand due.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    open: Vec<usize>,
    /// How many tickets are due at once in the storm.
    #[arg(long, default_value_t = 100_000)]
    storm: usize,
    /// How many tickets each load opens.
    #[arg(long, default_value_t = 500)]
    tickets: usize,
    /// Leaves out the largest size, and makes storm and loads a fifth.
    #[arg(long)]
    quick: bool,
}

fn main() {
    let mut arguments = Arguments::parse();
    if arguments.quick {
        arguments.open.retain(|open| *open <= 100_000);
        arguments.storm /= 5;
        arguments.tickets /= 5;
    }
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let machine = machine::Machine::look(repository);
    eprintln!("business time");
    let business = business::measure(repository);
    let runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    let (sweeps, storm, loads) = runtime.block_on(async {
        let sweeps = sweeps::by_size(&arguments.open).await;
        let storm = sweeps::storm(arguments.storm).await;
        let mut loads = Vec::new();
        let tickets = arguments.tickets;
        for (pace, clients) in [
            (Pace::Mailed, 1),
            (Pace::Answered, 1),
            (Pace::Answered, 4),
            (Pace::Answered, 16),
        ] {
            eprintln!("load: {tickets} tickets, {clients} at a time, next when {pace:?}");
            loads.push(load(pace, clients, tickets).await);
        }
        (sweeps, storm, loads)
    });
    let folder = repository.join("docs/performance");
    std::fs::create_dir_all(&folder).unwrap();
    plot::sweeps(&folder.join("sweep.svg"), &sweeps);
    plot::business(&folder.join("business-time.svg"), &business);
    let capacity = repository.join("tests/contracts/snapshots/contracts__capacity__capacity.snap");
    let capacity = std::fs::read_to_string(capacity).unwrap();
    let capacity = capacity.splitn(3, "---\n").nth(2).unwrap();
    let text = page::write(&page::Found {
        machine: &machine,
        load_at_the_end: machine::load_average(),
        business: &business,
        sweeps: &sweeps,
        storm: &storm,
        loads: &loads,
        capacity,
    });
    std::fs::write(repository.join("docs/performance.md"), text).unwrap();
}
