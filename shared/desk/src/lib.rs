//! The pure domain of a support desk that keeps its written promises.
//!
//! Layers, each of which imports only those above it in this list (`tests/layers.rs` keeps it):
//!
//! 1. [`time`] is the arithmetic of business hours.
//! 2. [`policy`] is the promise as a file, checked and compiled.
//! 3. [`people`] are the members of a customer's organisation.
//! 4. [`ticket`] is what happened to one ticket, as facts, and what may happen next.
//! 5. [`clock`] turns both into due instants, ladders and explanations.
//! 6. [`classify`] proposes type and priority.
//! 7. [`i18n`] says amounts, dates, money and labels in a reader's language.
//! 8. [`mail`] writes the words that leave the building.
//! 9. [`contract`] shows what a policy promises, to staff and to customers.
//! 10. [`vectors`] are expected results as data.
//!
//! Nothing here performs I/O, reads a clock or knows a cloud: `now` is always a parameter.
#![warn(missing_docs)]

pub mod classify;
pub mod clock;
pub mod contract;
pub mod i18n;
pub mod mail;
pub mod people;
pub mod policy;
pub mod ticket;
pub mod time;
pub mod vectors;
