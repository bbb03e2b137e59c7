//! WotNot: sentences of its text that its policy alone shows.
use desk::lifecycle::admit;
use desk::ticket::Opening;

use crate::{means, policy, priority};

#[test]
fn wotnot_opens_to_each_plan_the_channels_of_its_column_and_no_other() {
    let wotnot = policy("wotnot");
    let all = [
        "portal",
        "email",
        "slack",
        "phone",
        "account_manager",
        "chat",
    ];
    for (plan, open) in [
        ("lite", &["portal"][..]),
        ("starter", &["portal"]),
        ("premium", &["portal", "email", "account_manager"]),
        (
            "enterprise",
            &["portal", "email", "slack", "phone", "account_manager"],
        ),
    ] {
        let taken = all.iter().filter(|channel| {
            let opening = Opening {
                plan: Some(plan.to_owned()),
                channel: Some((**channel).to_owned()),
                ..Opening::default()
            };
            admit(&wotnot, &opening).is_ok()
        });
        let taken: Vec<_> = taken.copied().collect();
        assert_eq!(taken, open, "{plan}");
    }
}

#[test]
fn wotnot_defines_each_priority_in_the_words_of_its_text() {
    let wotnot = policy("wotnot");
    for (priority, name, words) in [
        ("p1", "P1 - Critical", &["System down", "outage"][..]),
        ("p2", "P2 - Major", &["core feature", "broken"]),
        ("p3", "P3 - Minor", &["workaround exists"]),
    ] {
        means(&wotnot, priority, words);
        let rank = wotnot.priority_rank(priority).unwrap();
        assert_eq!(wotnot.words(&wotnot.priorities[rank].name, "en"), name);
    }
    for (body, expected) in [
        ("There is an outage, the system is down.", "p1"),
        (
            "Our bots do not answer at all, a core feature is broken.",
            "p2",
        ),
        (
            "The list is in the wrong order, there is a workaround.",
            "p3",
        ),
    ] {
        assert_eq!(priority(&wotnot, body).as_deref(), Some(expected), "{body}");
    }
    let link = wotnot.words(&wotnot.links[0].label, "en");
    for word in ["Create a ticket", "Help", "your account"] {
        assert!(link.contains(word), "{link}");
    }
}
