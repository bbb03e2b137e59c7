//! Decisions: what is refused and why, how clocks follow what happens, what ladders and mails do.
use crate::clock::next_due;
use crate::ticket::story::{Story, at, classify, everything, open, shipped, words};
use crate::ticket::{Act, Actor, Command, Fact, Opening, Recipient, Status, decide, fold_all};

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
    Act::Reply { text: None }
}

fn wait() -> Act {
    Act::Wait { status: None }
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
        "the policy has no plan `platinum`; it has enterprise, lite, premium, starter"
    );
    assert_eq!(refused.field(), Some("plan"));
    let change = |to: &str| Act::ChangePriority {
        to: to.to_owned(),
        correction: false,
    };
    assert_eq!(
        refusal(change("p9")),
        "the policy has no priority `p9`; it has p1, p2, p3"
    );
    let area = Act::ChangeArea {
        to: "kitchen".to_owned(),
    };
    assert_eq!(
        refusal(area),
        "the policy has no area `kitchen`; it has none"
    );
    let status = Act::Wait {
        status: Some("asleep".to_owned()),
    };
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
    story.agent(MORNING, Act::Note { text: None }).unwrap();
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
    assert_eq!(refused.unwrap_err().field(), Some("occurred_at"));
}

#[test]
fn a_commitment_outside_its_band_is_refused_and_a_later_one_needs_a_reason() {
    let opening = Opening {
        ticket_type: Some("technique".to_owned()),
        ..Opening::default()
    };
    let mut story = Story::opens(shipped("webpro"), "2026-03-09T08:00:00Z", opening);
    let take = |difficulty: &str, hours: u32, reason: Option<&str>| Act::TakeInCharge {
        agent: "agent".to_owned(),
        difficulty: Some(difficulty.to_owned()),
        commit_hours: Some(hours),
        reason: reason.map(str::to_owned),
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
        cause: story.facts[1].cause.clone(),
        act: Act::Resolve,
    };
    let decision = decide(Some(&story.state), &command, &story.policy, at(MORNING)).unwrap();
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
    let answer = Act::RequesterReply { text: None };
    story.requester("2026-03-09T07:30:00Z", answer).unwrap();
    assert_eq!(story.state.status, Status::Open);
    assert_eq!(story.due("resolution").unwrap(), "2026-03-10T06:30:00Z");
}

#[test]
fn the_pause_survives_a_change_of_priority() {
    let mut story = classified("starter", "p1");
    story.agent("2026-03-09T05:30:00Z", wait()).unwrap();
    let lower = Act::ChangePriority {
        to: "p2".to_owned(),
        correction: false,
    };
    story.agent("2026-03-09T06:00:00Z", lower).unwrap();
    story.agent("2026-03-09T07:30:00Z", Act::Resume).unwrap();
    // Three business days of ten hours from the start, and the two hours of waiting.
    assert_eq!(story.due("resolution").unwrap(), "2026-03-12T06:30:00Z");
}

#[test]
fn a_raised_priority_counts_from_the_change_unless_the_old_promise_is_earlier() {
    let mut story = classified("starter", "p3");
    let raise = |to: &str| Act::ChangePriority {
        to: to.to_owned(),
        correction: false,
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
    let mend = Act::ChangePriority {
        to: "p1".to_owned(),
        correction: true,
    };
    story.agent("2026-03-09T06:30:00Z", mend).unwrap();
    assert_eq!(story.due("resolution").unwrap(), "2026-03-10T04:30:00Z");
}

#[test]
fn a_met_clock_does_not_move() {
    let mut story = classified("starter", "p2");
    story.agent("2026-03-09T05:00:00Z", reply()).unwrap();
    let met = story.clock("first_response").clone();
    assert_eq!(met.met_at, Some(at("2026-03-09T05:00:00Z")));
    let raise = Act::ChangePriority {
        to: "p1".to_owned(),
        correction: false,
    };
    story.agent("2026-03-09T06:00:00Z", raise).unwrap();
    assert_eq!(story.clock("first_response"), &met);
}

#[test]
fn reopened_in_time_the_same_clock_resumes_and_the_solved_time_is_a_pause() {
    let mut story = classified("starter", "p1");
    story.agent("2026-03-09T05:30:00Z", Act::Resolve).unwrap();
    assert!(story.clock("resolution").met_at.is_some());
    let answer = Act::RequesterReply { text: None };
    story.requester("2026-03-09T08:30:00Z", answer).unwrap();
    assert_eq!(story.clock("resolution").cycle, 1);
    assert_eq!(story.clock("resolution").met_at, None);
    assert_eq!(story.due("resolution").unwrap(), "2026-03-10T07:30:00Z");
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
fn a_promise_is_kept_at_its_very_instant_and_broken_a_millisecond_later() {
    let mut story = classified("starter", "p1");
    let due = story.due("first_response").unwrap();
    assert_eq!(due, "2026-03-09T08:30:00Z");
    assert!(!story.sweep(&due).contains(&"breached"));
    assert!(
        story
            .sweep("2026-03-09T08:30:00.001Z")
            .contains(&"breached")
    );
}

#[test]
fn steps_that_were_overtaken_collapse_into_one_mail() {
    let mut story = classified("starter", "p1");
    story.notices.clear();
    story.sweep("2026-03-09T13:00:00Z");
    let response: Vec<_> = story
        .notices
        .iter()
        .filter(|notice| notice.metric.as_deref() == Some("first_response"))
        .collect();
    assert_eq!(response.len(), 1, "{response:?}");
    assert_eq!(response[0].name, "escalation");
    assert_eq!(story.clock("first_response").steps_done.len(), 4);
    assert_eq!(story.state.level, 4);
}

#[test]
fn an_acknowledgement_stops_a_ladder_that_is_being_climbed() {
    let mut story = classified("starter", "p1");
    story.sweep("2026-03-09T08:31:00Z");
    story
        .agent("2026-03-09T08:40:00Z", Act::Acknowledge)
        .unwrap();
    assert_eq!(story.sweep("2026-03-09T14:30:00Z"), ["warned", "escalated"]);
    let climbed = story.clock("first_response");
    assert_eq!(climbed.steps_done.len(), 2);
    assert!(climbed.ladder_stopped);
}

#[test]
fn a_step_that_nobody_took_is_asked_for_again_after_two_minutes() {
    let mut story = classified("starter", "p1");
    let facts = story.system("2026-03-09T08:30:01Z", Act::Sweep).unwrap();
    assert!(facts.iter().any(|fact| fact.body.kind() == "breached"));
    assert_eq!(
        next_due(&story.state, &story.policy),
        Some(at("2026-03-09T08:32:01Z"))
    );
    let facts = story.system("2026-03-09T08:32:01Z", Act::Sweep).unwrap();
    let kinds: Vec<_> = facts.iter().map(|fact| fact.body.kind()).collect();
    assert_eq!(kinds, ["requested"]);
}

#[test]
fn proof_that_arrives_late_withdraws_the_breach_and_stops_the_ladder() {
    let opening = Opening {
        priority: Some("urgent".to_owned()),
        ..Opening::default()
    };
    let mut story = Story::opens(shipped("whise"), "2026-03-09T08:00:00Z", opening);
    story
        .agent("2026-03-09T08:10:00Z", classify("", "urgent"))
        .unwrap();
    assert!(!story.sweep("2026-03-09T09:04:00Z").contains(&"breached"));
    assert!(story.sweep("2026-03-09T09:06:00Z").contains(&"breached"));
    let delivered = Act::NoticeDelivered {
        notice: "logged".to_owned(),
    };
    let facts = story
        .happens(
            "2026-03-09T08:59:00Z",
            "2026-03-09T09:20:00Z",
            Actor::System,
            delivered,
        )
        .unwrap();
    let kinds: Vec<_> = facts.iter().map(|fact| fact.body.kind()).collect();
    assert_eq!(kinds, ["notice_delivered", "breach_withdrawn"]);
    assert_eq!(story.sweep("2026-03-09T12:00:00Z"), Vec::<&str>::new());
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
fn quiet_hours_delay_the_mail_and_never_the_step() {
    let opening = Opening {
        plan: Some("basic".to_owned()),
        ticket_type: Some("incident".to_owned()),
        priority: Some("high".to_owned()),
        ..Opening::default()
    };
    let mut story = Story::opens(everything(), "2026-03-09T16:30:00Z", opening);
    story
        .agent("2026-03-09T16:31:00Z", classify("", "high"))
        .unwrap();
    story.notices.clear();
    let night = "2026-03-09T20:00:00Z";
    assert!(story.sweep(night).contains(&"escalated"));
    let mails: Vec<_> = story.notices.iter().filter(|n| n.digest).collect();
    assert!(!mails.is_empty());
    for mail in mails {
        assert_eq!(mail.not_before, at("2026-03-10T08:00:00Z"), "{mail:?}");
    }
}

#[test]
fn a_copy_goes_along_and_a_silenced_type_stays_silent() {
    let of = |ticket_type: &str| {
        let opening = Opening {
            ticket_type: Some(ticket_type.to_owned()),
            ..Opening::default()
        };
        let mut story = Story::opens(shipped("whitevision"), "2026-03-09T08:30:00Z", opening);
        // Which acknowledgement it is depends on what the ticket turns out to be.
        let proposal = classify(ticket_type, "");
        story.system("2026-03-09T08:30:01Z", proposal).unwrap();
        story
    };
    let question = of("vraag");
    assert_eq!(question.notices.len(), 1);
    assert_eq!(question.notices[0].to, Recipient::Requester);
    assert_eq!(question.notices[0].cc, [Recipient::OrganisationAdmins]);
    let mut wish = of("wens");
    assert_eq!(wish.notices.len(), 1);
    assert_eq!(wish.notices[0].text, "wish_acknowledgement");
    wish.agent("2026-03-09T09:00:00Z", classify("wens", ""))
        .unwrap();
    wish.agent("2026-03-09T09:05:00Z", wait()).unwrap();
    wish.agent("2026-03-09T09:10:00Z", Act::Resolve).unwrap();
    assert_eq!(wish.notices.len(), 1);
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
        "the ticket waited 64 times; resolve it or reply"
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

#[test]
fn a_bounced_mail_leaves_its_clock_running_until_it_is_sent_again_and_delivered() {
    let opening = Opening {
        priority: Some("high".to_owned()),
        ..Opening::default()
    };
    let mut story = Story::opens(shipped("whise"), "2026-03-09T08:00:00Z", opening);
    story
        .agent("2026-03-09T08:10:00Z", classify("", "high"))
        .unwrap();
    let logged = || "logged".to_owned();
    let first = story.notices.iter().find(|n| n.name == "logged").cloned();
    let bounced = Act::NoticeBounced { notice: logged() };
    story.system("2026-03-09T08:11:00Z", bounced).unwrap();
    let running = story.clock("first_response").clone();
    assert_eq!(running.met_at, None);
    story.notices.clear();
    let again = Act::Resend { notice: logged() };
    let facts = story.agent("2026-03-09T08:30:00Z", again).unwrap();
    assert_eq!(facts[0].body.kind(), "resent");
    assert_eq!(story.clock("first_response"), &running);
    let [second] = story.notices.as_slice() else {
        panic!("one mail, not {:?}", story.notices)
    };
    let expected = crate::ticket::NoticeDraft {
        fact_seq: facts[0].seq,
        not_before: at("2026-03-09T08:30:00Z"),
        ..first.unwrap()
    };
    assert_eq!(second, &expected);
    let delivered = Act::NoticeDelivered { notice: logged() };
    story.system("2026-03-09T08:31:00Z", delivered).unwrap();
    assert_eq!(
        story.clock("first_response").met_at,
        Some(at("2026-03-09T08:31:00Z"))
    );
}

#[test]
fn only_an_agent_sends_again_and_only_what_the_policy_sends() {
    let mut story = classified("starter", "p2");
    let resend = |notice: &str| Act::Resend {
        notice: notice.to_owned(),
    };
    let refused = story.agent(MORNING, resend("recieved")).unwrap_err();
    assert_eq!(refused.field(), Some("notice"));
    assert_eq!(
        refused.to_string(),
        "the policy has no notice `recieved`; it has received, replied, resolved"
    );
    let refused = story.requester(MORNING, resend("received")).unwrap_err();
    assert_eq!(refused.to_string(), "only an agent may do this");
}
