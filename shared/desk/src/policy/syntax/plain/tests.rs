//! The plain reader beside the library: where it answers, both give the same tree with the same places.
use std::path::Path;

use proptest::prelude::*;

use super::read_plain;
use crate::policy::syntax::{Findings, Node, read};

/// Shipped policies, which are read so by every function that starts.
const SHIPPED: [&str; 5] = ["webpro", "wep", "whise", "whitevision", "wotnot"];

/// The repository's root.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn library(text: &str) -> Option<Node> {
    let mut found = Findings::default();
    read(text, &mut found).filter(|_| found.0.is_empty())
}

/// Whether it answers; what it answers is what the library does.
fn answers(text: &str) -> bool {
    let Some(node) = read_plain(text) else {
        return false;
    };
    let library = library(text);
    assert!(
        library.as_ref() == Some(&node),
        "{text}\nis read as {node:#?}\nand by the library as {library:#?}"
    );
    true
}

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

fn files(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|kind| kind == "yaml"));
    let texts: Vec<_> = yaml
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    assert!(!texts.is_empty(), "{folder}");
    texts
}

fn blocks_of_the_manual() -> Vec<String> {
    let manual = file("docs/policy-language.md");
    let blocks = manual
        .split("\n```")
        .filter_map(|block| block.strip_prefix("yaml\n"));
    let blocks: Vec<_> = blocks.map(|block| format!("{block}\n")).collect();
    assert!(blocks.len() > 20, "{}", blocks.len());
    blocks
}

fn corpus_of_the_fuzzer() -> Vec<String> {
    let lines = file("tests/fuzz/corpus/policy.jsonl");
    let entries = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let text = |entry: serde_json::Value| entry["text"].as_str().map(str::to_owned);
    entries.filter_map(text).collect()
}

fn policies() -> Vec<String> {
    let folders = [
        "infra/policies",
        "infra/policies/published",
        "tests/policies",
        "shared/desk/src/policy/testdata",
    ];
    let mut policies: Vec<_> = folders.into_iter().flat_map(files).collect();
    policies.extend(blocks_of_the_manual());
    policies
}

#[test]
fn every_policy_of_the_repository_is_read_as_the_library_reads_it() {
    let policies = policies();
    let read = policies.iter().filter(|text| answers(text)).count();
    assert!(
        read * 10 > policies.len() * 9,
        "{read} of {}",
        policies.len()
    );
    let kept = corpus_of_the_fuzzer();
    let read = kept.iter().filter(|text| answers(text)).count();
    assert!(read > 20, "{read} of {}", kept.len());
}

#[test]
fn the_shipped_policies_are_read_without_the_library() {
    for desk in SHIPPED {
        assert!(
            answers(&file(&format!("infra/policies/{desk}.yaml"))),
            "{desk}"
        );
    }
}

#[test]
fn what_is_not_plain_is_left_to_the_library() {
    for text in [
        "",
        "# nothing\n",
        "a",
        "[a]",
        "- a\n",
        " a: b\n",
        "a: &x b\nc: *x\n",
        "a: !t b\n",
        "a: |\n  b\n",
        "a: >\n  b\n",
        "a: b\n  c\n",
        "a: [b\n  c]\n",
        "a: [b,\nc]\n",
        "a: \"b\n  c\"\n",
        "a: \"b\\n\"\n",
        "a: 'it''s'\n",
        "? a\n: b\n",
        "---\na: b\n",
        "a: b\n...\n",
        "... a: b\n",
        "%YAML 1.2\n---\na: b\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: b\na: c\n",
        "a: { b: 1, b: 2 }\n",
        "a:\nb: c\n",
        "a: {b: , c: d}\n",
        "a: {b, c}\n",
        "a: [b: c]\n",
        "a: [b,]\n",
        "a: b: c\n",
        "a:\n   b: 1\n  c: 2\n",
        "a:\n- b\n",
        "a: [b] c\n",
        "a: [b\n",
        "null: a\n",
        "a: \"b\"c\n",
    ] {
        assert!(!answers(text), "{text}");
    }
    let deep = format!("a: {}{}\n", "[".repeat(40), "]".repeat(40));
    assert!(!answers(&deep));
    assert!(!answers(&format!("a: [{}b]\n", "b, ".repeat(60_000))));
}

#[test]
fn plain_yaml_is_read_in_all_its_shapes() {
    for text in [
        "a: b",
        "a: b # said\n\n# more\nc:   d  \n",
        "a:\n  # first\n  b: c\n\n  d:\n    e: f\ng: h\n",
        "a:\n  - b\n  - c: d\n    e: f\n  -   g: h\n      i: [j]\n",
        "a: [b, \"c, d\", 'e', [f, {g: h}], {}, []] # end\n",
        "a: { b: c,\n  # why\n     d: [e,\n   f\n  ]\n }\n",
        "é: [à, \"ü\", ñ’s] # œ\nç: { ï: ö }\n",
        "a: sun 15:00 - fri 17:00, [b] {c} it's #1\n",
        "a: https://a.example.com/b?c=d#e\nb: [10:00, -1, a/b*, nobody ... work]\n",
        "a: ~\nb: [null, ~]\n",
        "\"a\": 'b'\n'c': { \"d e\": f }\n",
    ] {
        assert!(answers(text), "{text}");
    }
}

/// A slip of the pen, or of a program.
#[derive(Debug, Clone)]
enum Slip {
    Insert(char),
    Delete,
    SwapWithNext,
    DoubleLine,
    DeleteLine,
    SwapLines,
    Indent(usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let signs: Vec<char> = " \n\n  :,[]{}#&*!|>'\"%@`?-~.x\\\té\u{85}\u{a0}\u{feff}"
        .chars()
        .collect();
    prop_oneof![
        6 => prop::sample::select(signs).prop_map(Slip::Insert),
        3 => Just(Slip::Delete),
        2 => Just(Slip::SwapWithNext),
        1 => Just(Slip::DoubleLine),
        2 => Just(Slip::DeleteLine),
        2 => Just(Slip::SwapLines),
        2 => (0_usize..8).prop_map(Slip::Indent),
    ]
}

fn slipped(text: &str, at: prop::sample::Index, slip: &Slip) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.lines().collect();
    if chars.len() < 2 || lines.len() < 2 {
        return text.to_owned();
    }
    let (char, line) = (at.index(chars.len() - 1), at.index(lines.len() - 1));
    match slip {
        Slip::Insert(sign) => chars.insert(char, *sign),
        Slip::Delete => drop(chars.remove(char)),
        Slip::SwapWithNext => chars.swap(char, char + 1),
        Slip::DoubleLine | Slip::DeleteLine | Slip::SwapLines | Slip::Indent(_) => {
            let moved;
            match slip {
                Slip::DoubleLine => lines.insert(line, lines[line]),
                Slip::DeleteLine => drop(lines.remove(line)),
                Slip::SwapLines => lines.swap(line, line + 1),
                Slip::Indent(by) => {
                    moved = format!("{}{}", " ".repeat(*by), lines[line].trim_start());
                    lines[line] = &moved;
                }
                Slip::Insert(_) | Slip::Delete | Slip::SwapWithNext => {}
            }
            return lines.join("\n");
        }
    }
    chars.into_iter().collect()
}

/// Short texts, in which a slip hits something: a policy by its sections.
fn section() -> impl Strategy<Value = String> {
    let mut sections: Vec<String> = Vec::new();
    for policy in policies() {
        let mut lines = policy.lines().peekable();
        while let Some(first) = lines.next() {
            let mut section = format!("{first}\n");
            while let Some(line) = lines.next_if(|line| line.starts_with([' ', '-'])) {
                section.push_str(line);
                section.push('\n');
            }
            sections.push(section);
        }
    }
    sections.extend(corpus_of_the_fuzzer());
    sections.retain(|section| section.len() > 8);
    prop::sample::select(sections)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_text_with_slips_is_left_to_the_library_or_read_as_the_library_reads_it(
        section in section(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), slip()), 1..4),
    ) {
        let mut text = section;
        for (at, slip) in &slips {
            text = slipped(&text, *at, slip);
        }
        answers(&text);
    }

    #[test]
    fn a_row_of_signs_is_left_to_the_library_or_read_as_the_library_reads_it(
        text in "a: ?([ab:#,\\[\\]{}'\"~.-]|\n ?| |: |- |, |\n  b: |null|é){0,14}\n?",
    ) {
        answers(&text);
    }
}
