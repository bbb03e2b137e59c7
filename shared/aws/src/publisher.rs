//! Writing desk records: policies, whole and versioned, and organisations.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use desk::policy::{Finding, compile};

use crate::item::{self, Item, s};
use crate::transition::{judge, put};
use crate::{Organisation, StoreError, keys};

/// Publishes policies and stores organisations.
#[derive(Debug, Clone)]
pub struct Publisher {
    client: Client,
    table: String,
}

/// Why a policy was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The check found errors; nothing was written.
    #[error("the policy has {} errors, the first in line {}: {}", findings.len(), first_line(findings), first(findings))]
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
        Self {
            client,
            table: table.into(),
        }
    }

    /// Checks a policy and puts it in force for new tickets; answers its version.
    ///
    /// The version is a hash of the text, so publishing the same text twice changes nothing. The
    /// text, the pointer and the list of desks change in one transaction.
    ///
    /// # Errors
    /// [`PublishError`]; then the policy in force is the one before.
    pub async fn publish(&self, desk: &str, text: &str) -> Result<String, PublishError> {
        let checked = compile(text).map_err(|findings| PublishError::Broken { findings })?;
        if checked.policy.desk != desk {
            return Err(PublishError::OtherDesk {
                named: checked.policy.desk,
                wanted: desk.to_owned(),
            });
        }
        let version = keys::hashed(&[text]);
        let writes = vec![
            put(&self.table, self.version(desk, &version, text), false)?,
            self.pointer(desk, &version)?,
            put(&self.table, listed(desk), false)?,
        ];
        let request = self.client.transact_write_items();
        match request.set_transact_items(Some(writes)).send().await {
            Ok(_) => Ok(version),
            Err(error) => Ok(judge(error, None).map(|()| version)?),
        }
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
        let item = item::item([
            (keys::PK, s(keys::desk(desk))),
            (keys::SK, s(keys::organisation(&organisation.id))),
            (
                "organisation",
                item::to_json(organisation, "an organisation")?,
            ),
        ]);
        let request = self.client.put_item().table_name(&self.table);
        request
            .set_item(Some(item))
            .send()
            .await
            .map(|_| ())
            .map_err(StoreError::unavailable("PutItem"))
    }

    fn version(&self, desk: &str, version: &str, text: &str) -> Item {
        item::item([
            (keys::PK, s(keys::desk(desk))),
            (keys::SK, s(keys::policy(version))),
            ("text", s(text)),
        ])
    }

    fn pointer(&self, desk: &str, version: &str) -> Result<TransactWriteItem, StoreError> {
        let pointer = item::item([
            (keys::PK, s(keys::desk(desk))),
            (keys::SK, s(keys::POLICY)),
            ("policy_version", s(version)),
        ]);
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(pointer));
        let put = put
            .build()
            .map_err(StoreError::corrupt("the pointer to a policy"))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}

fn listed(desk: &str) -> Item {
    item::item([(keys::PK, s(keys::ALL_DESKS)), (keys::SK, s(desk))])
}
