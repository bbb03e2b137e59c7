//! Names that a policy declares, gathered before anything is resolved.

use crate::facts::KINDS;
use crate::policy::file::SymbolKind;
use crate::policy::model::{BUILT_IN_STATUSES, BUILT_IN_TEXTS, CHANNELS, RELATIVE_ROLES};
use crate::policy::syntax::Node;

/// All declared names, each list in the order of the file.
#[derive(Debug, Default)]
pub(in crate::policy) struct Names(Vec<(SymbolKind, Vec<String>)>);

impl Names {
    pub(in crate::policy) fn of(&self, kind: SymbolKind) -> &[String] {
        self.0
            .iter()
            .find(|(of, _)| *of == kind)
            .map_or(&[], |(_, names)| names)
    }

    pub(in crate::policy) fn has(&self, kind: SymbolKind, name: &str) -> bool {
        self.of(kind).iter().any(|known| known == name)
    }

    fn add(&mut self, kind: SymbolKind, names: impl IntoIterator<Item = String>) {
        let at = self
            .0
            .iter()
            .position(|(of, _)| *of == kind)
            .unwrap_or_else(|| {
                self.0.push((kind, Vec::new()));
                self.0.len() - 1
            });
        if let Some((_, known)) = self.0.get_mut(at) {
            for name in names {
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
    }

    pub(in crate::policy) fn gather(root: &Node) -> Self {
        let mut names = Self::default();
        let sections = [
            ("plans", SymbolKind::Plan),
            ("add_ons", SymbolKind::AddOn),
            ("types", SymbolKind::Type),
            ("priorities", SymbolKind::Priority),
            ("calendars", SymbolKind::Calendar),
            ("holidays", SymbolKind::Holidays),
            ("areas", SymbolKind::Area),
            ("teams", SymbolKind::Team),
            ("metrics", SymbolKind::Metric),
            ("notices", SymbolKind::Notice),
            ("roles", SymbolKind::Role),
            ("texts", SymbolKind::Text),
        ];
        for (section, kind) in sections {
            names.add(kind, keys(root.get(section)));
        }
        names.add(SymbolKind::Calendar, ["24x7".to_owned()]);
        names.add(SymbolKind::Role, RELATIVE_ROLES.map(str::to_owned));
        names.add(SymbolKind::Text, BUILT_IN_TEXTS.map(str::to_owned));
        names.add(SymbolKind::Status, BUILT_IN_STATUSES.map(str::to_owned));
        names.add(SymbolKind::Status, texts(root.get("statuses")));
        names.add(
            SymbolKind::Fact,
            KINDS.iter().map(|kind| (*kind).to_owned()),
        );
        names.add(SymbolKind::Locale, texts(root.get("locales")));
        names.add(SymbolKind::Milestone, texts(root.get("milestones")));
        let ladders = keys(root.get("escalation"));
        let is_ladder = |name: &String| !matches!(name.as_str(), "stops_on" | "quiet");
        names.add(SymbolKind::Ladder, ladders.into_iter().filter(is_ladder));
        names.gather_scattered(root);
        names
    }

    fn gather_scattered(&mut self, root: &Node) {
        self.add(SymbolKind::Channel, CHANNELS.map(str::to_owned));
        self.add(SymbolKind::Channel, texts(root.get("channels")));
        for section in ["plans", "add_ons"] {
            for (_, plan) in root.get(section).map_or(&[][..], Node::entries) {
                self.add(SymbolKind::Channel, texts(plan.get("channels")));
            }
        }
        for (_, metric) in root.get("metrics").map_or(&[][..], Node::entries) {
            self.add(SymbolKind::Difficulty, keys(metric.get("commitment")));
        }
        let classify = root.get("classify");
        self.add(
            SymbolKind::Question,
            keys(classify.and_then(|node| node.get("ask"))),
        );
        let matrix = classify.and_then(|node| node.get("matrix"));
        self.add(
            SymbolKind::Impact,
            texts(matrix.and_then(|node| node.get("impact"))),
        );
        self.add(
            SymbolKind::Urgency,
            texts(matrix.and_then(|node| node.get("urgency"))),
        );
    }
}

fn keys(node: Option<&Node>) -> Vec<String> {
    node.map_or(&[][..], Node::entries)
        .iter()
        .map(|(name, _)| name.text.clone())
        .collect()
}

fn texts(node: Option<&Node>) -> Vec<String> {
    node.map_or(&[][..], Node::items)
        .iter()
        .filter_map(Node::text)
        .map(str::to_owned)
        .collect()
}
