//! The whole desk in virtual time: all functions, the engine, mail, and people who reply, pause and merge.
//!
//! A [`Story`] says what people do and when; [`Weather`] decides what goes wrong with each call between a
//! function and the store or the mail service. Both come from one seed. The functions, the SDK and the engine
//! are the real ones, on one thread and in paused time, so a run is the same each time. After every step
//! the [`Invariant`]s are checked against the store itself; a story that breaks one is made shorter.
pub mod crash;
mod crew;
mod figures;
mod invariants;
mod line;
mod people;
mod run;
mod sabotage;
mod seen;
mod shrink;
mod story;
mod watch;
mod weather;
mod world;

use std::sync::atomic::{AtomicUsize, Ordering};

pub use figures::{BUSY, Sizes, all_caught, caught, figures};
pub use invariants::{Invariant, Violation};
pub use run::Outcome;
pub use sabotage::Sabotage;
pub use shrink::shrink;
pub use story::{Deed, Step, Story};
pub use weather::{Fault, Kind, Rates, Source, Weather};

/// Runs a story on this thread, in a runtime of its own whose time is paused.
///
/// # Panics
/// The machine gives no runtime.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "without a runtime there is no simulation"
)]
pub fn simulate(story: &Story, sabotage: Option<Sabotage>) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime on this thread");
    runtime.block_on(run::run(story, sabotage))
}

/// Runs stories on all cores; what became of each is told as it ends, in any order.
pub fn simulate_all(
    stories: &[Story],
    sabotage: Option<Sabotage>,
    tell: &(impl Fn(&Story, Outcome) + Sync),
) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(story) = stories.get(next.fetch_add(1, Ordering::Relaxed)) {
                    tell(story, simulate(story, sabotage));
                }
            });
        }
    });
}
