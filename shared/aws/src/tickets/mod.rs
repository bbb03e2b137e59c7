//! Tickets: reading them, and the one way they change.
//!
//! [`Tickets`] reads, [`Ledger`] decides and appends in one transaction, [`QueueIndex`] pages a desk's queue, and
//! [`PolicyMigration`] moves open tickets to another version of their policy.
mod command_key;
mod incident;
mod ledger;
mod merging;
mod migration;
mod oversize;
mod promises;
mod queue;
mod reading;
mod transition;

pub use command_key::{CommandKey, REMEMBERED};
pub use ledger::{Applied, ApplyError, CommandRequest, Ledger};
pub use migration::{MigrationReport, PolicyMigration};
pub use queue::{QueueIndex, QueuePage};
pub(crate) use reading::snapshot_key;
pub use reading::{Attachment, Loaded, Text, Tickets};
pub(crate) use transition::snapshot_item;
pub use transition::ticket_items;
