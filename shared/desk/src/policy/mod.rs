//! A support promise as a file: its grammar, its checks, and what a clock needs of it.
//!
//! `source` is the shape of the YAML, `compile` resolves its names into a [`Policy`], and
//! [`Condition`] is the one language of `when`.
mod check;
mod compile;
mod condition;
mod condition_parse;
mod finding;
mod key;
mod lookup;
mod model;
mod schema;
mod shape;
mod source;
mod yaml;

pub use compile::{Checked, compile};
pub use condition::{Atom, Comparison, Condition, Number, Test};
pub use condition_parse::ConditionError;
pub use finding::{Finding, Severity};
pub use key::{Facts, Key, Values};
pub use lookup::AROUND_THE_CLOCK;
pub use model::*;
pub use schema::schema;
