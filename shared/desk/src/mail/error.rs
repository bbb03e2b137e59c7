//! Errors of a mail that cannot be written or addressed.
use super::kind::TextKind;
use crate::i18n::SentenceError;

/// The reason why a mail cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// A text needs a part that the letter does not carry.
    #[error("the text {text} needs {missing}")]
    Incomplete {
        /// The text asked for.
        text: TextKind,
        /// The field of [`Letter`](super::Letter) that is empty.
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
