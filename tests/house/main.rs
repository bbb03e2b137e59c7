//! Rules of the house that read the source itself: names, lengths, the first words of doc comments, and what
//! documents name.
#![expect(
    clippy::unwrap_used,
    reason = "a source file that cannot be read ends its test"
)]
mod functions;
mod policies_document;
mod rules;
mod source;
