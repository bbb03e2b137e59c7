//! Lists of which the first fitting row counts: rows of hours, of calendars, of shares and of classification that others before
//! them leave no ticket.
use super::conditions::{Holds, holds};
use super::draft::{Draft, written_rows};
use crate::policy::model::{CalendarOf, ClassifyRule, Policy, TicketProfile, tickets};
use crate::policy::syntax::{At, Condition, Findings, Key, Node, Sense};

/// A row of such a list.
#[derive(Clone, Copy)]
pub(super) struct Row<'p> {
    pub(super) at: At,
    pub(super) when: &'p Condition,
}

/// The tickets that a list is looked at for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    All,
    /// Those that are on this level.
    Level(u8),
}

/// Warns of rows that are never reached: of hours, of calendars, of shares and of classification.
pub(super) fn unreachable(draft: Draft<'_>, found: &mut Findings) {
    hours(draft, found);
    shares(draft, found);
    calendars(draft, found);
    classification(draft, found);
}

fn shares(draft: Draft<'_>, found: &mut Findings) {
    for (name, node) in draft.entries(&["metrics"]) {
        let metric = draft.policy.metric(&name.text);
        let written = node.get("kept").map_or(&[][..], Node::items);
        let rows = metric.map_or(&[][..], |metric| &metric.kept);
        let conditions = rows.iter().map(|row| &row.when);
        each_reached(draft.policy, &placed(written, conditions), found);
    }
}

/// Rows of which whose hours count, of metrics and of their promises.
fn calendars(draft: Draft<'_>, found: &mut Findings) {
    for (name, node) in draft.entries(&["metrics"]) {
        let Some(metric) = draft.policy.metric(&name.text) else {
            continue;
        };
        choice(draft.policy, node, &metric.calendar, found);
        for (row, node) in metric.targets.iter().zip(written_rows(node)) {
            if let Some(calendar) = &row.calendar {
                choice(draft.policy, node, calendar, found);
            }
        }
    }
}

fn choice(policy: &Policy, node: &Node, calendar: &CalendarOf, found: &mut Findings) {
    if let (Some(written), CalendarOf::ByTicket(rows)) = (node.get("calendar"), calendar) {
        let conditions = rows.iter().map(|row| &row.when);
        each_reached(policy, &placed(written.items(), conditions), found);
    }
}

/// Rows with their places in the file.
fn placed<'p>(written: &[Node], conditions: impl Iterator<Item = &'p Condition>) -> Vec<Row<'p>> {
    let rows = written.iter().zip(conditions);
    rows.map(|(node, when)| Row { at: node.at, when }).collect()
}

fn each_reached(policy: &Policy, rows: &[Row<'_>], found: &mut Findings) {
    for (row, place) in rows.iter().zip(0..) {
        covered(policy, Of::All, *row, &rows[..place], found);
    }
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
        let conditions = rows.iter().map(|row| &row.when);
        each_reached(draft.policy, &placed(written.items(), conditions), found);
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
        let all = dead
            .iter()
            .all(|before| taken(draft.policy, Of::All, row, before));
        if let (true, Some(before)) = (all, dead.first()) {
            covered(draft.policy, Of::All, row, before, found);
        }
    }
}

/// Whether rows before leave a row none of these tickets.
pub(super) fn taken(policy: &Policy, of: Of, row: Row<'_>, before: &[Row<'_>]) -> bool {
    let only_all = row.when.is_always() && !before.iter().any(|other| other.when.is_always());
    if before.is_empty() || only_all || holds(policy, row.when) == Some(Holds::Never) {
        return false;
    }
    let conditions = before.iter().map(|row| row.when);
    let conditions = conditions.chain(std::iter::once(row.when));
    let all = tickets(policy, conditions.collect::<Vec<_>>().iter().copied());
    let concerned = |ticket: &TicketProfile| match (of, ticket.get(&Key::Level)) {
        (Of::All, _) | (_, None) => true,
        (Of::Level(level), Some(own)) => own == level.to_string(),
    };
    all.is_some_and(|all| {
        let own = all.iter().filter(|ticket| concerned(ticket));
        let mut own = own.filter(|ticket| row.when.eval(*ticket)).peekable();
        own.peek().is_some() && own.all(|ticket| before.iter().any(|other| other.when.eval(ticket)))
    })
}

/// The row among those before that takes all of these tickets, in words; several, where no one does.
pub(super) fn taker(policy: &Policy, of: Of, row: Row<'_>, before: &[Row<'_>]) -> String {
    let mut each = before.iter();
    let alone = each.find(|other| taken(policy, of, row, std::slice::from_ref(other)));
    alone.map_or_else(
        || "those before it take its tickets".to_owned(),
        |other| format!("line {} takes its tickets", other.at.line),
    )
}

pub(super) fn covered(
    policy: &Policy,
    of: Of,
    row: Row<'_>,
    before: &[Row<'_>],
    found: &mut Findings,
) {
    if taken(policy, of, row, before) && !found.knows(row.at) {
        let taker = taker(policy, of, row, before);
        let message = format!("this row is never reached: {taker}");
        let help = "move it up or remove it";
        found.sense(Sense::UnreachableRow, row.at, message, help);
    }
}
