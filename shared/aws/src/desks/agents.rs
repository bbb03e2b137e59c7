//! Agents, a desk's own people: whether somebody is away. No name and no address.
use std::collections::BTreeMap;

use desk::time::Instant;
use serde::{Deserialize, Serialize};

use super::Desks;
use crate::store::{Query, item, readable};
use crate::{StoreError, keys};

/// One of the desk's people, known by pseudonym only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// Gets no ticket before that instant.
    #[serde(default)]
    pub absent_until: Option<Instant>,
}

impl Desks {
    /// Agents of the desk that something is known of, by pseudonym; none of those who were never away. One whose record
    /// cannot be read is flagged, and counts as there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn agents(&self, desk: &str) -> Result<BTreeMap<String, Agent>, StoreError> {
        let query = Query::partition(keys::desk(desk)).starting_with(keys::AGENT);
        let mut agents = BTreeMap::new();
        for found in self.table.query_all(query).await? {
            let name = item::text(&found, keys::SK).unwrap_or_default();
            if let Some(name) = name.strip_prefix(keys::AGENT) {
                let agent = readable(&found, item::json(&found, "agent", "an agent"));
                agents.extend(agent.map(|agent| (name.to_owned(), agent)));
            }
        }
        Ok(agents)
    }

    /// Stores what is known of an agent over what was.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn put_agent(&self, desk: &str, id: &str, agent: &Agent) -> Result<(), StoreError> {
        let key = item::key(keys::desk(desk), keys::agent(id));
        let agent = item::to_json(agent, "an agent")?;
        self.table.put(item::record(key, [("agent", agent)])).await
    }
}
