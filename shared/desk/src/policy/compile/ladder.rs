//! Compiles ladders, roles, the contact table, and notices.
use std::collections::BTreeMap;

use super::names::{RELATIVE_ROLES, Sort};
use super::reader::{Reader, strings};
use super::trigger::{plain_event, usual_notices};
use crate::policy::Key;
use crate::policy::finding::meant;
use crate::policy::yaml::{Name, Node};
use crate::policy::{ContactTable, Event, Ladder, Notice, Quiet, Step, StepAt, Trigger};
use crate::time::Amount;

impl Reader<'_> {
    pub(super) fn ladders(&mut self) -> BTreeMap<String, Ladder> {
        let section = self.section("escalation");
        let all = section.and_then(|node| node.get("stops_on"));
        let stops_on = self.triggers_or(all, Event::Acknowledged);
        let quiet = section
            .and_then(|node| node.get("quiet"))
            .and_then(|node| self.quiet(node));
        let mut ladders = BTreeMap::new();
        for (name, node) in self.entries("escalation") {
            if matches!(name.text.as_str(), "stops_on" | "quiet") {
                continue;
            }
            let own_stops = node.get("stops_on").map(|own| self.triggers(Some(own)));
            let own_quiet = node.get("quiet").and_then(|own| self.quiet(own));
            let steps = if node.is_list() {
                Some(node)
            } else {
                node.get("steps")
            };
            let steps = steps.map_or(&[][..], Node::items);
            let ladder = Ladder {
                name: name.text.clone(),
                steps: steps.iter().filter_map(|step| self.step(step)).collect(),
                stops_on: own_stops.unwrap_or_else(|| stops_on.clone()),
                quiet: own_quiet.or_else(|| quiet.clone()),
            };
            self.order(&ladder, steps);
            ladders.insert(name.text.clone(), ladder);
        }
        ladders
    }

    fn quiet(&mut self, node: &Node) -> Option<Quiet> {
        let outside = self.name(Sort::Calendar, node.get("outside"));
        let unless = self.exception(node.get("unless"));
        Some(Quiet {
            outside: outside?,
            unless,
        })
    }

    fn step(&mut self, node: &Node) -> Option<Step> {
        let at = self.step_at(node);
        let reassign = node.get("reassign").and_then(|role| self.role(role));
        let step = Step {
            at: at?,
            when: self.condition(node.get("when")),
            raise_to: self.number(node.get("raise_to")),
            reassign,
            notify: self.recipients(node.get("notify")),
            cc: self.recipients(node.get("cc")),
            line: node.at.line,
        };
        if step.notify.is_empty() && step.raise_to.is_none() && step.reassign.is_none() {
            let help = "add `notify`, `raise_to` or `reassign`";
            self.found.warning(node.at, "this step does nothing", help);
        }
        Some(step)
    }

    fn step_at(&mut self, node: &Node) -> Option<StepAt> {
        let keys = ["at", "before", "after"];
        let given: Vec<_> = keys
            .iter()
            .filter_map(|key| Some((*key, node.get(key)?)))
            .collect();
        let [(key, value)] = given.as_slice() else {
            let help = "write one of `at: 75%`, `before: 30 minutes`, `after: due + 2 hours`";
            self.found.error(node.at, "a step has one time", help);
            return None;
        };
        let text = value.text()?.trim();
        let share = text
            .strip_suffix('%')
            .and_then(|number| number.trim().parse().ok());
        if let ("at", Some(share)) = (*key, share) {
            return Some(StepAt::Share(share));
        }
        let (anchor, sign, amount) = anchored(text);
        let amount = match amount.map(Amount::parse) {
            None => None,
            Some(Ok(amount)) => Some(amount),
            Some(Err(error)) => {
                self.found.error(
                    value.at,
                    error.to_string(),
                    "as in `due + 2 business hours`",
                );
                return None;
            }
        };
        let at = match (*key, anchor, sign, amount) {
            ("at", "due", _, None) => Some(StepAt::Share(100)),
            ("before", "" | "due", None, Some(amount))
            | ("before" | "at", "due", Some('-'), Some(amount)) => Some(StepAt::BeforeDue(amount)),
            ("after", "", None, Some(amount))
            | ("after" | "at", "due", Some('+'), Some(amount)) => Some(StepAt::AfterDue(amount)),
            ("after" | "at", "start", Some('+'), Some(amount)) => Some(StepAt::AfterStart(amount)),
            ("after" | "at", "previous", Some('+'), Some(amount)) => {
                Some(StepAt::AfterPrevious(amount))
            }
            (..) => None,
        };
        if at.is_none() {
            let message = format!("`{key}: {text}` is not the time of a step");
            let help = "write `at: 75%`, `before: 30 minutes`, `after: due + 2 hours`, \
                        `after: start + 1 hour` or `after: previous + 4 business hours`";
            self.found.error(value.at, message, help);
        }
        at
    }

    /// Warns of steps that stand after later ones.
    fn order(&mut self, ladder: &Ladder, nodes: &[Node]) {
        let mut highest = 0;
        for (step, node) in ladder.steps.iter().zip(nodes) {
            let share = match step.at {
                StepAt::Share(share) => share,
                StepAt::AfterDue(_) => 100,
                StepAt::BeforeDue(_) | StepAt::AfterStart(_) | StepAt::AfterPrevious(_) => continue,
            };
            if share < highest {
                let message = format!("the step at {share} % stands after one at {highest} %");
                self.found
                    .warning(node.at, message, "put the steps in order of time");
            }
            highest = highest.max(share);
        }
    }

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

    fn role(&mut self, node: &Node) -> Option<String> {
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
        self.known(Sort::Role, text, node.at)
            .then(|| text.to_owned())
    }

    pub(super) fn contacts(&mut self) -> Option<ContactTable> {
        let section = self.section("contacts")?;
        let by = strings(section.get("by"));
        for key in section.get("by").map_or(&[][..], Node::items) {
            let text = key.text().unwrap_or_default();
            if matches!(Key::named(text), None | Some(Key::Answer(_))) {
                let known = crate::policy::key::PLAIN_KEYS.map(str::to_owned);
                self.found.unknown(key.at, "key", text, &known);
            }
        }
        let mut cells = BTreeMap::new();
        let entries = section
            .entries()
            .iter()
            .filter(|(name, _)| name.text != "by");
        self.cells(entries.collect(), &by, "", &mut cells);
        self.missing_contacts(section, &by);
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
                self.known(Sort::Priority, &name.text, name.at);
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

    /// Rows of a two-key table that lack a column which others have.
    fn missing_contacts(&mut self, section: &Node, by: &[String]) {
        if by.len() != 2 {
            return;
        }
        let rows = || {
            section
                .entries()
                .iter()
                .filter(|(name, _)| name.text != "by")
        };
        let mut columns: Vec<&str> = Vec::new();
        for (name, _) in rows().flat_map(|(_, row)| row.entries()) {
            if !columns.contains(&name.text.as_str()) {
                columns.push(&name.text);
            }
        }
        let mut missing = Vec::new();
        for (name, row) in rows().filter(|(_, row)| row.is_map()) {
            for column in columns.iter().filter(|column| row.get(column).is_none()) {
                missing.push((
                    name.at,
                    format!("the contact {}/{column} is missing", name.text),
                ));
            }
        }
        for (at, message) in missing {
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
                    when: crate::policy::Condition::always(),
                    who: None,
                }]
            }
            (None, None) => {
                let message = format!("nothing sends the notice `{}`", name.text);
                let near = meant(&name.text, &usual_notices());
                let help = if near.starts_with("did you mean") {
                    near
                } else {
                    "add `on: classified` or another fact".to_owned()
                };
                self.found.error(name.at, message, help);
                Vec::new()
            }
        };
        let text = match (node.get("text"), name.text.as_str()) {
            (Some(text), _) => self.name(Sort::Text, Some(text)).unwrap_or_default(),
            (None, "received") => "acknowledgement".to_owned(),
            (None, "replied") => "reply".to_owned(),
            (None, own) => {
                let known = self.names.has(Sort::Text, own);
                if !known {
                    let message = format!("the notice `{own}` has no text of that name");
                    let near = meant(own, self.names.of(Sort::Text));
                    let help = if near.starts_with("did you mean") {
                        near
                    } else {
                        "add `text: status_changed` or another".to_owned()
                    };
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

/// Splits `due + 2 hours` into anchor, sign and amount; a bare amount has no anchor.
fn anchored(text: &str) -> (&str, Option<char>, Option<&str>) {
    let anchors = ["due", "start", "previous"];
    let Some(anchor) = anchors.iter().find(|anchor| text.starts_with(**anchor)) else {
        return ("", None, Some(text));
    };
    let rest = text.get(anchor.len()..).unwrap_or_default().trim();
    match rest.chars().next() {
        None => (anchor, None, None),
        Some(sign) => {
            let amount = rest.get(sign.len_utf8()..).unwrap_or_default().trim();
            (anchor, Some(sign), Some(amount))
        }
    }
}

/// Whether the ticket itself fills the role.
#[must_use]
pub(in crate::policy) fn is_relative(role: &str) -> bool {
    RELATIVE_ROLES.contains(&role)
}
