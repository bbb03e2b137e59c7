//! Names that a policy declares, gathered before anything is resolved.

use crate::facts::KINDS;
use crate::policy::file::{ByName, Many, PolicyFile, Scalar, SymbolKind};
use crate::policy::model::{BUILT_IN_STATUSES, BUILT_IN_TEXTS, CHANNELS, RELATIVE_ROLES};
use crate::policy::syntax::{Node, NodeKind};

/// All declared names, each list in the order of the file.
#[derive(Debug, Default)]
pub(in crate::policy) struct Names {
    known: Vec<(SymbolKind, Vec<String>)>,
    /// Kinds whose section says nothing, with why.
    silent: Vec<(SymbolKind, Silence)>,
}

/// Reasons why a section declares no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum Silence {
    /// It is not there: the first of its names that is used tells so.
    Missing,
    /// It cannot be read, or a required one is missing, which is told of the section: its names may well be right.
    Told,
}

impl Names {
    pub(in crate::policy) fn of(&self, kind: SymbolKind) -> &[String] {
        self.known
            .iter()
            .find(|(of, _)| *of == kind)
            .map_or(&[], |(_, names)| names)
    }

    pub(in crate::policy) fn has(&self, kind: SymbolKind, name: &str) -> bool {
        self.of(kind).iter().any(|known| known == name)
    }

    fn add<'n>(&mut self, kind: SymbolKind, names: impl IntoIterator<Item = &'n str>) {
        let at = self
            .known
            .iter()
            .position(|(of, _)| *of == kind)
            .unwrap_or_else(|| {
                self.known.push((kind, Vec::new()));
                self.known.len() - 1
            });
        if let Some((_, known)) = self.known.get_mut(at) {
            for name in names {
                if !known.iter().any(|known| known == name) {
                    known.push(name.to_owned());
                }
            }
        }
    }

    /// The reason why no name of a kind is declared, if none is.
    pub(in crate::policy) fn silence(&self, kind: SymbolKind) -> Option<Silence> {
        let mut silent = self.silent.iter();
        silent
            .find(|(of, _)| *of == kind)
            .map(|(_, silence)| *silence)
    }

    pub(in crate::policy) fn gather(file: &PolicyFile<'_>) -> Self {
        let mut names = Self::default();
        let root = file.node;
        names.declare(SymbolKind::Plan, (root, "plans"), &file.plans);
        names.declare(SymbolKind::AddOn, (root, "add_ons"), &file.add_ons);
        names.declare(SymbolKind::Type, (root, "types"), &file.types);
        names.declare(SymbolKind::Priority, (root, "priorities"), &file.priorities);
        names.declare(SymbolKind::Calendar, (root, "calendars"), &file.calendars);
        names.declare(SymbolKind::Holidays, (root, "holidays"), &file.holidays);
        names.declare(SymbolKind::Area, (root, "areas"), &file.areas);
        names.declare(SymbolKind::Team, (root, "teams"), &file.teams);
        names.declare(SymbolKind::Metric, (root, "metrics"), &file.metrics);
        names.declare(SymbolKind::Notice, (root, "notices"), &file.notices);
        names.declare(SymbolKind::Role, (root, "roles"), &file.roles);
        names.declare(SymbolKind::Text, (root, "texts"), &file.texts);
        names.add(SymbolKind::Calendar, ["24x7"]);
        names.add(SymbolKind::Role, RELATIVE_ROLES);
        names.add(SymbolKind::Text, BUILT_IN_TEXTS);
        names.add(SymbolKind::Status, BUILT_IN_STATUSES);
        names.list(SymbolKind::Status, &file.statuses);
        names.told_of(SymbolKind::Status, &file.statuses);
        names.add(SymbolKind::Fact, KINDS.iter().copied());
        names.list(SymbolKind::Locale, &file.locales);
        names.list(SymbolKind::Milestone, &file.milestones);
        names.told_of(SymbolKind::Milestone, &file.milestones);
        if names.of(SymbolKind::Locale).is_empty() {
            names.silent.push((SymbolKind::Locale, Silence::Told));
        }
        let ladders = file.escalation.iter();
        let ladders = ladders.flat_map(|section| section.node.entries());
        let ladders = ladders.map(|(name, _)| name.text.as_str());
        let is_ladder = |name: &&str| !matches!(*name, "stops_on" | "quiet");
        names.add(SymbolKind::Ladder, ladders.filter(is_ladder));
        names.silence_of(
            SymbolKind::Ladder,
            (root, "escalation"),
            file.escalation.is_some(),
        );
        names.gather_scattered(file);
        names
    }

    fn gather_scattered(&mut self, file: &PolicyFile<'_>) {
        self.add(SymbolKind::Channel, CHANNELS);
        self.list(SymbolKind::Channel, &file.channels);
        for (_, plan) in file.plans.iter().flatten() {
            self.list(SymbolKind::Channel, &plan.channels);
        }
        for (_, add_on) in file.add_ons.iter().flatten() {
            self.list(SymbolKind::Channel, &add_on.channels);
        }
        for (_, metric) in file.metrics.iter().flatten() {
            self.names_in(SymbolKind::Difficulty, &metric.commitment);
        }
        let Some(classify) = &file.classify else {
            let written = (file.node, "classify");
            for kind in [
                SymbolKind::Question,
                SymbolKind::Impact,
                SymbolKind::Urgency,
            ] {
                self.silence_of(kind, written, false);
            }
            return;
        };
        self.declare(SymbolKind::Question, (classify.node, "ask"), &classify.ask);
        if let Some(matrix) = &classify.matrix {
            self.list(SymbolKind::Impact, &matrix.impact);
            self.list(SymbolKind::Urgency, &matrix.urgency);
        }
    }

    /// The names of a section, which stands under a key of that node.
    fn declare<T>(
        &mut self,
        kind: SymbolKind,
        written: (&Node, &str),
        section: &Option<ByName<'_, T>>,
    ) {
        self.names_in(kind, section);
        self.silence_of(kind, written, section.is_some());
    }

    fn silence_of(&mut self, kind: SymbolKind, written: (&Node, &str), read: bool) {
        let (within, key) = written;
        let there = within.get(key);
        match there.filter(|node| node.kind != NodeKind::Null) {
            _ if read => {}
            Some(_) => self.silent.push((kind, Silence::Told)),
            None if kind == SymbolKind::Metric => self.silent.push((kind, Silence::Told)),
            // Without such a section a policy still has names of these kinds, which may be misspelt.
            None if matches!(kind, SymbolKind::Role | SymbolKind::Text) => {}
            None => self.silent.push((kind, Silence::Missing)),
        }
    }

    /// Of a list that has something else than names, the check tells that.
    fn told_of<M>(&mut self, kind: SymbolKind, list: &Option<Many<'_, Scalar<'_, M>>>) {
        let is_odd = |list: &&Many<'_, Scalar<'_, M>>| list.items.len() < list.node.items().len();
        match list {
            Some(list) if is_odd(&list) => self.silent.push((kind, Silence::Told)),
            None if kind == SymbolKind::Milestone => self.silent.push((kind, Silence::Missing)),
            Some(_) | None => {}
        }
    }

    /// The keys of a section, also of those whose thing cannot be read.
    fn names_in<T>(&mut self, kind: SymbolKind, section: &Option<ByName<'_, T>>) {
        let entries = section.iter().flat_map(|section| section.node.entries());
        self.add(kind, entries.map(|(name, _)| name.text.as_str()));
    }

    fn list<M>(&mut self, kind: SymbolKind, names: &Option<Many<'_, Scalar<'_, M>>>) {
        self.add(kind, names.iter().flatten().map(|name| name.text));
    }
}
