//! Policies that can be read and cannot be meant: each kind of finding has some, and a repair that repairs.
use std::collections::BTreeSet;

use super::{Finding, Sense};
use crate::contract::check;

/// The desk that each of them is, but for a section or two.
pub(super) const SOUND: &str = include_str!("testdata/sound.yaml");
pub(super) const SENSELESS: [&str; 2] = [
    include_str!("testdata/senseless.yaml"),
    include_str!("testdata/senseless_clocks.yaml"),
];
/// Policies in which something is spelt as the language does not have it.
const MISSPELT: &str = include_str!("testdata/misspelt.yaml");
/// The kind of a finding about the language itself.
const SPELLING: &str = "Spelling";
/// The list of kinds, as it is written.
const KINDS: &str = include_str!("syntax/sense.rs");

/// One senseless policy.
struct Senseless {
    /// The kind of its one finding.
    kind: String,
    /// How the finding's message begins.
    says: String,
    /// What the finding's help says among others; empty, where that is not looked at.
    helps: String,
    /// A text of the policy, and what has to stand in its place.
    repair: (String, String),
    policy: String,
}

/// The top-level sections of a text, in order.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let begins = line.starts_with(|first: char| first.is_ascii_lowercase());
        if let (true, Some((key, _))) = (begins, line.split_once(':')) {
            sections.push((key.to_owned(), String::new()));
        }
        let (_, section) = sections.last_mut().unwrap();
        section.push_str(line);
        section.push('\n');
    }
    sections
}

/// A desk with the sections of a part in the place of its own.
pub(super) fn merged_into(desk: &str, part: &str) -> String {
    let mut all = sections(desk);
    for (key, text) in sections(part) {
        match all.iter_mut().find(|(known, _)| *known == key) {
            Some((_, section)) => *section = text,
            None => all.push((key, text)),
        }
    }
    all.into_iter().map(|(_, text)| text).collect()
}

fn all() -> Vec<Senseless> {
    SENSELESS.iter().flat_map(|text| read(text)).collect()
}

/// The parts of a file of fixtures, each with its kind on the first line.
pub(super) fn parts(fixtures: &str) -> impl Iterator<Item = &str> {
    fixtures.split("\n--- ").skip(1)
}

fn read(fixtures: &str) -> Vec<Senseless> {
    parts(fixtures)
        .map(|part| {
            let (kind, text) = part.split_once('\n').unwrap();
            let said = |what: &str| {
                let mut lines = text.lines();
                let said = lines.find_map(|line| line.strip_prefix(what));
                said.unwrap_or_else(|| panic!("{part}: no {what}"))
                    .trim()
                    .to_owned()
            };
            let helps = text.lines().find_map(|line| line.strip_prefix("# help:"));
            let repair = said("# repair:");
            let (old, new) = repair.split_once("=>").unwrap();
            Senseless {
                kind: kind.to_owned(),
                says: said("# says:"),
                helps: helps.unwrap_or_default().trim().to_owned(),
                repair: (old.trim().to_owned(), new.trim().replace("\\n", "\n")),
                policy: merged_into(SOUND, text),
            }
        })
        .collect()
}

fn findings(text: &str) -> Vec<Finding> {
    check(text).map_or_else(|found| found, |checked| checked.warnings)
}

fn shown(found: &[Finding]) -> String {
    found
        .iter()
        .map(|finding| format!("    {finding}\n"))
        .collect()
}

#[test]
fn the_sound_desk_has_no_flaw() {
    assert_eq!(shown(&findings(SOUND)), "");
}

#[test]
fn sound_policies_of_other_shapes_have_no_flaw_either() {
    let shapes = include_str!("testdata/sound_shapes.yaml");
    let mut amiss = String::new();
    for shape in shapes.split("\n--- ").skip(1) {
        let (name, text) = shape.split_once('\n').unwrap();
        let found = shown(&findings(text));
        if !found.is_empty() {
            amiss = format!("{amiss}{name}:\n{found}");
        }
    }
    assert_eq!(amiss, "");
}

/// The texts of a help, one of which its reader is told to write; none where it says another way, or leaves
/// something open.
fn to_write(help: &str) -> Vec<&str> {
    let another_way = ["or name", "or mend", "or ask", "move it", "or leave"];
    if another_way.iter().any(|way| help.contains(way)) {
        return Vec::new();
    }
    let after = |word: &'static str| help.split(word).skip(1);
    let told = after("write `").chain(after("add `")).count();
    let texts = ["write `", "add `", "as in `", "or `"].into_iter();
    let texts = texts
        .flat_map(after)
        .filter_map(|text| text.split('`').next());
    let texts = texts.filter(|text| !text.contains('…'));
    if told == 0 {
        Vec::new()
    } else {
        texts.collect()
    }
}

/// What is amiss with a senseless policy: another finding than its one, or a repair that leaves some.
fn amiss(one: &Senseless) -> Option<String> {
    let Senseless {
        kind,
        says,
        helps,
        repair: (old, new),
        policy,
    } = one;
    let found = findings(policy);
    let is_it = |one: &Finding| {
        let sense = one.sense.map(|sense| format!("{sense:?}"));
        sense.as_deref().unwrap_or(SPELLING) == kind
            && one.message.starts_with(says)
            && one.help.contains(helps)
            && one.column > 0
    };
    let [only] = found.as_slice() else {
        return Some(format!("{kind}, {says}:\n{}", shown(&found)));
    };
    if !is_it(only) {
        return Some(format!("{kind}, {says}, {helps}:\n{}", shown(&found)));
    }
    if !policy.contains(old) {
        return Some(format!("{kind}: there is no `{old}` to repair"));
    }
    let repaired = policy.replacen(old, new, 1);
    let left = findings(&repaired);
    if !left.is_empty() {
        return Some(format!("{kind}, repaired by `{new}`:\n{}", shown(&left)));
    }
    let wanted = to_write(&only.help);
    let removed = new.is_empty() && only.help.contains("remove");
    let done = removed || wanted.iter().any(|text| repaired.contains(text));
    if !wanted.is_empty() && !done {
        return Some(format!(
            "{kind}, {says}: not repaired as told: {}",
            only.help
        ));
    }
    None
}

fn none_amiss(all: &[Senseless]) {
    let amiss: Vec<String> = all.iter().filter_map(amiss).collect();
    let count = amiss.len();
    assert!(amiss.is_empty(), "{count} amiss:\n{}", amiss.join("\n"));
}

#[test]
fn each_senseless_policy_has_one_finding_of_its_kind_at_its_place_and_a_repair_that_repairs() {
    none_amiss(&all());
}

#[test]
fn each_slip_of_spelling_has_one_error_and_a_help_that_writes_it_right() {
    none_amiss(&read(MISSPELT));
}

#[test]
fn each_kind_of_finding_has_a_senseless_policy() {
    let lines = KINDS
        .lines()
        .skip_while(|line| !line.contains("enum Sense"));
    let names = lines.take_while(|line| *line != "}").filter_map(|line| {
        let name = line.trim().strip_suffix(',')?;
        Some(name.to_owned())
    });
    let kinds: BTreeSet<String> = names.collect();
    let held: BTreeSet<String> = all().into_iter().map(|one| one.kind).collect();
    assert!(kinds.len() > 50, "{kinds:?}");
    let without: Vec<_> = kinds.difference(&held).collect();
    assert!(without.is_empty(), "no senseless policy of {without:?}");
}

#[test]
fn loading_looks_for_no_sense() {
    let senseless = all();
    let loaded = senseless
        .iter()
        .filter(|one| super::load(&one.policy).is_ok());
    assert_eq!(loaded.count(), senseless.len());
    assert_eq!(Sense::NeverOpen.severity(), super::Severity::Error);
}
