//! Completion: required information is missing, and arrives.
use serde::{Deserialize, Serialize};

use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::waiting::{enter, status_event};
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::{State, Status};

/// The command that asks for required information.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskForInfo {
    /// The required information that is missing.
    pub missing: Vec<String>,
}

impl Decide for AskForInfo {
    fn decide(&self, _situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let missing = self.missing.clone();
        Ok(vec![NeedsInfo { missing }.into()])
    }
}

/// The command by which a ticket becomes complete.
pub(crate) struct Complete;

impl Decide for Complete {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let incomplete = situation.state.status == Status::Incomplete;
        Ok(incomplete
            .then_some(FactBody::Completed)
            .into_iter()
            .collect())
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.may_assign()
    }
}

/// Required information turned out to be missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsInfo {
    /// The required information that is missing.
    pub missing: Vec<String>,
}

impl Effect for NeedsInfo {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        state.missing.clone_from(&self.missing);
        enter(state, Status::Incomplete, fact.occurred_at);
    }

    fn events(&self, state: &State, _fact: &Fact) -> Vec<Event> {
        vec![Event::NeedsInfo, status_event(state)]
    }

    fn change_clocks(&self, clocks: &mut Clocks<'_>) {
        forget_clocks_of_complete_tickets(clocks);
    }
}

/// Removes clocks that start only when the ticket is complete.
fn forget_clocks_of_complete_tickets(clocks: &mut Clocks<'_>) {
    let policy = clocks.policy;
    let waits_for_completion = |name: &str| {
        let metric = policy.metric(name);
        metric.is_some_and(|metric| {
            let starts_with = |event| metric.starts.iter().any(|start| start.event == event);
            starts_with(Event::Complete) && !starts_with(Event::Received)
        })
    };
    clocks
        .state
        .clocks
        .retain(|clock| clock.met_at.is_some() || !waits_for_completion(&clock.metric));
}

/// The missing information arrived.
pub(crate) struct Completed;

impl Effect for Completed {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        state.missing.clear();
        enter(state, Status::Open, fact.occurred_at);
    }

    fn events(&self, state: &State, _fact: &Fact) -> Vec<Event> {
        vec![Event::Complete, status_event(state)]
    }

    fn traits(&self) -> Traits {
        Traits::usual().assigns(Assigns::Reclassified)
    }
}
