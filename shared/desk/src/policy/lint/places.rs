//! Places of a policy file, for checks that know the compiled policy alone.
use crate::policy::syntax::{At, Node};

/// The file, to find where something of the policy is written.
#[derive(Clone, Copy)]
pub(crate) struct Places<'n>(pub(in crate::policy) &'n Node);

impl<'n> Places<'n> {
    /// The key at the end of a path.
    pub(crate) fn name(&self, path: &[&str]) -> Option<At> {
        let (last, above) = path.split_last()?;
        let mut entries = self.node(above)?.entries().iter();
        entries
            .find(|(name, _)| name.text == *last)
            .map(|(name, _)| name.at)
    }

    /// The value at the end of a path.
    pub(crate) fn value(&self, path: &[&str]) -> Option<At> {
        Some(self.node(path)?.at)
    }

    /// An element of the list at a path.
    pub(crate) fn item(&self, path: &[&str], index: usize) -> Option<At> {
        Some(self.node(path)?.items().get(index)?.at)
    }

    fn node(&self, path: &[&str]) -> Option<&'n Node> {
        path.iter().try_fold(self.0, |node, key| node.get(key))
    }
}
