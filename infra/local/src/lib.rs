//! Support desks on one machine: the emulator with five desks in it, and pages to watch them.
//!
//! [`Desk`] is an [`Emulator`](emulator::Emulator) with its [`Seed`] and the pages over it; [`serve()`] runs one until it
//! is told to stop. [`seed()`] alone puts the desks into an emulator that a test drives.
mod desk;
mod pages;
mod seed;
mod serve;

pub use desk::{Desk, DeskError, DeskOptions};
pub use seed::{Seed, SeedError, publish_desk, seed};
pub use serve::{DATABASE, IN_MEMORY, serve};
