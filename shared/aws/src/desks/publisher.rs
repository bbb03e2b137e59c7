//! Writing desk records: policies, whole and versioned, and organisations.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use desk::contract;
use desk::policy::{Edition, Finding, Policy, Tally};

use crate::store::item::{self, Item, s};
use crate::store::table::{classify_error, put};
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
        Self {
            client,
            table: table.into(),
        }
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
        let seen = in_force.map(|in_force| in_force.version);
        let writes = vec![
            put(&self.table, self.version(desk, &version, text), false)?,
            self.pointer(desk, &version, seen)?,
            put(&self.table, listed(desk), false)?,
        ];
        let request = self.client.transact_write_items();
        match request.set_transact_items(Some(writes)).send().await {
            Ok(_) => Ok(version),
            Err(error) => Ok(classify_error(error, None).map(|()| version)?),
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

    /// The edition that new tickets are opened under.
    async fn in_force(&self, desk: &str) -> Result<Option<InForce>, StoreError> {
        let pointer = self.get(desk, keys::POLICY.to_owned()).await?;
        let version = pointer
            .as_ref()
            .and_then(|pointer| item::text(pointer, "policy_version"));
        let Some(version) = version else {
            return Ok(None);
        };
        let stored = self.get(desk, keys::policy(version)).await?;
        let text = stored
            .as_ref()
            .and_then(|stored| item::text(stored, "text"));
        Ok(Some(InForce {
            version: version.to_owned(),
            text: text.unwrap_or_default().to_owned(),
        }))
    }

    async fn get(&self, desk: &str, sk: String) -> Result<Option<Item>, StoreError> {
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .key(keys::PK, s(keys::desk(desk)))
            .key(keys::SK, s(sk))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable("GetItem"))?;
        Ok(found.item)
    }

    fn version(&self, desk: &str, version: &str, text: &str) -> Item {
        item::item([
            (keys::PK, s(keys::desk(desk))),
            (keys::SK, s(keys::policy(version))),
            ("text", s(text)),
        ])
    }

    fn pointer(
        &self,
        desk: &str,
        version: &str,
        seen: Option<String>,
    ) -> Result<TransactWriteItem, StoreError> {
        let pointer = item::item([
            (keys::PK, s(keys::desk(desk))),
            (keys::SK, s(keys::POLICY)),
            ("policy_version", s(version)),
        ]);
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(pointer));
        let put = match seen {
            Some(seen) => put
                .condition_expression("policy_version IN (:seen, :this)")
                .expression_attribute_values(":seen", s(seen)),
            None => put.condition_expression("attribute_not_exists(PK) OR policy_version = :this"),
        };
        let put = put
            // The SDK repeats a write whose answer was lost, and whoever publishes the same agrees.
            .expression_attribute_values(":this", s(version))
            .build()
            .map_err(StoreError::corrupt("the pointer to a policy"))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}

/// What is published already.
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

fn listed(desk: &str) -> Item {
    item::item([(keys::PK, s(keys::ALL_DESKS)), (keys::SK, s(desk))])
}
