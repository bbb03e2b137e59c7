//! Major incidents: one small item beside the parent for each of its parts, and for each organisation that knows.
use aws_sdk_dynamodb::types::TransactWriteItem;

use super::Tickets;
use crate::store::item;
use crate::store::{Query, WriteCondition};
use crate::{StoreError, TicketId, keys};

impl Tickets {
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
        let first = format!("{}{} ", keys::CHILD, after.unwrap_or_default());
        // Names hold no `~`, which sorts behind all their signs.
        let last = format!("{}~~", keys::CHILD);
        let query = Query::partition(keys::ticket(id)).between(first, last);
        let page = self.table.query_page(query.limit(most)).await?;
        let names = page.items.iter().filter_map(|item| {
            let name = item::text(item, keys::SK)?;
            name.strip_prefix(keys::CHILD).map(str::to_owned)
        });
        Ok(names.collect())
    }

    /// Whether an organisation was notified of a major incident.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn is_notified(&self, id: &TicketId, organisation: &str) -> Result<bool, StoreError> {
        let key = item::key(keys::ticket(id), keys::told(organisation));
        Ok(self.table.get(key).await?.is_some())
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
        let link = item::key(keys::ticket(parent), keys::child(child));
        self.table.putting(link, &WriteCondition::none())
    }

    /// The write that remembers that an organisation is notified; it fails where it was.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn remember_notified(
        &self,
        parent: &TicketId,
        organisation: &str,
    ) -> Result<TransactWriteItem, StoreError> {
        let notified = item::key(keys::ticket(parent), keys::told(organisation));
        self.table.putting(notified, &WriteCondition::new_item())
    }
}
