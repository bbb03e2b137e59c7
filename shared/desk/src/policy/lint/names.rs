//! Names that a policy declares and nothing asks for: ladders, contacts, questions, scales, milestones, teams.
use std::collections::BTreeSet;

use super::draft::Draft;
use crate::policy::model::{Policy, QueueKey, Team};
use crate::policy::syntax::{
    At, Condition, Event, Findings, Key, Name, Node, NodeKind, Sense, Trigger,
};

/// Roles that the table of contacts fills.
const BY_TABLE: [&str; 4] = ["level", "contact", "level_above", "level_below"];

/// Warns of each.
pub(super) fn unused(draft: Draft<'_>, found: &mut Findings) {
    ladders(draft, found);
    contacts(draft, found);
    questions_and_scales(draft, found);
    milestones(draft, found);
    statuses(draft, found);
    teams(draft, found);
}

fn say(kind: Sense, at: At, what: &str, name: &str, found: &mut Findings) {
    let message = format!("nothing uses the {what} `{name}`");
    found.sense(kind, at, message, "name it somewhere, or remove it");
}

fn ladders(draft: Draft<'_>, found: &mut Findings) {
    for (name, _, _) in draft.ladders() {
        let of = |ladder: &Option<String>| ladder.as_ref() == Some(&name.text);
        if draft.policy.metrics.iter().any(|metric| of(&metric.ladder)) {
            continue;
        }
        let message = format!("no metric has the ladder `{}`", name.text);
        let help = format!(
            "write `ladder: {}` in a metric, or remove the ladder",
            name.text
        );
        found.sense(Sense::UnusedLadder, name.at, message, help);
    }
}

fn contacts(draft: Draft<'_>, found: &mut Findings) {
    let Some(table) = key(draft.root, "contacts") else {
        return;
    };
    let policy = draft.policy;
    let steps = policy.ladders.values().flat_map(|ladder| &ladder.steps);
    let steps = steps.flat_map(|step| step.notify.iter().chain(&step.cc).chain(&step.reassign));
    let notices = policy
        .notices
        .iter()
        .flat_map(|notice| notice.to.iter().chain(&notice.cc));
    let rules = policy.rules.iter().flat_map(|rule| &rule.notify);
    let mut told = steps.chain(notices).chain(rules);
    if policy.contacts.is_some() && !told.any(|role| BY_TABLE.contains(&role.as_str())) {
        let message = "nothing tells these contacts";
        let help = "name `contact` or `level_above` in the `notify` of a step, or remove the table";
        found.sense(Sense::UnusedContacts, table.at, message, help);
    }
}

fn key<'n>(node: &'n Node, key: &str) -> Option<&'n Name> {
    let mut entries = node.entries().iter();
    entries
        .find(|(name, _)| name.text == key)
        .map(|(name, _)| name)
}

/// Every comparison of the conditions of a file.
pub(super) fn asked(node: &Node, all: &mut Vec<(Key, Vec<String>)>) {
    match &node.kind {
        NodeKind::Null | NodeKind::Text { .. } => {}
        NodeKind::List(items) => items.iter().for_each(|item| asked(item, all)),
        NodeKind::Map(entries) => {
            for (name, value) in entries {
                let condition = value.text().map(Condition::parse);
                match (name.text.as_str(), condition) {
                    ("when" | "unless" | "urgent", Some(Ok(condition))) => {
                        let atoms = condition.atoms().into_iter();
                        all.extend(
                            atoms.map(|atom| (atom.key.clone(), atom.test.named().to_vec())),
                        );
                    }
                    (_, _) => asked(value, all),
                }
            }
        }
    }
}

fn questions_and_scales(draft: Draft<'_>, found: &mut Findings) {
    let mut all = Vec::new();
    asked(draft.root, &mut all);
    let of_name = |key: &Key, name: &str| {
        let own = [Key::Answer(name.to_owned()), Key::Field(name.to_owned())];
        own.contains(key)
    };
    let queue = &draft.policy.queue;
    let orders = |name: &str| queue.contains(&QueueKey::Scale(name.to_owned()));
    for (name, _) in draft.entries(&["classify", "ask"]) {
        let id = name.text.as_str();
        let scaled = draft.policy.scales.contains_key(id);
        if !scaled && !all.iter().any(|(key, _)| of_name(key, id)) {
            let message = format!("nothing asks for the answer to `{id}`");
            let help = format!("write `{id} = …` in a rule or a condition, or remove the question");
            found.sense(Sense::UnusedQuestion, name.at, message, help);
        }
    }
    for (name, _) in draft.entries(&["scales"]) {
        if !orders(&name.text) && !all.iter().any(|(key, _)| of_name(key, &name.text)) {
            let message = format!("no queue is in the order of `{}`", name.text);
            let help = format!(
                "add `queue: [priority, {}, opened]`, or remove the scale",
                name.text
            );
            found.sense(Sense::UnusedScale, name.at, message, help);
        }
    }
}

fn milestones(draft: Draft<'_>, found: &mut Findings) {
    let mut all = Vec::new();
    asked(draft.root, &mut all);
    let in_conditions = all.iter().filter(|(key, _)| *key == Key::Milestone);
    let mut used: BTreeSet<&str> = in_conditions
        .flat_map(|(_, named)| named)
        .map(String::as_str)
        .collect();
    for trigger in triggers(draft.policy) {
        if let Event::Milestone(name) = &trigger.event {
            used.insert(name);
        }
    }
    for item in draft.items(&["milestones"]) {
        let name = item.text().unwrap_or_default();
        if !used.contains(name) {
            say(Sense::UnusedMilestone, item.at, "milestone", name, found);
        }
    }
}

/// Statuses of the policy's own in which no clock stands still, and which nothing asks for or sets.
fn statuses(draft: Draft<'_>, found: &mut Findings) {
    let policy = draft.policy;
    let mut all = Vec::new();
    asked(draft.root, &mut all);
    let in_conditions = all.iter().filter(|(key, _)| *key == Key::Status);
    let mut used: BTreeSet<&str> = in_conditions
        .flat_map(|(_, named)| named)
        .chain(policy.metrics.iter().flat_map(|metric| &metric.pauses))
        .chain(
            policy
                .rules
                .iter()
                .filter_map(|rule| rule.set_status.as_ref()),
        )
        .map(String::as_str)
        .collect();
    for trigger in triggers(policy) {
        if let Event::Status(Some(name)) = &trigger.event {
            used.insert(name);
        }
    }
    for item in draft.items(&["statuses"]) {
        let name = item.text().unwrap_or_default();
        if !used.contains(name) && !found.knows(item.at) {
            let message = format!("nothing uses the status `{name}`: no clock stands still in it");
            let help = format!("write `pauses: [{name}]` in a metric, or remove it");
            found.sense(Sense::UnusedStatus, item.at, message, help);
        }
    }
}

fn triggers(policy: &Policy) -> impl Iterator<Item = &Trigger> {
    let metrics = policy.metrics.iter();
    let metrics = metrics.flat_map(|metric| {
        metric
            .starts
            .iter()
            .chain(&metric.met_by)
            .chain(&metric.ended_by)
            .chain(&metric.counted_from)
    });
    let notices = policy.notices.iter().flat_map(|notice| &notice.on);
    let ladders = policy.ladders.values().flat_map(|ladder| &ladder.stops_on);
    metrics.chain(notices).chain(ladders)
}

/// Teams beside others of their level, to which no route and no area sends a ticket.
fn teams(draft: Draft<'_>, found: &mut Findings) {
    let policy = draft.policy;
    let of_areas = policy.areas.values().filter_map(|area| area.team.as_ref());
    let sent: BTreeSet<&String> = policy
        .routing
        .iter()
        .map(|route| &route.team)
        .chain(of_areas)
        .collect();
    if sent.is_empty() {
        return;
    }
    let with_rota = policy
        .teams
        .values()
        .filter(|team| team.on_call.is_some())
        .count();
    for (name, _) in draft.entries(&["teams"]) {
        let Some(team) = policy.teams.get(&name.text) else {
            continue;
        };
        let beside = |other: &&Team| other.level == team.level;
        let alone = policy.teams.values().filter(beside).count() == 1;
        let on_call = team.on_call.is_some() && with_rota == 1;
        if !alone && !on_call && !sent.contains(&name.text) {
            let message = format!("no ticket goes to the team `{}`", name.text);
            let help = "add a row of `routing` or an area for it, or remove it";
            found.sense(Sense::UnusedTeam, name.at, message, help);
        }
    }
}
