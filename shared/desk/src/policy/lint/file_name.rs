//! Names of policy files: a desk's policy is called as the desk.
use crate::policy::resolve::read;
use crate::policy::syntax::{Finding, Findings};

/// First words of a file that is a draft or a trial, and may be called anything.
const DRAFTS: [&str; 9] = [
    "policy", "draft", "test", "case", "sample", "example", "sound", "good", "new",
];

/// The finding about a policy file that is called unlike its desk; `stem` is its name without `.yaml`.
///
/// ```
/// let found = desk::policy::unlike_its_file("desk: acme\n", "globex");
/// assert_eq!(found[0].message, "the desk is `acme`, and the file `globex`");
/// assert!(desk::policy::unlike_its_file("desk: acme\n", "acme").is_empty());
/// assert!(desk::policy::unlike_its_file("desk: acme\n", "acme-2027").is_empty());
/// ```
#[must_use]
pub fn unlike_its_file(text: &str, stem: &str) -> Vec<Finding> {
    let mut found = Findings::default();
    let Ok(written) = read(text) else {
        return Vec::new();
    };
    let Some(node) = written.root.get("desk") else {
        return Vec::new();
    };
    let desk = node.text().unwrap_or_default();
    let plain = stem.to_lowercase().replace('_', "-");
    let draft = DRAFTS.iter().any(|word| plain.starts_with(word));
    let numbered = plain.chars().any(|sign| sign.is_ascii_digit());
    if desk.is_empty() || plain.contains(desk) || desk.contains(&plain) || draft || numbered {
        return Vec::new();
    }
    let message = format!("the desk is `{desk}`, and the file `{stem}`");
    let help = format!("call the file `{desk}.yaml`, or write `desk: {plain}`");
    found.warning(node.at, message, help);
    found.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_or_a_numbered_file_may_be_called_anything() {
        let found = |stem: &str| unlike_its_file("desk: acme\n", stem).len();
        assert_eq!(
            ["draft-of-monday", "acme_2", "017", "Acme"].map(found),
            [0; 4]
        );
        assert_eq!(["globex", "globex_support"].map(found), [1; 2]);
    }
}
