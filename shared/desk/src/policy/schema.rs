//! The JSON Schema of policy files, for editors.
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::policy::source::POLICY;

/// Stands for a policy file where a schema is asked for.
struct PolicyFile;

impl JsonSchema for PolicyFile {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Policy".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::try_from(POLICY.document()).unwrap_or_default()
    }
}

/// The JSON Schema (draft 2020-12) of a policy file, made from the grammar that checks it.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(PolicyFile).to_value()
}
