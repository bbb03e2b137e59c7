//! One conditional change of a notice, alone or as part of a transaction.
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeValue, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};

use super::{Notice, NoticeId, NoticeState};
use crate::store::item::{Item, n, s};
use crate::{StoreError, keys};

/// What is written, and the state of the notice that it is written upon.
pub(super) struct Change {
    pk: String,
    sets: Vec<String>,
    removes: Vec<String>,
    condition: String,
    names: Vec<(String, String)>,
    values: Vec<(String, AttributeValue)>,
}

/// What became of a change.
pub(super) enum Written {
    Done,
    /// The notice is in another state; the item says which.
    NotSo(Option<Item>),
}

impl Change {
    /// Only while the notice is exactly as it was read. A claim raises `tries`, so this also
    /// tells whoever holds a claim from whoever held one before.
    pub(super) fn of(notice: &Notice) -> Self {
        let mut change = Self::named(&notice.id);
        let status = change.value("was", s(notice.state.name()));
        let tries = change.value("seen_tries", n(notice.tries));
        let due = match notice.due_at {
            Some(due) => {
                let entry = keys::due_at(due, &notice.id.to_string());
                let due = change.value("seen_due", s(entry));
                format!("#due_sk = {due}")
            }
            None => "attribute_not_exists(#due_sk)".to_owned(),
        };
        for name in ["status", "tries", "due_sk"] {
            change.name(name);
        }
        change.condition = format!("#status = {status} AND #tries = {tries} AND {due}");
        change
    }

    /// Only while the notice is in one of these states.
    pub(super) fn while_in(id: &NoticeId, states: &[NoticeState]) -> Self {
        let mut change = Self::named(id);
        change.name("status");
        let states: Vec<_> = states
            .iter()
            .map(|state| change.value(&format!("in_{}", state.name()), s(state.name())))
            .collect();
        change.condition = format!("#status IN ({})", states.join(", "));
        change
    }

    fn named(id: &NoticeId) -> Self {
        Self {
            pk: keys::notice(&id.to_string()),
            sets: Vec::new(),
            removes: Vec::new(),
            condition: String::new(),
            names: Vec::new(),
            values: Vec::new(),
        }
    }

    pub(super) fn set(mut self, name: &str, value: AttributeValue) -> Self {
        let placeholder = self.value(name, value);
        self.name(name);
        self.sets.push(format!("#{name} = {placeholder}"));
        self
    }

    /// Sets it unless it is there.
    pub(super) fn keep(mut self, name: &str, value: AttributeValue) -> Self {
        let placeholder = self.value(name, value);
        self.name(name);
        self.sets
            .push(format!("#{name} = if_not_exists(#{name}, {placeholder})"));
        self
    }

    pub(super) fn state(self, state: NoticeState) -> Self {
        self.set("status", s(state.name()))
    }

    pub(super) fn remove(mut self, names: &[&str]) -> Self {
        for name in names {
            self.name(name);
            self.removes.push(format!("#{name}"));
        }
        self
    }

    /// What is finished leaves the index.
    pub(super) fn finished(self) -> Self {
        self.remove(&[keys::DUE_PK, keys::DUE_SK])
    }

    fn name(&mut self, name: &str) {
        let pair = (format!("#{name}"), name.to_owned());
        if !self.names.contains(&pair) {
            self.names.push(pair);
        }
    }

    fn value(&mut self, name: &str, value: AttributeValue) -> String {
        let placeholder = format!(":{name}");
        self.values.push((placeholder.clone(), value));
        placeholder
    }

    fn expression(&self) -> String {
        let mut parts = Vec::new();
        if !self.sets.is_empty() {
            parts.push(format!("SET {}", self.sets.join(", ")));
        }
        if !self.removes.is_empty() {
            parts.push(format!("REMOVE {}", self.removes.join(", ")));
        }
        parts.join(" ")
    }

    pub(super) async fn write(self, client: &Client, table: &str) -> Result<Written, StoreError> {
        let sent = client
            .update_item()
            .table_name(table)
            .key(keys::PK, s(&self.pk))
            .key(keys::SK, s(keys::ONLY))
            .update_expression(self.expression())
            .condition_expression(self.condition)
            .set_expression_attribute_names(Some(self.names.into_iter().collect()))
            .set_expression_attribute_values(Some(self.values.into_iter().collect()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        match sent {
            Ok(_) => Ok(Written::Done),
            Err(error) => match error.as_service_error() {
                Some(
                    aws_sdk_dynamodb::operation::update_item::UpdateItemError::ConditionalCheckFailedException(
                        failed,
                    ),
                ) => Ok(Written::NotSo(failed.item.clone())),
                _ => Err(StoreError::unavailable("UpdateItem")(error)),
            },
        }
    }

    /// The change as a part of somebody's transaction.
    pub(super) fn within(self, table: &str) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(table)
            .key(keys::PK, s(&self.pk))
            .key(keys::SK, s(keys::ONLY))
            .update_expression(self.expression())
            .condition_expression(self.condition)
            .set_expression_attribute_names(Some(self.names.into_iter().collect()))
            .set_expression_attribute_values(Some(self.values.into_iter().collect()))
            .build()
            .map_err(StoreError::corrupt("a notice"))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}
