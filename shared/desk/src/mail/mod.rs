//! Mails as subject, text, HTML and headers, rendered from letters in a reader's language.
//!
//! A [`Letter`] says which text, for whom and about what; [`render`] writes it with the sentences of
//! [`crate::i18n`], [`digest`] folds several into one, and [`receipts()`] answers several requests at once. Every value is cleaned on its way into a line
//! and escaped on its way into HTML. [`promises_of`] says what a requester may count on and why.
//! [`headers`], [`sender`] and [`reply_address`] make what surrounds a mail. Nothing here sends, and
//! nothing reads a clock.
mod answering;
mod autolink;
mod clean;
mod compose;
mod document;
mod error;
mod headers;
mod kind;
mod letter;
mod owed;
mod promises;
mod reason;
mod receipts;
mod reply;
mod sender;
mod staff;
mod staff_subject;

#[cfg(test)]
mod tests;

pub use crate::i18n::{metric_label, role_label, shipped_locales, status_label, while_sorting};
pub use compose::{digest, render};
pub use error::MailError;
pub use headers::{Author, headers};
pub use kind::{TextKind, UnknownText};
pub use letter::{
    AnswerBy, EmergencyView, EscalationView, Letter, OwedView, PromiseView, Promised, QuoteView,
    Rendered, StaffOccasion, StaffView, TicketView, UnansweredView,
};
pub use owed::owed_of;
pub use reason::{promises_of, unanswered_of};
pub use receipts::receipts;
pub use reply::{reply_address, verify_reply_address};
pub use sender::sender;
