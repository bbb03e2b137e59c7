//! Triggers of the policy: whether one answers to an event, and when an event first happened.
use crate::lifecycle::Fact;
use crate::policy::{Event, Policy, Trigger};
use crate::ticket::{Actor, State, TicketFacts, answers_to};
use crate::time::Instant;

/// The kind of fact that an event is, where there is one; for "counted from".
pub(crate) fn kind_of(event: &Event) -> Option<&'static str> {
    Some(match event {
        Event::Received | Event::Complete => "received",
        Event::Classified => "classified",
        Event::Assigned => "assigned",
        Event::TakenInCharge => "taken_in_charge",
        Event::DateAgreed => "date_agreed",
        Event::Reply => "replied",
        Event::RequesterReplied => "requester_replied",
        Event::Noted => "noted",
        Event::Escalated => "escalated",
        Event::HandedOver => "handed_over",
        Event::Acknowledged => "acknowledged",
        Event::Resolved => "resolved",
        Event::Reopened => "reopened",
        Event::Closed | Event::Unanswered => "closed",
        Event::Warned => "warned",
        Event::Breached => "breached",
        Event::PriorityChanged => "priority_changed",
        Event::Contacted => "contacted",
        Event::AnswersChanged => "answers_changed",
        Event::PlanChanged => "plan_changed",
        Event::TypeChanged => "type_changed",
        Event::AreaChanged => "area_changed",
        Event::NeedsInfo => "needs_info",
        Event::Joined => "joined",
        Event::Milestone(_) | Event::Status(_) | Event::Met(_) => return None,
        Event::NoticeDelivered(_) | Event::NoticeBounced(_) => return None,
        Event::Approved => "approved",
        Event::QuoteRequested => "quoted",
    })
}

/// When an event first happened to the ticket. A metric that is for other tickets is never met.
pub(crate) fn first_of(event: &Event, state: &State, policy: &Policy) -> Option<Instant> {
    if let Event::Met(metric) = event {
        let concerns = policy
            .metric(metric)?
            .when
            .eval(&TicketFacts::new(policy, state));
        let clock = state.clock(metric).filter(|_| concerns);
        return clock?.met_at;
    }
    if *event == Event::Complete && !state.missing.is_empty() {
        return None;
    }
    if let Event::Milestone(name) = event {
        return state.firsts.get(&format!("milestone:{name}")).copied();
    }
    let completed = state.firsts.get("completed").copied();
    match completed.filter(|_| *event == Event::Complete) {
        Some(completed) => Some(completed),
        None => state.firsts.get(kind_of(event)?).copied(),
    }
}

/// Whether `trigger` answers to `event`, done by the fact's actor, on the ticket as it is now.
pub(crate) fn fires(
    trigger: &Trigger,
    event: &Event,
    fact: &Fact,
    state: &State,
    policy: &Policy,
) -> bool {
    // A machine's classification is a proposal unless the policy says that it counts; an agent whom
    // the desk chose has not taken the ticket up.
    let proposed = *event == Event::Assigned
        || (*event == Event::Classified && !policy.classify.automatic_counts);
    let proposal = proposed && trigger.who.is_none() && fact.by == Actor::System;
    !proposal && answers_to(trigger, event, &fact.by, policy, state)
}
