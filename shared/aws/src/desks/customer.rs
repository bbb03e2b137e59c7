//! Customers of a desk: organisations, and the contacts who ask for them.
use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::TransactWriteItem;
use desk::people::Members;
use desk::ticket::{Approver, OrganisationAdmins};
use serde::{Deserialize, Serialize};

use crate::store::item::{self, Item};
use crate::{StoreError, keys};

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
                OrganisationAdmins::NoneNamed
            } else {
                OrganisationAdmins::Decide
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

impl Contact {
    /// A write that stores this person with the transition that names them.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it cannot be written as JSON.
    pub fn write(&self, table: &str, desk: &str) -> Result<TransactWriteItem, StoreError> {
        crate::store::table::put(table, self.item(desk)?, false)
    }

    /// The same, where nobody of that name is known yet.
    pub(crate) fn write_new(
        &self,
        table: &str,
        desk: &str,
    ) -> Result<TransactWriteItem, StoreError> {
        crate::store::table::put(table, self.item(desk)?, true)
    }

    fn item(&self, desk: &str) -> Result<Item, StoreError> {
        Ok(item::item([
            (keys::PK, item::s(keys::contact(desk, &self.id))),
            (keys::SK, item::s(keys::ONLY)),
            ("contact", item::to_json(self, "a contact")?),
        ]))
    }
}
