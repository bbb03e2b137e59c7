//! Reads single values of a policy file, reporting each that cannot be read.
use crate::policy::model::Words;
use crate::policy::syntax::{At, Findings, Name, Node, NodeKind, Suggestion};
use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::names::Names;
use crate::mail_address::MailAddress;
use crate::policy::file::SymbolKind;
use crate::time::Amount;

/// The file, the names it declares, and what is wrong with it so far.
pub(in crate::policy) struct Reader<'a> {
    pub(in crate::policy) root: &'a Node,
    pub(in crate::policy) names: Names,
    pub(in crate::policy) found: Findings,
    /// The purpose of the condition being read.
    pub(super) purpose: Purpose,
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
pub(super) enum Purpose {
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

    /// The name of what a node declares: its own words, those under `name`, or the id.
    pub(super) fn name_within(&mut self, node: &Node, id: &str) -> Words {
        let name = if node.is_map() {
            node.get("name")
        } else {
            Some(node)
        };
        self.words_or(name, id)
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
