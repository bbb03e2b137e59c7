//! A support promise as a file: its language, its checks, and the compiled policy that clocks need.
//!
//! Phases, each of which imports only those above it in this list (`tests/layers.rs` keeps it):
//!
//! 1. `syntax` reads a text into a tree with places; [`Condition`] is the one language of `when`.
//! 2. `model` is the compiled [`Policy`].
//! 3. `file` has every section as a struct whose fields are its keys: the check, the JSON Schema and the manual's
//!    reference are made of them.
//! 4. `resolve` makes the model of the tree: [`load`] is all that a function runs.
//! 5. `lint` checks the whole for its author: [`compile`].
//! 6. `edition` says whether another text is another promise under the same number.
mod edition;
mod file;
mod lint;
mod model;
mod resolve;
mod syntax;

#[cfg(test)]
mod editors;
#[cfg(test)]
mod mutations;
#[cfg(test)]
mod senseless;
#[cfg(test)]
mod tests;

pub use edition::Edition;
pub use file::{reference, schema};
pub use lint::{
    Checked, assume, begins_late, compile, holidays_that_end, other_readings, unlike_its_file,
};
pub(crate) use lint::{Places, compile_with};
pub use model::*;
pub(crate) use model::{CHANNELS, TicketProfile, promise_matrix};
pub use resolve::load;
pub use syntax::{
    Arrival, Atom, Clause, Comparison, Condition, ConditionError, Event, Facts, Finding, Intended,
    Key, Number, Phrase, PhraseError, PhraseList, Severity, Tally, Test, Trigger, Values,
    WallClock, Who,
};
pub(crate) use syntax::{
    At, Break, Findings, Form, GAP, PHRASE_LANGUAGES, Sense, Slot, Word, words,
};
