//! Reads single values of a policy file, reporting each that cannot be read.
use crate::policy::model::Words;
use crate::policy::syntax::{
    At, Atom, Condition, Findings, Key, Name, Node, NodeKind, PLAIN_KEYS, Suggestion,
};
use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::names::{Names, SymbolKind};
use crate::mail_address::MailAddress;
use crate::time::Amount;

/// The file, the names it declares, and what is wrong with it so far.
pub(in crate::policy) struct Reader<'a> {
    pub(in crate::policy) root: &'a Node,
    pub(in crate::policy) names: Names,
    pub(in crate::policy) found: Findings,
    /// The purpose of the condition being read.
    purpose: Purpose,
    /// The way the text came.
    origin: Origin,
    /// Somebody names the calendar `24x7`, which need not be declared.
    pub(in crate::policy) around_the_clock: bool,
}

/// The way by which the text of a policy came here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) enum Origin {
    /// From its author, who can still mend it.
    Draft,
    /// From the store: it was published, by the checks of its time.
    Published,
}

/// The purpose of a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Select,
    /// An `unless`: one that never holds excepts nothing, and harms nobody.
    Except,
}

impl<'a> Reader<'a> {
    pub(in crate::policy) fn new(root: &'a Node, found: Findings, origin: Origin) -> Self {
        Self {
            root,
            names: Names::gather(root),
            found,
            purpose: Purpose::Select,
            origin,
            around_the_clock: false,
        }
    }

    /// A section of the file, unless it is missing or empty.
    pub(super) fn section(&self, key: &str) -> Option<&'a Node> {
        self.root
            .get(key)
            .filter(|node| node.kind != NodeKind::Null)
    }

    /// The entries of a section that maps names to things.
    pub(super) fn entries(&self, key: &str) -> &'a [(Name, Node)] {
        self.section(key).map_or(&[], Node::entries)
    }

    /// The texts of a section that lists names.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        strings(self.section(key))
    }

    /// Whether the name is declared; otherwise a finding.
    pub(super) fn known(&mut self, kind: SymbolKind, name: &str, at: At) -> bool {
        let known = self.names.has(kind, name);
        if !known {
            self.found
                .unknown(at, kind.what(), name, self.names.of(kind));
        }
        self.around_the_clock |= kind == SymbolKind::Calendar && name == "24x7";
        known
    }

    /// A declared name.
    pub(super) fn name(&mut self, kind: SymbolKind, node: Option<&Node>) -> Option<String> {
        let node = node?;
        let name = node.text()?;
        self.known(kind, name, node.at).then(|| name.to_owned())
    }

    /// A list of declared names, or a single one.
    pub(super) fn names_of(&mut self, kind: SymbolKind, node: Option<&Node>) -> Vec<String> {
        let items = node.map_or(&[][..], Node::items);
        items
            .iter()
            .filter_map(|item| self.name(kind, Some(item)))
            .collect()
    }

    /// Words per locale; a plain text is in the first locale.
    pub(super) fn words(&mut self, node: &Node) -> Words {
        if let Some(text) = node.text() {
            let first = self.names.of(SymbolKind::Locale).first().cloned();
            return BTreeMap::from([(first.unwrap_or_default(), text.to_owned())]);
        }
        let mut words = BTreeMap::new();
        for (locale, text) in node.entries() {
            if let (true, Some(text)) = (
                self.known(SymbolKind::Locale, &locale.text, locale.at),
                text.text(),
            ) {
                words.insert(locale.text.clone(), text.to_owned());
            }
        }
        words
    }

    /// The words under `key`, or the id itself in the first locale.
    pub(super) fn words_or(&mut self, node: Option<&Node>, id: &str) -> Words {
        match node {
            Some(node) => self.words(node),
            None => {
                let first = self.names.of(SymbolKind::Locale).first().cloned();
                BTreeMap::from([(first.unwrap_or_default(), id.to_owned())])
            }
        }
    }

    pub(super) fn amount(&mut self, node: &Node) -> Option<Amount> {
        let text = node.text()?;
        match Amount::parse(text) {
            Ok(amount) => Some(amount),
            Err(error) => {
                let help = "as in `15 elapsed minutes`, `4 business hours`, `2 business days`";
                self.found.error(node.at, error.to_string(), help);
                None
            }
        }
    }

    pub(super) fn number<N: std::str::FromStr>(&mut self, node: Option<&Node>) -> Option<N> {
        let node = node?;
        let text = node.text()?;
        let number = text.parse().ok();
        if number.is_none() {
            self.found.error(
                node.at,
                format!("`{text}` is not a whole number"),
                "write `2`",
            );
        }
        number
    }

    pub(super) fn date(&mut self, node: &Node) -> Option<NaiveDate> {
        let text = node.text()?;
        let date = text.parse().ok();
        if date.is_none() {
            self.found.error(
                node.at,
                format!("`{text}` is not a date"),
                "write `2026-12-24`",
            );
        }
        date
    }

    pub(super) fn zone(&mut self, node: &Node) -> Option<Tz> {
        let text = node.text()?;
        let zone = text.parse().ok();
        if zone.is_none() {
            let known: Vec<_> = chrono_tz::TZ_VARIANTS
                .iter()
                .map(|zone| zone.name())
                .collect();
            let near = Suggestion::of(text, &known).or("as in `Europe/Brussels`");
            self.found
                .error(node.at, format!("there is no time zone `{text}`"), near);
        }
        zone
    }

    pub(super) fn address(&mut self, node: &Node) -> String {
        let text = node.text().unwrap_or_default();
        if self.origin == Origin::Draft && MailAddress::check(text).is_err() {
            let message = format!("`{text}` is not a mail address");
            self.found
                .error(node.at, message, "write `support@acme.example.com`");
        }
        text.to_owned()
    }

    /// A condition; without one it always holds.
    pub(super) fn condition(&mut self, node: Option<&Node>) -> Condition {
        let Some((node, text)) = node.and_then(|node| Some((node, node.text()?))) else {
            return Condition::always();
        };
        match Condition::parse(text) {
            Ok(condition) => {
                for atom in condition.atoms() {
                    self.atom(atom, node, text);
                }
                condition
            }
            Err(error) => {
                let at = node.inside(error.column() - 1);
                let help = if text.contains('(') && !text.contains(')') {
                    "within `{ … }` a comma ends the condition: put it in quotation marks, or write `in (high urgent)`"
                } else {
                    "a condition reads `plan = gold and priority in (high, urgent)`"
                };
                self.found.error(at, error.to_string(), help);
                Condition::always()
            }
        }
    }

    /// The condition of an exception.
    pub(super) fn exception(&mut self, node: Option<&Node>) -> Option<Condition> {
        let node = node?;
        self.purpose = Purpose::Except;
        let condition = self.condition(Some(node));
        self.purpose = Purpose::Select;
        Some(condition)
    }

    /// Checks that a comparison asks for something that can be.
    fn atom(&mut self, atom: &Atom, node: &Node, text: &str) {
        let key = atom.key.to_string();
        let start = text.find(&key).unwrap_or(0);
        let kind = match &atom.key {
            Key::Plan => SymbolKind::Plan,
            Key::AddOn => SymbolKind::AddOn,
            Key::Type => SymbolKind::Type,
            Key::Priority | Key::RequestedPriority => SymbolKind::Priority,
            Key::Area => SymbolKind::Area,
            Key::Channel => SymbolKind::Channel,
            Key::Status => SymbolKind::Status,
            Key::Difficulty => SymbolKind::Difficulty,
            Key::Locale => SymbolKind::Locale,
            Key::Milestone => SymbolKind::Milestone,
            Key::Fact => SymbolKind::Fact,
            Key::Impact => SymbolKind::Impact,
            Key::Urgency => SymbolKind::Urgency,
            Key::Answer(id) => return self.answer(id, atom, node, (text, start)),
            Key::Level | Key::Organisation(_) | Key::Contact(_) | Key::Field(_) => return,
        };
        // Without a matrix, impact and urgency are answers of the author's own words.
        if matches!(kind, SymbolKind::Impact | SymbolKind::Urgency)
            && self.names.of(kind).is_empty()
        {
            return;
        }
        for value in atom.test.named() {
            let at = value_at(node, text, start + key.len(), value);
            let slip = || Suggestion::of(value, self.names.of(kind)).is_near();
            if self.purpose == Purpose::Except && !self.names.has(kind, value) && !slip() {
                let message = format!(
                    "there is no {} `{value}`: this excepts nothing",
                    kind.what()
                );
                self.found
                    .warning(at, message, "declare it, or remove the exception");
            } else {
                self.known(kind, value, at);
            }
        }
    }

    fn answer(&mut self, id: &str, atom: &Atom, node: &Node, (text, start): (&str, usize)) {
        let at = node.inside(text.get(..start).map_or(0, |before| before.chars().count()));
        if !self.names.has(SymbolKind::Question, id) {
            let mut known: Vec<_> = PLAIN_KEYS.iter().map(|key| (*key).to_owned()).collect();
            known.extend_from_slice(self.names.of(SymbolKind::Question));
            self.found
                .unknown(at, SymbolKind::Question.what(), id, &known);
            return;
        }
        let asked = self.root.get("classify").and_then(|node| node.get("ask"));
        let mut options = strings(asked.and_then(|ask| ask.get(id)?.get("options")));
        if options.is_empty() {
            options = vec!["yes".to_owned(), "no".to_owned()];
        }
        for value in atom
            .test
            .named()
            .iter()
            .filter(|value| !options.contains(value))
        {
            let at = value_at(node, text, start + id.len(), value);
            self.found.unknown(at, "answer", value, &options);
        }
    }
}

/// The place of a value in a condition, looked for after the byte `from`.
fn value_at(node: &Node, text: &str, from: usize, value: &str) -> At {
    let rest = text.get(from..).unwrap_or_default();
    let offset = rest.find(value).map_or(0, |at| from + at);
    node.inside(
        text.get(..offset)
            .map_or(0, |before| before.chars().count()),
    )
}

/// The scalars of a list, or the single one.
pub(super) fn strings(node: Option<&Node>) -> Vec<String> {
    let items = node.map_or(&[][..], Node::items);
    items
        .iter()
        .filter_map(Node::text)
        .map(str::to_owned)
        .collect()
}
