//! Reading what a desk knows: its policies, its customers' organisations, the people who ask.
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::TransactWriteItem;
use desk::people::Members;
use desk::policy::{Policy, compile};
use desk::ticket::{Administered, Approver, Fact, versions};
use serde::{Deserialize, Serialize};

use crate::item::{self, Item};
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

/// A customer company.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its short name, as requests name it.
    pub id: String,
    /// The plan it has bought.
    #[serde(default)]
    pub plan: Option<String>,
    /// What it has bought beside the plan.
    #[serde(default)]
    pub add_ons: BTreeSet<String>,
    /// What `when` calls `organisation.NAME`: region, contract, zone, ….
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// What its contract promises instead of the policy: metric, or metric and priority, to an
    /// amount or `none`.
    #[serde(default)]
    pub contract: BTreeMap<String, String>,
    /// Mail addresses of its administrators.
    #[serde(default)]
    pub admins: Vec<String>,
    /// Mail addresses of those who stand beside them.
    #[serde(default)]
    pub co_admins: Vec<String>,
    /// Mail addresses of everybody else who was given access.
    #[serde(default)]
    pub users: Vec<String>,
    /// The language of its people, where they do not say.
    #[serde(default)]
    pub locale: Option<String>,
}

/// A person who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Opaque; facts hold this and nothing else of a person.
    pub id: String,
    /// Where mail goes.
    pub email: String,
    /// As the person gave it.
    #[serde(default)]
    pub name: Option<String>,
    /// Their language.
    #[serde(default)]
    pub locale: Option<String>,
    /// Their zone, an IANA name.
    #[serde(default)]
    pub zone: Option<String>,
    /// The organisation they belong to.
    #[serde(default)]
    pub organisation: Option<String>,
}

impl Organisation {
    /// Its people by their roles.
    #[must_use]
    pub fn members(&self) -> Members {
        Members {
            admins: self.admins.clone(),
            co_admins: self.co_admins.clone(),
            users: self.users.clone(),
        }
    }

    /// Whoever has this address, as somebody who may or may not decide for this organisation.
    #[must_use]
    pub fn approver(organisation: Option<&Self>, desk: &str, email: &str) -> Approver {
        let members = organisation.map(Self::members).unwrap_or_default();
        Approver {
            contact: keys::contact_id(desk, email),
            role: members.role_of(email),
            organisation: if members.admins.is_empty() {
                Administered::ByNobody
            } else {
                Administered::ByAdmins
            },
        }
    }

    /// The same organisation with other people.
    #[must_use]
    pub fn with_members(self, members: Members) -> Self {
        Self {
            admins: members.admins,
            co_admins: members.co_admins,
            users: members.users,
            ..self
        }
    }
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
        let checked = compile(text).map_err(|findings| {
            let first = findings.first().map(ToString::to_string);
            StoreError::corrupt("a published policy")(first.unwrap_or_default())
        })?;
        let policy = Arc::new(checked.policy);
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

impl Contact {
    /// A write that stores this person with the transition that names them.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it cannot be written as JSON.
    pub fn write(&self, table: &str, desk: &str) -> Result<TransactWriteItem, StoreError> {
        crate::transition::put(table, self.item(desk)?, false)
    }

    /// The same, where nobody of that name is known yet.
    pub(crate) fn write_new(
        &self,
        table: &str,
        desk: &str,
    ) -> Result<TransactWriteItem, StoreError> {
        crate::transition::put(table, self.item(desk)?, true)
    }

    fn item(&self, desk: &str) -> Result<Item, StoreError> {
        Ok(item::item([
            (keys::PK, item::s(keys::contact(desk, &self.id))),
            (keys::SK, item::s(keys::ONLY)),
            ("contact", item::to_json(self, "a contact")?),
        ]))
    }
}
