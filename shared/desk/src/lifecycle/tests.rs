//! Decisions: what is refused and why, how clocks follow what happens, what ladders and mails do.
mod ladders;

use crate::clock::next_due;
use crate::lifecycle::story::{Story, at, classify, everything, open, shipped, words};
use crate::lifecycle::{Act, Command, Fact, Roster, commands, decide, fold_all};
use crate::notice::{NoticeDraft, Recipient};
use crate::ticket::{Actor, Opening, Status};

const MORNING: &str = "2026-03-09T04:30:00Z";

fn bug(plan: &str, priority: &str) -> Opening {
    Opening {
        plan: Some(plan.to_owned()),
        ticket_type: Some("bug".to_owned()),
        priority: Some(priority.to_owned()),
        ..Opening::default()
    }
}

/// Opened at 10:00 in Kolkata on a Monday, and classified by an agent at once.
fn classified(plan: &str, priority: &str) -> Story {
    let mut story = Story::opens(shipped("wotnot"), MORNING, bug(plan, priority));
    story.agent(MORNING, classify("", priority)).unwrap();
    story
}

fn reply() -> Act {
    Act::Reply(commands::Reply { text: None })
}

fn wait() -> Act {
    Act::Wait(commands::EnterWait { status: None })
}

fn refusal(act: Act) -> String {
    let mut story = classified("starter", "p2");
    story.agent(MORNING, act).unwrap_err().to_string()
}

#[test]
fn unknown_names_are_refused_with_the_names_that_exist() {
    let plan = Opening {
        plan: Some("platinum".to_owned()),
        ..Opening::default()
    };
    let refused = open(&shipped("wotnot"), MORNING, plan).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the policy has no plan `platinum`; it has lite, starter, premium, enterprise"
    );
    assert_eq!(refused.field(), Some("plan"));
    let change = |to: &str| {
        Act::ChangePriority(commands::ChangePriority {
            to: to.to_owned(),
            correction: false,
        })
    };
    assert_eq!(
        refusal(change("p9")),
        "the policy has no priority `p9`; it has p1, p2, p3"
    );
    let area = Act::ChangeArea(commands::ChangeArea {
        to: "kitchen".to_owned(),
    });
    assert_eq!(
        refusal(area),
        "the policy has no area `kitchen`; it has none"
    );
    let status = Act::Wait(commands::EnterWait {
        status: Some("asleep".to_owned()),
    });
    assert!(refusal(status).starts_with("the policy has no status `asleep`"));
}

#[test]
fn a_type_without_priorities_takes_none() {
    let opening = Opening {
        ticket_type: Some("other_questions".to_owned()),
        ..bug("lite", "p1")
    };
    let refused = open(&shipped("wotnot"), MORNING, opening).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "a ticket of type `other_questions` has no priority `p1`; it has none"
    );
}

#[test]
fn a_closed_ticket_takes_nothing_but_notes_and_reopening() {
    let mut story = classified("starter", "p2");
    story.agent(MORNING, Act::Close).unwrap();
    let before = story.state.clone();
    let refused = story.agent(MORNING, reply()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the ticket is closed; open a new one or reopen it"
    );
    assert_eq!(story.state, before);
    story
        .agent(MORNING, Act::Note(commands::Note { text: None }))
        .unwrap();
    story.agent(MORNING, Act::Reopen).unwrap();
    assert_eq!(story.state.status, Status::Open);
}

#[test]
fn a_requester_cannot_act_for_staff_nor_anybody_in_the_future() {
    let mut story = classified("starter", "p2");
    let refused = story.requester(MORNING, reply()).unwrap_err();
    assert_eq!(refused.to_string(), "only an agent may do this");
    let agent = Actor::Agent {
        id: "agent".to_owned(),
        level: 1,
    };
    let refused = story.happens("2026-03-09T05:00:00Z", MORNING, agent, reply());
    assert_eq!(refused.unwrap_err().field(), Some("at"));
}

#[test]
fn a_commitment_outside_its_band_is_refused_and_a_later_one_needs_a_reason() {
    let opening = Opening {
        ticket_type: Some("technique".to_owned()),
        ..Opening::default()
    };
    let mut story = Story::opens(shipped("webpro"), "2026-03-09T08:00:00Z", opening);
    let take = |difficulty: &str, hours: u32, reason: Option<&str>| {
        Act::TakeInCharge(commands::TakeInCharge {
            agent: "agent".to_owned(),
            difficulty: Some(difficulty.to_owned()),
            commit_hours: Some(hours.into()),
            reason: reason.map(str::to_owned),
        })
    };
    let now = "2026-03-09T09:00:00Z";
    let mut refused = |act| story.agent(now, act).unwrap_err();
    assert_eq!(
        refused(take("normal", 20, None)).to_string(),
        "a commitment of 20 hours is outside the band 6 elapsed hours to 18 elapsed hours of `normal`"
    );
    assert_eq!(refused(take("easy", 2, None)).field(), Some("difficulty"));
    story.agent(now, take("simple", 2, None)).unwrap();
    assert_eq!(story.due("resolution").unwrap(), "2026-03-09T11:00:00Z");
    let refused = story.agent(now, take("simple", 6, None)).unwrap_err();
    assert_eq!(refused.field(), Some("reason"));
    story
        .agent(now, take("simple", 6, Some("parts are late")))
        .unwrap();
    assert_eq!(story.due("resolution").unwrap(), "2026-03-09T15:00:00Z");
}

#[test]
fn a_repeated_cause_is_answered_with_nothing() {
    let story = classified("starter", "p2");
    let command = Command {
        by: Actor::Requester,
        occurred_at: at(MORNING),
        late_reason: None,
        cause: story.facts[1].cause.clone(),
        act: Act::Resolve,
    };
    let decision = decide(
        Some(&story.state),
        &command,
        &story.policy,
        &Roster::default(),
        at(MORNING),
    )
    .unwrap();
    assert_eq!((decision.facts.len(), decision.notices.len()), (0, 0));
    assert_eq!(decision.state, story.state);
}

#[test]
fn only_metrics_that_name_the_status_stand_still_while_waiting() {
    let mut story = classified("starter", "p1");
    let response = story.due("first_response");
    assert_eq!(story.due("resolution").unwrap(), "2026-03-10T04:30:00Z");
    story.agent("2026-03-09T05:30:00Z", wait()).unwrap();
    assert_eq!(story.due("resolution"), None);
    assert_eq!(story.due("first_response"), response);
    let answer = Act::RequesterReply(commands::RequesterReply { text: None });
    story.requester("2026-03-09T07:30:00Z", answer).unwrap();
    assert_eq!(story.state.status, Status::Open);
    assert_eq!(story.due("resolution").unwrap(), "2026-03-10T06:30:00Z");
}

#[test]
fn the_pause_survives_a_change_of_priority() {
    let mut story = classified("starter", "p1");
    story.agent("2026-03-09T05:30:00Z", wait()).unwrap();
    let lower = Act::ChangePriority(commands::ChangePriority {
        to: "p2".to_owned(),
        correction: false,
    });
    story.agent("2026-03-09T06:00:00Z", lower).unwrap();
    story.agent("2026-03-09T07:30:00Z", Act::Resume).unwrap();
    // Three business days of ten hours from the start, and the two hours of waiting.
    assert_eq!(story.due("resolution").unwrap(), "2026-03-12T06:30:00Z");
}

#[test]
fn a_raised_priority_counts_from_the_change_unless_the_old_promise_is_earlier() {
    let mut story = classified("starter", "p3");
    let raise = |to: &str| {
        Act::ChangePriority(commands::ChangePriority {
            to: to.to_owned(),
            correction: false,
        })
    };
    story.agent("2026-03-10T04:30:00Z", raise("p1")).unwrap();
    // One window of ten hours from Tuesday 10:00.
    assert_eq!(story.due("resolution").unwrap(), "2026-03-11T04:30:00Z");
    let mut late = classified("starter", "p2");
    let old = late.due("resolution");
    late.agent("2026-03-12T04:00:00Z", raise("p1")).unwrap();
    assert_eq!(late.due("resolution"), old);
}

#[test]
fn a_correction_counts_from_the_start() {
    let mut story = classified("starter", "p3");
    let mend = Act::ChangePriority(commands::ChangePriority {
        to: "p1".to_owned(),
        correction: true,
    });
    story.agent("2026-03-09T06:30:00Z", mend).unwrap();
    assert_eq!(story.due("resolution").unwrap(), "2026-03-10T04:30:00Z");
}

#[test]
fn a_met_clock_does_not_move() {
    let mut story = classified("starter", "p2");
    story.agent("2026-03-09T05:00:00Z", reply()).unwrap();
    let met = story.clock("first_response").clone();
    assert_eq!(met.met_at, Some(at("2026-03-09T05:00:00Z")));
    let raise = Act::ChangePriority(commands::ChangePriority {
        to: "p1".to_owned(),
        correction: false,
    });
    story.agent("2026-03-09T06:00:00Z", raise).unwrap();
    assert_eq!(story.clock("first_response"), &met);
}

#[test]
fn reopened_in_time_the_same_clock_resumes_and_the_solved_time_is_a_pause() {
    let mut story = classified("starter", "p1");
    story.agent("2026-03-09T05:30:00Z", Act::Resolve).unwrap();
    assert!(story.clock("resolution").met_at.is_some());
    let answer = Act::RequesterReply(commands::RequesterReply { text: None });
    story.requester("2026-03-09T08:30:00Z", answer).unwrap();
    assert_eq!(story.clock("resolution").cycle, 1);
    assert_eq!(story.clock("resolution").met_at, None);
    assert_eq!(story.due("resolution").unwrap(), "2026-03-10T07:30:00Z");
}

#[test]
fn an_answer_to_a_resolved_ticket_counts_as_if_it_were_reopened_for_that() {
    let mut story = Story::opens(shipped("wotnot"), MORNING, bug("enterprise", "p1"));
    assert_eq!(story.due("first_response").unwrap(), "2026-03-09T05:00:00Z");
    story.agent("2026-03-09T04:50:00Z", Act::Resolve).unwrap();
    let facts = story.agent("2026-03-09T09:00:00Z", reply()).unwrap();
    assert_eq!((facts.len(), facts[0].body.kind()), (1, "replied"));
    assert_eq!(
        story.clock("first_response").met_at,
        Some(at("2026-03-09T09:00:00Z"))
    );
    assert_eq!(story.due("first_response").unwrap(), "2026-03-09T09:10:00Z");
    let accounts = crate::clock::explain(&story.state, &story.policy);
    let account = accounts
        .iter()
        .find(|account| account.metric == "first_response");
    assert_eq!(account.unwrap().counted_minutes, 30);
}

#[test]
fn what_was_late_when_its_ticket_was_resolved_is_declared_and_stays_late() {
    let mut story = Story::opens(shipped("wotnot"), MORNING, bug("enterprise", "p1"));
    let facts = story.agent("2026-03-09T05:10:00Z", Act::Resolve).unwrap();
    assert_eq!(facts[0].body.kind(), "breached");
    story.agent("2026-03-09T09:00:00Z", reply()).unwrap();
    assert_eq!(story.due("first_response").unwrap(), "2026-03-09T05:00:00Z");
}

#[test]
fn reopened_too_late_a_new_cycle_begins() {
    let mut story = classified("starter", "p1");
    story.agent("2026-03-09T05:30:00Z", Act::Resolve).unwrap();
    story.agent("2026-03-30T04:30:00Z", Act::Reopen).unwrap();
    assert_eq!(story.clock("resolution").cycle, 2);
    assert_eq!(story.due("resolution").unwrap(), "2026-03-31T04:30:00Z");
}

#[test]
fn a_rule_follows_once_when_it_becomes_true_and_keeps_what_was_asked_for() {
    let opening = Opening {
        plan: Some("basic".to_owned()),
        ticket_type: Some("incident".to_owned()),
        priority: Some("high".to_owned()),
        fields: words(&[("users", "250")]),
        ..Opening::default()
    };
    let mut story = Story::opens(everything(), "2026-03-09T08:00:00Z", opening);
    assert_eq!(story.state.subject.priority.as_deref(), Some("urgent"));
    assert_eq!(story.state.requested_priority.as_deref(), Some("high"));
    let facts = story.agent("2026-03-09T08:10:00Z", reply()).unwrap();
    assert_eq!(facts.len(), 1);
}

#[test]
fn a_machines_classification_is_a_proposal_and_a_humans_word_stands() {
    let mut story = Story::opens(shipped("wotnot"), MORNING, bug("starter", "p2"));
    story.system(MORNING, classify("", "p3")).unwrap();
    story.agent(MORNING, classify("", "p1")).unwrap();
    let facts = story.system(MORNING, classify("", "p3")).unwrap();
    assert_eq!(facts, Vec::<Fact>::new());
    assert_eq!(story.state.subject.priority.as_deref(), Some("p1"));
}

#[test]
fn a_ticket_waits_at_most_sixty_four_times() {
    let mut story = classified("starter", "p2");
    for _ in 0..64 {
        story.agent(MORNING, wait()).unwrap();
        story.agent(MORNING, Act::Resume).unwrap();
    }
    let refused = story.agent(MORNING, wait()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the ticket waited 64 times; resolve it or reply, or go on in a new one"
    );
    let snapshot = serde_json::to_string(&story.state).unwrap();
    assert!(snapshot.len() < 8 * 1024, "{}", snapshot.len());
}

#[test]
fn facts_stored_by_the_first_release_fold_the_same_today() {
    let facts: Vec<Fact> =
        serde_json::from_str(include_str!("testdata/facts_of_the_first_release.json")).unwrap();
    let state = fold_all(&facts, &shipped("wotnot")).unwrap();
    insta::assert_json_snapshot!("state_of_the_first_release", state);
}
