//! Rows of targets: those that no ticket meets, those that another always wins over, and those for the
//! same tickets.
use std::collections::BTreeSet;

use super::channels::closed_to_these;
use super::conditions::{Holds, holds};
use super::draft::{Draft, condition, written_rows};
use crate::policy::model::{Combine, Metric, Policy, Target, TicketProfile, tickets};
use crate::policy::syntax::{At, Condition, Event, Findings, Node, Sense};

/// Warns of rows that promise nothing to anybody.
pub(super) fn without_ticket(draft: Draft<'_>, found: &mut Findings) {
    for (_, node, metric) in draft.metrics() {
        let written = Written {
            policy: draft.policy,
            metric,
        };
        let targets = pairs(written_rows(node), &metric.targets);
        let overrides = node.get("overrides").map_or(&[][..], Node::items);
        let overrides = pairs(overrides, &metric.overrides);
        if !written.overridden(&targets, &overrides, found) {
            written.layer(&targets, &overrides, found);
        }
        written.layer(&overrides, &[], found);
    }
    add_ons(draft, found);
}

fn pairs<'p>(nodes: &'p [Node], rows: &'p [Target]) -> Vec<Row<'p>> {
    nodes
        .iter()
        .zip(rows)
        .map(|(node, row)| Row { node, row })
        .collect()
}

/// A row as it is written and as it is understood.
#[derive(Clone, Copy)]
struct Row<'p> {
    node: &'p Node,
    row: &'p Target,
}

impl Row<'_> {
    fn at(&self) -> At {
        self.node.get("when").map_or(self.node.at, |when| when.at)
    }
}

struct Written<'p> {
    policy: &'p Policy,
    metric: &'p Metric,
}

impl Written<'_> {
    /// An override of all tickets: of all rows below it none is to blame.
    fn overridden(&self, rows: &[Row<'_>], above: &[Row<'_>], found: &mut Findings) -> bool {
        let all = above.iter().find(|row| {
            let own = condition(row.node, "when").unwrap_or_else(Condition::always);
            own.is_always() || holds(self.policy, &own) == Some(Holds::Always)
        });
        let (Some(all), false) = (all, rows.is_empty()) else {
            return false;
        };
        let message = "this override wins over every row of `targets`";
        let help = "say by `when` for which tickets it is, or write it in `targets` alone";
        found.sense(Sense::NeverWins, all.node.at, message, help);
        true
    }

    /// Rows of one layer; those of `above` win over them.
    fn layer(&self, rows: &[Row<'_>], above: &[Row<'_>], found: &mut Findings) {
        let conditions = rows.iter().chain(above).map(|row| &row.row.when);
        let all = tickets(self.policy, conditions);
        let winners = all.map(|all| self.winners((rows, above), &all));
        for (place, row) in rows.iter().enumerate() {
            let own = condition(row.node, "when").unwrap_or_else(Condition::always);
            if holds(self.policy, &own) == Some(Holds::Never) {
                // Told where the condition stands.
                continue;
            }
            if holds(self.policy, &row.row.when) == Some(Holds::Never) {
                let message = format!("no ticket can ever be `{}`", row.row.when);
                let help = "mend the condition or remove the row";
                found.sense(Sense::NeverHolds, row.at(), message, help);
                continue;
            }
            let before = &rows[..place];
            let same = before.iter().find(|other| other.row.when == row.row.when);
            if let Some(first) = same {
                let message = format!("line {} promises for the same tickets", first.node.at.line);
                found.sense(Sense::NeverWins, row.node.at, message, "keep one of them");
                continue;
            }
            self.closed_channel(row, found);
            if winners.as_ref().is_some_and(|all| !all.contains(&place)) {
                never_wins(row, above, found);
            }
        }
    }

    /// The places of the rows that count for some ticket.
    fn winners(
        &self,
        (rows, above): (&[Row<'_>], &[Row<'_>]),
        all: &[TicketProfile],
    ) -> BTreeSet<usize> {
        let mut winners = BTreeSet::new();
        for ticket in all {
            let fits = |other: &Row<'_>| other.row.when.eval(ticket);
            if above.iter().any(fits) {
                continue;
            }
            let fitting = rows.iter().enumerate().filter(|(_, row)| fits(row));
            match self.metric.combine {
                // Each may be the earliest at some hour.
                Combine::Strictest => winners.extend(fitting.map(|(place, _)| place)),
                Combine::MostSpecific => {
                    let winner = fitting
                        .rev()
                        .max_by_key(|(_, other)| other.row.when.specificity());
                    winners.extend(winner.map(|(place, _)| place));
                }
            }
        }
        winners
    }

    /// A row that asks for a channel which opens no ticket that the row is for.
    fn closed_channel(&self, row: &Row<'_>, found: &mut Findings) {
        let mut starts = self.metric.starts.iter();
        // Whoever reaches out again may do so by any channel.
        if starts.any(|start| start.event == Event::Contacted) {
            return;
        }
        closed_to_these(self.policy, &row.row.when, row.at(), found);
    }
}

fn never_wins(row: &Row<'_>, above: &[Row<'_>], found: &mut Findings) {
    let message = if above.is_empty() {
        "this row never counts: all its tickets have a more specific row"
    } else {
        "this row never counts: others win over it for all its tickets"
    };
    let help = "remove it, or mend its condition";
    found.sense(Sense::NeverWins, row.node.at, message, help);
}

/// Rows of add-ons that no ticket meets under the condition of the whole.
fn add_ons(draft: Draft<'_>, found: &mut Findings) {
    for (name, node) in draft.entries(&["add_ons"]) {
        let Some(add_on) = draft.policy.add_ons.get(&name.text) else {
            continue;
        };
        for (metric, rows) in node.get("targets").map_or(&[][..], Node::entries) {
            let (Some(understood), Some(of)) = (
                add_on.targets.get(&metric.text),
                draft.policy.metric(&metric.text),
            ) else {
                continue;
            };
            let rows = pairs(rows.items(), understood);
            let written = Written {
                policy: draft.policy,
                metric: of,
            };
            let own = condition(node, "when");
            let never = own.is_some_and(|own| holds(draft.policy, &own) == Some(Holds::Never));
            if !never {
                written.layer(&rows, &[], found);
            }
        }
    }
}
