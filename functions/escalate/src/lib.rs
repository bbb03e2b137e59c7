//! Stream: a warning or a breach becomes the next step of its ladder, with its notices; what is done
//! on a major incident is done on its parts (`fan_out`).
//!
//! `warned`, `breached` and `requested` facts name a clock. The step that the snapshot still has
//! pending is taken, with all that it overtakes; a clock that was met, stopped or answered in the
//! meantime asks for nothing. Each step has one cause, so a record given twice takes it once.
//!
//! A record whose ticket cannot be read or written for now is given again; one that the policy
//! refuses is logged and skipped. Either way the obligation stays in the index until a step
//! discharges it, and the scan asks again.
mod fan_out;

use aws_lambda_events::event::dynamodb::Event;
use aws_sdk_dynamodb::Client;
use desk::lifecycle::{Act, Fact, FactBody, commands, facts};
use desk::ticket::State;
use desk::time::Instant;
use escalon_aws::config::Unset;
use escalon_aws::stream::{BatchAnswer, each_fact};
use escalon_aws::{ApplyError, CommandRequest, Ledger, TicketId};

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct Escalate {
    ledger: Ledger,
}

impl Escalate {
    /// The function with its ports, from its environment.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(lookup: &impl Fn(&str) -> Option<String>, client: Client) -> Result<Self, Unset> {
        Ledger::from(lookup, client).map(|ledger| Self { ledger })
    }

    /// Takes the steps that a batch asks for; the answer says from which record on to give it again.
    pub async fn records(&self, event: Event, now: Instant) -> BatchAnswer {
        each_fact(event, |id, fact| async move {
            if is_about_children(&fact) {
                self.fan_out(&id, now).await
            } else {
                self.step(&id, &fact, now).await
            }
        })
        .await
    }

    async fn step(&self, id: &TicketId, fact: &Fact, now: Instant) -> Result<(), ApplyError> {
        let request = |state: &State| {
            let (metric, cycle, step) = asked(state, fact)?;
            let cause = format!("step:{metric}:{cycle}:{step}");
            let act = Act::TakeStep(commands::TakeStep {
                metric,
                cycle,
                step,
            });
            Some(CommandRequest::of_system(cause, act, now))
        };
        let applied = self
            .ledger
            .apply(id, now, |state, _| request(state))
            .await?;
        for fact in &applied.facts {
            if let FactBody::Escalated(facts::Escalated { metric, steps, .. }) = &fact.body {
                tracing::info!(ticket.id = %id, metric, ?steps, "escalated");
            }
        }
        Ok(())
    }
}

fn is_about_children(fact: &Fact) -> bool {
    matches!(
        fact.body,
        FactBody::FanOutRequested(_) | FactBody::FannedOut(_)
    )
}

/// The step that the clock of this fact has pending, as the snapshot says: the fact may be old.
fn asked(state: &State, fact: &Fact) -> Option<(String, u32, usize)> {
    let (FactBody::Warned(facts::Warned { metric, cycle, .. })
    | FactBody::Breached(facts::Breached { metric, cycle, .. })
    | FactBody::Requested(facts::Requested { metric, cycle, .. })) = &fact.body
    else {
        return None;
    };
    let mut clocks = state.clocks.iter();
    let clock = clocks.find(|clock| clock.metric == *metric && clock.cycle == *cycle)?;
    let pending = clock.pending.as_ref()?;
    Some((metric.clone(), *cycle, pending.step))
}
