//! What is made of a quote, an answer to it, and work.
use crate::policy::{AtOpening, ConsentKind, ConsentRule, Policy};
use crate::ticket::check::limits;
use crate::ticket::consent::rule::{ceiling, covers, may_approve, rule, rule_of};
use crate::ticket::{
    Actor, Answer, Approver, Command, ConsentRefusal, FactBody, Given, Opening, Quote, Refusal,
    State, Status,
};

/// The fact that goes with an approval given at opening; none without one.
pub(crate) fn at_opening(policy: &Policy, opening: &Opening) -> Result<Option<FactBody>, Refusal> {
    let Some(ceiling) = &opening.approval else {
        return Ok(None);
    };
    currency(&ceiling.currency, "approval.currency")?;
    let opens = |rule: &ConsentRule| rule.at_opening == AtOpening::Taken;
    // A type that is not known yet may turn out to be one that takes it.
    let taken = match &opening.ticket_type {
        Some(name) => rule(policy, Some(name)).is_some_and(opens),
        None => policy
            .types
            .values()
            .any(|known| known.consent.as_ref().is_some_and(opens)),
    };
    if !taken {
        let ticket_type = opening.ticket_type.clone().unwrap_or_default();
        return Err(ConsentRefusal::NotAtOpening { ticket_type }.into());
    }
    Ok(Some(FactBody::Approved {
        given: Given::AtOpening,
        amount_cents: Some(ceiling.up_to_cents),
        currency: Some(ceiling.currency.clone()),
        contact: None,
    }))
}

fn currency(text: &str, field: &'static str) -> Result<(), Refusal> {
    if text.len() == 3 && text.bytes().all(|sign| sign.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(Refusal::Invalid {
        field,
        why: "no ISO 4217 code, such as EUR".to_owned(),
    })
}

/// A quote, and its approval where one given at opening covers it.
pub(crate) fn quote(
    state: &State,
    command: &Command,
    policy: &Policy,
    quote: &Quote,
) -> Result<Vec<FactBody>, Refusal> {
    rule_of(policy, state)?;
    currency(&quote.currency, "currency")?;
    if quote.amount_cents == 0 {
        return Err(Refusal::Invalid {
            field: "amount_cents",
            why: "nothing to approve".to_owned(),
        });
    }
    if quote.valid_until <= command.occurred_at {
        return Err(Refusal::Invalid {
            field: "valid_until",
            why: "over before it begins".to_owned(),
        });
    }
    if !matches!(state.status, Status::Open | Status::Waiting(_)) {
        return Err(Refusal::WrongStatus {
            status: state.status.name().to_owned(),
            needs: "a quote is for an open ticket",
        });
    }
    let quoted = FactBody::Quoted {
        amount_cents: quote.amount_cents,
        currency: quote.currency.clone(),
        valid_until: quote.valid_until,
    };
    if covers(state, policy, quote.amount_cents, &quote.currency) {
        let approved = FactBody::Approved {
            given: Given::OnRequest,
            amount_cents: Some(quote.amount_cents),
            currency: Some(quote.currency.clone()),
            contact: None,
        };
        return Ok(vec![quoted, approved]);
    }
    if state.waits.len() >= limits::WAITS {
        return Err(Refusal::TooManyWaits {
            limit: limits::WAITS,
        });
    }
    Ok(vec![quoted])
}

fn answering(state: &State, command: &Command, approver: Option<&Approver>) -> Result<(), Refusal> {
    match (&command.by, approver) {
        (Actor::Requester, Some(approver)) => may_approve(approver, &state.requester),
        (Actor::Requester, None) => Ok(()),
        (Actor::System | Actor::Agent { .. }, _) => Err(Refusal::NotAllowed {
            who: "the requester, or an admin of their organisation,",
        }),
    }
}

/// Yes to what was quoted.
pub(crate) fn approve(
    state: &State,
    command: &Command,
    policy: &Policy,
    approver: Option<&Approver>,
) -> Result<Vec<FactBody>, Refusal> {
    answering(state, command, approver)?;
    let rule = rule_of(policy, state)?;
    if matches!(state.consent.answer, Answer::Approved { .. }) {
        return Ok(Vec::new());
    }
    let (amount_cents, currency) = match (&state.consent.quote, rule.kind) {
        (Some(quote), _) if command.occurred_at > quote.valid_until => {
            let valid_until = quote.valid_until;
            return Err(ConsentRefusal::Expired { valid_until }.into());
        }
        (Some(quote), _) if command.occurred_at >= quote.quoted_at => {
            (Some(quote.amount_cents), Some(quote.currency.clone()))
        }
        (None, ConsentKind::Approval) => (None, None),
        (Some(_) | None, _) => return Err(ConsentRefusal::NothingQuoted.into()),
    };
    Ok(vec![FactBody::Approved {
        given: Given::OnRequest,
        amount_cents,
        currency,
        contact: approver.map(|approver| approver.contact.clone()),
    }])
}

/// No to what was quoted.
pub(crate) fn decline(
    state: &State,
    command: &Command,
    policy: &Policy,
    approver: Option<&Approver>,
) -> Result<Vec<FactBody>, Refusal> {
    answering(state, command, approver)?;
    let rule = rule_of(policy, state)?;
    match (&state.consent.answer, &state.consent.quote, rule.kind) {
        (Answer::Declined { .. }, ..) => Ok(Vec::new()),
        (Answer::Approved { .. }, ..) => Err(ConsentRefusal::AlreadyApproved.into()),
        (Answer::None, None, ConsentKind::Quote) => Err(ConsentRefusal::NothingQuoted.into()),
        (Answer::None, ..) => Ok(vec![FactBody::Declined {
            contact: approver.map(|approver| approver.contact.clone()),
        }]),
    }
}

/// Work that was done: what is billed, or goes beyond what is free, was approved before.
pub(crate) fn record_work(
    state: &State,
    command: &Command,
    policy: &Policy,
    minutes: u32,
    billable: bool,
) -> Result<Vec<FactBody>, Refusal> {
    if minutes == 0 {
        return Err(Refusal::Invalid {
            field: "minutes",
            why: "no work".to_owned(),
        });
    }
    let work = vec![FactBody::WorkRecorded { minutes, billable }];
    let Some(rule) = rule(policy, state.subject.ticket_type.as_ref()) else {
        return Ok(work);
    };
    let consent = &state.consent;
    let approved = match consent.answer {
        // Work done before the approval came was done without.
        Answer::Approved { at } => at <= command.occurred_at,
        // An answer to a quote stands against what was said before it.
        Answer::Declined { .. } => false,
        Answer::None => consent.quote.is_none() && ceiling(state, policy).is_some(),
    };
    if approved {
        return Ok(work);
    }
    if billable {
        let why = match (consent.answer, &consent.quote) {
            (Answer::Approved { .. }, _) => "it came later than this work",
            (Answer::Declined { .. }, _) => "the quote was declined",
            (Answer::None, Some(_)) => "the quote waits for an answer",
            (Answer::None, None) => "nothing was quoted",
        };
        return Err(ConsentRefusal::NotApproved { why }.into());
    }
    let worked = consent.worked_minutes;
    match rule.free_minutes {
        Some(free) if worked.saturating_add(minutes) > free => {
            Err(ConsentRefusal::BeyondFree { free, worked }.into())
        }
        Some(_) | None => Ok(work),
    }
}
