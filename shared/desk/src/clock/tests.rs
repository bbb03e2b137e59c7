//! Explanations and views: what a clock says about itself.
use crate::clock::{Phase, StretchKind, explain, views};
use crate::lifecycle::story::{Story, at, classify, everything, shipped};
use crate::lifecycle::{Act, commands};
use crate::ticket::Opening;

fn waiting_bug() -> Story {
    let opening = Opening {
        plan: Some("starter".to_owned()),
        ticket_type: Some("bug".to_owned()),
        priority: Some("p1".to_owned()),
        ..Opening::default()
    };
    let mut story = Story::opens(shipped("wotnot"), "2026-03-09T10:30:00Z", opening);
    let wait = Act::Wait(commands::EnterWait { status: None });
    story.agent("2026-03-09T11:30:00Z", wait).unwrap();
    let answer = Act::RequesterReply(commands::RequesterReply { text: None });
    story.requester("2026-03-09T13:00:00Z", answer).unwrap();
    story
}

#[test]
fn an_explanation_sums_to_its_target_and_names_line_and_calendar() {
    let story = waiting_bug();
    let accounts = explain(&story.state, &story.policy);
    let resolution = accounts.iter().find(|a| a.metric == "resolution").unwrap();
    let sum = |kind: StretchKind| -> i64 {
        let of_kind = resolution.stretches.iter().filter(|s| s.kind == kind);
        of_kind.map(|stretch| stretch.minutes).sum()
    };
    assert_eq!(sum(StretchKind::Counted), 600);
    assert_eq!(sum(StretchKind::Paused), 90);
    assert_eq!(resolution.counted_minutes, 600);
    assert_eq!(resolution.calendar.as_deref(), Some("business"));
    assert_eq!(resolution.promise, "1 business day");
    let text = include_str!("../../../../infra/policies/wotnot.yaml");
    let line = usize::try_from(resolution.policy_line).unwrap();
    let named = text.lines().nth(line - 1).unwrap();
    assert!(
        named.contains("plan = starter and priority = p1"),
        "{named}"
    );
}

#[test]
fn a_view_says_where_a_clock_stands() {
    let mut story = waiting_bug();
    let phase = |story: &Story, now: &str| {
        let views = views(&story.state, &story.policy, at(now));
        let of = |name: &str| views.iter().find(|v| v.metric == name).unwrap().phase;
        (of("first_response"), of("resolution"))
    };
    let now = "2026-03-09T13:00:00Z";
    assert_eq!(phase(&story, now), (Phase::Running, Phase::Running));
    let wait = Act::Wait(commands::EnterWait { status: None });
    story.agent(now, wait).unwrap();
    assert_eq!(phase(&story, now), (Phase::Running, Phase::Paused));
    let reply = Act::Reply(commands::Reply { text: None });
    story.agent("2026-03-11T13:00:00Z", reply).unwrap();
    story.agent("2026-03-11T13:00:00Z", Act::Resolve).unwrap();
    let after = "2026-03-12T13:00:00Z";
    assert_eq!(phase(&story, after), (Phase::MetLate, Phase::Met));
}

#[test]
fn a_promise_in_words_is_shown_and_runs_no_clock() {
    let opening = Opening {
        plan: Some("basic".to_owned()),
        ticket_type: Some("question".to_owned()),
        ..Opening::default()
    };
    let mut story = Story::opens(everything(), "2026-03-09T08:30:00Z", opening);
    story
        .agent("2026-03-09T08:31:00Z", classify("question", ""))
        .unwrap();
    let views = views(&story.state, &story.policy, at("2026-03-09T09:00:00Z"));
    let resolution = views.iter().find(|v| v.metric == "resolution").unwrap();
    assert_eq!(resolution.phase, Phase::NoPromise);
    assert_eq!(resolution.words.as_ref().unwrap()["nl"], "zo snel mogelijk");
}
