//! Grammars, which check a policy file; `schema` makes of them the JSON Schema that editors read.
use super::commas::Cut;
use crate::policy::syntax::{At, Findings, INTENDED, Node, NodeKind, Origin, Suggestion};
/// The values that may stand at one place of a policy file.
#[derive(Debug)]
pub(in crate::policy) enum Grammar {
    /// One scalar, described, and words that editors offer for it.
    Text {
        what: &'static str,
        words: fn() -> Vec<&'static str>,
        /// Whole values, for editors to offer.
        examples: &'static [&'static str],
    },
    /// One of these words.
    OneOf(fn() -> Vec<&'static str>),
    /// A text, or one per locale.
    Words,
    List(&'static Grammar),
    /// One thing or a list of such things.
    Many(&'static Grammar),
    /// Names of the author's choice, each with such a value.
    Named(&'static Grammar),
    Record(&'static Record),
    /// Told apart by being a scalar, a list or a mapping.
    Either(&'static [Grammar]),
    Anything,
}

/// A mapping with known keys.
#[derive(Debug)]
pub(in crate::policy) struct Record {
    /// Its name in messages and in the schema.
    pub(in crate::policy) name: &'static str,
    pub(in crate::policy) fields: &'static [KeyRule],
    /// Keys of the author's choice, where there may be such.
    pub(in crate::policy) rest: Option<KeyRule>,
}

#[derive(Debug)]
pub(in crate::policy) struct KeyRule {
    pub(in crate::policy) name: &'static str,
    pub(in crate::policy) grammar: Grammar,
    pub(in crate::policy) required: bool,
    /// What holds where the key is left out, in the words of the manual; empty, if nothing does.
    pub(in crate::policy) default: &'static str,
    /// The doc comment of its field.
    pub(in crate::policy) about: &'static str,
}

impl Grammar {
    /// Whether a node is of the kind this grammar begins with.
    pub(super) fn begins(&self, node: &Node) -> bool {
        match self {
            Self::Text { .. } | Self::OneOf(_) => node.text().is_some(),
            Self::Words => node.text().is_some() || node.is_map(),
            Self::List(_) => node.is_list(),
            Self::Many(one) => node.is_list() || one.begins(node),
            Self::Named(_) | Self::Record(_) => node.is_map(),
            Self::Either(grammars) => grammars.iter().any(|grammar| grammar.begins(node)),
            Self::Anything => true,
        }
    }

    fn wanted(&self) -> String {
        match self {
            Self::Text { what, .. } => (*what).to_owned(),
            Self::OneOf(words) => format!("one of {}", words().join(", ")),
            Self::Words => "a text, or one per locale as in `{ en: …, nl: … }`".to_owned(),
            Self::List(one) => format!("a list of {}", one.wanted()),
            Self::Many(one) => format!("{}, or a list of such", one.wanted()),
            Self::Named(one) => format!("a mapping of names to {}", one.wanted()),
            Self::Record(record) => format!("{} `{{ … }}`", record.name),
            Self::Either(grammars) => grammars
                .iter()
                .map(Self::wanted)
                .collect::<Vec<_>>()
                .join("; or "),
            Self::Anything => "anything".to_owned(),
        }
    }

    /// Checks one node and everything below it, reporting all that does not fit.
    pub(in crate::policy) fn check(&self, node: &Node, origin: Origin, found: &mut Findings) {
        if !self.begins(node) {
            let message = match node.kind {
                NodeKind::Null => "nothing stands here",
                NodeKind::Text { .. } => "a single value does not fit here",
                NodeKind::List(_) => "a list does not fit here",
                NodeKind::Map(_) => "a mapping does not fit here",
            };
            found.error(node.at, message, format!("write {}", self.wanted()));
            return;
        }
        match self {
            Self::Text { .. } | Self::Anything => {}
            Self::OneOf(words) => {
                let text = node.text().unwrap_or_default();
                let words = words();
                if !words.contains(&text) {
                    let message = format!("`{text}` is not possible here");
                    found.error(node.at, message, Suggestion::of(text, &words));
                }
            }
            Self::Words => {
                let cuts = Cut::all(node, &[]);
                for cut in &cuts {
                    cut.tell(None, found);
                }
                for (name, text) in node.entries() {
                    if text.text().is_none() && cuts.is_empty() {
                        found.error(name.at, "this is not a text", "write the words themselves");
                    }
                }
            }
            Self::List(one) | Self::Many(one) => {
                for (place, item) in node.items().iter().enumerate() {
                    one.check(item, origin, found);
                    let mut before = node.items().iter().take(place);
                    // In a table of names, as of a matrix, the same name may well stand twice.
                    let row = item.is_map() || matches!(self, Self::Many(_));
                    // Each is compared with all before it: that is for who can still mend it.
                    let row = row && origin == Origin::Draft;
                    let same = before.find(|other| row && other.says_the_same(item));
                    // Steps that count from the one before them are meant to come again.
                    let again = item.get("after").and_then(Node::text);
                    let again = again.is_some_and(|after| after.contains("previous"));
                    if let Some(first) = same.filter(|_| !again) {
                        let message = match first.at.line {
                            line if line == item.at.line => "this is said twice".to_owned(),
                            line => format!("this is the same as on line {line}"),
                        };
                        found.warning(item.at, message, "keep one of them");
                    }
                }
            }
            Self::Named(one) => {
                for (_, value) in node.entries() {
                    one.check(value, origin, found);
                }
            }
            Self::Record(record) => record.check(node, origin, found),
            Self::Either(grammars) => {
                if let Some(grammar) = grammars.iter().find(|grammar| grammar.begins(node)) {
                    grammar.check(node, origin, found);
                }
            }
        }
    }
}

impl Record {
    /// Its keys, in the order of messages.
    pub(in crate::policy) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.name)
    }

    fn lacks_something(&self, node: &Node) -> bool {
        let mut required = self.fields.iter().filter(|field| field.required);
        required.any(|field| node.get(field.name).is_none())
    }

    fn check(&self, node: &Node, origin: Origin, found: &mut Findings) {
        if let Some(texts) = self.name_per_locale(node) {
            let message = format!("{} has its texts per locale under `name`", self.name);
            found.error(node.at, message, format!("write `name: {{ {texts} }}`"));
            return;
        }
        let names: Vec<_> = self.keys().collect();
        let cuts = match origin {
            Origin::Draft => Cut::all(node, &names),
            Origin::Published => Vec::new(),
        };
        for (name, value) in node.entries() {
            let field = self.fields.iter().find(|field| field.name == name.text);
            if let Some(cut) = cuts.iter().find(|cut| cut.is_of(value)) {
                cut.tell(field.map(|field| &field.grammar), found);
                continue;
            }
            let is_rest = |cut: &Cut<'_>| cut.rest.iter().any(|rest| std::ptr::eq(*rest, name));
            if cuts.iter().any(is_rest) {
                continue;
            }
            match (field, &self.rest) {
                // A key with nothing after it is a key left out.
                (Some(_), _) if value.kind == NodeKind::Null => {}
                (None, Some(_)) if value.kind == NodeKind::Null && is_day(&name.text) => {
                    Self::tell_of_days(node, name, found);
                }
                (Some(field), _) => field.grammar.check(value, origin, found),
                (None, Some(rest)) => {
                    let mut own = Findings::default();
                    rest.grammar.check(value, origin, &mut own);
                    // A name of the author's that looks like a key is one when it does not fit
                    // else, or when that key is missing.
                    let suspect = !own.0.is_empty() || self.lacks_something(node);
                    let near = suspect.then(|| Suggestion::of(&name.text, &names));
                    let near = near.filter(Suggestion::is_near);
                    if let Some(near) = near {
                        let message = format!("{} has no `{}`", self.name, name.text);
                        found.error(name.at, message, near);
                    } else {
                        found.0.append(&mut own.0);
                    }
                }
                (None, None) => {
                    let message = format!("{} has no `{}`", self.name, name.text);
                    let reason = Suggestion::of(&name.text, &[INTENDED]);
                    let near = match Suggestion::of(&name.text, &names) {
                        far if !far.is_near() && reason.is_near() => reason,
                        own => own,
                    };
                    found.error(name.at, message, near);
                }
            }
        }
        for field in self.fields.iter().filter(|field| field.required) {
            if node
                .get(field.name)
                .is_none_or(|value| value.kind == NodeKind::Null)
            {
                let message = format!("{} lacks `{}`", self.name, field.name);
                found.error(
                    node.at,
                    message,
                    format!("add `{}`: {}", field.name, plain(field.about)),
                );
            }
        }
    }

    /// The keys of a mapping that is itself a text per locale, where the record that belongs there has a name.
    fn name_per_locale(&self, node: &Node) -> Option<String> {
        let mut fields = self.fields.iter();
        let named = fields.any(|field| {
            field.required && field.name == "name" && matches!(field.grammar, Grammar::Words)
        });
        let known: Vec<_> = self.keys().collect();
        let is_locale = |key: &str| {
            let letters = key.chars().all(|letter| letter.is_ascii_lowercase());
            key.len() == 2 && letters && !known.contains(&key)
        };
        let entries = node.entries();
        let texts = entries
            .iter()
            .all(|(name, value)| is_locale(&name.text) && value.text().is_some());
        if !named || self.rest.is_some() || entries.is_empty() || !texts {
            return None;
        }
        let texts = entries.iter().map(|(name, _)| format!("{}: …", name.text));
        Some(texts.collect::<Vec<_>>().join(", "))
    }

    /// Checks the root of a file.
    pub(in crate::policy) fn check_root(&self, node: &Node, origin: Origin, found: &mut Findings) {
        if node.is_map() {
            self.check(node, origin, found);
        } else {
            let at = At { line: 1, column: 1 };
            found.error(
                at,
                "a policy is a mapping",
                "begin with `desk: name-of-the-desk`",
            );
        }
    }
}

/// Whether a key is a day of the week, or a range of days.
pub(super) fn is_day(key: &str) -> bool {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    key.split('-').all(|day| days.contains(&day))
}

/// A doc comment as one text without links.
pub(super) fn plain(about: &str) -> String {
    let mut plain = String::new();
    for (place, part) in about.trim().split("](").enumerate() {
        let rest = if place == 0 {
            part
        } else {
            part.split_once(')').map_or("", |(_, rest)| rest)
        };
        plain.push_str(&rest.replace('[', ""));
    }
    plain
}

#[cfg(test)]
impl Record {
    /// The keys of this record and of all below it.
    pub(in crate::policy) fn words(
        &'static self,
        words: &mut std::collections::BTreeSet<&'static str>,
    ) {
        for field in self.fields {
            words.insert(field.name);
            field.grammar.words(words);
        }
        if let Some(rest) = &self.rest {
            rest.grammar.words(words);
        }
    }
}

#[cfg(test)]
impl Grammar {
    fn words(&'static self, words: &mut std::collections::BTreeSet<&'static str>) {
        match self {
            Self::Text { .. } | Self::OneOf(_) | Self::Words | Self::Anything => {}
            Self::List(one) | Self::Many(one) | Self::Named(one) => one.words(words),
            Self::Record(record) => record.words(words),
            Self::Either(grammars) => grammars.iter().for_each(|grammar| grammar.words(words)),
        }
    }
}
