//! One resource of a template, read.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::{Map, Value};

use super::fields::{list, missing, plain, string};
use super::resolve::{References, owner};
use super::{
    Function, Index, MailEventTarget, Queue, Table, TableKey, Template, TemplateError, Topic,
    events,
};

/// Resources that have nothing to do on one machine.
const NOTHING_TO_DO: [&str; 8] = [
    "AWS::CloudFormation::Stack",
    "AWS::IAM::Role",
    "AWS::Logs::LogGroup",
    "AWS::SES::ConfigurationSet",
    "AWS::SES::EmailIdentity",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::Serverless::HttpApi",
];

/// Properties of a function that are about deployment, permissions or size.
const NOT_OF_THIS_MACHINE: [&str; 12] = [
    "CodeUri",
    "Handler",
    "Runtime",
    "Architectures",
    "MemorySize",
    "Timeout",
    "LoggingConfig",
    "Policies",
    "Role",
    "Tracing",
    "ReservedConcurrentExecutions",
    "EventInvokeConfig",
];

pub(super) fn read_resource(
    template: &mut Template,
    names: &References,
    globals: &Value,
    name: &str,
    resource: &Value,
) -> Result<(), TemplateError> {
    let kind = string(name, resource, "Type")?;
    if NOTHING_TO_DO.contains(&kind) {
        return Ok(());
    }
    if resource.get("Condition").is_some() {
        return Err(TemplateError::unsupported(
            name,
            "a condition on a resource",
        ));
    }
    let empty = Value::Object(Map::new());
    let properties = resource.get("Properties").unwrap_or(&empty);
    match kind {
        "AWS::DynamoDB::Table" => template
            .tables
            .push(table(name, &names.resolve(name, properties)?)?),
        "AWS::Serverless::Function" => {
            template
                .functions
                .push(function(names, globals, name, resource, properties)?);
        }
        "AWS::SQS::Queue" => template
            .queues
            .push(queue(name, &names.resolve(name, properties)?)),
        "AWS::SNS::Topic" => template
            .topics
            .push(topic(name, &names.resolve(name, properties)?)?),
        "AWS::SES::ConfigurationSetEventDestination" => {
            template
                .mail_events
                .push(mail_events(name, &names.resolve(name, properties)?)?);
        }
        other => return Err(TemplateError::unsupported(name, other)),
    }
    Ok(())
}

fn table(name: &str, properties: &Value) -> Result<Table, TemplateError> {
    if properties.get("LocalSecondaryIndexes").is_some() {
        return Err(TemplateError::unsupported(name, "LocalSecondaryIndexes"));
    }
    let attributes = list(properties, "AttributeDefinitions")
        .iter()
        .map(|a| {
            Ok((
                string(name, a, "AttributeName")?.to_owned(),
                string(name, a, "AttributeType")?.to_owned(),
            ))
        })
        .collect::<Result<_, TemplateError>>()?;
    let indexes = list(properties, "GlobalSecondaryIndexes");
    let stream = properties
        .pointer("/StreamSpecification/StreamViewType")
        .map(plain);
    Ok(Table {
        name: properties
            .get("TableName")
            .map_or_else(|| name.to_owned(), plain),
        attributes,
        key: key(name, properties)?,
        indexes: indexes
            .iter()
            .map(|properties| index(name, properties))
            .collect::<Result<_, _>>()?,
        stream,
    })
}

fn index(table: &str, properties: &Value) -> Result<Index, TemplateError> {
    let name = string(table, properties, "IndexName")?;
    let at = format!("{table}.{name}");
    let projection = properties
        .get("Projection")
        .ok_or_else(|| missing(&at, "Projection"))?;
    Ok(Index {
        name: name.to_owned(),
        key: key(&at, properties)?,
        projection: string(&at, projection, "ProjectionType")?.to_owned(),
        included: list(projection, "NonKeyAttributes")
            .iter()
            .map(plain)
            .collect(),
    })
}

fn key(at: &str, properties: &Value) -> Result<TableKey, TemplateError> {
    let attribute = |kind: &str| {
        let mut parts = list(properties, "KeySchema").iter();
        parts
            .find(|part| part["KeyType"] == kind)
            .map(|part| plain(&part["AttributeName"]))
    };
    Ok(TableKey {
        hash: attribute("HASH").ok_or_else(|| missing(at, "KeySchema"))?,
        range: attribute("RANGE"),
    })
}

fn function(
    names: &References,
    globals: &Value,
    name: &str,
    resource: &Value,
    properties: &Value,
) -> Result<Function, TemplateError> {
    let binary = resource.pointer("/Metadata/BuildProperties/Binary");
    let mut function = Function {
        name: name.to_owned(),
        binary: binary
            .map(plain)
            .ok_or_else(|| missing(name, "Metadata.BuildProperties.Binary"))?,
        env: BTreeMap::new(),
        routes: vec![],
        schedules: vec![],
        streams: vec![],
        queues: vec![],
    };
    let shared = globals.as_object().into_iter().flatten();
    for (property, value) in shared.chain(properties.as_object().into_iter().flatten()) {
        match property.as_str() {
            "Environment" => {
                let resolved = names.resolve(&format!("{name}.Environment"), value)?;
                let variables = resolved["Variables"].as_object().into_iter().flatten();
                function
                    .env
                    .extend(variables.map(|(key, value)| (key.clone(), plain(value))));
            }
            "Events" => {
                for (event, declared) in value.as_object().into_iter().flatten() {
                    events::read_event(&mut function, names, &format!("{name}.{event}"), declared)?;
                }
            }
            known if NOT_OF_THIS_MACHINE.contains(&known) => {}
            other => return Err(TemplateError::unsupported(name, other)),
        }
    }
    Ok(function)
}

fn queue(name: &str, properties: &Value) -> Queue {
    let seconds = properties
        .get("VisibilityTimeout")
        .and_then(Value::as_i64)
        .unwrap_or(30);
    let receives = properties
        .pointer("/RedrivePolicy/maxReceiveCount")
        .and_then(Value::as_u64);
    Queue {
        name: name.to_owned(),
        visibility: TimeDelta::seconds(seconds),
        max_receives: receives.and_then(|count| u32::try_from(count).ok()),
    }
}

fn topic(name: &str, properties: &Value) -> Result<Topic, TemplateError> {
    let mut queues = Vec::new();
    for subscription in list(properties, "Subscription") {
        match string(name, subscription, "Protocol")? {
            "sqs" => queues.push(owner(string(name, subscription, "Endpoint")?).to_owned()),
            other => {
                return Err(TemplateError::unsupported(
                    name,
                    &format!("a subscription by {other}"),
                ));
            }
        }
    }
    Ok(Topic {
        name: name.to_owned(),
        queues,
    })
}

fn mail_events(name: &str, properties: &Value) -> Result<MailEventTarget, TemplateError> {
    let destination = properties
        .get("EventDestination")
        .ok_or_else(|| missing(name, "EventDestination"))?;
    let topic = destination.pointer("/SnsDestination/TopicARN").map(plain);
    let topic =
        topic.ok_or_else(|| TemplateError::unsupported(name, "a destination other than SNS"))?;
    Ok(MailEventTarget {
        configuration_set: string(name, properties, "ConfigurationSetName")?.to_owned(),
        topic: owner(&topic).to_owned(),
        kinds: list(destination, "MatchingEventTypes")
            .iter()
            .map(plain)
            .collect(),
    })
}
