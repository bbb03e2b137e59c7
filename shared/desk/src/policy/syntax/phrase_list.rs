//! Phrases of one language, read when somebody first looks for them.
use std::fmt;
use std::sync::OnceLock;

use crate::policy::syntax::Phrase;

/// Phrases of one language, any of which is enough.
///
/// A function that starts reads a policy with thousands of them, and few functions look for any.
#[derive(Clone, Default)]
pub struct PhraseList {
    /// As written, one after the other.
    texts: String,
    /// The end of each in `texts`.
    ends: Vec<usize>,
    read: OnceLock<Vec<Phrase>>,
}

impl PhraseList {
    /// The phrases; of a policy that was published before its phrases had to be right, those that are.
    #[must_use]
    pub fn phrases(&self) -> &[Phrase] {
        self.read.get_or_init(|| {
            let starts = std::iter::once(&0).chain(&self.ends);
            let texts = starts.zip(&self.ends);
            let texts = texts.filter_map(|(start, end)| self.texts.get(*start..*end));
            texts.filter_map(|text| Phrase::parse(text).ok()).collect()
        })
    }

    /// Phrases that are read when they are needed.
    pub(in crate::policy) fn unread<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut list = Self::default();
        for text in texts {
            list.texts.push_str(text);
            list.ends.push(list.texts.len());
        }
        list
    }
}

impl From<Vec<Phrase>> for PhraseList {
    fn from(phrases: Vec<Phrase>) -> Self {
        Self {
            read: OnceLock::from(phrases),
            ..Self::default()
        }
    }
}

impl PartialEq for PhraseList {
    /// Two say the same whether or not they are read yet, and however they are spaced.
    fn eq(&self, other: &Self) -> bool {
        self.phrases() == other.phrases()
    }
}

impl Eq for PhraseList {}

impl fmt::Debug for PhraseList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.phrases().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_the_same_whether_or_not_they_are_read() {
        let texts = ["cannot log in", "Is  DOWN", "...", "nobody ... work"];
        let unread = PhraseList::unread(texts.into_iter());
        let read: Vec<_> = ["cannot log in", "is down", "nobody ... work"]
            .into_iter()
            .map(|text| Phrase::parse(text).unwrap())
            .collect();
        let read = PhraseList::from(read);
        assert_eq!(format!("{:?}", unread.clone()), format!("{read:?}"));
        assert_eq!(unread, read);
        assert_eq!(unread.clone().phrases().len(), 3);
        let other = PhraseList::unread(["cannot log out"].into_iter());
        assert_ne!(unread, other);
    }
}
