//! Compiles ladders: their steps, what stops them, and when their notices wait.
use crate::policy::model::{Again, Ladder, Named, Quiet, Step, StepAt};
use crate::policy::syntax::Event;

use super::reader::Reader;
use crate::policy::file::{self, Or};
use crate::time::{Amount, Value};

/// More rounds than that wake nobody who was not woken before.
const MOST_ROUNDS: u8 = 20;

impl Reader<'_> {
    pub(super) fn ladders(&mut self) -> Named<Ladder> {
        let mut ladders = Named::new();
        let Some(section) = &self.file.escalation else {
            return ladders;
        };
        let stops_on = self.triggers_or(section.stops_on.as_ref(), Event::Acknowledged);
        let quiet = section.quiet.as_ref().and_then(|quiet| self.quiet(quiet));
        for (name, written) in &section.ladders {
            let (steps, own_stops, own_quiet, again) = match written {
                Or::Short(steps) => (Some(steps), None, None, None),
                Or::Full(ladder) => (
                    ladder.steps.as_ref(),
                    ladder.stops_on.as_ref(),
                    ladder.quiet.as_ref(),
                    ladder.again.as_ref(),
                ),
            };
            let again = again.and_then(|again| self.again(again));
            let own_stops = own_stops.map(|own| self.triggers(Some(own)));
            let own_quiet = own_quiet.and_then(|own| self.quiet(own));
            let steps = steps.map_or(&[][..], |steps| &steps.0.items);
            let mut ladder = Ladder {
                name: name.text.clone(),
                steps: steps.iter().filter_map(|step| self.step(step)).collect(),
                again,
                stops_on: own_stops.unwrap_or_else(|| stops_on.clone()),
                quiet: own_quiet.or_else(|| quiet.clone()),
            };
            self.order(&ladder, steps);
            let own = ladder.steps.clone();
            for round in 1..=again.map_or(0, |again| again.times) {
                let steps = own.iter().cloned();
                ladder
                    .steps
                    .extend(steps.map(|step| Step { round, ..step }));
            }
            ladders.insert(name.text.clone(), ladder);
        }
        ladders
    }

    fn again(&mut self, written: &file::Again<'_>) -> Option<Again> {
        let after = written.after.and_then(|after| self.amount(after));
        let times: Option<u8> = self.number(written.times);
        let (after, times) = (after?, times?);
        if !(1..=MOST_ROUNDS).contains(&times) {
            let at = written.times.map_or(written.node.at, |times| times.at());
            let message = format!("a ladder comes again 1 to {MOST_ROUNDS} times");
            self.found.error(at, message, "write `times: 3`");
            return None;
        }
        let none = match after.value {
            Value::Time(time) => time.is_zero(),
            Value::Days(days) => days == 0,
            Value::Months(months) => months == 0,
        };
        if none {
            let at = written.after.map_or(written.node.at, |after| after.at());
            let message = "the steps would come again at the same moment";
            self.found.error(at, message, "write `after: 1 hour`");
            return None;
        }
        Some(Again { after, times })
    }

    fn quiet(&mut self, quiet: &file::Quiet<'_>) -> Option<Quiet> {
        let outside = self.name(quiet.outside);
        let unless = self.exception(quiet.unless);
        Some(Quiet {
            outside: outside?,
            unless,
        })
    }

    fn step(&mut self, written: &file::Step<'_>) -> Option<Step> {
        let at = self.step_at(written);
        let reassign = written.reassign.and_then(|role| self.role(role));
        let step = Step {
            at: at?,
            when: self.condition(written.when),
            raise_to: self.number(written.raise_to),
            reassign,
            notify: self.recipients(written.notify.as_ref()),
            cc: self.recipients(written.cc.as_ref()),
            round: 0,
            line: written.node.at.line,
        };
        if step.notify.is_empty() && step.raise_to.is_none() && step.reassign.is_none() {
            let help = "add `notify`, `raise_to` or `reassign`";
            self.found
                .warning(written.node.at, "this step does nothing", help);
        }
        Some(step)
    }

    fn step_at(&mut self, step: &file::Step<'_>) -> Option<StepAt> {
        let times = [
            ("at", step.at.map(|at| at.node)),
            ("before", step.before.map(|before| before.node)),
            ("after", step.after.map(|after| after.node)),
        ];
        let given = times.into_iter();
        let given: Vec<_> = given.filter_map(|(key, node)| Some((key, node?))).collect();
        let [(key, value)] = given.as_slice() else {
            let help = "write one of `at: 75%`, `before: 30 minutes`, `after: due + 2 hours`";
            self.found.error(step.node.at, "a step has one time", help);
            return None;
        };
        let text = value.text()?.trim();
        let share = text
            .strip_suffix('%')
            .and_then(|number| number.trim().parse().ok());
        if let ("at", Some(share)) = (*key, share) {
            return Some(StepAt::Share(share));
        }
        let (anchor, sign, amount) = anchored(text);
        let amount = match amount.map(Amount::parse) {
            None => None,
            Some(Ok(amount)) => Some(amount),
            Some(Err(error)) => {
                self.found.error(
                    value.at,
                    error.to_string(),
                    "as in `due + 2 business hours`",
                );
                return None;
            }
        };
        let at = match (*key, anchor, sign, amount) {
            ("at", "due", _, None) => Some(StepAt::Share(100)),
            ("before", "" | "due", None, Some(amount))
            | ("before" | "at", "due", Some('-'), Some(amount)) => Some(StepAt::BeforeDue(amount)),
            ("after", "", None, Some(amount))
            | ("after" | "at", "due", Some('+'), Some(amount)) => Some(StepAt::AfterDue(amount)),
            ("after" | "at", "start", Some('+'), Some(amount)) => Some(StepAt::AfterStart(amount)),
            ("after" | "at", "previous", Some('+'), Some(amount)) => {
                Some(StepAt::AfterPrevious(amount))
            }
            (..) => None,
        };
        if at.is_none() {
            let message = format!("`{key}: {text}` is not the time of a step");
            let help = "write `at: 75%`, `before: 30 minutes`, `after: due + 2 hours`, \
                        `after: start + 1 hour` or `after: previous + 4 business hours`";
            self.found.error(value.at, message, help);
        }
        at
    }

    /// Warns of steps that stand after later ones.
    fn order(&mut self, ladder: &Ladder, written: &[file::Step<'_>]) {
        let first = ladder.steps.first().zip(written.first());
        if let Some((_, first)) =
            first.filter(|(step, _)| matches!(step.at, StepAt::AfterPrevious(_)))
        {
            let help = "let it come `after: start + …`, or put it behind another";
            self.found
                .error(first.node.at, "no step comes before this one", help);
        }
        let mut highest = 0;
        for (step, written) in ladder.steps.iter().zip(written) {
            let share = match step.at {
                StepAt::Share(share) => share,
                StepAt::AfterDue(_) => 100,
                StepAt::BeforeDue(_) | StepAt::AfterStart(_) | StepAt::AfterPrevious(_) => continue,
            };
            if share < highest {
                let message = format!("the step at {share} % stands after one at {highest} %");
                let help = "put the steps in order of time";
                self.found.warning(written.node.at, message, help);
            }
            highest = highest.max(share);
        }
    }
}

/// Splits `due + 2 hours` into anchor, sign and amount; a bare amount has no anchor.
fn anchored(text: &str) -> (&str, Option<char>, Option<&str>) {
    let anchors = ["due", "start", "previous"];
    let Some(anchor) = anchors.iter().find(|anchor| text.starts_with(**anchor)) else {
        return ("", None, Some(text));
    };
    let rest = text.get(anchor.len()..).unwrap_or_default().trim();
    match rest.chars().next() {
        None => (anchor, None, None),
        Some(sign) => {
            let amount = rest.get(sign.len_utf8()..).unwrap_or_default().trim();
            (anchor, Some(sign), Some(amount))
        }
    }
}
