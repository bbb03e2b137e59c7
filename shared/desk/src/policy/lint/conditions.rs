//! Conditions that hold of no ticket, or of every one.
use super::asked::{Asked, Purpose, conditions};
use super::draft::Draft;
use crate::policy::model::{Policy, tickets};
use crate::policy::syntax::{Condition, Findings, Key, Sense, Test};

/// Warns of each condition of the file that chooses nothing.
pub(super) fn that_choose_nothing(draft: Draft<'_>, found: &mut Findings) {
    for asked in conditions(draft) {
        judge(draft.policy, &asked, found);
    }
}

fn judge(policy: &Policy, asked: &Asked<'_>, found: &mut Findings) {
    let (condition, node) = (&asked.condition, asked.node);
    if found.knows_of(node) {
        return;
    }
    if condition.is_always() {
        // A row for all tickets may well say so; an exception of all leaves nothing.
        if asked.purpose == Purpose::Except {
            let help = "name the tickets that are excepted, or remove the exception";
            found.sense(
                Sense::AlwaysHolds,
                node.at,
                "this excepts every ticket",
                help,
            );
        }
        return;
    }
    match (holds(policy, condition), asked.purpose) {
        (Some(Holds::Never), Purpose::Except) => {
            let message = format!("no ticket can ever be `{condition}`: this excepts nothing");
            let help = "mend the condition or remove the exception";
            found.sense(Sense::NeverHolds, node.at, message, help);
        }
        (Some(Holds::Never), Purpose::Select) => {
            let message = format!("no ticket can ever be `{condition}`");
            let help = "mend the condition or remove the row";
            found.sense(Sense::NeverHolds, node.at, message, help);
        }
        (Some(Holds::Always), Purpose::Except) => {
            let message = format!("every ticket is `{condition}`: this excepts all");
            let help = "mend the condition or remove the exception";
            found.sense(Sense::AlwaysHolds, node.at, message, help);
        }
        (Some(Holds::Always), Purpose::Select) => {
            let message = format!("every ticket is `{condition}`");
            let help = "mend the condition, or leave `when` out";
            found.sense(Sense::AlwaysHolds, node.at, message, help);
        }
        (Some(Holds::Sometimes) | None, _) => {}
    }
}

/// How often a condition can hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Never,
    Sometimes,
    Always,
}

/// How often a condition holds of the tickets that can be; nothing if they are too many.
pub(super) fn holds(policy: &Policy, condition: &Condition) -> Option<Holds> {
    if let Some(plain) = plainly(policy, condition) {
        return Some(plain);
    }
    let all = tickets(policy, std::iter::once(condition))?;
    let held = all.iter().filter(|ticket| condition.eval(*ticket)).count();
    Some(match held {
        0 => Holds::Never,
        all_of_them if all_of_them == all.len() => Holds::Always,
        _ => Holds::Sometimes,
    })
}

/// As [`holds`], of values of different keys that are asked for together, as most conditions are: no ticket need be
/// looked at.
fn plainly(policy: &Policy, condition: &Condition) -> Option<Holds> {
    let atoms = condition.joined_comparisons()?;
    let (mut keys, mut of_type, mut priority) = (Vec::new(), None, None);
    for atom in atoms {
        let Test::Equals(value) = &atom.test else {
            return None;
        };
        if atom.key == Key::Level || keys.contains(&&atom.key) {
            return None;
        }
        if atom.key == Key::Type {
            of_type = Some(value.as_str());
        } else if atom.key == Key::Priority {
            priority = Some(value.as_str());
        }
        keys.push(&atom.key);
    }
    let fits = match (of_type, priority) {
        (Some(of), Some(priority)) => policy.priorities_of(Some(of)).contains(&priority),
        (_, _) => true,
    };
    Some(if fits { Holds::Sometimes } else { Holds::Never })
}

/// Whether one ticket can meet both conditions; yes, where that is too much to look at.
pub(super) fn meet(policy: &Policy, one: &Condition, other: &Condition) -> bool {
    let both = [one, other];
    let all = tickets(policy, both.into_iter());
    all.is_none_or(|all| {
        all.iter()
            .any(|ticket| one.eval(ticket) && other.eval(ticket))
    })
}

/// Whether two conditions hold of the same tickets, however they are written.
pub(super) fn same(policy: &Policy, one: &Condition, other: &Condition) -> bool {
    one == other
        || (one.keys() == other.keys() && within(policy, one, other) && within(policy, other, one))
}

/// Whether every ticket of one condition meets the other; no, where that is too much to look at.
pub(super) fn within(policy: &Policy, one: &Condition, other: &Condition) -> bool {
    if one == other || other.is_always() {
        return true;
    }
    let all = tickets(policy, [one, other].into_iter());
    all.is_some_and(|all| {
        let mut own = all.iter().filter(|ticket| one.eval(*ticket)).peekable();
        own.peek().is_some() && own.all(|ticket| other.eval(ticket))
    })
}
