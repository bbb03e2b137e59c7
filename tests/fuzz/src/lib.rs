//! Fuzz targets: three doors that take any bytes, each a function that panics when its promise does not hold;
//! and the corpus of inputs that is kept for each.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a panic is how a fuzzer is told"
)]
mod amount;
mod corpus;
#[cfg(feature = "requests")]
mod intake;
mod policy;

pub use self::amount::amount;
pub use self::corpus::{CorpusError, Entry, pack, unpack};
#[cfg(feature = "requests")]
pub use self::intake::intake;
pub use self::policy::policy;

use desk::time::Instant;

/// A Tuesday morning.
fn morning() -> Instant {
    Instant::from_timestamp_millis(1_773_133_200_000).unwrap()
}
