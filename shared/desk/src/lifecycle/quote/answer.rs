//! Answers to a quote: it is approved or declined by somebody who may.
use serde::{Deserialize, Serialize};

use super::rule::rule_of;
use super::{QuoteRefusal, answered_now, is_awaiting, may_approve};
use crate::lifecycle::command::{Decide, Situation};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::waiting::{enter, status_event};
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::{ConsentKind, Event, Policy};
use crate::ticket::{Actor, Answer, ApprovalGiven, ApprovalLimit, Approver, State, Status};

/// The command that approves a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The approver: looked up, and never taken from a request. None: the requester.
    #[serde(skip)]
    pub approver: Option<Approver>,
}

impl Decide for Approve {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        may_answer(situation, self.approver.as_ref())?;
        let rule = rule_of(situation.policy, situation.state)?;
        let quoting = &situation.state.quoting;
        if matches!(quoting.answer, Answer::Approved { .. }) {
            return Ok(Vec::new());
        }
        let (amount_cents, currency) = match (&quoting.quote, rule.kind) {
            (Some(quote), _) if situation.occurred_at > quote.valid_until => {
                let valid_until = quote.valid_until;
                return Err(QuoteRefusal::Expired { valid_until }.into());
            }
            (Some(quote), _) if situation.occurred_at >= quote.quoted_at => {
                (Some(quote.amount_cents), Some(quote.currency.clone()))
            }
            (None, ConsentKind::Approval) => (None, None),
            (Some(_) | None, _) => return Err(QuoteRefusal::NothingQuoted.into()),
        };
        let approver = self.approver.as_ref();
        let approved = Approved {
            given: ApprovalGiven::OnRequest,
            amount_cents,
            currency,
            contact: approver.map(|approver| approver.contact.clone()),
        };
        Ok(vec![approved.into()])
    }
}

/// The command that declines a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// The approver, as of [`Approve`].
    #[serde(skip)]
    pub approver: Option<Approver>,
}

impl Decide for Decline {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        may_answer(situation, self.approver.as_ref())?;
        let rule = rule_of(situation.policy, situation.state)?;
        let quoting = &situation.state.quoting;
        match (&quoting.answer, &quoting.quote, rule.kind) {
            (Answer::Declined { .. }, ..) => Ok(Vec::new()),
            (Answer::Approved { .. }, ..) => Err(QuoteRefusal::AlreadyApproved.into()),
            (Answer::None, None, ConsentKind::Quote) => Err(QuoteRefusal::NothingQuoted.into()),
            (Answer::None, ..) => {
                let approver = self.approver.as_ref();
                let contact = approver.map(|approver| approver.contact.clone());
                Ok(vec![Declined { contact }.into()])
            }
        }
    }
}

fn may_answer(situation: &Situation<'_>, approver: Option<&Approver>) -> Result<(), Refusal> {
    match (situation.by, approver) {
        (Actor::Requester, Some(approver)) => may_approve(approver, &situation.state.requester),
        (Actor::Requester, None) => Ok(()),
        (Actor::System | Actor::Agent { .. }, _) => Err(Refusal::NotAllowed {
            who: "the requester, or an admin of their organisation,",
        }),
    }
}

/// The work or its quote was approved by somebody entitled to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// The extent of the approval.
    pub given: ApprovalGiven,
    /// The amount, where one was named.
    pub amount_cents: Option<u64>,
    /// Its currency.
    pub currency: Option<String>,
    /// The approver, by opaque id; none: the requester.
    pub contact: Option<String>,
}

impl Effect for Approved {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        match self.given {
            ApprovalGiven::AtOpening => {
                let limit = self.amount_cents.zip(self.currency.clone());
                state.quoting.ceiling = limit.map(|(up_to_cents, currency)| ApprovalLimit {
                    up_to_cents,
                    currency,
                });
            }
            ApprovalGiven::OnRequest => {
                let at = fact.occurred_at;
                answered(state, fact, Answer::Approved { at });
            }
        }
    }

    fn events(&self, state: &State, fact: &Fact) -> Vec<Event> {
        if answered_now(state, fact) {
            vec![Event::Approved, status_event(state)]
        } else {
            vec![Event::Approved]
        }
    }
}

/// The quote was declined by somebody entitled to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    /// Who declined it, by opaque id; none: the requester.
    pub contact: Option<String>,
}

impl Effect for Declined {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        let at = fact.occurred_at;
        answered(state, fact, Answer::Declined { at });
    }

    fn events(&self, state: &State, fact: &Fact) -> Vec<Event> {
        let ended = answered_now(state, fact);
        ended.then(|| status_event(state)).into_iter().collect()
    }
}

/// Keeps the answer; a ticket that waited for it goes on.
fn answered(state: &mut State, fact: &Fact, answer: Answer) {
    state.quoting.answer = answer;
    if is_awaiting(state) {
        enter(state, Status::Open, fact.occurred_at);
    }
}
