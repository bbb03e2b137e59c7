//! Clocks: due instants from promises, pauses and calendars; ladders; what is due next; and why.
mod due;
mod explain;
mod ladder;
mod obligation;
mod target;

pub use due::Reckoning;
pub use explain::{explain, views, ClockView, Explanation, Phase, Stretch, StretchKind};
pub use ladder::{roles_of, steps, StepInstant};
pub use obligation::{next_due, obligations, Obligation, REDRIVE_AFTER};
pub use target::{choose, committed};
