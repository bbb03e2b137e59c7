//! Compiles roles, the contact table, and notices.
use crate::policy::model::{ContactTable, Notice};
use crate::policy::syntax::{Condition, Event, Key, Name, Node, PLAIN_KEYS, Suggestion, Trigger};
use std::collections::BTreeMap;

use super::reader::{Reader, strings};
use super::trigger::{plain_event, usual_notices};
use crate::policy::file::SymbolKind;

impl Reader<'_> {
    pub(super) fn roles(&mut self) -> BTreeMap<String, String> {
        let entries = self.entries("roles");
        entries
            .iter()
            .map(|(name, node)| (name.text.clone(), self.address(node)))
            .collect()
    }

    /// Roles and addresses; those that exist.
    pub(super) fn recipients(&mut self, node: Option<&Node>) -> Vec<String> {
        let items = node.map_or(&[][..], Node::items);
        items.iter().filter_map(|item| self.role(item)).collect()
    }

    pub(super) fn role(&mut self, node: &Node) -> Option<String> {
        let text = node.text()?;
        if text.contains('@') {
            return Some(self.address(node));
        }
        let named = self
            .section("roles")
            .is_some_and(|roles| roles.get(text).is_some());
        if matches!(text, "team_lead" | "manager" | "account_manager") && !named {
            let message = format!("the role `{text}` has no address: nobody is mailed");
            self.found
                .warning(node.at, message, format!("add `{text}` to `roles`"));
        }
        self.known(SymbolKind::Role, text, node.at)
            .then(|| text.to_owned())
    }

    pub(super) fn contacts(&mut self) -> Option<ContactTable> {
        let section = self.section("contacts")?;
        let by = strings(section.get("by"));
        for key in section.get("by").map_or(&[][..], Node::items) {
            let text = key.text().unwrap_or_default();
            if matches!(Key::named(text), None | Some(Key::Answer(_))) {
                let known = PLAIN_KEYS.map(str::to_owned);
                self.found.unknown(key.at, "key", text, &known);
            }
        }
        let mut cells = BTreeMap::new();
        let entries = section
            .entries()
            .iter()
            .filter(|(name, _)| name.text != "by");
        self.cells(entries.collect(), &by, "", &mut cells);
        self.missing_contacts(section, &by, &cells);
        Some(ContactTable { by, cells })
    }

    fn cells(
        &mut self,
        entries: Vec<&(Name, Node)>,
        by: &[String],
        path: &str,
        cells: &mut BTreeMap<String, Option<String>>,
    ) {
        let Some((key, rest)) = by.split_first() else {
            return;
        };
        for (name, node) in entries {
            if key == "priority" {
                self.known(SymbolKind::Priority, &name.text, name.at);
            }
            let path = if path.is_empty() {
                name.text.clone()
            } else {
                format!("{path}/{}", name.text)
            };
            if !rest.is_empty() && node.is_map() {
                self.cells(node.entries().iter().collect(), rest, &path, cells);
                continue;
            }
            let Some(text) = node.text().filter(|_| rest.is_empty()) else {
                let message = format!("`{path}` does not fit `by: [{}]`", by.join(", "));
                self.found
                    .error(name.at, message, "nest one mapping per key");
                continue;
            };
            let roles = self.section("roles");
            let role = roles.and_then(|roles| roles.get(text)).and_then(Node::text);
            let cell = match (text, role) {
                ("none", _) => None,
                (_, Some(address)) => Some(address.to_owned()),
                (_, None) => Some(self.address(node)),
            };
            cells.insert(path, cell);
        }
    }

    /// Cells that nobody filled: a hole among the values that the table names is an error, a declared
    /// priority that it leaves out altogether is worth a look.
    fn missing_contacts(
        &mut self,
        section: &Node,
        by: &[String],
        cells: &BTreeMap<String, Option<String>>,
    ) {
        let axis = |place: usize| -> Vec<String> {
            let mut values: Vec<String> = Vec::new();
            for path in cells.keys() {
                let value = path.split('/').nth(place).unwrap_or_default();
                if !values.iter().any(|known| known == value) {
                    values.push(value.to_owned());
                }
            }
            values
        };
        let mut wanted = vec![String::new()];
        for (place, key) in by.iter().enumerate() {
            let values = axis(place);
            let left_out = self.names.of(SymbolKind::Priority).iter();
            let left_out: Vec<_> = left_out
                .filter(|name| key == "priority" && !values.contains(name))
                .cloned()
                .collect();
            for name in left_out {
                let message = format!("the table has no contact for the priority `{name}`");
                let help = "add its cells; `none` where nobody is told";
                self.found.warning(section.at, message, help);
            }
            wanted = wanted
                .iter()
                .flat_map(|path| values.iter().map(move |value| format!("{path}/{value}")))
                .collect();
        }
        for path in wanted.iter().map(|path| path.trim_start_matches('/')) {
            if cells.contains_key(path) {
                continue;
            }
            let row = path.split('/').next().unwrap_or_default();
            let named = section.entries().iter().find(|(name, _)| name.text == row);
            let at = named.map_or(section.at, |(name, _)| name.at);
            let message = format!("the contact {path} is missing");
            self.found.error(at, message, "write an address, or `none`");
        }
    }

    pub(super) fn notices(&mut self) -> Vec<Notice> {
        let entries = self.entries("notices");
        entries
            .iter()
            .map(|(name, node)| self.notice(name, node))
            .collect()
    }

    fn notice(&mut self, name: &Name, node: &Node) -> Notice {
        let usual = match name.text.as_str() {
            "logged" => Some(Event::Classified),
            other => plain_event(other),
        };
        let on = match (node.get("on"), usual) {
            (Some(on), _) => self.triggers(Some(on)),
            (None, Some(event)) => {
                vec![Trigger {
                    event,
                    when: Condition::always(),
                    who: None,
                }]
            }
            (None, None) => {
                let message = format!("nothing sends the notice `{}`", name.text);
                let near = Suggestion::of(&name.text, &usual_notices());
                let help = near.or("add `on: classified` or another fact");
                self.found.error(name.at, message, help);
                Vec::new()
            }
        };
        let text = match (node.get("text"), name.text.as_str()) {
            (Some(text), _) => self.name(SymbolKind::Text, Some(text)).unwrap_or_default(),
            (None, "received") => "acknowledgement".to_owned(),
            (None, "replied") => "reply".to_owned(),
            (None, own) => {
                let known = self.names.has(SymbolKind::Text, own);
                if !known {
                    let message = format!("the notice `{own}` has no text of that name");
                    let near = Suggestion::of(own, self.names.of(SymbolKind::Text));
                    let help = near.or("add `text: status_changed` or another");
                    self.found.error(name.at, message, help);
                }
                own.to_owned()
            }
        };
        let to = match node.get("to") {
            Some(to) => self.recipients(Some(to)),
            None => vec!["requester".to_owned()],
        };
        Notice {
            name: name.text.clone(),
            on,
            to,
            cc: self.recipients(node.get("cc")),
            text,
            when: self.condition(node.get("when")),
            unless: self.exception(node.get("unless")),
            once: matches!(node.get("once").and_then(Node::text), Some("true" | "yes")),
            line: name.at.line,
        }
    }
}
