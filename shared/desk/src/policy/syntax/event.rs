//! Events of tickets, as policies name them: they start and meet clocks, and send notices.
use crate::policy::syntax::Condition;
use std::fmt;

/// An event that starts or meets a clock, stops a ladder or sends a notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// The event.
    pub event: Event,
    /// The condition on the ticket when it happens.
    pub when: Condition,
    /// Who must have acted; anybody when empty.
    pub who: Option<Who>,
}

/// An event of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The ticket arrived.
    Received,
    /// The ticket is complete: at receipt, or when what was missing arrives.
    Complete,
    /// Type and priority were found or confirmed.
    Classified,
    /// An agent or team got the ticket.
    Assigned,
    /// An agent accepted it.
    TakenInCharge,
    /// A date was agreed with the customer.
    DateAgreed,
    /// A public reply by staff.
    Reply,
    /// The requester answered.
    RequesterReplied,
    /// Somebody left an internal note.
    Noted,
    /// The ticket went up, by a ladder or by hand.
    Escalated,
    /// An agent gave it to another level.
    HandedOver,
    /// An agent said to have seen an escalation.
    Acknowledged,
    /// The matter was solved.
    Resolved,
    /// It was not, after all.
    Reopened,
    /// The ticket ended.
    Closed,
    /// The desk closed it although it was not solved, and its requester had not asked for that.
    Unanswered,
    /// A ladder step before due came.
    Warned,
    /// A promise was declared broken.
    Breached,
    /// The priority changed.
    PriorityChanged,
    /// The requester reached out again, by any channel.
    Contacted,
    /// Answers to structured questions changed.
    AnswersChanged,
    /// Plan or add-ons changed.
    PlanChanged,
    /// The type changed.
    TypeChanged,
    /// The area changed.
    AreaChanged,
    /// Required information turned out to be missing.
    NeedsInfo,
    /// Any change of status, or the entering of the one named.
    Status(Option<String>),
    /// A mail of that notice arrived.
    NoticeDelivered(String),
    /// A mail of that notice came back.
    NoticeBounced(String),
    /// A milestone of the policy was reached.
    Milestone(String),
    /// Another metric's clock was met.
    Met(String),
    /// The ticket became a part of a major incident, as the first of its organisation.
    Joined,
    /// The quote or approval that was awaited was given.
    Approved,
    /// The status `awaiting_approval` was entered.
    QuoteRequested,
}

/// Who must have acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// One of the desk's own functions, or the mail system.
    System,
    /// Any agent.
    Agent,
    /// The requester.
    Requester,
    /// An agent of exactly this level.
    Level(u8),
}

impl Event {
    /// The metric whose clock has to be met, where the event is that.
    #[must_use]
    pub fn metric(&self) -> Option<&str> {
        if let Self::Met(name) = self {
            return Some(name);
        }
        None
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self {
            Self::Received => "received",
            Self::Complete => "proper",
            Self::Classified => "classified",
            Self::Assigned => "assigned",
            Self::TakenInCharge => "taken_in_charge",
            Self::DateAgreed => "date_agreed",
            Self::Reply => "reply",
            Self::RequesterReplied => "requester_replied",
            Self::Noted => "noted",
            Self::Escalated => "escalated",
            Self::HandedOver => "handed_over",
            Self::Acknowledged => "acknowledged",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
            Self::Unanswered => "unanswered",
            Self::Warned => "warned",
            Self::Breached => "breached",
            Self::PriorityChanged => "priority_changed",
            Self::Contacted => "contacted",
            Self::AnswersChanged => "answers_changed",
            Self::PlanChanged => "plan_changed",
            Self::TypeChanged => "type_changed",
            Self::AreaChanged => "area_changed",
            Self::NeedsInfo => "needs_info",
            Self::Joined => "joined",
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
