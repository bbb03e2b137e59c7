//! A ticket as data: its state, its clocks, the values that conditions look at. What may happen to it is the lifecycle's.
mod clock;
mod conditions;
mod contact;
mod incident;
mod opening;
mod quote;
mod state;

pub(crate) use clock::Told;
pub use clock::{AgreedDate, Cancellation, Clock, ClockTarget, Exemption, PendingStep, TicketEnd};
pub use conditions::TicketFacts;
pub(crate) use conditions::answers_to;
pub use contact::{RoleContact, contact, contact_at};
pub use incident::{FanOut, Parent, ParentStatus};
pub use opening::{Actor, Opener, Opening};
pub use quote::{
    AWAITING_APPROVAL, Answer, ApprovalGiven, ApprovalLimit, Approver, OrganisationAdmins, Quote,
    QuoteState,
};
pub use state::{ClassificationState, PriorityBy, ScheduledRule, State, Status, Wait};
