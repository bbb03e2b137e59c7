//! Sentences of the five published texts that their policies alone show: definitions, questions, channels, teams.
#![expect(
    clippy::unwrap_used,
    reason = "a policy that does not load, or a ticket that does not open, fails its test"
)]
use desk::classify::{Proposal, propose};
use desk::lifecycle::{Act, Command, Roster, commands, decide};
use desk::policy::{Policy, compile};
use desk::ticket::{Actor, Opening, State};
use desk::time::Instant;

mod webpro;
mod wep;
mod whise;
mod whitevision;
mod wotnot;

fn policy(desk: &str) -> Policy {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/policies");
    let text = std::fs::read_to_string(format!("{folder}/{desk}.yaml")).unwrap();
    compile(&text).unwrap().policy
}

/// Monday, noon in all the offices.
fn now() -> Instant {
    "2026-03-09T11:00:00Z".parse().unwrap()
}

fn after(state: Option<&State>, by: Actor, act: impl Into<Act>, policy: &Policy) -> State {
    let command = Command {
        by,
        occurred_at: now(),
        late_reason: None,
        cause: format!("{}", state.map_or(0, |state| state.version)),
        act: act.into(),
    };
    let decision = decide(state, &command, policy, &Roster::default(), now());
    decision.unwrap().state
}

fn opened(policy: &Policy, opening: Opening) -> State {
    let open = commands::Open {
        opening,
        requester: "requester".to_owned(),
        request_hash: String::new(),
        policy_version: String::new(),
        reference: String::new(),
        missing: Vec::new(),
    };
    after(None, Actor::Requester, open, policy)
}

/// What a message with these answers is taken for.
fn read(policy: &Policy, body: &str, answers: &[(&str, &str)]) -> Proposal {
    let answers = answers.iter();
    let opening = Opening {
        answers: answers
            .map(|(question, answer)| ((*question).to_owned(), (*answer).to_owned()))
            .collect(),
        ..Opening::default()
    };
    propose(policy, &opened(policy, opening), "", body)
}

fn priority(policy: &Policy, body: &str) -> Option<String> {
    read(policy, body, &[]).priority
}

/// The definition of a priority in the desk's own language holds each of these words of the text.
fn means(policy: &Policy, priority: &str, words: &[&str]) {
    let rank = policy.priority_rank(priority).unwrap();
    let means = policy.words(&policy.priorities[rank].means, &policy.locales[0]);
    for word in words {
        assert!(means.contains(word), "{priority}, {word}: {means}");
    }
}
