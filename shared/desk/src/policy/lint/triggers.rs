//! Triggers that say more than they mean: words behind a fact, keys of other facts, actors who never act so.
use super::draft::Draft;
use super::levels;
use crate::policy::syntax::{Event, Findings, Node, Sense, Trigger, Who};

/// Facts that name something, by the key of the name.
const NAMED: [(&str, &str); 6] = [
    ("notice_delivered", "notice"),
    ("notice_bounced", "notice"),
    ("milestone", "milestone"),
    ("status", "status"),
    ("status_changed", "status"),
    ("met", "metric"),
];

/// Warns of each, and refuses what would be read as something else.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    for (_, node, metric) in draft.metrics() {
        let from: Vec<Trigger> = metric.counted_from.iter().cloned().collect();
        let written = [
            ("starts", metric.starts.as_slice()),
            ("met_by", metric.met_by.as_slice()),
            ("ended_by", metric.ended_by.as_slice()),
            ("counted_from", from.as_slice()),
        ];
        for (key, triggers) in written {
            each(draft, node.get(key), triggers, found);
        }
    }
    for (name, node) in draft.entries(&["notices"]) {
        let mut notices = draft.policy.notices.iter();
        let notice = notices.find(|notice| notice.name == name.text);
        each(
            draft,
            node.get("on"),
            notice.map_or(&[], |notice| &notice.on),
            found,
        );
    }
    let stops_on = |name: &str| {
        let ladder = draft.policy.ladders.get(name);
        ladder.map_or(&[][..], |ladder| ladder.stops_on.as_slice())
    };
    let mut shared = draft.ladders();
    let shared = shared.find(|(_, node, _)| node.get("stops_on").is_none());
    let shared = shared.map_or(&[][..], |(name, ..)| stops_on(&name.text));
    each(draft, draft.at(&["escalation", "stops_on"]), shared, found);
    for (name, node, _) in draft.ladders() {
        each(draft, node.get("stops_on"), stops_on(&name.text), found);
    }
}

fn each(draft: Draft<'_>, node: Option<&Node>, triggers: &[Trigger], found: &mut Findings) {
    for (place, item) in node.map_or(&[][..], Node::items).iter().enumerate() {
        trailing_words(item, found);
        foreign_keys(draft, item, found);
        if let Some(trigger) = triggers.get(place) {
            actor(trigger, item, found);
            level(draft, trigger, item, found);
        }
    }
}

/// `reply by requester` would be read as `reply`, by anybody.
fn trailing_words(item: &Node, found: &mut Findings) {
    let Some((fact, rest)) = item.text().and_then(|text| text.trim().split_once(' ')) else {
        return;
    };
    if NAMED.iter().any(|(named, _)| *named == fact) {
        return;
    }
    let rest = rest.trim();
    let who = rest
        .strip_prefix("by ")
        .map(|who| who.trim_start_matches("the "));
    let help = match (fact, who) {
        ("reply" | "replied" | "agent_replied", Some("requester")) => {
            "write `requester_replied`".to_owned()
        }
        ("reply" | "replied" | "agent_replied", None) if rest.starts_with("to ") => {
            format!("write `{fact}`: a reply is one to the requester")
        }
        ("contacted" | "received", Some(channel)) => {
            format!("write `{{ fact: {fact}, when: channel = {channel} }}`")
        }
        (_, Some(who @ ("agent" | "requester" | "system"))) => {
            format!("write `{{ fact: {fact}, who: {who} }}`")
        }
        (_, _) => {
            format!("write `{fact}`, or `{{ fact: {fact}, who: agent }}` for who must have acted")
        }
    };
    let message = format!("a trigger is one fact: `{rest}` behind `{fact}` has no meaning");
    found.sense(Sense::TrailingWords, item.at, message, help);
}

/// Keys that belong to other facts, and name something that exists or not.
fn foreign_keys(draft: Draft<'_>, item: &Node, found: &mut Findings) {
    let keys = ["notice", "milestone", "status", "metric"];
    let said = item.get("fact").and_then(Node::text);
    let first = || {
        let mut named = NAMED.iter().filter(|(_, key)| item.get(key).is_some());
        named.next().map(|(fact, _)| *fact)
    };
    let Some(fact) = said.or_else(first) else {
        return;
    };
    let own = NAMED
        .iter()
        .find(|(named, _)| *named == fact)
        .map(|(_, key)| *key);
    for key in keys.into_iter().filter(|key| Some(*key) != own) {
        let Some((name, node)) = item.entries().iter().find(|(name, _)| name.text == key) else {
            continue;
        };
        let known: Vec<String> = match key {
            "notice" => draft
                .policy
                .notices
                .iter()
                .map(|notice| notice.name.clone())
                .collect(),
            "milestone" => draft.policy.milestones.clone(),
            "status" => draft.policy.statuses.clone(),
            _ => draft
                .policy
                .metrics
                .iter()
                .map(|metric| metric.name.clone())
                .collect(),
        };
        let value = node.text().unwrap_or_default();
        if known.iter().any(|known| known == value) {
            let message = format!("the fact `{fact}` has no `{key}`");
            let help = match key {
                // What a ticket is, is asked by a condition; what else happens is another trigger.
                "status" | "milestone" => {
                    format!("remove it, or write `when: {key} = {value}` in its place")
                }
                _ => format!("remove `{key}`"),
            };
            found.sense(Sense::ForeignKey, name.at, message, help);
        } else {
            let message = format!("there is no {key} `{value}`, and the fact `{fact}` names none");
            let help = format!("remove `{key}`");
            found.sense(Sense::ForeignName, node.at, message, help);
        }
    }
}

/// A reply is the staff's, an answer the requester's, a delivery the mail system's.
fn actor(trigger: &Trigger, item: &Node, found: &mut Findings) {
    let event = &trigger.event;
    let staff = format!("write `{{ fact: {event}, who: agent }}`");
    let (whose, help) = match (event, trigger.who) {
        (Event::Reply, Some(Who::Requester)) => ("the staff's", "write `requester_replied`".into()),
        (Event::RequesterReplied, Some(Who::Agent | Who::Level(_) | Who::System)) => (
            "the requester's",
            "write `{ fact: reply, who: agent }`".into(),
        ),
        (
            Event::Reply | Event::Acknowledged | Event::TakenInCharge | Event::HandedOver,
            Some(Who::System),
        )
        | (Event::Acknowledged | Event::TakenInCharge | Event::HandedOver, Some(Who::Requester)) => {
            ("the staff's", staff)
        }
        (Event::Contacted, Some(Who::Agent | Who::Level(_) | Who::System)) => {
            ("the requester's", "leave `who` out".into())
        }
        (
            Event::NoticeDelivered(_) | Event::NoticeBounced(_) | Event::Warned | Event::Breached,
            Some(Who::Agent | Who::Level(_) | Who::Requester),
        ) => ("the desk's own", "leave `who` out".into()),
        (_, _) => return,
    };
    let at = item.get("who").map_or(item.at, |who| who.at);
    let message = format!("`{event}` is {whose} act: this never happens");
    found.sense(Sense::WrongActor, at, message, help);
}

/// An agent of a level on which no team stands never acts; without teams, the levels of agents are said elsewhere.
fn level(draft: Draft<'_>, trigger: &Trigger, item: &Node, found: &mut Findings) {
    let (Some(Who::Level(level)), Some(written)) = (trigger.who, item.get("who")) else {
        return;
    };
    if draft.policy.teams.is_empty() {
        return;
    }
    let known = levels::known(draft);
    if !known.contains(&level) {
        let last = known.iter().next_back().copied().unwrap_or(1);
        let message = format!("nobody stands on level {level}: this never happens");
        let help =
            format!("write a level of a team or of `contacts`, up to {last}, or declare one");
        found.sense(Sense::NoSuchLevel, written.at, message, help);
    }
}
