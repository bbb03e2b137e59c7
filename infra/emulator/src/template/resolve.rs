//! References of a template, replaced by the names things have on this machine.
//!
//! A resource is called by its logical name: `Ref` gives `Tickets`, `GetAtt` gives `Tickets.StreamArn`.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::TemplateError;

/// The names that a template's references stand for here.
#[derive(Debug, Default)]
pub(super) struct References {
    pub(super) parameters: BTreeMap<String, String>,
    pub(super) resources: BTreeSet<String>,
}

impl References {
    /// Replaces every reference inside `value`; `at` is its path, for errors.
    pub(super) fn resolve(&self, at: &str, value: &Value) -> Result<Value, TemplateError> {
        match value {
            Value::Array(items) => items.iter().map(|item| self.resolve(at, item)).collect(),
            Value::Object(fields) => match function(fields) {
                Some(("Ref", argument)) => self.reference(at, text(at, argument)?),
                Some(("Fn::GetAtt", argument)) => self.attribute(at, argument),
                Some(("Fn::Sub", argument)) => self.substitute(at, argument),
                Some((other, _)) => Err(TemplateError::unsupported(at, other)),
                None => self.fields(at, fields),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(value.clone()),
        }
    }

    fn fields(&self, at: &str, fields: &Map<String, Value>) -> Result<Value, TemplateError> {
        fields
            .iter()
            .map(|(key, value)| Ok((key.clone(), self.resolve(&format!("{at}.{key}"), value)?)))
            .collect::<Result<Map<_, _>, _>>()
            .map(Value::Object)
    }

    fn reference(&self, at: &str, name: &str) -> Result<Value, TemplateError> {
        self.name(at, name).map(Value::from)
    }

    fn attribute(&self, at: &str, argument: &Value) -> Result<Value, TemplateError> {
        let path = match argument {
            Value::String(path) => path.clone(),
            Value::Array(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| text(at, part))
                    .collect::<Result<Vec<_>, _>>()?;
                parts.join(".")
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
                return Err(TemplateError::unsupported(
                    at,
                    "Fn::GetAtt of something else than a name",
                ));
            }
        };
        self.name(at, &path).map(Value::from)
    }

    fn substitute(&self, at: &str, argument: &Value) -> Result<Value, TemplateError> {
        let Value::String(pattern) = argument else {
            return Err(TemplateError::unsupported(
                at,
                "Fn::Sub with a list of variables",
            ));
        };
        let mut rest = pattern.as_str();
        let mut result = String::new();
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| TemplateError::unsupported(at, "Fn::Sub with an open `${`"))?;
            result.push_str(before);
            match name.strip_prefix('!') {
                Some(literal) => result.push_str(&format!("${{{literal}}}")),
                None => result.push_str(&self.name(at, name)?),
            }
            rest = after;
        }
        result.push_str(rest);
        Ok(Value::from(result))
    }

    fn name(&self, at: &str, name: &str) -> Result<String, TemplateError> {
        let known = match name {
            "AWS::Region" => "local",
            "AWS::AccountId" => "000000000000",
            "AWS::Partition" => "aws",
            "AWS::StackName" => "escalon",
            "AWS::URLSuffix" => "localhost",
            other => match self.parameters.get(other) {
                Some(value) => value,
                None if self.resources.contains(owner(other)) => other,
                None => {
                    return Err(TemplateError::Unknown {
                        at: at.to_owned(),
                        name: other.to_owned(),
                    });
                }
            },
        };
        Ok(known.to_owned())
    }
}

/// The resource a resolved reference belongs to: `Tickets` of `Tickets.StreamArn`.
pub(super) fn owner(reference: &str) -> &str {
    reference.split('.').next().unwrap_or(reference)
}

fn function(fields: &Map<String, Value>) -> Option<(&str, &Value)> {
    let mut entries = fields.iter();
    let (key, argument) = entries.next()?;
    let alone = entries.next().is_none();
    (alone && (key == "Ref" || key.starts_with("Fn::"))).then_some((key.as_str(), argument))
}

fn text<'a>(at: &str, value: &'a Value) -> Result<&'a str, TemplateError> {
    value
        .as_str()
        .ok_or_else(|| TemplateError::unsupported(at, "a reference that is not a name"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::References;

    fn names() -> References {
        References {
            parameters: [("Domain".to_owned(), "example.com".to_owned())].into(),
            resources: ["Tickets".to_owned()].into(),
        }
    }

    #[test]
    fn references_become_local_names() {
        let value = json!({
            "a": {"Ref": "Domain"}, "b": {"Ref": "Tickets"}, "c": {"Fn::GetAtt": ["Tickets", "StreamArn"]},
            "d": {"Fn::Sub": "${Tickets.Arn}/index/${!kept}/${AWS::Region}"}
        });
        assert_eq!(
            names().resolve("here", &value).unwrap(),
            json!({"a": "example.com", "b": "Tickets", "c": "Tickets.StreamArn", "d": "Tickets.Arn/index/${kept}/local"})
        );
    }

    #[test]
    fn what_is_not_supported_is_named_with_its_place() {
        let error = names()
            .resolve("Tickets", &json!({"Name": {"Fn::Join": []}}))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "Tickets.Name: Fn::Join is not supported on this machine"
        );
        let error = names()
            .resolve("Tickets", &json!({"Ref": "Nowhere"}))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "Tickets: `Nowhere` is neither a parameter nor a resource"
        );
    }
}
