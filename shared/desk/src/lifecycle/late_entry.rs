//! Late entry: an act is entered after it was done, within bounds, and with a reason once that was long ago.
use serde::{Deserialize, Serialize};

use crate::lifecycle::check::limits;
use crate::lifecycle::command::Answered;
use crate::lifecycle::fact::Effect;
use crate::lifecycle::reopening::last_moment;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{Command, Refusal};
use crate::policy::Policy;
use crate::ticket::{Actor, State};
use crate::time::Instant;

/// The least level of agents who may withdraw a breach: those whom others' mistakes are brought to.
const LEAD: u8 = 2;

/// An act was entered long after it was done: the facts that follow it are dated back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteredLate {
    /// Why, in the words of whoever entered it.
    pub reason: String,
}

impl Effect for EnteredLate {
    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}

/// The time of an act beside the time of its entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// It was entered as it was done, or soon after; or a machine saw it happen.
    Prompt,
    /// It was entered long after it was done.
    Late(EnteredLate),
}

impl Entry {
    /// Looks at when a command's act was done and when it is entered.
    ///
    /// # Errors
    /// The act comes before what it answers, or is entered long after it was done without a reason.
    pub(crate) fn of(
        command: &Command,
        state: &State,
        policy: &Policy,
        now: Instant,
    ) -> Result<Self, Refusal> {
        let reason = command.late_reason.as_deref().map(str::trim);
        if let Some(reason) = reason {
            check_reason("late_reason", reason)?;
        }
        if is_evidence(command) {
            return Ok(Self::Prompt);
        }
        let (what, bound) = answered(command, state);
        if command.occurred_at < bound {
            return Err(Refusal::BeforeItsCause { what, at: bound });
        }
        if now <= last_moment(policy, command.occurred_at, &policy.changes.backdating) {
            return Ok(Self::Prompt);
        }
        let reason = reason.ok_or(Refusal::EnteredTooLate)?;
        Ok(Self::Late(EnteredLate {
            reason: reason.to_owned(),
        }))
    }
}

/// The event that an act cannot come before, and when it was.
fn answered(command: &Command, state: &State) -> (&'static str, Instant) {
    let last_word = state
        .last_word_at
        .filter(|_| command.act.answers() == Answered::LastWord);
    match last_word.filter(|last| *last > state.opened_at) {
        Some(last) => ("the requester's last word", last),
        None => ("the ticket", state.opened_at),
    }
}

/// Whether the command tells what a machine saw: the mail system's times, an incident that its parts follow.
pub(crate) fn is_evidence(command: &Command) -> bool {
    command.by == Actor::System || command.act.issuer() == crate::lifecycle::Issuer::Desk
}

/// Whether an actor may say of a declared breach that it was none.
pub(crate) fn may_withdraw(by: &Actor) -> bool {
    matches!(by, Actor::Agent { level, .. } if *level >= LEAD)
}

/// Refuses a reason that says nothing, or too much.
pub(crate) fn check_reason(field: &'static str, reason: &str) -> Result<(), Refusal> {
    if reason.is_empty() {
        return Err(Refusal::FieldNeeded { field });
    }
    limits::reason(field, reason)
}
