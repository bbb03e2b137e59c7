//! What must hold for whatever bytes come in, from three doors. Each function panics when it does not.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a panic is how a fuzzer is told"
)]
mod amount;
#[cfg(feature = "requests")]
mod intake;
mod policy;

pub use self::amount::amount;
#[cfg(feature = "requests")]
pub use self::intake::intake;
pub use self::policy::policy;

use desk::time::Instant;

/// A Tuesday morning.
fn morning() -> Instant {
    Instant::from_timestamp_millis(1_773_133_200_000).unwrap()
}
