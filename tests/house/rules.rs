//! Rules about names, entry points and doc comments.
use std::collections::BTreeSet;
use std::path::Path;

use crate::source::{CODE, ROOT, code, rust_files};

/// Doc lines that may begin with one of [`RIDDLES`], which put the reader's noun last.
const MOST_RIDDLES: usize = 60;
const RIDDLES: [&str; 4] = ["What", "Whoever", "Whatever", "Where"];

/// Lines of doc comments, with the place of each.
fn doc_lines() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for folder in ["functions", "infra", "shared", "tests"] {
        rust_files(&Path::new(ROOT).join(folder), &mut files);
    }
    let mut found = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        for (place, line) in text.lines().enumerate() {
            let line = line.trim_start();
            let doc = line.strip_prefix("///").or(line.strip_prefix("//!"));
            let at = || format!("{}:{}", path.display(), place + 1);
            found.extend(doc.map(|doc| (at(), doc.trim().to_owned())));
        }
    }
    found
}

fn is_riddle(doc: &str) -> bool {
    let word: String = doc
        .chars()
        .take_while(|sign| sign.is_alphabetic())
        .collect();
    RIDDLES.contains(&word.as_str())
}

#[test]
fn doc_lines_begin_with_their_noun_and_rarely_with_what() {
    let lines = doc_lines();
    assert!(lines.len() > 2_000, "{} doc lines", lines.len());
    let riddles = lines.iter().filter(|(_, doc)| is_riddle(doc));
    let riddles: Vec<_> = riddles.map(|(at, doc)| format!("{at}: {doc}")).collect();
    assert!(
        riddles.len() <= MOST_RIDDLES,
        "{} doc lines begin with one of {RIDDLES:?}, and {MOST_RIDDLES} may:\n{}",
        riddles.len(),
        riddles.join("\n")
    );
}

#[test]
fn a_doc_line_without_its_noun_is_noticed() {
    for riddle in ["What it is.", "Whoever asks", "Where", "Whatever: all"] {
        assert!(is_riddle(riddle), "{riddle}");
    }
    for plain in ["Whether it is", "Whatsit", "The place where", "what", ""] {
        assert!(!is_riddle(plain), "{plain}");
    }
}

#[test]
fn no_companys_name_stands_in_the_code() {
    let policies = std::fs::read_dir(Path::new(ROOT).join("infra/policies")).unwrap();
    let names = policies.filter_map(|entry| {
        let path = entry.unwrap().path();
        let is_policy = path
            .extension()
            .is_some_and(|extension| extension == "yaml");
        is_policy.then(|| path.file_stem().unwrap().to_string_lossy().into_owned())
    });
    let names: Vec<_> = names.collect();
    assert_eq!(names.len(), 5);
    let code = code(&CODE);
    assert!(code.len() > 100, "{}", code.len());
    for (path, text) in code {
        let text = text.to_lowercase();
        let words: BTreeSet<_> = text.split(|sign: char| !sign.is_alphanumeric()).collect();
        for name in &names {
            assert!(
                !words.contains(name.as_str()),
                "{name} in {}",
                path.display()
            );
        }
    }
}

#[test]
fn every_function_is_wired_in_a_short_main() {
    let mut mains = Vec::new();
    rust_files(&Path::new(ROOT).join("functions"), &mut mains);
    mains.retain(|path| path.ends_with("main.rs"));
    assert_eq!(mains.len(), 7);
    for path in mains {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 35, "{lines} lines in {}", path.display());
    }
}
