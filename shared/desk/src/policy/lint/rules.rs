//! Rules that contradict each other, undo each other, or change nothing.
use super::conditions::meet;
use super::draft::Draft;
use crate::policy::model::{Policy, Rule};
use crate::policy::syntax::{Findings, Key, Node, Sense, Test};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let nodes = draft.items(&["rules"]);
    let rules = &draft.policy.rules;
    for (place, (rule, node)) in rules.iter().zip(nodes).enumerate() {
        if idle(rule) {
            let at = node.get("do").map_or(node.at, |deed| deed.at);
            let message = format!("the rule `{}` changes nothing", rule.id);
            let help = "write what follows, as in `do: { priority: high }`, or remove the rule";
            found.sense(Sense::IdleRule, at, message, help);
            continue;
        }
        for (other, written) in rules[..place].iter().zip(nodes) {
            against(draft.policy, (rule, node), (other, written), found);
        }
    }
}

/// A rule without a deed, or one that leaves what its condition asks for.
fn idle(rule: &Rule) -> bool {
    let nothing = rule.set_priority.is_none()
        && rule.raise_by == 0
        && rule.set_status.is_none()
        && rule.notify.is_empty();
    let asks = |key: Key, value: &Option<String>| {
        value
            .as_ref()
            .is_none_or(|value| needs(rule, &key).as_ref() == Some(value))
    };
    let stays = asks(Key::Priority, &rule.set_priority) && asks(Key::Status, &rule.set_status);
    nothing || (stays && rule.raise_by == 0 && rule.notify.is_empty())
}

/// The value that a rule's condition asks of a key, where it asks for one and nothing else will do.
fn needs(rule: &Rule, key: &Key) -> Option<String> {
    let atoms = rule.when.atoms();
    let mut of_key = atoms.into_iter().filter(|atom| atom.key == *key);
    match (of_key.next()?, of_key.next()) {
        (atom, None) => match &atom.test {
            Test::Equals(value) if rule.when.requires(atom) => Some(value.clone()),
            Test::Equals(_) | Test::Differs(_) | Test::In(_) | Test::Compare(..) => None,
        },
        (_, Some(_)) => None,
    }
}

fn against(
    policy: &Policy,
    (rule, node): (&Rule, &Node),
    (other, written): (&Rule, &Node),
    found: &mut Findings,
) {
    let differ = |own: &Option<String>, theirs: &Option<String>| {
        own.as_ref()
            .zip(theirs.as_ref())
            .is_some_and(|(own, theirs)| own != theirs)
    };
    let opposite = differ(&rule.set_priority, &other.set_priority)
        || differ(&rule.set_status, &other.set_status)
        || rule.raise_by.signum() * other.raise_by.signum() < 0;
    let line = written.at.line;
    if rule.when == other.when && rule.after == other.after && opposite {
        let message =
            format!("the rule on line {line} has the same condition and the opposite effect");
        let help = "keep one of them, or mend its condition";
        found.sense(Sense::OppositeRules, node.at, message, help);
        return;
    }
    if undo(rule, other) && undo(other, rule) && elsewhere_meet(policy, rule, other) {
        let message = format!("this rule and that on line {line} undo each other");
        let help = "mend the condition of one, so that both cannot follow each other";
        found.sense(Sense::UndoingRules, node.at, message, help);
    }
}

/// Whether what one rule does is what the other waits for.
fn undo(rule: &Rule, other: &Rule) -> bool {
    let leads = |key: Key, set: &Option<String>| {
        set.as_ref()
            .is_some_and(|set| needs(other, &key).as_ref() == Some(set))
    };
    leads(Key::Priority, &rule.set_priority) || leads(Key::Status, &rule.set_status)
}

/// Whether both can concern one ticket, but for the value that they change.
fn elsewhere_meet(policy: &Policy, rule: &Rule, other: &Rule) -> bool {
    let rest = |rule: &Rule| rule.when.without(&[Key::Priority, Key::Status]);
    meet(policy, &rest(rule), &rest(other))
}
