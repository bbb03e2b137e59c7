//! Commas within `{ … }`: there they end a value, also one that its author wanted them in.
use super::grammar::{Grammar, Record, is_day};
use crate::policy::syntax::{Findings, Name, Node, NodeKind, Suggestion};

/// A value that a comma has cut.
pub(super) struct Cut<'n> {
    key: &'n Name,
    value: &'n Node,
    /// The words behind the commas, each read as keys without a value.
    pub(super) rest: Vec<&'n Name>,
}

impl<'n> Cut<'n> {
    /// The values of a mapping that commas have cut; `keys` are those that it has.
    pub(super) fn all(node: &'n Node, keys: &[&str]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut open = false;
        for (name, value) in node.entries() {
            let there = all.last().filter(|_| open).map(|cut| cut.value.at.line);
            if value.kind == NodeKind::Null && there == Some(name.at.line) {
                let is_key = keys.contains(&name.text.as_str());
                let is_near = Suggestion::of(&name.text, keys).is_near();
                open = !is_key && !is_near && !is_day_of_days(node, name);
                if let Some(cut) = all.last_mut().filter(|_| open) {
                    cut.rest.push(name);
                }
                continue;
            }
            open = matches!(value.kind, NodeKind::Text { quoted: false, .. });
            if open {
                all.push(Self {
                    key: name,
                    value,
                    rest: Vec::new(),
                });
            }
        }
        all.retain(|cut| !cut.rest.is_empty());
        all
    }

    /// Whether this is the value that was cut.
    pub(super) fn is_of(&self, value: &Node) -> bool {
        std::ptr::eq(self.value, value)
    }

    /// Tells of the cut, with the value as it was meant.
    pub(super) fn tell(&self, grammar: Option<&Grammar>, found: &mut Findings) {
        let first = self.value.text().unwrap_or_default();
        let mut end = self.value.inside(first.chars().count());
        let mut text = first.to_owned();
        for name in &self.rest {
            let apart = name.at.column > end.column + 1;
            text.push_str(if apart { ", " } else { "," });
            text.push_str(&name.text);
            end = self.value.inside(0);
            end.column = name.at.column + u64::try_from(name.text.chars().count()).unwrap_or(0);
        }
        let key = &self.key.text;
        let message = format!("within `{{ … }}` a comma ends the value of `{key}`");
        let help = if matches!(grammar, Some(Grammar::Many(_) | Grammar::List(_))) {
            format!("put the list in brackets: `{key}: [{text}]`")
        } else if text.contains('"') {
            format!("put it in quotation marks: `{key}: '{text}'`")
        } else {
            format!("put it in quotation marks: `{key}: \"{text}\"`")
        };
        found.error(self.value.at, message, help);
    }
}

/// Whether a key without a value is a day before others, as in `sat,sun: 10:00-12:00`.
fn is_day_of_days(node: &Node, name: &Name) -> bool {
    is_day(&name.text) && days_from(node, name).last().is_some_and(|(_, has)| *has)
}

/// Days from one on, up to the first that has hours, each with whether it has.
fn days_from<'n>(node: &'n Node, name: &Name) -> Vec<(&'n str, bool)> {
    let entries = node.entries().iter();
    let entries = entries.skip_while(|(other, _)| other.text != name.text);
    let mut days = Vec::new();
    for (day, value) in entries {
        if !is_day(&day.text) || day.at.line != name.at.line {
            break;
        }
        let has = value.kind != NodeKind::Null;
        days.push((day.text.as_str(), has));
        if has {
            break;
        }
    }
    days
}

impl Record {
    /// Tells of days that commas have made keys without hours.
    pub(super) fn tell_of_days(node: &Node, name: &Name, found: &mut Findings) {
        let before = node.entries().iter().rev();
        let mut before = before
            .skip_while(|(other, _)| other.text != name.text)
            .skip(1);
        let follows = before.next().is_some_and(|(day, value)| {
            is_day(&day.text) && value.kind == NodeKind::Null && day.at.line == name.at.line
        });
        if follows {
            // Told of with the first of these days.
            return;
        }
        let days: Vec<_> = days_from(node, name).iter().map(|(day, _)| *day).collect();
        let message = "within `{ … }` a comma ends the key";
        let help = format!(
            "put the days in quotation marks: `\"{}\": …`",
            days.join(",")
        );
        found.error(name.at, message, help);
    }
}
