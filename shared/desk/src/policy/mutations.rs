//! Mutations of policies, as by a slip of the pen: each line left out or doubled, each key and value misspelt.
use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::tests::SHIPPED;
use super::{Edition, Finding, Policy, Severity};
use crate::contract::check as compile;

/// Policies beside the shipped ones.
pub(super) const OTHERS: [(&str, &str); 5] = [
    (
        "meridian",
        include_str!("../../../../tests/policies/meridian.yaml"),
    ),
    (
        "stlucas",
        include_str!("../../../../tests/policies/stlucas.yaml"),
    ),
    (
        "forge",
        include_str!("../../../../tests/policies/forge.yaml"),
    ),
    (
        "sketch",
        include_str!("../../../../tests/policies/sketch.yaml"),
    ),
    ("everything", include_str!("testdata/everything.yaml")),
];

/// Outcomes of mutations; there is no fourth.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Counts {
    error: usize,
    warning: usize,
    /// The policy compiles to the same thing.
    no_change: usize,
}

/// A policy as it stands, and as it was published.
struct Original<'t> {
    name: &'t str,
    lines: Vec<&'t str>,
    edition: Edition,
    warnings: usize,
    substance: String,
}

/// The compiled policy without the places it came from, by another way than [`Edition`] takes.
fn substance(policy: &Policy) -> String {
    let all = format!("{policy:?}");
    let parts = all.split("line: ");
    parts
        .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()))
        .collect()
}

impl Original<'_> {
    /// Tries the policy with other text in the place of one line; answers what was found.
    fn with(&self, at: usize, instead: &[&str], counts: &mut Counts) -> Vec<Finding> {
        let mut lines = self.lines.clone();
        lines.splice(at..=at, instead.iter().copied());
        let mutated = lines.join("\n");
        let place = format!("{}:{}: {instead:?}", self.name, at + 1);
        let compiled = compile(&mutated);
        let policy = compiled.as_ref().ok().map(|now| &now.policy);
        let changes = self.edition.against(&mutated, policy);
        let told = changes.iter().any(|finding| near(finding, at));
        let found = match compiled {
            Err(errors) => {
                counts.error += 1;
                assert!(told, "{place}: the change is not told: {changes:?}");
                let errors: Vec<_> = errors
                    .into_iter()
                    .filter(|finding| finding.severity == Severity::Error)
                    .collect();
                let named = errors.iter().any(|error| self.names(error, at, &lines));
                assert!(named, "{place}: no error is about this line: {errors:?}");
                errors
            }
            Ok(now) => {
                let same = changes.is_empty();
                let proof = !same || self.substance == substance(&now.policy);
                assert!(proof, "{place}: a change is not told");
                let mut found = now.warnings;
                if same && found.len() <= self.warnings {
                    counts.no_change += 1;
                } else {
                    counts.warning += 1;
                }
                assert!(
                    same || told,
                    "{place}: no warning is about this line: {changes:?}"
                );
                found.extend(changes);
                found
            }
        };
        let without = found.iter().find(|finding| finding.help.is_empty());
        assert!(without.is_none(), "{place}: no repair: {without:?}");
        found
    }

    /// Whether an error stands on the line, on one that it belonged to, or on one that says a word of
    /// it or of what stood under it, and so misses that now. Where a text is no YAML any more, the
    /// parser says where it noticed.
    fn names(&self, error: &Finding, at: usize, mutated: &[&str]) -> bool {
        let place = usize::try_from(error.line).unwrap() - 1;
        let there = mutated.get(place).copied().unwrap_or_default();
        let was = self.lines[at];
        let owns = place < at && indent(there) < indent(was);
        let said: BTreeSet<&str> = words(there).chain(words(&error.message)).collect();
        let below = self.lines[at + 1..].iter();
        let below = below.take_while(|line| line.is_empty() || indent(line) > indent(was));
        let mut block = std::iter::once(&was).chain(below);
        let misses = block.any(|line| words(line).any(|word| said.contains(word)));
        let no_yaml = error.help.starts_with("this is not YAML");
        near(error, at) || owns || misses || no_yaml
    }
}

/// Whether a finding stands on the line, or on that before or after it.
fn near(finding: &Finding, at: usize) -> bool {
    let line = usize::try_from(finding.line).unwrap();
    (at..=at + 2).contains(&line)
}

fn indent(line: &str) -> usize {
    let bare = line.trim_start_matches([' ', '-']);
    line.len() - bare.len()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
    words.filter(|word| word.len() > 1)
}

/// The place of every key of two letters or more, as columns of the line.
pub(super) fn keys(line: &str) -> Vec<(usize, usize)> {
    let chars: Vec<char> = line.chars().collect();
    let word = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let mut keys = Vec::new();
    let mut from = 0;
    while let Some(c) = chars.get(from) {
        let to = from + chars[from..].iter().take_while(|c| word(c)).count();
        let follows = chars.get(to) == Some(&':') && chars.get(to + 1).is_none_or(|c| *c == ' ');
        let begins = from == 0 || matches!(chars[from - 1], ' ' | '{');
        if c.is_alphabetic() && follows && begins && to - from > 1 {
            keys.push((from, to));
        }
        from = to.max(from + 1);
    }
    keys
}

/// The last two letters the other way around; equal ones lose one.
pub(super) fn misspelt(line: &str, (_, to): (usize, usize)) -> String {
    let mut chars: Vec<char> = line.chars().collect();
    if chars[to - 1] == chars[to - 2] {
        chars.remove(to - 1);
    } else {
        chars.swap(to - 1, to - 2);
    }
    chars.into_iter().collect()
}

/// The last word of a line, where it is a value and not a comment.
fn value(line: &str, keys: &[(usize, usize)]) -> Option<(usize, usize)> {
    if line.trim_start().starts_with('#') {
        return None;
    }
    let chars: Vec<char> = line.chars().collect();
    let to = chars.iter().rposition(|c| c.is_alphabetic())? + 1;
    let letters = chars[..to].iter().rev();
    let length = letters.take_while(|c| c.is_alphabetic()).count();
    let is_key = keys.iter().any(|key| key.1 >= to);
    (length > 1 && !is_key).then_some((to - length, to))
}

#[test]
fn a_line_left_out_doubled_or_misspelt_is_an_error_or_a_warning_or_changes_nothing() {
    let report: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = SHIPPED
            .into_iter()
            .chain(OTHERS)
            .map(|(name, text)| scope.spawn(|| mutated(name, text)))
            .collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    insta::assert_snapshot!("mutations", report.concat());
}

fn mutated(name: &str, text: &str) -> String {
    let was = compile(text).unwrap_or_else(|found| panic!("{name}: {found:?}"));
    let original = Original {
        name,
        lines: text.lines().collect(),
        edition: Edition::published(text),
        warnings: was.warnings.len(),
        substance: substance(&was.policy),
    };
    let (mut removed, mut doubled, mut keys_misspelt, mut values_misspelt) = Default::default();
    for (at, line) in original.lines.iter().enumerate() {
        original.with(at, &[], &mut removed);
        original.with(at, &[line, line], &mut doubled);
        let keys = keys(line);
        for key in &keys {
            let wrong = misspelt(line, *key);
            let found = original.with(at, &[&wrong], &mut keys_misspelt);
            if is_ours(line, *key) {
                let told = found.iter().any(|finding| {
                    finding.severity == Severity::Error && finding.help.starts_with("did you mean")
                });
                assert!(told, "{name}:{}: {wrong}: {found:?}", at + 1);
            }
        }
        // Lines without a key are the rest of a list: leaving them out or doubling them says enough.
        if let Some(value) = value(line, &keys).filter(|_| !keys.is_empty()) {
            original.with(at, &[&misspelt(line, value)], &mut values_misspelt);
        }
    }
    let line = |what: &str, counts: Counts| {
        let Counts {
            error,
            warning,
            no_change,
        } = counts;
        format!("{name}, {what}: {error} errors, {warning} warnings, {no_change} no change\n")
    };
    line("line removed", removed)
        + &line("line doubled", doubled)
        + &line("key misspelt", keys_misspelt)
        + &line("last value misspelt", values_misspelt)
}

/// Every key of the language.
static OURS: LazyLock<BTreeSet<&str>> = LazyLock::new(super::file::words_of_the_language);

/// Whether a key is one of the language, and not also a name of the author's.
pub(super) fn is_ours(line: &str, (from, to): (usize, usize)) -> bool {
    let word: String = line.chars().take(to).skip(from).collect();
    OURS.contains(word.as_str()) && !is_also_a_name(&word)
}

/// Words that our files also use as names of their own: metrics, roles, types, priorities.
fn is_also_a_name(word: &str) -> bool {
    ["update", "simple", "on_call", "channel", "level", "urgent"].contains(&word)
}
