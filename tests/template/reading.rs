//! Both templates as values, with the few questions that rules ask of them.
use emulator::template::document;
use serde_json::{Map, Value};

const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../template.yaml");
const OBSERVABILITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../infra/observability.yaml");

/// The application and what watches it.
#[derive(Debug, Clone)]
pub(crate) struct Templates {
    pub(crate) main: Value,
    pub(crate) observability: Value,
}

/// The template of this project, or the one that a deployment is about to use.
#[expect(
    clippy::disallowed_methods,
    reason = "a deployment checks the very file it deploys"
)]
fn template() -> String {
    std::env::var("ESCALON_TEMPLATE").unwrap_or_else(|_| TEMPLATE.to_owned())
}

impl Templates {
    pub(crate) fn read() -> Self {
        let read = |path: &str| document(&std::fs::read_to_string(path).unwrap()).unwrap();
        Self {
            main: read(&template()),
            observability: read(OBSERVABILITY),
        }
    }

    /// Resources of the application of one type, with their properties.
    pub(crate) fn of_type<'t>(&'t self, kind: &str) -> Vec<(&'t str, &'t Value)> {
        resources(&self.main, kind)
    }

    /// Every function with its properties, its own over those they share.
    pub(crate) fn functions(&self) -> Vec<(&str, Map<String, Value>)> {
        let shared = &self.main["Globals"]["Function"];
        let functions = self.of_type("AWS::Serverless::Function").into_iter();
        functions
            .map(|(name, own)| {
                let mut all = object(shared);
                all.extend(object(own));
                (name, all)
            })
            .collect()
    }

    /// Everything of one kind that starts a function: function, event, its properties.
    pub(crate) fn events(&self, kind: &str) -> Vec<(&str, String, &Value)> {
        let mut found = Vec::new();
        for (function, properties) in self.of_type("AWS::Serverless::Function") {
            for (name, event) in properties["Events"].as_object().into_iter().flatten() {
                if event["Type"] == kind {
                    found.push((function, format!("{function}.{name}"), &event["Properties"]));
                }
            }
        }
        found
    }

    /// Statements of every role: role and statement.
    pub(crate) fn statements(&self) -> Vec<(&str, &Value)> {
        let mut found = Vec::new();
        for (role, properties) in self.of_type("AWS::IAM::Role") {
            for policy in items(&properties["Policies"]) {
                let statements = items(&policy["PolicyDocument"]["Statement"]);
                found.extend(statements.map(|statement| (role, statement)));
            }
        }
        found
    }

    pub(crate) fn resource(&self, name: &str) -> &Value {
        &self.main["Resources"][name]
    }
}

/// Resources of a template of one type, with their properties.
pub(crate) fn resources<'t>(template: &'t Value, kind: &str) -> Vec<(&'t str, &'t Value)> {
    let all = template["Resources"].as_object().unwrap();
    all.iter()
        .filter(|(_, resource)| resource["Type"] == kind)
        .map(|(name, resource)| (name.as_str(), &resource["Properties"]))
        .collect()
}

pub(crate) fn object(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// A list, or the one thing that stands where a list may.
pub(crate) fn items(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    if let Value::Array(items) = value {
        return Box::new(items.iter());
    }
    Box::new(std::iter::once(value).filter(|value| !value.is_null()))
}

/// The resource that a `Ref`, `Fn::GetAtt` or `Fn::Sub` points to, with the attribute and whatever
/// follows it: `Tickets.Arn/index/due`.
pub(crate) fn pointed(value: &Value) -> Option<String> {
    if let Some(name) = value["Ref"].as_str() {
        return Some(name.to_owned());
    }
    if let Some(parts) = value["Fn::GetAtt"].as_array() {
        let parts: Vec<_> = parts.iter().filter_map(Value::as_str).collect();
        return Some(parts.join("."));
    }
    let text = value["Fn::Sub"].as_str()?;
    Some(text.replace("${", "").replace('}', ""))
}

/// A number that a property gives.
pub(crate) fn number(value: &Value) -> Option<i64> {
    value.as_i64()
}
