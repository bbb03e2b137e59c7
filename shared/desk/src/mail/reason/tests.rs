//! Promises of the five shipped desks, in five languages.
use std::fmt::Write;

use super::*;
use crate::lifecycle::story::{Story, at, shipped};
use crate::lifecycle::{Act, commands};
use crate::ticket::Opening;

const MONDAY: &str = "2026-03-09T10:00:00Z";

fn opened(desk: &str, plan: &str, ticket_type: &str, priority: &str) -> Story {
    let some = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let opening = Opening {
        plan: some(plan),
        ticket_type: some(ticket_type),
        priority: some(priority),
        ..Opening::default()
    };
    Story::opens(shipped(desk), MONDAY, opening)
}

fn said(story: &Story, locale: &str) -> String {
    let promises = promises_of(&story.state, &story.policy, locale, None, at(MONDAY)).unwrap();
    let mut said = String::new();
    for promise in promises {
        let what = match promise.said {
            Promised::InWords(words) => format!("“{words}”"),
            Promised::By { due_at, because } => {
                let because = because.map(|because| format!("\n    … {because}"));
                format!("by {}{}", due_at.to_rfc3339(), because.unwrap_or_default())
            }
        };
        let _ = writeln!(said, "  {locale} {} {what}", promise.metric_label);
    }
    said.replace('\u{A0}', "⍽")
}

#[test]
fn every_shipped_desk_says_why_in_five_languages() {
    let mut all = String::new();
    for (desk, plan, ticket_type, priority) in [
        ("whise", "", "", "urgent"),
        ("wotnot", "enterprise", "bug", "p1"),
        ("wotnot", "lite", "bug", "p3"),
        ("wotnot", "starter", "other_questions", ""),
        ("whitevision", "", "vraag", ""),
        ("whitevision", "", "ocr", ""),
        ("whitevision", "", "storing", "acuut"),
        ("webpro", "", "bug", ""),
        ("wep", "", "", "p1"),
        ("wep", "", "", "p4"),
    ] {
        let story = opened(desk, plan, ticket_type, priority);
        let _ = writeln!(all, "{desk} {plan} {ticket_type} {priority}");
        for locale in ["en", "nl", "fr", "de", "it"] {
            all.push_str(&said(&story, locale));
        }
    }
    let mut taken = opened("webpro", "", "bug", "");
    let take = Act::TakeInCharge(commands::TakeInCharge {
        agent: "agent".to_owned(),
        difficulty: Some("simple".to_owned()),
        commit_hours: Some(4.into()),
        reason: None,
    });
    taken.agent(MONDAY, take).unwrap();
    all.push_str("webpro, committed\n");
    for locale in ["en", "nl", "fr", "de", "it"] {
        all.push_str(&said(&taken, locale));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_is_met_or_broken_is_no_longer_promised() {
    let mut story = opened("wotnot", "enterprise", "bug", "p1");
    let labels = |story: &Story, now: &str| -> Vec<String> {
        let promises = promises_of(&story.state, &story.policy, "en", None, at(now)).unwrap();
        promises.into_iter().map(|said| said.metric_label).collect()
    };
    assert_eq!(labels(&story, MONDAY), ["First response", "Resolution"]);
    assert_eq!(labels(&story, "2026-03-09T11:00:00Z"), ["Resolution"]);
    story
        .agent(MONDAY, Act::Reply(commands::Reply { text: None }))
        .unwrap();
    assert_eq!(labels(&story, MONDAY), ["Resolution"]);
}
