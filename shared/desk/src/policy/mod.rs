//! A support promise as a file: its grammar, its checks, and what a clock needs of it.
//!
//! `source` is the shape of the YAML, `compile` resolves its names into a [`Policy`], and
//! [`Condition`] is the one language of `when`.
mod assume;
mod check;
mod compile;
mod condition;
mod condition_parse;
mod edition;
mod event;
mod finding;
mod key;
mod lookup;
mod metric;
mod model;
#[cfg(test)]
mod mutations;
mod phrase;
mod schema;
mod shape;
mod source;
#[cfg(test)]
mod tests;
mod unused;
mod yaml;

pub use assume::{assume, other_readings};
pub use check::holidays_that_end;
pub(crate) use compile::CHANNELS;
pub(crate) use compile::compile_with;
pub use compile::{Checked, compile};
pub use condition::{Atom, Comparison, Condition, Number, Test};
pub use condition_parse::ConditionError;
pub use edition::Edition;
pub use event::{Event, Trigger, Who};
pub(crate) use finding::{At, Findings};
pub use finding::{Finding, Severity};
pub use key::{Facts, Key, Values};
pub use lookup::AROUND_THE_CLOCK;
pub use metric::{
    Band, BusinessDay, CalendarOf, Combine, Commitment, Metric, Promise, Repeats, Roll, Slots,
    Target,
};
pub use model::*;
pub(crate) use model::{TicketProfile, promise_matrix};
pub(crate) use phrase::{Break, Form, GAP, PHRASE_LANGUAGES, Slot, Word, words};
pub use phrase::{Phrase, PhraseError};
pub use schema::schema;
