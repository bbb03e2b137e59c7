//! Promises that break, the ladders that follow, and what is mailed.
use super::*;

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
    let take = commands::TakeInCharge {
        agent: "agent".to_owned(),
        difficulty: None,
        commit_hours: None,
        reason: None,
    };
    story
        .agent("2026-03-09T08:10:00Z", Act::TakeInCharge(take))
        .unwrap();
    assert!(!story.sweep("2026-03-09T09:04:00Z").contains(&"breached"));
    assert!(story.sweep("2026-03-09T09:06:00Z").contains(&"breached"));
    let delivered = Act::NoticeDelivered(commands::RecordDelivery {
        notice: "logged".to_owned(),
    });
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
    let to_customers = |story: &Story| -> Vec<NoticeDraft> {
        let all = story.notices.iter();
        all.filter(|draft| draft.text != "staff").cloned().collect()
    };
    let question = to_customers(&of("vraag"));
    assert_eq!(question.len(), 1);
    assert_eq!(question[0].to, Recipient::Requester);
    assert_eq!(question[0].cc, [Recipient::OrganisationAdmins]);
    let mut wish = of("wens");
    assert_eq!(to_customers(&wish).len(), 1);
    assert_eq!(wish.notices[0].text, "wish_acknowledgement");
    wish.agent("2026-03-09T09:00:00Z", classify("wens", ""))
        .unwrap();
    wish.agent("2026-03-09T09:05:00Z", wait()).unwrap();
    wish.agent("2026-03-09T09:10:00Z", Act::Resolve).unwrap();
    assert_eq!(to_customers(&wish).len(), 1);
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
    let bounced = Act::NoticeBounced(commands::RecordBounce { notice: logged() });
    story.system("2026-03-09T08:11:00Z", bounced).unwrap();
    let running = story.clock("first_response").clone();
    assert_eq!(running.met_at, None);
    story.notices.clear();
    let again = Act::Resend(commands::Resend { notice: logged() });
    let facts = story.agent("2026-03-09T08:30:00Z", again).unwrap();
    assert_eq!(facts[0].body.kind(), "resent");
    assert_eq!(story.clock("first_response"), &running);
    let [second] = story.notices.as_slice() else {
        panic!("one mail, not {:?}", story.notices)
    };
    let expected = crate::notice::NoticeDraft {
        fact_seq: facts[0].seq,
        not_before: at("2026-03-09T08:30:00Z"),
        receipt: false,
        ..first.unwrap()
    };
    assert_eq!(second, &expected);
    let delivered = Act::NoticeDelivered(commands::RecordDelivery { notice: logged() });
    story.system("2026-03-09T08:31:00Z", delivered).unwrap();
    assert_eq!(
        story.clock("first_response").met_at,
        Some(at("2026-03-09T08:31:00Z"))
    );
}

#[test]
fn only_an_agent_sends_again_and_only_what_the_policy_sends() {
    let mut story = classified("starter", "p2");
    let resend = |notice: &str| {
        Act::Resend(commands::Resend {
            notice: notice.to_owned(),
        })
    };
    let refused = story.agent(MORNING, resend("recieved")).unwrap_err();
    assert_eq!(refused.field(), Some("notice"));
    assert_eq!(
        refused.to_string(),
        "the policy has no notice `recieved`; it has unanswered, received, replied, resolved"
    );
    let refused = story.requester(MORNING, resend("received")).unwrap_err();
    assert_eq!(refused.to_string(), "only an agent may do this");
}

#[test]
fn a_pause_holds_back_a_step_whose_time_came_before_any_sweep() {
    let mut story = classified("starter", "p1");
    // A day of ten hours is promised: three quarters of it have passed, and no sweep came.
    story.agent("2026-03-09T13:00:00Z", reply()).unwrap();
    story.agent("2026-03-09T13:00:00Z", wait()).unwrap();
    let step = Act::TakeStep(commands::TakeStep {
        metric: "resolution".to_owned(),
        cycle: 1,
        step: 0,
    });
    assert_eq!(story.system("2026-03-09T13:01:00Z", step).unwrap(), []);
    let swept = story.sweep("2026-03-09T13:01:00Z");
    assert!(!swept.contains(&"warned"), "{swept:?}");
    assert!(!swept.contains(&"escalated"), "{swept:?}");
    // It is made good when the ticket goes on.
    story.agent("2026-03-10T04:00:00Z", Act::Resume).unwrap();
    assert_eq!(story.sweep("2026-03-10T04:01:00Z"), ["warned", "escalated"]);
}

#[test]
fn what_is_done_late_is_declared_broken_first_when_every_sweep_was_missed() {
    let mut story = classified("starter", "p1");
    let facts = story.agent("2026-03-09T08:31:00Z", reply()).unwrap();
    let kinds: Vec<_> = facts.iter().map(|fact| fact.body.kind()).collect();
    assert_eq!(kinds, ["breached", "replied"]);
    let clock = story.clock("first_response");
    assert!(clock.breached_at.is_some() && clock.met_at.is_some());
    assert!(!clock.withdrawn);
}

#[test]
fn what_was_done_in_time_and_is_told_later_breaks_nothing() {
    let mut story = classified("starter", "p1");
    let by = Actor::Agent {
        id: "agent".to_owned(),
        level: 1,
    };
    let facts = story.happens("2026-03-09T08:30:00Z", "2026-03-09T08:45:00Z", by, reply());
    assert_eq!(facts.unwrap()[0].body.kind(), "replied");
    assert!(story.clock("first_response").breached_at.is_none());
}
