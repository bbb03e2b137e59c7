//! Whether an alert still matters when its mail is about to be written.
use desk::mail::TextKind;
use desk::notice::NoticeDraft;
use desk::ticket::{Clock, State};

/// A step of a ladder whose reason is gone: the ticket is resolved or closed, or its clock is met,
/// canceled, at rest, acknowledged, or counts another cycle by now. Nobody is to be woken for it, nor for a ticket
/// that waited for the desk's hours and has ended since.
/// Other notices tell of something that happened, and that stays true.
pub(crate) fn is_obsolete(draft: &NoticeDraft, state: &State) -> bool {
    let asks_somebody_to_act = draft.metric.is_some() || draft.text == TextKind::Staff.name();
    let has_ended = asks_somebody_to_act && !state.status.is_live();
    has_ended || (draft.metric.is_some() && clock_of(draft, state).is_none())
}

/// The clock that a ladder's notice is about, while it is running.
pub(crate) fn clock_of<'s>(draft: &NoticeDraft, state: &'s State) -> Option<&'s Clock> {
    let (metric, step) = (draft.metric.as_ref()?, draft.step?);
    let mut clocks = state.clocks.iter();
    clocks.find(|clock| {
        let at_rest = !clock.is_open() || clock.due_at.is_none();
        // The fact that made this notice has done its step; a new cycle has none done.
        clock.metric == *metric
            && clock.steps_done.contains(&step)
            && !at_rest
            && !clock.withdrawn
            && !clock.ladder_stopped
    })
}

#[cfg(test)]
mod tests {
    use desk::lifecycle::Act;
    use desk::ticket::{Cancellation, TicketEnd};

    use super::is_obsolete;
    use crate::sample::{after, alarm, draft, role, warned};

    #[test]
    fn an_alarm_matters_until_its_clock_is_met_or_at_rest() {
        let (mut context, now) = warned();
        let alarm = alarm("first_response");
        assert!(!is_obsolete(&alarm, &context.state));
        let running = context.state.clone();
        for (what, act) in [
            ("acknowledged", Act::Acknowledge),
            ("resolved", Act::Resolve),
            ("closed", Act::Close),
        ] {
            let state = after(&context, what, act, now);
            assert!(is_obsolete(&alarm, &state), "{what}");
        }
        let clock = |change: fn(&mut desk::ticket::Clock)| {
            let mut state = running.clone();
            change(&mut state.clocks[0]);
            state
        };
        let met = clock(|clock| clock.met_at = clock.due_at);
        let canceled = clock(|clock| {
            clock.canceled = Some(Cancellation {
                at: clock.started_at,
                end: TicketEnd::Settled,
            })
        });
        let at_rest = clock(|clock| clock.due_at = None);
        let next_cycle = clock(|clock| clock.steps_done.clear());
        for state in [met, canceled, at_rest, next_cycle] {
            assert!(is_obsolete(&alarm, &state), "{:?}", state.clocks);
        }
        context.state.clocks.clear();
        assert!(is_obsolete(&alarm, &context.state));
    }

    #[test]
    fn nobody_is_asked_to_take_up_a_ticket_that_has_ended() {
        let (context, now) = warned();
        let arrived = draft("arrived", "staff", role("assignee"));
        assert!(!is_obsolete(&arrived, &context.state));
        let closed = after(&context, "closed", Act::Close, now);
        assert!(is_obsolete(&arrived, &closed));
    }

    #[test]
    fn what_happened_stays_worth_telling() {
        let (context, now) = warned();
        let closed = after(&context, "closed", Act::Close, now);
        let told = draft("received", "acknowledgement", role("assignee"));
        assert!(!is_obsolete(&told, &closed));
    }
}
