//! Desk records, read: policies, customers' organisations, the people who ask.
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::Client;
use desk::lifecycle::{Fact, versions};
use desk::policy::{Policy, load};

use super::{Contact, Organisation};
use crate::store::item::{self, Item};
use crate::{StoreError, keys};

/// Compiled policies kept by one function; more than that many desks in one minute is no small company.
const KEPT: usize = 64;

type Compiled = HashMap<(String, String), Arc<Policy>>;

/// Reads desk records and cannot write them.
#[derive(Debug, Clone)]
pub struct Desks {
    pub(crate) client: Client,
    pub(crate) table: String,
    compiled: Arc<Mutex<Compiled>>,
}

impl Desks {
    /// Reads from the table of tickets, where desk records lie beside them.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
            compiled: Arc::default(),
        }
    }

    /// The policy that new tickets are opened under, with its version; none for an unknown desk.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], or the pointed-to version is missing or cannot be compiled.
    pub async fn current(&self, desk: &str) -> Result<Option<(String, Arc<Policy>)>, StoreError> {
        let pointer = self.get(keys::desk(desk), keys::POLICY.to_owned()).await?;
        let Some(pointer) = pointer else {
            return Ok(None);
        };
        let version = item::text(&pointer, "policy_version")
            .ok_or_else(|| StoreError::corrupt("the pointer to a policy")("it names no version"))?;
        let policy = self.policy(desk, version).await?;
        Ok(Some((version.to_owned(), policy)))
    }

    /// One version of a desk's policy, compiled once by each function.
    ///
    /// # Errors
    /// As [`current`](Self::current).
    pub async fn policy(&self, desk: &str, version: &str) -> Result<Arc<Policy>, StoreError> {
        let key = (desk.to_owned(), version.to_owned());
        if let Some(known) = self.kept().get(&key) {
            return Ok(known.clone());
        }
        let found = self.get(keys::desk(desk), keys::policy(version)).await?;
        let what = || format!("the policy {version} of {desk}");
        let found = found.ok_or_else(|| StoreError::Missing { what: what() })?;
        let text = item::text(&found, "text").unwrap_or_default();
        let policy = load(text).map_err(|findings| {
            let first = findings.first().map(ToString::to_string);
            StoreError::corrupt("a published policy")(first.unwrap_or_default())
        })?;
        let policy = Arc::new(policy);
        let mut kept = self.kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, policy.clone());
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
        let mut names = Vec::new();
        let mut from: Option<Item> = None;
        loop {
            let page = self
                .client
                .query()
                .table_name(&self.table)
                .key_condition_expression("PK = :all")
                .expression_attribute_values(":all", item::s(keys::ALL_DESKS))
                .set_exclusive_start_key(from)
                .send()
                .await
                .map_err(StoreError::unavailable("Query"))?;
            let found = page.items.unwrap_or_default();
            let found = found.iter().filter_map(|item| item::text(item, keys::SK));
            names.extend(found.map(str::to_owned));
            from = page.last_evaluated_key;
            if from.is_none() {
                return Ok(names);
            }
        }
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
        let found = self.get(keys::desk(desk), keys::organisation(id)).await?;
        let found = found.as_ref();
        found
            .map(|found| item::json(found, "organisation", "an organisation"))
            .transpose()
    }

    /// A person by their opaque name; none when they were erased.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] or [`StoreError::Corrupt`].
    pub async fn contact(&self, desk: &str, id: &str) -> Result<Option<Contact>, StoreError> {
        let found = self
            .get(keys::contact(desk, id), keys::ONLY.to_owned())
            .await?;
        let found = found.as_ref();
        found
            .map(|found| item::json(found, "contact", "a contact"))
            .transpose()
    }

    async fn get(&self, pk: String, sk: String) -> Result<Option<Item>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, item::s(pk))
            .key(keys::SK, item::s(sk))
            // "There is none" is acted on for good: a mail to nobody is never sent.
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        Ok(found.item)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Compiled> {
        // Entries are inserted whole, so a poisoned lock guards sound ones.
        self.compiled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
