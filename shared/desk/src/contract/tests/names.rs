//! Names of the policy's own and its paragraphs, in the language of the reader.
use super::{page, policy_with};
use crate::policy::compile;

const NAMES: &str = "locales: [en, nl]\ndesk: acme\nname: Acme\nzone: UTC\neffective_from: 2026-01-01\n\
    reply_to: help@acme.example.com\n\
    statuses: [at_printer]\nmilestones: [key_ready]\n\
    calendars: { office: { mon-fri: 09:00-17:00 }, late: { mon-fri: 09:00-22:00 } }\n\
    teams: { second: { level: 2, members: [ana] } }\nareas: { bills: { team: second } }\n\
    metrics:\n  delivery:\n    pauses: [at_printer]\n    met_by: milestone key_ready\n    calendar: late\n    targets: 4 business hours\n\
    \x20 resolution: { targets: 8 business hours }\n\
    names:\n  calendars: { late: { en: Late hours, nl: Late uren } }\n  statuses: { at_printer: { en: At the printer, nl: Bij de drukker } }\n\
    \x20 milestones: { key_ready: { en: the key is ready, nl: de sleutel is klaar } }\n  teams: { second: { en: Second line, nl: Tweede lijn } }\n\
    \x20 metrics: { delivery: { en: Delivery of keys, nl: Levering van sleutels } }\n";

#[test]
fn names_of_the_policy_s_own_are_in_the_language_of_the_reader() {
    let policy = compile(NAMES).unwrap().policy;
    for (locale, said) in [
        (
            "en",
            [
                "### Delivery of keys",
                "“At the printer”",
                "“the key is ready” is reached",
                "(hours: Late hours)",
                "| bills | Second line | 2 |",
            ],
        ),
        (
            "nl",
            [
                "### Levering van sleutels",
                "‘Bij de drukker’",
                "‘de sleutel is klaar’ is bereikt",
                "(uren: Late uren)",
                "| bills | Tweede lijn | 2 |",
            ],
        ),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        for said in said {
            assert!(page.contains(said), "{locale} {said}\n{page}");
        }
    }
}

#[test]
fn a_name_for_readers_of_what_nobody_declared_is_an_error() {
    for (declared, misspelt) in [
        ("{ at_printer:", "{ at_printr:"),
        ("{ key_ready:", "{ key_redy:"),
        ("{ second: { en", "{ secnd: { en"),
        ("{ delivery:", "{ delivry:"),
        ("{ late: { en", "{ lat: { en"),
    ] {
        let (before, names) = NAMES.split_once("names:\n").unwrap();
        assert!(names.contains(declared), "{declared}");
        let names = names.replace(declared, misspelt);
        let found = compile(&format!("{before}names:\n{names}")).unwrap_err();
        assert_eq!(found.len(), 1, "{misspelt}: {found:?}");
        assert!(found[0].help.starts_with("did you mean"), "{found:?}");
    }
}

#[test]
fn a_paragraph_of_the_policy_s_own_stands_before_the_readings() {
    let policy = policy_with(
        "metrics: { resolution: { targets: 4 elapsed hours } }\n\
        terms: [{ title: Your data, text: We look into your data only to solve your ticket. }]\n\
        assumptions: [{ id: A1, source: hours, reading: elapsed hours }]\n",
    );
    let page = page(&policy, "en").unwrap().markdown();
    let place = |said: &str| page.find(said).unwrap_or_else(|| panic!("{said}\n{page}"));
    let paragraph = "## Your data\n\nWe look into your data only to solve your ticket.\n";
    assert!(place("## Good to know") < place(paragraph));
    assert!(place(paragraph) < place("## How we read this policy"));
}
