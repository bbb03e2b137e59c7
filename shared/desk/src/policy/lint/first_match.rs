//! Lists of which the first fitting row counts: rows that others before them leave no ticket.
use super::conditions::{Holds, holds};
use super::draft::Draft;
use super::rows::closed_channel;
use crate::policy::model::{ClassifyRule, Policy, Route, tickets};
use crate::policy::syntax::{At, Condition, Findings, Node, Sense};

/// A row of such a list.
struct Row<'p> {
    at: At,
    when: &'p Condition,
}

/// Warns of rows that are never reached: of hours, routing and classification.
pub(super) fn unreachable(draft: Draft<'_>, found: &mut Findings) {
    hours(draft, found);
    routing(draft, found);
    classification(draft, found);
}

fn hours(draft: Draft<'_>, found: &mut Findings) {
    let plans = draft.entries(&["plans"]).iter().filter_map(|(name, node)| {
        Some((
            node.get("hours")?,
            &draft.policy.plans.get(&name.text)?.hours,
        ))
    });
    let add_ons = draft
        .entries(&["add_ons"])
        .iter()
        .filter_map(|(name, node)| {
            Some((
                node.get("hours")?,
                &draft.policy.add_ons.get(&name.text)?.hours,
            ))
        });
    for (written, rows) in plans.chain(add_ons) {
        let rows: Vec<Row<'_>> = written
            .items()
            .iter()
            .zip(rows)
            .map(|(node, row)| Row {
                at: node.at,
                when: &row.when,
            })
            .collect();
        for (row, place) in rows.iter().zip(0..) {
            covered(draft.policy, row, &rows[..place], found);
            closed_channel(draft.policy, row.when, row.at, found);
        }
    }
}

fn routing(draft: Draft<'_>, found: &mut Findings) {
    let routes: Vec<(&Node, &Route)> = draft
        .items(&["routing"])
        .iter()
        .zip(&draft.policy.routing)
        .collect();
    let level = |route: &Route| draft.policy.teams.get(&route.team).map(|team| team.level);
    for (place, (node, route)) in routes.iter().enumerate() {
        // A route out of its hours leaves its tickets to those behind it, and one of another level to these.
        let before = routes[..place].iter();
        let before =
            before.filter(|(_, other)| other.hours.is_none() && level(other) == level(route));
        let before: Vec<Row<'_>> = before
            .map(|(node, other)| Row {
                at: node.at,
                when: &other.when,
            })
            .collect();
        let row = Row {
            at: node.at,
            when: &route.when,
        };
        covered(draft.policy, &row, &before, found);
    }
}

fn classification(draft: Draft<'_>, found: &mut Findings) {
    let rules = &draft.policy.classify.rules;
    let nodes = draft.items(&["classify", "rules"]);
    for (place, (rule, node)) in rules.iter().zip(nodes).enumerate() {
        let row = Row {
            at: node.at,
            when: &rule.when,
        };
        let before = |sets: fn(&ClassifyRule) -> bool| -> Vec<Row<'_>> {
            let earlier = rules[..place].iter().zip(nodes);
            let earlier = earlier.filter(|(other, _)| !other.reads() && sets(other));
            earlier
                .map(|(other, node)| Row {
                    at: node.at,
                    when: &other.when,
                })
                .collect()
        };
        let mut dead = Vec::new();
        if rule.set_type.is_some() {
            dead.push(before(|rule| rule.set_type.is_some()));
        }
        if rule.set_priority.is_some() {
            dead.push(before(|rule| rule.set_priority.is_some()));
        }
        if rule.set_area.is_some() {
            dead.push(before(|rule| rule.set_area.is_some()));
        }
        let all = dead.iter().all(|before| taken(draft.policy, &row, before));
        if let (true, Some(before)) = (all, dead.first()) {
            covered(draft.policy, &row, before, found);
        }
    }
}

/// Whether rows before leave a row no ticket.
fn taken(policy: &Policy, row: &Row<'_>, before: &[Row<'_>]) -> bool {
    let only_all = row.when.is_always() && !before.iter().any(|other| other.when.is_always());
    if before.is_empty() || only_all || holds(policy, row.when) == Some(Holds::Never) {
        return false;
    }
    let conditions = before.iter().map(|row| row.when);
    let conditions = conditions.chain(std::iter::once(row.when));
    let all = tickets(policy, conditions.collect::<Vec<_>>().iter().copied());
    all.is_some_and(|all| {
        let mut own = all.iter().filter(|ticket| row.when.eval(*ticket));
        own.all(|ticket| before.iter().any(|other| other.when.eval(ticket)))
    })
}

fn covered(policy: &Policy, row: &Row<'_>, before: &[Row<'_>], found: &mut Findings) {
    if !taken(policy, row, before) || found.knows(row.at) {
        return;
    }
    let alone = before
        .iter()
        .find(|other| taken(policy, row, std::slice::from_ref(other)));
    let message = match alone {
        Some(other) => format!(
            "this row is never reached: line {} takes its tickets",
            other.at.line
        ),
        None => "this row is never reached: those before it take its tickets".to_owned(),
    };
    found.sense(
        Sense::UnreachableRow,
        row.at,
        message,
        "move it up or remove it",
    );
}
