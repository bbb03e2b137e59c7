//! Sentences of the five published texts that their policies alone show: definitions, questions, channels, teams.
#![expect(
    clippy::unwrap_used,
    reason = "a policy that does not load, or a ticket that does not open, fails its test"
)]
use std::collections::BTreeSet;

use desk::classify::{Proposal, propose};
use desk::lifecycle::{Act, Command, Roster, admit, commands, decide};
use desk::policy::{Policy, compile};
use desk::ticket::{Actor, Opening, State};
use desk::time::Instant;

fn policy(desk: &str) -> Policy {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/policies");
    let text = std::fs::read_to_string(format!("{folder}/{desk}.yaml")).unwrap();
    compile(&text).unwrap().policy
}

/// Monday, noon in all the offices.
fn now() -> Instant {
    "2026-03-09T11:00:00Z".parse().unwrap()
}

fn after(state: Option<&State>, by: Actor, act: impl Into<Act>, policy: &Policy) -> State {
    let command = Command {
        by,
        occurred_at: now(),
        cause: format!("{}", state.map_or(0, |state| state.version)),
        act: act.into(),
    };
    let decision = decide(state, &command, policy, &Roster::default(), now());
    decision.unwrap().state
}

fn opened(policy: &Policy, opening: Opening) -> State {
    let open = commands::Open {
        opening,
        requester: "requester".to_owned(),
        request_hash: String::new(),
        policy_version: String::new(),
        reference: String::new(),
        missing: Vec::new(),
    };
    after(None, Actor::Requester, open, policy)
}

/// What a message with these answers is taken for.
fn read(policy: &Policy, body: &str, answers: &[(&str, &str)]) -> Proposal {
    let answers = answers.iter();
    let opening = Opening {
        answers: answers
            .map(|(question, answer)| ((*question).to_owned(), (*answer).to_owned()))
            .collect(),
        ..Opening::default()
    };
    propose(policy, &opened(policy, opening), "", body)
}

fn priority(policy: &Policy, body: &str) -> Option<String> {
    read(policy, body, &[]).priority
}

/// The definition of a priority in the desk's own language holds each of these words of the text.
fn means(policy: &Policy, priority: &str, words: &[&str]) {
    let rank = policy.priority_rank(priority).unwrap();
    let means = policy.words(&policy.priorities[rank].means, &policy.locales[0]);
    for word in words {
        assert!(means.contains(word), "{priority}, {word}: {means}");
    }
}

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

#[test]
fn wep_takes_questions_by_mail_at_the_address_it_names() {
    let wep = policy("wep");
    assert_eq!(wep.reply_to, "nerds@wep.example.com");
    assert!(wep.channels.contains(&"email".to_owned()));
    let by = |channel: &str| {
        let opening = Opening {
            channel: Some(channel.to_owned()),
            ..Opening::default()
        };
        assert_eq!(admit(&wep, &opening), Ok(()));
        opened(&wep, opening)
    };
    let found = propose(&wep, &by("email"), "", "A question about the calendar.");
    assert_eq!(found.priority.as_deref(), Some("p4"));
    assert_eq!(
        by("email").clocks,
        by("portal").clocks,
        "mail is promised what the form is"
    );
}

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

#[test]
fn whitevision_turns_nobody_away_who_uses_its_software() {
    let whitevision = policy("whitevision");
    assert!(whitevision.intake.open_to.is_empty());
    for group in [None, Some("customer"), Some("user")] {
        let group = group.map(|group| ("group".to_owned(), group.to_owned()));
        let opening = Opening {
            contact: group.into_iter().collect(),
            channel: Some("portal".to_owned()),
            ..Opening::default()
        };
        assert_eq!(admit(&whitevision, &opening), Ok(()));
    }
}

#[test]
fn whitevision_asks_what_it_needs_to_judge_a_report() {
    let whitevision = policy("whitevision");
    let questions = whitevision.classify.questions.iter();
    let asked: Vec<_> = questions.map(|question| question.id.as_str()).collect();
    assert_eq!(asked, ["stilstand", "doorwerken", "factuur_vaak"]);
    for (answers, expected) in [
        (&[("stilstand", "yes")][..], "acuut"),
        (&[("doorwerken", "no")], "hoog"),
        (&[("doorwerken", "yes")], "regulier"),
    ] {
        let found = read(&whitevision, "Een storing.", answers);
        assert_eq!(found.priority.as_deref(), Some(expected), "{answers:?}");
    }
    let ocr = whitevision.types["ocr"].proper.as_ref().unwrap();
    assert_eq!(
        (ocr.attachments, ocr.one_per.as_deref()),
        (1, Some("invoice"))
    );
    assert!(ocr.fields.contains(&"description".to_owned()));
}

#[test]
fn whitevision_says_in_its_own_texts_what_becomes_of_wishes_and_of_occasional_invoices() {
    let whitevision = policy("whitevision");
    for (text, words) in [
        (
            "wens",
            &[
                "inspiratie",
                "voortgang",
                "niet op de hoogte",
                "releasenotes",
            ][..],
        ),
        (
            "niet_individueel",
            &["af en toe", "niet altijd individueel"],
        ),
        (
            "ocr",
            &[
                "binnen een week",
                "Niet alle OCR-vragen",
                "slechte kwaliteit",
                "vaak worden verwerkt gaan voor",
            ],
        ),
    ] {
        let said = whitevision.words(&whitevision.texts[text], "nl");
        for word in words {
            assert!(said.contains(word), "{text}, {word}: {said}");
        }
    }
}

#[test]
fn a_quoted_question_of_whitevision_goes_on_once_it_is_agreed_to_without_losing_time() {
    let whitevision = policy("whitevision");
    for metric in &whitevision.metrics {
        let stands = metric
            .pauses
            .iter()
            .any(|status| status == "awaiting_approval");
        assert_eq!(stands, metric.name == "resolution", "{}", metric.name);
    }
}

#[test]
fn webpro_takes_every_request_by_the_online_support_whatever_the_product() {
    let webpro = policy("webpro");
    assert_eq!(webpro.channels, ["portal", "api"]);
    assert!(
        webpro.areas.is_empty() && webpro.plans.is_empty(),
        "no product is left out"
    );
    let redirect = webpro.words(webpro.intake.redirect.as_ref().unwrap(), "fr");
    assert!(
        redirect.contains("créer un ticket dans notre support en ligne"),
        "{redirect}"
    );
    for channel in ["email", "phone", "chat"] {
        let opening = Opening {
            channel: Some(channel.to_owned()),
            organisation: [("group".to_owned(), "customer".to_owned())].into(),
            ..Opening::default()
        };
        assert!(admit(&webpro, &opening).is_err(), "{channel}");
    }
}

/// Areas of WEP with their names and the members of their teams: one letter for each person of the text, who has the same in
/// every team.
const AREAS: [(&str, &str, &[&str]); 10] = [
    ("website", "Website", &["web_a", "web_b", "web_c"]),
    ("omgt_crm", "OMGT / CRM", &["crm_a", "crm_b", "crm_c"]),
    ("mywep", "MyWEP", &["crm_a", "crm_c"]),
    ("justcall", "JustCall", &["l1_a", "l1_b"]),
    ("zoho", "Zoho", &["zoho_a", "l1_d"]),
    ("office", "Office.com", &["l1_a", "l1_b"]),
    ("cyber_security", "Cyber Security", &["l1_a"]),
    ("hardware", "Hardware", &["l1_a", "l1_b"]),
    ("bamboo", "Bamboo", &["crm_c"]),
    ("formstack", "Formstack", &["crm_c"]),
];

#[test]
fn each_area_of_wep_goes_to_its_own_people_at_level_2_and_to_nobody_else() {
    let wep = policy("wep");
    assert_eq!(
        wep.teams["first_line"].members,
        ["l1_a", "l1_b", "l1_c", "l1_d"]
    );
    assert_eq!(wep.areas.len(), AREAS.len());
    for (area, name, members) in AREAS {
        let known = &wep.areas[area];
        assert_eq!(wep.words(&known.name, "en"), name);
        let team = &wep.teams[known.team.as_ref().unwrap()];
        assert_eq!(team.level, 2, "{area}");
        assert_eq!(team.members, members, "{area}");
        let first = opened(
            &wep,
            Opening {
                area: Some(area.to_owned()),
                ..Opening::default()
            },
        );
        assert_eq!(
            (first.level, first.team.as_deref()),
            (1, Some("first_line")),
            "{area}"
        );
        let triage = commands::Classify {
            ticket_type: None,
            priority: Some("p3".to_owned()),
            area: None,
            trace: Vec::new(),
            sure: true,
            correction: false,
        };
        let first = after(Some(&first), Actor::System, triage, &wep);
        let by = Actor::Agent {
            id: "l1_c".to_owned(),
            level: 1,
        };
        let hand_over = commands::HandOver {
            to_level: 2,
            team: None,
        };
        let second = after(Some(&first), by, hand_over, &wep);
        assert_eq!(
            (second.level, second.team.as_ref()),
            (2, known.team.as_ref()),
            "{area}"
        );
        let assignee = second.assignee.unwrap();
        assert!(members.contains(&assignee.as_str()), "{area}: {assignee}");
    }
    let levels: BTreeSet<_> = wep.teams.values().map(|team| team.level).collect();
    assert_eq!(levels, BTreeSet::from([1, 2, 3]));
}
