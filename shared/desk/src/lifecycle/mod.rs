//! The lifecycle of a ticket: what may happen to it, a file or folder a story.
//!
//! A story holds its command, its facts, the decision, what the facts change on the ticket and on its clocks, its
//! refusals and its tests. The list of commands is here, the list of facts in `facts.rs`; [`decide`] and [`fold`]
//! only dispatch.
mod agreement;
mod assignment;
mod automation;
mod before;
mod bounds;
mod changes;
mod check;
mod classification;
mod clocks;
mod command;
mod completion;
mod decide;
mod delivery;
mod escalation;
mod exemption;
mod fact;
mod fold;
mod hand_over;
mod incident;
mod late_entry;
mod merge;
mod notices;
mod opening;
mod pickup;
mod policy_migration;
#[cfg(test)]
mod properties;
mod quote;
mod ranking;
mod recalculation;
mod refusal;
mod reopening;
mod reply;
mod resolution;
mod routing;
#[cfg(test)]
mod scenarios;
mod starts;
#[cfg(test)]
pub(crate) mod story;
#[cfg(test)]
mod tests;
mod traits;
mod trigger;
mod waiting;

pub use agreement::DateGiven;
pub use assignment::{Roster, SkipReason, SkippedAgent};
pub use automation::next_scheduled_rule;
pub use command::{Command, Issuer, TextRule};
pub use decide::{Decision, decide};
pub use fact::{Fact, FactBody, facts};
pub use fold::{fold, fold_all, fold_under, fold_with_notices, versions};
pub use incident::{Action, Announcement, may_be_part_of};
pub use merge::{MergeResult, MergeSide, MergedClock, merge};
pub use opening::{Redirection, admit};
pub use pickup::CommitHours;
pub use policy_migration::{MigratedClock, PolicyMove};
pub use quote::{QuoteRefusal, may_approve};
pub use refusal::Refusal;

command::commands! {
    /// A ticket comes in.
    "open" Open(opening::Open);
    /// Required information turns out to be missing.
    "needs_info" NeedsInfo(completion::AskForInfo);
    /// The missing information arrived.
    "complete" Complete[completion::Complete];
    /// A classification: a proposal when the actor is the system, an override otherwise.
    "classify" Classify(classification::Classify);
    /// Give the ticket to an agent or a team.
    "assign" Assign(assignment::Assign);
    /// An agent accepts the ticket.
    "take_in_charge" TakeInCharge(pickup::TakeInCharge);
    /// A date is agreed with the customer.
    "agree_date" AgreeDate(agreement::AgreeDate);
    /// A public reply.
    "reply" Reply(reply::Reply);
    /// The requester replies.
    "requester_reply" RequesterReply(reply::RequesterReply);
    /// An internal note.
    "note" Note(reply::Note);
    /// The requester reaches out again.
    "contact" Contact(reply::ReachOut);
    /// Structured answers change.
    "change_answers" ChangeAnswers(changes::ChangeAnswers);
    /// A milestone of the policy is reached.
    "reach_milestone" ReachMilestone(changes::ReachMilestone);
    /// Enter a waiting status.
    "wait" Wait(waiting::EnterWait);
    /// Waiting is over.
    "resume" Resume[waiting::Resume];
    /// The ticket is resolved.
    "resolve" Resolve[resolution::Resolve];
    /// The ticket is opened again.
    "reopen" Reopen[resolution::Reopen];
    /// The ticket is closed.
    "close" Close[resolution::Close];
    /// A real change of priority, or the correction of a wrong one.
    "change_priority" ChangePriority(changes::ChangePriority);
    /// The organisation's plan or add-ons change.
    "change_plan" ChangePlan(changes::ChangePlan);
    /// An add-on is bought for this ticket alone.
    "buy_add_on" BuyAddOn(changes::BuyAddOn);
    /// Another type.
    "change_type" ChangeType(changes::ChangeType);
    /// Another product or service.
    "change_area" ChangeArea(changes::ChangeArea);
    /// Hand the ticket over to another level.
    "hand_over" | "escalate" HandOver(hand_over::HandOver);
    /// An agent has seen the escalation.
    "acknowledge" Acknowledge[escalation::Acknowledge];
    /// This ticket is the same matter as another one, which goes on in its stead.
    "merge" MergeInto(merge::MergeInto);
    /// Another ticket was merged into this one.
    "absorb" Absorb(merge::Absorb);
    /// These tickets are parts of this one, a major incident.
    "adopt" Adopt(incident::Adopt);
    /// This ticket is a part of that one, a major incident: the incident adopts it.
    "join" AskToJoin(incident::AskToJoin);
    /// From the fan-out: this ticket is a part of that one from now on.
    "be_joined" Join(incident::Join);
    /// From the fan-out: follow an action of the incident.
    "follow" Follow(incident::Follow);
    /// From the fan-out: the parts that were reached so far.
    "fan_out" FanOut(incident::RecordFanOut);
    /// Say what the work will cost, to be approved by `valid_until`.
    "quote" Quote(quote::MakeQuote);
    /// Approve the quote.
    "approve" Approve(quote::Approve);
    /// Decline the quote.
    "decline" Decline(quote::Decline);
    /// Record work that was done.
    "record_work" RecordWork(quote::RecordWork);
    /// From a lead: a breach that was declared was none, with the reason; it must look kept by all that the ticket tells.
    "withdraw" Withdraw(escalation::WithdrawBreach);
    /// Exempt a breach with a reason; it stays on record.
    "excuse" Excuse(exemption::ExemptBreach);
    /// From the mail system: a mail of a notice arrived.
    "notice_delivered" NoticeDelivered(delivery::RecordDelivery);
    /// From the mail system: a mail of a notice came back.
    "notice_bounced" NoticeBounced(delivery::RecordBounce);
    /// Send a notice once more: it bounced, and the address was put right.
    "resend" Resend(delivery::Resend);
    /// From the scan: do what is due by now.
    "sweep" Sweep[escalation::Sweep];
    /// From escalate: take the ladder step that is asked for.
    "take_step" TakeStep(escalation::TakeStep);
}
