//! Steps of ladders and times to settle, held against the promises that they belong to.
use super::asked::Asked;
use super::samples::Samples;
use super::times::{Promised, instants};
use crate::clock::before_due;
use crate::contract::sample;
use crate::policy::{At, Findings, Ladder, Metric, Places, Promise, Sense, Step, StepAt};

/// Warns of steps that come before their clock begins, of those from the start that come after due, and of proof that
/// is awaited for longer than its promise.
pub(super) fn out_of_their_clock(samples: &Samples<'_>, places: Places<'_>, found: &mut Findings) {
    for ladder in samples.policy.ladders.values() {
        for (place, step) in ladder.own_steps().enumerate() {
            let path = ["escalation", ladder.name.as_str()];
            let at = places.item(&path, place);
            let at = at.or_else(|| places.item(&[path[0], path[1], "steps"], place));
            let of = OneStep {
                samples,
                ladder,
                step,
                at: at.unwrap_or(At::line(step.line)),
            };
            match step.at {
                StepAt::BeforeDue(_) => of.before_start(found),
                StepAt::AfterStart(_) => of.after_due(found),
                StepAt::Share(_) | StepAt::AfterDue(_) | StepAt::AfterPrevious(_) => {}
            }
        }
    }
    for metric in &samples.policy.metrics {
        settles(samples, metric, places, found);
    }
}

struct OneStep<'p> {
    samples: &'p Samples<'p>,
    ladder: &'p Ladder,
    step: &'p Step,
    at: At,
}

impl<'p> OneStep<'p> {
    fn metrics(&self) -> impl Iterator<Item = &'p Metric> {
        let metrics = self.samples.policy.metrics.iter();
        metrics.filter(|metric| metric.ladder.as_ref() == Some(&self.ladder.name))
    }

    /// Each promise to a kind of ticket that the step may be for, with its metric and the kind's name.
    fn promises(&self) -> Vec<(&'p Metric, String, Promised<'p>)> {
        let mut promises = Vec::new();
        for metric in self.metrics() {
            let asked = Asked::by(self.samples.policy, &[metric]).and(&self.step.when);
            for kind in self.samples.kinds(&asked) {
                let promised = self.samples.promised(&kind.state, metric);
                let concerned = self.step.when.eval_known(&kind.profile) != Some(false);
                if concerned && promised.is_a_time() {
                    promises.push((metric, kind.profile.to_string(), promised));
                }
            }
        }
        promises
    }

    fn before_start(&self, found: &mut Findings) {
        let StepAt::BeforeDue(amount) = self.step.at else {
            return;
        };
        // Told already: that it is longer than all promises, or stands behind a later step.
        let mut told = found.0.iter();
        let told = told.any(|other| {
            let of_steps = matches!(other.sense, Some(Sense::BeforeStart | Sense::StepOrder));
            of_steps && other.line == self.at.line
        });
        if told {
            return;
        }
        let morning = sample::morning(self.samples.policy);
        let before = |promised: &Promised<'_>| {
            let due = promised.due(morning)?;
            let of = (&promised.calculation, &promised.target);
            Some(before_due(of.0, of.1, (morning, due), &amount)? < morning)
        };
        let mut promises = self.promises().into_iter();
        let early = promises.find(|(_, _, promised)| before(promised) == Some(true));
        if let Some((metric, kind, _)) = early {
            let message = format!(
                "this step would come before its clock begins: the `{}` of {kind} is due in less",
                metric.name
            );
            let help = "write a share, as in `at: 75%`, or leave these tickets out by `when`";
            found.sense(Sense::BeforeStart, self.at, message, help);
        }
    }

    fn after_due(&self, found: &mut Findings) {
        let StepAt::AfterStart(amount) = self.step.at else {
            return;
        };
        let promises = self.promises();
        // A row that no sample has may promise more.
        let tried = |line: u64| {
            let mut promises = promises.iter();
            promises.any(|(_, _, promised)| sample::line_of(&promised.target) == line)
        };
        let all_tried = self.metrics().all(|metric| {
            let rows = metric.targets.iter().chain(&metric.overrides);
            let mut timed =
                rows.filter(|row| !matches!(row.promise, Promise::None | Promise::Words(_)));
            timed.all(|row| tried(row.line))
        });
        let late = |promised: &Promised<'_>| {
            let own = &promised.calculation;
            let calendar = own.length(&promised.target, sample::morning(self.samples.policy));
            let calendar = calendar.and_then(|(_, calendar)| calendar);
            let mut all = instants(self.samples.policy, false);
            all.all(|at| {
                let comes = own.after(at, &amount, calendar.as_deref(), &[]);
                matches!((comes, promised.due(at)), (Some(comes), Some(due)) if comes > due)
            })
        };
        if all_tried
            && !promises.is_empty()
            && promises.iter().all(|(_, _, promised)| late(promised))
        {
            let message = "this step counts from the start, and comes after due for every ticket";
            let help = "write a shorter time, or `after: due + …`";
            found.sense(Sense::LateStep, self.at, message, help);
        }
    }
}

/// Proof that is awaited for longer than the promise lasts, on an ordinary morning.
fn settles(samples: &Samples<'_>, metric: &Metric, places: Places<'_>, found: &mut Findings) {
    let (Some(settle), Some(at)) = (
        metric.settle,
        places.value(&["metrics", &metric.name, "settle"]),
    ) else {
        return;
    };
    if found.knows(at) {
        return;
    }
    let morning = sample::morning(samples.policy);
    for kind in samples.kinds(&Asked::by(samples.policy, &[metric])) {
        let promised = samples.promised(&kind.state, metric);
        let own = &promised.calculation;
        let settled = own.after(morning, &settle, own.calendar_name(None).as_deref(), &[]);
        if let (Some(settled), Some(due)) = (settled, promised.due(morning))
            && settled > due
        {
            let message = "proof would be awaited for longer than the promise itself";
            let help = "write a shorter time, as in `settle: 5 elapsed minutes`";
            found.sense(Sense::LongSettle, at, message, help);
            return;
        }
    }
}
