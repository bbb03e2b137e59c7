//! Rules of the policy on approval: what a type asks for, and whose word counts.
use crate::lifecycle::{QuoteRefusal, Refusal};
use crate::people::Role;
use crate::policy::{AtOpening, ConsentRule, Policy};
use crate::ticket::{ApprovalLimit, Approver, OrganisationAdmins, State};

pub(super) fn rule<'p>(
    policy: &'p Policy,
    ticket_type: Option<&String>,
) -> Option<&'p ConsentRule> {
    policy.types.get(ticket_type?)?.consent.as_ref()
}

pub(super) fn rule_of<'p>(policy: &'p Policy, state: &State) -> Result<&'p ConsentRule, Refusal> {
    let ticket_type = state.subject.ticket_type.as_ref();
    rule(policy, ticket_type).ok_or_else(|| {
        let ticket_type = ticket_type.cloned().unwrap_or_default();
        Refusal::Quote(QuoteRefusal::NotForType { ticket_type })
    })
}

/// Whether this person may say yes or no for the requester.
///
/// # Errors
/// [`Refusal::NotAllowed`] when the organisation has administrators and this is none of them, or it
/// has none and this is not the requester.
pub fn may_approve(approver: &Approver, requester: &str) -> Result<(), Refusal> {
    match (approver.organisation, approver.role) {
        (OrganisationAdmins::Decide, Some(Role::Admin | Role::CoAdmin)) => Ok(()),
        (OrganisationAdmins::Decide, Some(Role::User) | None) => Err(Refusal::NotAllowed {
            who: "an admin or co-admin of the organisation",
        }),
        (OrganisationAdmins::NoneNamed, _) if approver.contact == requester => Ok(()),
        (OrganisationAdmins::NoneNamed, _) => Err(Refusal::NotAllowed {
            who: "the requester",
        }),
    }
}

/// Whether the approval given at opening covers an amount, on a ticket of a type that takes such an approval.
pub(super) fn covers(state: &State, policy: &Policy, amount_cents: u64, currency: &str) -> bool {
    limit(state, policy)
        .is_some_and(|limit| limit.currency == currency && amount_cents <= limit.up_to_cents)
}

pub(super) fn limit<'s>(state: &'s State, policy: &Policy) -> Option<&'s ApprovalLimit> {
    let rule = rule(policy, state.subject.ticket_type.as_ref())?;
    let limit = state.quoting.ceiling.as_ref()?;
    (rule.at_opening == AtOpening::Taken).then_some(limit)
}
