//! Writing organisations: whole, and only over the one that was seen.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};

use crate::store::item::{self, n, s};
use crate::store::table::classify_error;
use crate::{Contact, Organisation, StoreError, keys};

/// Reads and replaces organisations.
#[derive(Debug, Clone)]
pub struct Organisations {
    client: Client,
    table: String,
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
        Self {
            client,
            table: table.into(),
        }
    }

    /// The organisation as it is now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn load(&self, desk: &str, id: &str) -> Result<Seen, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, s(keys::desk(desk)))
            .key(keys::SK, s(keys::organisation(id)))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        let Some(found) = found.item else {
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
        let item = item::item([
            (keys::PK, s(keys::desk(desk))),
            (keys::SK, s(keys::organisation(&organisation.id))),
            ("revision", n(seen.revision + 1)),
            (
                "organisation",
                item::to_json(organisation, "an organisation")?,
            ),
        ]);
        let put = Put::builder().table_name(&self.table).set_item(Some(item));
        // One that was stored whole by the desk itself has no revision yet.
        let put = match (&seen.organisation, seen.revision) {
            (None, _) => put.condition_expression("attribute_not_exists(PK)"),
            (Some(_), 0) => {
                put.condition_expression("attribute_exists(PK) AND attribute_not_exists(revision)")
            }
            (Some(_), revision) => put
                .condition_expression("revision = :seen")
                .expression_attribute_values(":seen", n(revision)),
        };
        let put = put
            .build()
            .map_err(StoreError::corrupt("an organisation"))?;
        let mut writes = vec![TransactWriteItem::builder().put(put).build()];
        if let Some(newcomer) = newcomer {
            writes.push(newcomer.write_new(&self.table, desk)?);
        }
        let request = self.client.transact_write_items();
        match request.set_transact_items(Some(writes)).send().await {
            Ok(_) => Ok(()),
            Err(error) => classify_error(error, None),
        }
    }
}
