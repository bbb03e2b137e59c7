//! Which events a fact is, and whether a trigger of the policy answers to one.
use crate::policy::{Event, Policy, Trigger, Who};
use crate::ticket::{Actor, Fact, FactBody, State, TicketFacts};

/// The events that a fact is, the most particular last.
pub(crate) fn events_of(fact: &Fact, state: &State) -> Vec<Event> {
    let status = || Event::Status(Some(state.status.name().to_owned()));
    match &fact.body {
        FactBody::Received { missing, .. } if missing.is_empty() => {
            vec![Event::Received, Event::Proper]
        }
        FactBody::Received { .. } => vec![Event::Received],
        FactBody::NeedsInfo { .. } => vec![status()],
        FactBody::Completed => vec![Event::Proper, status()],
        FactBody::Classified { .. } => vec![Event::Classified],
        FactBody::Assigned { .. } => vec![Event::Assigned],
        FactBody::TakenInCharge { .. } => vec![Event::TakenInCharge],
        FactBody::Replied { .. } => vec![Event::Reply],
        FactBody::RequesterReplied { .. } => vec![Event::RequesterReplied],
        FactBody::Noted { .. } => vec![Event::Noted],
        FactBody::MilestoneReached { name } => vec![Event::Milestone(name.clone())],
        FactBody::StatusChanged { .. } => vec![status()],
        FactBody::Resolved => vec![Event::Resolved, status()],
        FactBody::Reopened => vec![Event::Reopened, status()],
        FactBody::Closed => vec![Event::Closed, status()],
        FactBody::PriorityChanged { .. } => vec![Event::PriorityChanged],
        FactBody::HandedOver { .. } => vec![Event::HandedOver],
        FactBody::Acknowledged => vec![Event::Acknowledged],
        FactBody::NoticeDelivered { notice } => vec![Event::NoticeDelivered(notice.clone())],
        FactBody::NoticeBounced { notice } => vec![Event::NoticeBounced(notice.clone())],
        FactBody::Warned { .. } => vec![Event::Warned],
        FactBody::Breached { .. } => vec![Event::Breached],
        FactBody::Escalated { .. } => vec![Event::Escalated],
        FactBody::ClassificationRequested
        | FactBody::Contacted { .. }
        | FactBody::AnswersChanged { .. }
        | FactBody::PlanChanged { .. }
        | FactBody::TypeChanged { .. }
        | FactBody::AreaChanged { .. }
        | FactBody::BreachWithdrawn { .. }
        | FactBody::Requested { .. } => Vec::new(),
    }
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
        Event::NoticeDelivered(_) => "notice_delivered",
        Event::NoticeBounced(_) => "notice_bounced",
        Event::Milestone(_) | Event::Status(_) | Event::Met(_) => return None,
        Event::Approved | Event::QuoteRequested => return None,
    })
}

/// Whether `trigger` answers to `event`, done by the fact's actor, on the ticket as it is now.
pub(crate) fn fires(
    trigger: &Trigger,
    event: &Event,
    fact: &Fact,
    state: &State,
    policy: &Policy,
) -> bool {
    let same = match (&trigger.event, event) {
        (Event::Status(None), Event::Status(_)) => true,
        (wanted, event) => wanted == event,
    };
    same && acted(trigger, event, fact, policy) && trigger.when.eval(&TicketFacts::new(state))
}

fn acted(trigger: &Trigger, event: &Event, fact: &Fact, policy: &Policy) -> bool {
    match (trigger.who, &fact.by) {
        // A machine's classification is a proposal unless the policy says that it counts.
        (None, Actor::System) => *event != Event::Classified || policy.classify.automatic_counts,
        (None, Actor::Agent { .. } | Actor::Requester) => true,
        (Some(Who::System), Actor::System) => true,
        (Some(Who::Agent), Actor::Agent { .. }) => true,
        (Some(Who::Requester), Actor::Requester) => true,
        (Some(Who::Level(wanted)), Actor::Agent { level, .. }) => wanted == *level,
        (Some(_), _) => false,
    }
}
