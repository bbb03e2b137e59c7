//! Whether an alarm still matters when its mail is about to be written.
use desk::ticket::{Clock, NoticeDraft, State};

/// A step of a ladder whose reason is gone: the ticket is resolved or closed, or its clock is met,
/// canceled, at rest, acknowledged, or counts another cycle by now. Nobody is to be woken for it.
/// Other notices tell of something that happened, and that stays true.
pub(crate) fn is_moot(draft: &NoticeDraft, state: &State) -> bool {
    draft.metric.is_some() && (!state.status.is_live() || clock_of(draft, state).is_none())
}

/// The clock that a ladder's notice is about, while it is running.
pub(crate) fn clock_of<'s>(draft: &NoticeDraft, state: &'s State) -> Option<&'s Clock> {
    let (metric, step) = (draft.metric.as_ref()?, draft.step?);
    let mut clocks = state.clocks.iter();
    clocks.find(|clock| {
        let at_rest = clock.met_at.is_some() || clock.canceled || clock.due_at.is_none();
        // The fact that made this notice has done its step; a new cycle has none done.
        clock.metric == *metric
            && clock.steps_done.contains(&step)
            && !at_rest
            && !clock.withdrawn
            && !clock.ladder_stopped
    })
}
