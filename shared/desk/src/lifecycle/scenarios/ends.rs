//! What ends a clock: it is met, something else ends it, or its ticket ends.
use super::*;
use crate::clock::{Phase, obligations, views};
use crate::lifecycle::story::at;

fn phase(story: &Story, metric: &str, now: &str) -> Phase {
    let views = views(&story.state, &story.policy, at(now));
    let mut of_metric = views.iter().filter(|view| view.metric == metric);
    of_metric.next().unwrap().phase
}

fn reply() -> Act {
    Act::Reply(commands::Reply { text: None })
}

const EVENING: &str = "2026-03-09T18:00:00Z";

#[test]
fn resolving_ends_what_comes_again_and_again_and_leaves_nothing_due() {
    let policy = desk(
        "metrics:\n  update: { met_by: reply, every: 2 business hours }\n\
         \x20 answer: { starts: requester_replied, met_by: reply, targets: 4 business hours }\n\
         \x20 resolution: { targets: 8 business hours }\n",
    );
    let mut story = settled(policy, "low");
    let asks = || Act::RequesterReply(commands::RequesterReply { text: None });
    story.requester("2026-03-09T08:30:00Z", asks()).unwrap();
    story.agent("2026-03-09T09:00:00Z", Act::Resolve).unwrap();
    assert_eq!(phase(&story, "update", EVENING), Phase::Ended);
    assert_eq!(phase(&story, "answer", EVENING), Phase::Ended);
    assert_eq!(phase(&story, "resolution", EVENING), Phase::Met);
    assert_eq!(obligations(&story.state, &story.policy), []);
    // In time, the update goes on with the hour that was left; the next word is owed an answer of its own.
    story.requester("2026-03-10T09:00:00Z", asks()).unwrap();
    assert_eq!(story.due("update").unwrap(), "2026-03-10T10:00:00Z");
    assert_eq!(story.due("answer").unwrap(), "2026-03-10T13:00:00Z");
    assert_eq!(story.clock("answer").cycle, 2);
}

#[test]
fn a_clock_that_is_ended_is_neither_kept_nor_broken_unless_it_was_late() {
    let policy = desk(
        "milestones: [handed_to_supplier]\n\
         metrics: { resolution: { met_by: reply, ended_by: milestone handed_to_supplier, targets: 2 business hours } }\n",
    );
    let supplier = || {
        let name = "handed_to_supplier".to_owned();
        Act::ReachMilestone(commands::ReachMilestone { name })
    };
    let ended = |when: &str| {
        let mut story = settled(policy.clone(), "low");
        story.agent(when, supplier()).unwrap();
        assert!(story.sweep(EVENING).is_empty());
        // What comes after the end meets it no more.
        story.agent(EVENING, reply()).unwrap();
        phase(&story, "resolution", EVENING)
    };
    assert_eq!(ended("2026-03-09T10:00:00Z"), Phase::Ended, "due, not late");
    assert_eq!(ended("2026-03-09T10:00:01Z"), Phase::Breached);
    // What was done before it, and is heard of later, does.
    let mut story = settled(policy.clone(), "low");
    story.agent("2026-03-09T09:30:00Z", supplier()).unwrap();
    let by = crate::ticket::Actor::Agent {
        id: "agent".to_owned(),
        level: 1,
    };
    let (done, heard) = ("2026-03-09T09:25:00Z", "2026-03-09T09:40:00Z");
    story.happens(done, heard, by, reply()).unwrap();
    assert_eq!(phase(&story, "resolution", EVENING), Phase::Met);
}

/// A promise to solve, one that closing keeps, and one that only an acknowledgement ends.
fn three_promises() -> Policy {
    desk(
        "metrics:\n  resolution: { targets: 8 business hours }\n\
         \x20 closing: { met_by: closed, targets: 8 business hours }\n\
         \x20 other: { ended_by: acknowledged, targets: 8 business hours }\n",
    )
}

#[test]
fn what_the_desk_closes_unsolved_is_unanswered_and_goes_on_when_the_ticket_is_reopened() {
    let mut story = settled(three_promises(), "low");
    story.agent("2026-03-09T09:00:00Z", Act::Close).unwrap();
    assert_eq!(phase(&story, "resolution", EVENING), Phase::Unanswered);
    assert_eq!(phase(&story, "closing", EVENING), Phase::Met);
    assert_eq!(phase(&story, "other", EVENING), Phase::Unanswered);
    story.agent("2026-03-09T10:00:00Z", Act::Reopen).unwrap();
    assert_eq!(
        phase(&story, "resolution", "2026-03-09T10:00:00Z"),
        Phase::Running
    );
    assert_eq!(due(&story), "2026-03-10T09:00:00Z");
}

#[test]
fn what_begins_with_a_breach_counts_from_when_the_promise_was_due_however_late_that_is_declared() {
    let policy = desk(
        "metrics:\n  resolution: { targets: 2 business hours }\n\
         \x20 apology: { starts: breached, met_by: reply, targets: 4 business hours }\n",
    );
    let mut story = settled(policy, "low");
    let due = story.clock("resolution").due_at.unwrap();
    story
        .agent("2026-03-10T16:00:00Z", Act::Acknowledge)
        .unwrap();
    assert_eq!(story.clock("apology").started_at, due);
}

#[test]
fn what_the_requester_closes_or_was_solved_has_ended() {
    let mut asked = settled(three_promises(), "low");
    asked.requester("2026-03-09T09:00:00Z", Act::Close).unwrap();
    assert_eq!(phase(&asked, "resolution", EVENING), Phase::Ended);
    assert_eq!(phase(&asked, "other", EVENING), Phase::Ended);
    let mut solved = settled(three_promises(), "low");
    solved.agent("2026-03-09T09:00:00Z", Act::Resolve).unwrap();
    solved.agent("2026-03-09T09:30:00Z", Act::Close).unwrap();
    assert_eq!(phase(&solved, "resolution", EVENING), Phase::Met);
}

#[test]
fn closing_a_late_ticket_declares_what_was_late_and_it_stays_broken() {
    for close_by in [
        crate::ticket::Actor::Requester,
        crate::ticket::Actor::System,
    ] {
        let policy = desk("metrics: { resolution: { targets: 2 business hours } }\n");
        let mut story = settled(policy, "low");
        let late = "2026-03-09T12:00:00Z";
        let facts = story.happens(late, late, close_by, Act::Close).unwrap();
        let kinds: Vec<_> = facts.iter().map(|fact| fact.body.kind()).collect();
        assert_eq!(kinds, ["breached", "closed"]);
        assert_eq!(phase(&story, "resolution", EVENING), Phase::Breached);
    }
}
