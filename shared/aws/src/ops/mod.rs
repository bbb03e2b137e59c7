//! Operations: work that has failed, and snapshots that differ from their facts.
mod consistency;
mod failure_queue;

pub use consistency::ConsistencyAudit;
pub use failure_queue::{Failing, FailureQueue};
