//! The list of facts: each kind by its stored name, with the story of the lifecycle that it belongs to.
//!
//! It stands above everything else because policies ask for facts by these names (`fact = replied`) before there
//! is a ticket. A story with `(…)` holds a fact that has fields, one with `[…]` a fact without. Names are past
//! participles; renaming one breaks stored history.

/// Hands the list to another macro: `kind Name(story)` or `kind Name[story]`, each with its sentence.
macro_rules! for_each_fact {
    ($callback:ident) => {
        $callback! {
            /// The ticket arrived.
            "received" Received(opening);
            /// Required information turned out to be missing.
            "needs_info" NeedsInfo(completion);
            /// The missing information arrived.
            "completed" Completed[completion];
            /// Type, priority or area was found or confirmed.
            "classified" Classified(classification);
            /// A classification that did not come was asked for again.
            "classification_requested" ClassificationRequested[classification];
            /// An agent or a team has the ticket from now on.
            "assigned" Assigned(assignment);
            /// An agent accepted the ticket.
            "taken_in_charge" TakenInCharge(pickup);
            /// A date was agreed with the customer.
            "date_agreed" DateAgreed(agreement);
            /// A public reply went out.
            "replied" Replied(reply);
            /// The requester replied.
            "requester_replied" RequesterReplied(reply);
            /// An internal note was left.
            "noted" Noted(reply);
            /// The requester reached out again, by any channel.
            "contacted" Contacted(reply);
            /// Structured answers changed.
            "answers_changed" AnswersChanged(changes);
            /// A milestone of the policy was reached.
            "milestone_reached" MilestoneReached(changes);
            /// Waiting began or ended.
            "status_changed" StatusChanged(waiting);
            /// The ticket was resolved.
            "resolved" Resolved[resolution];
            /// The ticket was opened again.
            "reopened" Reopened[resolution];
            /// The ticket was closed.
            "closed" Closed[resolution];
            /// The priority changed.
            "priority_changed" PriorityChanged(changes);
            /// Plan or add-ons changed.
            "plan_changed" PlanChanged(changes);
            /// The type changed.
            "type_changed" TypeChanged(changes);
            /// The area changed.
            "area_changed" AreaChanged(changes);
            /// An agent gave the ticket to another level.
            "handed_over" HandedOver(hand_over);
            /// An agent had seen the escalation.
            "acknowledged" Acknowledged[escalation];
            /// A mail of a notice arrived.
            "notice_delivered" NoticeDelivered(delivery);
            /// A mail of a notice came back.
            "notice_bounced" NoticeBounced(delivery);
            /// A notice was sent once more.
            "resent" Resent(delivery);
            /// A rule of the policy was applied.
            "rule_applied" RuleApplied(automation);
            /// The ticket goes on in another one.
            "merged_into" MergedInto(merge);
            /// Another ticket goes on in this one.
            "absorbed" Absorbed(merge);
            /// An agent said what the work will cost.
            "quoted" Quoted(quote);
            /// The work or its quote was approved by somebody entitled to.
            "approved" Approved(quote);
            /// The quote was declined by somebody entitled to.
            "declined" Declined(quote);
            /// Work on the ticket was recorded.
            "work_recorded" WorkRecorded(quote);
            /// A ladder step before due came.
            "warned" Warned(escalation);
            /// A promise was declared broken.
            "breached" Breached(escalation);
            /// A declared breach was disproved by later evidence.
            "breach_withdrawn" BreachWithdrawn(escalation);
            /// An act was entered long after it was done; the facts that follow it are dated back.
            "entered_late" EnteredLate(late_entry);
            /// A breach was exempted with a reason; it stays on record.
            "breach_excused" BreachExcused(exemption);
            /// A ladder step was asked for (again) by the scan.
            "requested" Requested(escalation);
            /// A ladder step was taken, with the steps it overtook.
            "escalated" Escalated(escalation);
            /// Tickets became parts of this one, a major incident.
            "adopted" Adopted(incident);
            /// The parts of the incident are to be told of a fact.
            "fan_out_requested" FanOutRequested(incident);
            /// The parts up to one, or all of them, were told of a fact.
            "fanned_out" FannedOut(incident);
            /// The ticket became a part of a major incident.
            "joined" Joined(incident);
            /// The ticket followed its major incident.
            "followed" Followed(incident);
            /// The ticket goes on under another version of the policy.
            "policy_repinned" PolicyRepinned(policy_migration);
        }
    };
}
pub(crate) use for_each_fact;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:literal $name:ident $(($fields:ident))? $([$bare:ident])?;)*) => {
        /// The kinds of facts by their stored names, as `fact = …` of a policy asks for them.
        pub const KINDS: &[&str] = &[$($kind),*];
    };
}
for_each_fact!(kinds);
