//! Suggestions for a name that is none of those known: the one that was probably meant, or all there are.
use std::fmt;

/// A repair of a name that nobody declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::policy) enum Suggestion {
    /// The nearest name, a slip of the pen away.
    Meant(String),
    /// All names there are, none of them near.
    OneOf(Vec<String>),
    /// There is no name to suggest.
    NoneDeclared,
}

impl Suggestion {
    /// The suggestion for `found` among the names that are known.
    pub(in crate::policy) fn of<S: AsRef<str>>(found: &str, known: &[S]) -> Self {
        let near = known
            .iter()
            .map(|name| (distance(found, name.as_ref()), name.as_ref()))
            .min()
            .filter(|(steps, name)| *steps <= 1 + name.chars().count() / 4);
        match near {
            Some((_, name)) => Self::Meant(name.to_owned()),
            None if known.is_empty() => Self::NoneDeclared,
            None => Self::OneOf(known.iter().map(|name| name.as_ref().to_owned()).collect()),
        }
    }

    /// Whether one name was probably meant.
    pub(in crate::policy) fn is_near(&self) -> bool {
        matches!(self, Self::Meant(_))
    }

    /// The name that was probably meant, or other help where none is near.
    pub(in crate::policy) fn or(self, help: impl Into<String>) -> String {
        if self.is_near() {
            self.to_string()
        } else {
            help.into()
        }
    }
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Meant(name) => write!(f, "did you mean `{name}`?"),
            Self::OneOf(names) => {
                let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                write!(f, "there is {}", names.join(", "))
            }
            Self::NoneDeclared => f.write_str("the policy declares none"),
        }
    }
}

impl From<Suggestion> for String {
    fn from(suggestion: Suggestion) -> Self {
        suggestion.to_string()
    }
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
        let said = |found: &str, known: &[String]| Suggestion::of(found, known).to_string();
        assert_eq!(said("urgnet", &known), "did you mean `urgent`?");
        assert_eq!(said("blue", &known), "there is `urgent`, `high`");
        assert_eq!(said("blue", &[]), "the policy declares none");
    }
}
