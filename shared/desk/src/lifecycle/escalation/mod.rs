//! Escalation: the scan declares what is due, ladder steps are asked for and taken, an agent acknowledges.
mod breach;
mod step;
mod sweep;
mod withdrawal;

pub use breach::Breached;
pub(crate) use breach::breaches_due;
pub(crate) use step::{Acknowledge, Acknowledged};
pub use step::{Escalated, Requested, TakeStep, Warned};
pub(crate) use sweep::Sweep;
pub(crate) use withdrawal::disproved;
pub use withdrawal::{BreachWithdrawn, WithdrawBreach};
