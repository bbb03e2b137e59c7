//! Compiles triggers: what starts, meets, stops or sends something, and who must have acted.
use super::reader::Reader;
use crate::policy::file::{NAMED_FACTS, PLAIN_FACTS, SymbolKind};
use crate::policy::syntax::{Condition, Event, Node, Suggestion, Trigger, Who};

/// The event of a fact's plain name, for notices that are named after it.
pub(super) fn plain_event(name: &str) -> Option<Event> {
    if name == "status_changed" {
        return Some(Event::Status(None));
    }
    PLAIN_FACTS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, event)| event.clone())
}

/// The names by which a notice says itself when it is sent.
pub(super) fn usual_notices() -> Vec<&'static str> {
    let plain = PLAIN_FACTS.iter().map(|(name, _)| *name);
    plain.chain(["logged", "status_changed"]).collect()
}

impl Reader<'_> {
    /// One trigger or several; none when the node is missing.
    pub(super) fn triggers(&mut self, node: Option<&Node>) -> Vec<Trigger> {
        let items = node.map_or(&[][..], Node::items);
        items.iter().filter_map(|item| self.trigger(item)).collect()
    }

    /// One trigger, or an event of its own when the node is missing.
    pub(super) fn triggers_or(&mut self, node: Option<&Node>, event: Event) -> Vec<Trigger> {
        match node {
            Some(_) => self.triggers(node),
            None => vec![Trigger {
                event,
                when: Condition::always(),
                who: None,
            }],
        }
    }

    fn trigger(&mut self, node: &Node) -> Option<Trigger> {
        if let Some(text) = node.text() {
            let (fact, name) = text
                .split_once(' ')
                .map_or((text, None), |(f, n)| (f, Some(n)));
            let event = self.event(node, fact, name.map(str::trim))?;
            return Some(Trigger {
                event,
                when: Condition::always(),
                who: None,
            });
        }
        let named = NAMED_FACTS
            .iter()
            .find_map(|(fact, key, _)| Some((*fact, node.get(key)?)));
        let fact = node
            .get("fact")
            .and_then(Node::text)
            .or(named.map(|(fact, _)| fact));
        let Some(fact) = fact else {
            self.found.error(
                node.at,
                "this trigger says no `fact`",
                "write `{ fact: reply }`",
            );
            return None;
        };
        let name = named.and_then(|(_, name)| name.text());
        let event = self.event(node, fact, name);
        let when = self.condition(node.get("when"));
        let who = node.get("who").and_then(|who| self.who(who));
        Some(Trigger {
            event: event?,
            when,
            who,
        })
    }

    fn event(&mut self, node: &Node, fact: &str, name: Option<&str>) -> Option<Event> {
        let at = node.get("fact").map_or(node.at, |fact| fact.at);
        let Some((_, key, kind)) = NAMED_FACTS.iter().find(|(known, ..)| *known == fact) else {
            let event = plain_event(fact);
            if event.is_none() {
                let known: Vec<_> = PLAIN_FACTS
                    .iter()
                    .map(|(n, _)| *n)
                    .chain(NAMED_FACTS.iter().map(|(n, ..)| *n))
                    .collect();
                self.found.error(
                    at,
                    format!("there is no fact `{fact}`"),
                    Suggestion::of(fact, &known),
                );
            }
            return event;
        };
        let at = node.get(key).map_or(at, |name| name.at);
        let Some(name) = name else {
            if *kind == SymbolKind::Status {
                return Some(Event::Status(None));
            }
            let help = format!("write `{{ fact: {fact}, {key}: … }}`");
            self.found
                .error(at, format!("`{fact}` of which {key}?"), help);
            return None;
        };
        if !self.known(*kind, name, at) {
            return None;
        }
        let name = name.to_owned();
        Some(match fact {
            "notice_delivered" => Event::NoticeDelivered(name),
            "notice_bounced" => Event::NoticeBounced(name),
            "milestone" => Event::Milestone(name),
            "met" => Event::Met(name),
            _ => Event::Status(Some(name)),
        })
    }

    fn who(&mut self, node: &Node) -> Option<Who> {
        let text = node.text()?;
        let level = text.strip_prefix("level ").or(text.strip_prefix("level_"));
        match (text, level.and_then(|level| level.trim().parse().ok())) {
            ("anybody", _) => None,
            ("system", _) => Some(Who::System),
            ("agent", _) => Some(Who::Agent),
            ("requester", _) => Some(Who::Requester),
            (_, Some(level)) => Some(Who::Level(level)),
            (_, None) => {
                let help = "write system, agent, requester, anybody or `level 1`";
                self.found
                    .error(node.at, format!("nobody is called `{text}`"), help);
                None
            }
        }
    }
}
