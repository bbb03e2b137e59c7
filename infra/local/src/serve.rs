//! `serve`: runs a desk on this machine until it is told to stop, and says on the terminal how it goes.
use std::io::Write;
use std::sync::Arc;

use emulator::{ClockMode, Options, Store};

use crate::desk::{Desk, DeskError, DeskOptions};
use crate::seed::Seed;

/// The database of a desk that keeps its tickets.
pub const DATABASE: &str = ".escalon/desk.db";
/// The place beside which a desk in memory tells commands how to reach it.
pub const IN_MEMORY: &str = ".escalon/memory";

/// Runs a desk with the demo data, its pages and a running clock, until Ctrl-C or a service manager's signal.
///
/// # Errors
/// The desk does not start.
pub async fn serve(store: Store, port: u16) -> Result<(), DeskError> {
    say(&match &store {
        Store::Memory => "Escalon starts, in memory".to_owned(),
        Store::File(path) => format!("Escalon starts, with its tickets in {}", path.display()),
    });
    let started = Desk::start(DeskOptions {
        emulator: Options {
            store,
            announce: Some(IN_MEMORY.into()),
            clock: ClockMode::Running,
            progress: Arc::new(|what| say(&format!("  … {what}"))),
            ..Options::default()
        },
        seed: Seed::Demo,
        port,
    });
    // One signal for the start and the run, so that none is missed in between.
    let mut stop = std::pin::pin!(stop_signal());
    let desk = tokio::select! {
        started = started => started?,
        () = &mut stop => return Ok(()),
    };
    let address = desk.address();
    say(&format!("\n  start   http://{address}/"));
    say(&format!("  mail    http://{address}/mailbox"));
    say(&format!("  clock   http://{address}/clock"));
    say("\nCtrl-C stops it.");
    stop.await;
    say("Stopping …");
    desk.stop().await;
    say("Stopped.");
    Ok(())
}

/// Ctrl-C, or the signal that a service manager sends.
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

/// Tells the person who started it; a closed pipe does not stop a desk.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
