//! Which events a fact is, and whether a trigger of the policy answers to one.
use crate::policy::{Event, Policy, Trigger, Who};
use crate::ticket::consent::AWAITING;
use crate::ticket::{Actor, Announcement, Fact, FactBody, State, Status, TicketFacts};
use crate::time::Instant;

/// The events that a fact is, the most particular last.
pub(crate) fn events_of(fact: &Fact, state: &State) -> Vec<Event> {
    let status = || Event::Status(Some(state.status.name().to_owned()));
    match &fact.body {
        FactBody::Received { missing, .. } if missing.is_empty() => {
            vec![Event::Received, Event::Proper]
        }
        FactBody::Received { .. } => vec![Event::Received],
        FactBody::NeedsInfo { .. } => vec![Event::NeedsInfo, status()],
        FactBody::Completed => vec![Event::Proper, status()],
        FactBody::Classified { .. } => vec![Event::Classified],
        FactBody::Assigned { .. } => vec![Event::Assigned],
        FactBody::TakenInCharge { .. } => vec![Event::TakenInCharge],
        FactBody::Replied { .. } => vec![Event::Reply],
        FactBody::RequesterReplied { .. } => vec![Event::RequesterReplied],
        FactBody::Noted { .. } => vec![Event::Noted],
        FactBody::MilestoneReached { name } => vec![Event::Milestone(name.clone())],
        FactBody::StatusChanged { .. } => vec![consent(fact, state), Some(status())]
            .into_iter()
            .flatten()
            .collect(),
        FactBody::Resolved => vec![Event::Resolved, status()],
        FactBody::Reopened => vec![Event::Reopened, status()],
        FactBody::Closed | FactBody::MergedInto { .. } => vec![Event::Closed, status()],
        FactBody::PriorityChanged { .. } => vec![Event::PriorityChanged],
        FactBody::HandedOver { .. } => vec![Event::Escalated, Event::HandedOver],
        FactBody::Acknowledged => vec![Event::Acknowledged],
        FactBody::NoticeDelivered { notice } => vec![Event::NoticeDelivered(notice.clone())],
        FactBody::NoticeBounced { notice } => vec![Event::NoticeBounced(notice.clone())],
        FactBody::Warned { .. } => vec![Event::Warned],
        FactBody::Breached { .. } => vec![Event::Breached],
        FactBody::Escalated { .. } => vec![Event::Escalated],
        FactBody::Contacted { .. } => vec![Event::Contacted],
        FactBody::AnswersChanged { .. } => vec![Event::AnswersChanged],
        FactBody::PlanChanged { .. } => vec![Event::PlanChanged],
        FactBody::TypeChanged { .. } => vec![Event::TypeChanged],
        FactBody::AreaChanged { .. } => vec![Event::AreaChanged],
        FactBody::Quoted { .. } if state.status.name() == AWAITING => {
            vec![Event::QuoteRequested, status()]
        }
        FactBody::Approved { .. } if answered_now(fact, state) => {
            vec![Event::Approved, status()]
        }
        FactBody::Approved { .. } => vec![Event::Approved],
        FactBody::Declined { .. } if answered_now(fact, state) => vec![status()],
        FactBody::Quoted { .. } | FactBody::Declined { .. } | FactBody::WorkRecorded { .. } => {
            Vec::new()
        }
        FactBody::Joined { announcement, .. } => match announcement {
            Announcement::First => vec![Event::Joined],
            Announcement::Made => Vec::new(),
        },
        FactBody::ClassificationRequested
        | FactBody::PolicyRepinned { .. }
        | FactBody::Adopted { .. }
        | FactBody::FanOutRequested { .. }
        | FactBody::FannedOut { .. }
        | FactBody::Followed { .. }
        | FactBody::Resent { .. }
        | FactBody::Absorbed { .. }
        | FactBody::RuleApplied { .. }
        | FactBody::BreachWithdrawn { .. }
        | FactBody::BreachExcused { .. }
        | FactBody::Requested { .. } => Vec::new(),
    }
}

/// Waiting for approval is how a quote is asked for where nobody names an amount, and its end is how
/// it is approved; what was quoted is approved by its own fact alone.
fn consent(fact: &Fact, state: &State) -> Option<Event> {
    if state.status.name() == AWAITING {
        return Some(Event::QuoteRequested);
    }
    let approved = state.consent.quote.is_none() && answered_now(fact, state);
    approved.then_some(Event::Approved)
}

/// Whether the ticket stopped waiting for approval with this fact.
fn answered_now(fact: &Fact, state: &State) -> bool {
    let last = state.waits.last();
    let ended = last.is_some_and(|last| {
        last.status == AWAITING
            && last
                .to
                .is_some_and(|to| to == fact.occurred_at.max(last.from))
    });
    ended && state.status == Status::Open
}

/// The kind of fact that an event is, where there is one; for "counted from".
pub(crate) fn kind_of(event: &Event) -> Option<&'static str> {
    Some(match event {
        Event::Received | Event::Proper => "received",
        Event::Classified => "classified",
        Event::Assigned => "assigned",
        Event::TakenInCharge => "taken_in_charge",
        Event::Reply => "replied",
        Event::RequesterReplied => "requester_replied",
        Event::Noted => "noted",
        Event::Escalated => "escalated",
        Event::HandedOver => "handed_over",
        Event::Acknowledged => "acknowledged",
        Event::Resolved => "resolved",
        Event::Reopened => "reopened",
        Event::Closed => "closed",
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

/// When an event first happened to the ticket.
pub(crate) fn first_of(event: &Event, state: &State) -> Option<Instant> {
    if let Event::Met(metric) = event {
        return state
            .clocks
            .iter()
            .find(|clock| clock.metric == *metric)?
            .met_at;
    }
    if *event == Event::Proper && !state.missing.is_empty() {
        return None;
    }
    if let Event::Milestone(name) = event {
        return state.firsts.get(&format!("milestone:{name}")).copied();
    }
    let completed = state.firsts.get("completed").copied();
    match completed.filter(|_| *event == Event::Proper) {
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
    // A machine's classification is a proposal unless the policy says that it counts; whom the desk
    // chose for a ticket has not taken it up.
    let proposed = *event == Event::Assigned
        || (*event == Event::Classified && !policy.classify.automatic_counts);
    let proposal = proposed && trigger.who.is_none() && fact.by == Actor::System;
    !proposal && tells(trigger, event, fact, state)
}

/// As [`fires`], for what is told and not counted: a machine's proposal is news as well.
pub(crate) fn tells(trigger: &Trigger, event: &Event, fact: &Fact, state: &State) -> bool {
    let same = match (&trigger.event, event) {
        (Event::Status(None), Event::Status(_)) => true,
        (wanted, event) => wanted == event,
    };
    same && acted(trigger, fact) && trigger.when.eval(&TicketFacts::new(state))
}

fn acted(trigger: &Trigger, fact: &Fact) -> bool {
    match (trigger.who, &fact.by) {
        (None, _) => true,
        (Some(Who::System), Actor::System) => true,
        (Some(Who::Agent), Actor::Agent { .. }) => true,
        (Some(Who::Requester), Actor::Requester) => true,
        (Some(Who::Level(wanted)), Actor::Agent { level, .. }) => wanted == *level,
        (Some(_), _) => false,
    }
}
