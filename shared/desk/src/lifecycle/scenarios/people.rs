//! Ladders, rules, rotas, commitments and words.
use super::{BY_PRIORITY, MONDAY, desk, due, of, settled, to};
use crate::clock::{Shown, next_due, steps, views};
use crate::lifecycle::story::{Story, at, classify, words};
use crate::lifecycle::{Act, commands};
use crate::notice::Recipient;
use crate::ticket::{Opening, Status};

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
    let wait = Act::Wait(commands::EnterWait { status: None });
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
fn a_rule_that_waits_in_silence_follows_once_and_starts_again_when_somebody_speaks() {
    let policy = desk(
        "metrics: { resolution: { targets: 40 business hours, pauses: [waiting_on_requester] } }\n\
         rules:\n  - { id: silent, when: status = waiting_on_requester, after: 2 business days, do: { status: resolved, notify: [requester] } }\n\
         \x20 - { id: forgotten, when: status = resolved, after: 14 calendar days, do: { status: closed } }\n",
    );
    let mut story = settled(policy, "low");
    let wait = || Act::Wait(commands::EnterWait { status: None });
    story.agent("2026-03-09T10:00:00Z", wait()).unwrap();
    assert_eq!(
        next_due(&story.state, &story.policy),
        Some(at("2026-03-11T10:00:00Z"))
    );
    story
        .requester(
            "2026-03-10T10:00:00Z",
            Act::RequesterReply(commands::RequesterReply { text: None }),
        )
        .unwrap();
    story.agent("2026-03-10T11:00:00Z", wait()).unwrap();
    story
        .agent(
            "2026-03-11T11:00:00Z",
            Act::Reply(commands::Reply { text: None }),
        )
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
    let take = |difficulty: Option<&str>, commit_hours: Option<u32>| {
        Act::TakeInCharge(commands::TakeInCharge {
            agent: "agent".to_owned(),
            difficulty: difficulty.map(str::to_owned),
            commit_hours: commit_hours.map(Into::into),
            reason: None,
        })
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
fn an_agent_commits_to_fractions_of_hours_and_for_the_holder_alone() {
    let policy = desk(
        "teams: { support: { members: [ann, bob] } }\n\
         metrics: { resolution: { starts: taken_in_charge, commitment: { easy: 2-8 elapsed hours } } }\n",
    );
    let take = |agent: &str, hours: &str| {
        let command = format!(
            "{{\"agent\": \"{agent}\", \"difficulty\": \"easy\", \"commit_hours\": {hours}}}"
        );
        Act::TakeInCharge(serde_json::from_str(&command).unwrap())
    };
    let by = |story: &mut Story, id: &str, act: Act| {
        let id = id.to_owned();
        story.happens(
            MONDAY,
            MONDAY,
            crate::ticket::Actor::Agent { id, level: 1 },
            act,
        )
    };
    let mut story = settled(policy, "low");
    for (agent, wrong) in [
        ("nobody", "has no agent"),
        ("bob", "not who has the ticket"),
    ] {
        let refused = by(&mut story, "ann", take(agent, "2.5")).unwrap_err();
        assert_eq!(refused.field(), Some("agent"));
        assert!(refused.to_string().contains(wrong), "{refused}");
    }
    let refused = by(&mut story, "ann", take("ann", "1.5")).unwrap_err();
    assert!(
        refused.to_string().contains("1.5 hours is outside"),
        "{refused}"
    );
    by(&mut story, "ann", take("ann", "2.5")).unwrap();
    assert_eq!(due(&story), "2026-03-09T10:30:00Z");
    // A lead enters what the holder said, and one who acts may take it over.
    by(&mut story, "bob", take("ann", "2.25")).unwrap();
    assert_eq!(due(&story), "2026-03-09T10:15:00Z");
    by(&mut story, "lead", take("lead", "2")).unwrap();
    assert_eq!(story.state.assignee.as_deref(), Some("lead"));
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
    assert_eq!(view.shown, Shown::WordsOnly);
}

#[test]
fn an_add_on_is_bought_for_one_ticket_and_the_organisations_own_stay() {
    let policy = desk(
        "plans: { basic: { hours: office } }\n\
         add_ons:\n  night: { hours: 24x7 }\n\
         \x20 express: { sold: per_ticket, targets: { resolution: 2 elapsed hours } }\n\
         metrics: { resolution: { targets: 8 business hours } }\n",
    );
    let opening = Opening {
        plan: Some("basic".to_owned()),
        add_ons: ["night".to_owned()].into(),
        ..of("low")
    };
    let mut story = Story::opens(policy, MONDAY, opening);
    story.agent(MONDAY, classify("", "low")).unwrap();
    let buy = |name: &str| {
        let add_on = name.to_owned();
        Act::BuyAddOn(commands::BuyAddOn { add_on })
    };
    for (wrong, why) in [
        ("night", "sold to organisations"),
        ("day", "has no add_on `day`"),
    ] {
        let refused = story.agent(MONDAY, buy(wrong)).unwrap_err();
        assert_eq!(refused.field(), Some("add_on"));
        assert!(refused.to_string().contains(why), "{refused}");
    }
    assert!(story.requester(MONDAY, buy("express")).is_err());
    story.agent("2026-03-09T09:00:00Z", buy("express")).unwrap();
    assert_eq!(
        due(&story),
        "2026-03-09T11:00:00Z",
        "two hours from the change"
    );
    let add_ons: Vec<_> = story
        .state
        .subject
        .add_ons
        .iter()
        .map(String::as_str)
        .collect();
    assert_eq!(add_ons, ["express", "night"]);
    let again = story.agent("2026-03-09T09:05:00Z", buy("express"));
    assert_eq!(again.unwrap().len(), 0, "bought already");
    let plan = commands::ChangePlan {
        plan: Some("basic".to_owned()),
        add_ons: Default::default(),
    };
    story.agent("2026-03-09T09:10:00Z", plan.into()).unwrap();
    assert!(story.state.subject.add_ons.contains("express"));
    assert!(!story.state.subject.add_ons.contains("night"));
}
