//! `policy check` and `policy show`.
use std::io::Write;
use std::path::{Path, PathBuf};

use desk::policy::{Finding, Severity, compile, holidays_that_end, page};
use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report, SourceOffset};

use super::{ToolError, Verdict, read};
use crate::clock::{Clock, ClockMode};

/// Checks policy files and prints every finding, with its line, what is wrong and what is right;
/// holidays that end within 90 days of today are among them.
///
/// # Errors
/// A file that cannot be read.
pub fn check(files: &[PathBuf], out: &mut dyn Write) -> Result<Verdict, ToolError> {
    let mut verdict = Verdict::Good;
    for path in files {
        let text = read(path)?;
        let (findings, errors) = match compile(&text) {
            Ok(checked) => {
                let today = Clock::new(ClockMode::Running).now();
                let today = today.with_timezone(&checked.policy.zone).date_naive();
                let mut warnings = checked.warnings;
                warnings.extend(holidays_that_end(&checked.policy, today));
                (warnings, 0)
            }
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

/// How a policy is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A page that a customer can sign, as Markdown.
    #[default]
    Markdown,
    /// The same page as a whole HTML document.
    Html,
    /// What its author sees: rules, roles and mails in the policy's own terms.
    Terms,
}

/// Prints what a policy promises to whom, in one of its languages.
///
/// # Errors
/// A file that cannot be read, or a policy that does not hold together.
pub fn show(
    path: &Path,
    format: Format,
    locale: Option<&str>,
    out: &mut dyn Write,
) -> Result<Verdict, ToolError> {
    let text = read(path)?;
    let Ok(checked) = compile(&text) else {
        check(&[path.to_owned()], out)?;
        return Ok(Verdict::Bad);
    };
    let policy = &checked.policy;
    let first = policy.locales.first().map(String::as_str);
    let page = || page(policy, locale.or(first).unwrap_or("en"));
    let text = match format {
        Format::Markdown => page()?.markdown(),
        Format::Html => page()?.html(),
        Format::Terms => desk::policy::show(policy),
    };
    writeln!(out, "{text}")?;
    Ok(Verdict::Good)
}
