//! Resolution: a ticket is resolved, opened again, or closed.
use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::incident::Action;
use crate::lifecycle::reopening::{forget_steps_to_come, reopen_clocks};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::waiting::{enter, status_event};
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::{Actor, Cancellation, State, Status, TicketEnd};

/// The command that resolves a ticket.
pub(crate) struct Resolve;

impl Decide for Resolve {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let is_done = situation.state.status == Status::Resolved;
        Ok((!is_done)
            .then_some(FactBody::Resolved)
            .into_iter()
            .collect())
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.answering_the_last_word()
    }
}

/// The command that opens a ticket again.
pub(crate) struct Reopen;

impl Decide for Reopen {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let is_live = situation.state.status.is_live();
        Ok((!is_live)
            .then_some(FactBody::Reopened)
            .into_iter()
            .collect())
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.until(Stage::Closed).may_assign()
    }
}

/// The command that closes a ticket.
pub(crate) struct Close;

impl Decide for Close {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        Ok(vec![FactBody::Closed])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.answering_the_last_word()
    }
}

/// The ticket was resolved.
pub(crate) struct Resolved;

impl Effect for Resolved {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        state.resolved_at = Some(fact.occurred_at);
        enter(state, Status::Resolved, fact.occurred_at);
    }

    fn events(&self, state: &State, _fact: &Fact) -> Vec<Event> {
        vec![Event::Resolved, status_event(state)]
    }

    fn traits(&self) -> Traits {
        Traits::usual().for_parts(Action::Resolve)
    }
}

/// The ticket was opened again.
pub(crate) struct Reopened;

impl Effect for Reopened {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        enter(state, Status::Open, fact.occurred_at);
    }

    fn events(&self, state: &State, _fact: &Fact) -> Vec<Event> {
        vec![Event::Reopened, status_event(state)]
    }

    fn change_clocks(&self, clocks: &mut Clocks<'_>) {
        reopen_clocks(clocks);
    }

    fn after_deadlines(&self, clocks: &mut Clocks<'_>) {
        forget_steps_to_come(clocks);
    }

    fn traits(&self) -> Traits {
        Traits::usual()
            .assigns(Assigns::Reclassified)
            .for_parts(Action::Reopen)
    }
}

/// The ticket was closed.
pub(crate) struct Closed;

impl Effect for Closed {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        enter(state, Status::Closed, fact.occurred_at);
    }

    fn events(&self, state: &State, fact: &Fact) -> Vec<Event> {
        let mut events = vec![Event::Closed, status_event(state)];
        match end_of(state, &fact.by) {
            TicketEnd::Unanswered => events.push(Event::Unanswered),
            TicketEnd::Settled | TicketEnd::GoesOn => {}
        }
        events
    }

    /// What the closing met or ended is no longer open; the rest goes with the ticket.
    fn after_deadlines(&self, clocks: &mut Clocks<'_>) {
        let end = end_of(clocks.state, &clocks.fact.by);
        let at = clocks.state.resolved_at.unwrap_or(clocks.fact.occurred_at);
        clocks.cancel_open_ones(Cancellation { at, end });
    }

    fn traits(&self) -> Traits {
        Traits::usual().for_parts(Action::Release)
    }
}

/// The end of a ticket that this actor closes.
fn end_of(state: &State, by: &Actor) -> TicketEnd {
    match (state.resolved_at, by) {
        (Some(_), _) | (None, Actor::Requester) => TicketEnd::Settled,
        (None, Actor::Agent { .. } | Actor::System) => TicketEnd::Unanswered,
    }
}
