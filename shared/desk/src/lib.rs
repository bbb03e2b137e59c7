//! The pure domain of a support desk that keeps its written promises.
//!
//! Layers, each of which imports only those above it in this list (`tests/layers.rs` keeps it):
//!
//! 1. [`mail_address`] is the one check of a mail address.
//! 2. [`facts`] is the list of facts, by the names that policies and stored history use.
//! 3. [`time`] is the arithmetic of business hours.
//! 4. [`policy`] is the promise as a file, checked and compiled.
//! 5. [`people`] are the members of a customer's organisation.
//! 6. [`ticket`] is one ticket as data: its state, its clocks, its values.
//! 7. [`clock`] turns policy and ticket into due instants, ladders and explanations.
//! 8. [`classify`] proposes type and priority.
//! 9. [`notice`] decides who hears of what happened.
//! 10. [`lifecycle`] is what may happen to a ticket, by story: commands, facts, decisions.
//! 11. [`i18n`] says amounts, dates, money and labels in a reader's language.
//! 12. [`mail`] writes the words that leave the building.
//! 13. [`contract`] shows what a policy promises, to staff and to customers.
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
pub mod mail_address;
pub mod notice;
pub mod people;
pub mod policy;
pub mod ticket;
pub mod time;
