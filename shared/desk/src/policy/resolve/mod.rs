//! Resolves the names of a policy file into a [`Policy`], with every mistake reported at once.
mod classify;
mod conditions;
mod contacts;
mod holidays;
mod hours;
mod ladder;
mod measures;
mod metric;
mod names;
mod near;
mod people;
mod priorities;
mod reader;
mod reader_names;
mod says;
mod seasons;
mod staff;
mod target;
mod trigger;
mod weekdays;
mod whose_hours;

use chrono::TimeDelta;

use crate::policy::file::PolicyFile;
use crate::policy::file::SymbolKind;
use crate::policy::model::{
    AROUND_THE_CLOCK, CHANNELS, CalendarRule, Changes, CompiledCalendars, Loosened, Policy,
    Tightened, ZoneOf,
};
use crate::policy::syntax::{self, At, Finding, Findings, Intended, Node, Origin};
use crate::time::{Amount, Counting, Hours};
use reader::{Reader, strings};

/// Loads a policy that was checked when it was published: reads it and resolves its names, without
/// looking for what an author should mend. All that a function does when it starts. Its phrases are read when
/// somebody first looks for them.
///
/// # Errors
/// Every error of the file that leaves it without a meaning, in the order of the file.
///
/// ```
/// let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
///     reply_to: help@acme.example.com\nmetrics: { triage: { targets: 4 hours } }";
/// assert_eq!(desk::policy::load(text).unwrap().desk, "acme");
/// assert!(desk::policy::load("desk: acme").is_err());
/// ```
pub fn load(text: &str) -> Result<Policy, Vec<Finding>> {
    let written = match read_plain(text) {
        Some(written) => written,
        None => read(text)?,
    };
    let (mut policy, found) = resolve(&written.root, written.found, Origin::Published);
    if found.has_errors() {
        return Err(found.in_order());
    }
    policy.intended = written.reasons;
    Ok(policy)
}

/// A text as a tree.
pub(in crate::policy) struct Written {
    pub(in crate::policy) root: Node,
    /// Its reasons for what looks like a mistake, which are no part of the tree.
    pub(in crate::policy) reasons: Vec<Intended>,
    /// Remarks about its YAML.
    pub(in crate::policy) found: Findings,
}

/// The text as a tree, if it is plain YAML.
fn read_plain(text: &str) -> Option<Written> {
    let mut root = syntax::read_plain(text)?;
    // Nothing is escaped in plain YAML, so that a key stands in the text as it is.
    let reasons = if text.contains(syntax::INTENDED) {
        root.take_reasons()
    } else {
        Vec::new()
    };
    Some(Written {
        root,
        reasons,
        found: Findings::default(),
    })
}

/// The text as a tree; plain YAML is read quickly, for its author as well as for a desk.
pub(in crate::policy) fn read(text: &str) -> Result<Written, Vec<Finding>> {
    if let Some(written) = read_plain(text) {
        return Ok(written);
    }
    let mut found = Findings::default();
    if let Some(mut root) = syntax::read(text, &mut found) {
        let reasons = root.take_reasons();
        return Ok(Written {
            root,
            reasons,
            found,
        });
    }
    if found.0.is_empty() {
        let help = "begin with `desk: name-of-the-desk`";
        found.error(At::line(1), "the file is empty", help);
    }
    Err(found.0)
}

/// The policy of a tree, as far as it can be resolved, and what is wrong with it.
pub(in crate::policy) fn resolve(
    root: &Node,
    mut found: Findings,
    origin: Origin,
) -> (Policy, Findings) {
    PolicyFile::RECORD.check_root(root, origin, &mut found);
    let file = PolicyFile::of(root);
    let mut reader = Reader::new(&file, found, origin);
    let policy = reader.policy();
    (policy, reader.found)
}

/// Adds the calendar `24x7` where somebody names it and nobody declares it.
fn add_around_the_clock(policy: &mut Policy, named: bool) {
    if named && !policy.calendars.contains_key(AROUND_THE_CLOCK) {
        let rule = CalendarRule {
            zone: ZoneOf::Fixed(policy.zone),
            hours: Hours::always(),
            line: 0,
        };
        policy.calendars.insert(AROUND_THE_CLOCK.to_owned(), rule);
    }
}

impl Reader<'_> {
    /// Compiles the whole tree; what cannot be read is left out and reported.
    fn policy(&mut self) -> Policy {
        let file = self.file;
        let metrics = self.metrics();
        let mut policy = Policy {
            desk: self.desk(),
            name: file.name.map(|name| self.words(name)).unwrap_or_default(),
            locales: strings(file.locales.as_ref()),
            zone: file
                .zone
                .and_then(|zone| self.zone(zone))
                .unwrap_or(chrono_tz::UTC),
            version: self.version(),
            effective_from: self.effective_from(),
            reply_to: file
                .reply_to
                .map(|address| self.address(address))
                .unwrap_or_default(),
            links: self.links(),
            emergency: self.emergency(),
            texts: self.texts(),
            terms: self.terms(),
            channels: strings(file.channels.as_ref()),
            calendars: self.calendars(),
            plans: self.plans(),
            add_ons: self.add_ons(),
            types: self.types(),
            proper: file.proper.as_ref().map(|proper| self.proper(proper)),
            priorities: self.priorities(),
            scales: self.scales(),
            queue: self.queue(),
            statuses: self.names.of(SymbolKind::Status).to_vec(),
            areas: self.areas(),
            teams: self.teams(),
            credits: self.credits(&metrics),
            metrics,
            milestones: strings(file.milestones.as_ref()),
            changes: self.changes(),
            intake: self.intake(),
            routing: self.routing(),
            classify: self.classification(),
            rules: self.rules(),
            ladders: self.ladders(),
            roles: self.roles(),
            contacts: self.contacts(),
            notices: self.notices(),
            staff: self.staff(),
            assumptions: self.assumptions(),
            intended: Vec::new(),
            // After all uses of names: one that is misspelt there too is one mistake.
            names: self.reader_names(),
            // After all conditions, which say whether the lists are asked for.
            holidays: self.lists_asked_for(),
            compiled: CompiledCalendars::default(),
        };
        if policy.channels.is_empty() {
            // Plans that name channels open those; a policy that names none opens all there are.
            let by_plan = policy.plans.values().any(|plan| !plan.channels.is_empty());
            let most = if by_plan { 2 } else { CHANNELS.len() };
            let open = CHANNELS.iter().take(most);
            policy.channels = open.map(|channel| (*channel).to_owned()).collect();
        }
        add_around_the_clock(&mut policy, self.around_the_clock);
        policy
    }

    fn desk(&mut self) -> String {
        let Some(written) = self.file.desk else {
            return String::new();
        };
        let desk = written.text.to_owned();
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if desk.is_empty() || !desk.bytes().all(fits) {
            let message = format!("`{desk}` cannot be part of an address");
            self.found
                .error(written.at(), message, "use a-z, 0-9 and hyphens");
        }
        desk
    }

    fn version(&mut self) -> u32 {
        let written = self.file.version;
        let number: Option<u32> = self.number(written);
        if let (Some(written), Some(0)) = (written, number) {
            let message = "editions are counted from 1";
            self.found
                .error(written.at(), message, "write `version: 1`");
        }
        number.unwrap_or(Policy::FIRST_EDITION)
    }

    fn effective_from(&mut self) -> chrono::NaiveDate {
        let written = self.file.effective_from;
        written.and_then(|date| self.date(date)).unwrap_or_default()
    }

    fn changes(&mut self) -> Changes {
        let changes = self.file.changes.as_ref();
        let tightened = changes.and_then(|all| all.tightened.or(all.raised));
        let loosened = changes.and_then(|all| all.loosened.or(all.lowered));
        let reopen = changes.and_then(|all| all.reopen_within);
        let classify = changes.and_then(|all| all.classify_within);
        let reopen = reopen.and_then(|amount| self.amount(amount));
        let backdating = changes.and_then(|all| all.backdating);
        let backdating = backdating.and_then(|amount| self.amount(amount));
        let quarter = || Amount::time(Counting::Elapsed, TimeDelta::minutes(15));
        let classify = classify.and_then(|amount| self.amount(amount));
        Changes {
            tightened: tightened.unwrap_or(Tightened::EarlierOfOldAndNewFromChange),
            loosened: loosened.unwrap_or(Loosened::FromStart),
            reopen_within: reopen.unwrap_or(Amount::days(Counting::Calendar, 14)),
            backdating: backdating.unwrap_or_else(quarter),
            classify_within: classify.unwrap_or_else(quarter),
        }
    }
}
