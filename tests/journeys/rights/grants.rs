//! Grants of the template's roles, one action on one resource under one pattern of keys at a time.
use std::collections::BTreeMap;
use std::fmt;

use emulator::template::document;
use serde_json::Value;

use super::recorder::Ask;

/// Actions that Lambda itself does in a function's name; what starts a function decides on them.
const OF_LAMBDA: [&str; 9] = [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
    "logs:",
    "sqs:",
    "xray:",
    "lambda:",
    "kms:",
];

/// One action on one resource under one pattern of leading keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) action: String,
    /// A table, `TABLE/index/NAME`, or the end of another name.
    pub(crate) resource: String,
    pub(crate) key: Option<String>,
}

impl Grant {
    pub(crate) fn allows(&self, ask: &Ask) -> bool {
        let key = match (&self.key, &ask.key) {
            (None, _) => true,
            (Some(pattern), Some(key)) => like(pattern, key),
            (Some(_), None) => false,
        };
        self.action == ask.action && self.resource == ask.resource && key
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key.as_deref().unwrap_or("any key");
        write!(f, "{} on {} under {key}", self.action, self.resource)
    }
}

/// `StringLike` with a `*` at the end, the one form that the template uses.
fn like(pattern: &str, key: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => key.starts_with(prefix),
        None => key == pattern,
    }
}

/// Grants by function, each by the name of its binary.
pub(crate) struct Grants(BTreeMap<String, Vec<Grant>>);

impl Grants {
    pub(crate) fn of(template: &str) -> Self {
        let document = document(template).unwrap();
        let resources = document["Resources"].as_object().unwrap();
        let functions = resources
            .values()
            .filter(|resource| resource["Type"] == "AWS::Serverless::Function");
        let granted = functions.map(|function| {
            let binary = &function["Metadata"]["BuildProperties"]["Binary"];
            let role = function["Properties"]["Role"]["Fn::GetAtt"][0].as_str();
            let policies = &resources[role.unwrap()]["Properties"]["Policies"];
            let statements = list(policies)
                .into_iter()
                .flat_map(|policy| list(&policy["PolicyDocument"]["Statement"]));
            let grants = statements.flat_map(|statement| of_statement(statement, &document));
            (binary.as_str().unwrap().to_owned(), grants.collect())
        });
        Self(granted.collect())
    }

    pub(crate) fn functions(&self) -> Vec<&String> {
        self.0.keys().collect()
    }

    pub(crate) fn to(&self, function: &str) -> &[Grant] {
        &self.0[function]
    }
}

fn of_statement(statement: &Value, document: &Value) -> Vec<Grant> {
    let conditions = statement["Condition"].as_object();
    let known = conditions.is_none_or(|conditions| {
        conditions.iter().all(|(operator, tests)| {
            operator == "ForAllValues:StringLike"
                && tests
                    .as_object()
                    .is_some_and(|tests| tests.keys().all(|key| key == "dynamodb:LeadingKeys"))
        })
    });
    assert!(known, "a condition that this test cannot read: {statement}");
    let keys = &statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"];
    let keys: Vec<_> = match list(keys).as_slice() {
        [] => vec![None],
        keys => keys
            .iter()
            .map(|key| key.as_str().map(str::to_owned))
            .collect(),
    };
    let mut grants = Vec::new();
    for action in list(&statement["Action"]) {
        let action = action.as_str().unwrap();
        if OF_LAMBDA.iter().any(|prefix| action.starts_with(prefix)) {
            continue;
        }
        for resource in list(&statement["Resource"]) {
            for key in &keys {
                grants.push(Grant {
                    action: action.to_owned(),
                    resource: named(resource, document),
                    key: key.clone(),
                });
            }
        }
    }
    grants
}

fn list(value: &Value) -> Vec<&Value> {
    if let Value::Array(values) = value {
        return values.iter().collect();
    }
    std::iter::once(value)
        .filter(|value| !value.is_null())
        .collect()
}

/// A resource by its logical name: `Tickets`, `Tickets/index/due`, `identity/MailDomain`.
fn named(resource: &Value, document: &Value) -> String {
    if let Some(parts) = resource["Fn::GetAtt"].as_array() {
        return parts[0].as_str().unwrap().to_owned();
    }
    let text = resource["Fn::Sub"].as_str().unwrap();
    let last = text.rsplit_once(':').map_or(text, |(_, last)| last);
    let plain = last.replace(".Arn}", "").replace("${", "").replace('}', "");
    let first = plain.split('/').next().unwrap();
    let is_ours = !document["Resources"][first].is_null() || text.starts_with("arn:");
    assert!(is_ours, "{text} names nothing of this template");
    plain
}
