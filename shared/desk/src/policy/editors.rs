//! The JSON Schema held against the check: what the check accepts no editor may strike out.
use std::collections::BTreeSet;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use super::mutations::{OTHERS, is_ours, keys, misspelt};
use super::senseless::{SENSELESS, SOUND, merged_into, parts};
use super::tests::SHIPPED;
use crate::contract::check;

const MANUAL: &str = include_str!("../../../../docs/policy-language.md");
const SHAPES: &str = include_str!("testdata/sound_shapes.yaml");

/// The schema, as an editor holds a file against it.
struct Editor {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Editor {
    fn new() -> Self {
        let mut compiler = Compiler::new();
        compiler
            .add_resource("policy.json", super::schema())
            .unwrap();
        let mut schemas = Schemas::new();
        let schema = compiler.compile("policy.json", &mut schemas).unwrap();
        Self { schemas, schema }
    }

    /// What it strikes out; nothing where the text is a policy.
    fn strikes_out(&self, text: &str) -> Option<String> {
        let value: Value = match serde_saphyr::from_str(text) {
            Ok(value) => value,
            Err(error) => return Some(format!("no YAML: {error}")),
        };
        let found = self.schemas.validate(&value, self.schema).err();
        found.map(|found| format!("{found:#}"))
    }
}

/// Each policy of the manual that is not marked as wrong, whole, with the line on which it begins.
fn of_the_manual() -> Vec<(String, String)> {
    let blocks = MANUAL.split("```yaml\n").skip(1);
    let blocks: Vec<&str> = blocks
        .filter_map(|block| block.split("```").next())
        .collect();
    let base = blocks
        .iter()
        .find(|block| block.contains("desk: example\n"));
    let base = *base.unwrap();
    let whole = blocks.iter().map(|block| {
        let first = block.lines().next().unwrap_or_default();
        let text = if first.starts_with("# part of a policy") {
            merged_into(base, block)
        } else {
            (*block).to_owned()
        };
        (format!("manual, {}", text_of(block)), text)
    });
    whole.collect()
}

/// The first words of a policy that tell it from others.
fn text_of(block: &str) -> String {
    block.chars().take(160).collect()
}

/// Every policy of the repository, with its name.
fn all() -> Vec<(String, String)> {
    let files = SHIPPED.into_iter().chain(OTHERS).chain([("sound", SOUND)]);
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let shapes = SHAPES.split("\n--- ").skip(1).map(|shape| {
        let (name, text) = shape.split_once('\n').unwrap();
        (name.to_owned(), text.to_owned())
    });
    let senseless = SENSELESS.iter().flat_map(|text| parts(text));
    let senseless = senseless.map(|part| {
        let (_, text) = part.split_once('\n').unwrap();
        (part.to_owned(), merged_into(SOUND, text))
    });
    files
        .chain(shapes)
        .chain(senseless)
        .chain(of_the_manual())
        .collect()
}

#[test]
fn the_schema_accepts_whatever_the_check_accepts() {
    let editor = Editor::new();
    let mut accepted = 0;
    let mut amiss = Vec::new();
    for (name, text) in all() {
        if check(&text).is_err() {
            continue;
        }
        accepted += 1;
        if let Some(struck_out) = editor.strikes_out(&text) {
            amiss.push(format!("{name}:\n{struck_out}"));
        }
    }
    assert!(accepted > 200, "{accepted}");
    assert!(amiss.is_empty(), "{}:\n{}", amiss.len(), amiss.join("\n"));
}

#[test]
fn the_schema_strikes_out_each_misspelt_key() {
    let editor = Editor::new();
    let mut amiss = Vec::new();
    for (name, text) in SHIPPED.into_iter().chain(OTHERS) {
        let lines: Vec<&str> = text.lines().collect();
        // What another reading would put somewhere, an editor takes for whatever its author writes.
        let patches = |line: &&str| line.trim_start().starts_with("otherwise:");
        let mut tried = BTreeSet::new();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !patches(line)) {
            for key in keys(line) {
                // The same word at the same depth is the same key.
                let word: String = line.chars().take(key.1).skip(key.0).collect();
                let depth = line.len() - line.trim_start().len();
                if !is_ours(line, key) || !tried.insert((word, depth)) {
                    continue;
                }
                let wrong = misspelt(line, key);
                let mut mutated = lines.clone();
                mutated[at] = &wrong;
                if editor.strikes_out(&mutated.join("\n")).is_none() {
                    amiss.push(format!("{name}:{}: {wrong}", at + 1));
                }
            }
        }
    }
    assert!(amiss.is_empty(), "{}:\n{}", amiss.len(), amiss.join("\n"));
}
