//! The promise matrix and the rules after intake, in the policy's own terms.
use std::fmt::Write;

use super::Staff;
use crate::contract::grid::{Cell, Chosen, CountedIn, Offer, cell, promises_time};
use crate::contract::page::PagePart;
use crate::policy::{Begins, Condition, Key, Metric, Promise, UntilAgreed, promise_matrix};
use crate::time::{Amount, Counting};

impl Staff<'_> {
    /// A row for each kind of ticket, a column for each metric.
    pub(super) fn matrix(&self) -> Vec<PagePart> {
        let policy = self.0.policy;
        let keys = [
            (!policy.plans.is_empty(), Key::Plan, "Plan"),
            (!policy.types.is_empty(), Key::Type, "Type"),
            (!policy.priorities.is_empty(), Key::Priority, "Priority"),
        ];
        let keys: Vec<_> = keys.into_iter().filter(|(with, ..)| *with).collect();
        let mut head: Vec<_> = keys.iter().map(|(_, _, name)| (*name).to_owned()).collect();
        head.extend(policy.metrics.iter().map(|metric| metric.name.clone()));
        let mut rows = Vec::new();
        for kind in promise_matrix(policy) {
            let name = |key: &Key| {
                let id = kind.get(key);
                id.map_or_else(|| "–".to_owned(), |id| self.0.name_of(key, id))
            };
            let mut row: Vec<_> = keys.iter().map(|(_, key, _)| name(key)).collect();
            let metrics = policy.metrics.iter();
            row.extend(metrics.map(|metric| self.cell(metric, &cell(policy, metric, &kind))));
            rows.push(row);
        }
        if let Some(column) = keys.iter().position(|(_, key, _)| *key == Key::Type) {
            rows = types_joined(rows, column);
        }
        vec![
            PagePart::Heading("Promises".to_owned()),
            PagePart::Table { head, rows },
        ]
    }

    fn cell(&self, metric: &Metric, cell: &Cell<'_>) -> String {
        let base = cell.base.iter().map(|offer| self.offered(metric, offer));
        let base: Vec<_> = base.collect();
        let mut parts = vec![match base.as_slice() {
            [] => "–".to_owned(),
            [only] => only.clone(),
            _ => format!("the earlier of {}", base.join(" and ")),
        }];
        for offer in &cell.further {
            parts.push(format!("{} if {}", self.offered(metric, offer), offer.when));
        }
        parts.join("; ")
    }

    /// A promise without its condition.
    pub(super) fn offered(&self, metric: &Metric, offer: &Offer<'_>) -> String {
        let said = match offer.promise {
            Promise::Within(amount) => amount_in(amount, &offer.hours),
            Promise::Words(words) => self.0.words(words).to_owned(),
            Promise::WordsWithClock(words, amount) => {
                let amount = amount_in(amount, &offer.hours);
                format!("{} (staff: {amount})", self.0.words(words))
            }
            Promise::By(by) => format!("by {by}"),
            Promise::None => "–".to_owned(),
            Promise::Slot => slots(metric),
            Promise::Committed => committed(metric, &offer.hours),
            Promise::Agreed(until) => match until {
                UntilAgreed::Nothing => "the agreed date".to_owned(),
                UntilAgreed::Within(amount) => {
                    let until = amount_in(amount, &offer.hours);
                    format!("the agreed date (until one is agreed: {until})")
                }
                UntilAgreed::By(by) => format!("the agreed date (until one is agreed: by {by})"),
            },
        };
        match offer.begins {
            Begins::AfterCutOff(minute) if promises_time(offer.promise) => {
                format!("{said}, cut-off {:02}:{:02}", minute / 60, minute % 60)
            }
            Begins::AfterCutOff(_) | Begins::AtOnce | Begins::NextOpening => said,
        }
    }

    /// What may raise, lower or move a ticket after it arrived, and to whom it goes.
    pub(super) fn rules(&self) -> Vec<PagePart> {
        let policy = self.0.policy;
        let mut parts = Vec::new();
        let mut table = |heading: &str, head: [&str; 3], rows: Vec<Vec<String>>| {
            if !rows.is_empty() {
                parts.push(PagePart::Heading(heading.to_owned()));
                let head = head.map(str::to_owned).to_vec();
                parts.push(PagePart::Table { head, rows });
            }
        };
        let routes = policy.routing.iter().map(|route| {
            let hours = route.hours.clone().unwrap_or_default();
            vec![super::tickets(&route.when), route.team.clone(), hours]
        });
        table("Routing", ["For", "Team", "Hours"], routes.collect());
        let rules = policy.rules.iter().map(|rule| {
            let after = rule.after.as_ref().map(|after| format!(" for {after}"));
            let mut does = Vec::new();
            if let Some(priority) = &rule.set_priority {
                does.push(format!("priority {priority}"));
            }
            if rule.raise_by != 0 {
                does.push(format!("priority {:+}", rule.raise_by));
            }
            if let Some(status) = &rule.set_status {
                does.push(format!("status {status}"));
            }
            if !rule.notify.is_empty() {
                does.push(format!("tells {}", rule.notify.join(", ")));
            }
            let when = super::tickets(&rule.when) + &after.unwrap_or_default();
            vec![rule.id.clone(), when, does.join(", ")]
        });
        table("Rules", ["Rule", "When", "Does"], rules.collect());
        parts
    }
}

fn amount_in(amount: &Amount, hours: &CountedIn<'_>) -> String {
    match (amount.counting, hours) {
        (Counting::Elapsed | Counting::Calendar, _) => amount.to_string(),
        (Counting::Business | Counting::Bare, CountedIn::Calendar(name)) => {
            format!("{amount} of `{name}`")
        }
        (Counting::Business | Counting::Bare, CountedIn::OfPlan(rows)) => {
            let rows = rows.iter().map(|(when, name)| (when, *name));
            format!("{amount} of {}", chosen(rows))
        }
        (Counting::Business | Counting::Bare, CountedIn::ByTicket(rows)) => {
            let rows = rows.iter().map(|(when, hours)| match hours {
                Chosen::Calendar(name) => (when, *name),
                Chosen::Plan => (when, "plan"),
            });
            format!("{amount} of {}", chosen(rows))
        }
        (Counting::Business | Counting::Bare, CountedIn::Always) => {
            format!("{amount} around the clock")
        }
    }
}

/// Hours by ticket, in the order in which they are looked at.
fn chosen<'p>(rows: impl Iterator<Item = (&'p Condition, &'p str)>) -> String {
    let rows = rows.map(|(when, name)| {
        if when.is_always() {
            format!("else `{name}`")
        } else {
            format!("`{name}` if {when}")
        }
    });
    rows.collect::<Vec<_>>().join(", ")
}

fn slots(metric: &Metric) -> String {
    let Some(slots) = &metric.slots else {
        return String::new();
    };
    let times = slots.at.iter();
    let times: Vec<_> = times
        .map(|at| format!("{:02}:{:02}", at / 60, at % 60))
        .collect();
    let (times, calendar, grace) = (times.join(", "), &slots.calendar, slots.grace);
    format!("at {times} of `{calendar}`, within {grace}")
}

fn committed(metric: &Metric, hours: &CountedIn<'_>) -> String {
    let bands = metric.commitment.iter();
    let bands = bands.flat_map(|commitment| &commitment.bands).map(|band| {
        let to = amount_in(&band.to, hours);
        format!("{}: {} to {to}", band.difficulty, band.from)
    });
    let bands: Vec<_> = bands.collect();
    format!("committed by the agent ({})", bands.join("; "))
}

/// Types that are promised the same stand in one row.
fn types_joined(rows: Vec<Vec<String>>, column: usize) -> Vec<Vec<String>> {
    let mut joined: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let same = |other: &&mut Vec<String>| {
            let mut cells = other.iter().zip(&row).enumerate();
            cells.all(|(place, (a, b))| place == column || a == b)
        };
        match (joined.iter_mut().find(same), row.get(column)) {
            (Some(first), Some(name)) => {
                if let Some(cell) = first.get_mut(column) {
                    // Writing to a string cannot fail.
                    let _ = write!(cell, ", {name}");
                }
            }
            (_, _) => joined.push(row),
        }
    }
    joined
}
