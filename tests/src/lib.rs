//! Measurements that the tests and the measuring program have in common.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot be set up ends"
)]
pub mod field;
pub mod load;
pub mod meter;
