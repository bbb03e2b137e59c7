//! Values that keys take: scalars by meaning, closed lists of words, lists, names with things, texts per locale.
use std::marker::PhantomData;

use super::grammar::Grammar;
use super::section::Value;
use crate::policy::syntax::{At, Name, Node};

/// The meaning of a scalar, which is checked when its names are resolved.
pub(in crate::policy) trait Meaning {
    /// Description in messages, and for editors.
    const WHAT: &'static str;
    /// Words that editors offer beside what authors write of their own.
    const WORDS: &'static [&'static str] = &[];
    /// Whole values that editors offer as a beginning.
    const EXAMPLES: &'static [&'static str] = &[];

    /// The same, where another list has them.
    fn words() -> Vec<&'static str> {
        Self::WORDS.to_vec()
    }
}

/// One scalar with its place.
#[derive(Debug)]
pub(in crate::policy) struct Scalar<'n, M> {
    pub(in crate::policy) node: &'n Node,
    pub(in crate::policy) text: &'n str,
    meaning: PhantomData<M>,
}

impl<M> Clone for Scalar<'_, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Scalar<'_, M> {}

impl<M> Scalar<'_, M> {
    pub(in crate::policy) fn at(&self) -> At {
        self.node.at
    }
}

impl<'n, M: Meaning> Value<'n> for Scalar<'n, M> {
    const GRAMMAR: Grammar = Grammar::Text {
        what: M::WHAT,
        words: M::words,
        examples: M::EXAMPLES,
    };

    fn read(node: &'n Node) -> Option<Self> {
        let text = node.text()?;
        let meaning = PhantomData;
        Some(Self {
            node,
            text,
            meaning,
        })
    }
}

/// A word of a closed list, by its meaning.
pub(in crate::policy) trait Closed: Copy + 'static {
    /// Every word, in the order of messages.
    const WORDS: &'static [(&'static str, Self)];
}

fn words<E: Closed>() -> Vec<&'static str> {
    E::WORDS.iter().map(|(word, _)| *word).collect()
}

impl<'n, E: Closed> Value<'n> for E {
    const GRAMMAR: Grammar = Grammar::OneOf(words::<E>);

    fn read(node: &'n Node) -> Option<Self> {
        let text = node.text()?;
        let mut known = E::WORDS.iter();
        known
            .find(|(word, _)| *word == text)
            .map(|(_, meaning)| *meaning)
    }
}

/// A yes or a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum Truth {
    Yes,
    No,
}

impl Closed for Truth {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("true", Self::Yes),
        ("false", Self::No),
        ("yes", Self::Yes),
        ("no", Self::No),
    ];
}

/// A text, or one per locale.
#[derive(Debug, Clone, Copy)]
pub(in crate::policy) struct Wording<'n>(pub(in crate::policy) &'n Node);

impl<'n> Value<'n> for Wording<'n> {
    const GRAMMAR: Grammar = Grammar::Words;

    fn read(node: &'n Node) -> Option<Self> {
        (node.text().is_some() || node.is_map()).then_some(Self(node))
    }
}

/// Any text of the author; it is looked at elsewhere.
#[derive(Debug, Clone, Copy)]
pub(in crate::policy) struct Anything<'n>(pub(in crate::policy) &'n Node);

impl<'n> Value<'n> for Anything<'n> {
    const GRAMMAR: Grammar = Grammar::Anything;

    fn read(node: &'n Node) -> Option<Self> {
        Some(Self(node))
    }
}

/// One of two forms, told apart by being a scalar, a list or a mapping.
#[derive(Debug)]
pub(in crate::policy) enum Or<S, F> {
    Short(S),
    Full(F),
}

impl<'n, S: Value<'n>, F: Value<'n>> Value<'n> for Or<S, F> {
    const GRAMMAR: Grammar = Grammar::Either(&[S::GRAMMAR, F::GRAMMAR]);

    fn read(node: &'n Node) -> Option<Self> {
        if S::GRAMMAR.begins(node) {
            S::read(node).map(Self::Short)
        } else {
            F::read(node).map(Self::Full)
        }
    }
}

/// One thing, or a list of such things.
#[derive(Debug)]
pub(in crate::policy) struct Many<'n, T> {
    pub(in crate::policy) node: &'n Node,
    pub(in crate::policy) items: Vec<T>,
}

impl<'n, T: Value<'n>> Value<'n> for Many<'n, T> {
    const GRAMMAR: Grammar = Grammar::Many(&T::GRAMMAR);

    fn read(node: &'n Node) -> Option<Self> {
        if !Self::GRAMMAR.begins(node) {
            return None;
        }
        let items = node.items().iter().filter_map(T::read).collect();
        Some(Self { node, items })
    }
}

impl<'l, T> IntoIterator for &'l Many<'_, T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// A list of things, also where there is only one.
#[derive(Debug)]
pub(in crate::policy) struct List<'n, T>(pub(in crate::policy) Many<'n, T>);

impl<'n, T: Value<'n>> Value<'n> for List<'n, T> {
    const GRAMMAR: Grammar = Grammar::List(&T::GRAMMAR);

    fn read(node: &'n Node) -> Option<Self> {
        if node.is_list() {
            Many::read(node).map(Self)
        } else {
            None
        }
    }
}

impl<'l, T> IntoIterator for &'l List<'_, T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.items.iter()
    }
}

/// Names of the author's choice, each with its thing.
#[derive(Debug)]
pub(in crate::policy) struct ByName<'n, T> {
    pub(in crate::policy) node: &'n Node,
    pub(in crate::policy) entries: Vec<(&'n Name, T)>,
}

impl<'n, T: Value<'n>> Value<'n> for ByName<'n, T> {
    const GRAMMAR: Grammar = Grammar::Named(&T::GRAMMAR);

    fn read(node: &'n Node) -> Option<Self> {
        if !node.is_map() {
            return None;
        }
        let entries = node.entries().iter();
        let entries = entries.filter_map(|(name, node)| Some((name, T::read(node)?)));
        Some(Self {
            node,
            entries: entries.collect(),
        })
    }
}

impl<'n, T> ByName<'n, T> {
    /// The thing of that name.
    pub(in crate::policy) fn get(&self, name: &str) -> Option<&T> {
        let mut entries = self.entries.iter();
        entries
            .find(|(own, _)| own.text == name)
            .map(|(_, thing)| thing)
    }
}

impl<'l, 'n, T> IntoIterator for &'l ByName<'n, T> {
    type Item = &'l (&'n Name, T);
    type IntoIter = std::slice::Iter<'l, (&'n Name, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}
