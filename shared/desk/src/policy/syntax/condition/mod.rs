//! Conditions, the one language of `when`: their tree, and how they are read.
mod arrival;
mod ast;
mod clause;
mod error;
mod number;
mod parse;
mod token;

pub use arrival::{Arrival, WallClock};
pub use ast::{Atom, Comparison, Condition, Test};
pub use clause::Clause;
pub use error::ConditionError;
pub use number::Number;
