//! Acts that are entered after they were done: their bounds, their reasons, and what they can undo.
use super::*;
use crate::clock::{Phase, next_due, views};
use crate::lifecycle::story::at;
use crate::lifecycle::{Fact, FactBody, Refusal};
use crate::ticket::Actor;

/// One business hour for the first answer, eight to solve.
fn two_promises() -> Policy {
    desk(
        "metrics:\n  first_response: { met_by: reply, targets: 1 business hour }\n\
         \x20 resolution: { pauses: waiting_on_requester, targets: 8 business hours, ladder: standard }\n\
         roles: { lead: lead@acme.example.com }\n\
         escalation: { standard: [{ at: 50%, notify: lead }, { at: 100%, notify: lead }] }\n",
    )
}

fn of_level(level: u8) -> Actor {
    Actor::Agent {
        id: "agent".to_owned(),
        level,
    }
}

fn reply() -> Act {
    Act::Reply(commands::Reply { text: None })
}

fn withdraw(metric: &str) -> Act {
    Act::Withdraw(commands::WithdrawBreach {
        metric: metric.to_owned(),
        reason: "the call is in the log of the telephone".to_owned(),
    })
}

fn kinds(facts: &[Fact]) -> Vec<&'static str> {
    facts.iter().map(|fact| fact.body.kind()).collect()
}

fn phase(story: &Story, metric: &str, now: &str) -> Phase {
    let views = views(&story.state, &story.policy, at(now));
    let mut of_metric = views.iter().filter(|view| view.metric == metric);
    of_metric.next().unwrap().phase
}

const CALLED: &str = "2026-03-09T08:45:00Z";
const ENTERED: &str = "2026-03-09T10:30:00Z";

#[test]
fn an_act_cannot_come_before_the_ticket_nor_an_answer_before_what_it_answers() {
    let mut story = settled(two_promises(), "low");
    let field = |refused: Result<Vec<Fact>, Refusal>| refused.unwrap_err().field();
    let now = "2026-03-09T08:10:00Z";
    for act in [reply(), Act::Resolve, Act::Close, Act::Acknowledge] {
        let early = story.happens("1970-01-01T00:00:00Z", now, of_level(3), act);
        assert_eq!(field(early), Some("at"));
    }
    let word = Act::RequesterReply(commands::RequesterReply { text: None });
    story.requester("2026-03-09T08:10:00Z", word).unwrap();
    let entered = "2026-03-09T08:12:00Z";
    let crossed = story.happens("2026-03-09T08:09:59Z", entered, of_level(1), reply());
    assert_eq!(field(crossed), Some("at"));
    let note = Act::Note(commands::Note { text: None });
    story
        .happens("2026-03-09T08:09:59Z", entered, of_level(1), note)
        .unwrap();
    story
        .happens("2026-03-09T08:10:00Z", entered, of_level(1), reply())
        .unwrap();
}

#[test]
fn what_is_entered_long_after_it_was_done_needs_a_reason_and_says_so_in_the_timeline() {
    let mut story = settled(two_promises(), "low");
    let quarter = ("2026-03-09T08:10:00Z", "2026-03-09T08:25:00Z");
    story
        .happens(quarter.0, quarter.1, of_level(1), reply())
        .unwrap();
    let later = ("2026-03-09T08:10:00Z", "2026-03-09T08:25:00.001Z");
    let refused = story.happens(later.0, later.1, of_level(1), reply());
    assert_eq!(refused.unwrap_err(), Refusal::EnteredTooLate);
    let empty = story.happens_for(later, of_level(1), Some("  "), reply());
    assert_eq!(empty.unwrap_err().field(), Some("late_reason"));
    let facts = story
        .happens_for(later, of_level(1), Some("in the car"), reply())
        .unwrap();
    assert_eq!(kinds(&facts), ["entered_late", "replied"]);
    assert_eq!(facts[0].occurred_at, at(later.1));
}

#[test]
fn an_agents_late_entry_meets_the_clock_and_leaves_the_declared_breach_to_a_lead() {
    let mut story = settled(two_promises(), "low");
    assert!(story.sweep("2026-03-09T09:30:00Z").contains(&"breached"));
    let why = Some("a call from the car");
    let facts = story
        .happens_for((CALLED, ENTERED), of_level(1), why, reply())
        .unwrap();
    assert_eq!(kinds(&facts), ["entered_late", "replied"]);
    let clock = story.clock("first_response");
    assert_eq!(clock.met_at, Some(at(CALLED)));
    assert_eq!(phase(&story, "first_response", ENTERED), Phase::MetLate);
    // Nothing else that happens withdraws it by the way.
    story.system(ENTERED, Act::Sweep).unwrap();
    story.agent("2026-03-09T10:31:00Z", reply()).unwrap();
    assert_eq!(phase(&story, "first_response", ENTERED), Phase::MetLate);

    let now = "2026-03-09T11:00:00Z";
    let refused = story.happens(now, now, of_level(1), withdraw("first_response"));
    assert!(matches!(refused, Err(Refusal::NotAllowed { .. })));
    let facts = story
        .happens(now, now, of_level(2), withdraw("first_response"))
        .unwrap();
    assert_eq!(kinds(&facts), ["breach_withdrawn"]);
    assert_eq!(phase(&story, "first_response", ENTERED), Phase::Met);
    assert!(
        story.clock("first_response").breached_at.is_some(),
        "never erased"
    );
}

#[test]
fn a_late_entry_is_late_whether_or_not_the_scan_had_come() {
    let mut story = settled(two_promises(), "low");
    let why = Some("a call from the car");
    let facts = story
        .happens_for((CALLED, ENTERED), of_level(1), why, reply())
        .unwrap();
    assert_eq!(kinds(&facts), ["breached", "entered_late", "replied"]);
    assert_eq!(phase(&story, "first_response", ENTERED), Phase::MetLate);
}

#[test]
fn a_leads_late_entry_with_its_reason_withdraws_the_breach_that_it_disproves() {
    let mut story = settled(two_promises(), "low");
    story.sweep("2026-03-09T09:30:00Z");
    let why = Some("the call is in the log");
    let facts = story
        .happens_for((CALLED, ENTERED), of_level(2), why, reply())
        .unwrap();
    assert_eq!(
        kinds(&facts),
        ["entered_late", "replied", "breach_withdrawn"]
    );
    let FactBody::BreachWithdrawn(withdrawn) = &facts[2].body else {
        panic!("{facts:?}")
    };
    assert_eq!(withdrawn.reason.as_deref(), why);
    assert_eq!(facts[2].by, of_level(2));
}

#[test]
fn a_lead_withdraws_only_what_looks_kept() {
    let mut story = settled(two_promises(), "low");
    let now = "2026-03-09T09:30:00Z";
    let early = story.happens(now, now, of_level(3), withdraw("resolution"));
    assert_eq!(early.unwrap_err().field(), Some("metric"));
    story.sweep(now);
    let late = story.happens(now, now, of_level(3), withdraw("first_response"));
    assert_eq!(late.unwrap_err().field(), Some("metric"));
}

#[test]
fn a_correction_does_not_undo_a_declared_breach_and_a_withdrawn_one_tells_again() {
    let policy = desk(&format!(
        "metrics: {{ resolution: {{ targets: {BY_PRIORITY}, ladder: standard }} }}\n\
         roles: {{ lead: lead@acme.example.com }}\n\
         escalation: {{ standard: [{{ at: 100%, notify: lead }}] }}\n"
    ));
    let mut story = settled(policy, "high");
    assert!(story.sweep("2026-03-09T10:05:00Z").contains(&"breached"));
    story
        .agent("2026-03-09T10:10:00Z", to("mid", true))
        .unwrap();
    assert_eq!(due(&story), "2026-03-09T16:00:00Z");
    assert_eq!(
        phase(&story, "resolution", "2026-03-09T10:11:00Z"),
        Phase::Breached
    );
    let now = "2026-03-09T10:20:00Z";
    story
        .happens(now, now, of_level(2), withdraw("resolution"))
        .unwrap();
    assert_eq!(phase(&story, "resolution", now), Phase::Running);
    assert_eq!(
        next_due(&story.state, &story.policy),
        Some(at("2026-03-09T16:00:00.001Z"))
    );
    let told = story.sweep("2026-03-09T16:00:01Z");
    assert!(
        told.contains(&"breached") && told.contains(&"escalated"),
        "{told:?}"
    );
}

#[test]
fn a_clock_that_is_taken_up_after_a_withdrawal_tells_again() {
    let mut story = settled(two_promises(), "low");
    assert!(story.sweep("2026-03-09T16:01:00Z").contains(&"breached"));
    let solved = ("2026-03-09T15:30:00Z", "2026-03-09T16:10:00Z");
    let why = Some("solved on site");
    let facts = story
        .happens_for(solved, of_level(2), why, Act::Resolve)
        .unwrap();
    assert!(kinds(&facts).contains(&"breach_withdrawn"));
    let facts = story.agent("2026-03-10T09:00:00Z", Act::Reopen).unwrap();
    assert_eq!(kinds(&facts), ["reopened"]);
    assert_eq!(due(&story), "2026-03-10T09:30:00Z");
    let clock = story.clock("resolution");
    assert_eq!(
        (clock.cycle, clock.breached_at, clock.withdrawn),
        (2, None, false)
    );
    let told = story.sweep("2026-03-10T09:31:00Z");
    assert!(
        told.contains(&"breached") && told.contains(&"escalated"),
        "{told:?}"
    );
}

#[test]
fn a_clock_that_an_earlier_life_left_behind_does_not_rise() {
    let policy = desk(
        "changes: { reopen_within: 1 calendar day }\n\
         milestones: [picked]\n\
         metrics:\n  resolution: { targets: 8 business hours }\n\
         \x20 pickup: { starts: taken_in_charge, met_by: milestone picked, targets: 2 business hours }\n",
    );
    let mut story = settled(policy, "low");
    let take = Act::TakeInCharge(commands::TakeInCharge {
        agent: "agent".to_owned(),
        difficulty: None,
        commit_hours: None,
        reason: None,
    });
    story.agent("2026-03-09T08:30:00Z", take).unwrap();
    story.agent("2026-03-09T09:00:00Z", Act::Close).unwrap();
    story.agent("2026-03-16T09:00:00Z", Act::Reopen).unwrap();
    story.agent("2026-03-16T09:30:00Z", Act::Close).unwrap();
    story.agent("2026-03-16T09:40:00Z", Act::Reopen).unwrap();
    assert_eq!(
        phase(&story, "pickup", "2026-03-16T09:41:00Z"),
        Phase::Unanswered
    );
    assert_eq!(
        phase(&story, "resolution", "2026-03-16T09:41:00Z"),
        Phase::Running
    );
    assert_eq!(story.sweep("2026-03-16T09:41:00Z"), Vec::<&str>::new());
}

#[test]
fn what_a_machine_saw_needs_no_reason_and_disproves_by_itself() {
    let mut story = settled(two_promises(), "low");
    story.sweep("2026-03-09T09:30:00Z");
    let facts = story
        .happens(CALLED, ENTERED, Actor::System, reply())
        .unwrap();
    assert_eq!(kinds(&facts), ["replied", "breach_withdrawn"]);
}
