//! Clocks: due instants from promises, pauses and calendars; ladders; what is due next; and why.
mod contract;
mod due;
mod explain;
mod ladder;
#[cfg(test)]
mod laws;
mod obligation;
mod pauses;
mod phase;
mod printed;
mod queue;
mod scheduled;
mod target;
#[cfg(test)]
mod tests;

pub use contract::{ContractError, check_contract};
pub use due::DeadlineCalculation;
pub(crate) use due::calendar_for;
pub use explain::{ClockView, Explanation, Shown, Stretch, StretchKind, explain, views};
pub use ladder::{StepInstant, Told, roles_of, steps, told_by_step};
pub(crate) use ladder::{before_due, ladder_of, seen_from};
pub(crate) use obligation::declared_at;
pub use obligation::{Obligation, REDRIVE_AFTER, next_due, obligations};
pub use phase::Phase;
pub use printed::{explain_in_words, wall_time};
pub use queue::{QueuePart, queue_position};
pub(crate) use scheduled::scheduled_rules;
pub(crate) use target::{awaits_a_date, of_the_moment, takes_a_date, words_for};
pub use target::{choose, committed};
