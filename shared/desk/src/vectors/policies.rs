//! Runs policy cases: a ticket, what happens to it, and the deadlines a policy promises.
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value as Json;

use crate::clock::{explain, steps, told_by_step};
use crate::policy::Policy;
use crate::ticket::{Act, Actor, Command, Fact, Opening, Refusal, State, decide, fold};
use crate::time::Instant;
use crate::vectors::{Mismatch, Outcome, VectorsError};

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cases: Vec<Json>,
    /// Documentation of the lists that policies carry themselves.
    #[serde(default, rename = "holidays")]
    _holidays: Option<Json>,
}

/// One case. Also what `explain` reads from a file of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub desk: String,
    #[serde(default)]
    pub ticket: Ticket,
    pub opened_at: Instant,
    #[serde(default)]
    pub timeline: Vec<Json>,
    #[serde(default)]
    pub expect: BTreeMap<String, Json>,
    #[serde(default, rename = "why")]
    _why: Option<String>,
    #[serde(default, rename = "name")]
    _name: Option<String>,
}

/// The ticket of a case. Its `priority` is what it was first classified as.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    plan: Option<String>,
    #[serde(default)]
    add_ons: BTreeSet<String>,
    priority: Option<String>,
    #[serde(rename = "type")]
    ticket_type: Option<String>,
    area: Option<String>,
    channel: Option<String>,
    locale: Option<String>,
    #[serde(default)]
    organisation: BTreeMap<String, Json>,
    #[serde(default)]
    contact: BTreeMap<String, Json>,
    #[serde(default)]
    answers: BTreeMap<String, Json>,
    #[serde(default)]
    fields: BTreeMap<String, Json>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
enum Happening {
    NeedsInfo {
        at: Instant,
    },
    Completed {
        at: Instant,
    },
    AgentReplied {
        at: Instant,
    },
    WaitingOnRequester {
        at: Instant,
    },
    RequesterReplied {
        at: Instant,
    },
    PriorityChanged {
        at: Instant,
        to: String,
    },
    TakenInCharge {
        at: Instant,
        difficulty: Option<String>,
        commit_hours: Option<u32>,
        reason: Option<String>,
    },
    Escalated {
        at: Instant,
        to_level: u8,
    },
    Resolved {
        at: Instant,
    },
    Reopened {
        at: Instant,
    },
    Closed {
        at: Instant,
    },
    Acknowledged {
        at: Instant,
    },
    Classified {
        at: Instant,
    },
    Contacted {
        at: Instant,
        channel: String,
    },
    AnswersChanged {
        at: Instant,
        answers: BTreeMap<String, Json>,
    },
    Milestone {
        at: Instant,
        name: String,
    },
}

/// A case played against its policy.
#[derive(Debug)]
pub struct Played {
    pub facts: Vec<Fact>,
    pub state: State,
    /// Commands that the policy refused, by the metric they would have moved.
    pub refused: Vec<Refusal>,
}

/// Runs a file of cases; `policy` finds a desk's policy, or says why there is none.
///
/// # Errors
/// The file is not of this format.
pub fn run(
    json: &str,
    policy: &mut dyn FnMut(&str) -> Result<std::sync::Arc<Policy>, String>,
) -> Result<Vec<Outcome>, VectorsError> {
    let file: File = serde_json::from_str(json).map_err(VectorsError::from)?;
    Ok(file
        .cases
        .into_iter()
        .map(|case| outcome(case, policy))
        .collect())
}

fn outcome(
    case: Json,
    policy: &mut dyn FnMut(&str) -> Result<std::sync::Arc<Policy>, String>,
) -> Outcome {
    let text = |key: &str| case.get(key).and_then(Json::as_str).map(str::to_owned);
    let (id, name) = (text("id").unwrap_or_else(|| "?".to_owned()), text("name"));
    let result = serde_json::from_value::<Case>(case)
        .map_err(|error| mismatch("a case this runner knows", &error.to_string()))
        .and_then(|case| {
            let policy = policy(&case.desk).map_err(|error| mismatch("a policy", &error))?;
            check(&case, &policy)
        });
    Outcome { id, name, result }
}

fn mismatch(expected: &str, got: &str) -> Mismatch {
    Mismatch {
        expected: expected.to_owned(),
        got: got.to_owned(),
        explanation: String::new(),
    }
}

fn words(values: &BTreeMap<String, Json>) -> BTreeMap<String, String> {
    let word = |value: &Json| match value {
        Json::String(text) => text.clone(),
        Json::Bool(true) => "yes".to_owned(),
        Json::Bool(false) => "no".to_owned(),
        Json::Null | Json::Number(_) | Json::Array(_) | Json::Object(_) => value.to_string(),
    };
    values
        .iter()
        .map(|(key, value)| (key.clone(), word(value)))
        .collect()
}

/// Plays a case: opens the ticket, classifies it, lets the timeline happen.
///
/// # Errors
/// A ticket that the policy refuses to open, or an event that is unknown.
pub fn play(case: &Case, policy: &Policy) -> Result<Played, Mismatch> {
    let ticket = &case.ticket;
    let opening = Opening {
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
    };
    let open = Act::Open {
        opening,
        requester: "requester".to_owned(),
        request_hash: String::new(),
        policy_version: String::new(),
        reference: case.id.clone(),
        missing: Vec::new(),
    };
    let mut playing = Playing {
        policy,
        facts: Vec::new(),
        state: None,
        refused: Vec::new(),
    };
    playing.act(case.opened_at, Actor::Requester, open);
    let Some(state) = playing.state.clone() else {
        let why = playing
            .refused
            .first()
            .map(Refusal::to_string)
            .unwrap_or_default();
        return Err(mismatch("a ticket", &format!("refused: {why}")));
    };
    playing.act(
        case.opened_at,
        Actor::System,
        first_classification(ticket, policy, &state),
    );
    for event in &case.timeline {
        let happening: Happening = serde_json::from_value(event.clone()).map_err(|error| {
            mismatch("an event this runner knows", &format!("{event}: {error}"))
        })?;
        playing.happens(happening);
    }
    let state = playing.state.ok_or_else(|| mismatch("a ticket", "none"))?;
    Ok(Played {
        facts: playing.facts,
        state,
        refused: playing.refused,
    })
}

/// The ticket's priority is what it was first classified as; answers decide what is not given.
fn first_classification(ticket: &Ticket, policy: &Policy, state: &State) -> Act {
    let proposal = crate::classify::propose(policy, state, "", "");
    let priority = ticket.priority.clone().or(proposal.priority);
    let fits = |ticket_type: &String| {
        let known = policy.priorities_of(Some(ticket_type));
        priority
            .as_ref()
            .is_none_or(|priority| known.contains(&priority.as_str()))
    };
    let ticket_type = proposal.ticket_type.filter(fits);
    Act::Classify {
        ticket_type: ticket_type.filter(|_| ticket.ticket_type.is_none()),
        priority,
        area: proposal.area.filter(|_| ticket.area.is_none()),
        trace: proposal.trace,
        sure: true,
        correction: false,
    }
}

struct Playing<'p> {
    policy: &'p Policy,
    facts: Vec<Fact>,
    state: Option<State>,
    refused: Vec<Refusal>,
}

impl Playing<'_> {
    fn happens(&mut self, happening: Happening) {
        let agent = |level| Actor::Agent {
            id: "agent".to_owned(),
            level,
        };
        let (at, by, act) = match happening {
            Happening::NeedsInfo { at } => (
                at,
                agent(1),
                Act::NeedsInfo {
                    missing: vec!["details".to_owned()],
                },
            ),
            Happening::Completed { at } => (at, Actor::Requester, Act::Complete),
            Happening::AgentReplied { at } => (at, agent(self.level()), Act::Reply { text: None }),
            Happening::WaitingOnRequester { at } => (at, agent(1), Act::Wait { status: None }),
            Happening::RequesterReplied { at } => {
                (at, Actor::Requester, Act::RequesterReply { text: None })
            }
            Happening::PriorityChanged { at, to } => (
                at,
                agent(1),
                Act::ChangePriority {
                    to,
                    correction: false,
                },
            ),
            Happening::TakenInCharge {
                at,
                difficulty,
                commit_hours,
                reason,
            } => {
                let act = Act::TakeInCharge {
                    agent: "agent".to_owned(),
                    difficulty,
                    commit_hours,
                    reason,
                };
                (at, agent(1), act)
            }
            Happening::Escalated { at, to_level } => (
                at,
                agent(self.level()),
                Act::Escalate {
                    to_level,
                    team: None,
                },
            ),
            Happening::Resolved { at } => (at, agent(1), Act::Resolve),
            Happening::Reopened { at } => (at, Actor::Requester, Act::Reopen),
            Happening::Closed { at } => (at, agent(1), Act::Close),
            Happening::Acknowledged { at } => (at, agent(self.level()), Act::Acknowledge),
            Happening::Classified { at } => (
                at,
                agent(1),
                Act::Classify {
                    ticket_type: None,
                    priority: None,
                    area: None,
                    trace: vec!["human".to_owned()],
                    sure: true,
                    correction: false,
                },
            ),
            Happening::Contacted { at, channel } => {
                (at, Actor::Requester, Act::Contact { channel })
            }
            Happening::AnswersChanged { at, answers } => (
                at,
                Actor::Requester,
                Act::ChangeAnswers {
                    answers: words(&answers),
                },
            ),
            Happening::Milestone { at, name } => (at, agent(1), Act::ReachMilestone { name }),
        };
        self.act(at, by, act);
    }

    /// What the scan would have made of rules that wait for silence, up to this event.
    fn let_rules_follow(&mut self, until: Instant) {
        while let Some(state) = &self.state {
            let Some((at, bodies)) = crate::ticket::next_silence(state, self.policy) else {
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

    fn act(&mut self, at: Instant, by: Actor, act: Act) {
        self.let_rules_follow(at);
        let cause = format!("case:{}:{}", self.facts.len(), self.refused.len());
        let command = Command {
            by,
            occurred_at: at,
            cause,
            act,
        };
        match decide(self.state.as_ref(), &command, self.policy, at) {
            Ok(decision) => {
                self.facts.extend(decision.facts);
                self.state = Some(decision.state);
            }
            Err(refusal) => self.refused.push(refusal),
        }
    }
}

fn check(case: &Case, policy: &Policy) -> Result<(), Mismatch> {
    let played = play(case, policy)?;
    let expects_refusal = case.expect.values().any(|value| value == "refused");
    if let (Some(refusal), false) = (played.refused.first(), expects_refusal) {
        return Err(mismatch(
            "every event accepted",
            &format!("refused: {refusal}"),
        ));
    }
    for (word, expected) in &case.expect {
        let got = actual(word, case, policy, &played)?;
        if !same(expected, &got) {
            return Err(Mismatch {
                expected: format!("{word} = {expected}"),
                got: format!("{word} = {got}"),
                explanation: explanation(&played, policy),
            });
        }
    }
    Ok(())
}

fn same(expected: &Json, got: &Json) -> bool {
    let instant = |value: &Json| value.as_str().and_then(|text| text.parse::<Instant>().ok());
    match (expected, got) {
        // No step comes where nothing is promised.
        (Json::Null, Json::Array(steps)) => steps.is_empty(),
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        _ => match (instant(expected), instant(got)) {
            (Some(left), Some(right)) => left == right,
            _ => expected == got,
        },
    }
}

fn actual(word: &str, case: &Case, policy: &Policy, played: &Played) -> Result<Json, Mismatch> {
    let state = &played.state;
    let clock = |metric: &str| state.clocks.iter().find(|clock| clock.metric == metric);
    if word == "priority" {
        return Ok(state
            .subject
            .priority
            .clone()
            .map_or(Json::Null, Json::String));
    }
    if word == "notified" {
        return notified(case, policy, state);
    }
    if policy.metric(word).is_some() {
        // A refused commitment leaves the clock as it was: the case says so of that metric.
        if case
            .expect
            .get(word)
            .is_some_and(|expected| expected == "refused")
            && !played.refused.is_empty()
        {
            return Ok(Json::from("refused"));
        }
        return Ok(clock(word)
            .and_then(|clock| clock.due_at)
            .map_or(Json::Null, |due| Json::from(shown(due))));
    }
    if let Some(metric) = word
        .strip_suffix("_ladder")
        .filter(|metric| policy.metric(metric).is_some())
    {
        let found = clock(metric)
            .map(|clock| steps(policy, state, clock))
            .unwrap_or_default();
        let instants = found
            .iter()
            .map(|step| step.at.map_or(Json::Null, |at| Json::from(shown(at))));
        return Ok(Json::Array(instants.collect()));
    }
    // A metric that no policy of this desk knows promises nothing.
    if case.expect.get(word) == Some(&Json::Null) && !word.ends_with("_ladder") {
        return Ok(Json::Null);
    }
    let metrics: Vec<_> = policy
        .metrics
        .iter()
        .map(|metric| metric.name.as_str())
        .collect();
    Err(mismatch(
        &format!("`{word}` to be a metric, `<metric>_ladder`, `priority` or `notified`"),
        &format!("the policy has the metrics {}", metrics.join(", ")),
    ))
}

fn shown(at: Instant) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// Per step of a ladder, the roles it tells: of the one ladder the case expects, or by metric.
fn notified(case: &Case, policy: &Policy, state: &State) -> Result<Json, Mismatch> {
    let of = |metric: &str| {
        let clock = state.clocks.iter().find(|clock| clock.metric == metric)?;
        policy.metric(metric)?.ladder.as_ref()?;
        Some(Json::from(told_by_step(policy, state, clock)))
    };
    if let Some(Json::Object(by_metric)) = case.expect.get("notified") {
        let each = by_metric
            .keys()
            .map(|metric| (metric.clone(), of(metric).unwrap_or(Json::Null)));
        return Ok(Json::Object(each.collect()));
    }
    let ladders = case
        .expect
        .keys()
        .filter_map(|word| word.strip_suffix("_ladder"));
    let named = case.expect.keys().map(String::as_str);
    let all = policy.metrics.iter().map(|metric| metric.name.as_str());
    let found = ladders.chain(named).chain(all).find_map(of);
    found.ok_or_else(|| mismatch("a metric with a ladder", "none"))
}

fn explanation(played: &Played, policy: &Policy) -> String {
    serde_json::to_string_pretty(&explain(&played.facts, policy)).unwrap_or_default()
}
