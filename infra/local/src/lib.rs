//! Escalon on one machine.
