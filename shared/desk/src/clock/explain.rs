//! Why a deadline is what it is: counted stretches and pauses that sum to the target.
use chrono::TimeDelta;
use serde::Serialize;

use crate::clock::phase::{Phase, phase};
use crate::clock::{DeadlineCalculation, StepInstant, awaits_a_date, steps, words_for};
use crate::policy::Policy;
use crate::ticket::{Clock, ClockTarget, Exemption, State};
use crate::time::{Instant, Segment, Segments};

/// A clock as agents and requesters see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockView {
    /// The metric's name.
    pub metric: String,
    /// Which cycle of the clock, from 1.
    pub cycle: u32,
    /// Its phase.
    pub phase: Phase,
    /// When counting began.
    pub started_at: Instant,
    /// The instant in force, if there is one now.
    pub due_at: Option<Instant>,
    /// When the promise was fulfilled.
    pub met_at: Option<Instant>,
    /// When it was declared broken.
    pub breached_at: Option<Instant>,
    /// The breach was disproved later.
    pub withdrawn: bool,
    /// Why the breach is excused, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excused: Option<Exemption>,
    /// The promise in the policy's terms, `4 business hours`.
    pub promise: String,
    /// Words that the policy promises instead of, or beside, a clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<std::collections::BTreeMap<String, String>>,
    /// The calendar it counts in; none counts elapsed time.
    pub calendar: Option<String>,
    /// Line of the policy file that made the promise.
    pub policy_line: u64,
    /// How much of it requesters see.
    pub shown: Shown,
    /// The steps of its ladder.
    pub ladder: Vec<StepInstant>,
}

/// How much of a clock requesters see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The promise and its due instant.
    Whole,
    /// The policy's words; the clock behind them is the staff's own.
    WordsOnly,
    /// Nothing.
    ToStaffOnly,
}

/// One clock's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The metric's name.
    pub metric: String,
    /// Which cycle of the clock, from 1.
    pub cycle: u32,
    /// The promise in the policy's terms.
    pub promise: String,
    /// 1-based line of the policy file that made it.
    pub policy_line: u64,
    /// The calendar it counts in; none counts elapsed time.
    pub calendar: Option<String>,
    /// The instant at which counting begins.
    pub from: Instant,
    /// The instant at which it ends.
    pub due_at: Option<Instant>,
    /// In order; counted stretches sum to `counted_minutes`.
    pub stretches: Vec<Stretch>,
    /// The minutes that counted.
    pub counted_minutes: i64,
    /// The steps of the clock's ladder.
    pub ladder: Vec<StepInstant>,
}

/// A piece of time between start and due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// Whether it counted.
    pub kind: StretchKind,
    /// Its first instant.
    pub start: Instant,
    /// The first instant after it.
    pub end: Instant,
    /// Its length.
    pub minutes: i64,
}

/// Whether a piece of time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StretchKind {
    /// It counts towards the target.
    Counted,
    /// The clock stood still.
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
    let calculation = DeadlineCalculation {
        policy,
        state,
        metric,
    };
    let (promise, calendar, policy_line) = promise_of(&calculation, clock);
    let (words, behind) = words_for(&calculation, &clock.target).unzip();
    Some(ClockView {
        metric: clock.metric.clone(),
        cycle: clock.cycle,
        // A resolved ticket owes nothing: what was still open is seen as it stood then.
        phase: phase(
            clock,
            state.resolved_at.map_or(now, |resolved| resolved.min(now)),
        ),
        started_at: clock.started_at,
        due_at: clock.due_at,
        met_at: clock.met_at,
        breached_at: clock.breached_at,
        withdrawn: clock.withdrawn,
        excused: clock.excused.clone(),
        promise,
        words,
        calendar,
        policy_line,
        shown: match (metric.internal, behind) {
            (true, _) => Shown::ToStaffOnly,
            (false, Some(true)) => Shown::WordsOnly,
            (false, Some(false) | None) => Shown::Whole,
        },
        ladder: steps(policy, state, clock),
    })
}

fn promise_of(
    calculation: &DeadlineCalculation<'_>,
    clock: &Clock,
) -> (String, Option<String>, u64) {
    let (mut promise, calendar, line) = promise_alone(&clock.target);
    if let Some(minute) = clock.target.cut_off() {
        promise = format!("{promise}, cut-off {:02}:{:02}", minute / 60, minute % 60);
    }
    match clock.target {
        ClockTarget::Within { .. } | ClockTarget::By { .. }
            if awaits_a_date(calculation, &clock.target) =>
        {
            (format!("{promise}, until a date is agreed"), calendar, line)
        }
        ClockTarget::Within { .. }
        | ClockTarget::By { .. }
        | ClockTarget::Slot { .. }
        | ClockTarget::Agreed { .. }
        | ClockTarget::Nothing => (promise, calendar, line),
    }
}

fn promise_alone(target: &ClockTarget) -> (String, Option<String>, u64) {
    match target {
        ClockTarget::Nothing => ("no time is promised".to_owned(), None, 0),
        ClockTarget::Within {
            amount,
            calendar,
            line,
            begins_in: _,
            cut_off: _,
        } => (amount.to_string(), calendar.clone(), *line),
        ClockTarget::By {
            by,
            calendar,
            cut_off: _,
            line,
        } => (format!("by {by}"), calendar.clone(), *line),
        ClockTarget::Slot { line } => ("the next slot".to_owned(), None, *line),
        ClockTarget::Agreed { due: Some(_), line } => ("the agreed date".to_owned(), None, *line),
        ClockTarget::Agreed { due: None, line } => {
            ("a date that is to be agreed".to_owned(), None, *line)
        }
    }
}

/// Explains every clock of a ticket.
#[must_use]
pub fn explain(state: &State, policy: &Policy) -> Vec<Explanation> {
    let clocks = state.clocks.iter();
    clocks
        .filter_map(|clock| account(state, policy, clock))
        .collect()
}

fn account(state: &State, policy: &Policy, clock: &Clock) -> Option<Explanation> {
    let metric = policy.metric(&clock.metric)?;
    let calculation = DeadlineCalculation {
        policy,
        state,
        metric,
    };
    let (promise, calendar, policy_line) = promise_of(&calculation, clock);
    let begun = calculation.begins(&clock.target, clock.basis_at);
    let stretches = clock.due_at.map_or_else(Vec::new, |due| {
        let (_, counted_in) = calculation.length(&clock.target, clock.basis_at).unzip();
        let calendar = calculation.calendar(counted_in.flatten().as_deref());
        let open = calendar.segments(begun, due);
        let pauses = match (&clock.target, clock.met_at) {
            (ClockTarget::Agreed { .. }, _) => Vec::new(),
            (_, Some(met)) => calculation.pauses_before(met),
            (_, None) => calculation.pauses(),
        };
        let paused =
            Segments::from_unsorted(pauses.into_iter().filter_map(|(from, to)| {
                Segment::new(from.max(begun), to.unwrap_or(due).min(due))
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
        from: begun,
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
