//! Triggers that say more than they mean: words behind a fact, keys of other facts, actors who never act so.
use super::draft::Draft;
use crate::policy::syntax::{Event, Findings, Node, Sense, Suggestion, Trigger, Who};

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
    each(draft, draft.at(&["escalation", "stops_on"]), &[], found);
    for (_, node, _) in draft.ladders() {
        each(draft, node.get("stops_on"), &[], found);
    }
}

fn each(draft: Draft<'_>, node: Option<&Node>, triggers: &[Trigger], found: &mut Findings) {
    for (place, item) in node.map_or(&[][..], Node::items).iter().enumerate() {
        trailing_words(item, found);
        foreign_keys(draft, item, found);
        if let Some(trigger) = triggers.get(place) {
            actor(trigger, item, found);
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
            let near = Suggestion::of(value, &known).or(format!("remove `{key}`"));
            found.sense(Sense::ForeignName, node.at, message, near);
        }
    }
}

/// A reply is the staff's, an answer the requester's.
fn actor(trigger: &Trigger, item: &Node, found: &mut Findings) {
    let (whose, instead) = match (&trigger.event, trigger.who) {
        (Event::Reply, Some(Who::Requester)) => ("the staff's", "requester_replied"),
        (Event::RequesterReplied, Some(Who::Agent | Who::Level(_) | Who::System)) => {
            ("the requester's", "{ fact: reply, who: agent }")
        }
        (Event::Acknowledged | Event::TakenInCharge, Some(Who::Requester)) => {
            ("the staff's", "{ fact: acknowledged, who: agent }")
        }
        (_, _) => return,
    };
    let at = item.get("who").map_or(item.at, |who| who.at);
    let message = format!("`{}` is {whose} act: this never happens", trigger.event);
    found.sense(Sense::WrongActor, at, message, format!("write `{instead}`"));
}
