//! Cases that must fail, each by the word or value that is wrong, and lists of several ladders.
use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::run;
use crate::Failure;

const POLICY: &str = r#"
desk: acme
name: Acme
locales: [en]
zone: UTC
effective_from: 2026-01-01
reply_to: help@acme.example.com
channels: [email]
calendars:
  office: { zone: UTC, mon-fri: "09:00-17:00" }
types:
  incident: { priorities: [high, normal] }
priorities: { high: High, normal: Normal }
metrics:
  pickup:
    met_by: taken_in_charge
    ladder: early
    targets: [{ when: priority = high, within: 1 elapsed hour }, { within: none }]
  answer:
    starts: taken_in_charge
    met_by: { fact: reply, who: agent }
    ladder: none
    targets: 1 elapsed hour
  resolution:
    met_by: resolved
    ladder: late
    commitment: { easy: 1-4 elapsed hours }
    targets:
      - { when: priority = high, within: committed }
      - { within: 8 elapsed hours }
classify:
  default: { type: incident }
  ask:
    down: Is it down?
    scope: { text: Who is affected?, options: [one, all] }
  rules:
    - { id: down, when: down = yes, set: { priority: high } }
    - { id: scope, when: scope = all, set: { priority: high } }
  matrix:
    impact: [wide, narrow]
    urgency: [soon, later]
    priority: [[high, normal], [normal, normal]]
escalation:
  early:
    - { at: 50%, notify: [lead], cc: [boss, owner] }
    - { at: due, notify: [boss] }
  late:
    - { at: due, notify: [lead, boss], cc: owner }
roles: { lead: lead@acme.example.com, boss: boss@acme.example.com, owner: owner@acme.example.com }
"#;

const OPENED: &str = "2026-06-01T09:00:00Z";

/// Runs one case, made of a ticket, a timeline and expectations.
fn outcome(ticket: Json, timeline: Json, expect: Json) -> Result<(), Failure> {
    let case = json!({
        "id": "x", "desk": "acme", "ticket": ticket, "opened_at": OPENED, "timeline": timeline, "expect": expect,
    });
    run_case(case)
}

fn run_case(case: Json) -> Result<(), Failure> {
    let compiled = desk::policy::compile(POLICY)
        .map_err(|findings| findings.iter().map(ToString::to_string).collect::<String>());
    let policy = Arc::new(compiled.unwrap().policy);
    let mut find = |desk: &str| match desk {
        "acme" => Ok(Arc::clone(&policy)),
        other => Err(format!("none of `{other}`")),
    };
    let file = json!({ "cases": [case] }).to_string();
    run(&file, &mut find).unwrap().remove(0).result
}

fn why(outcome: Result<(), Failure>) -> Vec<String> {
    let failure = outcome.expect_err("the case must fail");
    failure.mismatches.iter().map(ToString::to_string).collect()
}

fn high() -> Json {
    json!({ "type": "incident", "priority": "high" })
}

fn at(event: &str, more: Json) -> Json {
    let mut event = json!({ "event": event, "at": "2026-06-01T10:00:00Z" });
    let fields = event.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    event
}

#[test]
fn an_unknown_word_fails_its_case_by_name() {
    let pickup = || json!({ "pickup": "2026-06-01T10:00:00Z" });
    let fine = outcome(high(), json!([]), pickup());
    assert_eq!(fine, Ok(()));
    let ticket = |field: &str, value: Json| {
        outcome(
            json!({ field: value }),
            json!([]),
            json!({"priority": null}),
        )
    };
    let event = |event: Json| outcome(high(), json!([event]), pickup());
    let expects = |word: &str, value: Json| outcome(high(), json!([]), json!({ word: value }));
    for (outcome, word) in [
        (ticket("colour", json!("red")), "colour"),
        (ticket("plan", json!("gold")), "gold"),
        (ticket("add_ons", json!(["fast"])), "fast"),
        (ticket("type", json!("wish")), "wish"),
        (ticket("priority", json!("p9")), "p9"),
        (ticket("area", json!("crm")), "crm"),
        (ticket("channel", json!("pigeon")), "pigeon"),
        (ticket("answers", json!({ "up": true })), "up"),
        (ticket("answers", json!({ "down": "maybe" })), "maybe"),
        (ticket("answers", json!({ "down": "YES" })), "YES"),
        (ticket("answers", json!({ "down": null })), "null"),
        (ticket("answers", json!({ "scope": "some" })), "some"),
        (ticket("answers", json!({ "impact": "huge" })), "huge"),
        (ticket("answers", json!({ "urgency": "now" })), "now"),
        (
            ticket("organisation", json!({ "region": ["eu"] })),
            "region",
        ),
        (event(at("exploded", json!({}))), "exploded"),
        (event(at("resolved", json!({ "by": "me" }))), "by"),
        (event(at("priority_changed", json!({}))), "to"),
        (event(at("priority_changed", json!({ "to": "p9" }))), "p9"),
        (
            event(at("milestone", json!({ "name": "shipped" }))),
            "shipped",
        ),
        (
            event(at("contacted", json!({ "channel": "pigeon" }))),
            "pigeon",
        ),
        (event(at("escalated", json!({ "to_level": 0 }))), "level 0"),
        (
            event(at("escalated", json!({ "to_level": 77 }))),
            "level 77",
        ),
        (
            event(at("answers_changed", json!({ "answers": { "up": "yes" } }))),
            "up",
        ),
        (
            event(at("answers_changed", json!({ "answers": {} }))),
            "answers",
        ),
        (
            event(at(
                "taken_in_charge",
                json!({ "difficulty": "absurd", "commit_hours": 2 }),
            )),
            "absurd",
        ),
        (
            event(at(
                "taken_in_charge",
                json!({ "difficulty": "easy", "commit_hours": "2" }),
            )),
            "invalid type",
        ),
        (
            event(json!({ "event": "resolved", "at": "2026-05-01T10:00:00Z" })),
            "opened_at",
        ),
        (expects("first_response", json!(null)), "first_response"),
        (
            expects("first_response_ladder", json!(null)),
            "first_response",
        ),
        (
            expects("resolutions", json!("2026-06-01T17:00:00Z")),
            "resolutions",
        ),
        (expects("notified", json!({ "answer": [] })), "answer"),
        (expects("notified", json!({ "nothing": [] })), "nothing"),
        (expects("notified", json!("lead")), "lead"),
        (expects("pickup", json!("refused")), "refused"),
        (outcome(high(), json!([]), json!({})), "expect"),
        (
            run_case(json!({ "id": "x", "desk": "acme", "opened_at": OPENED })),
            "expect",
        ),
        (
            run_case(json!({ "desk": "acme", "expects": {}, "opened_at": OPENED })),
            "expects",
        ),
        (
            run_case(json!({ "desk": "acmee", "expect": {}, "opened_at": OPENED })),
            "acmee",
        ),
    ] {
        let told = why(outcome).join("; ");
        assert!(told.contains(word), "{word}: {told}");
    }
}

#[test]
fn every_mismatch_of_a_case_is_shown_with_what_was_counted_in_words() {
    let timeline = json!([at("closed", json!({})), at("resolved", json!({}))]);
    let expect = json!({
        "first_response": null, "pickup": "2026-06-01T10:01:00Z", "priority": "normal", "resolution": "soon",
    });
    let failure = outcome(json!({ "priority": "high" }), timeline, expect).unwrap_err();
    let told: Vec<_> = failure.mismatches.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "expected metric of the policy: pickup, answer, resolution, got unknown metric `first_response`",
            "expected every event accepted, got refused: `resolved`: the ticket is closed; open a new one or reopen it",
            "expected pickup = \"2026-06-01T10:01:00Z\", got pickup = \"2026-06-01T10:00:00Z\"",
            "expected priority = \"normal\", got priority = \"high\"",
            "expected resolution = \"soon\", got resolution = null",
        ]
    );
    let shown = failure.explanation;
    for line in [
        "answer: not started",
        "promise: 1 elapsed hour (policy line 18), counted around the clock from Mon 2026-06-01 09:00:00 +00:00",
        "counted Mon 2026-06-01 09:00:00 +00:00 to Mon 2026-06-01 10:00:00 +00:00      60 min",
        "step 1: Mon 2026-06-01 09:30:00 +00:00",
    ] {
        assert!(shown.contains(line), "{line}:\n{shown}");
    }
}

#[test]
fn a_case_of_several_ladders_lists_the_steps_of_each_in_the_policys_order() {
    let both = json!([
        ["lead", "cc:boss", "cc:owner"],
        ["boss"],
        ["lead", "boss", "cc:owner"]
    ]);
    let early = json!([["lead", "cc:boss", "cc:owner"], ["boss"]]);
    let normal = json!([["lead", "boss", "cc:owner"]]);
    let commit = json!([at(
        "taken_in_charge",
        json!({ "difficulty": "easy", "commit_hours": 2 })
    )]);
    let pickup_ladder = json!(["2026-06-01T09:30:00Z", "2026-06-01T10:00:00Z"]);
    let late_ladder = json!(["2026-06-01T11:00:00Z"]);
    let named = json!({ "resolution_ladder": late_ladder, "pickup_ladder": pickup_ladder, "notified": both });
    assert_eq!(outcome(high(), commit.clone(), named.clone()), Ok(()));
    for wrong in [
        json!([
            ["lead", "boss", "cc:owner"],
            ["lead", "cc:boss", "cc:owner"],
            ["boss"]
        ]),
        json!([["lead"], ["boss"], ["lead", "boss"]]),
        early.clone(),
        json!([
            ["lead", "cc:owner", "cc:boss"],
            ["boss"],
            ["lead", "boss", "cc:owner"]
        ]),
    ] {
        let mut expect = named.clone();
        expect["notified"] = wrong.clone();
        let told = why(outcome(high(), commit.clone(), expect));
        assert_eq!(told.len(), 1, "{wrong}: {told:?}");
    }
    // Without a clock a ladder has no steps: nothing is promised about the pick-up of this one.
    let ticket = json!({ "type": "incident", "priority": "normal" });
    let expect =
        json!({ "pickup": null, "resolution": "2026-06-01T17:00:00Z", "notified": normal });
    assert_eq!(outcome(ticket, json!([]), expect), Ok(()));
    // One ladder alone, with its copies or, as lists were written before, with none.
    for one in [early, json!([["lead"], ["boss"]])] {
        let expect = json!({ "pickup_ladder": pickup_ladder, "notified": one });
        assert_eq!(outcome(high(), commit.clone(), expect), Ok(()));
    }
    let by_metric = json!({ "notified": { "pickup": [["lead"], ["boss"]], "resolution": normal } });
    assert_eq!(outcome(high(), commit.clone(), by_metric), Ok(()));
    let copies_the_wrong =
        json!({ "pickup_ladder": pickup_ladder, "notified": [["lead", "cc:boss"], ["boss"]] });
    assert_eq!(why(outcome(high(), commit, copies_the_wrong)).len(), 1);
}

#[test]
fn only_a_refused_commitment_is_excused_by_expecting_it() {
    let long = at(
        "taken_in_charge",
        json!({ "difficulty": "easy", "commit_hours": 9 }),
    );
    let refused = json!({ "resolution": "refused" });
    assert_eq!(outcome(high(), json!([long]), refused.clone()), Ok(()));
    let (closed, resolved) = (at("closed", json!({})), at("resolved", json!({})));
    let told = why(outcome(high(), json!([long, closed, resolved]), refused));
    assert!(
        told.len() == 1 && told[0].contains("`resolved`"),
        "{told:?}"
    );
    let told = why(outcome(
        high(),
        json!([long]),
        json!({ "pickup": "refused" }),
    ));
    assert!(told[0].contains("pickup = \"2026"), "{told:?}");
}
