//! Nodes of a policy file: a tree whose every part knows its place, with scalars as they are written.
use crate::policy::syntax::At;

/// A value of the file: nothing, a scalar, a list or a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::policy) struct Node {
    pub(in crate::policy) at: At,
    pub(in crate::policy) kind: NodeKind,
}

/// The kinds of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::policy) enum NodeKind {
    Null,
    Text { value: String, quoted: bool },
    List(Vec<Node>),
    Map(Vec<(Name, Node)>),
}

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::policy) struct Name {
    pub(in crate::policy) text: String,
    pub(in crate::policy) at: At,
}

impl Node {
    pub(in crate::policy) fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text { value, .. } => Some(value),
            NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
        }
    }

    /// The value under a key, if this is a mapping that has it.
    pub(in crate::policy) fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|(name, _)| name.text == key)
            .map(|(_, node)| node)
    }

    pub(in crate::policy) fn entries(&self) -> &[(Name, Self)] {
        match &self.kind {
            NodeKind::Map(entries) => entries,
            NodeKind::Null | NodeKind::Text { .. } | NodeKind::List(_) => &[],
        }
    }

    /// The elements of a list; of anything else but nothing, the one thing itself.
    pub(in crate::policy) fn items(&self) -> &[Self] {
        match &self.kind {
            NodeKind::List(items) => items,
            NodeKind::Null => &[],
            NodeKind::Text { .. } | NodeKind::Map(_) => std::slice::from_ref(self),
        }
    }

    pub(in crate::policy) fn is_map(&self) -> bool {
        matches!(self.kind, NodeKind::Map(_))
    }

    pub(in crate::policy) fn is_list(&self) -> bool {
        matches!(self.kind, NodeKind::List(_))
    }

    /// Whether both say the same, wherever they stand.
    pub(in crate::policy) fn says_the_same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (NodeKind::Map(own), NodeKind::Map(others)) => {
                own.len() == others.len()
                    && own.iter().all(|(name, node)| {
                        let same = |theirs: &Self| node.says_the_same(theirs);
                        other.get(&name.text).is_some_and(same)
                    })
            }
            (NodeKind::List(own), NodeKind::List(others)) => {
                let mut pairs = own.iter().zip(others);
                own.len() == others.len() && pairs.all(|(own, other)| own.says_the_same(other))
            }
            _ => {
                self.text() == other.text()
                    && self.is_list() == other.is_list()
                    && self.is_map() == other.is_map()
            }
        }
    }

    /// The place of the character `offset` (0-based) of a one-line scalar.
    pub(in crate::policy) fn inside(&self, offset: usize) -> At {
        let quote = u64::from(matches!(self.kind, NodeKind::Text { quoted: true, .. }));
        let offset = u64::try_from(offset).unwrap_or(0);
        At {
            line: self.at.line,
            column: self.at.column + quote + offset,
        }
    }

    /// The tree as plain JSON values; scalars stay texts.
    pub(in crate::policy) fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            NodeKind::Null => serde_json::Value::Null,
            NodeKind::Text { value, .. } => serde_json::Value::String(value.clone()),
            NodeKind::List(items) => items.iter().map(Self::to_json).collect(),
            NodeKind::Map(entries) => serde_json::Value::Object(
                entries
                    .iter()
                    .map(|(name, node)| (name.text.clone(), node.to_json()))
                    .collect(),
            ),
        }
    }
}
