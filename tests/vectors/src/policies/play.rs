//! Plays a case: opens the ticket, classifies it, lets the timeline happen.
use std::fmt;

use super::case::{Case, CaseTicket, Happening, words};
use super::happening::{act_of, giver};
use super::unknown;
use crate::{Failure, Mismatch};
use desk::lifecycle::commands::{Classify, Open};
use desk::lifecycle::{Act, Command, Fact, Refusal, Roster, decide, fold};
use desk::policy::Policy;
use desk::ticket::{Actor, Opening, State};
use desk::time::Instant;

/// A case played against its policy.
#[derive(Debug)]
pub struct Played {
    /// All that was decided.
    pub facts: Vec<Fact>,
    /// The ticket after them.
    pub state: State,
    /// Events that the policy refused.
    pub refused: Vec<Refused>,
    /// The instant of the last event, or of the opening.
    pub until: Instant,
}

/// An event that the policy refused, in the words of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The event's name.
    pub event: &'static str,
    /// The reason.
    pub refusal: Refusal,
}

impl Refused {
    /// Whether it is a commitment that an agent may not make.
    #[must_use]
    pub fn is_of_a_commitment(&self) -> bool {
        let field = self.refusal.field();
        let of_commitment = ["commit_hours", "difficulty", "reason"];
        self.event == "taken_in_charge" && field.is_some_and(|field| of_commitment.contains(&field))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.event, self.refusal)
    }
}

/// Plays a case: opens the ticket, classifies it, lets the timeline happen.
///
/// # Errors
/// A ticket that the policy refuses to open, or a word that it does not know.
pub fn play(case: &Case, policy: &Policy) -> Result<Played, Failure> {
    let happenings = read_events(case, policy).map_err(Failure::unread)?;
    play_events(case, happenings, policy)
}

/// The events of a case, none of whose words is unknown.
pub(super) fn read_events(case: &Case, policy: &Policy) -> Result<Vec<Happening>, Vec<Mismatch>> {
    let (mut happenings, mut found) = (Vec::new(), Vec::new());
    for event in &case.timeline {
        match serde_json::from_value(event.clone()) {
            Ok(happening) => happenings.push(happening),
            Err(error) => {
                let got = format!("{event}: {error}");
                found.push(Mismatch::new("an event this runner knows", got));
            }
        }
    }
    found.extend(unknown::in_what_happens(case, &happenings, policy));
    if found.is_empty() {
        Ok(happenings)
    } else {
        Err(found)
    }
}

fn opening(ticket: &CaseTicket) -> Opening {
    Opening {
        plan: ticket.plan.clone(),
        add_ons: ticket.add_ons.clone(),
        ticket_type: ticket.ticket_type.clone(),
        priority: ticket.priority.clone(),
        area: ticket.area.clone(),
        channel: ticket.channel.clone(),
        locale: ticket.locale.clone(),
        organisation: words(&ticket.organisation),
        contact: words(&ticket.contact),
        answers: words(&ticket.answers),
        fields: words(&ticket.fields),
        ..Opening::default()
    }
}

/// Plays the events of a case after its opening and first classification.
pub(super) fn play_events(
    case: &Case,
    happenings: Vec<Happening>,
    policy: &Policy,
) -> Result<Played, Failure> {
    let ticket = &case.ticket;
    let open = Act::Open(Open {
        opening: opening(ticket),
        requester: "requester".to_owned(),
        request_hash: String::new(),
        policy_version: String::new(),
        reference: case.id.clone(),
        missing: Vec::new(),
    });
    let mut playing = Playing {
        policy,
        facts: Vec::new(),
        state: None,
        refused: Vec::new(),
        until: case.opened_at,
    };
    playing.act("ticket", case.opened_at, Actor::Requester, open);
    let Some(state) = playing.state.clone() else {
        let why = playing.refused.first().map(ToString::to_string);
        let got = format!("refused: {}", why.unwrap_or_default());
        return Err(Mismatch::new("a ticket that the policy takes", got).into());
    };
    let classify = first_classification(ticket, policy, &state);
    playing.act("ticket", case.opened_at, Actor::System, classify);
    for happening in happenings {
        playing.happens(happening)?;
    }
    let state = playing
        .state
        .ok_or_else(|| Mismatch::new("a ticket", "none"))?;
    Ok(Played {
        facts: playing.facts,
        state,
        refused: playing.refused,
        until: playing.until,
    })
}

/// The ticket's priority is what it was first classified as; answers decide what is not given.
fn first_classification(ticket: &CaseTicket, policy: &Policy, state: &State) -> Act {
    let proposal = desk::classify::propose(policy, state, "", "");
    let priority = ticket.priority.clone().or(proposal.priority);
    let fits = |ticket_type: &String| {
        let known = policy.priorities_of(Some(ticket_type));
        priority
            .as_ref()
            .is_none_or(|priority| known.contains(&priority.as_str()))
    };
    let ticket_type = proposal.ticket_type.filter(fits);
    Act::Classify(Classify {
        ticket_type: ticket_type.filter(|_| ticket.ticket_type.is_none()),
        priority,
        area: proposal.area.filter(|_| ticket.area.is_none()),
        trace: proposal.trace,
        sure: true,
        correction: false,
    })
}

struct Playing<'p> {
    policy: &'p Policy,
    facts: Vec<Fact>,
    state: Option<State>,
    refused: Vec<Refused>,
    until: Instant,
}

impl Playing<'_> {
    fn happens(&mut self, happening: Happening) -> Result<(), Mismatch> {
        let event = happening.name();
        let (at, by) = (happening.at(), giver(&happening, self.level()));
        self.act(event, at, by, act_of(happening)?);
        Ok(())
    }

    /// Rules that wait for silence follow up to this event, as the scan would have made them.
    fn let_rules_follow(&mut self, until: Instant) {
        while let Some(state) = &self.state {
            let Some((at, bodies)) = desk::lifecycle::next_scheduled_rule(state, self.policy)
            else {
                return;
            };
            if at > until {
                return;
            }
            for body in bodies {
                let fact = Fact {
                    seq: self.state.as_ref().map_or(0, |state| state.version) + 1,
                    v: 1,
                    occurred_at: at,
                    recorded_at: at,
                    by: Actor::System,
                    cause: format!("silence:{}", self.facts.len()),
                    body,
                };
                self.state = fold(self.state.take(), &fact, self.policy);
                self.facts.push(fact);
            }
        }
    }

    fn level(&self) -> u8 {
        self.state.as_ref().map_or(1, |state| state.level)
    }

    fn act(&mut self, event: &'static str, at: Instant, by: Actor, act: Act) {
        self.until = self.until.max(at);
        self.let_rules_follow(at);
        let cause = format!("case:{}:{}", self.facts.len(), self.refused.len());
        let command = Command {
            by,
            occurred_at: at,
            late_reason: None,
            cause,
            act,
        };
        match decide(
            self.state.as_ref(),
            &command,
            self.policy,
            &Roster::default(),
            at,
        ) {
            Ok(decision) => {
                self.facts.extend(decision.facts);
                self.state = Some(decision.state);
            }
            Err(refusal) => self.refused.push(Refused { event, refusal }),
        }
    }
}
