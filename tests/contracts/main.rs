//! Promises of the mail functions, kept against the real store engine and a mailbox: each notice
//! is mailed once, whoever dies and whatever is lost on the way, and its ticket hears of it.
#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be set up ends its test"
)]
mod capacity;
mod digests;
mod events;
mod receipts;
mod sending;
mod sweeping;
mod urgency;
mod wire;
mod world;
