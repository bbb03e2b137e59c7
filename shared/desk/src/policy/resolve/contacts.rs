//! Compiles roles, the contact table, and notices.
use crate::policy::model::{ContactTable, Notice};
use crate::policy::syntax::{Condition, Event, Key, Name, Node, PLAIN_KEYS, Suggestion, Trigger};
use std::collections::BTreeMap;

use super::reader::{Reader, strings};
use super::trigger::{plain_event, usual_notices};
use crate::policy::file::{self, Anything, Many, Role, Scalar, SymbolKind, Truth, Value};

impl Reader<'_> {
    pub(super) fn roles(&mut self) -> BTreeMap<String, String> {
        let roles = self.file.roles.iter().flatten();
        roles
            .map(|(name, address)| (name.text.clone(), self.address(*address)))
            .collect()
    }

    /// Roles and addresses; those that exist.
    pub(super) fn recipients<M>(&mut self, list: Option<&Many<'_, Scalar<'_, M>>>) -> Vec<String> {
        let roles = list.into_iter().flatten();
        roles.filter_map(|role| self.role(*role)).collect()
    }

    pub(super) fn role<M>(&mut self, role: Scalar<'_, M>) -> Option<String> {
        let text = role.text;
        if text.contains('@') {
            return Some(self.address(role));
        }
        let named = self.address_of(text).is_some();
        if matches!(text, "team_lead" | "manager") && !named {
            let message = format!("the role `{text}` has no address: `reply_to` is mailed instead");
            let help = format!("add `{text}` to `roles`");
            self.found.warning(role.at(), message, help);
        }
        self.known(SymbolKind::Role, text, role.at())
            .then(|| text.to_owned())
    }

    /// The address of a role that the policy names.
    fn address_of(&self, role: &str) -> Option<&str> {
        let roles = self.file.roles.as_ref()?;
        roles.get(role).map(|address| address.text)
    }

    pub(super) fn contacts(&mut self) -> Option<ContactTable> {
        let section = self.file.contacts.as_ref()?;
        let by = strings(section.by.as_ref());
        for key in section.by.iter().flatten() {
            if matches!(Key::named(key.text), None | Some(Key::Answer(_))) {
                let known = PLAIN_KEYS.map(str::to_owned);
                self.found.unknown(key.at(), "key", key.text, &known);
            }
        }
        let mut cells = BTreeMap::new();
        let entries = section.cells.iter();
        let entries = entries.map(|(name, Anything(node))| (*name, *node));
        self.cells(entries.collect(), &by, "", &mut cells);
        self.missing_contacts(section.node, &by, &cells);
        Some(ContactTable { by, cells })
    }

    fn cells(
        &mut self,
        entries: Vec<(&Name, &Node)>,
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
                let nested = node.entries().iter().map(|(name, node)| (name, node));
                self.cells(nested.collect(), rest, &path, cells);
                continue;
            }
            let Some(cell) = Role::read(node).filter(|_| rest.is_empty()) else {
                let message = format!("`{path}` does not fit `by: [{}]`", by.join(", "));
                self.found
                    .error(name.at, message, "nest one mapping per key");
                continue;
            };
            let cell = match (cell.text, self.address_of(cell.text)) {
                ("none", _) => None,
                (_, Some(address)) => Some(address.to_owned()),
                (_, None) => Some(self.address(cell)),
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
        if by.is_empty() {
            return;
        }
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
        let notices = self.file.notices.iter().flatten();
        let mut notices: Vec<_> = notices
            .map(|(name, notice)| self.notice(name, notice))
            .collect();
        let names_it = |notice: &Notice| {
            let mut on = notice.on.iter();
            on.any(|trigger| trigger.event == Event::Unanswered)
        };
        if !notices.iter().any(names_it) {
            notices.insert(0, unanswered());
        }
        notices
    }

    fn notice(&mut self, name: &Name, notice: &file::Notice<'_>) -> Notice {
        let usual = match name.text.as_str() {
            "logged" => Some(Event::Classified),
            other => plain_event(other),
        };
        let on = match (&notice.on, usual) {
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
        let text = match (notice.text, name.text.as_str()) {
            (Some(text), _) => self.name(Some(text)).unwrap_or_default(),
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
        let to = match &notice.to {
            Some(to) => self.recipients(Some(to)),
            None => vec!["requester".to_owned()],
        };
        Notice {
            name: name.text.clone(),
            on,
            to,
            cc: self.recipients(notice.cc.as_ref()),
            text,
            when: self.condition(notice.when),
            unless: self.exception(notice.unless),
            once: notice.once == Some(Truth::Yes),
            line: name.at.line,
        }
    }
}

/// The notice that holds without being written: nobody's ticket is closed unsolved without a word. It comes first, so that no
/// other text about the closing takes its place.
fn unanswered() -> Notice {
    Notice {
        name: "unanswered".to_owned(),
        on: vec![Trigger {
            event: Event::Unanswered,
            when: Condition::always(),
            who: None,
        }],
        to: vec!["requester".to_owned()],
        cc: Vec::new(),
        text: "unanswered".to_owned(),
        when: Condition::always(),
        unless: None,
        once: false,
        line: 0,
    }
}
