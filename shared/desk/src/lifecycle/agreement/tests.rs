//! Dates agreed with the customer, from the command to the clock.
use crate::clock::{Phase, explain, explain_in_words, next_due, steps, views};
use crate::lifecycle::story::{Story, at, classify};
use crate::lifecycle::{Act, DateGiven, Refusal, commands};
use crate::mail::{Promised, promises_of};
use crate::policy::{Policy, load};
use crate::ticket::{Opening, Status};

/// Deliveries are agreed, and until then there are two business days; repairs of high priority are not agreed.
fn policy() -> Policy {
    let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: Europe/Brussels\neffective_from: 2026-01-01\n\
         reply_to: support@acme.example.com\n\
         calendars: { office: { mon-fri: 09:00-17:00 } }\n\
         priorities: { high: High, normal: Normal, low: Low }\n\
         metrics:\n\
         \x20 delivery:\n\
         \x20   pauses: [waiting_on_requester]\n\
         \x20   targets:\n\
         \x20     - { when: priority = high, within: 4 business hours }\n\
         \x20     - { when: priority = normal, within: agreed, until_agreed: 2 business days }\n\
         \x20     - { within: agreed }\n\
         escalation:\n\
         \x20 standard: [{ at: 50%, notify: [lead] }, { before: 1 hour, notify: [lead] }, { after: due + 2 hours, notify: [lead] }]\n\
         roles: { lead: lead@acme.example.com }\n";
    load(text).unwrap()
}

const MONDAY: &str = "2026-06-01T10:00:00+02:00";

fn opened(priority: &str) -> Story {
    let mut story = Story::opens(policy(), MONDAY, Opening::default());
    story.agent(MONDAY, classify("", priority)).unwrap();
    story
}

fn agree(due: &str, reason: Option<&str>) -> Act {
    let due = format!("\"{due}\"");
    Act::AgreeDate(commands::AgreeDate {
        metric: "delivery".to_owned(),
        due: serde_json::from_str(&due).unwrap(),
        reason: reason.map(str::to_owned),
    })
}

fn phase(story: &Story, now: &str) -> Phase {
    views(&story.state, &story.policy, at(now))[0].phase
}

#[test]
fn until_a_date_is_agreed_what_stands_beside_it_holds() {
    let with_interim = opened("normal");
    assert_eq!(
        with_interim.due("delivery").unwrap(),
        "2026-06-03T08:00:00Z"
    );
    let without = opened("low");
    assert_eq!(without.due("delivery"), None);
    assert_eq!(phase(&without, MONDAY), Phase::Running);
    assert!(next_due(&without.state, &without.policy).is_none());
    let said = |story: &Story| explain_in_words(&story.state, &story.policy, at(MONDAY));
    let said = [said(&with_interim), said(&without)];
    assert!(
        said[0].contains("2 business days, until a date is agreed"),
        "{}",
        said[0]
    );
    assert!(
        said[1].contains("running, no due time (a date that is to be agreed)"),
        "{}",
        said[1]
    );
}

#[test]
fn an_agreed_date_is_due_whatever_pauses() {
    let mut story = opened("normal");
    story
        .agent(
            "2026-06-01T12:00:00+02:00",
            agree("2026-06-11T12:00:00+02:00", None),
        )
        .unwrap();
    let wait = Act::Wait(commands::EnterWait { status: None });
    story.agent("2026-06-02T12:00:00+02:00", wait).unwrap();
    assert_eq!(story.due("delivery").unwrap(), "2026-06-11T10:00:00Z");
    let account = &explain(&story.state, &story.policy)[0];
    assert_eq!(account.counted_minutes, 10 * 24 * 60);
    let ladder = steps(&story.policy, &story.state, story.clock("delivery"));
    let ladder: Vec<_> = ladder.iter().filter_map(|step| step.at).collect();
    assert_eq!(
        ladder,
        [
            "2026-06-06T10:00:00Z",
            "2026-06-11T09:00:00Z",
            "2026-06-11T12:00:00Z"
        ]
        .map(at),
        "half of the time since it was agreed, an hour before, two hours after"
    );
}

#[test]
fn a_day_counts_to_its_end_on_the_calendars_own_clock() {
    let mut story = opened("normal");
    story.agent(MONDAY, agree("2026-06-11", None)).unwrap();
    assert_eq!(story.due("delivery").unwrap(), "2026-06-11T22:00:00Z");
    let promise = &promises_of(&story.state, &story.policy, "en", None, at(MONDAY)).unwrap()[0];
    let because = Some("we have agreed on this date with you".to_owned());
    let due_at = at("2026-06-11T22:00:00Z");
    assert_eq!(promise.said, Promised::By { due_at, because });
}

#[test]
fn another_date_needs_a_reason_and_the_same_one_is_no_news() {
    let mut story = opened("normal");
    story.agent(MONDAY, agree("2026-06-11", None)).unwrap();
    let noon = "2026-06-02T12:00:00+02:00";
    assert_eq!(story.agent(noon, agree("2026-06-11", None)).unwrap(), []);
    let refused = story
        .agent(noon, agree("2026-06-12", Some(" ")))
        .unwrap_err();
    assert_eq!(refused.field(), Some("reason"));
    assert_eq!(refused.to_string(), "another date needs a `reason`");
    story
        .agent(noon, agree("2026-06-12", Some("the carrier is late")))
        .unwrap();
    assert_eq!(story.due("delivery").unwrap(), "2026-06-12T22:00:00Z");
}

#[test]
fn a_date_is_refused_that_is_past_or_that_nobody_promised() {
    let mut story = opened("normal");
    let past = story.agent("2026-06-02T12:00:00+02:00", agree("2026-06-01", None));
    assert_eq!(past.unwrap_err(), Refusal::InThePast { field: "due" });
    let mut high = opened("high");
    let refused = high.agent(MONDAY, agree("2026-06-11", None)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`metric` is not promised to this ticket by an agreed date"
    );
    let by_requester = story
        .requester(MONDAY, agree("2026-06-11", None))
        .unwrap_err();
    assert_eq!(by_requester, Refusal::NotAllowed { who: "an agent" });
    story.agent(MONDAY, Act::Resolve).unwrap();
    let refused = story.agent("2026-06-01T11:00:00+02:00", agree("2026-06-11", None));
    assert!(
        matches!(refused, Err(Refusal::WrongStatus { .. })),
        "{refused:?}"
    );
    let unread = serde_json::from_str::<DateGiven>("\"next week\"").unwrap_err();
    assert!(
        unread
            .to_string()
            .starts_with("`next week` is no date such as"),
        "{unread}"
    );
}

#[test]
fn a_change_of_priority_keeps_the_date_and_another_promise_replaces_it() {
    let mut story = opened("normal");
    story.agent(MONDAY, agree("2026-06-11", None)).unwrap();
    let change = |to: &str, correction: bool| {
        let to = to.to_owned();
        Act::ChangePriority(commands::ChangePriority { to, correction })
    };
    for (to, correction) in [("low", false), ("normal", true)] {
        story
            .agent("2026-06-02T12:00:00+02:00", change(to, correction))
            .unwrap();
        assert_eq!(
            story.due("delivery").unwrap(),
            "2026-06-11T22:00:00Z",
            "{to}"
        );
        assert_eq!(story.clock("delivery").promised_from(), at(MONDAY), "{to}");
    }
    story
        .agent("2026-06-02T12:00:00+02:00", change("high", false))
        .unwrap();
    assert_eq!(story.due("delivery").unwrap(), "2026-06-02T14:00:00Z");
    story
        .agent("2026-06-02T12:30:00+02:00", change("low", false))
        .unwrap();
    assert_eq!(story.due("delivery").unwrap(), "2026-06-11T22:00:00Z");
}

#[test]
fn a_date_that_is_agreed_after_the_promise_was_late_leaves_it_late_and_is_one_of_its_own() {
    let mut story = opened("normal");
    assert!(
        story
            .sweep("2026-06-03T11:00:00+02:00")
            .contains(&"breached")
    );
    story
        .agent("2026-06-03T12:00:00+02:00", agree("2026-06-04", None))
        .unwrap();
    let clock = story.clock("delivery");
    assert_eq!((clock.cycle, clock.breached_at), (2, None));
    assert!(
        story
            .sweep("2026-06-05T00:01:00+02:00")
            .contains(&"breached")
    );
    story
        .agent("2026-06-05T10:00:00+02:00", Act::Resolve)
        .unwrap();
    let kinds: Vec<_> = story.facts.iter().map(|fact| fact.body.kind()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "breached").count(), 2);
    assert!(!kinds.contains(&"breach_withdrawn"));
    assert_eq!(phase(&story, "2026-06-05T10:00:00+02:00"), Phase::MetLate);
}

#[test]
fn a_ticket_that_is_reopened_after_its_date_needs_another_and_before_it_does_not() {
    let reopened = |when: &str| {
        let mut story = opened("normal");
        story.agent(MONDAY, agree("2026-06-04", None)).unwrap();
        story
            .agent("2026-06-02T10:00:00+02:00", Act::Resolve)
            .unwrap();
        story.requester(when, Act::Reopen).unwrap();
        assert_eq!(story.state.status, Status::Open);
        story
    };
    let in_time = reopened("2026-06-03T10:00:00+02:00");
    assert_eq!(in_time.due("delivery").unwrap(), "2026-06-04T22:00:00Z");
    let mut later = reopened("2026-06-05T10:00:00+02:00");
    assert_eq!(
        later.due("delivery").unwrap(),
        "2026-06-09T08:00:00Z",
        "two business days from then"
    );
    let anew = agree("2026-06-12", None);
    later.agent("2026-06-05T11:00:00+02:00", anew).unwrap();
    assert_eq!(later.due("delivery").unwrap(), "2026-06-12T22:00:00Z");
    let much_later = reopened("2026-07-01T10:00:00+02:00");
    assert_eq!(much_later.due("delivery").unwrap(), "2026-07-03T08:00:00Z");
    assert_eq!(much_later.clock("delivery").agreed, None);
}
