//! The rules of clocks, clause by clause, on a small desk made for each.
use crate::clock::{Phase, explain, next_due, steps, views};
use crate::policy::{Policy, compile};
use crate::ticket::story::{Story, at, classify, words};
use crate::ticket::{Act, Actor, Classified, ClockTarget, Opening, Recipient, Status};

/// Office from nine to five in Brussels; 09:00 is 08:00Z until the end of March 2026.
fn desk(sections: &str) -> Policy {
    let text = format!(
        "desk: acme\nname: Acme\nlocales: [en]\nzone: Europe/Brussels\neffective_from: 2026-01-01\n\
         reply_to: support@acme.example.com\n\
         calendars: {{ office: {{ mon-fri: 09:00-17:00 }}, late: {{ mon-fri: 09:00-21:00 }} }}\n\
         priorities: {{ high: High, mid: Mid, low: Low }}\n{sections}"
    );
    compile(&text)
        .unwrap_or_else(|found| panic!("{found:?}"))
        .policy
}

/// Targets by priority: 2, 8 and 24 business hours.
const BY_PRIORITY: &str = "[{ when: priority = high, within: 2 business hours }, \
     { when: priority = mid, within: 8 business hours }, { within: 24 business hours }]";

const MONDAY: &str = "2026-03-09T08:00:00Z";

fn opened(policy: Policy, priority: &str) -> Story {
    Story::opens(policy, MONDAY, of(priority))
}

fn of(priority: &str) -> Opening {
    Opening {
        priority: Some(priority.to_owned()),
        ..Opening::default()
    }
}

/// Opened on Monday at nine and classified by an agent at once.
fn settled(policy: Policy, priority: &str) -> Story {
    let mut story = opened(policy, priority);
    story.agent(MONDAY, classify("", priority)).unwrap();
    story
}

fn to(priority: &str, correction: bool) -> Act {
    Act::ChangePriority {
        to: priority.to_owned(),
        correction,
    }
}

fn due(story: &Story) -> String {
    story.due("resolution").unwrap_or_else(|| "none".to_owned())
}

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
    let plan = |plan: &str, add_on: Option<&str>| Act::ChangePlan {
        plan: Some(plan.to_owned()),
        add_ons: add_on.map(str::to_owned).into_iter().collect(),
    };
    let of_type = |to: &str| Act::ChangeType { to: to.to_owned() };
    let answer = |down: &str| Act::ChangeAnswers {
        answers: words(&[("down", down)]),
    };
    let call = Act::Contact {
        channel: "phone".to_owned(),
    };
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
    let unsure = Act::Classify {
        ticket_type: None,
        priority: proposal.priority,
        area: None,
        trace: proposal.trace,
        sure: false,
        correction: false,
    };
    story.system(MONDAY, unsure.clone()).unwrap();
    assert_eq!(story.state.classified, Classified::NotSure);
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
    let worse = || Act::ChangeAnswers {
        answers: words(&[("impact", "all")]),
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
    let reply = || Act::Reply { text: None };
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
fn shares_take_the_target_in_force_from_the_start_and_go_on_from_the_due_instant() {
    let policy = desk(&format!(
        "metrics: {{ resolution: {{ targets: {BY_PRIORITY}, pauses: [waiting_on_requester] }} }}\n\
         escalation: {{ standard: [{{ at: 50%, raise_to: 1 }}, {{ at: due, raise_to: 2 }}, {{ at: 150%, raise_to: 3 }}] }}\n"
    ));
    let mut story = settled(policy, "low");
    let ladder = |story: &Story| -> Vec<String> {
        let steps = steps(&story.policy, &story.state, story.clock("resolution")).into_iter();
        steps
            .map(|step| step.at.map_or("none".to_owned(), |at| at.to_rfc3339()))
            .map(|text| text.replace("+00:00", "Z"))
            .collect()
    };
    story
        .agent("2026-03-10T08:00:00Z", to("mid", false))
        .unwrap();
    assert_eq!(
        ladder(&story),
        [
            "2026-03-09T12:00:00Z",
            "2026-03-10T16:00:00Z",
            "2026-03-11T12:00:00Z"
        ]
    );
    // Waiting after due moves the step after due alone; while it lasts, nobody knows when.
    let wait = Act::Wait { status: None };
    story.agent("2026-03-11T09:00:00Z", wait).unwrap();
    assert_eq!(
        ladder(&story),
        ["2026-03-09T12:00:00Z", "2026-03-10T16:00:00Z", "none"]
    );
    story.agent("2026-03-11T11:00:00Z", Act::Resume).unwrap();
    assert_eq!(
        ladder(&story),
        [
            "2026-03-09T12:00:00Z",
            "2026-03-10T16:00:00Z",
            "2026-03-11T14:00:00Z"
        ]
    );
}

#[test]
fn a_ticket_created_in_a_pausing_status_starts_paused() {
    let policy =
        desk("metrics: { resolution: { targets: 4 business hours, pauses: [incomplete] } }\n");
    let open = Act::Open {
        opening: of("low"),
        requester: "r".to_owned(),
        request_hash: String::new(),
        policy_version: String::new(),
        reference: String::new(),
        missing: vec!["description".to_owned()],
    };
    let command = crate::ticket::Command {
        by: Actor::Requester,
        occurred_at: at(MONDAY),
        cause: "open".to_owned(),
        act: open,
    };
    let decision = crate::ticket::decide(None, &command, &policy, at(MONDAY)).unwrap();
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
    let account = &explain(&story.facts, &story.policy)[0];
    assert_eq!(account.counted_minutes, 240);
}

#[test]
fn closed_and_opened_again_in_time_the_clocks_go_on() {
    let policy = desk("metrics: { resolution: { targets: 4 business hours } }\n");
    let mut unresolved = settled(policy.clone(), "low");
    unresolved
        .agent("2026-03-09T10:00:00Z", Act::Close)
        .unwrap();
    assert!(unresolved.clock("resolution").canceled);
    assert_eq!(next_due(&unresolved.state, &unresolved.policy), None);
    unresolved
        .agent("2026-03-10T10:00:00Z", Act::Reopen)
        .unwrap();
    assert!(!unresolved.clock("resolution").canceled);
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
    story.agent(when, Act::Reply { text: None }).unwrap();
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
fn proof_that_comes_out_of_order_counts_from_what_was_done_earliest() {
    let policy = desk("metrics: { first_response: { met_by: reply, targets: 1 business hour } }\n");
    let mut story = settled(policy, "low");
    assert!(story.sweep("2026-03-09T09:30:00Z").contains(&"breached"));
    let agent = || Actor::Agent {
        id: "agent".to_owned(),
        level: 1,
    };
    let reply = || Act::Reply { text: None };
    story.agent("2026-03-09T10:00:00Z", reply()).unwrap();
    assert!(!story.clock("first_response").withdrawn);
    let backdated = story.happens(
        "2026-03-09T08:45:00Z",
        "2026-03-09T10:30:00Z",
        agent(),
        reply(),
    );
    let kinds: Vec<_> = backdated
        .unwrap()
        .iter()
        .map(|fact| fact.body.kind())
        .collect();
    assert_eq!(kinds, ["replied", "breach_withdrawn"]);
    assert_eq!(
        story.clock("first_response").met_at,
        Some(at("2026-03-09T08:45:00Z"))
    );
    assert!(
        story.clock("first_response").breached_at.is_some(),
        "never erased"
    );
}

#[test]
fn a_rule_that_waits_in_silence_follows_once_and_starts_again_when_somebody_speaks() {
    let policy = desk(
        "metrics: { resolution: { targets: 40 business hours, pauses: [waiting_on_requester] } }\n\
         rules:\n  - { id: silent, when: status = waiting_on_requester, after: 2 business days, do: { status: resolved, notify: [requester] } }\n\
         \x20 - { id: forgotten, when: status = resolved, after: 14 calendar days, do: { status: closed } }\n",
    );
    let mut story = settled(policy, "low");
    let wait = || Act::Wait { status: None };
    story.agent("2026-03-09T10:00:00Z", wait()).unwrap();
    assert_eq!(
        next_due(&story.state, &story.policy),
        Some(at("2026-03-11T10:00:00Z"))
    );
    story
        .requester("2026-03-10T10:00:00Z", Act::RequesterReply { text: None })
        .unwrap();
    story.agent("2026-03-10T11:00:00Z", wait()).unwrap();
    story
        .agent("2026-03-11T11:00:00Z", Act::Reply { text: None })
        .unwrap();
    assert_eq!(story.sweep("2026-03-12T11:30:00Z"), Vec::<&str>::new());
    story.notices.clear();
    assert_eq!(
        story.sweep("2026-03-13T11:00:00Z"),
        ["resolved", "rule_applied"]
    );
    assert_eq!(story.state.status, Status::Resolved);
    let told: Vec<_> = story
        .notices
        .iter()
        .map(|n| (n.name.as_str(), &n.to))
        .collect();
    assert_eq!(told, [("rule:silent", &Recipient::Requester)]);
    assert_eq!(
        story.sweep("2026-03-27T11:00:00Z"),
        ["closed", "rule_applied"]
    );
    assert_eq!(story.sweep("2026-05-27T11:00:00Z"), Vec::<&str>::new());
}

#[test]
fn rules_raise_within_the_priorities_of_the_type_and_add_up() {
    let policy = desk(
        "types: { fault: { priorities: [mid, low] } }\n\
         metrics: { resolution: { targets: 40 business hours } }\n\
         rules:\n  - { id: one, when: field.users > 10, do: { raise: 1 } }\n\
         \x20 - { id: two, when: organisation.tier = gold, do: { raise: 1 } }\n",
    );
    let opening = Opening {
        ticket_type: Some("fault".to_owned()),
        fields: words(&[("users", "50")]),
        organisation: words(&[("tier", "gold")]),
        ..of("low")
    };
    let story = Story::opens(policy, MONDAY, opening);
    assert_eq!(story.state.subject.priority.as_deref(), Some("mid"));
    assert_eq!(story.state.requested_priority.as_deref(), Some("low"));
}

#[test]
fn the_agent_on_call_hears_of_it_and_the_rota_turns() {
    let policy = desk(
        "metrics: { resolution: { targets: 1 business hour } }\n\
         teams: { ops: { members: [ann, bob], on_call: { rota: [ann, bob], turn: 1 week } } }\n\
         escalation: { standard: [{ at: due, notify: [on_call] }] }\n\
         roles: { ann: ann@acme.example.com, bob: bob@acme.example.com }\n",
    );
    // Turns begin on Thursdays, since 2026-01-01 is one: 9 March lies in the tenth week.
    for (opened_at, swept_at, address) in [
        (
            "2026-03-09T08:00:00Z",
            "2026-03-09T09:01:00Z",
            "bob@acme.example.com",
        ),
        (
            "2026-03-12T08:00:00Z",
            "2026-03-12T09:01:00Z",
            "ann@acme.example.com",
        ),
    ] {
        let mut story = Story::opens(policy.clone(), opened_at, of("low"));
        story.agent(opened_at, classify("", "low")).unwrap();
        story.sweep(swept_at);
        let told: Vec<_> = story
            .notices
            .iter()
            .filter(|n| n.name == "escalation")
            .collect();
        let expected = Recipient::Role {
            role: "on_call".to_owned(),
            address: address.to_owned(),
        };
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].to, expected);
    }
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
    let reply = || Act::Reply { text: None };
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
fn a_commitment_is_asked_where_the_row_says_so_and_an_override_prevails() {
    let policy = desk(
        "types: { fault: { priorities: [high, mid, low] }, wish: {} }\n\
         metrics:\n  resolution:\n    starts: taken_in_charge\n\
         \x20   commitment: { easy: 2-8 business hours }\n\
         \x20   targets: [{ when: type = fault, within: committed }, { within: none }]\n\
         \x20   overrides: [{ when: organisation.contract = c-1, within: 1 business hour }]\n",
    );
    let open = |ticket_type: &str, contract: &str| {
        let opening = Opening {
            ticket_type: Some(ticket_type.to_owned()),
            organisation: words(&[("contract", contract)]),
            ..Opening::default()
        };
        Story::opens(policy.clone(), MONDAY, opening)
    };
    let take = |difficulty: Option<&str>, commit_hours: Option<u32>| Act::TakeInCharge {
        agent: "agent".to_owned(),
        difficulty: difficulty.map(str::to_owned),
        commit_hours,
        reason: None,
    };
    let mut fault = open("fault", "-");
    assert!(fault.agent(MONDAY, take(None, None)).is_err());
    for (hours, inside) in [(1, false), (2, true), (8, true), (9, false)] {
        let taken = open("fault", "-").agent(MONDAY, take(Some("easy"), Some(hours)));
        assert_eq!(taken.is_ok(), inside, "{hours}");
    }
    let mut wish = open("wish", "-");
    wish.agent(MONDAY, take(None, None)).unwrap();
    assert_eq!(wish.due("resolution"), None);
    assert!(wish.agent(MONDAY, take(Some("easy"), Some(2))).is_err());
    let mut contract = open("fault", "c-1");
    contract.agent(MONDAY, take(Some("easy"), Some(8))).unwrap();
    assert_eq!(contract.due("resolution").unwrap(), "2026-03-09T09:00:00Z");
}

#[test]
fn a_promise_in_words_may_hide_a_clock_that_only_staff_see() {
    let policy = desk(
        "metrics: { resolution: { targets: [{ words: in the next release, internal: 3 business hours }] } }\n",
    );
    let story = settled(policy, "low");
    assert_eq!(due(&story), "2026-03-09T11:00:00Z");
    let view = &views(&story.state, &story.policy, at(MONDAY))[0];
    assert_eq!(view.words.as_ref().unwrap()["en"], "in the next release");
    assert!(view.internal, "requesters see the words and not the clock");
}

#[test]
fn waiting_for_approval_is_a_quote_asked_for_and_its_end_is_its_approval() {
    let policy = desk(
        "metrics:\n  quote: { starts: quote_requested, met_by: approved, targets: 8 business hours }\n\
         \x20 resolution: { pauses: [awaiting_approval], targets: 4 business hours }\n",
    );
    let mut story = settled(policy, "low");
    let ask = Act::Wait {
        status: Some("awaiting_approval".to_owned()),
    };
    story.agent("2026-03-09T09:00:00Z", ask).unwrap();
    assert_eq!(story.due("quote").unwrap(), "2026-03-10T09:00:00Z");
    assert_eq!(story.due("resolution"), None);
    story
        .requester("2026-03-09T11:00:00Z", Act::Resume)
        .unwrap();
    assert!(story.clock("quote").met_at.is_some());
    assert_eq!(due(&story), "2026-03-09T14:00:00Z");
}
