//! The commands beside `serve`: on policies (check, record, show, publish, vectors, explain) and on a stack.
//!
//! Each takes paths, prints to the writer it is given and returns how it went, so that `main` has
//! only the exit status to set.
mod explain;
mod ops;
mod policy;
mod publish;
mod stack;
mod vectors;

pub use explain::explain;
pub use ops::{Verb, ops};
pub use policy::{Format, Wanted, check, readings, record, show};
pub use publish::{OpenTickets, publish};
pub(crate) use stack::DATABASE;
pub use stack::{Stack, StackError, Target};
pub use vectors::vectors;

use std::path::{Path, PathBuf};

/// How a command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Good,
    /// It ran, and found something wrong with what it was given.
    Bad,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ToolError {
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
    Stack(#[from] StackError),
    #[error("the policy of {desk} cannot be published: {reason}")]
    Publish { desk: String, reason: String },
    #[error("{verb}: {reason}")]
    Ops { verb: &'static str, reason: String },
}

fn read(path: &Path) -> Result<String, ToolError> {
    std::fs::read_to_string(path).map_err(|source| ToolError::Read {
        path: path.to_owned(),
        source,
    })
}
