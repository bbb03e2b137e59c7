//! State = fold(facts): what each fact means for a ticket.
mod opened;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::clock::Reckoning;
use crate::policy::Policy;
use crate::ticket::family;
use crate::ticket::notice::notices_for;
use crate::ticket::sorting::{classified, fit_priority, route};
use crate::ticket::{Actor, Fact, FactBody, Pending, State, Status, Wait};
use crate::ticket::{clocks, consent, excuse, repin, rules};
use crate::time::Instant;
use opened::opened;

/// How many recent causes a snapshot remembers.
const CAUSES_KEPT: usize = 24;

/// All facts of a ticket that kept its policy, in order; `None` unless they begin with `received`.
#[must_use]
pub fn fold_all(facts: &[Fact], policy: &Policy) -> Option<State> {
    facts
        .iter()
        .fold(None, |state, fact| fold(state, fact, policy))
}

/// The versions of the policy that a ticket was under, in the order of its facts.
pub fn versions(facts: &[Fact]) -> impl Iterator<Item = &str> {
    facts.iter().filter_map(|fact| version_from(&fact.body))
}

/// All facts of a ticket, each under the version of the policy that was in force with it; `None` too where
/// one of [`versions`] is missing.
#[must_use]
pub fn fold_under(facts: &[Fact], policies: &BTreeMap<String, Arc<Policy>>) -> Option<State> {
    let (mut state, mut policy) = (None, None);
    for fact in facts {
        if let Some(version) = version_from(&fact.body) {
            policy = Some(policies.get(version)?);
        }
        state = fold(state, fact, policy?);
    }
    state
}

fn version_from(body: &FactBody) -> Option<&str> {
    if let FactBody::Received { policy_version, .. }
    | FactBody::PolicyRepinned { policy_version, .. } = body
    {
        return Some(policy_version);
    }
    None
}

/// The state after one more fact, under the policy in force with it. A fact out of order is ignored, since it was folded already.
#[must_use]
pub fn fold(state: Option<State>, fact: &Fact, policy: &Policy) -> Option<State> {
    let Some(before) = state else {
        return opened(fact, policy);
    };
    if fact.seq != before.version + 1 {
        return Some(before);
    }
    let mut state = before.clone();
    state.version = fact.seq;
    remember(&mut state, fact);
    state
        .firsts
        .entry(fact.body.kind().to_owned())
        .or_insert(fact.occurred_at);
    apply(&mut state, fact, policy);
    clocks::follow(&before, &mut state, fact, policy);
    if state.merged_into.is_some() {
        state.held.clear();
    } else {
        rules::listen(&mut state, fact, policy);
    }
    told(Some(&before), &mut state, fact, policy);
    Some(state)
}

/// Remembers the notices that this fact sends and that are sent once.
fn told(before: Option<&State>, state: &mut State, fact: &Fact, policy: &Policy) {
    let once = |name: &str| {
        let mut notices = policy.notices.iter();
        notices.any(|notice| notice.once && notice.name == name)
    };
    if !policy.notices.iter().any(|notice| notice.once) {
        return;
    }
    let drafts = notices_for(policy, before, state, fact).into_iter();
    let names: Vec<_> = drafts
        .map(|draft| draft.name)
        .filter(|name| once(name))
        .collect();
    state.told.extend(names);
}

/// The scan's facts need no remembering: what they discharge is gone from the obligations.
fn remember(state: &mut State, fact: &Fact) {
    let of_scan = matches!(
        fact.body,
        FactBody::Warned { .. }
            | FactBody::Breached { .. }
            | FactBody::Requested { .. }
            | FactBody::ClassificationRequested
    );
    if of_scan || state.causes.last() == Some(&fact.cause) {
        return;
    }
    state.causes.push(fact.cause.clone());
    if state.causes.len() > CAUSES_KEPT {
        state.causes.remove(0);
    }
}

/// Leaves the present status and enters another at `at`, keeping the interval for clocks.
fn enter(state: &mut State, status: Status, at: Instant) {
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

fn apply(state: &mut State, fact: &Fact, policy: &Policy) {
    let at = fact.occurred_at;
    match &fact.body {
        FactBody::Received { .. } | FactBody::Acknowledged | FactBody::Noted { .. } => {}
        FactBody::PolicyRepinned { policy_version, .. } => {
            repin::follow(state, policy_version, policy);
        }
        FactBody::NoticeDelivered { .. }
        | FactBody::NoticeBounced { .. }
        | FactBody::Resent { .. }
        | FactBody::RuleApplied { .. } => {}
        FactBody::Adopted { .. }
        | FactBody::FanOutRequested { .. }
        | FactBody::FannedOut { .. }
        | FactBody::Joined { .. }
        | FactBody::Followed { .. } => family::apply(state, fact),
        FactBody::NeedsInfo { missing } => {
            state.missing.clone_from(missing);
            enter(state, Status::Incomplete, at);
        }
        FactBody::Completed => {
            state.missing.clear();
            enter(state, Status::Open, at);
        }
        FactBody::Classified {
            ticket_type,
            priority,
            area,
            sure,
            ..
        } => {
            classified(state, fact, ticket_type.as_ref(), priority.as_ref(), *sure);
            fit_priority(state, policy);
            if area.is_some() {
                state.subject.area.clone_from(area);
            }
            // A classification that says nothing of type, priority or area moves no ticket.
            if ticket_type.is_some() || priority.is_some() || area.is_some() {
                route(state, policy, fact.recorded_at);
            }
        }
        FactBody::ClassificationRequested => {
            state.classify_tries += 1;
            state.classify_asked_at = Some(fact.recorded_at);
        }
        FactBody::Assigned {
            agent,
            team,
            level,
            emptied,
            ..
        } => {
            state.assignee.clone_from(agent);
            if team.is_some() {
                state.team.clone_from(team);
            }
            state.level = level.unwrap_or(state.level);
            state.emptied.clone_from(emptied);
        }
        FactBody::TakenInCharge {
            agent,
            difficulty,
            commitment_minutes,
            ..
        } => {
            state.assignee = Some(agent.clone());
            if difficulty.is_some() {
                state.difficulty.clone_from(difficulty);
            }
            if commitment_minutes.is_some() {
                state.commitment_minutes = *commitment_minutes;
            }
        }
        FactBody::Replied { .. } => {}
        FactBody::Quoted { .. }
        | FactBody::Approved { .. }
        | FactBody::Declined { .. }
        | FactBody::WorkRecorded { .. } => {
            if let Some(status) = consent::follow(state, fact, policy) {
                enter(state, status, at);
            }
        }
        FactBody::RequesterReplied { .. } => {
            if state.status == Status::Waiting("waiting_on_requester".to_owned()) {
                enter(state, Status::Open, at);
            }
        }
        FactBody::Contacted { channel } => {
            state.channels.insert(channel.clone());
        }
        FactBody::AnswersChanged { answers } => {
            state.subject.answers.extend(answers.clone());
        }
        FactBody::MilestoneReached { name } => {
            state.milestones.insert(name.clone());
            state
                .firsts
                .entry(format!("milestone:{name}"))
                .or_insert(at);
        }
        FactBody::StatusChanged { status } => {
            let status = match status.as_str() {
                "open" => Status::Open,
                name => Status::Waiting(name.to_owned()),
            };
            enter(state, status, at);
        }
        FactBody::Resolved => {
            state.resolved_at = Some(at);
            enter(state, Status::Resolved, at);
        }
        FactBody::Reopened => enter(state, Status::Open, at),
        FactBody::Closed => enter(state, Status::Closed, at),
        FactBody::MergedInto { other } => {
            enter(state, Status::Closed, at);
            state.merged_into = Some(other.clone());
        }
        FactBody::Absorbed {
            other,
            opened_at,
            priority,
            waits,
            ..
        } => {
            state.absorbed.push(other.clone());
            state.waits.splice(0..0, waits.iter().cloned());
            state.opened_at = state.opened_at.min(*opened_at);
            if priority.is_some() {
                state.subject.priority.clone_from(priority);
            }
        }
        FactBody::PriorityChanged { to, .. } => {
            if !matches!(fact.by, Actor::System) {
                state.requested_priority = Some(to.clone());
            }
            state.subject.priority = Some(to.clone());
        }
        FactBody::PlanChanged { plan, add_ons } => {
            state.subject.plan.clone_from(plan);
            state.subject.add_ons.clone_from(add_ons);
        }
        FactBody::TypeChanged { to } => {
            state.subject.ticket_type = Some(to.clone());
            fit_priority(state, policy);
            route(state, policy, fact.recorded_at);
        }
        FactBody::AreaChanged { to } => {
            state.subject.area = Some(to.clone());
            route(state, policy, fact.recorded_at);
        }
        FactBody::HandedOver { level, team } => {
            state.level = *level;
            if team.is_some() {
                state.team.clone_from(team);
            }
        }
        FactBody::Warned {
            metric,
            cycle,
            step,
        }
        | FactBody::Requested {
            metric,
            cycle,
            step,
        } => asked(state, metric, *cycle, *step, fact.recorded_at),
        FactBody::Breached { metric, cycle, .. } => {
            broken(state, metric, *cycle, fact.recorded_at, policy);
        }
        FactBody::BreachExcused {
            metric,
            cycle,
            reason,
        } => excuse::follow(state, metric, *cycle, reason, at),
        FactBody::BreachWithdrawn { metric, cycle } => {
            if let Some(clock) = clocks::find(state, metric, *cycle) {
                clock.withdrawn = true;
                clock.pending = None;
            }
        }
        FactBody::Escalated {
            metric,
            cycle,
            steps,
            level,
            assignee,
        } => {
            state.level = level.map_or(state.level, |level| level.max(state.level));
            if assignee.is_some() {
                state.assignee.clone_from(assignee);
            }
            if let Some(clock) = clocks::find(state, metric, *cycle) {
                clock.steps_done.extend(steps);
                clock.pending = None;
            }
        }
    }
}

/// The scan asked for a step, for the first time or again.
fn asked(state: &mut State, metric: &str, cycle: u32, step: usize, at: Instant) {
    if let Some(clock) = clocks::find(state, metric, cycle) {
        let tries = clock.pending.as_ref().map_or(0, |pending| pending.tries);
        clock.pending = Some(Pending {
            step,
            since: at,
            tries: tries + 1,
        });
    }
}

/// The promise is broken, which asks for the step that is due with it.
fn broken(state: &mut State, metric: &str, cycle: u32, at: Instant, policy: &Policy) {
    let step = clocks::highest_step_due(state, policy, metric, cycle, at);
    let step = step.filter(|_| !state.ladders_rest());
    if let Some(clock) = clocks::find(state, metric, cycle) {
        clock.breached_at = Some(at);
        clock.pending = step.map(|step| Pending {
            step,
            since: at,
            tries: 1,
        });
    }
}

/// Recomputes the due instant of every clock that may still move.
pub(crate) fn reckon_all(state: &mut State, policy: &Policy) {
    let dues: Vec<_> = state
        .clocks
        .iter()
        .map(|clock| {
            let Some(metric) = policy.metric(&clock.metric) else {
                return clock.due_at;
            };
            if clock.met_at.is_some() || clock.canceled {
                return clock.due_at;
            }
            let reckoning = Reckoning {
                policy,
                state,
                metric,
            };
            reckoning.due(&clock.target, clock.basis_at, &reckoning.pauses())
        })
        .collect();
    for (clock, due) in state.clocks.iter_mut().zip(dues) {
        clock.due_at = due;
    }
}
