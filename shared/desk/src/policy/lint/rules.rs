//! Rules that contradict each other, undo each other, repeat each other, or change nothing.
use super::conditions::{meet, same};
use super::draft::Draft;
use super::waits;
use crate::policy::model::{Policy, Rule, TicketProfile, tickets};
use crate::policy::syntax::{Findings, Key, Node, Sense, Test};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let nodes = draft.items(&["rules"]);
    let rules = &draft.policy.rules;
    for (place, (rule, node)) in rules.iter().zip(nodes).enumerate() {
        if idle(draft.policy, rule, node, found) || too_far(draft.policy, rule, node, found) {
            continue;
        }
        of_all(rule, node, found);
        waits::none(rule, node, found);
        let mut others = rules[..place].iter().zip(nodes);
        // A rule has one mistake, however many rules it is held against.
        let told = others.any(|other| against(draft.policy, (rule, node), other, found));
        if !told && let Some(length) = closes_a_circle(draft.policy, rules, place) {
            let message = format!("this rule and {length} before it follow each other in a circle");
            let help = "mend the condition of one, so that the last does not lead to the first";
            found.sense(Sense::UndoingRules, node.at, message, help);
        }
        let mut all = rules.iter().zip(nodes);
        all.any(|other| waits::too_long(draft.policy, (rule, node), other, found));
    }
}

/// Tells of deeds that leave a ticket as it is; whether nothing else is done.
fn idle(policy: &Policy, rule: &Rule, node: &Node, found: &mut Findings) -> bool {
    let deed = node.get("do");
    let mut deeds = 0;
    let mut without = Vec::new();
    let mut look = |key: &'static str, does: bool, changes: bool| {
        deeds += usize::from(does);
        if does && !changes {
            without.push(key);
        }
    };
    let priority = rule.set_priority.as_ref();
    let changes = priority.is_some_and(|to| !all_have(policy, rule, &Key::Priority, to));
    look("priority", priority.is_some(), changes);
    let status = rule.set_status.as_ref();
    let changes = status.is_some_and(|to| !all_have(policy, rule, &Key::Status, to));
    look("status", status.is_some(), changes);
    let way = if rule.raise_by > 0 { "raise" } else { "lower" };
    // A rule that says which priority raises and lowers nothing.
    let changes = priority.is_none() && !at_the_end(policy, rule) && !of_no_priority(policy, rule);
    look(way, rule.raise_by != 0, changes);
    look("notify", !rule.notify.is_empty(), true);
    if without.len() == deeds {
        let at = deed.map_or(node.at, |deed| deed.at);
        let message = format!("the rule `{}` changes nothing", rule.id);
        let help = match without.first() {
            Some(_) => "mend its condition or what it does, or remove the rule",
            None => "write what follows, as in `do: { priority: … }`, or remove the rule",
        };
        found.sense(Sense::IdleRule, at, message, help);
        return true;
    }
    for key in without {
        let at = deed
            .and_then(|deed| deed.get(key))
            .map_or(node.at, |at| at.at);
        let why = if priority.is_some() && key == way {
            "`priority` says which it is"
        } else {
            "the condition asks for such tickets"
        };
        let message = format!("this `{key}` changes nothing: {why}");
        found.sense(
            Sense::IdleRule,
            at,
            message,
            format!("remove `{key}`, or mend the condition"),
        );
    }
    false
}

/// Tells of a rule that gives all tickets of a type, or all there are, their priority: others are then never theirs.
fn of_all(rule: &Rule, node: &Node, found: &mut Findings) {
    let chooses = rule.when.keys().iter().any(|key| *key != Key::Type);
    let sets = rule.set_priority.is_some() || rule.raise_by != 0;
    if sets && !chooses && rule.after.is_none() && rule.when.arrivals().is_empty() {
        let message = "this rule changes the priority of all of these tickets as they come";
        let help = "say by a condition which of them it is for, or set the priority in `classify`";
        found.sense(Sense::IdleRule, node.at, message, help);
    }
}

/// Tells of a rule that moves a ticket further than the priorities reach.
fn too_far(policy: &Policy, rule: &Rule, node: &Node, found: &mut Findings) -> bool {
    let far = usize::from(rule.raise_by.unsigned_abs());
    if policy.priorities.is_empty() || far < policy.priorities.len() {
        return false;
    }
    let (way, end) = if rule.raise_by > 0 {
        ("raise", policy.priorities.first())
    } else {
        ("lower", policy.priorities.last())
    };
    let message = format!(
        "there are {} priorities: no ticket goes so far",
        policy.priorities.len()
    );
    let end = end.map_or_else(String::new, |end| format!("priority: {}", end.id));
    let help = format!("write `{way}: 1`, or `{end}` in its place");
    let at = node.get("do").and_then(|deed| deed.get(way));
    found.sense(
        Sense::FarRaise,
        at.map_or(node.at, |at| at.at),
        message,
        help,
    );
    true
}

/// How many rules before this one lead from what it does back to its condition; none, where none do. What two rules
/// do to each other is told as that.
fn closes_a_circle(policy: &Policy, rules: &[Rule], place: usize) -> Option<usize> {
    let rule = rules.get(place)?;
    let mut reached: Vec<(&Rule, usize)> = vec![(rule, 0)];
    let mut next = 0;
    while let Some((from, steps)) = reached.get(next).copied() {
        next += 1;
        if steps > 1 && undo(from, rule) && elsewhere_meet(policy, from, rule) {
            return Some(steps);
        }
        for other in &rules[..place] {
            let is_new = !reached.iter().any(|(known, _)| std::ptr::eq(*known, other));
            if is_new && undo(from, other) && elsewhere_meet(policy, from, other) {
                reached.push((other, steps + 1));
            }
        }
    }
    None
}

/// Whether all tickets of a rule have that value already.
fn all_have(policy: &Policy, rule: &Rule, key: &Key, value: &str) -> bool {
    of_rule(policy, rule, key, |ticket| ticket.get(key) == Some(value))
}

/// Whether all tickets of a rule that raises have the highest priority, or the lowest of one that lowers.
fn at_the_end(policy: &Policy, rule: &Rule) -> bool {
    of_rule(policy, rule, &Key::Priority, |ticket| {
        let Some(own) = ticket.get(&Key::Priority) else {
            // Without a priority there is nothing to raise.
            return true;
        };
        let types = policy.types.keys().map(|name| Some(name.as_str()));
        let types: Vec<Option<&str>> = match ticket.get(&Key::Type) {
            Some(of) => vec![Some(of)],
            None => types.chain([None]).collect(),
        };
        let scales = types.into_iter().map(|of| policy.priorities_of(of));
        let mut scales = scales.filter(|scale| scale.contains(&own));
        scales.all(|scale| {
            let end = if rule.raise_by > 0 {
                scale.first()
            } else {
                scale.last()
            };
            end == Some(&own)
        })
    })
}

/// Whether the condition of a rule asks for a key, and that holds of all its tickets.
pub(super) fn of_rule(
    policy: &Policy,
    rule: &Rule,
    key: &Key,
    is: impl Fn(&TicketProfile) -> bool,
) -> bool {
    if !rule.when.keys().contains(key) {
        return false;
    }
    let all = tickets(policy, std::iter::once(&rule.when));
    all.is_some_and(|all| {
        let mut own = all
            .iter()
            .filter(|ticket| rule.when.eval(*ticket))
            .peekable();
        own.peek().is_some() && own.all(is)
    })
}

/// Whether all tickets of a rule are of types that have no priorities.
fn of_no_priority(policy: &Policy, rule: &Rule) -> bool {
    of_rule(policy, rule, &Key::Type, |ticket| {
        let of = ticket
            .get(&Key::Type)
            .and_then(|name| policy.types.get(name));
        of.is_some_and(|of| of.priorities.is_empty())
    })
}

/// The value that a rule's condition asks of a key, where it asks for one and nothing else will do.
pub(super) fn needs(rule: &Rule, key: &Key) -> Option<String> {
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

/// Tells of a rule that cannot be meant beside another before it.
fn against(
    policy: &Policy,
    (rule, node): (&Rule, &Node),
    (other, written): (&Rule, &Node),
    found: &mut Findings,
) -> bool {
    let line = written.at.line;
    if rule.after == other.after && same(policy, &rule.when, &other.when) {
        let help = "keep one of them, or mend its condition";
        if opposite(rule, other) {
            let message =
                format!("the rule on line {line} has the same condition and the opposite effect");
            found.sense(Sense::OppositeRules, node.at, message, help);
            return true;
        }
        if repeats(rule, other) {
            let message = format!("the rule on line {line} does the same of the same tickets");
            found.sense(Sense::TwinRules, node.at, message, help);
            return true;
        }
        return false;
    }
    let undone = undo(rule, other) && undo(other, rule) && elsewhere_meet(policy, rule, other);
    if undone {
        let message = format!("this rule and that on line {line} undo each other");
        let help = "mend the condition of one, so that both cannot follow each other";
        found.sense(Sense::UndoingRules, node.at, message, help);
    }
    undone
}

fn opposite(rule: &Rule, other: &Rule) -> bool {
    let differ = |own: &Option<String>, theirs: &Option<String>| {
        let both = own.as_ref().zip(theirs.as_ref());
        both.is_some_and(|(own, theirs)| own != theirs)
    };
    differ(&rule.set_priority, &other.set_priority)
        || differ(&rule.set_status, &other.set_status)
        || rule.raise_by.signum() * other.raise_by.signum() < 0
        || (rule.raise_by != 0 && other.set_priority.is_some())
        || (other.raise_by != 0 && rule.set_priority.is_some())
}

/// Whether a rule does nothing that the other does not.
fn repeats(rule: &Rule, other: &Rule) -> bool {
    let has = |own: &Option<String>, theirs: &Option<String>| own.is_none() || own == theirs;
    has(&rule.set_priority, &other.set_priority)
        && has(&rule.set_status, &other.set_status)
        && (rule.raise_by == 0 || rule.raise_by == other.raise_by)
        && rule.notify.iter().all(|role| other.notify.contains(role))
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
