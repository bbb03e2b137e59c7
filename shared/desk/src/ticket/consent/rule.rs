//! What the policy asks of a ticket's type, and whose word counts.
use crate::people::Role;
use crate::policy::{AtOpening, ConsentRule, Policy};
use crate::ticket::{Administered, Approver, Ceiling, ConsentRefusal, Refusal, State};

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
        Refusal::Consent(ConsentRefusal::NotForType { ticket_type })
    })
}

/// Whether this person may say yes or no for the requester.
///
/// # Errors
/// [`Refusal::NotAllowed`] when the organisation has administrators and this is none of them, or it
/// has none and this is not the requester.
pub fn may_approve(approver: &Approver, requester: &str) -> Result<(), Refusal> {
    match (approver.organisation, approver.role) {
        (Administered::ByAdmins, Some(Role::Admin | Role::CoAdmin)) => Ok(()),
        (Administered::ByAdmins, Some(Role::User) | None) => Err(Refusal::NotAllowed {
            who: "an admin or co-admin of the organisation",
        }),
        (Administered::ByNobody, _) if approver.contact == requester => Ok(()),
        (Administered::ByNobody, _) => Err(Refusal::NotAllowed {
            who: "the requester",
        }),
    }
}

/// Whether what was said at opening covers an amount, on a ticket that is what it was then taken for.
pub(super) fn covers(state: &State, policy: &Policy, amount_cents: u64, currency: &str) -> bool {
    ceiling(state, policy)
        .is_some_and(|ceiling| ceiling.currency == currency && amount_cents <= ceiling.up_to_cents)
}

pub(super) fn ceiling<'s>(state: &'s State, policy: &Policy) -> Option<&'s Ceiling> {
    let rule = rule(policy, state.subject.ticket_type.as_ref())?;
    let ceiling = state.consent.ceiling.as_ref()?;
    (rule.at_opening == AtOpening::Taken).then_some(ceiling)
}
