//! The only crate that knows AWS types. Everything here speaks for the pure domain in [`desk`].
//!
//! Each port has the verbs that its function's rights allow and no others: [`Tickets`] reads,
//! [`Ledger`] decides and appends in one transaction, [`Mover`] has it move tickets to another version, [`Desks`] reads policies, organisations and
//! contacts, [`Publisher`] and [`Organisations`] write them, [`DueIndex`] and [`QueueIndex`] page an index, [`Outbox`]
//! claims notices, [`Mailer`] sends one mail. [`stream`], [`mail_event`] and [`problem`] are the
//! shapes that come in and go out; [`lambda`] is what a `main.rs` needs.
mod agents;
mod auditor;
mod desks;
mod due;
mod error;
mod family;
mod id;
mod item;
pub mod keys;
pub mod lambda;
mod ledger;
pub mod mail_event;
mod mailer;
mod merging;
mod mover;
mod operator;
mod organisations;
mod outbox;
mod publisher;
mod queue;
mod tickets;
mod transition;

pub use agents::Agent;
pub use auditor::Auditor;
pub use desks::{Contact, Desks, Organisation};
pub use due::{DueEntry, DueIndex, DuePage, SHARDS};
pub use error::StoreError;
pub use id::{IdError, TicketId};
#[cfg(feature = "http")]
pub use lambda::problem;
pub use lambda::{chain, config, metrics, stream};
pub use ledger::{Also, Applied, ApplyError, Ledger};
pub use mailer::{Mailer, NOTICE_TAG, Outgoing, SendError};
pub use mover::{Moved, Mover};
pub use operator::{Failing, Operator};
pub use organisations::{Organisations, Seen};
pub use outbox::{
    Address, Claim, Failure, Fate, LEASE, Lead, NoNotice, Notice, NoticeId, NoticeState, Outbox,
    Window, address_hash,
};
pub use publisher::{PublishError, Publisher};
pub use queue::{QueueIndex, QueuePage};
pub use tickets::{Attachment, Loaded, Text, Tickets};
pub use transition::ticket_items;
