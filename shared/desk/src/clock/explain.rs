//! Why a deadline is what it is: counted stretches and pauses that sum to the target.
use chrono::TimeDelta;
use serde::Serialize;

use crate::clock::{Reckoning, StepInstant, steps, words_for};
use crate::policy::Policy;
use crate::ticket::{Clock, ClockTarget, Fact, State, fold_all};
use crate::time::{Instant, Segment, Segments};

/// A clock as agents and requesters see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockView {
    pub metric: String,
    pub cycle: u32,
    pub phase: Phase,
    pub started_at: Instant,
    pub due_at: Option<Instant>,
    pub met_at: Option<Instant>,
    pub breached_at: Option<Instant>,
    pub withdrawn: bool,
    /// The promise in the policy's terms, `4 business hours`.
    pub promise: String,
    /// Words that the policy promises instead of, or beside, a clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<std::collections::BTreeMap<String, String>>,
    pub calendar: Option<String>,
    /// Line of the policy file that made the promise.
    pub policy_line: u64,
    pub internal: bool,
    pub ladder: Vec<StepInstant>,
}

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Running,
    Paused,
    Met,
    /// Met after due.
    MetLate,
    Breached,
    Canceled,
    /// Nothing is promised in time.
    NoPromise,
}

/// One clock's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    pub metric: String,
    pub cycle: u32,
    pub promise: String,
    pub policy_line: u64,
    pub calendar: Option<String>,
    pub from: Instant,
    pub due_at: Option<Instant>,
    /// In order; counted stretches sum to `counted_minutes`.
    pub stretches: Vec<Stretch>,
    pub counted_minutes: i64,
    pub ladder: Vec<StepInstant>,
}

/// A piece of time between start and due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    pub kind: StretchKind,
    pub start: Instant,
    pub end: Instant,
    pub minutes: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StretchKind {
    Counted,
    Paused,
}

/// The clocks of a ticket at `now`.
#[must_use]
pub fn views(state: &State, policy: &Policy, now: Instant) -> Vec<ClockView> {
    state
        .clocks
        .iter()
        .filter_map(|clock| view(state, policy, clock, now))
        .collect()
}

fn view(state: &State, policy: &Policy, clock: &Clock, now: Instant) -> Option<ClockView> {
    let metric = policy.metric(&clock.metric)?;
    let (promise, calendar, policy_line) = promise_of(clock);
    let reckoning = Reckoning {
        policy,
        state,
        metric,
    };
    let (words, behind) = words_for(&reckoning, &clock.target).unzip();
    Some(ClockView {
        metric: clock.metric.clone(),
        cycle: clock.cycle,
        phase: phase(clock, now),
        started_at: clock.started_at,
        due_at: clock.due_at,
        met_at: clock.met_at,
        breached_at: clock.breached_at,
        withdrawn: clock.withdrawn,
        promise,
        words,
        calendar,
        policy_line,
        internal: metric.internal || behind.unwrap_or(false),
        ladder: steps(policy, state, clock),
    })
}

fn promise_of(clock: &Clock) -> (String, Option<String>, u64) {
    match &clock.target {
        ClockTarget::Nothing => ("nothing in time".to_owned(), None, 0),
        ClockTarget::Within {
            amount,
            calendar,
            line,
        } => (amount.to_string(), calendar.clone(), *line),
        ClockTarget::Slot { line } => ("the next slot".to_owned(), None, *line),
    }
}

fn phase(clock: &Clock, now: Instant) -> Phase {
    match (clock.met_at, clock.due_at) {
        (Some(met), Some(due)) if met > due => Phase::MetLate,
        (Some(_), _) => Phase::Met,
        (None, _) if clock.canceled => Phase::Canceled,
        (None, _) if clock.target == ClockTarget::Nothing => Phase::NoPromise,
        (None, None) => Phase::Paused,
        (None, Some(due)) if clock.breached_at.is_some() || now > due => Phase::Breached,
        (None, Some(_)) => Phase::Running,
    }
}

/// Explains every clock of a ticket from its facts.
#[must_use]
pub fn explain(facts: &[Fact], policy: &Policy) -> Vec<Explanation> {
    let Some(state) = fold_all(facts, policy) else {
        return Vec::new();
    };
    state
        .clocks
        .iter()
        .filter_map(|clock| account(&state, policy, clock))
        .collect()
}

fn account(state: &State, policy: &Policy, clock: &Clock) -> Option<Explanation> {
    let metric = policy.metric(&clock.metric)?;
    let reckoning = Reckoning {
        policy,
        state,
        metric,
    };
    let (promise, calendar, policy_line) = promise_of(clock);
    let stretches = clock.due_at.map_or_else(Vec::new, |due| {
        let (_, counted_in) = reckoning.length(&clock.target, clock.basis_at).unzip();
        let calendar = reckoning.calendar(counted_in.flatten().as_deref());
        let open = calendar.segments(clock.basis_at, due);
        let paused =
            Segments::from_unsorted(reckoning.pauses().into_iter().filter_map(|(from, to)| {
                Segment::new(from.max(clock.basis_at), to.unwrap_or(due).min(due))
            }));
        let mut stretches: Vec<Stretch> = open
            .subtract(&paused)
            .iter()
            .map(|segment| stretch(StretchKind::Counted, segment))
            .chain(
                paused
                    .iter()
                    .map(|segment| stretch(StretchKind::Paused, segment)),
            )
            .collect();
        stretches.sort_by_key(|stretch| stretch.start);
        stretches
    });
    let counted = stretches
        .iter()
        .filter(|stretch| stretch.kind == StretchKind::Counted);
    let counted: TimeDelta = counted.map(|stretch| stretch.end - stretch.start).sum();
    Some(Explanation {
        metric: clock.metric.clone(),
        cycle: clock.cycle,
        promise,
        policy_line,
        calendar,
        from: clock.basis_at,
        due_at: clock.due_at,
        stretches,
        counted_minutes: counted.num_minutes(),
        ladder: steps(policy, state, clock),
    })
}

fn stretch(kind: StretchKind, segment: &Segment) -> Stretch {
    Stretch {
        kind,
        start: segment.start,
        end: segment.end,
        minutes: (segment.end - segment.start).num_minutes(),
    }
}
