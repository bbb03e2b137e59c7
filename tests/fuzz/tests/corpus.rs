//! Corpus replay: every kept input, and policy files of this repository, through the door it was kept for.
#![expect(
    clippy::unwrap_used,
    reason = "a corpus that is not there ends its test"
)]
use std::path::Path;

use fuzz::{Entry, unpack};

/// Every file of a folder of this repository, as an entry of that name.
fn files(folder: &str) -> Vec<Entry> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = std::fs::read_dir(&folder).unwrap();
    let paths = paths.map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.is_file()).map(|path| Entry {
        name: path.display().to_string(),
        bytes: std::fs::read(&path).unwrap(),
    });
    let files: Vec<_> = files.collect();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

/// Gives every entry to its door; the entry that panics is named, since a panic inside cannot.
fn replay(door: fn(&[u8]), kept: &str, more: Vec<Entry>) {
    let kept = unpack(kept).unwrap();
    assert!(kept.iter().any(|entry| entry.name.starts_with("seed-")));
    for entry in kept.into_iter().chain(more) {
        let outcome = std::panic::catch_unwind(|| door(&entry.bytes));
        assert!(outcome.is_ok(), "{} panics", entry.name);
    }
}

#[test]
fn every_kept_policy_is_refused_with_its_mistakes_or_can_be_lived_under() {
    let mut files_of_desks = files("../../infra/policies");
    files_of_desks.extend(files("../policies"));
    let kept = include_str!("../corpus/policy.jsonl");
    replay(fuzz::policy, kept, files_of_desks);
}

#[test]
fn every_kept_duration_is_refused_or_reads_as_it_is_shown() {
    let kept = include_str!("../corpus/amount.jsonl");
    replay(fuzz::amount, kept, Vec::new());
}

#[test]
fn every_kept_request_is_taken_or_refused_for_the_senders_mistake() {
    let kept = include_str!("../corpus/intake.jsonl");
    replay(fuzz::intake, kept, Vec::new());
}
