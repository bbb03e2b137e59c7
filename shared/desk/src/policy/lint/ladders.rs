//! Ladders that go nowhere: levels without anybody, steps in no order, steps before their clock begins.
use chrono::TimeDelta;

use super::conditions::meet;
use super::draft::Draft;
use super::{levels, steps};
use crate::policy::model::{Ladder, Metric, Promise, Step, StepAt};
use crate::policy::syntax::{Event, Findings, Node, Sense};
use crate::time::{Amount, Value};

/// Warns of each.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    for (name, node, steps) in draft.ladders() {
        let Some(ladder) = draft.policy.ladders.get(&name.text) else {
            continue;
        };
        if steps.is_empty() {
            let message = format!("the ladder `{}` has no step", name.text);
            found.sense(
                Sense::EmptyLadder,
                name.at,
                message,
                "add `{ at: 100%, notify: [team_lead] }`",
            );
            continue;
        }
        let of = OneLadder {
            draft,
            ladder,
            steps,
            metrics: draft
                .policy
                .metrics
                .iter()
                .filter(|metric| metric.ladder.as_ref() == Some(&name.text))
                .collect(),
        };
        of.levels(found);
        of.after_another(found);
        of.order(found);
        of.before_start(found);
        of.stops_at_start(node, found);
        of.told(found);
        steps::senseless(draft.policy, ladder, steps, found);
    }
}

struct OneLadder<'p> {
    draft: Draft<'p>,
    ladder: &'p Ladder,
    steps: &'p [Node],
    /// Those that have it.
    metrics: Vec<&'p Metric>,
}

impl<'p> OneLadder<'p> {
    fn pairs(&self) -> impl Iterator<Item = (&'p Step, &'p Node)> {
        self.ladder.steps.iter().zip(self.steps)
    }

    fn levels(&self, found: &mut Findings) {
        let known = levels::known(self.draft);
        for (place, (step, node)) in self.pairs().enumerate() {
            let (Some(level), Some(written)) = (step.raise_to, node.get("raise_to")) else {
                continue;
            };
            if !known.contains(&level) {
                let message = format!("nobody stands on level {level}");
                let last = known.iter().next_back().copied().unwrap_or(1);
                let help = format!(
                    "write a level of a team or of `contacts`, up to {last}, or declare one"
                );
                found.sense(Sense::NoSuchLevel, written.at, message, help);
                continue;
            }
            let mut before = self.pairs().take(place);
            let higher = before.find(|(other, _)| {
                other.raise_to.is_some_and(|to| to > level)
                    && meet(self.draft.policy, &other.when, &step.when)
            });
            if let Some((other, _)) = higher {
                let to = other.raise_to.unwrap_or_default();
                let message = format!(
                    "an earlier step, on line {}, has raised the ticket to {to}",
                    other.line
                );
                let help = "remove `raise_to`, or put the steps in order of level";
                found.sense(Sense::LowerLevel, written.at, message, help);
            }
        }
    }

    /// Steps that count from the one before, where all of those are for other tickets.
    fn after_another(&self, found: &mut Findings) {
        for (place, (step, node)) in self.pairs().enumerate() {
            let before = self.ladder.steps.get(..place).unwrap_or_default();
            let (Some(last), StepAt::AfterPrevious(_)) = (before.last(), &step.at) else {
                continue;
            };
            let mut before = before.iter();
            let shared = before.any(|other| meet(self.draft.policy, &other.when, &step.when));
            if !shared && !found.knows(node.at) {
                let message = format!(
                    "this step waits for that on line {}, which is for other tickets: it never comes",
                    last.line
                );
                let help = "count from `start` or `due`, or mend a condition";
                found.sense(Sense::StepOrder, node.at, message, help);
            }
        }
    }

    /// Whether a step from the start comes before a share of every promise of the ladder.
    fn sooner_than_share(&self, step: &StepAt, other: &StepAt) -> bool {
        let (StepAt::AfterStart(after), StepAt::Share(share)) = (step, other) else {
            return false;
        };
        let rows = self
            .metrics
            .iter()
            .flat_map(|metric| metric.targets.iter().chain(&metric.overrides));
        let mut promises = rows.filter_map(|row| row.promise.amount()).peekable();
        let (Value::Time(after_time), true) = (after.value, promises.peek().is_some()) else {
            return false;
        };
        promises.all(|promise| match promise.value {
            Value::Time(time) => {
                promise.counting == after.counting
                    && after_time * 100 < time * i32::try_from(*share).unwrap_or(i32::MAX)
            }
            // Three quarters of the shortest day are longer than that.
            Value::Days(_) | Value::Months(_) => after_time < TimeDelta::hours(4),
        })
    }

    /// Steps that stand behind later ones for the same tickets. Shares of the target are compared where they are
    /// read.
    fn order(&self, found: &mut Findings) {
        for (place, (step, node)) in self.pairs().enumerate() {
            let mut before = self.pairs().take(place);
            let later = before.find(|(other, _)| {
                let later =
                    comes_later(&other.at, &step.at) || self.sooner_than_share(&step.at, &other.at);
                later && meet(self.draft.policy, &other.when, &step.when)
            });
            if let Some((other, _)) = later.filter(|_| !found.knows(node.at)) {
                let message = format!("this step comes before that on line {}", other.line);
                found.sense(
                    Sense::StepOrder,
                    node.at,
                    message,
                    "put the steps in order of time",
                );
            }
        }
    }

    /// A step that is longer before due than any of its promises lasts.
    fn before_start(&self, found: &mut Findings) {
        for (step, node) in self.pairs() {
            let StepAt::BeforeDue(before) = step.at else {
                continue;
            };
            let rows = self
                .metrics
                .iter()
                .flat_map(|metric| metric.targets.iter().chain(&metric.overrides));
            let rows = rows.filter(|row| meet(self.draft.policy, &row.when, &step.when));
            let mut promises = rows
                .filter_map(|row| match &row.promise {
                    Promise::Within(amount) | Promise::WordsWithClock(_, amount) => {
                        Some(Some(*amount))
                    }
                    Promise::By(_) | Promise::Slot | Promise::Committed | Promise::Agreed(_) => {
                        Some(None)
                    }
                    Promise::Words(_) | Promise::None => None,
                })
                .peekable();
            let longer = |promise: Option<Amount>| {
                promise.is_some_and(|promise| surely_longer(before, promise))
            };
            if promises.peek().is_some() && promises.all(longer) {
                let at = node
                    .get("before")
                    .or_else(|| node.get("at"))
                    .map_or(node.at, |at| at.at);
                let message = "this step would come before its clock begins: no promise is so long";
                let help = "write a shorter time, or a share as in `at: 75%`";
                found.sense(Sense::BeforeStart, at, message, help);
            }
        }
    }

    fn stops_at_start(&self, node: &Node, found: &mut Findings) {
        let shared = || self.draft.at(&["escalation", "stops_on"]);
        let Some(written) = node.get("stops_on").or_else(shared) else {
            return;
        };
        for (trigger, item) in self.ladder.stops_on.iter().zip(written.items()) {
            let starts = |metric: &&Metric| {
                metric
                    .starts
                    .iter()
                    .any(|start| start.event == trigger.event)
            };
            let comes_early = matches!(trigger.event, Event::Warned | Event::Escalated);
            let own = trigger.event == Event::Breached || (comes_early && self.steps.len() > 1);
            if own && !found.knows(item.at) {
                let message = format!(
                    "`{}` is what the ladder does itself: no step after that is taken",
                    trigger.event
                );
                let help = "name what somebody does about it, as `acknowledged`";
                found.sense(Sense::StopsItself, item.at, message, help);
                continue;
            }
            let at_once = !self.metrics.is_empty() && self.metrics.iter().all(starts);
            if (at_once || trigger.event == Event::Received) && !found.knows(item.at) {
                let message = format!(
                    "`{}` starts these clocks: their ladder would stop before its first step",
                    trigger.event
                );
                let help = "name what somebody does about it, as `acknowledged`";
                found.sense(Sense::StopsAtStart, item.at, message, help);
            }
        }
    }

    /// Internal clocks are never shown to requesters.
    fn told(&self, found: &mut Findings) {
        if self.metrics.is_empty() || !self.metrics.iter().all(|metric| metric.internal) {
            return;
        }
        for key in ["notify", "cc"] {
            for role in self
                .steps
                .iter()
                .filter_map(|step| step.get(key))
                .flat_map(Node::items)
            {
                if matches!(role.text(), Some("requester" | "organisation_admins")) {
                    let message = "requesters never see this clock, and this step tells them of it";
                    let help = "tell the staff, or take `internal` from the metric";
                    found.sense(Sense::InternalTold, role.at, message, help);
                }
            }
        }
    }
}

/// A unit, and how many of it.
fn size(amount: Amount) -> (u8, i64) {
    match amount.value {
        Value::Time(time) => (0, time.num_milliseconds()),
        Value::Days(days) => (1, i64::from(days)),
        Value::Months(months) => (2, i64::from(months)),
    }
}

/// Whether `one` is longer than `other` whatever the hours are; of other units nobody can say.
fn surely_longer(one: Amount, other: Amount) -> bool {
    let ((one_unit, one_size), (other_unit, other_size)) = (size(one), size(other));
    let same = one.counting == other.counting && one_unit == other_unit;
    same && one_size > other_size
}

/// Whether a step certainly comes after another.
fn comes_later(step: &StepAt, other: &StepAt) -> bool {
    match (step, other) {
        (StepAt::AfterDue(one), StepAt::AfterDue(other))
        | (StepAt::AfterStart(one), StepAt::AfterStart(other))
        | (StepAt::BeforeDue(other), StepAt::BeforeDue(one)) => surely_longer(*one, *other),
        (StepAt::AfterDue(_), StepAt::BeforeDue(_)) => true,
        (StepAt::Share(share), StepAt::BeforeDue(_)) => *share >= 100,
        (_, _) => false,
    }
}
