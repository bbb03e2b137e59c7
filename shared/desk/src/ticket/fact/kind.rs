//! What a fact is called where it is stored.
use super::FactBody;

impl FactBody {
    /// The stable name of the kind, as stored in the attribute `kind` and filtered by streams.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::PolicyRepinned { .. } => "policy_repinned",
            Self::NeedsInfo { .. } => "needs_info",
            Self::Completed => "completed",
            Self::Classified { .. } => "classified",
            Self::ClassificationRequested => "classification_requested",
            Self::Assigned { .. } => "assigned",
            Self::TakenInCharge { .. } => "taken_in_charge",
            Self::Replied { .. } => "replied",
            Self::RequesterReplied { .. } => "requester_replied",
            Self::Noted { .. } => "noted",
            Self::Contacted { .. } => "contacted",
            Self::AnswersChanged { .. } => "answers_changed",
            Self::MilestoneReached { .. } => "milestone_reached",
            Self::StatusChanged { .. } => "status_changed",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
            Self::PriorityChanged { .. } => "priority_changed",
            Self::PlanChanged { .. } => "plan_changed",
            Self::TypeChanged { .. } => "type_changed",
            Self::AreaChanged { .. } => "area_changed",
            Self::HandedOver { .. } => "handed_over",
            Self::Acknowledged => "acknowledged",
            Self::MergedInto { .. } => "merged_into",
            Self::Absorbed { .. } => "absorbed",
            Self::Quoted { .. } => "quoted",
            Self::Approved { .. } => "approved",
            Self::Declined { .. } => "declined",
            Self::WorkRecorded { .. } => "work_recorded",
            Self::BreachExcused { .. } => "breach_excused",
            Self::Adopted { .. } => "adopted",
            Self::FanOutRequested { .. } => "fan_out_requested",
            Self::FannedOut { .. } => "fanned_out",
            Self::Joined { .. } => "joined",
            Self::Followed { .. } => "followed",
            Self::NoticeDelivered { .. } => "notice_delivered",
            Self::NoticeBounced { .. } => "notice_bounced",
            Self::Resent { .. } => "resent",
            Self::RuleApplied { .. } => "rule_applied",
            Self::Warned { .. } => "warned",
            Self::Breached { .. } => "breached",
            Self::BreachWithdrawn { .. } => "breach_withdrawn",
            Self::Requested { .. } => "requested",
            Self::Escalated { .. } => "escalated",
        }
    }
}
