//! Outcomes of commands, and the reasons why one cannot do its work.
use std::fmt::Display;
use std::path::{Path, PathBuf};

use crate::stack::StackError;

/// The outcome of a command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CommandOutcome {
    AllWell,
    /// It ran, and found something wrong with what it was given.
    FoundWrong,
}

/// The reason why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    #[error("cannot read {}", path.display())]
    Read {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("cannot write {}", path.display())]
    Write {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("cannot print")]
    Print(#[from] std::io::Error),
    #[error(transparent)]
    Sentence(#[from] desk::i18n::SentenceError),
    #[error("{}: {source}", path.display())]
    Vectors {
        path: PathBuf,
        source: ::vectors::VectorsError,
    },
    #[error("{}: {source}", path.display())]
    Json {
        path: PathBuf,
        source: serde_json::Error,
    },
    #[error("{}: {why}", path.display())]
    Case { path: PathBuf, why: String },
    #[error("{} is not a valid policy; `policy check` says why", path.display())]
    Policy { path: PathBuf },
    #[error(transparent)]
    Desk(#[from] local::DeskError),
    #[error(transparent)]
    Stack(#[from] StackError),
    #[error("the policy of {desk} cannot be published: {reason}")]
    Publish { desk: String, reason: String },
    #[error("{verb}: {reason}")]
    Ops { verb: &'static str, reason: String },
}

pub(crate) fn read_file(path: &Path) -> Result<String, CommandError> {
    std::fs::read_to_string(path).map_err(|source| CommandError::Read {
        path: path.to_owned(),
        source,
    })
}

impl CommandOutcome {
    /// The outcome by whether all was well.
    pub(crate) fn of_check(is_well: bool) -> Self {
        if is_well {
            Self::AllWell
        } else {
            Self::FoundWrong
        }
    }
}

/// A number with its noun: `1 error`, `2 errors`.
pub(crate) fn counted<N: Display + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    let plural = if number == N::from(1) { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
