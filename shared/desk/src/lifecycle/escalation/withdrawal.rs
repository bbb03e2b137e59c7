//! Withdrawal of a declared breach: by evidence that comes late, or by a lead who says why.
use serde::{Deserialize, Serialize};

use crate::lifecycle::clocks::Clocks;
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::fact::Effect;
use crate::lifecycle::late_entry::{check_reason, may_withdraw};
use crate::lifecycle::reopening::forget_steps_to_come;
use crate::lifecycle::traits::Traits;
use crate::lifecycle::{FactBody, Refusal};
use crate::ticket::{Clock, State, Told};

/// The command by which a lead says that a declared breach was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawBreach {
    /// The metric that was breached.
    pub metric: String,
    /// Why.
    pub reason: String,
}

impl Decide for WithdrawBreach {
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let reason = self.reason.trim();
        check_reason("reason", reason)?;
        if !may_withdraw(situation.by) {
            return Err(Refusal::NotAllowed {
                who: "an agent of level 2 or above",
            });
        }
        let not_broken = || Refusal::Invalid {
            field: "metric",
            why: "not breached on this ticket".to_owned(),
        };
        let clock = situation.state.clock(&self.metric);
        let clock = clock
            .filter(|clock| clock.is_broken())
            .ok_or_else(not_broken)?;
        if !looks_kept(clock) {
            let why = "late by all that the ticket tells: enter what was done, or excuse it";
            return Err(Refusal::Invalid {
                field: "metric",
                why: why.to_owned(),
            });
        }
        let withdrawn = BreachWithdrawn {
            metric: self.metric.clone(),
            cycle: clock.cycle,
            reason: Some(reason.to_owned()),
        };
        Ok(vec![withdrawn.into()])
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::STAFF.until(Stage::Closed)
    }
}

/// A declared breach was disproved by later evidence, or withdrawn by a lead.
#[serde_with::skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachWithdrawn {
    /// The metric's name.
    pub metric: String,
    /// The clock's cycle, from 1.
    pub cycle: u32,
    /// Why a lead withdrew it; evidence speaks for itself.
    pub reason: Option<String>,
}

impl Effect for BreachWithdrawn {
    fn change_clocks(&self, clocks: &mut Clocks<'_>) {
        let Some(clock) = clocks.state.cycle_mut(&self.metric, self.cycle) else {
            return;
        };
        clock.withdrawn = true;
        clock.pending = None;
        // Its time is still to come: it must tell when it does.
        if clock.is_open() && clock.tell_again() == Told::Anew {
            clocks.begun.push(self.metric.clone());
        }
    }

    fn after_deadlines(&self, clocks: &mut Clocks<'_>) {
        forget_steps_to_come(clocks);
    }

    fn traits(&self) -> Traits {
        Traits::usual().keeps_promises()
    }
}

/// The clocks that were declared broken and that a command has shown to be met in time.
pub(crate) fn disproved(before: &State, after: &State) -> Vec<BreachWithdrawn> {
    let known = |clock: &Clock| {
        let before = before.clock(&clock.metric);
        before.is_some_and(|before| before.cycle == clock.cycle && was_kept(before))
    };
    let clocks = after.clocks.iter();
    let clocks = clocks.filter(|clock| clock.is_broken() && was_kept(clock) && !known(clock));
    clocks
        .map(|clock| BreachWithdrawn {
            metric: clock.metric.clone(),
            cycle: clock.cycle,
            reason: None,
        })
        .collect()
}

/// Whether it was met by its due instant, whatever was declared.
fn was_kept(clock: &Clock) -> bool {
    matches!((clock.met_at, clock.due_at), (Some(met), Some(due)) if met <= due)
}

/// Whether all that the ticket tells by now is that the promise is kept: it was met in time, or fell due only after it
/// was declared broken.
fn looks_kept(clock: &Clock) -> bool {
    let later =
        matches!((clock.breached_at, clock.due_at), (Some(declared), Some(due)) if due > declared);
    was_kept(clock) || (later && clock.is_open())
}
