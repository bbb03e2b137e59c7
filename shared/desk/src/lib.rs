//! The pure domain of a support desk that keeps its written promises.
//!
//! Layers, each of which imports only those above it in this list (`tests/layers.rs` keeps it):
//!
//! 1. [`facts`] is the list of facts, by the names that policies and stored history use.
//! 2. [`time`] is the arithmetic of business hours.
//! 3. [`policy`] is the promise as a file, checked and compiled.
//! 4. [`people`] are the members of a customer's organisation.
//! 5. [`ticket`] is one ticket as data: its state, its clocks, its values.
//! 6. [`clock`] turns policy and ticket into due instants, ladders and explanations.
//! 7. [`classify`] proposes type and priority.
//! 8. [`notice`] decides who hears of what happened.
//! 9. [`lifecycle`] is what may happen to a ticket, by story: commands, facts, decisions.
//! 10. [`i18n`] says amounts, dates, money and labels in a reader's language.
//! 11. [`mail`] writes the words that leave the building.
//! 12. [`contract`] shows what a policy promises, to staff and to customers.
//!
//! Nothing here performs I/O, reads a clock or knows a cloud: `now` is always a parameter.
#![warn(missing_docs)]

pub mod classify;
pub mod clock;
pub mod contract;
pub mod facts;
pub mod i18n;
pub mod lifecycle;
pub mod mail;
pub mod notice;
pub mod people;
pub mod policy;
pub mod ticket;
pub mod time;
