//! `policy check`, `policy record`, `policy show` and `policy readings`.
use std::io::Write;
use std::path::{Path, PathBuf};

use desk::contract::{self, page};
use desk::policy::{
    Checked, Edition, Finding, Severity, Tally, assume, begins_late, compile, holidays_that_end,
    other_readings, unlike_its_file,
};
use emulator::{ClockMode, VirtualClock};
use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report, SourceOffset};
use similar::{ChangeTag, TextDiff};

use crate::outcome::{CommandError, CommandOutcome, read_file};

/// The folder of the published editions, beside the policies: whole, so that a changed line can be quoted.
const PUBLISHED: &str = "published";

/// Checks policy files and prints every finding, with its line, what is wrong and what is right. Holidays
/// that end within 90 days of today are among them, and what differs from the recorded edition.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn check(
    files: &[PathBuf],
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    for_each_file(files, |path, text| {
        let compiled = contract::check(text);
        let mut findings = match &compiled {
            Ok(checked) => {
                let today = VirtualClock::new(ClockMode::Running).now();
                let today = today.with_timezone(&checked.policy.zone).date_naive();
                let warnings = checked.warnings.iter().cloned();
                let dated = begins_late(checked, today).into_iter();
                let dated = dated.chain(holidays_that_end(checked, today));
                warnings.chain(dated).collect()
            }
            Err(findings) => findings.clone(),
        };
        findings.extend(other_readings(text));
        let stem = path.file_stem().and_then(std::ffi::OsStr::to_str);
        findings.extend(stem.map_or_else(Vec::new, |stem| unlike_its_file(text, stem)));
        if let Some(edition) = recorded_edition(path)? {
            findings.extend(differences(&edition, text, compiled.as_ref().ok()));
        }
        print_findings(path, text, &findings, out)
    })
}

/// Records policies as published, unless one has errors, or promises something else than the recorded
/// edition of its number.
///
/// # Errors
/// A file that cannot be read or written.
pub(crate) fn record(
    files: &[PathBuf],
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    for_each_file(files, |path, text| {
        let compiled = contract::check(text);
        let edition = recorded_edition(path)?;
        let refused_for = match (&compiled, &edition) {
            (Err(findings), _) => findings.clone(),
            (Ok(checked), Some(edition)) if !edition.may_become(&checked.policy) => {
                differences(edition, text, Some(checked))
            }
            (Ok(checked), _) => {
                let edition = edition_path(path);
                write_file(&edition, text)?;
                let (number, edition) = (checked.policy.version, edition.display());
                writeln!(
                    out,
                    "{}: edition {number}, recorded in {edition}",
                    path.display()
                )?;
                return Ok(CommandOutcome::AllWell);
            }
        };
        print_findings(path, text, &refused_for, out)?;
        writeln!(out, "{}: not recorded", path.display())?;
        Ok(CommandOutcome::FoundWrong)
    })
}

/// Works on one file after the other; the outcome is well when it is for each.
fn for_each_file(
    files: &[PathBuf],
    mut work: impl FnMut(&Path, &str) -> Result<CommandOutcome, CommandError>,
) -> Result<CommandOutcome, CommandError> {
    let mut all = CommandOutcome::AllWell;
    for path in files {
        if work(path, &read_file(path)?)? == CommandOutcome::FoundWrong {
            all = CommandOutcome::FoundWrong;
        }
    }
    Ok(all)
}

fn differences(edition: &Edition, text: &str, checked: Option<&Checked>) -> Vec<Finding> {
    edition.against(text, checked.map(|checked| &checked.policy))
}

fn edition_path(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    folder
        .join(PUBLISHED)
        .join(path.file_name().unwrap_or_default())
}

fn recorded_edition(path: &Path) -> Result<Option<Edition>, CommandError> {
    let edition = edition_path(path);
    if !edition.exists() {
        return Ok(None);
    }
    Ok(Some(Edition::published(&read_file(&edition)?)))
}

fn write_file(path: &Path, text: &str) -> Result<(), CommandError> {
    let folder = path.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|source| CommandError::Write {
            path: path.to_owned(),
            source,
        })
}

/// Every finding, and how many there are.
fn print_findings(
    path: &Path,
    text: &str,
    findings: &[Finding],
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    for finding in findings {
        writeln!(out, "{:?}", report(path, text, finding))?;
    }
    let tally = Tally::of(findings);
    writeln!(out, "{}: {tally}", path.display())?;
    Ok(CommandOutcome::of_check(tally.errors == 0))
}

fn report(path: &Path, text: &str, finding: &Finding) -> Report {
    let line = usize::try_from(finding.line).unwrap_or(1);
    let column = usize::try_from(finding.column).unwrap_or(1);
    let offset = SourceOffset::from_location(text, line, column);
    let severity = match finding.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let mut diagnostic = MietteDiagnostic::new(finding.message.clone())
        .with_severity(severity)
        .with_label(LabeledSpan::at_offset(offset.offset(), "here"));
    if !finding.help.is_empty() {
        diagnostic = diagnostic.with_help(finding.help.clone());
    }
    let source = NamedSource::new(path.display().to_string(), text.to_owned());
    Report::new(diagnostic).with_source_code(source)
}

/// The form in which a policy is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A page that a customer can sign, as Markdown.
    #[default]
    Markdown,
    /// The same page as a whole HTML document.
    Html,
    /// The page of its author: rules, roles and mails in the policy's own terms.
    Terms,
}

/// Options of `policy show`.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct ShowOptions {
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Its language; the policy's first one without it.
    #[arg(long)]
    pub(crate) locale: Option<String>,
    /// Read this assumption the other way; may be given several times.
    #[arg(long, value_name = "ID")]
    pub(crate) assume: Vec<String>,
}

/// Prints what a policy promises to whom, in one of its languages.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn show(
    path: &Path,
    wanted: &ShowOptions,
    out: &mut dyn Write,
) -> Result<CommandOutcome, CommandError> {
    let text = read_file(path)?;
    let ids: Vec<&str> = wanted.assume.iter().map(String::as_str).collect();
    let checked = match assume(&text, &ids) {
        Ok(checked) => checked,
        Err(findings) => return print_findings(path, &text, &findings, out),
    };
    let policy = &checked.policy;
    let first = policy.locales.first().map(String::as_str);
    let page = || page(policy, wanted.locale.as_deref().or(first).unwrap_or("en"));
    let text = match wanted.format {
        Format::Markdown => page()?.markdown(),
        Format::Html => page()?.html(),
        Format::Terms => contract::show(policy),
    };
    writeln!(out, "{text}")?;
    Ok(CommandOutcome::AllWell)
}

/// Prints, for each assumption that states another reading, the lines of its author's page that would be
/// others; or the reading itself, where that page does not go so far.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn readings(path: &Path, out: &mut dyn Write) -> Result<CommandOutcome, CommandError> {
    let text = read_file(path)?;
    let policy = match compile(&text) {
        Ok(checked) => checked.policy,
        Err(findings) => return print_findings(path, &text, &findings, out),
    };
    let taken = contract::show(&policy);
    let open = policy.assumptions.iter();
    for open in open.filter(|open| !open.otherwise.is_empty()) {
        writeln!(
            out,
            "{}: \"{}\", read as {}",
            open.id, open.source, open.reading
        )?;
        let other = match assume(&text, &[&open.id]) {
            Ok(checked) => contract::show(&checked.policy),
            Err(findings) => return print_findings(path, &text, &findings, out),
        };
        let lines = TextDiff::from_lines(&taken, &other);
        let changes = lines.iter_all_changes();
        let changes: Vec<_> = changes
            .filter(|change| change.tag() != ChangeTag::Equal)
            .collect();
        for change in &changes {
            write!(out, "  {}{}", change.tag(), change.value())?;
        }
        if changes.is_empty() {
            for (path, value) in &open.otherwise {
                writeln!(out, "  {path}: {value}")?;
            }
        }
        writeln!(out)?;
    }
    Ok(CommandOutcome::AllWell)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHISE: &str = include_str!("../../policies/whise.yaml");

    fn said(
        run: impl Fn(&mut dyn Write) -> Result<CommandOutcome, CommandError>,
    ) -> (CommandOutcome, String) {
        let mut out = Vec::new();
        let verdict = run(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap().replace('│', " ");
        // Lines are broken where the terminal ends.
        let words: Vec<&str> = text.split_whitespace().collect();
        (verdict, words.join(" "))
    }

    #[test]
    fn what_was_recorded_is_compared_with_and_replaced_by_a_later_edition_only() {
        let folder = std::env::temp_dir().join(format!("escalon-recorded-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("whise.yaml");
        let files = [file.clone()];
        std::fs::write(&file, WHISE).unwrap();
        let (verdict, text) = said(|out| record(&files, out));
        assert_eq!(verdict, CommandOutcome::AllWell, "{text}");

        let fewer = WHISE.replace("    12-25: Christmas Day\n", "");
        std::fs::write(&file, &fewer).unwrap();
        let (_, text) = said(|out| check(&files, out));
        assert!(text.contains("12-25: Christmas Day"), "{text}");
        assert!(text.contains("version: 6"), "{text}");
        let (verdict, text) = said(|out| record(&files, out));
        assert_eq!(verdict, CommandOutcome::FoundWrong, "{text}");

        std::fs::write(&file, fewer.replace("version: 5\n", "version: 6\n")).unwrap();
        let (_, text) = said(|out| check(&files, out));
        assert!(text.contains("edition 6 is not published yet"), "{text}");
        let (verdict, text) = said(|out| record(&files, out));
        assert_eq!(verdict, CommandOutcome::AllWell, "{text}");
        let (_, text) = said(|out| check(&files, out));
        assert!(!text.contains("edition"), "{text}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
