//! Errors of a text that is no condition.

/// Nesting beyond this is refused, so that a hostile policy cannot exhaust the stack.
pub(super) const DEPTH: usize = 32;

/// The reason why a text is no condition; `at` is its 1-based column, in characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// Something else was needed here.
    #[error("expected {wanted}, found {found}")]
    Expected {
        /// 1-based column in the condition.
        at: usize,
        /// Words for the token that would be right.
        wanted: &'static str,
        /// The token that stands there.
        found: String,
    },
    /// `<` and its kin compare numbers only.
    #[error("`{found}` is not a number; only numbers have an order")]
    NotANumber {
        /// 1-based column in the condition.
        at: usize,
        /// The token that stands there.
        found: String,
    },
    /// A dotted key with an unknown first part.
    #[error(
        "`{found}` is not a key; dotted keys begin with organisation., contact., field. or answer."
    )]
    UnknownKey {
        /// 1-based column in the condition.
        at: usize,
        /// The token that stands there.
        found: String,
    },
    /// A limit, which is shown and which nothing counts yet.
    #[error("`{found}` cannot be asked: the engine does not count limits yet")]
    Limit {
        /// 1-based column in the condition.
        at: usize,
        /// The key that stands there.
        found: String,
    },
    /// A quotation mark without its partner.
    #[error("this quotation mark is never closed")]
    Unclosed {
        /// 1-based column in the condition.
        at: usize,
    },
    /// More parentheses or `not`s inside each other than any condition needs.
    #[error("the condition is nested more than {DEPTH} deep")]
    TooDeep {
        /// 1-based column in the condition.
        at: usize,
    },
}

impl ConditionError {
    /// The 1-based column in the condition's text.
    #[must_use]
    pub fn column(&self) -> usize {
        match self {
            Self::Expected { at, .. }
            | Self::NotANumber { at, .. }
            | Self::UnknownKey { at, .. }
            | Self::Limit { at, .. }
            | Self::Unclosed { at }
            | Self::TooDeep { at } => *at,
        }
    }
}
