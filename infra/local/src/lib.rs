//! Escalon on one machine.
pub mod template;
