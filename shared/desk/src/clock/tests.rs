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

#[test]
fn a_cut_off_is_explained_with_the_opening_from_which_time_counts_and_ladders_count_from_there() {
    let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: Europe/Brussels\neffective_from: 2026-01-01\n\
         reply_to: support@acme.example.com\ncalendars: { office: { mon-fri: 09:00-18:00 } }\n\
         metrics: { resolution: { cut_off: 16:00, targets: 4 business hours } }\n\
         escalation: { standard: [{ at: 50%, notify: [lead] }] }\nroles: { lead: lead@acme.example.com }\n";
    let policy = crate::policy::load(text).unwrap();
    let story = Story::opens(policy, "2026-06-05T16:30:00+02:00", Opening::default());
    let said = crate::clock::explain_in_words(
        &story.state,
        &story.policy,
        crate::lifecycle::story::at("2026-06-05T17:00:00+02:00"),
    );
    for part in [
        "promise: 4 business hours, cut-off 16:00",
        "counted office from Mon 2026-06-08 09:00:00",
        "step 1: Mon 2026-06-08 11:00:00",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}
