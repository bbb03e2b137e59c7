//! Drafts: a policy as its author wrote it, beside what it was understood to be.
use crate::policy::model::{Metric, Policy};
use crate::policy::syntax::{Condition, Name, Node};

/// The file and its meaning.
#[derive(Clone, Copy)]
pub(super) struct Draft<'p> {
    pub(super) root: &'p Node,
    pub(super) policy: &'p Policy,
}

impl<'p> Draft<'p> {
    /// The value at a path of keys.
    pub(super) fn at(self, path: &[&str]) -> Option<&'p Node> {
        path.iter().try_fold(self.root, |node, key| node.get(key))
    }

    /// The named things of a section, or of one within another.
    pub(super) fn entries(self, path: &[&str]) -> &'p [(Name, Node)] {
        self.at(path).map_or(&[], Node::entries)
    }

    /// The elements of a list.
    pub(super) fn items(self, path: &[&str]) -> &'p [Node] {
        self.at(path).map_or(&[], Node::items)
    }

    /// Each metric with its name and mapping.
    pub(super) fn metrics(self) -> impl Iterator<Item = (&'p Name, &'p Node, &'p Metric)> {
        let entries = self.entries(&["metrics"]).iter();
        entries.filter_map(move |(name, node)| Some((name, node, self.policy.metric(&name.text)?)))
    }

    /// The ladders of the file, each with its steps.
    pub(super) fn ladders(self) -> impl Iterator<Item = (&'p Name, &'p Node, &'p [Node])> {
        let entries = self.entries(&["escalation"]).iter();
        let ladders =
            entries.filter(|(name, _)| !matches!(name.text.as_str(), "stops_on" | "quiet"));
        ladders.map(|(name, node)| {
            let steps = if node.is_list() {
                Some(node)
            } else {
                node.get("steps")
            };
            (name, node, steps.map_or(&[][..], Node::items))
        })
    }
}

/// The rows of a metric as they are written, without those that are implied.
pub(super) fn written_rows(metric: &Node) -> &[Node] {
    let rows = metric.get("targets").or_else(|| metric.get("every"));
    rows.map_or(&[], Node::items)
}

/// The condition that a mapping states under a key.
pub(super) fn condition(node: &Node, key: &str) -> Option<Condition> {
    Condition::parse(node.get(key)?.text()?).ok()
}
