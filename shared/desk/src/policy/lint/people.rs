//! People whom a policy means and does not reach: nobody told, nobody in turn, contacts of strange keys.
use chrono::Datelike;

use super::channels::open_channels;
use super::draft::Draft;
use crate::policy::model::Policy;
use crate::policy::syntax::{Findings, Name, Node, NodeKind, Sense};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    nobody(draft, found);
    contacts(draft, found);
    if let Some(number) = draft.at(&["emergency", "number"]) {
        let text = number.text().unwrap_or_default();
        if !text.chars().any(|sign| sign.is_ascii_digit()) {
            let message = "this is no number that anybody can call";
            found.sense(
                Sense::NoNumber,
                number.at,
                message,
                "write `\"+32 2 555 01 00\"`",
            );
        }
    }
    let first = draft.policy.effective_from;
    if let (false, Some(node)) = (
        (1990..=2100).contains(&first.year()),
        draft.at(&["effective_from"]),
    ) {
        let message = format!("no desk begins in the year {}", first.year());
        found.sense(
            Sense::OddDate,
            node.at,
            message,
            "write the first day, as in `2026-01-01`",
        );
    }
}

fn nobody(draft: Draft<'_>, found: &mut Findings) {
    for (name, team) in draft.entries(&["teams"]) {
        let rota = team.get("on_call").and_then(|rota| rota.get("rota"));
        if let Some(rota) = rota.filter(|rota| rota.items().is_empty()) {
            let message = format!("nobody of `{}` is ever on call", name.text);
            let help = "name agents of the team, or remove `on_call`";
            found.sense(Sense::Nobody, rota.at, message, help);
        }
    }
    without_members(draft, found);
}

/// Teams without a member where others have some: whoever is sent to them stays with nobody.
fn without_members(draft: Draft<'_>, found: &mut Findings) {
    let mut teams = draft.policy.teams.values();
    let some_have = teams.any(|team| !team.members.is_empty());
    for (name, node) in draft.entries(&["teams"]) {
        let members = node.get("members");
        let team = draft.policy.teams.get(&name.text);
        let empty = team.is_some_and(|team| team.members.is_empty());
        if empty && (some_have || members.is_some()) {
            let at = members.map_or(name.at, |members| members.at);
            let message = format!("nobody is a member of the team `{}`", name.text);
            let help = "name its agents, as in `members: [ann]`, or remove the team";
            found.sense(Sense::Nobody, at, message, help);
        }
    }
}

/// The names that a policy declares under a key of contacts; nothing where any word will do.
fn declared(policy: &Policy, key: &str) -> Option<Vec<String>> {
    let names = match key {
        "plan" => policy.plans.keys().cloned().collect(),
        "add_on" => policy.add_ons.keys().cloned().collect(),
        "type" => policy.types.keys().cloned().collect(),
        "area" => policy.areas.keys().cloned().collect(),
        "priority" | "requested_priority" => policy
            .priorities
            .iter()
            .map(|known| known.id.clone())
            .collect(),
        "channel" => open_channels(policy).cloned().collect(),
        "milestone" => policy.milestones.clone(),
        "locale" => policy.locales.clone(),
        "level" => (1..=9).map(|level: u8| level.to_string()).collect(),
        "difficulty" => {
            let bands = policy.metrics.iter().flat_map(|metric| &metric.commitment);
            bands
                .flat_map(|commitment| &commitment.bands)
                .map(|band| band.difficulty.clone())
                .collect()
        }
        _ => return None,
    };
    Some(names)
}

fn contacts(draft: Draft<'_>, found: &mut Findings) {
    let Some(section) = draft.at(&["contacts"]) else {
        return;
    };
    let by = section.get("by").map_or(&[][..], Node::items);
    for key in by {
        let text = key.text().unwrap_or_default();
        if declared(draft.policy, text).is_some_and(|names| names.is_empty()) {
            let message = format!("no ticket has a value under `{text}`: the policy declares none");
            let help = "ask for a key that tickets have, as `[priority, level]`";
            found.sense(Sense::StrangeKey, key.at, message, help);
            return;
        }
    }
    let entries = section
        .entries()
        .iter()
        .filter(|(name, _)| name.text != "by");
    cells(draft.policy, &entries.collect::<Vec<_>>(), by, found);
}

fn cells(policy: &Policy, entries: &[&(Name, Node)], by: &[Node], found: &mut Findings) {
    let Some((key, rest)) = by.split_first() else {
        return;
    };
    let key = key.text().unwrap_or_default();
    let known = declared(policy, key);
    for (name, node) in entries {
        if known
            .as_ref()
            .is_some_and(|known| !known.contains(&name.text))
        {
            let message = format!("no ticket has the {key} `{}`", name.text);
            let known = known.as_deref().unwrap_or_default().join(", ");
            found.sense(
                Sense::StrangeCell,
                name.at,
                message,
                format!("there is {known}"),
            );
        }
        if let NodeKind::Map(below) = &node.kind {
            cells(policy, &below.iter().collect::<Vec<_>>(), rest, found);
        }
    }
}
