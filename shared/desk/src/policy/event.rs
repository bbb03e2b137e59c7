//! What happens to tickets, as policies name it: it starts and meets clocks, and sends notices.
use std::fmt;

use crate::policy::Condition;

/// An event that starts or meets a clock, stops a ladder or sends a notice.
#[derive(Debug, Clone)]
pub struct Trigger {
    pub event: Event,
    pub when: Condition,
    /// Who must have acted; anybody when empty.
    pub who: Option<Who>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Received,
    /// The ticket is complete: at receipt, or when what was missing arrives.
    Proper,
    Classified,
    Assigned,
    TakenInCharge,
    /// A public reply by staff.
    Reply,
    RequesterReplied,
    Noted,
    Escalated,
    HandedOver,
    Acknowledged,
    Resolved,
    Reopened,
    Closed,
    Warned,
    Breached,
    PriorityChanged,
    /// The requester reached out again, by any channel.
    Contacted,
    AnswersChanged,
    PlanChanged,
    TypeChanged,
    AreaChanged,
    NeedsInfo,
    /// Any change of status, or the entering of the one named.
    Status(Option<String>),
    NoticeDelivered(String),
    NoticeBounced(String),
    Milestone(String),
    /// Another metric's clock was met.
    Met(String),
    /// What was awaited was approved.
    Approved,
    /// The status `awaiting_approval` was entered.
    QuoteRequested,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    System,
    Agent,
    Requester,
    /// An agent of exactly this level.
    Level(u8),
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self {
            Self::Received => "received",
            Self::Proper => "proper",
            Self::Classified => "classified",
            Self::Assigned => "assigned",
            Self::TakenInCharge => "taken_in_charge",
            Self::Reply => "reply",
            Self::RequesterReplied => "requester_replied",
            Self::Noted => "noted",
            Self::Escalated => "escalated",
            Self::HandedOver => "handed_over",
            Self::Acknowledged => "acknowledged",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
            Self::Warned => "warned",
            Self::Breached => "breached",
            Self::PriorityChanged => "priority_changed",
            Self::Contacted => "contacted",
            Self::AnswersChanged => "answers_changed",
            Self::PlanChanged => "plan_changed",
            Self::TypeChanged => "type_changed",
            Self::AreaChanged => "area_changed",
            Self::NeedsInfo => "needs_info",
            Self::Approved => "approved",
            Self::QuoteRequested => "quote_requested",
            Self::Status(None) => "status",
            Self::Status(Some(name)) => return write!(f, "status {name}"),
            Self::NoticeDelivered(name) => return write!(f, "notice_delivered {name}"),
            Self::NoticeBounced(name) => return write!(f, "notice_bounced {name}"),
            Self::Milestone(name) => return write!(f, "milestone {name}"),
            Self::Met(name) => return write!(f, "met {name}"),
        };
        f.write_str(word)
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("system"),
            Self::Agent => f.write_str("agent"),
            Self::Requester => f.write_str("requester"),
            Self::Level(level) => write!(f, "level {level}"),
        }
    }
}
