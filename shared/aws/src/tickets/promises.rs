//! Metrics of promises: how many a transition opened, kept and broke.
use desk::lifecycle::FactBody;
use desk::ticket::State;
use desk::time::Instant;

use super::Applied;
use crate::metrics::METRICS;

/// Metrics of one transition; most transitions mean nothing for a promise.
pub(crate) fn tell(before: Option<&State>, applied: &Applied, now: Instant) {
    let count = |is: fn(&FactBody) -> bool| {
        let facts = applied.facts.iter().filter(|fact| is(&fact.body));
        facts.count() as u64
    };
    let opened = count(|body| matches!(body, FactBody::Received(_)));
    let resolved = count(|body| matches!(body, FactBody::Resolved));
    let escalated = count(|body| matches!(body, FactBody::Escalated(_)));
    let broken = count(|body| matches!(body, FactBody::Breached(_)));
    let kept = kept(before, &applied.state);
    if opened + resolved + escalated + broken + kept > 0 {
        tracing::info!(
            target: METRICS,
            at = now.timestamp_millis(),
            Opened = opened,
            Resolved = resolved,
            Escalated = escalated,
            Broken = broken,
            Kept = kept,
        );
    }
}

/// Promises that this transition has fulfilled in time.
fn kept(before: Option<&State>, after: &State) -> u64 {
    let was_met = |metric: &str, cycle: u32| {
        let clocks = before.into_iter().flat_map(|state| &state.clocks);
        let mut same = clocks.filter(|clock| clock.metric == metric && clock.cycle == cycle);
        same.any(|clock| clock.met_at.is_some())
    };
    let met = after.clocks.iter().filter(|clock| {
        let promised = clock.due_at.is_some() && clock.breached_at.is_none();
        promised && clock.met_at.is_some() && !was_met(&clock.metric, clock.cycle)
    });
    met.count() as u64
}
