//! Cost of a sweep: what is due, however much is open; and the most overdue comes first.
use tests::field::{Field, MeasuredSweep};

const DUE: usize = 100;

async fn first_sweep(open: usize) -> MeasuredSweep {
    let field = Field::with(open, DUE).await;
    let sweep = field.sweep(|_| true).await;
    assert_eq!(sweep.swept.found, DUE as u64);
    assert_eq!(sweep.swept.breached, DUE as u64);
    let again = field.sweep(|_| true).await;
    assert_eq!((again.swept.found, again.writes), (0, 0.0));
    sweep
}

#[tokio::test]
async fn a_sweep_reads_and_writes_what_is_due_however_much_is_open() {
    let few = first_sweep(2_000).await;
    let many = first_sweep(20_000).await;
    assert_eq!(
        (few.index, few.reads, few.writes),
        (many.index, many.reads, many.writes)
    );
    // A strong read of each ticket, and the policy once for each shard that begins at the same moment.
    assert!((100.0..=116.0).contains(&many.reads), "{many:?}");
    // Half a unit for each started four kilobytes of each shard's entries.
    assert!(many.index <= 8.0, "{many:?}");
}

#[tokio::test]
async fn a_sweep_that_runs_out_of_time_has_handled_the_most_overdue_of_each_shard() {
    let field = Field::with(150, 150).await;
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let few = |_| asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 70;
    let sweep = field.sweep(few).await;
    assert!(sweep.swept.stopped_for_time, "{sweep:?}");
    let handled = field.handled().await;
    let done: usize = handled.iter().map(|(handled, _)| handled).sum();
    assert_eq!(done as u64, sweep.swept.written);
    assert!((30..120).contains(&done), "{done}");
    assert!(
        handled
            .iter()
            .all(|(handled, early)| *handled > 0 && *early == 0),
        "{handled:?}"
    );
    let rest = field.sweep(|_| true).await;
    assert_eq!(rest.swept.found + sweep.swept.found, 150);
}

#[tokio::test]
async fn a_shard_of_several_pages_is_swept_to_its_end_and_read_once() {
    let mut field = Field::with(0, 0).await;
    field.load_overdue_in_one_shard(0, 450);
    let sweep = field.sweep(|_| true).await;
    assert_eq!((sweep.swept.found, sweep.swept.breached), (450, 450));
    // 68 entries a unit at the least, half a unit for each empty shard, and half a one for each page begun.
    assert!(sweep.index <= 450.0 / 68.0 + 8.0 + 1.5, "{sweep:?}");
    let handled = field.handled().await;
    assert_eq!(
        handled.iter().map(|(handled, _)| handled).sum::<usize>(),
        450
    );
}
