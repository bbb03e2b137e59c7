//! Mail on this machine: what SES would send lands in a mailbox, and its events go the way of the template.
mod events;
mod mailbox;
mod server;

pub use events::Fate;
pub(crate) use events::{happenings, notification, recipient};
pub use mailbox::{Mail, Mailbox, MailboxError};
pub(crate) use server::MailService;
