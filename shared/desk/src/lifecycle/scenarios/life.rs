//! A ticket ends, is opened again, is proved late, falls silent.
use super::{MONDAY, desk, due, of, settled, to};
use crate::clock::{Phase, explain, next_due, views};
use crate::lifecycle::story::{Story, at};
use crate::lifecycle::{Act, Roster, commands};
use crate::ticket::Actor;

#[test]
fn a_ticket_created_in_a_pausing_status_starts_paused() {
    let policy =
        desk("metrics: { resolution: { targets: 4 business hours, pauses: [incomplete] } }\n");
    let open = Act::Open(commands::Open {
        opening: of("low"),
        requester: "r".to_owned(),
        request_hash: String::new(),
        policy_version: String::new(),
        reference: String::new(),
        missing: vec!["description".to_owned()],
    });
    let command = crate::lifecycle::Command {
        by: Actor::Requester,
        occurred_at: at(MONDAY),
        late_reason: None,
        cause: "open".to_owned(),
        act: open,
    };
    let decision =
        crate::lifecycle::decide(None, &command, &policy, &Roster::default(), at(MONDAY)).unwrap();
    let mut story = Story {
        policy,
        state: decision.state,
        facts: decision.facts,
        notices: decision.notices,
    };
    assert_eq!(story.due("resolution"), None);
    let phase = |story: &Story| views(&story.state, &story.policy, at(MONDAY))[0].phase;
    assert_eq!(phase(&story), Phase::Paused);
    story
        .requester("2026-03-09T12:00:00Z", Act::Complete)
        .unwrap();
    assert_eq!(due(&story), "2026-03-09T16:00:00Z");
    let account = &explain(&story.state, &story.policy)[0];
    assert_eq!(account.counted_minutes, 240);
}

#[test]
fn closed_and_opened_again_in_time_the_clocks_go_on() {
    let policy = desk("metrics: { resolution: { targets: 4 business hours } }\n");
    let mut unresolved = settled(policy.clone(), "low");
    unresolved
        .agent("2026-03-09T10:00:00Z", Act::Close)
        .unwrap();
    assert!(unresolved.clock("resolution").canceled.is_some());
    assert_eq!(next_due(&unresolved.state, &unresolved.policy), None);
    unresolved
        .agent("2026-03-10T10:00:00Z", Act::Reopen)
        .unwrap();
    assert!(unresolved.clock("resolution").canceled.is_none());
    assert_eq!(due(&unresolved), "2026-03-10T12:00:00Z");
    let mut late = settled(policy, "low");
    late.agent("2026-03-09T10:00:00Z", Act::Resolve).unwrap();
    late.agent("2026-03-09T11:00:00Z", Act::Close).unwrap();
    late.agent("2026-04-09T10:00:00Z", Act::Reopen).unwrap();
    assert_eq!(late.clock("resolution").cycle, 2);
    assert_eq!(due(&late), "2026-04-09T14:00:00Z");
}

#[test]
fn what_the_end_met_in_turn_is_open_again_with_it() {
    let policy = desk(
        "metrics:\n  resolution: { targets: 4 business hours }\n\
         \x20 chain: { met_by: { fact: met, metric: resolution }, targets: 6 business hours }\n\
         \x20 first_response: { met_by: reply, targets: 1 business hour }\n",
    );
    let mut story = settled(policy, "low");
    let when = "2026-03-09T08:30:00Z";
    story
        .agent(when, Act::Reply(commands::Reply { text: None }))
        .unwrap();
    story.agent(when, Act::Resolve).unwrap();
    story.agent("2026-03-09T09:30:00Z", Act::Reopen).unwrap();
    let met = |name: &str| story.clock(name).met_at.is_some();
    assert_eq!(
        (met("resolution"), met("chain"), met("first_response")),
        (false, false, true)
    );
    assert_eq!(story.due("chain").unwrap(), "2026-03-09T15:00:00Z");
}

#[test]
fn periodic_updates_go_on_with_each_public_reply_and_stop_with_the_ticket() {
    let policy = desk(
        "metrics:\n  update:\n    starts: classified\n    met_by: reply\n    every:\n\
         \x20     - { when: priority = high, within: 30 elapsed minutes }\n\
         \x20     - { when: priority = mid, within: 4 business hours }\n\
         \x20     - { within: none }\n\
         \x20 resolution: { targets: 40 business hours }\n",
    );
    let mut story = settled(policy, "high");
    assert_eq!(story.due("update").unwrap(), "2026-03-09T08:30:00Z");
    let reply = || Act::Reply(commands::Reply { text: None });
    story.agent("2026-03-09T08:20:00Z", reply()).unwrap();
    assert_eq!(story.clock("update").cycle, 2);
    assert_eq!(story.due("update").unwrap(), "2026-03-09T08:50:00Z");
    story
        .agent("2026-03-09T08:30:00Z", to("mid", false))
        .unwrap();
    assert_eq!(
        story.due("update").unwrap(),
        "2026-03-09T12:20:00Z",
        "from the last reply"
    );
    story
        .agent("2026-03-09T08:40:00Z", to("low", false))
        .unwrap();
    assert_eq!(story.due("update"), None);
    story.agent("2026-03-09T09:00:00Z", reply()).unwrap();
    story
        .agent("2026-03-09T09:10:00Z", to("high", false))
        .unwrap();
    assert_eq!(
        story.due("update").unwrap(),
        "2026-03-09T09:40:00Z",
        "from the change"
    );
    story.agent("2026-03-09T09:20:00Z", Act::Resolve).unwrap();
    assert_eq!(story.sweep("2026-03-10T09:20:00Z"), Vec::<&str>::new());
}

#[test]
fn waiting_for_approval_is_a_quote_asked_for_and_its_end_is_its_approval() {
    let policy = desk(
        "metrics:\n  quote: { starts: quote_requested, met_by: approved, targets: 8 business hours }\n\
         \x20 resolution: { pauses: [awaiting_approval], targets: 4 business hours }\n",
    );
    let mut story = settled(policy, "low");
    let ask = Act::Wait(commands::EnterWait {
        status: Some("awaiting_approval".to_owned()),
    });
    story.agent("2026-03-09T09:00:00Z", ask).unwrap();
    assert_eq!(story.due("quote").unwrap(), "2026-03-10T09:00:00Z");
    assert_eq!(story.due("resolution"), None);
    story
        .requester("2026-03-09T11:00:00Z", Act::Resume)
        .unwrap();
    assert!(story.clock("quote").met_at.is_some());
    assert_eq!(due(&story), "2026-03-09T14:00:00Z");
}

#[test]
fn a_clock_counts_from_the_first_event_that_its_policy_names_whoever_starts_it() {
    let counted_from = |from: &str| {
        let policy = desk(&format!(
            "metrics: {{ resolution: {{ starts: acknowledged, counted_from: {from}, targets: 2 elapsed hours }} }}\n"
        ));
        let mut story = settled(policy, "low");
        let wait = || Act::Wait(commands::EnterWait { status: None });
        story.requester("2026-03-09T08:10:00Z", wait()).unwrap();
        story.agent("2026-03-09T08:20:00Z", Act::Resume).unwrap();
        story.agent("2026-03-09T08:30:00Z", wait()).unwrap();
        story
            .agent("2026-03-09T09:00:00Z", Act::Acknowledge)
            .unwrap();
        due(&story)
    };
    for (from, expected) in [
        ("received", "2026-03-09T10:00:00Z"),
        ("status waiting_on_requester", "2026-03-09T10:10:00Z"),
        (
            "{ fact: status, status: waiting_on_requester, who: agent }",
            "2026-03-09T10:30:00Z",
        ),
        (
            "{ fact: status, status: waiting_on_requester, when: priority = high }",
            "2026-03-09T11:00:00Z",
        ),
    ] {
        assert_eq!(counted_from(from), expected, "{from}");
    }
}

#[test]
fn the_grace_of_a_moment_may_be_business_time() {
    let policy = desk(
        "metrics: { resolution: { slots: { at: [16:45], calendar: office, grace: 30 business minutes }, targets: slot } }\n",
    );
    assert_eq!(due(&settled(policy, "low")), "2026-03-10T08:15:00Z");
}
