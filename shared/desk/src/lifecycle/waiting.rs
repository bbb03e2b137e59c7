//! Waiting: a ticket enters a status in which clocks may pause, and leaves it.
use serde::{Deserialize, Serialize};

use crate::lifecycle::check::{Checks, limits};
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::{FactBody, Refusal, quote};
use crate::policy::{Event, Policy};
use crate::ticket::{State, Status, Wait};
use crate::time::Instant;

/// Status of a ticket whose requester has to answer.
pub(crate) const WAITING_ON_REQUESTER: &str = "waiting_on_requester";

/// The command that enters a waiting status, by default `waiting_on_requester`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnterWait {
    /// The status, by its name in the policy.
    pub status: Option<String>,
}

impl Decide for EnterWait {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let status = self.status.as_deref().unwrap_or(WAITING_ON_REQUESTER);
        let policy = situation.policy;
        Checks { policy }.status(status)?;
        if situation.state.status.name() == status {
            return Ok(Vec::new());
        }
        room_for_a_wait(situation.state)?;
        let status = status.to_owned();
        Ok(vec![StatusChanged { status }.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.until(Stage::Live)
    }
}

/// Refuses a further wait of a ticket that has too many.
pub(crate) fn room_for_a_wait(state: &State) -> Result<(), Refusal> {
    if state.waits.len() >= limits::WAITS {
        return Err(Refusal::TooManyWaits {
            limit: limits::WAITS,
        });
    }
    Ok(())
}

/// The command that ends waiting.
pub(crate) struct Resume;

impl Decide for Resume {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        Ok(match situation.state.status {
            Status::Waiting(_) => {
                let status = "open".to_owned();
                vec![StatusChanged { status }.into()]
            }
            Status::Incomplete | Status::Open | Status::Resolved | Status::Closed => Vec::new(),
        })
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.until(Stage::Live)
    }
}

/// Waiting began or ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusChanged {
    /// The status, by its name in the policy.
    pub status: String,
}

impl Effect for StatusChanged {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        let status = match self.status.as_str() {
            "open" => Status::Open,
            name => Status::Waiting(name.to_owned()),
        };
        enter(state, status, fact.occurred_at);
    }

    fn events(&self, state: &State, fact: &Fact) -> Vec<Event> {
        let quote = quote::event_of_status(state, fact);
        quote.into_iter().chain([status_event(state)]).collect()
    }
}

/// The event of having entered the present status.
pub(crate) fn status_event(state: &State) -> Event {
    Event::Status(Some(state.status.name().to_owned()))
}

/// Leaves the present status and enters another at `at`, keeping the interval for clocks.
pub(crate) fn enter(state: &mut State, status: Status, at: Instant) {
    if let Some(wait) = state.waits.last_mut().filter(|wait| wait.to.is_none()) {
        wait.to = Some(at.max(wait.from));
    }
    match &status {
        Status::Open => {}
        Status::Incomplete | Status::Waiting(_) | Status::Resolved | Status::Closed => {
            state.waits.push(Wait {
                status: status.name().to_owned(),
                from: at,
                to: None,
            });
        }
    }
    state.status = status;
}
