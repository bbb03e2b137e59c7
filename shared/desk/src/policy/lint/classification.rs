//! Classifications that leave a ticket without its type or priority, or decide nothing.
use super::asked::conditions;
use super::draft::Draft;
use crate::policy::model::{Classification, ClassifyRule, Policy, tickets};
use crate::policy::syntax::{At, Findings, Key, Node, Sense};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let Some(section) = draft.at(&["classify"]) else {
        return;
    };
    idle_rules(draft, found);
    unreached(draft, found);
    let asks_alone = section.entries().iter().all(|(key, _)| key.text == "ask");
    if !asks_alone && !of_no_type(draft, section, found) {
        of_no_priority(draft, section, found);
    }
}

/// The place of the default, or of the section that has none.
fn place(section: &Node) -> At {
    section.get("default").map_or(section.at, |node| node.at)
}

/// The default as it stands, with one thing more.
fn default_with(classify: &Classification, kind: Option<&str>, priority: Option<&str>) -> String {
    let kind = kind.or(classify.default_type.as_deref());
    let priority = priority.or(classify.default_priority.as_deref());
    let parts = [("type", kind), ("priority", priority)];
    let parts = parts
        .into_iter()
        .filter_map(|(key, value)| Some(format!("{key}: {}", value?)));
    format!("default: {{ {} }}", parts.collect::<Vec<_>>().join(", "))
}

/// Whether a rule decides whatever a ticket is.
fn of_every_ticket(rule: &ClassifyRule) -> bool {
    rule.when.is_always() && !rule.reads()
}

/// Tickets that no rule fits, where nothing says their type; whether that is told.
fn of_no_type(draft: Draft<'_>, section: &Node, found: &mut Findings) -> bool {
    let policy = draft.policy;
    let classify = &policy.classify;
    let mut rules = classify.rules.iter();
    let all = rules.any(|rule| rule.set_type.is_some() && of_every_ticket(rule));
    let (Some((last, of)), None, false) = (policy.types.last(), &classify.default_type, all) else {
        return false;
    };
    let mut asked = conditions(draft).into_iter();
    let matters = classify.rules.iter().any(|rule| rule.set_type.is_some())
        || asked.any(|asked| asked.condition.keys().contains(&Key::Type));
    if !matters {
        return false;
    }
    let message = "a ticket that no rule fits gets no type";
    let lacks = classify.default_priority.is_none();
    let priority = of.priorities.last().filter(|_| lacks);
    let default = default_with(classify, Some(last), priority.map(String::as_str));
    let help = format!("write `{default}`, or the type that most of them have");
    found.sense(Sense::UnsetType, place(section), message, help);
    true
}

/// Tickets that nothing gives a priority of their type.
fn of_no_priority(draft: Draft<'_>, section: &Node, found: &mut Findings) {
    let policy = draft.policy;
    let classify = &policy.classify;
    if policy.types.is_empty() {
        let all = classify
            .rules
            .iter()
            .any(|rule| rule.set_priority.is_some() && of_every_ticket(rule));
        let given = classify.default_priority.is_some() || classify.matrix.is_some() || all;
        if let (Some(last), false) = (policy.priorities.last(), given) {
            let default = default_with(classify, None, Some(&last.id));
            let help = format!("write `{default}`, or the priority that most of them have");
            let message = "a ticket that no rule fits gets no priority";
            found.sense(Sense::UnsetPriority, place(section), message, help);
        }
        return;
    }
    for (name, of) in &policy.types {
        let Some(last) = of.priorities.last() else {
            continue;
        };
        let gives = Gives::to(policy, &of.priorities);
        let by_answers = gives.by_default || gives.by_matrix;
        let is_default = classify.default_type.as_ref() == Some(name);
        if !is_default && !by_answers && !gives.by_others && type_alone(draft, name, last, found) {
            continue;
        }
        // What nobody knows better stays so, whatever rules say of others.
        if (is_default && !by_answers) || gives.nothing() {
            let message = format!("nothing gives a ticket of the type `{name}` its priority");
            let help = if is_default {
                format!("write `{}`", default_with(classify, None, Some(last)))
            } else {
                format!(
                    "add a rule, as in `{{ id: usual, when: type = {name}, set: {{ priority: {last} }} }}`"
                )
            };
            found.sense(Sense::UnsetPriority, place(section), message, help);
            return;
        }
    }
}

/// Rules that set a type with priorities, and leave the priority to nobody; whether there is one.
fn type_alone(draft: Draft<'_>, name: &str, last: &str, found: &mut Findings) -> bool {
    let mut told = false;
    let rules = draft.policy.classify.rules.iter();
    for (rule, node) in rules.zip(draft.items(&["classify", "rules"])) {
        if rule.set_type.as_deref() == Some(name) && rule.set_priority.is_none() {
            let message = format!(
                "`{}` makes a ticket `{name}`, and nothing gives it a priority",
                rule.id
            );
            let help = format!(
                "write `set: {{ type: {name}, priority: {last} }}`, or another of its priorities"
            );
            let at = node.get("set").map_or(node.at, |set| set.at);
            found.sense(Sense::UnsetPriority, at, message, help);
            told = true;
        }
    }
    told
}

/// Whatever gives tickets one of some priorities.
struct Gives {
    by_default: bool,
    by_matrix: bool,
    /// Rules that set a type as well.
    with_type: bool,
    /// Rules for tickets of a type that is set elsewhere.
    by_others: bool,
}

impl Gives {
    fn to(policy: &Policy, priorities: &[String]) -> Self {
        let has = |priority: &String| priorities.contains(priority);
        let classify = &policy.classify;
        let sets = |rule: &&ClassifyRule| rule.set_priority.as_ref().is_some_and(has);
        let mut cells = classify
            .matrix
            .iter()
            .flat_map(|matrix| matrix.priority.iter().flatten());
        let (with_type, alone): (Vec<_>, Vec<_>) = classify
            .rules
            .iter()
            .filter(sets)
            .partition(|rule| rule.set_type.is_some());
        let mut later = policy
            .rules
            .iter()
            .filter_map(|rule| rule.set_priority.as_ref());
        Self {
            by_default: classify.default_priority.as_ref().is_some_and(has),
            by_matrix: cells.any(has),
            with_type: !with_type.is_empty(),
            by_others: !alone.is_empty() || later.any(has),
        }
    }

    fn nothing(&self) -> bool {
        !(self.by_default || self.by_matrix || self.with_type || self.by_others)
    }
}

/// Rules that set what their condition asks for: it is said already, and stands.
fn idle_rules(draft: Draft<'_>, found: &mut Findings) {
    let rules = draft.policy.classify.rules.iter();
    for (rule, node) in rules.zip(draft.items(&["classify", "rules"])) {
        let said = |key: &Key| rule.when.keys().contains(key) && each_has(draft.policy, rule, key);
        if let (None, None, None) = (&rule.set_type, &rule.set_priority, &rule.set_area) {
            let at = node.get("set").map_or(node.at, |set| set.at);
            let message = format!("the rule `{}` decides nothing", rule.id);
            let help = "write what it sets, as in `set: { priority: … }`, or remove the rule";
            found.sense(Sense::IdleRule, at, message, help);
        }
        let mut decided = Vec::new();
        if rule.set_type.is_some() && said(&Key::Type) {
            decided.push("type");
        }
        if rule.set_area.is_some() && said(&Key::Area) {
            decided.push("area");
        }
        for key in decided {
            let set = node.get("set");
            let at = set.and_then(|set| set.get(key)).map_or(node.at, |at| at.at);
            if !found.knows_of(node) && !found.knows(node.at) {
                let message = format!(
                    "`{}` sets no {key}: its tickets have one, which stands",
                    rule.id
                );
                let help = format!("remove this `{key}`, or do not ask for it in `when`");
                found.sense(Sense::IdleRule, at, message, help);
            }
        }
    }
}

/// Whether each ticket of a rule's condition has a value of that key.
fn each_has(policy: &Policy, rule: &ClassifyRule, key: &Key) -> bool {
    tickets(policy, std::iter::once(&rule.when)).is_some_and(|all| {
        let mut own = all.iter().filter(|ticket| rule.when.eval(*ticket));
        own.all(|ticket| ticket.get(key).is_some())
    })
}

/// Priorities that a matrix never comes to, and nothing else sets.
fn unreached(draft: Draft<'_>, found: &mut Findings) {
    let policy = draft.policy;
    let (Some(matrix), Some(node)) = (&policy.classify.matrix, draft.at(&["classify", "matrix"]))
    else {
        return;
    };
    if policy.rules.iter().any(|rule| rule.raise_by != 0) {
        return;
    }
    let by_rules = policy.classify.rules.iter();
    let by_rules = by_rules.filter_map(|rule| rule.set_priority.as_ref());
    let later = policy
        .rules
        .iter()
        .filter_map(|rule| rule.set_priority.as_ref());
    let set = by_rules
        .chain(later)
        .chain(&policy.classify.default_priority);
    let cells = matrix.priority.iter().flatten();
    let given: Vec<&String> = cells.chain(set).collect();
    for known in policy
        .priorities
        .iter()
        .filter(|known| !given.contains(&&known.id))
    {
        let message = format!(
            "neither the matrix nor a rule comes to the priority `{}`",
            known.id
        );
        let help = "write it in a cell, or remove the priority";
        found.sense(Sense::UnreachedPriority, node.at, message, help);
    }
}
