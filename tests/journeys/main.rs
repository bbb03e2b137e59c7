//! Journeys: real handlers, real policies, the embedded engine, and virtual time.
//!
//! A journey speaks the desk's language: somebody opens a ticket, time goes by, somebody acts; then
//! facts, clocks, ladder instants and mails are looked at.
#![expect(
    clippy::unwrap_used,
    reason = "a journey that cannot go on ends its test"
)]
mod audit;
mod bad_input;
mod bounds;
mod consent;
mod hears;
mod intake;
mod late_entries;
mod lost_records;
mod mail_addresses;
mod merging;
mod moving;
mod organisations;
mod poison;
mod promised;
mod rights;
mod routing;
mod sentences;
mod tour;
mod webpro;
mod wep;
mod whise;
mod whitevision;
mod wotnot;
