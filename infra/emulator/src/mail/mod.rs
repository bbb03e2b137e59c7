//! Mail on this machine: what SES would send lands in a mailbox, and its events go the way of the template.
mod events;
mod mailbox;
mod server;

pub use events::AddressOutcome;
pub(crate) use events::{emitted_events, notification, recipient};
pub use mailbox::{Mailbox, MailboxError, SentMail};
pub(crate) use server::MailService;
