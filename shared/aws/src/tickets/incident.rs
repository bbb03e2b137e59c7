//! The parts of a major incident: one small item for each, beside the parent.
use aws_sdk_dynamodb::types::TransactWriteItem;
use desk::lifecycle::Fact;

use crate::store::item::{self, s};
use crate::store::table::put;
use crate::{StoreError, TicketId, Tickets, keys};

impl Tickets {
    /// One fact of a ticket.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn fact(&self, id: &TicketId, seq: u64) -> Result<Option<Fact>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, s(keys::ticket(id)))
            .key(keys::SK, s(keys::fact(seq)))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        let found = found.item.as_ref();
        found
            .map(|found| item::json(found, "fact", "a fact"))
            .transpose()
    }

    /// At most so many parts of a ticket after the one of that name, in the order of their names.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn children(
        &self,
        id: &TicketId,
        after: Option<&str>,
        most: i32,
    ) -> Result<Vec<String>, StoreError> {
        let after = after.unwrap_or_default();
        // Names hold no `~`, which sorts behind all their signs.
        let page = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("PK = :ticket AND SK BETWEEN :after AND :last")
            .expression_attribute_values(":ticket", s(keys::ticket(id)))
            .expression_attribute_values(":after", s(format!("{}{after} ", keys::CHILD)))
            .expression_attribute_values(":last", s(format!("{}~~", keys::CHILD)))
            .consistent_read(true)
            .limit(most)
            .send()
            .await
            .map_err(StoreError::unavailable("Query"))?;
        let items = page.items.unwrap_or_default();
        let names = items.iter().filter_map(|item| {
            let name = item::text(item, keys::SK)?;
            name.strip_prefix(keys::CHILD).map(str::to_owned)
        });
        Ok(names.collect())
    }

    /// Whether an organisation was told of a major incident.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn was_told(&self, id: &TicketId, organisation: &str) -> Result<bool, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, s(keys::ticket(id)))
            .key(keys::SK, s(keys::told(organisation)))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        Ok(found.item.is_some())
    }

    /// The write that makes `child` a part of `parent`; doing it twice is doing it once.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn link(
        &self,
        parent: &TicketId,
        child: &TicketId,
    ) -> Result<TransactWriteItem, StoreError> {
        let link = item::item([
            (keys::PK, s(keys::ticket(parent))),
            (keys::SK, s(keys::child(child))),
        ]);
        put(&self.table, link, false)
    }

    /// The write that remembers that an organisation is told; it fails where it was.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn tell(
        &self,
        parent: &TicketId,
        organisation: &str,
    ) -> Result<TransactWriteItem, StoreError> {
        let told = item::item([
            (keys::PK, s(keys::ticket(parent))),
            (keys::SK, s(keys::told(organisation))),
        ]);
        put(&self.table, told, true)
    }
}
