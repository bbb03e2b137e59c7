//! Origin of a policy's text, which decides what it is checked for.

/// The way by which the text of a policy came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum Origin {
    /// From its author, who can still mend it.
    Draft,
    /// From the store: it was published, by the checks of its time.
    Published,
}
