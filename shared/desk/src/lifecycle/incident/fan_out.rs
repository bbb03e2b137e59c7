//! Fan-out of a fact to the parts of an incident: asked for, and recorded as far as it has come.
use serde::{Deserialize, Serialize};

use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::{Effect, Fact};
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::policy::Policy;
use crate::ticket::{FanOut, State};

/// The fan-out's command: record the parts that were reached so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordFanOut {
    /// The fact that the parts are told of.
    pub fact: u64,
    /// The last part that was told; none when all were.
    pub after: Option<String>,
}

impl Decide for RecordFanOut {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let mut open = situation.state.fan_outs.iter();
        let open = open.find(|open| open.fact == self.fact);
        // A part that was told already is not forgotten by a slower run of the same fan-out.
        let goes_on = open.is_some_and(|open| match (&self.after, &open.after) {
            (None, _) | (Some(_), None) => true,
            (Some(after), Some(told)) => after > told,
        });
        let (fact, after) = (self.fact, self.after.clone());
        let fanned_out = goes_on.then(|| FannedOut { fact, after }.into());
        Ok(fanned_out.into_iter().collect())
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK.until(Stage::Merged)
    }
}

/// The parts of the incident are to be told of a fact, for the first time or again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FanOutRequested {
    /// The fact's sequence number.
    pub fact: u64,
}

impl Effect for FanOutRequested {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        let mut open = state.fan_outs.iter_mut();
        match open.find(|open| open.fact == self.fact) {
            Some(open) => {
                open.since = fact.recorded_at;
                open.tries += 1;
            }
            None => state.fan_outs.push(FanOut {
                fact: self.fact,
                since: fact.recorded_at,
                tries: 1,
                after: None,
            }),
        }
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}

/// The parts up to one, or all of them, were told of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FannedOut {
    /// The fact's sequence number.
    pub fact: u64,
    /// The last part that was told; none when all were.
    pub after: Option<String>,
}

impl Effect for FannedOut {
    fn apply(&self, state: &mut State, fact: &Fact, _policy: &Policy) {
        if self.after.is_none() {
            state.fan_outs.retain(|open| open.fact != self.fact);
        }
        let open = state.fan_outs.iter_mut();
        for open in open.filter(|open| open.fact == self.fact) {
            open.after.clone_from(&self.after);
            open.since = fact.recorded_at;
            open.tries = 1;
        }
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}
