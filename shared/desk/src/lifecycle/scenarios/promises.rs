//! Promises that begin late, that are for other tickets, and whose target changes after the due instant was set.
use super::*;
use crate::clock::steps;
use crate::lifecycle::story::at;

fn ladder(story: &Story, metric: &str) -> Vec<String> {
    let steps = steps(&story.policy, &story.state, story.clock(metric));
    let shown = steps.into_iter().map(|step| {
        let at = step.at.unwrap();
        at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    });
    shown.collect()
}

fn typed(name: &str) -> Opening {
    Opening {
        ticket_type: Some(name.to_owned()),
        ..Opening::default()
    }
}

fn of_type(name: &str) -> Act {
    Act::ChangeType(commands::ChangeType {
        to: name.to_owned(),
    })
}

fn reply() -> Act {
    Act::Reply(commands::Reply { text: None })
}

#[test]
fn beyond_due_a_ladder_counts_by_the_target_in_force_though_a_raise_kept_the_due_instant() {
    let policy = desk(&format!(
        "metrics: {{ resolution: {{ targets: {BY_PRIORITY} }} }}\n\
         escalation: {{ standard: [{{ at: 50%, notify: [assignee] }}, {{ at: due, notify: [assignee] }}, \
         {{ at: 200%, notify: [assignee] }}, {{ at: 250%, notify: [assignee] }}] }}\n\
         roles: {{ assignee: desk@acme.example.com }}\n"
    ));
    let mut story = settled(policy, "mid");
    // Half an hour before the eight hours end: two hours from now would be later.
    story
        .agent("2026-03-09T15:30:00Z", to("high", false))
        .unwrap();
    assert_eq!(due(&story), "2026-03-09T16:00:00Z");
    let expected = [
        "2026-03-09T12:00:00Z",
        "2026-03-09T16:00:00Z",
        "2026-03-10T10:00:00Z",
        "2026-03-10T11:00:00Z",
    ];
    assert_eq!(ladder(&story, "resolution"), expected);
    // Lowered again, the steps are those of eight hours.
    story
        .agent("2026-03-09T15:40:00Z", to("mid", false))
        .unwrap();
    let after_due = &ladder(&story, "resolution")[2..];
    assert_eq!(after_due, ["2026-03-10T16:00:00Z", "2026-03-11T12:00:00Z"]);
}

#[test]
fn a_promise_that_begins_late_counts_from_the_fact_that_its_metric_names() {
    let policy = |promise: &str| {
        desk(&format!(
            "types: {{ incident: {{}}, question: {{}} }}\n\
             metrics: {{ resolution: {{ counted_from: received, {promise} }} }}\n"
        ))
    };
    let wordings = [
        "when: type = incident, targets: 4 business hours",
        "targets: [{ when: type = incident, within: 4 business hours }, { within: none }]",
        "starts: { fact: received, when: type = incident }, targets: 4 business hours",
    ];
    for wording in wordings {
        let mut story = Story::opens(policy(wording), MONDAY, typed("question"));
        story.agent(MONDAY, classify("question", "")).unwrap();
        story
            .agent("2026-03-09T10:00:00Z", of_type("incident"))
            .unwrap();
        assert_eq!(due(&story), "2026-03-09T12:00:00Z", "{wording}");
        let from_the_change = wording.to_owned();
        let policy = desk(&format!(
            "types: {{ incident: {{}}, question: {{}} }}\n\
             metrics: {{ resolution: {{ {from_the_change} }} }}\n"
        ));
        let mut story = Story::opens(policy, MONDAY, typed("question"));
        story.agent(MONDAY, classify("question", "")).unwrap();
        story
            .agent("2026-03-09T10:00:00Z", of_type("incident"))
            .unwrap();
        assert_eq!(due(&story), "2026-03-09T14:00:00Z", "{wording}");
    }
}

#[test]
fn what_was_done_before_a_clock_began_late_meets_it_only_for_such_a_ticket() {
    let policy = |when: &str| {
        desk(&format!(
            "types: {{ incident: {{}}, question: {{}} }}\n\
             metrics: {{ resolution: {{ starts: {{ fact: received, when: type = incident }}, \
             met_by: {{ fact: reply, when: {when} }}, targets: 4 business hours }} }}\n"
        ))
    };
    for (when, met) in [("type = incident", true), ("priority = high", false)] {
        let mut story = Story::opens(policy(when), MONDAY, typed("question"));
        story.agent("2026-03-09T08:30:00Z", reply()).unwrap();
        story
            .agent("2026-03-09T09:00:00Z", of_type("incident"))
            .unwrap();
        assert_eq!(story.clock("resolution").met_at.is_some(), met, "{when}");
    }
}

#[test]
fn a_metric_for_other_tickets_is_not_met_and_starts_nothing() {
    let policy = desk(
        "types: { incident: {}, question: {} }\n\
         metrics:\n\
         \x20 pickup: { when: type = incident, met_by: taken_in_charge, targets: 2 business hours }\n\
         \x20 resolution: { starts: { fact: met, metric: pickup }, targets: 8 business hours }\n",
    );
    let take = || {
        Act::TakeInCharge(commands::TakeInCharge {
            agent: "agent".to_owned(),
            difficulty: None,
            commit_hours: None,
            reason: None,
        })
    };
    for (ticket_type, starts) in [("incident", true), ("question", false)] {
        let mut story = Story::opens(policy.clone(), MONDAY, typed(ticket_type));
        story.agent("2026-03-09T09:00:00Z", take()).unwrap();
        assert_eq!(story.state.clock("resolution").is_some(), starts);
    }
}

#[test]
fn whatever_is_raised_a_step_beyond_due_comes_a_share_of_the_new_target_after_due() {
    // Minutes of the office counted one by one.
    let open = |minute: i64| {
        let local = minute + 60;
        let (day, of_day) = (local.div_euclid(1440), local.rem_euclid(1440));
        (day + 3).rem_euclid(7) < 5 && (540..1020).contains(&of_day)
    };
    let after = |from: i64, mut left: i64| {
        let mut minute = from;
        while left > 0 {
            left -= i64::from(open(minute));
            minute += 1;
        }
        minute
    };
    let policy = desk(&format!(
        "metrics: {{ resolution: {{ targets: {BY_PRIORITY} }} }}\n\
         escalation: {{ standard: [{{ at: 175%, notify: [assignee] }}] }}\n\
         roles: {{ assignee: desk@acme.example.com }}\n"
    ));
    let start = at(MONDAY).timestamp() / 60;
    for raised_after in (0..=1_440).step_by(95) {
        for (from, to_priority, old, new) in [
            ("low", "mid", 24, 8),
            ("low", "high", 24, 2),
            ("mid", "high", 8, 2),
        ] {
            let mut story = settled(policy.clone(), from);
            let raised = start + raised_after;
            let when = crate::time::Instant::from_timestamp(raised * 60, 0).unwrap();
            let text = when.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
            if after(start, old * 60) <= raised {
                continue;
            }
            story.agent(&text, to(to_priority, false)).unwrap();
            let due = after(start, old * 60).min(after(raised, new * 60));
            let step = after(due, new * 60 * 75 / 100);
            let shown = steps(&story.policy, &story.state, story.clock("resolution"));
            let counted = shown[0].at.unwrap().timestamp() / 60;
            assert_eq!(counted, step, "{from} to {to_priority} at {text}");
        }
    }
}

#[test]
fn a_priority_that_a_default_gave_is_corrected_from_receipt_however_it_is_changed() {
    let policy = || {
        desk(&format!(
            "classify: {{ default: {{ priority: low }}, automatic: counts, ask: {{ down: {{ text: Down? }} }}, \
             rules: [{{ id: down, when: down = yes, set: {{ priority: high }} }}] }}\n\
             metrics: {{ resolution: {{ targets: {BY_PRIORITY} }} }}\n"
        ))
    };
    let proposed = |sure: bool| {
        let mut story = Story::opens(policy(), MONDAY, Opening::default());
        let proposal = commands::Classify {
            ticket_type: None,
            priority: Some("low".to_owned()),
            area: None,
            trace: vec![],
            sure,
            correction: false,
        };
        story.system(MONDAY, Act::Classify(proposal)).unwrap();
        story
    };
    let down = || {
        Act::ChangeAnswers(commands::ChangeAnswers {
            answers: crate::lifecycle::story::words(&[("down", "yes")]),
        })
    };
    let (from_receipt, from_the_change) = ("2026-03-09T10:00:00Z", "2026-03-09T11:00:00Z");
    let at_ten = "2026-03-09T09:00:00Z";
    for change in [to("high", false), classify("", "high"), down()] {
        let mut unsure = proposed(false);
        unsure.agent(at_ten, change.clone()).unwrap();
        assert_eq!(due(&unsure), from_receipt, "{change:?}");
        let mut sure = proposed(true);
        sure.agent(at_ten, change.clone()).unwrap();
        assert_eq!(due(&sure), from_the_change, "{change:?}");
    }
    // Before anything was proposed, the priority is the default's too.
    let mut early = Story::opens(policy(), MONDAY, Opening::default());
    early.agent(at_ten, to("high", false)).unwrap();
    assert_eq!(due(&early), from_receipt);
    // What a person has said is no default any more: the next change is one.
    let mut twice = proposed(false);
    twice
        .agent("2026-03-09T08:10:00Z", to("mid", false))
        .unwrap();
    twice.agent(at_ten, to("high", false)).unwrap();
    assert_eq!(due(&twice), from_the_change);
}
