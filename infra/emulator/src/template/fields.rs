//! Fields of a template's values: wanted ones, lists, and plain text.
use serde_json::{Map, Value};

use super::TemplateError;

pub(super) fn section<'a>(
    document: &'a Value,
    key: &str,
) -> Result<&'a Map<String, Value>, TemplateError> {
    document
        .get(key)
        .and_then(Value::as_object)
        .ok_or_else(|| missing("the template", key))
}

pub(super) fn string<'a>(at: &str, value: &'a Value, key: &str) -> Result<&'a str, TemplateError> {
    value
        .get(key)
        .and_then(Value::as_str)
        .ok_or_else(|| missing(at, key))
}

pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

pub(super) fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

pub(super) fn missing(at: &str, key: &str) -> TemplateError {
    TemplateError::Missing {
        at: at.to_owned(),
        key: key.to_owned(),
    }
}
