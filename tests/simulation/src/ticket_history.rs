//! History of one ticket as it was seen: each new fact is held against the ticket before it.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use desk::clock::steps;
use desk::lifecycle::{Fact, FactBody, facts, fold_with_notices};
use desk::policy::Policy;
use desk::ticket::{Clock, State};
use desk::time::Instant;
use escalon_aws::TicketId;

use crate::invariants::{Invariant, Violation};

#[derive(Default)]
pub(crate) struct TicketHistory {
    pub(crate) state: Option<State>,
    /// The version of the policy that the ticket is under.
    pub(crate) policy: Option<Arc<Policy>>,
    once: BTreeSet<String>,
    pub(crate) causes: BTreeMap<String, BTreeSet<&'static str>>,
    /// How many notices each fact sends.
    pub(crate) notices: BTreeMap<u64, usize>,
}

impl TicketHistory {
    pub(crate) fn takes(
        &mut self,
        id: &TicketId,
        fact: &Fact,
        policy: &Policy,
        latest: Instant,
        found: &mut Violations,
    ) {
        if let Some(before) = &self.state {
            judge(id, fact, before, policy, found);
        }
        if fact.recorded_at > latest {
            let at = fact.recorded_at;
            found.add(
                Invariant::NeverEarly,
                format!("{id}: fact {} is of {at}", fact.seq),
            );
        }
        for (invariant, what) in said_once(&fact.body) {
            if !self.once.insert(what.clone()) {
                found.add(
                    invariant,
                    format!("{id}: {what} again by fact {}", fact.seq),
                );
            }
        }
        let kinds = self.causes.entry(fact.cause.clone()).or_default();
        let is_action = matches!(
            fact.body,
            FactBody::Received(_)
                | FactBody::Replied(_)
                | FactBody::RequesterReplied(_)
                | FactBody::Noted(_)
        );
        if !kinds.insert(fact.body.kind()) && is_action {
            found.add(
                Invariant::NothingIsDoneTwice,
                format!("{id}: {} by fact {}", fact.cause, fact.seq),
            );
        }
        if let Some((state, notices)) = fold_with_notices(self.state.take(), fact, policy) {
            self.state = Some(state);
            self.notices.insert(fact.seq, notices.len());
        }
    }
}

/// Notes that a clock may make once: the invariant, and the name of the note.
fn said_once(body: &FactBody) -> Vec<(Invariant, String)> {
    if let FactBody::Breached(facts::Breached { metric, cycle, .. }) = body {
        return vec![(
            Invariant::ClocksTellOnce,
            format!("{metric}/{cycle} broken"),
        )];
    }
    if let FactBody::Warned(facts::Warned {
        metric,
        cycle,
        step,
    }) = body
    {
        let what = format!("{metric}/{cycle} warned of step {step}");
        return vec![(Invariant::ClocksTellOnce, what)];
    }
    let FactBody::Escalated(facts::Escalated {
        metric,
        cycle,
        steps,
        ..
    }) = body
    else {
        return Vec::new();
    };
    let step = |step| {
        (
            Invariant::StepsAreTakenOnce,
            format!("{metric}/{cycle} step {step}"),
        )
    };
    steps.iter().map(step).collect()
}

/// Whether a fact that time brings was right to come, given the ticket before it.
fn judge(id: &TicketId, fact: &Fact, before: &State, policy: &Policy, found: &mut Violations) {
    let (metric, cycle, due_steps) = if let FactBody::Warned(facts::Warned {
        metric,
        cycle,
        step,
    }) = &fact.body
    {
        (metric, *cycle, vec![*step])
    } else if let FactBody::Escalated(facts::Escalated {
        metric,
        cycle,
        steps,
        ..
    }) = &fact.body
    {
        (metric, *cycle, steps.clone())
    } else if let FactBody::Breached(facts::Breached { metric, cycle, .. }) = &fact.body {
        (metric, *cycle, Vec::new())
    } else {
        return;
    };
    let wakes = !due_steps.is_empty();
    let place = format!(
        "{id}: {} {metric}/{cycle} by fact {}",
        fact.body.kind(),
        fact.seq
    );
    let mut clocks = before.clocks.iter();
    let Some(clock) = clocks.find(|clock| clock.metric == *metric && clock.cycle == cycle) else {
        found.add(
            Invariant::NobodyIsWokenForNothing,
            format!("{place}: there is no such clock"),
        );
        return;
    };
    let is_at_rest = clock.due_at.is_none() || clock.canceled.is_some() || clock.ended_at.is_some();
    if wakes && (is_at_rest || !before.status.is_live() || before.merged_into.is_some()) {
        found.add(Invariant::NobodyIsWokenForNothing, place.clone());
    }
    if let Some(early) = earlier_than(clock, fact, &due_steps, before, policy) {
        found.add(Invariant::NeverEarly, format!("{place}: due at {early}"));
    }
}

/// The due instant that a fact came before.
fn earlier_than(
    clock: &Clock,
    fact: &Fact,
    due_steps: &[usize],
    before: &State,
    policy: &Policy,
) -> Option<Instant> {
    let now = fact.recorded_at;
    if let FactBody::Breached(_) = &fact.body {
        return clock.due_at.filter(|due| *due >= now);
    }
    let all = steps(policy, before, clock);
    let of_fact = all.iter().filter(|step| due_steps.contains(&step.step));
    of_fact.filter_map(|step| step.at).find(|at| *at > now)
}

#[derive(Default)]
pub(crate) struct Violations(pub(crate) Vec<Violation>);

impl Violations {
    pub(crate) fn add(&mut self, invariant: Invariant, detail: String) {
        self.0.push(Violation { invariant, detail });
    }
}
