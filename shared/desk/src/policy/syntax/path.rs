//! Paths into a policy file, as `metrics.first_response.targets.0.within`: followed, and written to.
use crate::policy::syntax::{At, Name, Node, NodeKind};

/// The end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum Leads {
    /// To a value.
    There,
    /// Into a mapping that has no such key yet.
    Beside,
}

impl Node {
    /// Puts a value where a path leads; nothing there takes away what stands there.
    pub(in crate::policy) fn put(&mut self, path: &[&str], at: At, value: &Self) {
        let Some((part, rest)) = path.split_first() else {
            self.clone_from(value);
            return;
        };
        let gone = rest.is_empty() && value.kind == NodeKind::Null;
        match &mut self.kind {
            NodeKind::List(items) => {
                let Some(index) = part.parse().ok().filter(|index| *index < items.len()) else {
                    return;
                };
                if gone {
                    items.remove(index);
                } else if let Some(item) = items.get_mut(index) {
                    item.put(rest, at, value);
                }
            }
            NodeKind::Map(entries) if gone => entries.retain(|(name, _)| name.text != *part),
            NodeKind::Map(entries) => match entries.iter_mut().find(|(name, _)| name.text == *part)
            {
                Some((_, node)) => node.put(rest, at, value),
                None if rest.is_empty() => {
                    let text = (*part).to_owned();
                    entries.push((Name { text, at }, value.clone()));
                }
                None => {}
            },
            NodeKind::Null | NodeKind::Text { .. } => {}
        }
    }

    /// Follows a path to a value, or to a mapping that could hold it; otherwise the part that leads
    /// nowhere, and what there is instead.
    pub(in crate::policy) fn walk(&self, path: &str) -> Result<Leads, (String, Vec<String>)> {
        let mut node = self;
        let mut parts = path.split('.').peekable();
        while let Some(part) = parts.next() {
            let next = match part.parse::<usize>() {
                Ok(index) if node.is_list() => node.items().get(index),
                Ok(_) | Err(_) => node.get(part),
            };
            match next {
                Some(next) => node = next,
                None if node.is_map() && parts.peek().is_none() => return Ok(Leads::Beside),
                None => {
                    let known = node.entries().iter().map(|(name, _)| name.text.clone());
                    return Err((part.to_owned(), known.collect()));
                }
            }
        }
        Ok(Leads::There)
    }
}
