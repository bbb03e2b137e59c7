//! The only crate that knows AWS types. Everything here speaks for the pure domain in [`desk`].
//!
//! Each port has the verbs that its function's rights allow and no others, and lies beside its items: [`Tickets`] reads
//! and [`Ledger`] decides and appends in one transaction; [`Desks`] reads policies, organisations and contacts,
//! [`Publisher`] and [`Organisations`] write them; [`DueIndex`] and [`QueueIndex`] page an index; [`Outbox`] claims
//! notices and [`Mailer`] sends one mail; [`FailureQueue`] and [`ConsistencyAudit`] are for operations. All of them speak
//! to DynamoDB through the folder `store`. [`lambda`] is what a `main.rs` needs.
mod desks;
pub mod lambda;
mod ops;
mod outbox;
mod store;
mod tickets;

pub use desks::{
    Agent, Contact, Desks, Organisation, Organisations, PublishError, Publisher, Seen,
};
#[cfg(feature = "http")]
pub use lambda::{IdempotencyKey, problem};
pub use lambda::{chain, config, metrics, stream};
pub use ops::{ConsistencyAudit, Failing, FailureQueue};
pub use outbox::mail_event;
pub use outbox::{
    Address, Admission, Claim, DeliveryOutcome, DigestHead, Envelope, Failure, LEASE, Mailer,
    NOTICE_TAG, NoNotice, Notice, NoticeId, NoticeLane, NoticeState, Outbox, RECEIPT_PAUSE,
    SendResult, Window, address_hash, source_hash,
};
pub use store::{DueEntry, DueIndex, DuePage, IdError, LANES, SHARDS, StoreError, TicketId, keys};
pub use tickets::{
    Applied, ApplyError, Attachment, CommandKey, CommandRequest, Ledger, Loaded, MigrationReport,
    PolicyMigration, QueueIndex, QueuePage, REMEMBERED, Text, Tickets, ticket_items,
};
