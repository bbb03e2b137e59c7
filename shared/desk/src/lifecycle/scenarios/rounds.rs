//! Ladders that begin again after their last step.
use super::*;
use crate::clock::{steps, told_by_step};
use crate::lifecycle::story::at;
use crate::policy::compile;
use crate::time::Instant;

fn ringing(target: &str, after: &str) -> Policy {
    desk(&format!(
        "metrics: {{ resolution: {{ targets: {target} }} }}\n\
         escalation: {{ standard: {{ again: {{ after: {after}, times: 2 }}, steps: [\
         {{ at: due, notify: [assignee] }}, {{ at: 200%, when: priority = high, notify: [team_lead] }}, \
         {{ at: 225%, notify: [manager] }}] }} }}\n\
         roles: {{ assignee: a@acme.example.com, team_lead: l@acme.example.com, manager: m@acme.example.com }}\n"
    ))
}

fn came(story: &Story) -> Vec<i64> {
    let steps = steps(&story.policy, &story.state, story.clock("resolution"));
    steps
        .iter()
        .map(|step| step.at.unwrap().timestamp() / 60)
        .collect()
}

/// Counts minutes one by one, those of the office alone where it is business time.
fn after(from: i64, mut left: i64, business: bool) -> i64 {
    let mut minute = from;
    while left > 0 {
        let local = minute + 60;
        let (day, of_day) = (local.div_euclid(1440), local.rem_euclid(1440));
        let open = (day + 3).rem_euclid(7) < 5 && (540..1020).contains(&of_day);
        left -= i64::from(open || !business);
        minute += 1;
    }
    minute
}

#[test]
fn a_ladder_that_begins_again_keeps_its_spacing_in_the_clocks_time() {
    for (target, pause, business) in [
        ("2 business hours", "30 business minutes", true),
        ("2 elapsed hours", "30 elapsed minutes", false),
    ] {
        let policy = ringing(target, pause);
        for hour in [0, 3, 5, 7, 30, 100] {
            for (priority, spacing) in [("high", vec![0, 120, 30]), ("low", vec![0, 150])] {
                let opened = at(MONDAY).timestamp() / 60 + hour * 60;
                let when = Instant::from_timestamp(opened * 60, 0).unwrap();
                let when = when.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
                let mut story = Story::opens(policy.clone(), &when, of(priority));
                story.agent(&when, classify("", priority)).unwrap();
                let mut expected = Vec::new();
                let mut moment = after(opened, 120, business);
                for round in 0..3 {
                    moment = after(moment, if round == 0 { 0 } else { 30 }, business);
                    for gap in &spacing {
                        moment = after(moment, *gap, business);
                        expected.push(moment);
                    }
                }
                assert_eq!(came(&story), expected, "{target}, {priority}, {when}");
            }
        }
    }
}

#[test]
fn a_ladder_begins_again_until_somebody_acknowledges_and_tells_the_same_people() {
    let mut story = settled(ringing("2 elapsed hours", "1 elapsed hour"), "high");
    let told = told_by_step(&story.policy, &story.state, story.clock("resolution"));
    let round = ["assignee", "team_lead", "manager"];
    let told: Vec<_> = told.into_iter().flat_map(|told| told.notify).collect();
    assert_eq!(told, [round, round, round].concat());
    // Due at 10:00Z; the round ends at 12:30Z, and the next begins at 13:30Z.
    for (now, taken) in [
        ("2026-03-09T10:01:00Z", 1),
        ("2026-03-09T12:00:00Z", 2),
        ("2026-03-09T12:30:00Z", 3),
        ("2026-03-09T13:29:00Z", 3),
        ("2026-03-09T13:30:00Z", 4),
    ] {
        story.sweep(now);
        assert_eq!(story.clock("resolution").steps_done.len(), taken, "{now}");
    }
    let seen = "2026-03-09T13:40:00Z";
    story.agent(seen, Act::Acknowledge).unwrap();
    story.sweep("2026-03-10T13:30:00Z");
    assert_eq!(story.clock("resolution").steps_done.len(), 4);
}

#[test]
fn rounds_without_end_or_without_time_are_no_rounds() {
    let found = |again: &str| {
        let text = format!(
            "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
             reply_to: help@acme.example.com\nmetrics: {{ resolution: {{ targets: 4 elapsed hours }} }}\n\
             escalation: {{ standard: {{ steps: [{{ at: due, notify: [manager] }}], again: {again} }} }}\n\
             roles: {{ manager: m@acme.example.com }}\n"
        );
        compile(&text).unwrap_err()[0].message.clone()
    };
    assert_eq!(
        found("{ after: 1 hour, times: 21 }"),
        "a ladder comes again 1 to 20 times"
    );
    assert_eq!(
        found("{ after: 0 minutes, times: 2 }"),
        "the steps would come again at the same moment"
    );
}
