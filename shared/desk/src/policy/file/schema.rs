//! The JSON Schema of policy files, for editors.
use super::PolicyFile;
use super::grammar::{Grammar, KeyRule, Record, plain};
use crate::policy::syntax::INTENDED;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Stands for a policy file where a schema is asked for.
struct SchemaOfFile;

impl JsonSchema for SchemaOfFile {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Policy".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::try_from(PolicyFile::RECORD.document()).unwrap_or_default()
    }
}

/// The JSON Schema (draft 2020-12) of a policy file, made from the grammar that checks it.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(SchemaOfFile).to_value()
}

/// The forms of `intended`, in every mapping but the file.
fn reason() -> Value {
    json!({ "type": "string", "description": "The reason for what would be warned of here." })
}

impl Grammar {
    fn schema(&self, defs: &mut BTreeMap<String, Value>) -> Value {
        let scalar = json!(["string", "number", "boolean"]);
        match self {
            Self::Text {
                what,
                words,
                examples,
            } => {
                let mut own = json!({ "type": scalar, "description": what });
                if let (false, Some(object)) = (examples.is_empty(), own.as_object_mut()) {
                    object.insert("examples".to_owned(), json!(examples));
                }
                match words().as_slice() {
                    [] => own,
                    words => json!({ "anyOf": [{ "enum": words }, own] }),
                }
            }
            Self::OneOf(words) => {
                let words = words();
                let mut all: Vec<Value> = words.iter().map(|word| json!(word)).collect();
                // To an editor `yes` may be a word or a truth.
                if words.contains(&"true") {
                    all.extend([json!(true), json!(false)]);
                }
                json!({ "enum": all })
            }
            Self::Words => json!({
                "description": "A text, or one per locale.",
                "type": ["string", "number", "boolean", "object"],
                "additionalProperties": { "type": scalar },
            }),
            Self::List(one) => json!({ "type": "array", "items": one.schema(defs) }),
            Self::Many(one) => {
                let one = one.schema(defs);
                json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
            }
            Self::Named(one) => json!({
                "type": "object",
                "properties": { INTENDED: reason() },
                "additionalProperties": one.schema(defs),
            }),
            Self::Record(record) => record.reference(defs),
            Self::Either(grammars) => {
                let each: Vec<_> = grammars
                    .iter()
                    .map(|grammar| grammar.schema(defs))
                    .collect();
                json!({ "anyOf": each })
            }
            Self::Anything => json!(true),
        }
    }
}

/// A value, or nothing: a key with nothing after it is a key left out.
fn or_nothing(mut schema: Value) -> Value {
    let nothing = json!({ "type": "null" });
    let Some(one) = schema.as_object_mut() else {
        return schema;
    };
    if let Some(words) = one.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    } else if let Some(each) = one.get_mut("anyOf").and_then(Value::as_array_mut) {
        each.push(nothing);
    } else if let Some(kind) = one.get_mut("type") {
        let mut kinds = kind.as_array().cloned().unwrap_or(vec![kind.clone()]);
        kinds.push(json!("null"));
        *kind = Value::Array(kinds);
    } else {
        return json!({ "anyOf": [schema, nothing] });
    }
    schema
}

/// The names that keys of the author's choice may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NamesOf {
    Days,
    Locales,
    Any,
}

impl NamesOf {
    fn keys(rest: &KeyRule) -> Self {
        match rest.name {
            "a locale" => Self::Locales,
            days if days.starts_with("a day") => Self::Days,
            _ => Self::Any,
        }
    }

    /// Names that editors offer.
    fn offered(self) -> &'static [&'static str] {
        match self {
            Self::Days => &[
                "mon-fri", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "sat,sun", "daily",
            ],
            Self::Locales | Self::Any => &[],
        }
    }

    fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Days => Some(
                "^(daily|(mon|tue|wed|thu|fri|sat|sun)([-,] ?(mon|tue|wed|thu|fri|sat|sun))*)$",
            ),
            Self::Locales => Some("^[a-z]{2,3}([-_][A-Za-z0-9]+)*$"),
            Self::Any => None,
        }
    }
}

impl KeyRule {
    /// Its meaning, and what holds without it.
    fn described(&self) -> String {
        let about = plain(self.about);
        if self.default.is_empty() {
            about
        } else {
            format!("{about} If left out: {}.", self.default)
        }
    }
}

impl Record {
    /// The record as an entry of `$defs`, and a reference to it.
    fn reference(&self, defs: &mut BTreeMap<String, Value>) -> Value {
        let key: String = self
            .name
            .split_whitespace()
            .filter(|word| !matches!(*word, "a" | "an" | "the"))
            .collect::<Vec<_>>()
            .join("_");
        if !defs.contains_key(&key) {
            defs.insert(key.clone(), Value::Null);
            let mut body = self.body(defs);
            if let Some(properties) = body.get_mut("properties").and_then(Value::as_object_mut) {
                properties.insert(INTENDED.to_owned(), reason());
            }
            defs.insert(key.clone(), body);
        }
        json!({ "$ref": format!("#/$defs/{key}") })
    }

    fn body(&self, defs: &mut BTreeMap<String, Value>) -> Value {
        let mut properties = serde_json::Map::new();
        for field in self.fields {
            let mut schema = field.grammar.schema(defs);
            if !field.required {
                schema = or_nothing(schema);
            }
            if let Some(object) = schema.as_object_mut() {
                object.insert("description".to_owned(), field.described().into());
            }
            properties.insert(field.name.to_owned(), schema);
        }
        let required: Vec<_> = self
            .fields
            .iter()
            .filter(|field| field.required)
            .map(|field| field.name)
            .collect();
        let rest = self.rest.as_ref();
        let rest = rest.map(|rest| (NamesOf::keys(rest), rest.grammar.schema(defs)));
        let mut body = json!({ "type": "object", "additionalProperties": false });
        if let Some((names, rest)) = rest {
            for name in names.offered() {
                properties.insert((*name).to_owned(), rest.clone());
            }
            let (key, value) = match names.pattern() {
                Some(pattern) => ("patternProperties", json!({ pattern: rest })),
                None => ("additionalProperties", rest),
            };
            body[key] = value;
        }
        body["properties"] = Value::Object(properties);
        if let (false, Some(object)) = (required.is_empty(), body.as_object_mut()) {
            object.insert("required".to_owned(), json!(required));
        }
        body
    }

    /// The JSON Schema of a whole file with this record at its root.
    fn document(&self) -> Value {
        let mut defs = BTreeMap::new();
        let mut body = self.body(&mut defs);
        if let Some(object) = body.as_object_mut() {
            object.insert("title".to_owned(), self.name.into());
            object.insert("$defs".to_owned(), json!(defs));
        }
        body
    }
}
