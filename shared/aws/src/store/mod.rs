//! The store's kit: keys and items of both tables, the index of what is due, and why the store did not do it.
mod due;
mod error;
pub(crate) mod item;
pub mod keys;
pub(crate) mod table;
mod ticket_id;

pub(crate) use due::due_entry;
pub use due::{DueEntry, DueIndex, DuePage};
pub use error::StoreError;
pub use keys::SHARDS;
pub use ticket_id::{IdError, TicketId};
