//! Classification: a ticket's type, priority and area are proposed by a machine or said by a person.
use serde::{Deserialize, Serialize};

use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::check::Checks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::recalculation::Restart;
use crate::lifecycle::routing::route;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{Act, FactBody, Refusal};
use crate::policy::{Event, Policy};
use crate::ticket::{Actor, ClassificationState, State};

/// The command of a classification: a proposal when the actor is the system, an override otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classify {
    /// A type's name.
    #[serde(rename = "type")]
    pub ticket_type: Option<String>,
    /// A priority's name.
    pub priority: Option<String>,
    /// An area's name.
    pub area: Option<String>,
    /// The rules and words that decided.
    #[serde(default)]
    pub trace: Vec<String>,
    /// Whether more than the policy's default speaks for it.
    #[serde(default = "yes")]
    pub sure: bool,
    /// Whether it mends a mistake, and nothing became different.
    #[serde(default)]
    pub correction: bool,
}

fn yes() -> bool {
    true
}

impl Act {
    /// The act as a person issues it: a classification by hand is sure, and says that a person made it.
    #[must_use]
    pub fn by_hand(mut self) -> Self {
        if let Self::Classify(classify) = &mut self {
            classify.trace = vec!["human".to_owned()];
            classify.sure = true;
        }
        self
    }
}

impl Decide for Classify {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        // A human's word stands against a machine's.
        if *situation.by == Actor::System
            && situation.state.classified == ClassificationState::ByHuman
        {
            return Ok(Vec::new());
        }
        let policy = situation.policy;
        Checks { policy }.classification(
            situation.state,
            self.ticket_type.as_deref(),
            self.priority.as_deref(),
            self.area.as_deref(),
        )?;
        let classified = Classified {
            ticket_type: self.ticket_type.clone(),
            priority: self.priority.clone(),
            area: self.area.clone(),
            trace: self.trace.clone(),
            sure: self.sure,
            correction: self.correction,
        };
        Ok(vec![classified.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.may_assign()
    }
}

/// Type, priority or area was found or confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classified {
    /// A type's name.
    #[serde(rename = "type")]
    pub ticket_type: Option<String>,
    /// A priority's name.
    pub priority: Option<String>,
    /// An area's name.
    pub area: Option<String>,
    /// The rule and words that decided; `human` for an override.
    pub trace: Vec<String>,
    /// Whether more than the policy's default spoke for it.
    pub sure: bool,
    /// Whether it mends a mistake: clocks recompute from their start.
    pub correction: bool,
}

impl Effect for Classified {
    fn apply(&self, state: &mut State, fact: &Fact, policy: &Policy) {
        if let Some(ticket_type) = &self.ticket_type {
            state.subject.ticket_type = Some(ticket_type.clone());
        }
        if let Some(priority) = &self.priority {
            state.subject.priority = Some(priority.clone());
            state.requested_priority = Some(priority.clone());
        }
        state.classified = match &fact.by {
            Actor::Agent { .. } => ClassificationState::ByHuman,
            Actor::System | Actor::Requester if self.sure => ClassificationState::Proposed,
            Actor::System | Actor::Requester => ClassificationState::NotSure,
        };
        fit_priority(state, policy);
        if self.area.is_some() {
            state.subject.area.clone_from(&self.area);
        }
        // A classification that says nothing of type, priority or area moves no ticket.
        if self.ticket_type.is_some() || self.priority.is_some() || self.area.is_some() {
            route(state, policy, fact.recorded_at);
        }
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::Classified)
            .restarts(if self.correction {
                Restart::Always
            } else {
                Restart::IfFirst
            })
            .assigns(Assigns::Reclassified)
    }
}

/// A classification that did not come was asked for again.
pub(crate) struct ClassificationRequested;

impl Effect for ClassificationRequested {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        state.classify_tries += 1;
        state.classify_asked_at = Some(fact.recorded_at);
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises().of_the_scan()
    }
}

/// Whether a classification is one that the policy counts.
pub(crate) fn counts(classification: ClassificationState, policy: &Policy) -> bool {
    match classification {
        ClassificationState::ByHuman => true,
        ClassificationState::Proposed => policy.classify.automatic_counts,
        ClassificationState::No | ClassificationState::NotSure => false,
    }
}

/// A type that does not have the ticket's priority takes the policy's usual one, or none.
pub(crate) fn fit_priority(state: &mut State, policy: &Policy) {
    let subject = &state.subject;
    let known = policy.priorities_of(subject.ticket_type.as_deref());
    let fits = |priority: &String| known.contains(&priority.as_str());
    if subject.priority.as_ref().is_none_or(fits) {
        return;
    }
    let usual = policy.classify.default_priority.clone();
    state.subject.priority = usual.filter(fits);
}
