//! What a ticket takes no more of, and that it can always end.
use std::collections::BTreeMap;

use crate::lifecycle::check::limits::{ENTRIES, FACTS, NAME, VALUE, WAITS};
use crate::lifecycle::story::{Story, shipped, words};
use crate::lifecycle::{Act, Refusal, commands};
use crate::ticket::{Actor, Opening};

const NOW: &str = "2026-03-09T09:00:00Z";

fn story() -> Story {
    let opening = Opening {
        plan: Some("starter".to_owned()),
        ..Opening::default()
    };
    Story::opens(shipped("wotnot"), "2026-03-09T08:00:00Z", opening)
}

fn answers(answers: BTreeMap<String, String>) -> Act {
    Act::ChangeAnswers(commands::ChangeAnswers { answers })
}

fn many(first: usize, number: usize) -> BTreeMap<String, String> {
    let pairs = (first..first + number).map(|n| (format!("q{n}"), "yes".to_owned()));
    pairs.collect()
}

fn field(refused: Result<Vec<crate::lifecycle::Fact>, Refusal>) -> &'static str {
    refused.unwrap_err().field().unwrap()
}

#[test]
fn answers_are_bounded_in_all_and_each_and_those_there_are_can_still_change() {
    let mut story = story();
    story.agent(NOW, answers(many(0, ENTRIES - 1))).unwrap();
    story.agent(NOW, answers(many(ENTRIES - 1, 1))).unwrap();
    assert_eq!(
        field(story.agent(NOW, answers(many(ENTRIES, 1)))),
        "answers"
    );
    assert_eq!(story.state.subject.answers.len(), ENTRIES);
    story.agent(NOW, answers(words(&[("q0", "no")]))).unwrap();
    let long = "é".repeat(VALUE);
    story.agent(NOW, answers(words(&[("q1", &long)]))).unwrap();
    let longer = "é".repeat(VALUE + 1);
    assert_eq!(
        field(story.agent(NOW, answers(words(&[("q1", &longer)])))),
        "answers"
    );
    assert_eq!(
        field(story.agent(NOW, answers(words(&[(&longer, "x")])))),
        "answers"
    );
}

#[test]
fn names_and_lists_of_missing_information_are_bounded() {
    let mut story = story();
    let long = "a".repeat(NAME + 1);
    let assign = |agent: &str| {
        Act::Assign(commands::Assign {
            agent: Some(agent.to_owned()),
            team: None,
        })
    };
    assert_eq!(field(story.agent(NOW, assign(&long))), "agent");
    let by = Actor::Agent { id: long, level: 1 };
    let note = Act::Note(commands::Note { text: None });
    assert_eq!(field(story.happens(NOW, NOW, by, note)), "by");
    let ask = |missing: Vec<String>| Act::NeedsInfo(commands::AskForInfo { missing });
    let words = vec!["version".to_owned(); ENTRIES + 1];
    assert_eq!(field(story.agent(NOW, ask(words))), "missing");
    assert_eq!(
        field(story.agent(NOW, ask(vec!["x".repeat(VALUE + 1)]))),
        "missing"
    );
    story.agent(NOW, ask(vec!["version".to_owned()])).unwrap();
}

#[test]
fn a_ticket_that_waited_too_often_waits_and_reopens_no_more_and_can_be_ended() {
    let mut story = story();
    let mut rounds = 0;
    let refused = loop {
        story.agent(NOW, Act::Resolve).unwrap();
        if let Err(refused) = story.agent(NOW, Act::Reopen) {
            break refused;
        }
        rounds += 1;
        assert!(rounds <= WAITS, "it never ends");
    };
    assert_eq!(refused, Refusal::TooManyWaits { limit: WAITS });
    story.agent(NOW, Act::Close).unwrap();
}

#[test]
fn a_ticket_with_too_many_facts_takes_no_more_and_can_be_ended() {
    let mut story = story();
    story.state.version = FACTS;
    let note = || Act::Note(commands::Note { text: None });
    let refused = story.agent(NOW, note()).unwrap_err();
    assert_eq!(refused, Refusal::TooManyFacts { limit: FACTS });
    story.system("2026-03-10T09:00:00Z", Act::Sweep).unwrap();
    story.agent("2026-03-10T09:00:00Z", Act::Resolve).unwrap();
}
