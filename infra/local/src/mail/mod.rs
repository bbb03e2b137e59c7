//! Mail on this machine: what SES would send lands in a mailbox, and its events go the way of the template.
mod events;
mod mailbox;
mod server;

pub use mailbox::{Mail, Mailbox, MailboxError};
pub(crate) use events::{Happening, happenings, notification};
pub(crate) use server::{MailServer, Sent};
