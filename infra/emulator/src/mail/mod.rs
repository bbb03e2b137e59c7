//! Mail on this machine: what SES would send lands in a mailbox, and its events go the way of the template.
mod events;
mod mailbox;
mod server;

pub use events::DeliveryOutcome;
pub(crate) use events::{notification, recipient, ses_events};
pub use mailbox::{Mailbox, MailboxError, SentMail};
pub(crate) use server::MailService;
