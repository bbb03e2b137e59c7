//! What a grammar is made of: shapes, which check a file and become the schema that editors read.
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::policy::finding::{At, Findings, meant};
use crate::policy::yaml::{Kind, Node};

/// What may stand at one place of a policy file.
#[derive(Debug)]
pub(super) enum Shape {
    /// One scalar, described.
    Text(&'static str),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A text, or one per locale.
    Words,
    List(&'static Shape),
    /// One thing or a list of such things.
    Many(&'static Shape),
    /// Names of the author's choice, each with such a value.
    Named(&'static Shape),
    Record(&'static Record),
    /// Told apart by being a scalar, a list or a mapping.
    Either(&'static [Shape]),
    Anything,
}

/// A mapping with known keys.
#[derive(Debug)]
pub(super) struct Record {
    /// What it is called in messages and in the schema.
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
    /// The shape of keys that are not listed, where such keys are allowed.
    pub(super) rest: Option<&'static Shape>,
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) about: &'static str,
}

impl Shape {
    /// Whether a node is of the kind this shape begins with.
    fn begins(&self, node: &Node) -> bool {
        match self {
            Self::Text(_) | Self::OneOf(_) => node.text().is_some(),
            Self::Words => node.text().is_some() || node.is_map(),
            Self::List(_) => node.is_list(),
            Self::Many(one) => node.is_list() || one.begins(node),
            Self::Named(_) | Self::Record(_) => node.is_map(),
            Self::Either(shapes) => shapes.iter().any(|shape| shape.begins(node)),
            Self::Anything => true,
        }
    }

    fn wanted(&self) -> String {
        match self {
            Self::Text(what) => (*what).to_owned(),
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
            Self::Words => "a text, or one per locale as in `{ en: …, nl: … }`".to_owned(),
            Self::List(one) => format!("a list of {}", one.wanted()),
            Self::Many(one) => format!("{}, or a list of such", one.wanted()),
            Self::Named(one) => format!("a mapping of names to {}", one.wanted()),
            Self::Record(record) => format!("{} `{{ … }}`", record.name),
            Self::Either(shapes) => shapes
                .iter()
                .map(Self::wanted)
                .collect::<Vec<_>>()
                .join("; or "),
            Self::Anything => "anything".to_owned(),
        }
    }

    /// Checks one node and everything below it, reporting all that does not fit.
    pub(super) fn check(&self, node: &Node, found: &mut Findings) {
        if !self.begins(node) {
            let message = match node.kind {
                Kind::Null => "nothing stands here",
                Kind::Text { .. } => "a single value does not fit here",
                Kind::List(_) => "a list does not fit here",
                Kind::Map(_) => "a mapping does not fit here",
            };
            found.error(node.at, message, format!("write {}", self.wanted()));
            return;
        }
        match self {
            Self::Text(_) | Self::Anything => {}
            Self::OneOf(words) => {
                let text = node.text().unwrap_or_default();
                if !words.contains(&text) {
                    let message = format!("`{text}` is not possible here");
                    found.error(node.at, message, meant(text, words));
                }
            }
            Self::Words => {
                for (name, text) in node.entries() {
                    if text.text().is_none() {
                        found.error(name.at, "this is not a text", "write the words themselves");
                    }
                }
            }
            Self::List(one) | Self::Many(one) => {
                for item in node.items() {
                    one.check(item, found);
                }
            }
            Self::Named(one) => {
                for (_, value) in node.entries() {
                    one.check(value, found);
                }
            }
            Self::Record(record) => record.check(node, found),
            Self::Either(shapes) => {
                if let Some(shape) = shapes.iter().find(|shape| shape.begins(node)) {
                    shape.check(node, found);
                }
            }
        }
    }

    fn schema(&self, defs: &mut BTreeMap<String, Value>) -> Value {
        let scalar = json!(["string", "number", "boolean"]);
        match self {
            Self::Text(what) => json!({ "type": scalar, "description": what }),
            Self::OneOf(words) => json!({ "enum": words }),
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
            Self::Named(one) => {
                json!({ "type": "object", "additionalProperties": one.schema(defs) })
            }
            Self::Record(record) => record.reference(defs),
            Self::Either(shapes) => {
                let each: Vec<_> = shapes.iter().map(|shape| shape.schema(defs)).collect();
                json!({ "anyOf": each })
            }
            Self::Anything => json!(true),
        }
    }
}

impl Record {
    fn check(&self, node: &Node, found: &mut Findings) {
        let names: Vec<_> = self.fields.iter().map(|field| field.name).collect();
        for (name, value) in node.entries() {
            let field = self.fields.iter().find(|field| field.name == name.text);
            match field.map(|field| &field.shape).or(self.rest) {
                // A key with nothing after it is a key left out.
                Some(_) if value.kind == Kind::Null => {}
                Some(shape) => shape.check(value, found),
                None => {
                    let message = format!("{} has no `{}`", self.name, name.text);
                    found.error(name.at, message, meant(&name.text, &names));
                }
            }
        }
        for field in self.fields.iter().filter(|field| field.required) {
            if node
                .get(field.name)
                .is_none_or(|value| value.kind == Kind::Null)
            {
                let message = format!("{} lacks `{}`", self.name, field.name);
                found.error(
                    node.at,
                    message,
                    format!("add `{}`: {}", field.name, field.about),
                );
            }
        }
    }

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
            let body = self.body(defs);
            defs.insert(key.clone(), body);
        }
        json!({ "$ref": format!("#/$defs/{key}") })
    }

    fn body(&self, defs: &mut BTreeMap<String, Value>) -> Value {
        let mut properties = serde_json::Map::new();
        for field in self.fields {
            let mut schema = field.shape.schema(defs);
            if let Some(object) = schema.as_object_mut() {
                object.insert("description".to_owned(), field.about.into());
            }
            properties.insert(field.name.to_owned(), schema);
        }
        let required: Vec<_> = self
            .fields
            .iter()
            .filter(|field| field.required)
            .map(|field| field.name)
            .collect();
        let rest = self
            .rest
            .map_or(Value::Bool(false), |shape| shape.schema(defs));
        let mut body = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": rest,
        });
        if let (false, Some(object)) = (required.is_empty(), body.as_object_mut()) {
            object.insert("required".to_owned(), json!(required));
        }
        body
    }

    /// The JSON Schema of a whole file with this record at its root.
    pub(super) fn document(&self) -> Value {
        let mut defs = BTreeMap::new();
        let mut body = self.body(&mut defs);
        if let Some(object) = body.as_object_mut() {
            object.insert("title".to_owned(), self.name.into());
            object.insert("$defs".to_owned(), json!(defs));
        }
        body
    }

    /// Checks the root of a file.
    pub(super) fn check_root(&self, node: &Node, found: &mut Findings) {
        if node.is_map() {
            self.check(node, found);
        } else {
            let at = At { line: 1, column: 1 };
            found.error(
                at,
                "a policy is a mapping",
                "begin with `desk: name-of-the-desk`",
            );
        }
    }
}
