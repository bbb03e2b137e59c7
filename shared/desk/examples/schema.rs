//! Prints the JSON Schema of policy files, as kept in `infra/policies/policy.schema.json`.
use std::io::{Write, stdout};

fn main() -> std::io::Result<()> {
    let schema = serde_json::to_string_pretty(&desk::policy::schema())?;
    writeln!(stdout(), "{schema}")
}
