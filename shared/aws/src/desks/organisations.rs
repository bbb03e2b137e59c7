//! Writing organisations: whole, and only over the one that was seen.
use aws_sdk_dynamodb::Client;

use super::{Contact, Organisation};
use crate::store::item::{self, n};
use crate::store::{StoreTable, WriteCondition};
use crate::{StoreError, keys};

/// Reads and replaces organisations.
#[derive(Debug, Clone)]
pub struct Organisations {
    table: StoreTable,
}

/// An organisation as it was seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// None when there was none.
    pub organisation: Option<Organisation>,
    /// How often it was replaced.
    pub revision: u64,
}

impl Organisations {
    /// Works on the table of tickets, where desk records lie beside them.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        let table = StoreTable::new(client, table);
        Self { table }
    }

    /// The organisation as it is now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn load(&self, desk: &str, id: &str) -> Result<Seen, StoreError> {
        let key = item::key(keys::desk(desk), keys::organisation(id));
        let found = self.table.get(key).await?;
        let Some(found) = found else {
            return Ok(Seen::default());
        };
        Ok(Seen {
            organisation: Some(item::json(&found, "organisation", "an organisation")?),
            revision: item::number(&found, "revision").unwrap_or_default(),
        })
    }

    /// Puts an organisation in place of the one that was seen, with a person who is new to the
    /// desk, in one transaction.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else replaced it since, or the person is known by now.
    pub async fn replace(
        &self,
        desk: &str,
        seen: &Seen,
        organisation: &Organisation,
        newcomer: Option<&Contact>,
    ) -> Result<(), StoreError> {
        let item = organisation.item(desk, Some(seen.revision + 1))?;
        // One that was stored whole by the desk itself has no revision yet.
        let condition = match (&seen.organisation, seen.revision) {
            (None, _) => WriteCondition::new_item(),
            (Some(_), 0) => WriteCondition::none().present(keys::PK).absent("revision"),
            (Some(_), revision) => WriteCondition::none().equals("revision", n(revision)),
        };
        let mut writes = vec![self.table.putting(item, &condition)?];
        if let Some(newcomer) = newcomer {
            writes.push(newcomer.write_new(&self.table.name, desk)?);
        }
        self.table.transact(writes, None).await
    }
}
