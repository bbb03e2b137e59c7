//! WHISE: sentences of its text that its policy alone shows.
use desk::ticket::Opening;

use crate::{means, opened, policy, priority};

#[test]
fn whise_defines_each_priority_in_the_words_of_its_text() {
    let whise = policy("whise");
    means(
        &whise,
        "urgent",
        &[
            "down",
            "severely degraded",
            "critically impacted",
            "fault",
            "no workaround",
        ],
    );
    means(
        &whise,
        "high",
        &[
            "Significant aspects",
            "negatively affected",
            "partial or no workarounds",
        ],
    );
    means(
        &whise,
        "normal",
        &[
            "General issues",
            "a feature or a set of features",
            "not impaired",
        ],
    );
    means(
        &whise,
        "low",
        &[
            "information",
            "assistance",
            "features",
            "little to no effect on business",
        ],
    );
}

#[test]
fn whise_takes_examples_of_its_text_for_the_priority_they_are_given_as() {
    let whise = policy("whise");
    for (body, expected) in [
        (
            "The transmission of listings to all portals is down.",
            "urgent",
        ),
        (
            "The service is down for everybody and there is no workaround.",
            "urgent",
        ),
        (
            "I need help with the installation of the plug-in, how do I begin?",
            "low",
        ),
        ("A question about the configuration of my account.", "low"),
        ("Could you send me information about the alpha?", "low"),
        ("When does the beta begin?", "low"),
    ] {
        assert_eq!(priority(&whise, body).as_deref(), Some(expected), "{body}");
    }
}

#[test]
fn whise_takes_tickets_by_mail_at_the_address_it_names() {
    let whise = policy("whise");
    assert_eq!(whise.reply_to, "support@whise.example.com");
    let by = |channel: &str| {
        let channel = Some(channel.to_owned());
        opened(
            &whise,
            Opening {
                channel,
                priority: Some("high".to_owned()),
                ..Opening::default()
            },
        )
    };
    assert!(whise.channels.contains(&"email".to_owned()));
    assert_eq!(
        by("email").clocks,
        by("portal").clocks,
        "mail is promised what the form is"
    );
}
