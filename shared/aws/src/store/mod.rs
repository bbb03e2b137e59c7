//! The store's kit: keys and items of both tables, the index of what is due, and why the store did not do it.
mod due;
mod error;
mod expression;
pub(crate) mod item;
pub mod keys;
mod retry;
mod table;
mod ticket_id;
mod unreadable;

pub use due::{DueEntry, DueIndex, DuePage};
pub(crate) use due::{due_entry, due_entry_in};
pub use error::StoreError;
pub(crate) use expression::{Query, Update, WriteCondition};
pub use keys::{LANES, SHARDS};
pub(crate) use retry::retry_conflicts;
pub(crate) use table::{StoreTable, WriteOutcome, putting};
pub use ticket_id::{IdError, TicketId};
pub(crate) use unreadable::readable;
