//! Stream: a received ticket gets type, priority and area.
//!
//! Every `received`, `completed` or `classification_requested` fact is a reason to look. What was
//! written is read, the policy's rules propose, and `classified` is written with the rule and the
//! words that decided. A ticket that somebody has classified already is left alone, and so is one
//! that the rules were sure of.
//!
//! A record whose ticket cannot be read or written for now is given again; one that the policy
//! refuses is logged and skipped, because giving it again would change nothing. The ticket stays
//! due as unclassified, and the scan asks again.
use aws_lambda_events::event::dynamodb::Event;
use aws_sdk_dynamodb::Client;
use desk::classify::propose;
use desk::lifecycle::{Act, commands};
use desk::policy::Policy;
use desk::ticket::{Actor, ClassificationState, State};
use desk::time::Instant;
use escalon_aws::config::Unset;
use escalon_aws::stream::{BatchAnswer, each_fact};
use escalon_aws::{ApplyError, CommandRequest, Ledger, Text, TicketId};

/// The function with the ports it needs.
#[derive(Debug, Clone)]
pub struct Classify {
    ledger: Ledger,
}

impl Classify {
    /// The function with its ports, from its environment.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from(lookup: &impl Fn(&str) -> Option<String>, client: Client) -> Result<Self, Unset> {
        Ledger::from(lookup, client).map(|ledger| Self { ledger })
    }

    /// Classifies the tickets of a batch; the answer says from which record on to give it again.
    pub async fn records(&self, event: Event, now: Instant) -> BatchAnswer {
        each_fact(event, |id, fact| async move {
            let cause = format!("classify:{}", fact.seq);
            self.classify(&id, &cause, now).await
        })
        .await
    }

    async fn classify(&self, id: &TicketId, cause: &str, now: Instant) -> Result<(), ApplyError> {
        let texts = self.ledger.tickets.texts(id).await?;
        let (subject, body) = written_by_requester(&texts);
        let applied = self
            .ledger
            .apply(id, now, |state, policy| {
                is_open_question(state).then(|| {
                    let act = proposal(policy, state, &subject, &body);
                    CommandRequest::of_system(cause, act, now)
                })
            })
            .await?;
        if !applied.facts.is_empty() {
            let state = &applied.state;
            let priority = state.subject.priority.as_deref();
            let sure = state.classified == ClassificationState::Proposed;
            tracing::info!(ticket.id = %id, priority, sure, "classified");
        }
        Ok(())
    }
}

/// Nobody has said yet what the ticket is, or the rules were not sure and more is known now.
fn is_open_question(state: &State) -> bool {
    let open = match state.classified {
        ClassificationState::No | ClassificationState::NotSure => true,
        ClassificationState::Proposed | ClassificationState::ByHuman => false,
    };
    open && state.status.is_live()
}

fn proposal(policy: &Policy, state: &State, subject: &str, body: &str) -> Act {
    let proposal = propose(policy, state, subject, body);
    Act::Classify(commands::Classify {
        ticket_type: proposal.ticket_type,
        priority: proposal.priority,
        area: proposal.area,
        trace: proposal.trace,
        sure: proposal.sure,
        correction: false,
    })
}

/// The first subject, and everything the requester wrote so far.
fn written_by_requester(texts: &[Text]) -> (String, String) {
    let theirs = || texts.iter().filter(|text| text.by == Actor::Requester);
    let subject = theirs().find_map(|text| text.subject.clone());
    let bodies: Vec<_> = theirs().map(|text| text.body.as_str()).collect();
    (subject.unwrap_or_default(), bodies.join("\n"))
}
