//! Published policies are editions: what a text changes of the one that stands, line by line.
//!
//! Customers were promised what an edition says, so another promise is another edition. A text that
//! means the same (other comments, another order of keys) is the same edition.
mod meaning;
#[cfg(test)]
mod tests;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::policy::model::Policy;
use crate::policy::resolve::load;
use crate::policy::syntax::{At, Finding, Findings};

/// A policy as it was published, to compare a text with.
///
/// ```
/// use desk::policy::{Edition, compile};
/// let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
///     reply_to: help@acme.example.com\nmetrics: { triage: { targets: 4 hours } }";
/// let published = Edition::published(text);
/// let other = text.replace("4 hours", "6 hours");
/// let policy = compile(&other).unwrap().policy;
/// assert!(!published.may_become(&policy));
/// assert_eq!(published.against(&other, Some(&policy))[0].line, 7);
/// ```
#[derive(Debug, Clone)]
pub struct Edition {
    text: String,
    number: u32,
    /// None where the grammar has changed since, and the text cannot be read any more.
    meaning: Option<Policy>,
}

/// The number of a text as it is written, and where.
struct Stated {
    number: u32,
    at: At,
}

impl Edition {
    /// The edition that this text is.
    #[must_use]
    pub fn published(text: &str) -> Self {
        let meaning = load(text).ok();
        let stated = || stated(text).map(|stated| stated.number);
        let number = meaning
            .as_ref()
            .map(|policy| policy.version)
            .or_else(stated);
        Self {
            number: number.unwrap_or(Policy::FIRST_EDITION),
            meaning: meaning.map(Policy::without_places),
            text: text.to_owned(),
        }
    }

    /// Its `version`.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whether a policy may stand in the place of this one: it means the same or is a later edition.
    #[must_use]
    pub fn may_become(&self, policy: &Policy) -> bool {
        policy.version > self.number || self.means(policy)
    }

    /// Every line that makes `text` another policy, with what the edition says there; nothing where
    /// both mean the same. `policy` is what the text compiles to, if it does.
    #[must_use]
    pub fn against(&self, text: &str, policy: Option<&Policy>) -> Vec<Finding> {
        let mut found = Findings::default();
        let same = text == self.text || policy.is_some_and(|policy| self.means(policy));
        if same {
            return found.0;
        }
        let stated = || stated(text).map(|stated| stated.number);
        let number = policy.map(|policy| policy.version).or_else(stated);
        match number.filter(|number| *number != self.number) {
            None => self.changes(text, &mut found),
            Some(number) => self.other_number(number, text, &mut found),
        }
        found.0
    }

    fn means(&self, policy: &Policy) -> bool {
        let policy = policy.clone().without_places();
        self.meaning.as_ref() == Some(&policy)
    }

    fn other_number(&self, number: u32, text: &str, found: &mut Findings) {
        let published = self.number;
        let at = stated(text).map(|stated| stated.at);
        let at = at.or_else(|| self.place_of_version(text));
        let at = at.unwrap_or(At { line: 1, column: 1 });
        if number > published {
            let message = format!("edition {number} is not published yet, {published} is");
            let help = format!("publish it, or write `version: {published}` again");
            found.warning(at, message, help);
        } else {
            let message = format!("this is edition {number}, and {published} is published already");
            let help = format!(
                "write `version: {published}` again, or `version: {}` to publish this as the next edition",
                published.saturating_add(1)
            );
            found.warning(at, message, help);
        }
    }

    /// The place where `version` stood, for a text that has none any more.
    fn place_of_version(&self, text: &str) -> Option<At> {
        let at = stated(&self.text)?.at;
        let last = text.lines().count().max(1);
        Some(At {
            line: at.line.min(u64::try_from(last).unwrap_or(u64::MAX)),
            column: 1,
        })
    }

    fn changes(&self, text: &str, found: &mut Findings) {
        let was: Vec<&str> = self.text.lines().collect();
        let now: Vec<&str> = text.lines().collect();
        let ops = capture_diff_slices(Algorithm::Myers, &was, &now);
        let changed = ops.iter().map(similar::DiffOp::as_tag_tuple);
        let changed = changed.filter(|(tag, ..)| *tag != DiffTag::Equal);
        let changes: Vec<Change<'_>> = changed
            .map(|(_, old, new)| Change {
                was: was.get(old.clone()).unwrap_or_default(),
                now: now.get(new.clone()).unwrap_or_default(),
                was_from: old.start + 1,
                // What is gone from the end of a file is missed at its last line.
                now_from: (new.start + 1).min(now.len().max(1)),
            })
            .collect();
        let telling = changes.iter().filter(|change| change.tells());
        let mut telling: Vec<_> = telling.collect();
        if telling.is_empty() {
            telling = changes.iter().collect();
        }
        for change in telling {
            self.change(change, found);
        }
    }

    fn change(&self, change: &Change<'_>, found: &mut Findings) {
        let number = self.number;
        let (message, repair) = match (change.was, change.now) {
            ([], [_]) => (
                format!("edition {number} has no such line"),
                "take it out".to_owned(),
            ),
            ([], now) => (
                format!("edition {number} has none of these {} lines", now.len()),
                "take them out".to_owned(),
            ),
            (was, []) => (
                format!("{} of edition {number}, gone here", change.quoted(was)),
                format!("put back before line {}", change.now_from),
            ),
            (was, _) => (
                format!("edition {number} says otherwise, {}", change.quoted(was)),
                "write that again".to_owned(),
            ),
        };
        let next = number.saturating_add(1);
        let help =
            format!("{repair}, or write `version: {next}` to publish this as the next edition");
        let line = u64::try_from(change.now_from).unwrap_or(u64::MAX);
        found.warning(At { line, column: 1 }, message, help);
    }
}

/// Neighboring lines of an edition, and those in their place.
struct Change<'t> {
    was: &'t [&'t str],
    now: &'t [&'t str],
    was_from: usize,
    now_from: usize,
}

impl Change<'_> {
    /// Whether more than comments and empty lines changed.
    fn tells(&self) -> bool {
        let mut lines = self.was.iter().chain(self.now).map(|line| line.trim());
        lines.any(|line| !line.is_empty() && !line.starts_with('#'))
    }

    fn quoted(&self, was: &[&str]) -> String {
        let first = was.first().map_or("", |line| line.trim());
        match was.len() {
            0 | 1 => format!("line {}: `{first}`", self.was_from),
            count => format!(
                "lines {} to {}: `{first}` and {} more",
                self.was_from,
                self.was_from + count - 1,
                count - 1
            ),
        }
    }
}

/// The line of `version`, found without reading the YAML, since a broken text has one as well.
fn stated(text: &str) -> Option<Stated> {
    let mut lines = text.lines().zip(1..);
    let (value, line) =
        lines.find_map(|(text, line)| Some((text.strip_prefix("version:")?, line)))?;
    let word = value.split('#').next().unwrap_or_default();
    let number = word.trim().trim_matches(['"', '\'']).parse().ok()?;
    let column = if word.starts_with(' ') { 10 } else { 9 };
    Some(Stated {
        number,
        at: At { line, column },
    })
}
