//! Rows for some customers in which a more urgent priority waits longer: of an attribute, a contract, an add-on.
use super::draft::{Draft, written_rows};
use crate::policy::model::{Policy, Promise, Target};
use crate::policy::syntax::{Condition, Findings, Key, Node, Sense, Test};
use crate::time::{Amount, Value};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    for (_, node, metric) in draft.metrics() {
        let own = metric.targets.as_slice();
        rows(
            (draft.policy, Of::Everybody),
            own,
            written_rows(node),
            found,
        );
        let written = node.get("overrides").map_or(&[][..], Node::items);
        rows((draft.policy, Of::Some), &metric.overrides, written, found);
    }
    for (name, node) in draft.entries(&["add_ons"]) {
        let add_on = draft.policy.add_ons.get(&name.text);
        let written = node.get("targets").map_or(&[][..], Node::entries);
        for (metric, node) in written {
            let own = add_on.and_then(|add_on| add_on.targets.get(&metric.text));
            rows(
                (draft.policy, Of::Some),
                own.map_or(&[], Vec::as_slice),
                node.items(),
                found,
            );
        }
    }
}

/// The tickets that a list of rows is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Rows about plans and types alone are compared elsewhere, by the times that tickets get.
    Everybody,
    Some,
}

fn rows((policy, of): (&Policy, Of), rows: &[Target], written: &[Node], found: &mut Findings) {
    for (row, node) in rows.iter().zip(written) {
        let Some((priority, rest)) = of_priority(&row.when) else {
            continue;
        };
        let plain = |key: &Key| matches!(key, Key::Plan | Key::Type);
        if of == Of::Everybody && rest.keys().iter().all(plain) {
            continue;
        }
        let sooner = rows.iter().find(|other| {
            let theirs = of_priority(&other.when);
            theirs.is_some_and(|(theirs, of)| {
                of == rest
                    && policy.priority_rank(priority) < policy.priority_rank(theirs)
                    && is_longer(row, other)
            })
        });
        if let Some(other) = sooner.filter(|_| !found.knows(node.at)) {
            let message = format!(
                "`{priority}` waits longer here than the less urgent ones of line {}",
                other.line
            );
            let help =
                format!("promise `{priority}` a shorter time than those, or mend a condition");
            found.sense(Sense::LaterUrgent, node.at, message, help);
        }
    }
}

/// The one priority that a condition asks for, and what else it asks.
fn of_priority(when: &Condition) -> Option<(&str, Condition)> {
    let atoms = when.joined_comparisons()?;
    let mut priorities = atoms.into_iter().filter(|atom| atom.key == Key::Priority);
    match (priorities.next()?, priorities.next()) {
        (atom, None) => match &atom.test {
            Test::Equals(priority) => Some((priority, when.without(&[Key::Priority]))),
            Test::Differs(_) | Test::In(_) | Test::Compare(..) => None,
        },
        (_, Some(_)) => None,
    }
}

fn is_longer(row: &Target, other: &Target) -> bool {
    let (Promise::Within(own), Promise::Within(theirs)) = (&row.promise, &other.promise) else {
        return false;
    };
    row.calendar == other.calendar && surely_longer(*own, *theirs)
}

fn surely_longer(one: Amount, other: Amount) -> bool {
    one.counting == other.counting
        && match (one.value, other.value) {
            (Value::Time(one), Value::Time(other)) => one > other,
            (Value::Days(one), Value::Days(other)) => one > other,
            (Value::Time(_) | Value::Days(_) | Value::Months(_), _) => false,
        }
}
