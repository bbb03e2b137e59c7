//! The pure domain of a support desk that keeps its written promises.
//!
//! Read in this order: [`time`] is the arithmetic of business hours; [`policy`] is the promise as
//! a file, checked and compiled; [`ticket`] is what happened to one ticket, as facts, and what
//! may happen next; [`clock`] turns both into due instants, ladders and explanations;
//! [`classify`] proposes type and priority; [`mail`] writes the words that leave the building;
//! [`people`] are a customer's own.
//! Nothing here performs I/O, reads a clock or knows a cloud: `now` is always a parameter.
#![warn(missing_docs)]

pub mod classify;
pub mod clock;
pub mod mail;
pub mod people;
pub mod policy;
pub mod ticket;
pub mod time;
pub mod vectors;
