//! Checks of a whole policy that its author runs, and that publishing runs; no function does.
//!
//! They look at what the parts come to together: cells that nobody filled, rows that no ticket meets, names
//! that nothing uses, readings that make no policy.
mod coverage;
mod interpretations;
mod sanity;
mod unused;

use crate::policy::model::Policy;
use crate::policy::resolve::{Origin, read, resolve};
use crate::policy::syntax::{Finding, Findings, Node};
pub use interpretations::{assume, other_readings};
pub use sanity::holidays_that_end;

/// A policy without errors, and its warnings.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Ready for use.
    pub policy: Policy,
    /// In the order of the file.
    pub warnings: Vec<Finding>,
}

/// Compiles a policy file: reads it, resolves its names, and checks the whole.
///
/// Authors' tools and publishing run [`crate::contract::check`], which tries its promises on sample tickets as
/// well; functions run [`crate::policy::load`].
///
/// # Errors
/// Every error of the file, and its warnings, in the order of the file.
///
/// ```
/// let errors = desk::policy::compile("desk: acme\nmetrics: { triage: { calender: office } }")
///     .unwrap_err();
/// assert!(errors.iter().any(|e| e.help == "did you mean `calendar`?" && e.line == 2));
/// ```
pub fn compile(text: &str) -> Result<Checked, Vec<Finding>> {
    compile_with(text, |_, _| {})
}

/// Compiles as [`compile`], with a further check of the whole: one that needs more than a policy knows.
pub(crate) fn compile_with(
    text: &str,
    further: impl FnOnce(&Policy, &mut Findings),
) -> Result<Checked, Vec<Finding>> {
    let (root, found) = read(text)?;
    let checked = checked(&root, found, further)?;
    let errors = interpretations::keys_that_are_none(&root);
    if errors.is_empty() {
        return Ok(checked);
    }
    let mut found = Findings(checked.warnings);
    found.0.extend(errors);
    Err(found.in_order())
}

/// Resolves and checks a tree.
fn checked(
    root: &Node,
    found: Findings,
    further: impl FnOnce(&Policy, &mut Findings),
) -> Result<Checked, Vec<Finding>> {
    let (policy, mut found) = resolve(root, found, Origin::Draft);
    // What follows from a mistake is no news: the whole is looked at once its parts are right.
    if !found.has_errors() {
        for metric in &policy.metrics {
            coverage::cells_without_row(&policy, metric, &mut found);
            coverage::rows_without_ticket(&policy, metric, &mut found);
            sanity::days_of_unequal_length(&policy, metric, &mut found);
        }
        further(&policy, &mut found);
        unused::names(root, &mut found);
    }
    if found.has_errors() {
        return Err(found.in_order());
    }
    Ok(Checked {
        policy,
        warnings: found.in_order(),
    })
}
