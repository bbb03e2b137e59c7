//! Writing desk records: policies, whole and versioned, and organisations.
use aws_sdk_dynamodb::Client;
use desk::contract;
use desk::policy::{Edition, Finding, Policy, Tally};

use super::Organisation;
use super::reading::{VERSION, policy_text, version_in_force};
use crate::store::item::{self, s};
use crate::store::{StoreTable, WriteCondition};
use crate::{StoreError, keys};

/// Publishes policies and stores organisations.
#[derive(Debug, Clone)]
pub struct Publisher {
    table: StoreTable,
}

/// Why a policy was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The check found errors; nothing was written.
    #[error(
        "the policy has {}, the first in line {}: {}",
        Tally::of(findings),
        first_line(findings),
        first(findings)
    )]
    Broken {
        /// All of them.
        findings: Vec<Finding>,
    },
    /// The file names another desk.
    #[error("the policy is that of `{named}`, not of `{wanted}`")]
    OtherDesk {
        /// The desk in the file.
        named: String,
        /// The desk it was to be published for.
        wanted: String,
    },
    /// It promises something else than the edition in force, and has no later number.
    #[error(
        "the policy is not the edition in force and no later one; line {}: {}",
        first_line(findings),
        first(findings)
    )]
    NotRaised {
        /// Each line that differs, with what the edition says there.
        findings: Vec<Finding>,
    },
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn first(findings: &[Finding]) -> String {
    findings
        .first()
        .map(|finding| finding.message.clone())
        .unwrap_or_default()
}

fn first_line(findings: &[Finding]) -> u64 {
    findings.first().map_or(0, |finding| finding.line)
}

impl Publisher {
    /// Writes into the table of tickets, where desk records lie beside them.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        let table = StoreTable::new(client, table);
        Self { table }
    }

    /// Checks a policy and puts it in force for new tickets; answers its version.
    ///
    /// The version is a hash of the text, so publishing the same text twice changes nothing. Another
    /// promise needs a later edition than the one in force. The text, the pointer and the list of
    /// desks change in one transaction, on condition that the pointer is still the one compared with.
    ///
    /// # Errors
    /// [`PublishError`]; then the policy in force is the one before.
    pub async fn publish(&self, desk: &str, text: &str) -> Result<String, PublishError> {
        let checked =
            contract::check(text).map_err(|findings| PublishError::Broken { findings })?;
        if checked.policy.desk != desk {
            return Err(PublishError::OtherDesk {
                named: checked.policy.desk,
                wanted: desk.to_owned(),
            });
        }
        let version = keys::hashed(&[text]);
        let in_force = self.in_force(desk).await?;
        if let Some(in_force) = &in_force {
            replaces(in_force, text, &checked.policy)?;
        }
        // The SDK repeats a write whose answer was lost, and a second publisher of the same text agrees.
        let unchanged = match in_force {
            Some(seen) => {
                let versions = [s(seen.version), s(&version)];
                WriteCondition::none().one_of(VERSION, versions)
            }
            None => WriteCondition::none().new_item_or_equals(VERSION, s(&version)),
        };
        let stored = item::key(keys::desk(desk), keys::policy(&version));
        let stored = item::record(stored, [("text", s(text))]);
        let pointer = item::key(keys::desk(desk), keys::POLICY);
        let pointer = item::record(pointer, [(VERSION, s(&version))]);
        let listed = item::key(keys::ALL_DESKS, desk);
        let writes = vec![
            self.table.putting(stored, &WriteCondition::none())?,
            self.table.putting(pointer, &unchanged)?,
            self.table.putting(listed, &WriteCondition::none())?,
        ];
        self.table.transact(writes, None).await?;
        Ok(version)
    }

    /// Stores an organisation over the one of the same name.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn put_organisation(
        &self,
        desk: &str,
        organisation: &Organisation,
    ) -> Result<(), StoreError> {
        self.table.put(organisation.item(desk, None)?).await
    }

    /// The edition that new tickets are opened under.
    async fn in_force(&self, desk: &str) -> Result<Option<InForce>, StoreError> {
        let Some(version) = version_in_force(&self.table, desk).await? else {
            return Ok(None);
        };
        let text = policy_text(&self.table, desk, &version).await?;
        let text = text.unwrap_or_default();
        Ok(Some(InForce { version, text }))
    }
}

/// The edition that is published already.
struct InForce {
    version: String,
    text: String,
}

fn replaces(in_force: &InForce, text: &str, policy: &Policy) -> Result<(), PublishError> {
    let edition = Edition::published(&in_force.text);
    // A pointer whose text is lost has nothing left to keep.
    if in_force.text.is_empty() || in_force.text == text || edition.may_become(policy) {
        return Ok(());
    }
    let findings = edition.against(text, Some(policy));
    Err(PublishError::NotRaised { findings })
}
