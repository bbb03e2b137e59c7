//! Customers of a desk: organisations, and the contacts who ask for them.
use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::TransactWriteItem;
use desk::people::Members;
use desk::ticket::{Approver, OrganisationAdmins};
use serde::{Deserialize, Serialize};

use crate::store::item::{self, Item, n};
use crate::store::{WriteCondition, putting};
use crate::{StoreError, keys};

/// An organisation: a company that is a customer of a desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its short name, as requests name it.
    pub id: String,
    /// The plan it has bought.
    pub plan: Option<String>,
    /// Add-ons that it has bought beside the plan.
    #[serde(default)]
    pub add_ons: BTreeSet<String>,
    /// Attributes that `when` calls `organisation.NAME`: region, contract, zone, ….
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// Promises of its contract instead of the policy's: metric, or metric and priority, to an
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
    pub locale: Option<String>,
}

/// A contact: a person who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Opaque; facts hold this and nothing else of a person.
    pub id: String,
    /// The address that mail goes to.
    pub email: String,
    /// As the person gave it.
    pub name: Option<String>,
    /// Their language.
    pub locale: Option<String>,
    /// Their zone, an IANA name.
    pub zone: Option<String>,
    /// The organisation they belong to.
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

    /// The person with this address, as somebody who may or may not decide for this organisation.
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

impl Organisation {
    /// Its item, with the revision that replacing it counts, where it does.
    pub(super) fn item(&self, desk: &str, revision: Option<u64>) -> Result<Item, StoreError> {
        let key = item::key(keys::desk(desk), keys::organisation(&self.id));
        let organisation = item::to_json(self, "an organisation")?;
        let mut item = item::record(key, [("organisation", organisation)]);
        item.extend(revision.map(|revision| ("revision".to_owned(), n(revision))));
        Ok(item)
    }
}

impl Contact {
    /// A write that stores this person with the transition that names them.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it cannot be written as JSON.
    pub fn write(&self, table: &str, desk: &str) -> Result<TransactWriteItem, StoreError> {
        putting(table, self.item(desk)?, &WriteCondition::none())
    }

    /// The same, where nobody of that name is known yet.
    pub(crate) fn write_new(
        &self,
        table: &str,
        desk: &str,
    ) -> Result<TransactWriteItem, StoreError> {
        putting(table, self.item(desk)?, &WriteCondition::new_item())
    }

    fn item(&self, desk: &str) -> Result<Item, StoreError> {
        let key = item::key(keys::contact(desk, &self.id), keys::ONLY);
        let contact = item::to_json(self, "a contact")?;
        Ok(item::record(key, [("contact", contact)]))
    }
}
