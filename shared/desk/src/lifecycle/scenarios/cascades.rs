//! Cascades of rules: one starts another only where it is told to.
use super::{MONDAY, desk, of, settled};
use crate::lifecycle::story::{Story, words};
use crate::lifecycle::{Act, commands};
use crate::ticket::Opening;

fn rules(rules: &str) -> String {
    format!(
        "metrics: {{ resolution: {{ targets: 40 business hours, pauses: [waiting_on_requester] }} }}\n\
         roles: {{ team_lead: lead@acme.example.com }}\nrules:\n{rules}"
    )
}

/// The rules that were followed when a ticket of 50 users came in.
fn followed(text: &str) -> (Vec<String>, Option<String>) {
    let opening = Opening {
        fields: words(&[("users", "50")]),
        ..of("mid")
    };
    let story = Story::opens(desk(&rules(text)), MONDAY, opening);
    (applied(&story), story.state.subject.priority)
}

fn applied(story: &Story) -> Vec<String> {
    let causes = story.facts.iter();
    let rules = causes.filter(|fact| fact.body.kind() == "rule_applied");
    rules
        .map(|fact| {
            serde_json::to_value(fact).unwrap()["rule"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect()
}

const RAISED: &str = "  - { id: many, when: field.users > 10, do: { raise: 1 } }\n";
const TOLD: &str = "  - { id: told, when: priority = high, do: { notify: [team_lead] } }\n";

#[test]
fn a_rule_that_is_not_told_to_starts_no_other() {
    let (rules, priority) = followed(&format!("{RAISED}{TOLD}"));
    assert_eq!(
        (rules, priority.as_deref()),
        (vec!["many".to_owned()], Some("high"))
    );
}

#[test]
fn a_rule_that_cascades_starts_those_whose_condition_it_makes_true() {
    let raised = RAISED.replace("{ raise: 1 } }", "{ raise: 1 }, cascade: yes }");
    // Wherever in the file the other stands.
    for text in [format!("{raised}{TOLD}"), format!("{TOLD}{raised}")] {
        let (rules, priority) = followed(&text);
        assert_eq!(
            (rules, priority.as_deref()),
            (vec!["many".to_owned(), "told".to_owned()], Some("high"))
        );
    }
}

#[test]
fn rules_that_start_each_other_end() {
    let (rules, priority) = followed(
        "  - { id: up, when: field.users > 10 and priority = mid, do: { raise: 1 }, cascade: yes }\n\
         \x20 - { id: down, when: priority = high, do: { lower: 1 }, cascade: yes }\n",
    );
    assert_eq!(
        (rules, priority.as_deref()),
        (vec!["up".to_owned(), "down".to_owned()], Some("mid"))
    );
}

#[test]
fn what_silence_does_starts_others_only_where_it_cascades() {
    for (cascade, expected) in [
        ("", vec!["silent"]),
        (", cascade: yes", vec!["silent", "thanks"]),
    ] {
        let text = format!(
            "  - {{ id: silent, when: status = waiting_on_requester, after: 2 business days, do: {{ status: resolved }}{cascade} }}\n\
             \x20 - {{ id: thanks, when: status = resolved, do: {{ notify: [team_lead] }} }}\n"
        );
        let mut story = settled(desk(&rules(&text)), "low");
        story
            .agent(
                "2026-03-09T10:00:00Z",
                Act::Wait(commands::EnterWait { status: None }),
            )
            .unwrap();
        story.sweep("2026-03-11T10:00:00Z");
        assert_eq!(applied(&story), expected);
    }
}
