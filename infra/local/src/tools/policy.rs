//! `policy check` and `policy show`.
use std::io::Write;
use std::path::{Path, PathBuf};

use desk::policy::{Finding, Severity, compile};
use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report, SourceOffset};

use super::{ToolError, Verdict, read};

/// Checks policy files and prints every finding, with its line, what is wrong and what is right.
///
/// # Errors
/// A file that cannot be read.
pub fn check(files: &[PathBuf], out: &mut dyn Write) -> Result<Verdict, ToolError> {
    let mut verdict = Verdict::Good;
    for path in files {
        let text = read(path)?;
        let (findings, errors) = match compile(&text) {
            Ok(checked) => (checked.warnings, 0),
            Err(findings) => {
                let errors = findings
                    .iter()
                    .filter(|finding| finding.severity == Severity::Error);
                let errors = errors.count();
                (findings, errors)
            }
        };
        for finding in &findings {
            writeln!(out, "{:?}", report(path, &text, finding))?;
        }
        let warnings = findings.len() - errors;
        if errors > 0 {
            verdict = Verdict::Bad;
        }
        writeln!(
            out,
            "{}: {errors} errors, {warnings} warnings",
            path.display()
        )?;
    }
    Ok(verdict)
}

fn report(path: &Path, text: &str, finding: &Finding) -> Report {
    let line = usize::try_from(finding.line).unwrap_or(1);
    let column = usize::try_from(finding.column).unwrap_or(1);
    let place = SourceOffset::from_location(text, line, column);
    let severity = match finding.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let mut diagnostic = MietteDiagnostic::new(finding.message.clone())
        .with_severity(severity)
        .with_label(LabeledSpan::at_offset(place.offset(), "here"));
    if !finding.help.is_empty() {
        diagnostic = diagnostic.with_help(finding.help.clone());
    }
    let source = NamedSource::new(path.display().to_string(), text.to_owned());
    Report::new(diagnostic).with_source_code(source)
}

/// Prints what a policy promises to whom.
///
/// # Errors
/// A file that cannot be read, or a policy that does not hold together.
pub fn show(path: &Path, out: &mut dyn Write) -> Result<Verdict, ToolError> {
    let text = read(path)?;
    let Ok(checked) = compile(&text) else {
        check(&[path.to_owned()], out)?;
        return Ok(Verdict::Bad);
    };
    writeln!(out, "{}", desk::policy::show(&checked.policy))?;
    Ok(Verdict::Good)
}
