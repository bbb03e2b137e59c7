//! Syntax of a policy file: its tree with places and findings, and the small languages inside it.
mod condition;
mod event;
mod finding;
mod intended;
mod key;
mod node;
mod origin;
mod path;
mod phrase;
mod phrase_list;
mod plain;
mod sense;
mod suggestion;
mod yaml;

pub use condition::{
    Arrival, Atom, Clause, Comparison, Condition, ConditionError, Number, Test, WallClock,
};
pub use event::{Event, Trigger, Who};
pub(crate) use finding::{At, Findings};
pub use finding::{Finding, Severity, Tally};
pub(in crate::policy) use intended::INTENDED;
pub use intended::Intended;
pub(in crate::policy) use key::PLAIN_KEYS;
pub use key::{Facts, Key, Values};
pub(in crate::policy) use node::{Name, Node, NodeKind};
pub(in crate::policy) use origin::Origin;
pub(in crate::policy) use path::Leads;
pub(crate) use phrase::{Break, Form, GAP, PHRASE_LANGUAGES, Slot, Word, words};
pub use phrase::{Phrase, PhraseError};
pub use phrase_list::PhraseList;
pub(in crate::policy) use plain::read_plain;
pub(crate) use sense::Sense;
pub(in crate::policy) use suggestion::Suggestion;
pub(in crate::policy) use yaml::read;
