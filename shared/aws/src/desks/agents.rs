//! What a desk knows of its own people: whether somebody is away. No name and no address.
use std::collections::BTreeMap;

use desk::time::Instant;
use serde::{Deserialize, Serialize};

use crate::store::item::{self, Item, s};
use crate::{Desks, StoreError, keys};

/// One of the desk's people, known by pseudonym only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// Gets no ticket before that instant.
    #[serde(default)]
    pub absent_until: Option<Instant>,
}

impl Desks {
    /// What is known of the desk's agents, by pseudonym; nothing of those who were never away.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn agents(&self, desk: &str) -> Result<BTreeMap<String, Agent>, StoreError> {
        let mut agents = BTreeMap::new();
        let mut from: Option<Item> = None;
        loop {
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("PK = :desk AND begins_with(SK, :agent)")
                .expression_attribute_values(":desk", s(keys::desk(desk)))
                .expression_attribute_values(":agent", s(keys::AGENT))
                .consistent_read(true)
                .set_exclusive_start_key(from)
                .send()
                .await
                .map_err(StoreError::unavailable("Query"))?;
            for found in page.items.unwrap_or_default() {
                let name = item::text(&found, keys::SK).unwrap_or_default();
                if let Some(name) = name.strip_prefix(keys::AGENT) {
                    agents.insert(name.to_owned(), item::json(&found, "agent", "an agent")?);
                }
            }
            from = page.last_evaluated_key;
            if from.is_none() {
                return Ok(agents);
            }
        }
    }

    /// Stores what is known of an agent over what was.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn put_agent(&self, desk: &str, id: &str, agent: &Agent) -> Result<(), StoreError> {
        let stored = item::item([
            (keys::PK, s(keys::desk(desk))),
            (keys::SK, s(keys::agent(id))),
            ("agent", item::to_json(agent, "an agent")?),
        ]);
        let request = self.client.put_item().table_name(&self.table);
        let put = request.set_item(Some(stored)).send().await;
        put.map(|_| ()).map_err(StoreError::unavailable("PutItem"))
    }
}
