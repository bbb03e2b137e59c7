//! Changes of what a ticket is: its answers, milestones, priority, plan, type and area.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::lifecycle::assignment::Assigns;
use crate::lifecycle::check::{Checks, unknown};
use crate::lifecycle::classification::fit_priority;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::ranking::ranked_by_rules;
use crate::lifecycle::recalculation::Restart;
use crate::lifecycle::routing::route;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{Event, Policy, Sold};
use crate::ticket::{Actor, ClassificationState, PriorityBy, State};

/// The command that changes structured answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeAnswers {
    /// The answers that change, by question.
    pub answers: BTreeMap<String, String>,
}

impl Decide for ChangeAnswers {
    /// New answers, and the priority that the impact matrix or a rule of classification makes of them.
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let (state, policy) = (situation.state, situation.policy);
        let mut after = state.clone();
        after.subject.answers.extend(self.answers.clone());
        let answers = self.answers.clone();
        let mut bodies = vec![AnswersChanged { answers }.into()];
        // A human's word stands against a machine's.
        let proposal = crate::classify::from_answers(policy, &after)
            .filter(|_| state.classified != ClassificationState::ByHuman);
        let priority = proposal.and_then(|proposal| proposal.priority);
        let priority = priority.map(|found| ranked_by_rules(state, found, policy));
        if let Some(to) = priority
            && state.subject.priority.as_ref() != Some(&to)
        {
            let correction = is_a_default(state, policy);
            bodies.push(PriorityChanged { to, correction }.into());
        }
        Ok(bodies)
    }
}

/// The command by which a milestone of the policy is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReachMilestone {
    /// The milestone's name.
    pub name: String,
}

impl Decide for ReachMilestone {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let policy = situation.policy;
        Checks { policy }.milestone(&self.name)?;
        let name = self.name.clone();
        Ok(vec![MilestoneReached { name }.into()])
    }
}

/// The command that changes the priority, or corrects a wrong one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePriority {
    /// The new priority.
    pub to: String,
    /// Whether it mends a mistake, and nothing became different.
    #[serde(default)]
    pub correction: bool,
}

impl Decide for ChangePriority {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let (state, policy) = (situation.state, situation.policy);
        Checks { policy }.classification(state, None, Some(&self.to), None)?;
        if state.subject.priority.as_ref() == Some(&self.to) {
            return Ok(Vec::new());
        }
        let correction = self.correction || is_a_default(state, policy);
        let to = self.to.clone();
        Ok(vec![PriorityChanged { to, correction }.into()])
    }
}

/// Whether a default gave the priority and nobody has said another since: whoever changes it corrects it.
fn is_a_default(state: &State, policy: &Policy) -> bool {
    let proposed = state.classified == ClassificationState::NotSure;
    let given = proposed || state.subject.priority == policy.classify.default_priority;
    is_unsure(state) && given && state.priority_by == PriorityBy::Machine
}

/// Whether nothing and nobody was sure of the ticket's classification so far.
fn is_unsure(state: &State) -> bool {
    match state.classified {
        ClassificationState::No | ClassificationState::NotSure => true,
        ClassificationState::Proposed | ClassificationState::ByHuman => false,
    }
}

/// The command that changes the organisation's plan or add-ons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePlan {
    /// A plan's name.
    pub plan: Option<String>,
    /// The names of its add-ons.
    #[serde(default)]
    pub add_ons: BTreeSet<String>,
}

impl Decide for ChangePlan {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let policy = situation.policy;
        Checks { policy }.plan(self.plan.as_deref(), &self.add_ons)?;
        let (plan, mut add_ons) = (self.plan.clone(), self.add_ons.clone());
        // What was bought for the ticket is no part of the plan.
        let bought = situation.state.subject.add_ons.iter();
        add_ons.extend(bought.filter(|name| is_per_ticket(policy, name)).cloned());
        Ok(vec![PlanChanged { plan, add_ons }.into()])
    }
}

/// The command that adds an add-on which is bought for this ticket alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuyAddOn {
    /// The add-on's name.
    pub add_on: String,
}

impl Decide for BuyAddOn {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let (state, policy) = (situation.state, situation.policy);
        let Some(known) = policy.add_ons.get(&self.add_on) else {
            return Err(unknown("add_on", &self.add_on, policy.add_ons.keys()));
        };
        if known.sold != Sold::PerTicket {
            return Err(Refusal::Invalid {
                field: "add_on",
                why: "sold to organisations, not for a ticket".to_owned(),
            });
        }
        let (plan, mut add_ons) = (state.subject.plan.clone(), state.subject.add_ons.clone());
        if !add_ons.insert(self.add_on.clone()) {
            return Ok(Vec::new());
        }
        Ok(vec![PlanChanged { plan, add_ons }.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.until(Stage::Live)
    }
}

fn is_per_ticket(policy: &Policy, add_on: &str) -> bool {
    let found = policy.add_ons.get(add_on);
    found.is_some_and(|found| found.sold == Sold::PerTicket)
}

/// The command that changes the type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeType {
    /// The new type.
    pub to: String,
}

impl Decide for ChangeType {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let policy = situation.policy;
        Checks { policy }.ticket_type(&self.to)?;
        let to = self.to.clone();
        Ok(vec![TypeChanged { to }.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.may_assign()
    }
}

/// The command that changes the area: another product or service is concerned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeArea {
    /// The new area.
    pub to: String,
}

impl Decide for ChangeArea {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let policy = situation.policy;
        Checks { policy }.area(&self.to)?;
        let to = self.to.clone();
        Ok(vec![AreaChanged { to }.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::ANYONE.may_assign()
    }
}

/// Structured answers changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswersChanged {
    /// The answers that changed, by question.
    pub answers: BTreeMap<String, String>,
}

impl Effect for AnswersChanged {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        state.subject.answers.extend(self.answers.clone());
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::AnswersChanged).public()
    }
}

/// A milestone of the policy was reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneReached {
    /// The milestone's name.
    pub name: String,
}

impl Effect for MilestoneReached {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        let name = &self.name;
        state.milestones.insert(name.clone());
        let first = state.firsts.entry(format!("milestone:{name}"));
        first.or_insert(fact.occurred_at);
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::Milestone(self.name.clone()))
    }
}

/// The priority changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriorityChanged {
    /// The new priority.
    pub to: String,
    /// Whether a mistake was mended, and nothing became different.
    pub correction: bool,
}

impl Effect for PriorityChanged {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        if fact.by != Actor::System {
            state.requested_priority = Some(self.to.clone());
            if is_unsure(state) {
                state.priority_by = PriorityBy::Person;
            }
        }
        state.subject.priority = Some(self.to.clone());
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::PriorityChanged).restarts(if self.correction {
            Restart::Always
        } else {
            Restart::Never
        })
    }
}

/// Plan or add-ons changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChanged {
    /// A plan's name.
    pub plan: Option<String>,
    /// The names of its add-ons.
    pub add_ons: BTreeSet<String>,
}

impl Effect for PlanChanged {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        state.subject.plan.clone_from(&self.plan);
        state.subject.add_ons.clone_from(&self.add_ons);
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::PlanChanged)
    }
}

/// The type changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeChanged {
    /// The new type.
    pub to: String,
}

impl Effect for TypeChanged {
    fn apply(&self, state: &mut State, fact: &Fact, policy: &Policy) {
        state.subject.ticket_type = Some(self.to.clone());
        fit_priority(state, policy);
        route(state, policy, fact.recorded_at);
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::TypeChanged).assigns(Assigns::Reclassified)
    }
}

/// The area changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaChanged {
    /// The new area.
    pub to: String,
}

impl Effect for AreaChanged {
    fn apply(&self, state: &mut State, fact: &Fact, policy: &Policy) {
        state.subject.area = Some(self.to.clone());
        route(state, policy, fact.recorded_at);
    }

    fn traits(&self) -> Traits {
        Traits::of(Event::AreaChanged).assigns(Assigns::Reclassified)
    }
}
