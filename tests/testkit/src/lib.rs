//! Test kit: the [`World`] of a test speaks the desk's language: somebody opens a ticket, time goes by, somebody
//! acts; then facts, clocks, ladder instants and mails are looked at.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a world that cannot go on ends its test"
)]
mod world;

pub use world::{Ticket, World, agent, at, message, with};

/// The root of this repository.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
