//! Desks: their policies, their customers' organisations and contacts, and their own people.
//!
//! [`Desks`] reads; [`Publisher`] puts policies in force and [`Organisations`] replaces an organisation.
mod agents;
mod customer;
mod organisations;
mod publisher;
mod reading;

pub use agents::Agent;
pub use customer::{Contact, Organisation};
pub use organisations::{Organisations, Seen};
pub use publisher::{PublishError, Publisher};
pub use reading::Desks;
