//! Findings of a check about a policy file: where, what is wrong, what would be right.
use std::fmt;

use crate::policy::syntax::{Node, Sense, Suggestion};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The policy cannot be published.
    Error,
    /// The policy works, and somebody should look.
    Warning,
}

/// One remark about one place of a policy file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether it forbids publishing.
    pub severity: Severity,
    /// 1-based line of the file.
    pub line: u64,
    /// 1-based column, in characters.
    pub column: u64,
    /// The mistake.
    pub message: String,
    /// The repair.
    pub help: String,
    /// The kind of senselessness; none where the language itself is at stake.
    pub(crate) sense: Option<Sense>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}:{}: {kind}: {}", self.line, self.column, self.message)?;
        if self.help.is_empty() {
            Ok(())
        } else {
            write!(f, " ({})", self.help)
        }
    }
}

/// The number of errors and warnings among findings: `1 error, 0 warnings`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Findings that forbid publishing.
    pub errors: usize,
    /// Findings that somebody should look at.
    pub warnings: usize,
}

impl Tally {
    /// The tally of these findings.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let errors = errors.count();
        Self {
            errors,
            warnings: findings.len() - errors,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = |count| if count == 1 { "" } else { "s" };
        let Self { errors, warnings } = *self;
        write!(f, "{errors} error{}, ", ending(errors))?;
        write!(f, "{warnings} warning{}", ending(warnings))
    }
}

/// A place in the file, 1-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct At {
    pub(crate) line: u64,
    pub(crate) column: u64,
}

impl At {
    /// The first column of a line.
    pub(crate) const fn line(line: u64) -> Self {
        Self { line, column: 1 }
    }
}

/// Findings as they come up, in any order.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(crate) Vec<Finding>);

impl Findings {
    pub(crate) fn error(&mut self, at: At, message: impl Into<String>, help: impl Into<String>) {
        self.push(Severity::Error, None, at, (message.into(), help.into()));
    }

    pub(crate) fn warning(&mut self, at: At, message: impl Into<String>, help: impl Into<String>) {
        self.push(Severity::Warning, None, at, (message.into(), help.into()));
    }

    /// What nobody can mean, as bad as its kind.
    pub(crate) fn sense(
        &mut self,
        kind: Sense,
        at: At,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(
            kind.severity(),
            Some(kind),
            at,
            (message.into(), help.into()),
        );
    }

    /// Whether something was found at that place already.
    pub(crate) fn knows(&self, at: At) -> bool {
        let mut found = self.0.iter();
        found.any(|finding| (finding.line, finding.column) == (at.line, at.column))
    }

    /// Whether something was found in the text of a value already.
    pub(in crate::policy) fn knows_of(&self, node: &Node) -> bool {
        let length = node.text().map_or(0, |text| text.chars().count());
        let end = node.inside(length).column;
        let mut found = self.0.iter();
        found.any(|finding| {
            finding.line == node.at.line && (node.at.column..=end).contains(&finding.column)
        })
    }

    fn push(
        &mut self,
        severity: Severity,
        sense: Option<Sense>,
        at: At,
        (message, help): (String, String),
    ) {
        let finding = Finding {
            severity,
            line: at.line,
            column: at.column,
            message,
            help,
            sense,
        };
        if !self.0.contains(&finding) {
            self.0.push(finding);
        }
    }

    /// Whether anything found forbids publishing.
    pub(crate) fn has_errors(&self) -> bool {
        let mut found = self.0.iter();
        found.any(|finding| finding.severity == Severity::Error)
    }

    /// Whether an error stands exactly there.
    pub(crate) fn has_error_at(&self, at: At) -> bool {
        self.0.iter().any(|finding| {
            let place = (finding.line, finding.column);
            finding.severity == Severity::Error && place == (at.line, at.column)
        })
    }

    /// The findings in the order of the file.
    pub(crate) fn in_order(mut self) -> Vec<Finding> {
        self.0
            .sort_by_key(|finding| (finding.line, finding.column, finding.severity));
        self.0
    }

    /// Says that `found` is none of `known`, and which of them was probably meant.
    pub(crate) fn unknown(&mut self, at: At, what: &str, found: &str, known: &[String]) {
        self.error(
            at,
            format!("there is no {what} `{found}`"),
            Suggestion::of(found, known).to_string(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_an_error_and_any_other_number_are_errors() {
        let shown = |errors, warnings| Tally { errors, warnings }.to_string();
        assert_eq!(shown(0, 0), "0 errors, 0 warnings");
        assert_eq!(shown(1, 0), "1 error, 0 warnings");
        assert_eq!(shown(2, 1), "2 errors, 1 warning");
    }
}
