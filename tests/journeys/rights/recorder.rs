//! Writes down what each function asks of AWS, before it is sent.
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemInput;
use aws_sdk_dynamodb::operation::get_item::GetItemInput;
use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsInput;
use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use aws_sdk_sesv2::operation::send_email::SendEmailInput;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Input,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use emulator::{Binder, Endpoints, bind};

type Item = HashMap<String, AttributeValue>;

/// One thing that a function wants to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ask {
    pub(crate) action: &'static str,
    pub(crate) resource: String,
    /// The leading key; without what comes after its first `#`, which differs from run to run.
    pub(crate) key: Option<String>,
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key.as_deref().unwrap_or("no key");
        write!(f, "{} on {} under {key}", self.action, self.resource)
    }
}

/// Recorder of all requests, by function.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recorder(Arc<Mutex<BTreeMap<String, BTreeSet<Ask>>>>);

impl Recorder {
    pub(crate) fn asked(&self) -> BTreeMap<String, BTreeSet<Ask>> {
        self.0.lock().unwrap().clone()
    }

    /// Binds functions as ever, each with clients of its own that tell what they are asked.
    pub(crate) fn binder(&self) -> Binder {
        let recorder = self.clone();
        Arc::new(move |binary, environment, endpoints| {
            let tap = || Tap {
                function: binary.to_owned(),
                recorder: recorder.clone(),
            };
            let dynamodb = endpoints.dynamodb.config().to_builder();
            let ses = endpoints.ses.config().to_builder();
            let tapped = Endpoints {
                dynamodb: aws_sdk_dynamodb::Client::from_conf(dynamodb.interceptor(tap()).build()),
                ses: aws_sdk_sesv2::Client::from_conf(ses.interceptor(tap()).build()),
            };
            bind(binary, environment, &tapped)
        })
    }
}

#[derive(Debug)]
struct Tap {
    function: String,
    recorder: Recorder,
}

impl Intercept for Tap {
    fn name(&self) -> &'static str {
        "Tap"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut all = self.recorder.0.lock().unwrap();
        let asked = all.entry(self.function.clone()).or_default();
        asked.extend(asks(context.input()));
        Ok(())
    }
}

/// Rights that a request needs; one that this test does not know ends it.
fn asks(input: &Input) -> Vec<Ask> {
    if let Some(get) = input.downcast_ref::<GetItemInput>() {
        return vec![on_item("dynamodb:GetItem", get.table_name(), get.key())];
    }
    if let Some(put) = input.downcast_ref::<PutItemInput>() {
        return vec![on_item("dynamodb:PutItem", put.table_name(), put.item())];
    }
    if let Some(update) = input.downcast_ref::<UpdateItemInput>() {
        return vec![on_item(
            "dynamodb:UpdateItem",
            update.table_name(),
            update.key(),
        )];
    }
    if let Some(query) = input.downcast_ref::<QueryInput>() {
        return vec![of_query(query)];
    }
    if let Some(batch) = input.downcast_ref::<BatchGetItemInput>() {
        let tables = batch.request_items().into_iter().flatten();
        let asked = tables.flat_map(|(table, keys)| {
            let keys = keys.keys().iter();
            keys.map(|key| on_item("dynamodb:BatchGetItem", Some(table), Some(key)))
        });
        return asked.collect();
    }
    if let Some(transaction) = input.downcast_ref::<TransactWriteItemsInput>() {
        return transaction
            .transact_items()
            .iter()
            .flat_map(of_write)
            .collect();
    }
    if let Some(mail) = input.downcast_ref::<SendEmailInput>() {
        return of_mail(mail);
    }
    panic!("a request that this test does not know: {input:?}");
}

fn on_item(action: &'static str, table: Option<&str>, item: Option<&Item>) -> Ask {
    Ask {
        action,
        resource: table.unwrap().to_owned(),
        key: Some(leading(&item.unwrap()["PK"])),
    }
}

fn of_write(write: &TransactWriteItem) -> Vec<Ask> {
    let mut asked = Vec::new();
    if let Some(put) = write.put() {
        asked.push(on_item(
            "dynamodb:PutItem",
            Some(put.table_name()),
            Some(put.item()),
        ));
    }
    if let Some(update) = write.update() {
        asked.push(on_item(
            "dynamodb:UpdateItem",
            Some(update.table_name()),
            Some(update.key()),
        ));
    }
    if let Some(delete) = write.delete() {
        asked.push(on_item(
            "dynamodb:DeleteItem",
            Some(delete.table_name()),
            Some(delete.key()),
        ));
    }
    if let Some(check) = write.condition_check() {
        let action = "dynamodb:ConditionCheckItem";
        asked.push(on_item(action, Some(check.table_name()), Some(check.key())));
    }
    asked
}

fn of_query(query: &QueryInput) -> Ask {
    let condition = query.key_condition_expression().unwrap();
    let (_, after) = condition.split_once('=').unwrap();
    let value = after.split_whitespace().next().unwrap();
    let table = query.table_name().unwrap();
    Ask {
        action: "dynamodb:Query",
        resource: match query.index_name() {
            Some(index) => format!("{table}/index/{index}"),
            None => table.to_owned(),
        },
        key: Some(leading(
            &query.expression_attribute_values().unwrap()[value],
        )),
    }
}

/// A mail needs the right to its sender and to its configuration set.
fn of_mail(mail: &SendEmailInput) -> Vec<Ask> {
    let from = mail.from_email_address().unwrap().trim_end_matches('>');
    assert!(from.ends_with("@escalon.example.com"), "{from}");
    let set = mail.configuration_set_name().unwrap();
    let resources = [
        "identity/MailDomain".to_owned(),
        format!("configuration-set/{set}"),
    ];
    let asked = resources.into_iter().map(|resource| Ask {
        action: "ses:SendEmail",
        resource,
        key: None,
    });
    asked.collect()
}

fn leading(key: &AttributeValue) -> String {
    let key = key.as_s().unwrap();
    match key.split_once('#') {
        Some((kind, _)) => format!("{kind}#"),
        None => key.clone(),
    }
}
