//! Work on a ticket: billed work, and work beyond the free minutes, needs an approval first.
use serde::{Deserialize, Serialize};

use super::QuoteRefusal;
use super::rule::{limit, rule};
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::Policy;
use crate::ticket::{Answer, State};

/// The command that records work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordWork {
    /// How long it took, in minutes.
    pub minutes: u32,
    /// Whether it is billed.
    #[serde(default)]
    pub billable: bool,
}

impl Decide for RecordWork {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let (state, policy) = (situation.state, situation.policy);
        if self.minutes == 0 {
            return Err(Refusal::Invalid {
                field: "minutes",
                why: "no work".to_owned(),
            });
        }
        let recorded = WorkRecorded {
            minutes: self.minutes,
            billable: self.billable,
        };
        let work = vec![recorded.into()];
        let Some(rule) = rule(policy, state.subject.ticket_type.as_ref()) else {
            return Ok(work);
        };
        if is_approved(situation) {
            return Ok(work);
        }
        if self.billable {
            let why = why_not_approved(state);
            return Err(QuoteRefusal::NotApproved { why }.into());
        }
        let worked = state.quoting.worked_minutes;
        match rule.free_minutes {
            Some(free) if worked.saturating_add(self.minutes) > free => {
                Err(QuoteRefusal::BeyondFree { free, worked }.into())
            }
            Some(_) | None => Ok(work),
        }
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.until(Stage::Closed)
    }
}

fn is_approved(situation: &Situation<'_>) -> bool {
    let quoting = &situation.state.quoting;
    match quoting.answer {
        // Work done before the approval came was done without.
        Answer::Approved { at } => at <= situation.occurred_at,
        // An answer to a quote stands against an approval given before it.
        Answer::Declined { .. } => false,
        Answer::None => {
            quoting.quote.is_none() && limit(situation.state, situation.policy).is_some()
        }
    }
}

fn why_not_approved(state: &State) -> &'static str {
    match (state.quoting.answer, &state.quoting.quote) {
        (Answer::Approved { .. }, _) => "it came later than this work",
        (Answer::Declined { .. }, _) => "the quote was declined",
        (Answer::None, Some(_)) => "the quote waits for an answer",
        (Answer::None, None) => "nothing was quoted",
    }
}

/// Work on the ticket was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkRecorded {
    /// How long it took, in minutes.
    pub minutes: u32,
    /// Whether it is billed.
    pub billable: bool,
}

impl Effect for WorkRecorded {
    fn apply(&self, state: &mut State, _fact: &Fact, _policy: &Policy) {
        let quoting = &mut state.quoting;
        quoting.worked_minutes = quoting.worked_minutes.saturating_add(self.minutes);
        if self.billable {
            quoting.billable_minutes = quoting.billable_minutes.saturating_add(self.minutes);
        }
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}
