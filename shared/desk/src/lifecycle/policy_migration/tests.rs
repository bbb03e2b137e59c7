use std::sync::Arc;

use super::*;
use crate::lifecycle::story::{Story, at, classify};
use crate::lifecycle::{Act, commands, fold_under};
use crate::policy::compile;
use crate::ticket::Opening;

/// Ten in the morning in Rome, a Monday.
const MONDAY: &str = "2026-03-09T09:00:00Z";
const WEP: &str = include_str!("../../../../../infra/policies/wep.yaml");

/// Without its assumptions, which speak of metrics that some versions do not have.
fn policy(text: &str) -> Policy {
    let (promises, _) = text.split_once("\nassumptions:").unwrap();
    compile(promises).unwrap().policy
}

fn edited(from: &str, to: &str) -> Policy {
    assert!(WEP.contains(from), "{from}");
    policy(&WEP.replace(from, to))
}

fn ticket(priority: &str) -> Story {
    let mut story = Story::opens(policy(WEP), MONDAY, Opening::default());
    story.agent(MONDAY, classify("", priority)).unwrap();
    story
}

/// Moves the ticket, and folds its history again under both versions.
fn moves(story: &mut Story, to: Policy, when: &str) -> Result<Vec<Fact>, Refusal> {
    let version = "2";
    let repin = PolicyMove {
        from: &story.policy,
        to: &to,
        version,
    };
    let decision = repin.decide(&story.state, at(when))?;
    story.state = decision.state;
    story.facts.extend(decision.facts.clone());
    let before = std::mem::replace(&mut story.policy, to);
    let policies = BTreeMap::from([
        ("1".to_owned(), Arc::new(before)),
        (version.to_owned(), Arc::new(story.policy.clone())),
    ]);
    assert_eq!(
        fold_under(&story.facts, &policies).as_ref(),
        Some(&story.state)
    );
    assert_eq!(story.state.policy_version, version);
    Ok(decision.facts)
}

fn due(story: &Story, metric: &str) -> String {
    story.due(metric).unwrap()
}

#[test]
fn a_longer_promise_counts_from_the_start_as_if_it_had_always_been_there() {
    let mut story = ticket("p2");
    assert_eq!(due(&story, "resolution"), "2026-03-11T09:00:00Z");
    let longer = edited(
        "priority = p2, within: 2 business days",
        "priority = p2, within: 4 business days",
    );
    moves(&mut story, longer, "2026-03-10T11:00:00Z").unwrap();
    assert_eq!(due(&story, "resolution"), "2026-03-13T09:00:00Z");
    assert_eq!(story.clock("resolution").started_at, at(MONDAY));
}

#[test]
fn a_shorter_promise_counts_from_the_move_where_that_is_earlier_than_what_was_promised() {
    let mut story = ticket("p3");
    assert_eq!(due(&story, "resolution"), "2026-03-16T09:00:00Z");
    let shorter = edited(
        "priority = p3, within: 5 business days",
        "priority = p3, within: 1 business day",
    );
    moves(&mut story, shorter, "2026-03-10T11:00:00Z").unwrap();
    assert_eq!(due(&story, "resolution"), "2026-03-11T11:00:00Z");
}

#[test]
fn what_was_promised_stands_where_a_shorter_promise_from_the_move_would_end_later() {
    let mut story = ticket("p2");
    let shorter = edited(
        "priority = p2, within: 2 business days",
        "priority = p2, within: 1 business day",
    );
    moves(&mut story, shorter, "2026-03-10T16:00:00Z").unwrap();
    assert_eq!(due(&story, "resolution"), "2026-03-11T09:00:00Z");
    // A pause of one hour of the office moves it by that hour.
    let wait = Act::Wait(commands::EnterWait { status: None });
    story.agent("2026-03-11T08:00:00Z", wait).unwrap();
    story.agent("2026-03-11T09:00:00Z", Act::Resume).unwrap();
    assert_eq!(due(&story, "resolution"), "2026-03-11T10:00:00Z");
}

#[test]
fn a_new_holiday_moves_the_due_instant_and_a_holiday_less_takes_nothing_away() {
    let with = "    2026-03-10: Strike\n    easter + 1: Easter Monday";
    let holiday = edited("    easter + 1: Easter Monday", with);
    let mut story = ticket("p2");
    moves(&mut story, holiday.clone(), "2026-03-09T11:00:00Z").unwrap();
    assert_eq!(due(&story, "resolution"), "2026-03-12T09:00:00Z");

    let mut story = Story::opens(holiday, MONDAY, Opening::default());
    story.agent(MONDAY, classify("", "p2")).unwrap();
    moves(&mut story, policy(WEP), "2026-03-11T10:00:00Z").unwrap();
    assert_eq!(due(&story, "resolution"), "2026-03-12T09:00:00Z");
}

#[test]
fn a_metric_that_is_new_is_promised_from_the_move_and_one_that_is_gone_ends() {
    let other = edited(
        "  resolution:\n    starts: received\n    met_by: resolved\n",
        "  workaround:\n    starts: received\n    met_by: resolved\n",
    );
    let mut story = ticket("p2");
    moves(&mut story, other, "2026-03-10T11:00:00Z").unwrap();
    let names: Vec<_> = story
        .state
        .clocks
        .iter()
        .map(|clock| &*clock.metric)
        .collect();
    assert_eq!(names, ["first_response", "workaround"]);
    assert_eq!(due(&story, "workaround"), "2026-03-12T11:00:00Z");
}

#[test]
fn a_met_clock_stays_as_it_was_met() {
    let mut story = ticket("p2");
    let met = story.clock("first_response").clone();
    assert!(met.met_at.is_some());
    let other = edited(
        "priority = p2, within: 1 business hour",
        "priority = p2, within: 3 business hours",
    );
    moves(&mut story, other, "2026-03-10T11:00:00Z").unwrap();
    assert_eq!(*story.clock("first_response"), met);
}

#[test]
fn a_step_that_was_taken_is_not_taken_again_by_a_longer_ladder() {
    let mut story = ticket("p2");
    // Seventy-five per cent of two days have passed: the assignee is warned.
    assert_eq!(story.sweep("2026-03-10T15:00:00Z"), ["warned", "escalated"]);
    let longer = edited(
        "    - { at: 75%, notify: [assignee] }",
        "    - { at: 50%, notify: [assignee] }\n    - { at: 75%, notify: [assignee] }\n    - { at: 90%, notify: [team_lead] }",
    );
    moves(&mut story, longer, "2026-03-10T15:10:00Z").unwrap();
    let done: Vec<_> = story
        .clock("resolution")
        .steps_done
        .iter()
        .copied()
        .collect();
    assert_eq!(done, [0, 1]);
    assert_eq!(story.sweep("2026-03-10T15:11:00Z"), [""; 0]);
    assert_eq!(story.sweep("2026-03-11T08:30:00Z"), ["warned", "escalated"]);
}

#[test]
fn a_step_that_was_asked_for_before_the_move_is_asked_for_anew_by_another_ladder() {
    let mut story = ticket("p2");
    let when = "2026-03-10T15:00:00Z";
    story.system(when, Act::Sweep).unwrap();
    let other = edited("    - { at: 75%, notify: [assignee] }\n", "");
    moves(&mut story, other, when).unwrap();
    let late = Act::TakeStep(commands::TakeStep {
        metric: "resolution".to_owned(),
        cycle: 1,
        step: 0,
    });
    assert_eq!(story.system(when, late).unwrap(), []);
    assert_eq!(
        story.sweep("2026-03-11T09:01:00Z"),
        ["breached", "escalated"]
    );
}

#[test]
fn a_ticket_that_the_new_version_does_not_know_stays_and_says_why() {
    let mut story = ticket("p4");
    let text = WEP.lines().filter(|line| !line.contains("p4"));
    let fewer = policy(&text.collect::<Vec<_>>().join("\n"));
    let refused = moves(&mut story, fewer, "2026-03-10T11:00:00Z").unwrap_err();
    assert_eq!(refused.field(), Some("priority"));
    assert_eq!(story.state.policy_version, "1");
}

#[test]
fn what_has_ended_is_not_moved() {
    let mut story = ticket("p2");
    story.agent("2026-03-09T10:00:00Z", Act::Resolve).unwrap();
    let repin = PolicyMove {
        from: &story.policy,
        to: &policy(WEP),
        version: "2",
    };
    let decision = repin
        .decide(&story.state, at("2026-03-10T11:00:00Z"))
        .unwrap();
    assert_eq!(decision.facts, []);
}

#[test]
fn a_history_without_one_of_its_versions_cannot_be_folded() {
    let mut story = ticket("p2");
    moves(&mut story, policy(WEP), "2026-03-10T11:00:00Z").unwrap();
    let first = BTreeMap::from([("1".to_owned(), Arc::new(policy(WEP)))]);
    assert_eq!(fold_under(&story.facts, &first), None);
}
