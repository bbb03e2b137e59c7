use super::*;
use crate::lifecycle::story::Story;
use crate::policy::compile;

/// A desk with three priorities and these `says` and `rules`.
fn policy(classify: &str) -> String {
    format!(
        "desk: acme\nname: Acme\nlocales: [en]\nzone: Europe/Brussels\neffective_from: 2026-01-01\n\
         reply_to: help@acme.example.com\nchannels: [portal]\n\
         calendars: {{ office: {{ mon-fri: \"09:00-17:00\" }} }}\n\
         priorities: {{ high: High, mid: Mid, low: Low }}\n\
         metrics: {{ first_response: {{ starts: received, met_by: reply, targets: 1 business hour }} }}\n\
         classify:\n  default: {{ priority: mid }}\n{classify}\n"
    )
}

const OUTAGE: &str = "  says:\n    over: { en: [works again] }\n  rules:\n    \
     - { id: outage, phrases: { en: [is/are down, outage, nobody ... work], nl: [ligt plat], \
       fr: [en panne] }, unless: [over], set: { priority: high } }\n    \
     - { id: slow, phrases: { en: [slow*] }, sure: no, set: { priority: low } }";

fn proposed(body: &str) -> Proposal {
    let policy = compile(&policy(OUTAGE)).unwrap().policy;
    let story = Story::opens(policy, "2026-03-09T09:00:00Z", Opening::default());
    propose(&story.policy, &story.state, "", body)
}

fn is_high(body: &str) -> bool {
    proposed(body).priority.as_deref() == Some("high")
}

#[test]
fn a_phrase_is_said_in_whole_words_of_one_sentence_whatever_its_case_and_accents() {
    assert!(is_high("The site IS DOWN!"));
    assert!(is_high("Nobody in our office can work"));
    assert!(is_high("Le site est én panne"));
    assert!(!is_high("the list is downloaded"));
    assert!(!is_high("We saw nobody. It does work"));
    assert!(!is_high("nobody we asked in all of the long day said work"));
}

#[test]
fn a_denial_before_a_phrase_in_its_clause_turns_it_round() {
    for denied in [
        "This is not an outage",
        "no outage, just a question",
        "It isn't really an outage",
        "Ce n'est pas en panne",
    ] {
        assert!(!is_high(denied), "{denied}");
    }
    for said in [
        "No, it is down",
        "It is not only slow but there is an outage",
        "I do not know more than that there is an outage",
        "no outage yesterday. An outage today",
    ] {
        assert!(is_high(said), "{said}");
    }
}

#[test]
fn what_was_quoted_does_not_count() {
    assert!(!is_high("Thanks!\n> everything is down\n> please help"));
}

#[test]
fn a_rule_that_is_not_sure_proposes_and_asks_for_a_human() {
    let proposal = proposed("Saving is slowish");
    assert_eq!(proposal.priority.as_deref(), Some("low"));
    assert!(!proposal.sure);
    assert_eq!(
        proposal.trace,
        [
            "rule slow (\"slow*\"): priority, not sure",
            "default: not sure"
        ]
    );
}

#[test]
fn the_trace_names_the_rule_and_the_policys_words_and_why_another_was_passed_over() {
    let trace = |body| proposed(body).trace;
    let outage = trace("Nobody in Ghent can work");
    assert_eq!(outage, ["rule outage (\"nobody … work\"): priority"]);
    let over = trace("It was an outage, it works again");
    assert_eq!(
        over,
        ["passed over outage: \"works again\"", "default: not sure"]
    );
    let denied = trace("There is no outage");
    assert_eq!(
        denied,
        [
            "passed over outage: \"outage\" after \"no\"",
            "default: not sure"
        ]
    );
}

#[test]
fn a_saying_that_is_not_declared_or_not_used_and_an_unknown_language_are_found() {
    let findings = |classify: &str| match compile(&policy(classify)) {
        Ok(checked) => checked.warnings,
        Err(findings) => findings,
    };
    let told = |classify: &str, what: &str| {
        let found = findings(classify);
        assert!(
            found.iter().any(|finding| finding.message.contains(what)),
            "{found:?}"
        );
    };
    let rule = |says: &str| {
        format!("  rules:\n    - {{ id: a, says: [{says}], set: {{ priority: low }} }}")
    };
    told(&rule("ovr"), "ovr");
    told(
        "  says:\n    over: { en: [works again] }",
        "no rule looks for `over`",
    );
    told(
        "  says:\n    over: { xx: [works again] }",
        "language of phrases",
    );
    told(
        "  says:\n    over: { en: [\"... again\"] }",
        "a gap stands between",
    );
}

#[test]
fn no_ticket_gets_a_priority_that_its_type_lacks_whatever_says_so() {
    let text = policy(
        "  matrix: { impact: [one, all], urgency: [some, any], priority: [[low, low], [low, high]] }\n  rules:\n    \
         - { id: outage, phrases: { en: [outage] }, set: { priority: high } }\n    \
         - { id: ask, phrases: { en: [how do I] }, set: { type: question } }",
    );
    let types = "types: { fault: { priorities: [high, mid, low] }, wish: { priorities: [low] }, question: {} }\n";
    let policy = compile(&format!("{text}{types}")).unwrap().policy;
    let opened = |ticket_type: Option<&str>, answers: &[(&str, &str)]| {
        let opening = Opening {
            ticket_type: ticket_type.map(str::to_owned),
            answers: crate::lifecycle::story::words(answers),
            ..Opening::default()
        };
        Story::opens(policy.clone(), "2026-03-09T09:00:00Z", opening)
    };
    let urgent = [("impact", "all"), ("urgency", "any")];
    for (ticket_type, priority) in [("fault", Some("high")), ("wish", None), ("question", None)] {
        let mut story = opened(Some(ticket_type), &urgent);
        let proposal = propose(&story.policy, &story.state, "", "");
        assert_eq!(proposal.priority.as_deref(), priority, "{ticket_type}");
        let classify = crate::lifecycle::commands::Classify {
            ticket_type: proposal.ticket_type,
            priority: proposal.priority,
            area: None,
            trace: proposal.trace,
            sure: proposal.sure,
            correction: false,
        };
        story
            .system("2026-03-09T09:00:00Z", classify.into())
            .unwrap();
        let change = crate::lifecycle::commands::ChangeAnswers {
            answers: crate::lifecycle::story::words(&[("urgency", "some")]),
        };
        story
            .requester("2026-03-09T09:05:00Z", change.into())
            .unwrap();
        let lowered = (ticket_type != "question").then_some("low");
        assert_eq!(
            story.state.subject.priority.as_deref(),
            lowered,
            "{ticket_type}"
        );
    }
    // The rule that decides the priority reads before the one that decides the type.
    let story = opened(None, &[]);
    let proposal = propose(
        &story.policy,
        &story.state,
        "",
        "How do I report an outage?",
    );
    assert_eq!(proposal.ticket_type.as_deref(), Some("question"));
    assert_eq!(proposal.priority, None, "{:?}", proposal.trace);
    // The default is `mid`, which wishes have not.
    assert_eq!(opened(Some("wish"), &[]).state.subject.priority, None);
}

#[test]
fn a_ticket_of_no_area_gets_the_usual_one_and_is_no_less_sure_for_it() {
    let text = policy("  rules: [{ id: all, when: channel = portal, set: { priority: high } }]")
        .replace("{ priority: mid }", "{ priority: mid, area: billing }");
    let policy = compile(&format!(
        "{text}areas: {{ billing: Billing, other: Other }}\n"
    ));
    let opening = Opening {
        channel: Some("portal".to_owned()),
        ..Opening::default()
    };
    let story = Story::opens(policy.unwrap().policy, "2026-03-09T09:00:00Z", opening);
    let proposal = propose(&story.policy, &story.state, "", "");
    assert_eq!(proposal.area.as_deref(), Some("billing"));
    assert!(proposal.sure, "{:?}", proposal.trace);
}
