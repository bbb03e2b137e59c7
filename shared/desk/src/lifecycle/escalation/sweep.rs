//! Sweep of a ticket: warnings, breaches and steps that are due become facts.
use std::collections::BTreeMap;

use super::{Breached, Requested, Warned};
use crate::clock::{Obligation, obligations};
use crate::lifecycle::command::{CommandTerms, Decide, Situation, Stage};
use crate::lifecycle::incident::FanOutRequested;
use crate::lifecycle::{FactBody, Refusal};
use crate::ticket::State;

/// The scan's command: do what is due by now.
pub(crate) struct Sweep;

impl Decide for Sweep {
    /// The facts that are due by now, beside those of scheduled rules; none when there is nothing to do.
    fn decide(&self, situation: &Situation<'_>) -> Result<Vec<FactBody>, Refusal> {
        let due = obligations(situation.state, situation.policy).into_iter();
        let due = due.filter(|(at, _)| *at <= situation.now);
        let mut facts = Vec::new();
        let mut steps = Steps::new();
        let mut broken = Vec::new();
        for (_, obligation) in due {
            match obligation {
                Obligation::Rule { .. } => {}
                Obligation::Classification => facts.push(FactBody::ClassificationRequested),
                Obligation::FanOut { fact } => facts.push(FanOutRequested { fact }.into()),
                Obligation::Breach { metric, cycle } => broken.push((metric, cycle)),
                Obligation::Step {
                    metric,
                    cycle,
                    step,
                }
                | Obligation::Unanswered {
                    metric,
                    cycle,
                    step,
                } => {
                    let highest = steps.entry((metric, cycle)).or_insert(step);
                    *highest = step.max(*highest);
                }
            }
        }
        for (metric, cycle) in broken {
            // The breach itself asks for the step that is due with it.
            steps.remove(&(metric.clone(), cycle));
            let breached = Breached::of(situation.state, metric, cycle);
            facts.extend(breached.map(FactBody::from));
        }
        facts.extend(asked_for(situation.state, steps));
        Ok(facts)
    }

    fn terms(&self) -> CommandTerms {
        CommandTerms::DESK.until(Stage::Merged).by_the_scan()
    }
}

/// Of several steps of one clock only the highest is asked for: it overtakes the others.
type Steps = BTreeMap<(String, u32), usize>;

fn asked_for(state: &State, steps: Steps) -> impl Iterator<Item = FactBody> {
    steps.into_iter().map(|((metric, cycle), step)| {
        let clock = state.clock(&metric);
        let is_warning =
            clock.is_some_and(|clock| clock.breached_at.is_none() && clock.pending.is_none());
        if is_warning {
            FactBody::Warned(Warned {
                metric,
                cycle,
                step,
            })
        } else {
            FactBody::Requested(Requested {
                metric,
                cycle,
                step,
            })
        }
    })
}
