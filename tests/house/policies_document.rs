//! The document `docs/policies.md`: for each sentence it names a place and a test, and neither may be invented.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::source::{ROOT, rust_files};

const DOCUMENT: &str = include_str!("../../docs/policies.md");

/// One sentence of a policy's text.
#[derive(Debug)]
struct Row {
    /// The policy's file name, from the heading of the table.
    policy: &'static str,
    place: &'static str,
    shown_by: &'static str,
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut policy = None;
    for line in DOCUMENT.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            policy = heading.split('`').nth(1);
        }
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let is_numbered = cells[0].parse::<usize>().is_ok();
        if let (Some(policy), true, [_, _, place, shown_by]) = (policy, is_numbered, &cells[..]) {
            rows.push(Row {
                policy,
                place,
                shown_by,
            });
        }
    }
    rows
}

/// The words between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// Every source file of the packages.
fn sources() -> Vec<String> {
    let mut paths = Vec::new();
    for package in ["tests", "shared", "functions", "infra"] {
        rust_files(&Path::new(ROOT).join(package), &mut paths);
    }
    let read = |path: PathBuf| fs::read_to_string(path).unwrap();
    paths.into_iter().map(read).collect()
}

/// The functions whose attributes say that they are tests.
fn tests_of(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut marked = false;
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
        } else if let (true, Some((_, rest))) = (marked, line.split_once("fn ")) {
            names.extend(rest.split('(').next().map(str::to_owned));
            marked = false;
        }
    }
    names
}

/// Whether something stands at a dotted path: a key, an entry of a list by its `id` or number, or a word in one.
fn stands_at(policy: &Value, path: &str) -> bool {
    let step = |found: Option<Value>, name: &str| match found? {
        Value::Object(entries) => entries.get(name).cloned(),
        Value::Array(entries) => {
            let by_number = name.parse::<usize>().ok().and_then(|at| entries.get(at));
            let is_meant = |entry: &&Value| entry["id"] == name || **entry == name;
            by_number.or_else(|| entries.iter().find(is_meant)).cloned()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    };
    path.split('.').fold(Some(policy.clone()), step).is_some()
}

/// Words with a colon or a parenthesis name functions, all others keys of the policy.
fn is_function(word: &str) -> bool {
    word.contains([':', '('])
}

#[test]
fn every_test_named_in_the_policies_document_exists() {
    let known: BTreeSet<_> = sources().iter().flat_map(|text| tests_of(text)).collect();
    for row in rows() {
        for name in quoted(row.shown_by) {
            assert!(
                known.contains(name),
                "{}: no test is called {name}",
                row.policy
            );
        }
    }
}

#[test]
fn every_key_named_in_the_policies_document_stands_in_its_policy() {
    for row in rows() {
        let file = format!("{ROOT}/infra/policies/{}.yaml", row.policy);
        let policy = fs::read_to_string(file).unwrap();
        let policy: Value = serde_saphyr::from_str(&policy).unwrap();
        for key in quoted(row.place).filter(|word| !is_function(word)) {
            assert!(
                stands_at(&policy, key),
                "{} says nothing at {key}",
                row.policy
            );
        }
    }
}

#[test]
fn every_function_named_in_the_policies_document_exists() {
    let sources = sources();
    for row in rows() {
        for named in quoted(row.place).filter(|word| is_function(word)) {
            let name = named.trim_end_matches("()").rsplit("::").next().unwrap();
            let declared = [
                format!("fn {name}("),
                format!("    {name} {{"),
                format!("pub struct {name} {{"),
            ];
            let exists = |text: &String| declared.iter().any(|line| text.contains(line));
            assert!(sources.iter().any(exists), "nothing is called {named}");
        }
    }
}

#[test]
fn the_policies_document_leaves_no_sentence_without_a_test_or_a_reason_and_counts_them() {
    let rows = rows();
    let mut policies: Vec<_> = rows.iter().map(|row| row.policy).collect();
    policies.dedup();
    assert_eq!(
        policies,
        ["whise", "whitevision", "webpro", "wotnot", "wep"]
    );
    for policy in policies {
        let own: Vec<_> = rows.iter().filter(|row| row.policy == policy).collect();
        assert!(own.iter().all(|row| row.shown_by.len() > 3), "{policy}");
        let tested = own
            .iter()
            .filter(|row| quoted(row.shown_by).next().is_some());
        let tested = tested.count();
        let (all, reasons) = (own.len(), own.len() - tested);
        let said = format!("| `{policy}` | {all} | {tested} | {reasons} |");
        assert!(DOCUMENT.contains(&said), "the document should say {said}");
    }
}
