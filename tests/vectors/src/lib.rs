//! Expected results as data: runs files of cases against the domain and says which hold.
#![warn(missing_docs)]

pub mod business_time;
pub mod policies;

use std::fmt;

/// Result of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseResult {
    /// The case's own id, or its place in the file (`case 17`) when it has none.
    pub id: String,
    /// The case's name, if it has one.
    pub name: Option<String>,
    /// Nothing when it holds.
    pub result: Result<(), Failure>,
}

/// All that is wrong with a case, and what a person needs to check it by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Every difference, never empty.
    pub mismatches: Vec<Mismatch>,
    /// Stretches that were counted, in words; may be empty.
    pub explanation: String,
}

/// One difference. A word that cannot be read is one as well: `got` says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Result that the file names.
    pub expected: String,
    /// Result that the domain gives.
    pub got: String,
}

impl Mismatch {
    pub(crate) fn new(expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self {
            expected: expected.into(),
            got: got.into(),
        }
    }
}

impl From<Mismatch> for Failure {
    fn from(mismatch: Mismatch) -> Self {
        Self::unread(vec![mismatch])
    }
}

impl Failure {
    /// A case that was not tried, so that nothing was counted.
    pub(crate) fn unread(mismatches: Vec<Mismatch>) -> Self {
        Self {
            mismatches,
            explanation: String::new(),
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, got {}", self.expected, self.got)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<_> = self.mismatches.iter().map(ToString::to_string).collect();
        f.write_str(&all.join("; "))?;
        if self.explanation.is_empty() {
            Ok(())
        } else {
            write!(f, " ({})", self.explanation)
        }
    }
}

/// Why a file of cases cannot be run at all.
#[derive(Debug, thiserror::Error)]
pub enum VectorsError {
    /// Not JSON.
    #[error("the file is not JSON")]
    Json(#[from] serde_json::Error),
    /// JSON of another shape.
    #[error("the file has no list `cases`, or something beside it: {0}")]
    Shape(String),
}

/// Whether a parsed file holds cases of calendar arithmetic ([`business_time`]), and not of whole
/// policies: its cases name an `op` and no `desk`.
#[must_use]
pub fn is_business_time(file: &serde_json::Value) -> bool {
    let cases = file.get("cases").and_then(serde_json::Value::as_array);
    cases.is_some_and(|cases| {
        cases.iter().all(|case| case.get("desk").is_none())
            && cases.iter().any(|case| case.get("op").is_some())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{CaseResult, business_time, policies};

    fn held(outcomes: &[CaseResult]) -> usize {
        for outcome in outcomes {
            if let Err(mismatch) = &outcome.result {
                panic!("{}: {mismatch}", outcome.id);
            }
        }
        outcomes.len()
    }

    #[test]
    fn every_expected_result_of_business_time_holds() {
        let cases = include_str!("../cases/business_time.json");
        assert_eq!(held(&business_time::run(cases).unwrap()), 632);
    }

    #[test]
    fn every_expected_result_of_the_five_policies_holds() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/policies");
        let mut load = |desk: &str| {
            let text = std::fs::read_to_string(format!("{folder}/{desk}.yaml")).unwrap();
            Ok(Arc::new(desk::policy::compile(&text).unwrap().policy))
        };
        let cases = include_str!("../cases/policies.json");
        assert_eq!(held(&policies::run(cases, &mut load).unwrap()), 120);
    }

    #[test]
    fn policies_of_companies_that_this_code_never_heard_of_keep_their_promises() {
        let tests = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let mut load = |desk: &str| {
            let text = std::fs::read_to_string(format!("{tests}/policies/{desk}.yaml")).unwrap();
            Ok(Arc::new(desk::policy::compile(&text).unwrap().policy))
        };
        let mut count = 0;
        for desk in ["meridian", "stlucas", "forge"] {
            let cases =
                std::fs::read_to_string(format!("{tests}/vectors/cases/{desk}.json")).unwrap();
            count += held(&policies::run(&cases, &mut load).unwrap());
        }
        assert_eq!(count, 100);
    }

    #[test]
    fn a_wrong_expectation_fails_and_says_what_was_got() {
        let cases = include_str!("../cases/business_time.json");
        let mut file: serde_json::Value = serde_json::from_str(cases).unwrap();
        let first = &mut file["cases"][0];
        first["expected"] = serde_json::json!("1999-01-01T00:00:00Z");
        let outcomes = business_time::run(&file.to_string()).unwrap();
        assert_eq!(outcomes.iter().filter(|o| o.result.is_err()).count(), 1);
    }
}
