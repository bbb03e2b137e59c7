//! From the text of a policy file to a [`Policy`], with every mistake reported at once.
mod classify;
mod contacts;
mod hours;
mod ladder;
mod metric;
mod names;
mod people;
mod reader;
mod says;
mod target;
mod trigger;

use crate::policy::assume::keys_that_are_none;
use crate::policy::finding::{At, Finding, Findings, Severity};
use crate::policy::source::POLICY;
use crate::policy::yaml::{self, Node};
use crate::policy::{Changes, Loosened, Policy, Tightened};
use crate::policy::{check, lookup, unused};
use crate::time::{Amount, Counting};
use chrono::TimeDelta;

pub(super) use contacts::is_relative;
pub(crate) use names::CHANNELS;
use reader::Reader;

/// A policy without errors, and what somebody should still look at.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Ready for use.
    pub policy: Policy,
    /// In the order of the file.
    pub warnings: Vec<Finding>,
}

/// Reads, checks and compiles a policy file.
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

/// As [`compile`], with a further check of the whole: one that needs more than a policy knows.
pub(crate) fn compile_with(
    text: &str,
    further: impl FnOnce(&Policy, &mut Findings),
) -> Result<Checked, Vec<Finding>> {
    let (root, found) = tree(text)?;
    let checked = compiled(&root, found, further)?;
    let errors = keys_that_are_none(&root);
    if errors.is_empty() {
        return Ok(checked);
    }
    let mut findings = checked.warnings;
    findings.extend(errors);
    findings.sort_by_key(|finding| (finding.line, finding.column, finding.severity));
    Err(findings)
}

/// The text as a tree, with what is remarkable about its YAML.
pub(super) fn tree(text: &str) -> Result<(Node, Findings), Vec<Finding>> {
    let mut found = Findings::default();
    if let Some(root) = yaml::read(text, &mut found) {
        return Ok((root, found));
    }
    if found.0.is_empty() {
        let at = At { line: 1, column: 1 };
        found.error(
            at,
            "the file is empty",
            "begin with `desk: name-of-the-desk`",
        );
    }
    Err(found.0)
}

/// Checks and compiles a tree.
pub(super) fn compiled(
    root: &Node,
    mut found: Findings,
    further: impl FnOnce(&Policy, &mut Findings),
) -> Result<Checked, Vec<Finding>> {
    POLICY.check_root(root, &mut found);
    let mut reader = Reader::new(root, found);
    let policy = reader.policy();
    let mut found = reader.found;
    // What follows from a mistake is no news: the whole is looked at once its parts are right.
    if !found
        .0
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        check::whole(&policy, &mut found);
        further(&policy, &mut found);
        unused::names(root, &names::RELATIVE_ROLES, &mut found);
    }
    let mut findings = found.0;
    findings.sort_by_key(|finding| (finding.line, finding.column, finding.severity));
    if findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        return Err(findings);
    }
    Ok(Checked {
        policy,
        warnings: findings,
    })
}

impl Reader<'_> {
    /// Compiles the whole tree; what cannot be read is left out and reported.
    fn policy(&mut self) -> Policy {
        let locales = self.texts("locales");
        let mut policy = Policy {
            desk: self.desk(),
            name: self
                .section("name")
                .map(|node| self.words(node))
                .unwrap_or_default(),
            locales,
            zone: self
                .section("zone")
                .and_then(|node| self.zone(node))
                .unwrap_or(chrono_tz::UTC),
            version: self.version(),
            effective_from: self.effective_from(),
            reply_to: self
                .section("reply_to")
                .map(|n| self.address(n))
                .unwrap_or_default(),
            links: self.links(),
            emergency: self.emergency(),
            texts: self.named_words("texts"),
            channels: self.texts("channels"),
            calendars: self.calendars(),
            plans: self.plans(),
            add_ons: self.add_ons(),
            types: self.types(),
            proper: self.section("proper").map(|node| self.proper(node)),
            priorities: self.priorities(),
            scales: self.scales(),
            queue: self.queue(),
            statuses: self.names.of(names::Sort::Status).to_vec(),
            areas: self.areas(),
            teams: self.teams(),
            metrics: self.metrics(),
            milestones: self.texts("milestones"),
            changes: self.changes(),
            intake: self.intake(),
            routing: self.routing(),
            classify: self.classification(),
            rules: self.rules(),
            ladders: self.ladders(),
            roles: self.roles(),
            contacts: self.contacts(),
            notices: self.notices(),
            assumptions: self.assumptions(),
            compiled: crate::policy::model::CompiledCalendars::default(),
        };
        if policy.channels.is_empty() {
            // Plans that name channels open those; a policy that names none opens all there are.
            let by_plan = policy.plans.values().any(|plan| !plan.channels.is_empty());
            let most = if by_plan { 2 } else { names::CHANNELS.len() };
            let open = names::CHANNELS.iter().take(most);
            policy.channels = open.map(|channel| (*channel).to_owned()).collect();
        }
        lookup::add_around_the_clock(&mut policy, self.around_the_clock);
        policy
    }

    fn desk(&mut self) -> String {
        let Some(node) = self.section("desk") else {
            return String::new();
        };
        let desk = node.text().unwrap_or_default().to_owned();
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if desk.is_empty() || !desk.bytes().all(fits) {
            let message = format!("`{desk}` cannot be part of an address");
            self.found
                .error(node.at, message, "use a-z, 0-9 and hyphens");
        }
        desk
    }

    fn version(&mut self) -> u32 {
        let node = self.section("version");
        let number: Option<u32> = self.number(node);
        if let (Some(node), Some(0)) = (node, number) {
            let message = "editions are counted from 1";
            self.found.error(node.at, message, "write `version: 1`");
        }
        number.unwrap_or(Policy::FIRST_EDITION)
    }

    fn effective_from(&mut self) -> chrono::NaiveDate {
        let node = self.section("effective_from");
        node.and_then(|node| self.date(node)).unwrap_or_default()
    }

    fn changes(&mut self) -> Changes {
        let section = self.section("changes");
        let word = |new: &str, old: &str| {
            let node = section.and_then(|node| node.get(new).or_else(|| node.get(old)));
            node.and_then(Node::text).unwrap_or_default()
        };
        let tightened = match word("tightened", "raised") {
            "from_start" => Tightened::FromStart,
            "from_change" => Tightened::FromChange,
            "keep" => Tightened::Keep,
            _ => Tightened::EarlierOfOldAndNewFromChange,
        };
        let loosened = match word("loosened", "lowered") {
            "from_change" => Loosened::FromChange,
            "keep" => Loosened::Keep,
            _ => Loosened::FromStart,
        };
        let get = |key: &str| section.and_then(|node| node.get(key));
        let reopen = get("reopen_within").and_then(|node| self.amount(node));
        let classify = get("classify_within").and_then(|node| self.amount(node));
        Changes {
            tightened,
            loosened,
            reopen_within: reopen.unwrap_or(Amount::days(Counting::Calendar, 14)),
            classify_within: classify
                .unwrap_or(Amount::time(Counting::Elapsed, TimeDelta::minutes(15))),
        }
    }
}
