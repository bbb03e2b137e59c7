//! The kept corpus, and files of this repository, through the same doors.
#![expect(
    clippy::unwrap_used,
    reason = "a corpus that is not there ends its test"
)]
use std::path::{Path, PathBuf};

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.filter(|path| path.is_file()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

/// Says which file it was, since a panic inside cannot.
fn replay(folders: &[&str], door: fn(&[u8])) {
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let bytes = std::fs::read(&path).unwrap();
        if std::panic::catch_unwind(|| door(&bytes)).is_err() {
            panic!("{}", path.display());
        }
    }
}

#[test]
fn every_kept_policy_is_refused_with_its_mistakes_or_can_be_lived_under() {
    replay(
        &["corpus/policy", "../../infra/policies", "../policies"],
        fuzz::policy,
    );
}

#[test]
fn every_kept_duration_is_refused_or_reads_as_it_is_shown() {
    replay(&["corpus/amount"], fuzz::amount);
}

#[test]
fn every_kept_request_is_taken_or_refused_for_the_senders_mistake() {
    replay(&["corpus/intake"], fuzz::intake);
}
