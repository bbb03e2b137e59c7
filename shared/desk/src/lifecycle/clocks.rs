//! Clocks follow facts: they start, are recalculated, are met, repeat and are taken up again.
use crate::clock::{DeadlineCalculation, choose, declared_at, steps};
use crate::lifecycle::Fact;
use crate::lifecycle::before::Before;
use crate::lifecycle::recalculation::recalculate;
use crate::lifecycle::starts::{remember_counted_from, start, start_late};
use crate::lifecycle::trigger::fires;
use crate::policy::{Event, Metric, Policy, Repeats, Trigger};
use crate::ticket::{Cancellation, Clock, State, Status, TicketFacts};
use crate::time::Instant;

/// The clocks of a ticket while a fact, which is applied to all else, changes them.
pub(crate) struct Clocks<'a> {
    pub(crate) before: &'a Before,
    pub(crate) state: &'a mut State,
    pub(crate) fact: &'a Fact,
    pub(crate) policy: &'a Policy,
    /// The metrics of which this very fact began a cycle.
    pub(crate) begun: Vec<String>,
}

impl Clocks<'_> {
    /// Brings the clocks up to the fact, step by step.
    pub(crate) fn follow(mut self, events: Vec<Event>) {
        let effect = self.fact.body.effect();
        effect.change_clocks(&mut self);
        recalculate(&mut self);
        effect.after_recalculation(&mut self);
        start_late(&mut self);
        self.react_to(events);
        self.set_deadlines();
        effect.after_deadlines(&mut self);
    }

    /// Starts, meets and ends clocks by events; a clock that is met is an event in its turn.
    fn react_to(&mut self, mut events: Vec<Event>) {
        let mut seen = 0;
        while let Some(event) = events.get(seen).cloned() {
            seen += 1;
            remember_counted_from(self, &event);
            start(self, &event);
            for metric in self.meet(&event) {
                let met = Event::Met(metric);
                if !events.contains(&met) {
                    events.push(met);
                }
            }
            self.stop_ladders(&event);
        }
        // A ticket that is closed takes all its clocks with it; that one ended is seen of the metric.
        for event in events.iter().filter(|event| **event != Event::Closed) {
            self.end(event);
        }
    }

    /// Ends the clocks that nothing has met, but for those that this fact began.
    fn end(&mut self, event: &Event) {
        for metric in &self.policy.metrics {
            if self.begun.contains(&metric.name) || !self.any_fires(&metric.ended_by, event) {
                continue;
            }
            let clock = self.state.clock_mut(&metric.name);
            if let Some(clock) = clock.filter(|clock| clock.is_open()) {
                clock.ended_at = Some(self.fact.occurred_at);
                clock.pending = None;
            }
        }
    }

    /// Whether one of the triggers answers to an event of this fact.
    pub(crate) fn any_fires(&self, triggers: &[Trigger], event: &Event) -> bool {
        let mut triggers = triggers.iter();
        triggers.any(|trigger| fires(trigger, event, self.fact, self.state, self.policy))
    }

    /// Begins a cycle of a metric's clock, counted from `at`.
    pub(crate) fn begin(&mut self, metric: &Metric, cycle: u32, at: Instant) {
        // What was agreed in an earlier cycle says nothing about this one.
        self.state
            .clocks
            .retain(|clock| clock.metric != metric.name);
        let calculation = DeadlineCalculation {
            policy: self.policy,
            state: self.state,
            metric,
        };
        let target = choose(&calculation, at);
        let clocks = &mut self.state.clocks;
        clocks.push(Clock::new(&metric.name, cycle, at, target));
        self.begun.push(metric.name.clone());
        self.sort();
    }

    /// Puts the clocks into the policy's order.
    pub(crate) fn sort(&mut self) {
        let metrics = &self.policy.metrics;
        let rank = |name: &str| metrics.iter().position(|metric| metric.name == name);
        self.state.clocks.sort_by_key(|clock| rank(&clock.metric));
    }

    /// Cancels the clocks that were not met: the ticket ends. One that an earlier life left behind stays as it was.
    pub(crate) fn cancel_open_ones(&mut self, cancellation: Cancellation) {
        let clocks = self.state.clocks.iter_mut();
        let clocks = clocks.filter(|clock| clock.met_at.is_none() && clock.canceled.is_none());
        for clock in clocks {
            clock.canceled = Some(cancellation);
            clock.pending = None;
        }
    }

    /// Meets the clocks that the event fulfils; the names of their metrics, without those that are for other tickets.
    fn meet(&mut self, event: &Event) -> Vec<String> {
        let mut met = Vec::new();
        for metric in &self.policy.metrics {
            let fulfilled = self.any_fires(&metric.met_by, event) && self.meet_one(metric);
            if fulfilled && metric.when.eval(&TicketFacts::new(self.policy, self.state)) {
                met.push(metric.name.clone());
            }
        }
        met
    }

    fn meet_one(&mut self, metric: &Metric) -> bool {
        let happened = self.fact.occurred_at;
        // Proof may come out of order: what was done earliest met the clock.
        let is_earlier = |met: Instant| happened < met && metric.repeats == Repeats::Never;
        let clock = self.state.clock_mut(&metric.name);
        let Some(clock) = clock.filter(|clock| {
            let after_its_end = clock.ended_at.is_some_and(|ended| ended < happened);
            clock.canceled.is_none() && !after_its_end && clock.met_at.is_none_or(is_earlier)
        }) else {
            return false;
        };
        // An act backdated to before the start meets the clock at its start.
        let at = happened.max(clock.started_at);
        clock.met_at = Some(at);
        clock.ended_at = None;
        clock.pending = None;
        let cycle = clock.cycle;
        let resolved_before = self.state.resolved_at.is_some_and(|resolved| resolved < at);
        if self.state.status == Status::Resolved && resolved_before {
            self.pause_while_resolved(metric, at);
        }
        if metric.repeats == Repeats::AfterMet && self.state.status.is_live() {
            self.begin(metric, cycle + 1, at);
        }
        true
    }

    /// An act on a resolved ticket counts as if the ticket were reopened for it: the time since is a pause.
    fn pause_while_resolved(&mut self, metric: &Metric, met_at: Instant) {
        let calculation = DeadlineCalculation {
            policy: self.policy,
            state: self.state,
            metric,
        };
        let pauses = calculation.pauses_before(met_at);
        let clock = self.state.clock(&metric.name);
        let due = clock.map(|clock| calculation.due(&clock.target, clock.basis_at, &pauses));
        if let (Some(clock), Some(due)) = (self.state.clock_mut(&metric.name), due) {
            clock.due_at = due;
        }
    }

    fn stop_ladders(&mut self, event: &Event) {
        for metric in &self.policy.metrics {
            let ladder = metric.ladder.as_ref();
            let ladder = ladder.and_then(|name| self.policy.ladders.get(name));
            if !ladder.is_some_and(|ladder| self.any_fires(&ladder.stops_on, event)) {
                continue;
            }
            let clock = self.state.clock_mut(&metric.name);
            let climbs =
                |clock: &&mut Clock| clock.breached_at.is_some() || !clock.steps_done.is_empty();
            if let Some(clock) = clock.filter(climbs) {
                clock.ladder_stopped = true;
                clock.pending = None;
            }
        }
    }

    /// Recomputes the due instant of every clock that may still move.
    fn set_deadlines(&mut self) {
        let dues: Vec<_> = self
            .state
            .clocks
            .iter()
            .map(|clock| match self.policy.metric(&clock.metric) {
                Some(metric) if clock.is_open() => {
                    let calculation = DeadlineCalculation {
                        policy: self.policy,
                        state: self.state,
                        metric,
                    };
                    calculation.due(&clock.target, clock.basis_at, &calculation.pauses())
                }
                Some(_) | None => clock.due_at,
            })
            .collect();
        for (clock, due) in self.state.clocks.iter_mut().zip(dues) {
            clock.due_at = due;
        }
    }
}

/// The last step not yet done that has come by `at`: it overtakes those before it.
pub(crate) fn highest_step_due(
    state: &State,
    policy: &Policy,
    metric: &str,
    cycle: u32,
    at: Instant,
) -> Option<usize> {
    let clock = state.clock(metric).filter(|clock| clock.cycle == cycle)?;
    if clock.ladder_stopped {
        return None;
    }
    steps_come(state, policy, clock, at).into_iter().max()
}

/// The steps not yet done that have come by `at`. One at or after due comes with the breach, and not before that is
/// declared.
pub(crate) fn steps_come(state: &State, policy: &Policy, clock: &Clock, at: Instant) -> Vec<usize> {
    let declared = declared_at(state, policy, clock).is_some_and(|declared| declared <= at);
    let has_come =
        |step: Instant| step <= at && (declared || clock.due_at.is_none_or(|due| step < due));
    let all = steps(policy, state, clock).into_iter();
    let come = all.filter(|step| step.at.is_some_and(has_come));
    come.map(|step| step.step)
        .filter(|step| !clock.steps_done.contains(step))
        .collect()
}
