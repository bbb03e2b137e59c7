//! What a slip of the pen does: each line of each policy left out or doubled, each key misspelt.
use super::{Checked, Finding, Severity, compile};

const POLICIES: [(&str, &str); 10] = [
    (
        "whise",
        include_str!("../../../../infra/policies/whise.yaml"),
    ),
    (
        "whitevision",
        include_str!("../../../../infra/policies/whitevision.yaml"),
    ),
    (
        "webpro",
        include_str!("../../../../infra/policies/webpro.yaml"),
    ),
    (
        "wotnot",
        include_str!("../../../../infra/policies/wotnot.yaml"),
    ),
    ("wep", include_str!("../../../../infra/policies/wep.yaml")),
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

/// What became of a mutation.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Counts {
    error: usize,
    warning: usize,
    /// The policy compiles to the same thing.
    no_change: usize,
    /// A sound policy that promises something else: a step less, a holiday less, another name.
    another_policy: usize,
}

/// The compiled policy without the places it came from.
fn substance(checked: &Checked) -> String {
    let all = format!("{:?}", checked.policy);
    let parts = all.split("line: ");
    parts
        .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()))
        .collect()
}

fn judge(counts: &mut Counts, was: &Checked, mutated: &str) -> Option<Vec<Finding>> {
    match compile(mutated) {
        Err(findings) => {
            counts.error += 1;
            return Some(findings);
        }
        Ok(now) if now.warnings.len() > was.warnings.len() => counts.warning += 1,
        Ok(now) if substance(&now) == substance(was) => counts.no_change += 1,
        Ok(_) => counts.another_policy += 1,
    }
    None
}

/// The place of every key of two letters or more, as columns of the line.
fn keys(line: &str) -> Vec<(usize, usize)> {
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
fn misspelt(line: &str, (_, to): (usize, usize)) -> String {
    let mut chars: Vec<char> = line.chars().collect();
    if chars[to - 1] == chars[to - 2] {
        chars.remove(to - 1);
    } else {
        chars.swap(to - 1, to - 2);
    }
    chars.into_iter().collect()
}

fn with_line(lines: &[&str], at: usize, instead: &[&str]) -> String {
    let mut mutated = lines.to_vec();
    mutated.splice(at..=at, instead.iter().copied());
    mutated.join("\n")
}

#[test]
fn no_slip_of_the_pen_makes_the_checker_panic_and_a_misspelt_key_is_told_what_it_meant() {
    let report: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = POLICIES
            .iter()
            .map(|(name, text)| scope.spawn(|| mutated(name, text)))
            .collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    insta::assert_snapshot!("mutations", report.concat());
}

fn mutated(name: &str, text: &str) -> String {
    let was = compile(text).unwrap_or_else(|found| panic!("{name}: {found:?}"));
    let ours = super::source::words_of_the_language();
    let lines: Vec<&str> = text.lines().collect();
    let (mut removed, mut doubled, mut keys_misspelt) = Default::default();
    for (at, line) in lines.iter().enumerate() {
        judge(&mut removed, &was, &with_line(&lines, at, &[]));
        judge(&mut doubled, &was, &with_line(&lines, at, &[line, line]));
        for key in keys(line) {
            let wrong = misspelt(line, key);
            let found = judge(&mut keys_misspelt, &was, &with_line(&lines, at, &[&wrong]));
            let word: String = line.chars().take(key.1).skip(key.0).collect();
            if ours.contains(word.as_str()) && !is_also_a_name(&word) {
                let told = found.iter().flatten().any(|finding| {
                    finding.severity == Severity::Error && finding.help.starts_with("did you mean")
                });
                assert!(told, "{name}:{}: {wrong}: {found:?}", at + 1);
            }
        }
    }
    let line = |what: &str, counts: Counts| {
        let Counts {
            error,
            warning,
            no_change,
            another_policy,
        } = counts;
        format!(
            "{name}, {what}: {error} errors, {warning} warnings, {no_change} no change, {another_policy} another policy\n"
        )
    };
    line("line removed", removed)
        + &line("line doubled", doubled)
        + &line("key misspelt", keys_misspelt)
}

/// Words that our files also use as names of their own: metrics, roles, types.
fn is_also_a_name(word: &str) -> bool {
    ["update", "simple", "on_call", "channel", "level"].contains(&word)
}
