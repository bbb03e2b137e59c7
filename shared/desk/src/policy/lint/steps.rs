//! Steps of one ladder that take each other's place: at the same moment, to the same level, to the same people.
use super::conditions::meet;
use crate::policy::model::{Ladder, Policy, Step, StepAt};
use crate::policy::syntax::{Findings, Node, Sense};

/// Warns of each.
pub(super) fn senseless(policy: &Policy, ladder: &Ladder, nodes: &[Node], found: &mut Findings) {
    for (place, (step, node)) in ladder.steps.iter().zip(nodes).enumerate() {
        let before = ladder.steps.get(..place).unwrap_or_default();
        same_moment(policy, (step, node), before, found);
        // The lowest rung may be written out, where others follow.
        let rung = place == 0 && ladder.own_steps().any(|other| other.raise_to > Some(1));
        if !(rung && step.raise_to == Some(1)) {
            same_level((step, node), before, found);
        }
        told_twice(node, found);
    }
}

/// A step that another of the same moment overtakes is never taken.
fn same_moment(
    policy: &Policy,
    (step, node): (&Step, &Node),
    before: &[Step],
    found: &mut Findings,
) {
    let at_once = |other: &&Step| {
        let same = step.at == other.at && !matches!(step.at, StepAt::AfterPrevious(_));
        same && meet(policy, &other.when, &step.when)
    };
    let Some(other) = before.iter().find(at_once) else {
        return;
    };
    if found.knows(node.at) {
        return;
    }
    let people = |step: &Step| {
        let mut people: Vec<String> = step.notify.iter().chain(&step.cc).cloned().collect();
        people.sort();
        people
    };
    let line = other.line;
    let message = if people(step) == people(other) && !step.notify.is_empty() {
        format!("this step tells the same people at the same moment as that on line {line}")
    } else {
        format!("the step on line {line} comes at the same moment: only this one is taken")
    };
    let help = "write one step of both, or let one of them come later";
    found.sense(Sense::SameMoment, node.at, message, help);
}

fn same_level((step, node): (&Step, &Node), before: &[Step], found: &mut Findings) {
    let (Some(level), Some(written)) = (step.raise_to, node.get("raise_to")) else {
        return;
    };
    let raised = |other: &&Step| {
        let all = other.when.is_always() || other.when == step.when;
        other.raise_to == Some(level) && all
    };
    let message = match before.iter().find(raised) {
        _ if level == 1 => "every ticket is on level 1 or above: this raises none".to_owned(),
        Some(other) => format!(
            "the step on line {} has raised the ticket to {level} already",
            other.line
        ),
        None => return,
    };
    if !found.knows(written.at) {
        let help = "raise it further, or remove `raise_to`";
        found.sense(Sense::SameLevel, written.at, message, help);
    }
}

fn told_twice(node: &Node, found: &mut Findings) {
    let told = |key: &str| node.get(key).map_or(&[][..], Node::items);
    for copied in told("cc") {
        let same = |role: &Node| role.text() == copied.text();
        if told("notify").iter().any(same) {
            let message = format!(
                "this step tells `{}` already",
                copied.text().unwrap_or_default()
            );
            let help = "copy somebody else, or remove it from `cc`";
            found.sense(Sense::ToldTwice, copied.at, message, help);
        }
    }
}
