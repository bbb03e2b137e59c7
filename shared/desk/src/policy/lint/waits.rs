//! Rules that wait longer than another lets them, or that do not wait for what they end.
use super::conditions::within;
use super::rules::{needs, of_rule};
use crate::policy::model::{Policy, Rule};
use crate::policy::syntax::{Findings, Key, Node, Sense};
use crate::time::{Amount, Counting, Value};

/// Tells of a rule that solves or closes, without a wait, what waits for the requester or for the desk.
pub(super) fn none(rule: &Rule, node: &Node, found: &mut Findings) {
    let ends = rule.set_status.as_deref();
    let ends = ends.filter(|to| matches!(*to, "resolved" | "closed"));
    let waits = needs(rule, &Key::Status);
    let waits = waits.filter(|status| !matches!(status.as_str(), "resolved" | "closed"));
    if let (Some(to), Some(status), None) = (ends, waits, rule.after) {
        let message = format!("a ticket would be `{to}` as soon as it is `{status}`");
        let help = "write how long it waits, as in `after: 5 business days`";
        found.sense(Sense::HastyRule, node.at, message, help);
    }
}

/// Tells of a rule that waits in a status which another has ended by then.
pub(super) fn too_long(
    policy: &Policy,
    (rule, node): (&Rule, &Node),
    (other, written): (&Rule, &Node),
    found: &mut Findings,
) -> bool {
    let is_end = std::ptr::eq(rule, other);
    let sooner = !is_end
        && rule
            .after
            .is_some_and(|own| other.after.is_none_or(|theirs| not_longer(theirs, own)));
    let ends = other.set_status.as_ref().is_some_and(|to| {
        of_rule(policy, rule, &Key::Status, |ticket| {
            ticket.get(&Key::Status).is_some_and(|own| own != to)
        })
    });
    // At the same moment rules follow in the order of the file: what is written later comes too late.
    let after = rule.line >= other.line || rule.after != other.after;
    if !sooner
        || !ends
        || !after
        || found.knows(node.at)
        || !within(policy, &rule.when, &other.when)
    {
        return false;
    }
    let to = other.set_status.as_deref().unwrap_or_default();
    let message = format!(
        "this rule never follows: that on line {} has made the ticket `{to}` by then",
        written.at.line
    );
    let help = if to == "closed" {
        "leave one of them out".to_owned()
    } else {
        format!("let it wait for `status = {to}`, or leave one of them out")
    };
    found.sense(Sense::UnreachableRow, node.at, message, help);
    true
}

/// Whether one wait is at most as long as another whatever the hours are.
fn not_longer(one: Amount, other: Amount) -> bool {
    if let (Some(one), Some(other)) = (around_the_clock(one), around_the_clock(other)) {
        return one <= other;
    }
    one.counting == other.counting
        && match (one.value, other.value) {
            (Value::Time(one), Value::Time(other)) => one <= other,
            (Value::Days(one), Value::Days(other)) => one <= other,
            (Value::Months(one), Value::Months(other)) => one <= other,
            (Value::Time(_) | Value::Days(_) | Value::Months(_), _) => false,
        }
}

/// Hours around the clock, of an amount that no opening hours concern; in a rule that is one without a word before it.
fn around_the_clock(amount: Amount) -> Option<i64> {
    match (amount.counting, amount.value) {
        (Counting::Business, _) | (_, Value::Months(_)) => None,
        (_, Value::Time(time)) => Some(time.num_hours()),
        (_, Value::Days(days)) => Some(i64::from(days) * 24),
    }
}
