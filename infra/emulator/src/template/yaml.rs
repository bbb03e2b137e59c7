//! YAML with the short tags of CloudFormation, read into JSON values in their long form.
//!
//! `!Ref X` becomes `{"Ref": "X"}`, `!GetAtt A.B` becomes `{"Fn::GetAtt": ["A", "B"]}`, and any other
//! local tag `!T` becomes `{"Fn::T": …}`, so that the resolver can refuse by name what it does not know.
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use serde_saphyr::Tagged;

/// A YAML node whose tag is kept as a CloudFormation function.
pub(super) struct TaggedYaml(pub(super) Value);

/// The same node without its own tag; its children keep theirs.
struct UntaggedYaml(Value);

impl<'de> Deserialize<'de> for TaggedYaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Tagged(UntaggedYaml(value), tag) = Tagged::<UntaggedYaml>::deserialize(deserializer)?;
        let Some(name) = tag.as_deref().and_then(|tag| tag.strip_prefix('!')) else {
            return Ok(Self(value));
        };
        Ok(Self(long_form(name, value)))
    }
}

fn long_form(name: &str, value: Value) -> Value {
    let (key, value) = match (name, value) {
        ("Ref" | "Condition", value) => (name.to_owned(), value),
        ("GetAtt", Value::String(path)) => {
            let parts = path.splitn(2, '.').map(Value::from).collect();
            ("Fn::GetAtt".to_owned(), Value::Array(parts))
        }
        (_, value) => (format!("Fn::{name}"), value),
    };
    Value::Object(Map::from_iter([(key, value)]))
}

impl<'de> Deserialize<'de> for UntaggedYaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyYaml).map(Self)
    }
}

struct AnyYaml;

impl<'de> Visitor<'de> for AnyYaml {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a template node")
    }

    fn visit_bool<E>(self, v: bool) -> Result<Value, E> {
        Ok(Value::from(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Value, E> {
        Ok(Value::from(v))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Value, E> {
        Ok(Value::from(v))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Value, E> {
        Ok(Value::from(v))
    }

    fn visit_str<E>(self, v: &str) -> Result<Value, E> {
        Ok(Value::from(v))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(TaggedYaml(value)) = seq.next_element()? {
            items.push(value);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some((key, TaggedYaml(value))) = map.next_entry::<String, TaggedYaml>()? {
            fields.insert(key, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::TaggedYaml;

    #[test]
    fn short_tags_are_kept_in_their_long_form() {
        let text = "a: !Ref B\nc: !GetAtt D.Arn\ne: [!Sub 'x${F}', 1, true, ~]\ng: !Join [',', [!Ref H]]\n";
        let TaggedYaml(value) = serde_saphyr::from_str(text).unwrap();
        assert_eq!(
            value,
            json!({
                "a": {"Ref": "B"},
                "c": {"Fn::GetAtt": ["D", "Arn"]},
                "e": [{"Fn::Sub": "x${F}"}, 1, true, null],
                "g": {"Fn::Join": [",", [{"Ref": "H"}]]}
            })
        );
    }
}
