//! The work that a big policy takes: tickets tried and due instants counted, however fast the machine is.
use std::fmt::Write;

use super::{Samples, look};
use crate::policy::compile_with;

const PRIORITIES: usize = 4;

/// A desk of so many plans, types and add-ons, each of which says something of its own.
fn big(plans: usize, types: usize, add_ons: usize) -> String {
    let mut text = String::from(
        "desk: big\nname: Big\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
         reply_to: help@big.example.com\ncalendars: { office: { mon-fri: 09:00-17:00 }, late: { mon-sat: 08:00-20:00 } }\n\
         priorities: { p0: A, p1: B, p2: C, p3: D }\nclassify: { default: { type: t0, priority: p3 } }\n\
         notices: { received: { text: acknowledgement } }\nplans:\n",
    );
    for plan in 0..plans {
        let hours = if plan % 2 == 0 { "office" } else { "late" };
        writeln!(text, "  plan{plan}: {{ hours: {hours} }}").unwrap();
    }
    text.push_str("types:\n");
    for one in 0..types {
        writeln!(text, "  t{one}: {{ priorities: [p0, p1, p2, p3] }}").unwrap();
    }
    text.push_str("add_ons:\n");
    for one in 0..add_ons {
        let of = one % types;
        let hours = if one % 3 == 0 { "hours: 24x7, " } else { "" };
        writeln!(
            text,
            "  extra{one}: {{ {hours}targets: {{ first_response: [{{ when: type = t{of}, within: {} elapsed minutes }}] }} }}",
            one + 1
        )
        .unwrap();
    }
    text.push_str("metrics:\n");
    let metrics = [
        ("first_response", "{ fact: reply, who: agent }", 30),
        ("resolution", "resolved", 600),
    ];
    for (name, met_by, minutes) in metrics {
        writeln!(
            text,
            "  {name}:\n    met_by: {met_by}\n    ladder: none\n    targets:"
        )
        .unwrap();
        for plan in 0..plans {
            for priority in 0..PRIORITIES {
                writeln!(
                    text,
                    "      - {{ when: plan = plan{plan} and priority = p{priority}, within: {} business minutes }}",
                    minutes * (priority + 1) + plan
                )
                .unwrap();
            }
        }
    }
    text
}

fn tried(text: &str) -> usize {
    let mut tried = 0;
    let checked = compile_with(text, |policy, places, found| {
        let samples = Samples::of(policy);
        look(&samples, places, found);
        tried = samples.tried();
    });
    assert_eq!(checked.map(|checked| checked.warnings), Ok(Vec::new()));
    tried
}

#[test]
fn a_big_policy_is_tried_on_the_tickets_that_its_rows_tell_apart_and_not_on_every_one() {
    let small = tried(&big(2, 3, 3));
    let large = tried(&big(10, 12, 15));
    assert!(small > 0);
    // 480 kinds of tickets with any of 15 add-ons under two metrics are 14,400 pairs: at 21 instants each, more than
    // 600,000 tries.
    assert!(large < 45_000, "{large} tries, {small} of the small one");
}
