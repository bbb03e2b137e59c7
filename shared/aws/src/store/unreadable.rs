//! Unreadable rows: in a list, one that cannot be read is flagged and skipped, and takes no other with it.
use super::StoreError;
use super::item::{self, Item};
use crate::{chain, keys};

/// The value that was read of a row, if it can be read; else a line of the log flags the row by its key.
pub(crate) fn readable<T>(row: &Item, read: Result<T, StoreError>) -> Option<T> {
    let flag = |error: &StoreError| {
        let key = |name| item::text(row, name).unwrap_or_default();
        let (pk, sk) = (key(keys::PK), key(keys::SK));
        tracing::error!(pk, sk, cause = chain(error), "store.unreadable");
    };
    read.inspect_err(flag).ok()
}
