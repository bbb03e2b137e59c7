//! What a check has to say about a policy file: where, what is wrong, what would be right.
use std::fmt;

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
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: String,
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

/// A place in the file, 1-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct At {
    pub(crate) line: u64,
    pub(crate) column: u64,
}

/// Findings as they come up, in any order.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(crate) Vec<Finding>);

impl Findings {
    pub(crate) fn error(&mut self, at: At, message: impl Into<String>, help: impl Into<String>) {
        self.push(Severity::Error, at, message.into(), help.into());
    }

    pub(crate) fn warning(&mut self, at: At, message: impl Into<String>, help: impl Into<String>) {
        self.push(Severity::Warning, at, message.into(), help.into());
    }

    fn push(&mut self, severity: Severity, at: At, message: String, help: String) {
        let finding = Finding {
            severity,
            line: at.line,
            column: at.column,
            message,
            help,
        };
        if !self.0.contains(&finding) {
            self.0.push(finding);
        }
    }

    /// Says that `found` is none of `known`, and which of them was probably meant.
    pub(crate) fn unknown(&mut self, at: At, what: &str, found: &str, known: &[String]) {
        self.error(
            at,
            format!("there is no {what} `{found}`"),
            meant(found, known),
        );
    }
}

/// "did you mean" the nearest name, or all there are.
pub(crate) fn meant<S: AsRef<str>>(found: &str, known: &[S]) -> String {
    let near = known
        .iter()
        .map(|name| (distance(found, name.as_ref()), name.as_ref()))
        .min()
        .filter(|(steps, name)| *steps <= 1 + name.chars().count() / 4);
    if let Some((_, name)) = near {
        return format!("did you mean `{name}`?");
    }
    if known.is_empty() {
        return "the policy declares none".to_owned();
    }
    let list: Vec<_> = known
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    format!("there is {}", list.join(", "))
}

/// Insertions, deletions, substitutions and swaps of neighbors between two words.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let width = b.len() + 1;
    let mut cells = vec![0_usize; (a.len() + 1) * width];
    let set = |cells: &mut Vec<usize>, i: usize, j: usize, v: usize| {
        if let Some(cell) = cells.get_mut(i * width + j) {
            *cell = v;
        }
    };
    let get = |cells: &[usize], i: usize, j: usize| cells.get(i * width + j).copied().unwrap_or(0);
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let best = if i == 0 || j == 0 {
                i + j
            } else {
                let same = a.get(i - 1) == b.get(j - 1);
                let swapped =
                    i > 1 && j > 1 && a.get(i - 1) == b.get(j - 2) && a.get(i - 2) == b.get(j - 1);
                let plain = (get(&cells, i - 1, j) + 1)
                    .min(get(&cells, i, j - 1) + 1)
                    .min(get(&cells, i - 1, j - 1) + usize::from(!same));
                if swapped {
                    plain.min(get(&cells, i - 2, j - 2) + 1)
                } else {
                    plain
                }
            };
            set(&mut cells, i, j, best);
        }
    }
    get(&cells, a.len(), b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_proposed_and_a_far_one_lists_what_there_is() {
        let known = ["urgent", "high"].map(str::to_owned);
        assert_eq!(meant("urgnet", &known), "did you mean `urgent`?");
        assert_eq!(meant("blue", &known), "there is `urgent`, `high`");
        assert_eq!(meant::<String>("blue", &[]), "the policy declares none");
    }
}
