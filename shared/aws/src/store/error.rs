//! Errors of the store, by what can be done about them.
use std::error::Error;

use aws_sdk_dynamodb::error::SdkError;

/// An error of the store, by what a caller can do about it: decide again, tell an operator, or try later.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else wrote in between; load and decide again.
    #[error("{what} was changed by somebody else")]
    Conflict {
        /// The item, without its key.
        what: &'static str,
    },
    /// It should be there and is not.
    #[error("{what} is missing")]
    Missing {
        /// The item, with its name where that is no person's data.
        what: String,
    },
    /// It is there and cannot be read: a fault of ours or a hand in the table.
    #[error("{what} cannot be read")]
    Corrupt {
        /// The item, without its key.
        what: &'static str,
        /// The error of reading it.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// The service did not answer, or refused for now.
    #[error("{operation} did not succeed")]
    Unavailable {
        /// The DynamoDB operation.
        operation: &'static str,
        /// The error of the SDK.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

impl StoreError {
    pub(crate) fn unavailable<E, R>(operation: &'static str) -> impl Fn(SdkError<E, R>) -> Self
    where
        E: Error + Send + Sync + 'static,
        R: std::fmt::Debug + Send + Sync + 'static,
    {
        move |source| Self::Unavailable {
            operation,
            source: Box::new(source),
        }
    }

    pub(crate) fn corrupt<E>(what: &'static str) -> impl Fn(E) -> Self
    where
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        move |source| Self::Corrupt {
            what,
            source: source.into(),
        }
    }
}
