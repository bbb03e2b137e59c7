//! Quote and approval: an agent says what the work will cost, somebody who may answers, work is recorded.
mod answer;
mod refusal;
mod rule;
#[cfg(test)]
mod tests;
mod work;

use serde::{Deserialize, Serialize};

use crate::lifecycle::command::{CommandTerms, Decide, Situation};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::waiting::{enter, room_for_a_wait, status_event};
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{AtOpening, ConsentRule, Event, Policy};
use crate::ticket::{
    AWAITING_APPROVAL, Answer, ApprovalGiven, Opening, Quote as QuoteOnRecord, State, Status,
};
use crate::time::Instant;

pub use answer::{Approve, Approved, Decline, Declined};
pub use refusal::QuoteRefusal;
pub use rule::may_approve;
pub use work::{RecordWork, WorkRecorded};

/// The command by which an agent says what the work will cost, to be approved by `valid_until`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeQuote {
    /// In the smallest unit of the currency.
    pub amount_cents: u64,
    /// ISO 4217.
    pub currency: String,
    /// The last moment at which it can be approved.
    pub valid_until: Instant,
}

impl Decide for MakeQuote {
    /// A quote, and its approval where one given at opening covers it.
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let (state, policy) = (situation.state, situation.policy);
        rule::rule_of(policy, state)?;
        self.check(situation)?;
        let quoted = Quoted {
            amount_cents: self.amount_cents,
            currency: self.currency.clone(),
            valid_until: self.valid_until,
        };
        if !rule::covers(state, policy, self.amount_cents, &self.currency) {
            room_for_a_wait(state)?;
            return Ok(vec![quoted.into()]);
        }
        let approved = Approved {
            given: ApprovalGiven::OnRequest,
            amount_cents: Some(self.amount_cents),
            currency: Some(self.currency.clone()),
            contact: None,
        };
        Ok(vec![quoted.into(), approved.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF
    }
}

impl MakeQuote {
    fn check(&self, situation: &Situation<'_>) -> Result<(), Refusal> {
        let invalid = |field: &'static str, why: &str| Refusal::Invalid {
            field,
            why: why.to_owned(),
        };
        check_currency(&self.currency, "currency")?;
        if self.amount_cents == 0 {
            return Err(invalid("amount_cents", "nothing to approve"));
        }
        if self.valid_until <= situation.occurred_at {
            return Err(invalid("valid_until", "over before it begins"));
        }
        match situation.state.status {
            Status::Open | Status::Waiting(_) => Ok(()),
            Status::Incomplete | Status::Resolved | Status::Closed => Err(Refusal::WrongStatus {
                status: situation.state.status.name().to_owned(),
                needs: "a quote is for an open ticket",
            }),
        }
    }
}

fn check_currency(text: &str, field: &'static str) -> Result<(), Refusal> {
    if text.len() == 3 && text.bytes().all(|sign| sign.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(Refusal::Invalid {
        field,
        why: "no ISO 4217 code, such as EUR".to_owned(),
    })
}

/// The fact that goes with an approval given at opening; none without one.
pub(crate) fn approval_at_opening(
    policy: &Policy,
    opening: &Opening,
) -> Result<Option<FactBody>, Refusal> {
    let Some(limit) = &opening.approval else {
        return Ok(None);
    };
    check_currency(&limit.currency, "approval.currency")?;
    let opens = |rule: &ConsentRule| rule.at_opening == AtOpening::Taken;
    // A type that is not known yet may turn out to be one that takes it.
    let taken = match &opening.ticket_type {
        Some(name) => rule::rule(policy, Some(name)).is_some_and(opens),
        None => policy
            .types
            .values()
            .any(|known| known.consent.as_ref().is_some_and(opens)),
    };
    if !taken {
        let ticket_type = opening.ticket_type.clone().unwrap_or_default();
        return Err(QuoteRefusal::NotAtOpening { ticket_type }.into());
    }
    let approved = Approved {
        given: ApprovalGiven::AtOpening,
        amount_cents: Some(limit.up_to_cents),
        currency: Some(limit.currency.clone()),
        contact: None,
    };
    Ok(Some(approved.into()))
}

/// An agent said what the work will cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// In the smallest unit of the currency.
    pub amount_cents: u64,
    /// ISO 4217.
    pub currency: String,
    /// The last moment at which it can be approved.
    pub valid_until: Instant,
}

impl Effect for Quoted {
    fn apply(&self, state: &mut State, fact: &Fact, policy: &Policy) {
        state.quoting.quote = Some(QuoteOnRecord {
            amount_cents: self.amount_cents,
            currency: self.currency.clone(),
            valid_until: self.valid_until,
            quoted_at: fact.occurred_at,
        });
        state.quoting.answer = Answer::None;
        let covered = rule::covers(state, policy, self.amount_cents, &self.currency);
        if !covered && !is_awaiting(state) {
            let awaiting = Status::Waiting(AWAITING_APPROVAL.to_owned());
            enter(state, awaiting, fact.occurred_at);
        }
    }

    fn events(&self, state: &State, _fact: &Fact) -> Vec<Event> {
        if is_awaiting(state) {
            vec![Event::QuoteRequested, status_event(state)]
        } else {
            Vec::new()
        }
    }
}

fn is_awaiting(state: &State) -> bool {
    state.status.name() == AWAITING_APPROVAL
}

/// The event of a change of status. Where nobody names an amount, waiting for approval is how a quote is asked for,
/// and its end is how it is approved; a quote with an amount is approved by its own fact alone.
pub(crate) fn event_of_status(state: &State, fact: &Fact) -> Option<Event> {
    if is_awaiting(state) {
        return Some(Event::QuoteRequested);
    }
    let approved = state.quoting.quote.is_none() && answered_now(state, fact);
    approved.then_some(Event::Approved)
}

/// Whether the ticket stopped waiting for approval with this fact.
fn answered_now(state: &State, fact: &Fact) -> bool {
    let last = state.waits.last();
    let ended = last.is_some_and(|last| {
        last.status == AWAITING_APPROVAL
            && last
                .to
                .is_some_and(|to| to == fact.occurred_at.max(last.from))
    });
    ended && state.status == Status::Open
}
