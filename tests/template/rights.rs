//! Rules about rights.
use std::collections::BTreeSet;

use serde_json::Value;

use crate::reading::{Templates, items, pointed};

/// Actions on services that have no resource to name.
const NOWHERE: [&str; 2] = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];

/// Each statement says in its `Sid` what it is for, and allows.
pub(crate) fn named(templates: &Templates) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let statements = templates.statements().into_iter();
    statements
        .filter(|(role, statement)| {
            let sid = statement["Sid"].as_str().unwrap_or_default();
            let words = sid.chars().filter(|c| c.is_ascii_uppercase()).count();
            let is_sentence = words >= 2 && sid.chars().all(|c| c.is_ascii_alphanumeric());
            !is_sentence || statement["Effect"] != "Allow" || !seen.insert((*role, sid))
        })
        .map(|(role, statement)| format!("{role} {}", statement["Sid"]))
        .collect()
}

/// No action and no resource is a pattern; no table is scanned; what reads or writes items of a table
/// says under which keys.
pub(crate) fn wildcards(templates: &Templates) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, statement) in templates.statements() {
        let at = || format!("{role} {}", statement["Sid"]);
        let actions: Vec<_> = items(&statement["Action"])
            .filter_map(Value::as_str)
            .collect();
        let wild = |action: &&str| {
            action.contains('*') || action.ends_with(":Scan") || action.contains("PartiQL")
        };
        if actions.is_empty() || actions.iter().any(wild) {
            broken.push(at());
        }
        let nowhere = actions.iter().all(|action| NOWHERE.contains(action));
        for resource in items(&statement["Resource"]) {
            let text = pointed(resource).or_else(|| resource.as_str().map(str::to_owned));
            let is_pattern = text.is_none_or(|text| text.contains('*'));
            if is_pattern && !nowhere {
                broken.push(at());
            }
        }
        let of_items = actions.iter().any(|action| {
            action.starts_with("dynamodb:")
                && ["Item", "Query"].iter().any(|part| action.contains(part))
        });
        let keys = &statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"];
        let all = |key: &Value| key.as_str().is_none_or(|key| key.starts_with('*'));
        if of_items && (items(keys).count() == 0 || items(keys).any(all)) {
            broken.push(format!("{} says no keys", at()));
        }
    }
    broken
}

/// Each function has a role that nobody shares and no ready-made policy widens.
pub(crate) fn own_role(templates: &Templates) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, function) in templates.of_type("AWS::Serverless::Function") {
        let role = pointed(&function["Role"]);
        if role != Some(format!("{name}Role.Arn")) || !function["Policies"].is_null() {
            broken.push(name.to_owned());
        }
    }
    for (name, role) in templates.of_type("AWS::IAM::Role") {
        if !role["ManagedPolicyArns"].is_null() {
            broken.push(name.to_owned());
        }
    }
    broken
}
