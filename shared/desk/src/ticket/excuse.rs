//! A broken promise that an agent excuses: the breach stays on record, with the reason beside it.
use serde::{Deserialize, Serialize};

use crate::policy::Policy;
use crate::ticket::clocks::find;
use crate::ticket::{FactBody, Refusal, State};
use crate::time::Instant;

/// Longest reason, in characters: facts and snapshots stay small.
const LONGEST: usize = 300;

/// Why a breach is reported apart from the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excuse {
    /// In the agent's words.
    pub reason: String,
    /// When it was excused.
    pub at: Instant,
}

/// The excuse of a breached clock.
pub(crate) fn decide(
    state: &State,
    policy: &Policy,
    metric: &str,
    reason: &str,
) -> Result<Vec<FactBody>, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::ReasonNeeded);
    }
    if reason.chars().count() > LONGEST {
        return Err(Refusal::Invalid {
            field: "reason",
            why: format!("longer than {LONGEST} characters"),
        });
    }
    let Some(known) = policy.metric(metric) else {
        let known: Vec<_> = policy.metrics.iter().map(|known| &*known.name).collect();
        return Err(Refusal::Unknown {
            field: "metric",
            value: metric.to_owned(),
            known: known.join(", "),
        });
    };
    let mut clocks = state.clocks.iter();
    let clock = clocks.find(|clock| clock.metric == known.name);
    let Some(clock) = clock.filter(|clock| clock.breached_at.is_some() && !clock.withdrawn) else {
        return Err(Refusal::Invalid {
            field: "metric",
            why: "not breached on this ticket".to_owned(),
        });
    };
    Ok(vec![FactBody::BreachExcused {
        metric: metric.to_owned(),
        cycle: clock.cycle,
        reason: reason.to_owned(),
    }])
}

/// Keeps the excuse beside the breach.
pub(crate) fn follow(state: &mut State, metric: &str, cycle: u32, reason: &str, at: Instant) {
    if let Some(clock) = find(state, metric, cycle) {
        let reason = reason.to_owned();
        clock.excused = Some(Excuse { reason, at });
    }
}
