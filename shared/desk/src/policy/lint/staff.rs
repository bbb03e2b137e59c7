//! Staff who would hear of nothing: mails to them switched off, and no ladder that tells anybody.
use super::draft::Draft;
use crate::policy::syntax::{Findings, Sense};

/// Warns of it.
pub(super) fn senseless(draft: Draft<'_>, found: &mut Findings) {
    let policy = draft.policy;
    let mut metrics = policy.metrics.iter();
    let climbs = metrics.any(|metric| {
        let ladder = metric.ladder.as_ref();
        let ladder = ladder.and_then(|name| policy.ladders.get(name));
        ladder.is_some_and(|ladder| ladder.steps.iter().any(|step| !step.notify.is_empty()))
    });
    if !policy.staff.is_off() || climbs {
        return;
    }
    if let Some(staff) = draft.at(&["staff"]) {
        let message = "nobody of the staff ever hears of a ticket";
        let help = "remove this, or add a ladder under `escalation`";
        found.sense(Sense::Nobody, staff.at, message, help);
    }
}
