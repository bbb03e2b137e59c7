//! `vectors`: runs files of expected results against the engine.
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::vectors::CaseResult;
use desk::policy::{Policy, compile};

use crate::outcome::{CommandError, CommandOutcome, read_file};

/// Runs each file, prints every failure with each expected, got and the explanation, and closes with
/// `N passed, N failed`. A case's `desk` names its policy file in `policies`.
///
/// # Errors
/// A file that cannot be read or is of neither format.
pub(crate) fn vectors(
    files: &[PathBuf],
    policies: &Path,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    let mut desks = PolicyFolder {
        folder: policies,
        compiled: BTreeMap::new(),
    };
    let (mut passed, mut failed) = (0_usize, 0_usize);
    for path in files {
        for outcome in run(path, &mut desks)? {
            match &outcome.result {
                Ok(()) => passed += 1,
                Err(failure) => {
                    failed += 1;
                    let name = outcome.name.as_deref().unwrap_or_default();
                    writeln!(out, "FAILED {} {name}", outcome.id)?;
                    for mismatch in &failure.mismatches {
                        writeln!(out, "  expected: {}", mismatch.expected)?;
                        writeln!(out, "  got:      {}", mismatch.got)?;
                    }
                    for line in failure.explanation.lines() {
                        writeln!(out, "  | {line}")?;
                    }
                }
            }
        }
    }
    writeln!(out, "{passed} passed, {failed} failed")?;
    Ok(CommandOutcome::of_check(failed == 0))
}

fn run(path: &Path, desks: &mut PolicyFolder<'_>) -> Result<Vec<CaseResult>, CommandError> {
    let text = read_file(path)?;
    let json = |source| CommandError::Json {
        path: path.to_owned(),
        source,
    };
    let file: serde_json::Value = serde_json::from_str(&text).map_err(json)?;
    let outcomes = if ::vectors::is_business_time(&file) {
        ::vectors::business_time::run(&text)
    } else {
        ::vectors::policies::run(&text, &mut |desk| desks.policy(desk))
    };
    outcomes.map_err(|source| CommandError::Vectors {
        path: path.to_owned(),
        source,
    })
}

/// Policies by the name of their desk, compiled once.
struct PolicyFolder<'a> {
    folder: &'a Path,
    compiled: BTreeMap<String, Result<Arc<Policy>, String>>,
}

impl PolicyFolder<'_> {
    fn policy(&mut self, desk: &str) -> Result<Arc<Policy>, String> {
        if let Some(policy) = self.compiled.get(desk) {
            return policy.clone();
        }
        let policy = self.load(desk);
        self.compiled.insert(desk.to_owned(), policy.clone());
        policy
    }

    fn load(&self, desk: &str) -> Result<Arc<Policy>, String> {
        if desk.is_empty() {
            return Err("a case without `desk`".to_owned());
        }
        let path = self.folder.join(format!("{desk}.yaml"));
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        compile(&text)
            .map(|checked| Arc::new(checked.policy))
            .map_err(|findings| {
                let findings: Vec<_> = findings.iter().map(ToString::to_string).collect();
                format!("{}: {}", path.display(), findings.join("; "))
            })
    }
}
