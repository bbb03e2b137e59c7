//! Mails as subject, text, HTML and headers, rendered from letters in a reader's language.
//!
//! A [`Letter`] says which text, for whom and about what; [`render`] writes it with the sentences of
//! [`crate::i18n`], and [`digest`] folds several into one. Every value is cleaned on its way into a line
//! and escaped on its way into HTML. [`promises_of`] says what a requester may count on and why.
//! [`headers`], [`sender`] and [`reply_address`] make what surrounds a mail. Nothing here sends, and
//! nothing reads a clock.
mod clean;
mod compose;
mod document;
mod headers;
mod kind;
mod letter;
mod promises;
mod reason;
mod reply;
mod sender;

#[cfg(test)]
mod tests;

use crate::i18n::SentenceError;
pub use crate::i18n::{metric_label, shipped_locales, status_label};
pub use compose::{digest, render};
pub use headers::headers;
pub use kind::{TextKind, UnknownText};
pub use letter::{EscalationView, Letter, PromiseView, QuoteView, Rendered, TicketView};
pub use reason::promises_of;
pub use reply::{reply_address, verify_reply_address};
pub use sender::sender;

/// Why a mail cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// A text needs a part that the letter does not carry.
    #[error("the text {text} needs {missing}")]
    Incomplete {
        /// The text asked for.
        text: TextKind,
        /// The field of [`Letter`] that is empty.
        missing: &'static str,
    },
    /// A digest of nothing.
    #[error("a digest needs at least one letter")]
    EmptyDigest,
    /// A sentence is missing from a locale, or needs a value it was not given: a fault of ours.
    #[error(transparent)]
    Sentence(#[from] SentenceError),
    /// A value that may not stand in a header: a line break, a control character, not ASCII, too long.
    #[error("the header {name} may not carry this value")]
    Header {
        /// The header's name; the value itself stays out of logs.
        name: &'static str,
    },
    /// The desk's address has no local part, no domain, or leaves no room for a ticket.
    #[error("the reply address of the desk cannot carry a ticket")]
    ReplyAddress,
    /// A ticket reference may hold letters, digits and hyphens.
    #[error("the ticket reference cannot stand in an address")]
    Reference,
    /// The secret that signs reply addresses is empty.
    #[error("the secret that signs reply addresses is empty")]
    Secret,
}
