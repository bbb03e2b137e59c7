//! Costs of sweeps: the same thousand due among more and more open tickets, and a storm.
use std::time::Duration;

use tests::field::{Field, MeasuredSweep};

/// The same due tickets at every size.
const DUE: usize = 1_000;
/// How often each size is swept, each time with further tickets due; the shortest times count.
const ROUNDS: usize = 5;
/// The first number of further tickets, beyond all sizes.
const FAR: usize = 100_000_000;
/// How long a run of the function may begin new work: its time-out less its reserve.
const RUN: Duration = Duration::from_secs(45);

pub(crate) struct Storm {
    pub(crate) due: usize,
    pub(crate) runs: Vec<MeasuredSweep>,
    /// Entries handled before a more overdue one of their shard that was still left.
    pub(crate) out_of_order: usize,
}

pub(crate) async fn by_size(sizes: &[usize]) -> Vec<(usize, MeasuredSweep)> {
    // The first sweep of a process pays for its first connections.
    let _ = Field::with(DUE, DUE).await.sweep(|_| true).await;
    let mut sweeps = Vec::new();
    for open in sizes {
        eprintln!("sweep: {open} open, {DUE} due");
        let mut field = Field::with(*open, DUE).await;
        let mut sweep = field.sweep(|_| true).await;
        assert_eq!(sweep.swept.breached, DUE as u64, "{sweep:?}");
        for round in 1..ROUNDS {
            field.load_overdue(FAR + round * DUE, DUE);
            let again = field.sweep(|_| true).await;
            assert_eq!(again.swept.breached, DUE as u64, "{again:?}");
            sweep.took = sweep.took.min(again.took);
            sweep.finding = sweep.finding.min(again.finding);
        }
        sweeps.push((*open, sweep));
    }
    sweeps
}

/// Everything is due at once; run after run, as the schedule would start them.
pub(crate) async fn storm(due: usize) -> Storm {
    eprintln!("storm: {due} due at once");
    let field = Field::with(due, due).await;
    let mut runs: Vec<MeasuredSweep> = Vec::new();
    let mut out_of_order = 0;
    loop {
        let run = field.sweep(|took| took < RUN).await;
        if run.swept.found == 0 {
            break;
        }
        eprintln!(
            "  {} handled in {:.1} s",
            run.swept.written,
            run.took.as_secs_f64()
        );
        let handled = field.handled().await;
        out_of_order += handled.iter().map(|(_, early)| early).sum::<usize>();
        runs.push(run);
    }
    Storm {
        due,
        runs,
        out_of_order,
    }
}
