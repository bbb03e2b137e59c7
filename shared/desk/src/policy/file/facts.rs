//! Facts as triggers name them: those that are enough by themselves, and those that name something.
use super::names::SymbolKind;
use super::values::Meaning;
use crate::policy::syntax::Event;

/// Facts that need no further name.
pub(in crate::policy) const PLAIN_FACTS: [(&str, Event); 31] = [
    ("received", Event::Received),
    ("proper", Event::Complete),
    ("completed", Event::Complete),
    ("classified", Event::Classified),
    ("assigned", Event::Assigned),
    ("taken_in_charge", Event::TakenInCharge),
    ("date_agreed", Event::DateAgreed),
    ("reply", Event::Reply),
    ("replied", Event::Reply),
    ("agent_replied", Event::Reply),
    ("requester_replied", Event::RequesterReplied),
    ("noted", Event::Noted),
    ("escalated", Event::Escalated),
    ("handed_over", Event::HandedOver),
    ("acknowledged", Event::Acknowledged),
    ("resolved", Event::Resolved),
    ("reopened", Event::Reopened),
    ("closed", Event::Closed),
    ("unanswered", Event::Unanswered),
    ("warned", Event::Warned),
    ("breached", Event::Breached),
    ("priority_changed", Event::PriorityChanged),
    ("contacted", Event::Contacted),
    ("answers_changed", Event::AnswersChanged),
    ("plan_changed", Event::PlanChanged),
    ("type_changed", Event::TypeChanged),
    ("area_changed", Event::AreaChanged),
    ("needs_info", Event::NeedsInfo),
    ("joined", Event::Joined),
    ("approved", Event::Approved),
    ("quote_requested", Event::QuoteRequested),
];

/// Facts that name something: the fact, the key of the name, and what the name is.
pub(in crate::policy) const NAMED_FACTS: [(&str, &str, SymbolKind); 6] = [
    ("notice_delivered", "notice", SymbolKind::Notice),
    ("notice_bounced", "notice", SymbolKind::Notice),
    ("milestone", "milestone", SymbolKind::Milestone),
    ("status", "status", SymbolKind::Status),
    ("met", "metric", SymbolKind::Metric),
    ("status_changed", "status", SymbolKind::Status),
];

/// The fact of a trigger.
#[derive(Debug)]
pub(in crate::policy) enum Fact {}
impl Meaning for Fact {
    const WHAT: &'static str = "a fact such as `received`";

    fn words() -> Vec<&'static str> {
        let plain = PLAIN_FACTS.iter().map(|(name, _)| *name);
        plain
            .chain(NAMED_FACTS.iter().map(|(name, ..)| *name))
            .collect()
    }
}
