//! Changes and what they do to running clocks.
use super::{BY_PRIORITY, MONDAY, desk, due, of, opened, settled, to};
use crate::lifecycle::story::{Story, at, classify, words};
use crate::lifecycle::{Act, commands};
use crate::ticket::{ClassificationState, ClockTarget, Opening};

#[test]
fn a_change_of_priority_moves_the_due_instant_as_the_policy_declares() {
    // Opened Monday 09:00 as `from`; changed to `to` at Monday 12:00 (11:00Z).
    for (changes, from, to_, correction, expected) in [
        ("{}", "low", "mid", false, "2026-03-10T11:00:00Z"),
        ("{}", "mid", "low", false, "2026-03-11T16:00:00Z"),
        ("{}", "mid", "high", false, "2026-03-09T13:00:00Z"),
        ("{}", "low", "mid", true, "2026-03-09T16:00:00Z"),
        ("{}", "mid", "low", true, "2026-03-11T16:00:00Z"),
        (
            "{ raised: from_start }",
            "low",
            "mid",
            false,
            "2026-03-09T16:00:00Z",
        ),
        (
            "{ raised: from_change }",
            "low",
            "mid",
            false,
            "2026-03-10T11:00:00Z",
        ),
        (
            "{ tightened: keep }",
            "low",
            "mid",
            false,
            "2026-03-11T16:00:00Z",
        ),
        (
            "{ lowered: from_change }",
            "mid",
            "low",
            false,
            "2026-03-12T11:00:00Z",
        ),
        (
            "{ loosened: keep }",
            "mid",
            "low",
            false,
            "2026-03-09T16:00:00Z",
        ),
    ] {
        let policy = desk(&format!(
            "metrics: {{ resolution: {{ targets: {BY_PRIORITY} }} }}\nchanges: {changes}\n"
        ));
        let mut story = settled(policy, from);
        story
            .agent("2026-03-09T11:00:00Z", to(to_, correction))
            .unwrap();
        assert_eq!(due(&story), expected, "{changes} {from} to {to_}");
    }
}

#[test]
fn whether_a_change_loosens_is_asked_of_the_promises_and_not_of_earlier_changes() {
    let policy = desk(&format!(
        "metrics: {{ resolution: {{ targets: {BY_PRIORITY} }} }}\n"
    ));
    let mut story = settled(policy, "low");
    story
        .agent("2026-03-10T08:00:00Z", to("high", false))
        .unwrap();
    assert_eq!(due(&story), "2026-03-10T10:00:00Z");
    story
        .agent("2026-03-10T09:00:00Z", to("mid", false))
        .unwrap();
    assert_eq!(
        due(&story),
        "2026-03-09T16:00:00Z",
        "recalculated from the start"
    );
}

#[test]
fn every_kind_of_input_that_changes_is_followed_from_the_change() {
    let policy = || {
        desk(
            "plans: { basic: { hours: office }, gold: { hours: late } }\n\
             add_ons: { fast: { targets: { resolution: 1 business hour } } }\n\
             types: { fault: { priorities: [high, mid, low] }, wish: {} }\n\
             classify: { ask: { down: Is it down? } }\n\
             metrics:\n  resolution:\n    targets:\n\
             \x20     - { when: type = wish, within: none }\n\
             \x20     - { when: plan = gold and type = fault, within: 3 business hours }\n\
             \x20     - { when: type = fault and down = yes, within: 2 business hours }\n\
             \x20     - { when: type = fault and channel = phone, within: 90 business minutes }\n\
             \x20     - { when: type = fault, within: 16 business hours }\n",
        )
    };
    let plan = |plan: &str, add_on: Option<&str>| {
        Act::ChangePlan(commands::ChangePlan {
            plan: Some(plan.to_owned()),
            add_ons: add_on.map(str::to_owned).into_iter().collect(),
        })
    };
    let of_type = |to: &str| Act::ChangeType(commands::ChangeType { to: to.to_owned() });
    let answer = |down: &str| {
        Act::ChangeAnswers(commands::ChangeAnswers {
            answers: words(&[("down", down)]),
        })
    };
    let call = Act::Contact(commands::ReachOut {
        channel: "phone".to_owned(),
    });
    // What is loosened again counts from the start; a promise that was gone, from the change.
    let first = "2026-03-10T16:00:00Z";
    let anew = "2026-03-11T11:30:00Z";
    let cases = [
        (
            plan("gold", None),
            "2026-03-09T14:00:00Z",
            Some((plan("basic", None), first)),
        ),
        (
            plan("basic", Some("fast")),
            "2026-03-09T12:00:00Z",
            Some((plan("basic", None), first)),
        ),
        (
            answer("yes"),
            "2026-03-09T13:00:00Z",
            Some((answer("no"), first)),
        ),
        (call, "2026-03-09T12:30:00Z", None),
        (of_type("wish"), "none", Some((of_type("fault"), anew))),
    ];
    for (act, expected, back) in cases {
        let opening = Opening {
            plan: Some("basic".to_owned()),
            ticket_type: Some("fault".to_owned()),
            ..of("low")
        };
        let mut story = Story::opens(policy(), MONDAY, opening);
        story.agent(MONDAY, classify("", "low")).unwrap();
        assert_eq!(due(&story), first);
        story.agent("2026-03-09T11:00:00Z", act.clone()).unwrap();
        assert_eq!(due(&story), expected, "{act:?}");
        if let Some((back, expected)) = back {
            story.agent("2026-03-09T11:30:00Z", back.clone()).unwrap();
            assert_eq!(due(&story), expected, "{back:?}");
        }
    }
}

#[test]
fn a_first_classification_says_what_the_ticket_has_been_from_the_start() {
    let policy = |automatic: &str| {
        desk(&format!(
            "classify: {{ default: {{ priority: low }}, automatic: {automatic} }}\n\
             metrics: {{ resolution: {{ targets: {BY_PRIORITY} }} }}\n"
        ))
    };
    // A machine says low at once, a human mid two hours later.
    let mut proposed = Story::opens(policy("proposes"), MONDAY, Opening::default());
    proposed.system(MONDAY, classify("", "low")).unwrap();
    proposed
        .agent("2026-03-09T10:00:00Z", classify("", "mid"))
        .unwrap();
    assert_eq!(due(&proposed), "2026-03-09T16:00:00Z");
    // Where the machine's word counts, the human's is a real change.
    let mut counted = Story::opens(policy("counts"), MONDAY, Opening::default());
    counted.system(MONDAY, classify("", "low")).unwrap();
    counted
        .agent("2026-03-09T10:00:00Z", classify("", "mid"))
        .unwrap();
    assert_eq!(due(&counted), "2026-03-10T10:00:00Z");
}

#[test]
fn a_classification_that_is_not_sure_counts_for_nobody_and_a_humans_stands() {
    let policy = desk(
        "classify: { default: { priority: low }, automatic: counts }\n\
         metrics:\n  triage: { met_by: { fact: classified, who: agent }, targets: 4 business hours }\n\
         \x20 resolution: { targets: 8 business hours }\n",
    );
    let mut story = Story::opens(policy, MONDAY, Opening::default());
    let proposal = crate::classify::propose(&story.policy, &story.state, "hello", "there");
    assert!(!proposal.sure);
    let unsure = Act::Classify(commands::Classify {
        ticket_type: None,
        priority: proposal.priority,
        area: None,
        trace: proposal.trace,
        sure: false,
        correction: false,
    });
    story.system(MONDAY, unsure.clone()).unwrap();
    assert_eq!(story.state.classified, ClassificationState::NotSure);
    assert_eq!(story.clock("triage").met_at, None);
    story
        .agent("2026-03-09T09:00:00Z", classify("", "high"))
        .unwrap();
    assert_eq!(
        story.clock("triage").met_at,
        Some(at("2026-03-09T09:00:00Z"))
    );
    assert!(
        story
            .system("2026-03-09T09:01:00Z", unsure)
            .unwrap()
            .is_empty()
    );
    assert_eq!(story.state.subject.priority.as_deref(), Some("high"));
}

#[test]
fn answers_that_change_after_a_human_spoke_do_not_override_the_human() {
    let policy = desk(
        "classify: { matrix: { impact: [one, all], urgency: [later, now], priority: [[low, mid], [mid, high]] } }\n\
         metrics: { resolution: { targets: 8 business hours } }\n",
    );
    let opening = Opening {
        answers: words(&[("impact", "one"), ("urgency", "now")]),
        ..Opening::default()
    };
    let worse = || {
        Act::ChangeAnswers(commands::ChangeAnswers {
            answers: words(&[("impact", "all")]),
        })
    };
    let mut machine = Story::opens(policy.clone(), MONDAY, opening.clone());
    machine.system(MONDAY, classify("", "mid")).unwrap();
    machine.requester("2026-03-09T09:00:00Z", worse()).unwrap();
    assert_eq!(machine.state.subject.priority.as_deref(), Some("high"));
    let mut human = Story::opens(policy, MONDAY, opening);
    human.agent(MONDAY, classify("", "low")).unwrap();
    human.requester("2026-03-09T09:00:00Z", worse()).unwrap();
    assert_eq!(human.state.subject.priority.as_deref(), Some("low"));
}

#[test]
fn a_clock_whose_start_asks_for_what_the_ticket_became_later_starts_then() {
    let policy = || {
        desk(
            "metrics:\n  hotline: { starts: { fact: received, when: priority = high }, met_by: reply, targets: 1 business hour }\n\
             \x20 resolution: { targets: 8 business hours }\n",
        )
    };
    let reply = || Act::Reply(commands::Reply { text: None });
    let started = |mut story: Story, act: Act| {
        assert!(
            story
                .state
                .clocks
                .iter()
                .all(|clock| clock.metric != "hotline")
        );
        story.agent("2026-03-09T10:00:00Z", act).unwrap();
        story
    };
    let classified = started(opened(policy(), "low"), classify("", "high"));
    assert_eq!(
        classified.due("hotline").unwrap(),
        "2026-03-09T09:00:00Z",
        "mistaken until then"
    );
    let changed = started(settled(policy(), "low"), to("high", false));
    assert_eq!(
        changed.due("hotline").unwrap(),
        "2026-03-09T11:00:00Z",
        "became so then"
    );
    let mut answered = settled(policy(), "low");
    answered.agent("2026-03-09T09:30:00Z", reply()).unwrap();
    let answered = started(answered, to("high", false));
    assert_eq!(
        answered.clock("hotline").met_at,
        Some(at("2026-03-09T09:30:00Z"))
    );
    let mut lowered = settled(policy(), "high");
    lowered
        .agent("2026-03-09T08:30:00Z", to("low", false))
        .unwrap();
    assert_eq!(lowered.clock("hotline").target, ClockTarget::Nothing);
    assert_eq!(lowered.due("hotline"), None);
}

#[test]
fn merged_tickets_keep_the_earlier_start_and_the_higher_priority_and_the_other_ends() {
    let policy = desk(&format!(
        "metrics: {{ resolution: {{ targets: {BY_PRIORITY} }} }}\n\
         escalation: {{ standard: [{{ at: due, raise_to: 2 }}] }}\n"
    ));
    let mut merged = settled(policy.clone(), "mid");
    let into = Act::MergeInto(commands::MergeInto {
        other: "b".to_owned(),
    });
    merged.agent("2026-03-09T11:00:00Z", into).unwrap();
    let ended = merged.clock("resolution");
    assert!(ended.canceled.is_some() && ended.met_at.is_none());
    assert_eq!(merged.sweep("2026-03-20T08:00:00Z"), Vec::<&str>::new());
    let mut survivor = Story::opens(policy, "2026-03-09T10:00:00Z", of("low"));
    survivor
        .agent("2026-03-09T10:00:00Z", classify("", "low"))
        .unwrap();
    let absorb = |priority: &str| {
        Act::Absorb(commands::Absorb {
            other: "a".to_owned(),
            opened_at: at(MONDAY),
            priority: Some(priority.to_owned()),
            clocks: vec![],
            waits: vec![],
        })
    };
    survivor
        .agent("2026-03-09T11:00:00Z", absorb("mid"))
        .unwrap();
    assert_eq!(survivor.state.subject.priority.as_deref(), Some("mid"));
    assert_eq!(survivor.state.opened_at, at(MONDAY));
    assert_eq!(survivor.clock("resolution").started_at, at(MONDAY));
    // Low from the earlier start is due on Wednesday; mid from the merging is earlier.
    assert_eq!(due(&survivor), "2026-03-10T11:00:00Z");
    survivor
        .agent("2026-03-09T11:30:00Z", absorb("low"))
        .unwrap();
    assert_eq!(survivor.state.subject.priority.as_deref(), Some("mid"));
}
