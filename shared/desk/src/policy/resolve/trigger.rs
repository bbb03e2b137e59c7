//! Compiles triggers: what starts, meets, stops or sends something, and who must have acted.
use super::reader::Reader;
use crate::policy::file::{self, Fact, NAMED_FACTS, Or, PLAIN_FACTS, Scalar, SymbolKind, Triggers};
use crate::policy::syntax::{At, Condition, Event, Suggestion, Trigger, Who};

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
    /// One trigger or several; none when they are left out.
    pub(super) fn triggers(&mut self, triggers: Option<&Triggers<'_>>) -> Vec<Trigger> {
        let triggers = triggers.into_iter().flatten();
        triggers.filter_map(|one| self.trigger(one)).collect()
    }

    /// One trigger, or an event of its own when they are left out.
    pub(super) fn triggers_or(
        &mut self,
        triggers: Option<&Triggers<'_>>,
        event: Event,
    ) -> Vec<Trigger> {
        match triggers {
            Some(_) => self.triggers(triggers),
            None => vec![Trigger {
                event,
                when: Condition::always(),
                who: None,
            }],
        }
    }

    fn trigger(&mut self, written: &Or<Scalar<'_, Fact>, file::Trigger<'_>>) -> Option<Trigger> {
        let written = match written {
            Or::Short(fact) => {
                let (word, name) = fact
                    .text
                    .split_once(' ')
                    .map_or((fact.text, None), |(f, n)| (f, Some(n)));
                let named = name.map(|name| (name.trim(), fact.at()));
                return Some(Trigger {
                    event: self.event(fact.at(), word, named)?,
                    when: Condition::always(),
                    who: None,
                });
            }
            Or::Full(written) => written,
        };
        let named = [
            ("notice_delivered", written.notice.map(|name| name.node)),
            ("milestone", written.milestone.map(|name| name.node)),
            ("status", written.status.map(|name| name.node)),
            ("met", written.metric.map(|name| name.node)),
        ];
        let named = named
            .into_iter()
            .find_map(|(fact, name)| Some((fact, name?)));
        let at = written.fact.map_or(written.node.at, |fact| fact.at());
        let fact = written.fact.map(|fact| fact.text);
        let fact = fact.or(named.map(|(fact, _)| fact));
        let Some(fact) = fact else {
            let message = "this trigger says no `fact`";
            self.found.error(at, message, "write `{ fact: reply }`");
            return None;
        };
        let name = named.and_then(|(_, name)| Some((name.text()?, name.at)));
        let event = self.event(at, fact, name);
        let when = self.condition(written.when);
        let who = written.who.and_then(|who| self.who(who));
        Some(Trigger {
            event: event?,
            when,
            who,
        })
    }

    /// The event of a fact, with what it names and where.
    fn event(&mut self, at: At, fact: &str, name: Option<(&str, At)>) -> Option<Event> {
        let Some((_, key, kind)) = NAMED_FACTS.iter().find(|(known, ..)| *known == fact) else {
            let event = plain_event(fact);
            if event.is_none() {
                let known: Vec<_> = PLAIN_FACTS
                    .iter()
                    .map(|(n, _)| *n)
                    .chain(NAMED_FACTS.iter().map(|(n, ..)| *n))
                    .collect();
                // A fact of two words may have been written apart.
                let whole = name.map(|(name, _)| format!("{fact}_{name}"));
                let near = Suggestion::of(whole.as_deref().unwrap_or(fact), &known);
                let near = Some(near).filter(Suggestion::is_near);
                self.found.error(
                    at,
                    format!("there is no fact `{fact}`"),
                    near.unwrap_or_else(|| Suggestion::of(fact, &known)),
                );
            }
            return event;
        };
        let Some((name, at)) = name else {
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

    fn who<M>(&mut self, who: Scalar<'_, M>) -> Option<Who> {
        let text = who.text;
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
                    .error(who.at(), format!("nobody is called `{text}`"), help);
                None
            }
        }
    }
}
