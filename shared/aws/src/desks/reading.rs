//! Desk records, read: policies, customers' organisations, the people who ask.
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_dynamodb::Client;
use desk::lifecycle::{Fact, versions};
use desk::policy::{Policy, load};

use super::{Contact, Organisation};
use crate::store::item;
use crate::store::{Query, StoreTable};
use crate::{StoreError, keys};

/// Compiled policies in the cache of one function; more than that many desks in one minute is no small company.
const CACHED: usize = 64;

/// The attribute of a desk's pointer that names the version in force.
pub(super) const VERSION: &str = "policy_version";

type Cache = HashMap<(String, String), Arc<Policy>>;

/// Reads desk records and cannot write them.
#[derive(Debug, Clone)]
pub struct Desks {
    pub(super) table: StoreTable,
    compiled: Arc<Mutex<Cache>>,
}

impl Desks {
    /// Reads from the table of tickets, where desk records lie beside them.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            table: StoreTable::new(client, table),
            compiled: Arc::default(),
        }
    }

    /// The policy that new tickets are opened under, with its version; none for an unknown desk.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], or the pointed-to version is missing or cannot be compiled.
    pub async fn current(&self, desk: &str) -> Result<Option<(String, Arc<Policy>)>, StoreError> {
        let Some(version) = version_in_force(&self.table, desk).await? else {
            return Ok(None);
        };
        let policy = self.policy(desk, &version).await?;
        Ok(Some((version, policy)))
    }

    /// One version of a desk's policy, compiled once by each function.
    ///
    /// # Errors
    /// As [`current`](Self::current).
    pub async fn policy(&self, desk: &str, version: &str) -> Result<Arc<Policy>, StoreError> {
        let key = (desk.to_owned(), version.to_owned());
        if let Some(known) = self.cache().get(&key) {
            return Ok(known.clone());
        }
        let Some(text) = policy_text(&self.table, desk, version).await? else {
            let what = format!("the policy {version} of {desk}");
            return Err(StoreError::Missing { what });
        };
        let policy = load(&text).map_err(|findings| {
            let first = findings.first().map(ToString::to_string);
            StoreError::corrupt("a published policy")(first.unwrap_or_default())
        })?;
        let policy = Arc::new(policy);
        let mut cache = self.cache();
        if cache.len() >= CACHED {
            cache.clear();
        }
        cache.insert(key, policy.clone());
        Ok(policy)
    }

    /// Every version of its policy that a ticket with these facts was under.
    ///
    /// # Errors
    /// As [`current`](Self::current).
    pub async fn policies(
        &self,
        desk: &str,
        facts: &[Fact],
    ) -> Result<BTreeMap<String, Arc<Policy>>, StoreError> {
        let mut policies = BTreeMap::new();
        for version in versions(facts) {
            let policy = self.policy(desk, version).await?;
            policies.insert(version.to_owned(), policy);
        }
        Ok(policies)
    }

    /// The names of all desks.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn all(&self) -> Result<Vec<String>, StoreError> {
        let found = self
            .table
            .query_all(Query::partition(keys::ALL_DESKS))
            .await?;
        let names = found.iter().filter_map(|item| item::text(item, keys::SK));
        Ok(names.map(str::to_owned).collect())
    }

    /// An organisation of a desk's customers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn organisation(
        &self,
        desk: &str,
        id: &str,
    ) -> Result<Option<Organisation>, StoreError> {
        let key = item::key(keys::desk(desk), keys::organisation(id));
        let found = self.table.get(key).await?;
        item::optional_json(found.as_ref(), "organisation", "an organisation")
    }

    /// A person by their opaque name; none when they were erased.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn contact(&self, desk: &str, id: &str) -> Result<Option<Contact>, StoreError> {
        let key = item::key(keys::contact(desk, id), keys::ONLY);
        let found = self.table.get(key).await?;
        item::optional_json(found.as_ref(), "contact", "a contact")
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        // Entries are inserted whole, so a poisoned lock guards sound ones.
        self.compiled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The version of a desk's policy that new tickets are opened under.
pub(super) async fn version_in_force(
    table: &StoreTable,
    desk: &str,
) -> Result<Option<String>, StoreError> {
    let key = item::key(keys::desk(desk), keys::POLICY);
    let Some(pointer) = table.get(key).await? else {
        return Ok(None);
    };
    let version = item::text(&pointer, VERSION)
        .ok_or_else(|| StoreError::corrupt("the pointer to a policy")("it names no version"))?;
    Ok(Some(version.to_owned()))
}

/// The text of one version of a desk's policy.
pub(super) async fn policy_text(
    table: &StoreTable,
    desk: &str,
    version: &str,
) -> Result<Option<String>, StoreError> {
    let key = item::key(keys::desk(desk), keys::policy(version));
    let found = table.get(key).await?;
    Ok(found.map(|found| item::text(&found, "text").unwrap_or_default().to_owned()))
}
