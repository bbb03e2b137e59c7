//! What facts mean for consent.
use crate::policy::Policy;
use crate::ticket::consent::AWAITING;
use crate::ticket::consent::rule::covers;
use crate::ticket::{Answer, Ceiling, Fact, FactBody, Given, Quote, State, Status};

/// What a fact means for consent (a quote, an answer or work), and the status that the ticket
/// enters with it.
pub(crate) fn follow(state: &mut State, fact: &Fact, policy: &Policy) -> Option<Status> {
    let at = fact.occurred_at;
    let waits = state.status == Status::Waiting(AWAITING.to_owned());
    if let FactBody::Quoted {
        amount_cents,
        currency,
        valid_until,
    } = &fact.body
    {
        state.consent.quote = Some(Quote {
            amount_cents: *amount_cents,
            currency: currency.clone(),
            valid_until: *valid_until,
            quoted_at: at,
        });
        state.consent.answer = Answer::None;
        let covered = covers(state, policy, *amount_cents, currency);
        return (!covered && !waits).then(|| Status::Waiting(AWAITING.to_owned()));
    }
    if let FactBody::WorkRecorded { minutes, billable } = &fact.body {
        let consent = &mut state.consent;
        consent.worked_minutes = consent.worked_minutes.saturating_add(*minutes);
        if *billable {
            consent.billable_minutes = consent.billable_minutes.saturating_add(*minutes);
        }
        return None;
    }
    if let FactBody::Approved {
        given: Given::AtOpening,
        amount_cents,
        currency,
        ..
    } = &fact.body
    {
        let ceiling = amount_cents.zip(currency.clone());
        state.consent.ceiling = ceiling.map(|(up_to_cents, currency)| Ceiling {
            up_to_cents,
            currency,
        });
        return None;
    }
    state.consent.answer = if matches!(fact.body, FactBody::Declined { .. }) {
        Answer::Declined { at }
    } else {
        Answer::Approved { at }
    };
    waits.then_some(Status::Open)
}
