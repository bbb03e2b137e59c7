//! Checks of a whole policy that its author runs, and that publishing runs; no function does.
//!
//! They look at what the parts come to together: cells that nobody filled, rows that no ticket meets, names
//! that nothing uses, readings that make no policy.
mod agreed;
mod amounts;
mod asked;
mod bands;
mod beginnings;
mod by_day;
mod calendars;
mod channels;
mod classification;
mod conditions;
mod coverage;
mod cut_offs;
mod draft;
mod effects;
mod ending;
mod file_name;
mod first_match;
mod interpretations;
mod ladders;
mod levels;
mod matrix;
mod metrics;
mod names;
mod notices;
mod offers;
mod people;
mod places;
mod rank;
mod reach;
mod routing;
mod rows;
mod rules;
mod sanity;
mod seasons;
mod slips;
mod staff;
mod steps;
mod triggers;
mod unused;
mod waits;
mod week;

use crate::policy::model::Policy;
use crate::policy::resolve::{Written, read, resolve};
use crate::policy::syntax::{At, Finding, Findings, Intended, Node, Origin, Sense, Severity};
use draft::Draft;
use ending::LastHoliday;
pub use ending::{begins_late, holidays_that_end};
pub use file_name::unlike_its_file;
pub use interpretations::{assume, other_readings};
pub(crate) use places::Places;

/// A policy without errors, and its warnings.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Ready for use.
    pub policy: Policy,
    /// In the order of the file.
    pub warnings: Vec<Finding>,
    /// Whose last days somebody has to be told of in time.
    last_holidays: Vec<LastHoliday>,
    /// The place of its first day.
    begins: At,
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
    compile_with(text, |_, _, _| {})
}

/// Compiles as [`compile`], with a further check of the whole: one that needs more than a policy knows.
pub(crate) fn compile_with(
    text: &str,
    further: impl FnOnce(&Policy, Places<'_>, &mut Findings),
) -> Result<Checked, Vec<Finding>> {
    let Written {
        root,
        reasons,
        found,
    } = read(text)?;
    let checked = checked(&root, reasons, found, further)?;
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
    reasons: Vec<Intended>,
    found: Findings,
    further: impl FnOnce(&Policy, Places<'_>, &mut Findings),
) -> Result<Checked, Vec<Finding>> {
    let (mut policy, mut found) = resolve(root, found, Origin::Draft);
    let mut last_holidays = Vec::new();
    // What follows from a mistake is no news: the whole is looked at once its parts are right.
    if !found.has_errors() {
        let draft = Draft {
            root,
            policy: &policy,
        };
        for metric in &policy.metrics {
            coverage::cells_without_row(draft, metric, &mut found);
            sanity::days_of_unequal_length(&policy, metric, &mut found);
        }
        unused::names(root, &mut found);
        sense(draft, &mut found);
        further(&policy, Places(root), &mut found);
        last_holidays = ending::last_holidays(draft);
        let later = last_holidays.iter().flat_map(LastHoliday::places);
        silence(&reasons, &later.collect::<Vec<_>>(), &mut found);
    }
    policy.intended = reasons;
    if found.has_errors() {
        return Err(found.in_order());
    }
    Ok(Checked {
        policy,
        warnings: found.in_order(),
        last_holidays,
        begins: root.get("effective_from").map_or(root.at, |node| node.at),
    })
}

/// What can be read and cannot be meant, family by family.
fn sense(draft: Draft<'_>, found: &mut Findings) {
    calendars::senseless(draft, found);
    amounts::senseless(draft, found);
    conditions::that_choose_nothing(draft, found);
    slips::senseless(draft, found);
    channels::closed(draft, found);
    levels::unknown(draft, found);
    triggers::senseless(draft, found);
    metrics::senseless(draft, found);
    agreed::senseless(draft, found);
    cut_offs::senseless(draft, found);
    rows::without_ticket(draft, found);
    rank::senseless(draft, found);
    first_match::unreachable(draft, found);
    routing::senseless(draft, found);
    ladders::senseless(draft, found);
    offers::senseless(draft, found);
    classification::senseless(draft, found);
    matrix::senseless(draft, found);
    rules::senseless(draft, found);
    notices::senseless(draft, found);
    staff::senseless(draft, found);
    people::senseless(draft, found);
    reach::senseless(draft, found);
    names::unused(draft, found);
}

/// Takes away warnings that the author has given a reason for; a reason without one is a warning, but where one will
/// come later.
fn silence(reasons: &[Intended], later: &[At], found: &mut Findings) {
    let at = |finding: &Finding| At {
        line: finding.line,
        column: finding.column,
    };
    let silenced = |reason: &Intended, finding: &Finding| {
        finding.severity == Severity::Warning && reason.covers(at(finding))
    };
    let silences = |reason: &Intended| found.0.iter().any(|finding| silenced(reason, finding));
    // A warning about several rows stands in one of them; each may say why.
    let beside = |reason: &Intended| {
        let mut others = reasons.iter();
        others.any(|other| other.is_beside(reason) && silences(other))
    };
    let idle: Vec<&Intended> = reasons
        .iter()
        .filter(|reason| !silences(reason) && !beside(reason))
        .filter(|reason| !later.iter().any(|at| reason.covers(*at)))
        .collect();
    found
        .0
        .retain(|finding| !reasons.iter().any(|reason| silenced(reason, finding)));
    for reason in idle {
        let message = "this reason silences nothing: no warning stands in its mapping";
        found.sense(Sense::IdleReason, reason.at, message, "remove `intended`");
    }
}
