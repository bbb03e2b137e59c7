//! Clocks: due instants from promises, pauses and calendars; ladders; what is due next; and why.
mod due;
mod explain;
mod ladder;
mod obligation;
mod target;
#[cfg(test)]
mod tests;

pub use due::Reckoning;
pub use explain::{ClockView, Explanation, Phase, Stretch, StretchKind, explain, views};
pub use ladder::{StepInstant, roles_of, steps};
pub use obligation::{Obligation, REDRIVE_AFTER, next_due, obligations};
pub use target::{choose, committed};
