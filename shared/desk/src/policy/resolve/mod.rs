//! Resolves the names of a policy file into a [`Policy`], with every mistake reported at once.
mod classify;
mod conditions;
mod contacts;
mod hours;
mod ladder;
mod measures;
mod metric;
mod names;
mod people;
mod priorities;
mod reader;
mod says;
mod target;
mod trigger;
mod weekdays;

use chrono::TimeDelta;

use crate::policy::file::PolicyFile;
use crate::policy::file::SymbolKind;
use crate::policy::model::{
    AROUND_THE_CLOCK, CHANNELS, CalendarRule, Changes, CompiledCalendars, Loosened, Policy,
    Tightened, ZoneOf,
};
use crate::policy::syntax::{self, At, Finding, Findings, Node};
use crate::time::{Amount, Counting, Hours};
pub(in crate::policy) use reader::Origin;
use reader::Reader;

/// Loads a policy that was checked when it was published: reads it and resolves its names, without
/// looking for what an author should mend. All that a function does when it starts.
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
    let (root, found) = read(text)?;
    let (policy, found) = resolve(&root, found, Origin::Published);
    if found.has_errors() {
        return Err(found.in_order());
    }
    Ok(policy)
}

/// The text as a tree, with what is remarkable about its YAML.
pub(in crate::policy) fn read(text: &str) -> Result<(Node, Findings), Vec<Finding>> {
    let mut found = Findings::default();
    if let Some(root) = syntax::read(text, &mut found) {
        return Ok((root, found));
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
    PolicyFile::RECORD.check_root(root, &mut found);
    let mut reader = Reader::new(root, found, origin);
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
        let locales = self.texts("locales");
        let metrics = self.metrics();
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
            statuses: self.names.of(SymbolKind::Status).to_vec(),
            areas: self.areas(),
            teams: self.teams(),
            credits: self.credits(&metrics),
            metrics,
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
