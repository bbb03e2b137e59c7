//! Everything shown in `docs/policy-language.md` is real: its policies compile, its mistakes are found
//! in the words quoted, its cases hold, and no key of the grammar is left out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a document that cannot be read fails its test"
)]
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use desk::contract::{check as compile, page, show};
use desk::policy::{
    Finding, Policy, Severity, Tally, holidays_that_end, other_readings, reference, schema,
};
use vectors::CaseResult;

const DOCUMENT: &str = include_str!("../../../docs/policy-language.md");

/// The desk whose policy all parts are parts of.
const BASE: &str = "example";

/// A fenced block, and the line of the document on which its text begins.
struct Block {
    language: &'static str,
    line: usize,
    text: String,
}

fn blocks() -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (place, line) in DOCUMENT.lines().enumerate() {
        match (line.strip_prefix("```"), open) {
            (Some(language), false) => {
                open = true;
                blocks.push(Block {
                    language,
                    line: place + 2,
                    text: String::new(),
                });
            }
            (Some(_), true) => open = false,
            (None, true) => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, false) => {}
        }
    }
    assert!(!open, "the last block is never closed");
    blocks
}

/// What the first comment of a policy says about it.
struct Mark {
    part: bool,
    wrong: bool,
    warned: bool,
}

fn mark(block: &Block) -> Mark {
    let first = block.text.lines().next().unwrap_or_default();
    let words = first.strip_prefix("# ").unwrap_or_default();
    let says = |word: &str| words.split(", ").any(|said| said == word);
    Mark {
        part: says("part of a policy"),
        wrong: says("wrong"),
        warned: says("warned"),
    }
}

/// The top-level sections of a policy, in order.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let begins = line.starts_with(|first: char| first.is_ascii_lowercase());
        if let (true, Some((key, _))) = (begins, line.split_once(':')) {
            sections.push((key.to_owned(), String::new()));
        }
        if let Some((_, section)) = sections.last_mut() {
            section.push_str(line);
            section.push('\n');
        }
    }
    sections
}

/// The base with the sections of a part in the place of its own.
fn merged(base: &str, part: &str) -> String {
    let mut all = sections(base);
    for (key, text) in sections(part) {
        match all.iter_mut().find(|(known, _)| *known == key) {
            Some((_, section)) => *section = text,
            None => all.push((key, text)),
        }
    }
    all.into_iter().map(|(_, text)| text).collect()
}

fn base(blocks: &[Block]) -> &str {
    let header = format!("desk: {BASE}\n");
    let is_base = |block: &&Block| block.language == "yaml" && block.text.contains(&header);
    &blocks.iter().find(is_base).expect("the base policy").text
}

fn policies() -> Vec<(Block, Mark, String)> {
    let blocks = blocks();
    let base = base(&blocks).to_owned();
    let policies = blocks.into_iter().filter(|block| block.language == "yaml");
    policies
        .map(|block| {
            let mark = mark(&block);
            let text = if mark.part {
                merged(&base, &block.text)
            } else {
                block.text.clone()
            };
            (block, mark, text)
        })
        .collect()
}

fn listed(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|found| format!("  {found}\n"))
        .collect()
}

/// As the document quotes a finding.
fn quoted(finding: &Finding) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{kind}: {}\n help: {}\n", finding.message, finding.help)
}

/// What a part leaves of the base unused is no news to its reader.
fn is_left_over(finding: &Finding) -> bool {
    finding.message.starts_with("nothing uses the")
}

#[test]
fn every_policy_shown_compiles_without_a_warning_that_is_not_quoted() {
    let (mut tried, mut amiss) = (0, Vec::new());
    for (block, mark, text) in policies() {
        if mark.wrong || mark.warned {
            continue;
        }
        tried += 1;
        match compile(&text) {
            Err(findings) => panic!("line {}:\n{}", block.line, listed(&findings)),
            Ok(checked) => {
                let mut told = checked.warnings;
                told.retain(|warning| !(mark.part && is_left_over(warning)));
                if !told.is_empty() {
                    amiss.push(format!("line {}:\n{}", block.line, listed(&told)));
                }
            }
        }
    }
    assert!(amiss.is_empty(), "warned of:\n{}", amiss.join("\n"));
    assert!(tried > 25, "only {tried} policies are shown");
}

#[test]
fn every_mistake_shown_is_found_in_the_words_quoted_below_it() {
    let all = blocks();
    let (mut tried, mut amiss) = (0, Vec::new());
    for (block, mark, text) in policies() {
        if !mark.wrong && !mark.warned {
            continue;
        }
        tried += 1;
        let below = all.iter().find(|other| other.line > block.line).unwrap();
        assert_eq!(
            below.language, "text",
            "nothing quoted below {}",
            block.line
        );
        let (severity, findings) = match compile(&text) {
            Ok(checked) => (Severity::Warning, checked.warnings),
            Err(findings) => (Severity::Error, findings),
        };
        assert_eq!(mark.wrong, severity == Severity::Error, "{}", block.line);
        let told = findings
            .iter()
            .filter(|found| found.severity == severity && !is_left_over(found));
        let told: String = told.map(quoted).collect();
        if told != below.text {
            amiss.push(format!("line {}:\n{told}", block.line));
        }
    }
    assert!(amiss.is_empty(), "found instead:\n{}", amiss.join("\n"));
    assert!(tried > 8, "only {tried} mistakes are shown");
}

fn run(block: &Block, desks: &BTreeMap<String, Arc<Policy>>) -> Vec<CaseResult> {
    let json = serde_json::from_str(&block.text)
        .unwrap_or_else(|error| panic!("line {}: {error}", block.line));
    if vectors::is_business_time(&json) {
        return vectors::business_time::run(&block.text).unwrap();
    }
    let mut find = |desk: &str| {
        let found = desks.get(desk).cloned();
        found.ok_or_else(|| format!("no policy of `{desk}` stands above"))
    };
    vectors::policies::run(&block.text, &mut find).unwrap()
}

#[test]
fn every_case_shown_holds_of_the_policy_above_it() {
    let shown: BTreeMap<usize, (Mark, String)> = policies()
        .into_iter()
        .map(|(block, mark, text)| (block.line, (mark, text)))
        .collect();
    let mut desks: BTreeMap<String, Arc<Policy>> = BTreeMap::new();
    let (mut held, mut failures) = (0, Vec::new());
    for block in blocks() {
        if let Some((mark, text)) = shown.get(&block.line)
            && !mark.wrong
            && let Ok(checked) = compile(text)
        {
            let policy = checked.policy;
            desks.insert(policy.desk.clone(), Arc::new(policy));
        }
        if block.language != "json" {
            continue;
        }
        for outcome in run(&block, &desks) {
            match outcome.result {
                Ok(()) => held += 1,
                Err(why) => failures.push(format!("line {}, {}: {why}", block.line, outcome.id)),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(held > 40, "only {held} cases are shown");
}

#[test]
fn what_policy_show_prints_is_quoted_line_by_line() {
    let mut shown = None;
    let mut typed = String::new();
    for block in blocks() {
        if block.language == "yaml" && !mark(&block).part {
            shown = compile(&block.text).ok().map(|checked| checked.policy);
        }
        if block.language == "sh" {
            typed.clone_from(&block.text);
        }
        if block.language != "markdown" {
            continue;
        }
        let policy = shown.as_ref().expect("a policy above");
        // The last command typed is the one that is quoted.
        let command = typed.lines().last().expect("a command above");
        assert!(command.contains(&format!("policy show my/{}.yaml", policy.desk)));
        let page = if command.ends_with("--format terms") {
            show(policy)
        } else {
            page(policy, &policy.locales[0]).unwrap().markdown()
        };
        for line in block.text.lines() {
            let there = page.lines().any(|printed| printed == line);
            assert!(there, "line {}: {line}\n\n{page}", block.line);
        }
    }
}

/// The last date that there is: every list of dates has ended by then.
const FAR: chrono::NaiveDate = chrono::NaiveDate::MAX;

#[test]
fn the_tutorial_is_checked_as_the_command_checks_it_and_does_not_age() {
    let (tutorial, _) = DOCUMENT.split_once("# Reference\n").unwrap();
    let last = tutorial.lines().count();
    let mut tried = 0;
    for (block, mark, text) in policies() {
        if block.line > last || mark.wrong {
            continue;
        }
        tried += 1;
        let checked = compile(&text).unwrap();
        let ending = holidays_that_end(&checked, FAR);
        let mut findings = checked.warnings;
        findings.extend(ending);
        findings.extend(other_readings(&text));
        let answer = format!("my/bluefin.yaml: {}", Tally::of(&findings));
        assert!(
            tutorial.contains(&format!("The answer is `{answer}`")),
            "line {}, {answer}:\n{}",
            block.line,
            listed(&findings)
        );
    }
    assert_eq!(tried, 3);
}

/// The names of all properties in a schema.
fn keys(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                if let ("properties", Some(properties)) = (name.as_str(), value.as_object()) {
                    found.extend(properties.keys().cloned());
                }
                keys(value, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

#[test]
fn no_key_of_the_grammar_is_left_out() {
    let mut known = BTreeSet::new();
    keys(&serde_json::to_value(schema()).unwrap(), &mut known);
    assert!(known.len() > 90, "{known:?}");
    let missing: Vec<_> = known
        .iter()
        .filter(|key| !DOCUMENT.contains(&format!("`{key}`")))
        .collect();
    assert!(missing.is_empty(), "not documented: {missing:?}");
}

#[test]
fn the_document_lists_the_kinds_of_facts_in_the_order_of_the_code() {
    let (_, list) = DOCUMENT
        .split_once("Kinds of facts that `fact = …` knows:")
        .unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    let words = list.split('`').skip(1).step_by(2);
    let listed: Vec<_> = words.collect();
    assert_eq!(listed, desk::facts::KINDS);
}

#[test]
fn the_tables_of_keys_are_those_of_the_fields() {
    let current = reference(DOCUMENT);
    assert!(
        DOCUMENT == current,
        "run `cargo run -p desk --example reference`"
    );
    assert!(!current.contains("No section is called"));
}
