//! A customer's page against the text of its policy: each promised amount is on it, and nothing that only an author reads.
use desk::contract::{check, page};
use desk::policy::Policy;

#[path = "page/amounts.rs"]
mod amounts;

use amounts::spellings;

const POLICIES: [(&str, &str); 9] = [
    (
        "webpro",
        include_str!("../../../infra/policies/webpro.yaml"),
    ),
    ("wep", include_str!("../../../infra/policies/wep.yaml")),
    ("whise", include_str!("../../../infra/policies/whise.yaml")),
    (
        "whitevision",
        include_str!("../../../infra/policies/whitevision.yaml"),
    ),
    (
        "wotnot",
        include_str!("../../../infra/policies/wotnot.yaml"),
    ),
    (
        "everything",
        include_str!("../src/policy/testdata/everything.yaml"),
    ),
    ("forge", include_str!("../../../tests/policies/forge.yaml")),
    (
        "meridian",
        include_str!("../../../tests/policies/meridian.yaml"),
    ),
    (
        "stlucas",
        include_str!("../../../tests/policies/stlucas.yaml"),
    ),
];

const LOCALES: [&str; 5] = ["en", "nl", "fr", "de", "it"];

fn compiled(name: &str, text: &str) -> Policy {
    check(text)
        .unwrap_or_else(|found| panic!("{name}: {found:?}"))
        .policy
}

/// What the lines of `metrics` promise, read from the text and not from the compiled policy: metric and value.
fn promised<'t>(text: &'t str, key: &str) -> Vec<(&'t str, &'t str)> {
    let mut found = Vec::new();
    let (mut within, mut metric) = (false, "");
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        let written = line.trim();
        if written.is_empty() || written.starts_with('#') {
            continue;
        }
        if depth == 0 {
            within = written == "metrics:";
        } else if within && depth == 2 {
            metric = written.split(':').next().unwrap_or_default();
        } else if within && let Some((_, value)) = line.split_once(&format!("{key}: ")) {
            let value = value.split([',', '}', ']', '#']).next().unwrap_or_default();
            found.push((metric, value.trim()));
        }
    }
    found
}

#[test]
fn every_amount_that_a_metric_promises_is_on_the_page_in_each_language() {
    let mut looked_at = 0;
    for (name, text) in POLICIES {
        let policy = compiled(name, text);
        for (place, locale) in LOCALES.into_iter().enumerate() {
            let page = page(&policy, locale).unwrap().markdown();
            let rows = promised(text, "within").into_iter();
            let short = ["targets", "every"].map(|key| promised(text, key));
            for (metric, amount) in rows.chain(short.into_iter().flatten()) {
                let known = policy.metric(metric);
                let internal = known.is_some_and(|metric| metric.internal);
                if internal || !amount.starts_with(|first: char| first.is_ascii_digit()) {
                    continue;
                }
                looked_at += 1;
                let spellings = spellings(amount, place);
                let there = spellings.iter().any(|words| page.contains(words.as_str()));
                assert!(
                    there,
                    "{name} {locale} {metric}: {amount}, as {spellings:?}\n\n{page}"
                );
            }
        }
    }
    assert!(looked_at > 400, "{looked_at}");
}

#[test]
fn words_that_stand_in_for_a_time_are_on_the_page() {
    let mut looked_at = 0;
    for (name, text) in POLICIES {
        let policy = compiled(name, text);
        let page = page(&policy, &policy.locales[0]).unwrap().markdown();
        for (_, words) in promised(text, "words") {
            let words = words.trim_start_matches("{ en: ").trim();
            looked_at += 1;
            assert!(page.contains(words), "{name}: {words}\n\n{page}");
        }
    }
    assert!(looked_at > 3, "{looked_at}");
}

#[test]
fn nothing_that_only_an_author_reads_is_on_the_page() {
    for (name, text) in POLICIES {
        let policy = compiled(name, text);
        for locale in LOCALES {
            let page = page(&policy, locale).unwrap();
            let markdown = page.markdown();
            // What the source of an assumption says stands as it says it.
            let quoted = |line: &&str| {
                let mut open = policy.assumptions.iter();
                open.any(|open| line.contains(&open.source))
            };
            let lines = markdown
                .lines()
                .filter(|line| !line.contains("____") && !quoted(line));
            for line in lines.filter(|line| !line.contains("://")) {
                for raw in ["_", "`", " = ", " != ", " and (", "not in"] {
                    assert!(!line.contains(raw), "{name} {locale} {raw}: {line}");
                }
            }
        }
    }
}

/// The names of what a condition can ask, with words that each locale must say for it.
#[test]
fn each_key_of_a_condition_has_words_in_each_language() {
    let conditions = [
        "area = billing",
        "channel = phone",
        "channel = carrier_pigeon",
        "status = waiting_on_requester",
        "level >= 2",
        "difficulty = simple",
        "impact = company",
        "urgency != high",
        "locale = nl",
        "milestone = contract_signed",
        "fact = classified",
        "requested_priority = urgent",
        "organisation.region = north",
        "contact.zone = x",
        "field.users > 100",
        "down = yes",
        "not bypass in (none partial)",
        "add_on = night_watch",
        "received before 12:00",
        "received from 12:00 in theirs",
        "received on sat,sun",
        "received in office",
        "not received in office",
        "received on holiday",
        "plan = gold or (type = wish and not priority = urgent)",
    ];
    let text = include_str!("../src/policy/testdata/everything.yaml");
    let row = "      - { when: plan = basic, within: 16 business hours }\n";
    assert!(text.contains(row));
    let channels = "channels: [portal, api, email, phone]";
    assert!(text.contains(channels));
    let text = text.replace(
        channels,
        "channels: [portal, api, email, phone, carrier_pigeon]",
    );
    for condition in conditions {
        let more = format!("{row}      - {{ when: '{condition}', within: 77 elapsed minutes }}\n");
        let policy = compiled(condition, &text.replace(row, &more));
        let mut said = Vec::new();
        for locale in LOCALES {
            let page = page(&policy, locale).unwrap().markdown();
            let cells = page.split(['|', '\n']).flat_map(|cell| cell.split("<br>"));
            let hour = [
                "1 hour and 17",
                "1 uur en 17",
                "1 heure et 17",
                "1 Stunde und 17",
                "1 ora e 17",
            ];
            let line = cells
                .into_iter()
                .find(|cell| hour.iter().any(|hour| cell.contains(hour)));
            let line = line.unwrap_or_else(|| panic!("{locale}: {condition}\n{page}"));
            assert!(!line.contains('_') && !line.contains(" = "), "{line}");
            said.push(line.trim().to_owned());
        }
        said.sort();
        said.dedup();
        assert_eq!(said.len(), LOCALES.len(), "{condition}: {said:?}");
    }
}

#[test]
fn a_page_has_one_title_headings_in_order_and_named_columns() {
    for (name, text) in POLICIES {
        let policy = compiled(name, text);
        for locale in LOCALES {
            let html = page(&policy, locale).unwrap().html();
            assert!(
                html.contains(&format!("<html lang=\"{locale}\">")),
                "{name}"
            );
            assert_eq!(html.matches("<h1>").count(), 1, "{name}");
            let mut depth = 1;
            for heading in html.split("<h").skip(1) {
                let Some(level @ 1..=6) =
                    heading.chars().next().and_then(|digit| digit.to_digit(10))
                else {
                    continue;
                };
                assert!(level <= depth + 1, "{name}: h{level} after h{depth}");
                depth = level;
            }
            let columns = html.split("<thead>").skip(1);
            for head in columns.filter_map(|part| part.split("</thead>").next()) {
                assert!(
                    !head.contains("<th>") && !head.contains("<td"),
                    "{name}: {head}"
                );
                assert!(head.contains("scope=\"col\""), "{name}: {head}");
            }
        }
    }
}

/// A deadline by day, in the words that each locale must say for it.
#[test]
fn a_deadline_by_day_is_said_in_each_language() {
    let text = include_str!("../src/policy/testdata/everything.yaml");
    let row = "      - { when: plan = basic, within: 16 business hours }\n";
    for (by, said) in [
        (
            "17:00 on the 2nd business day",
            [
                "by 17:00 on business day 2 after the report",
                "uiterlijk om 17:00 op werkdag 2 na de melding",
                "au plus tard à 17:00 le jour ouvré n° 2 après le signalement",
                "spätestens am 2. Arbeitstag nach der Meldung um 17:00 Uhr",
                "entro le 17:00 del 2° giorno lavorativo dopo la segnalazione",
            ],
        ),
        (
            "close on the next business day",
            [
                "by the time we close on the next business day",
                "uiterlijk bij sluiting op de volgende werkdag",
                "au plus tard à la fermeture le jour ouvré suivant",
                "spätestens am nächsten Arbeitstag bei Geschäftsschluss",
                "entro la chiusura del giorno lavorativo successivo",
            ],
        ),
    ] {
        let more = format!("{row}      - {{ when: channel = email, by: {by} }}\n");
        let policy = compiled(by, &text.replace(row, &more));
        for (locale, words) in LOCALES.into_iter().zip(said) {
            let page = page(&policy, locale).unwrap().markdown();
            assert!(page.contains(words), "{locale}: {words}\n{page}");
        }
    }
}

/// What a condition excludes, in the words that each locale must say for it.
#[test]
fn what_a_condition_excludes_is_said_in_each_language() {
    let text = include_str!("../src/policy/testdata/everything.yaml");
    let row = "      - { when: plan = basic, within: 16 business hours }\n";
    for (condition, said) in [
        (
            "area != billing",
            [
                "about anything other than Billing",
                "over iets anders dan Billing",
                "concernant autre chose que Billing",
                "zu einem anderen Thema als Billing",
                "su un argomento diverso da Billing",
            ],
        ),
        (
            "not bypass in (none partial)",
            [
                "without the answer “none” or “partial” to “Is there a workaround?”",
                "zonder antwoord ‘none’ of ‘partial’ op ‘Is there a workaround?’",
                "sans la réponse «\u{a0}none\u{a0}» ou «\u{a0}partial\u{a0}» à «\u{a0}Is there a workaround?\u{a0}»",
                "ohne die Antwort „none“ oder „partial“ auf „Is there a workaround?“",
                "senza la risposta «none» o «partial» a «Is there a workaround?»",
            ],
        ),
    ] {
        let more = format!("{row}      - {{ when: '{condition}', within: 77 elapsed minutes }}\n");
        let policy = compiled(condition, &text.replace(row, &more));
        for (locale, words) in LOCALES.into_iter().zip(said) {
            let page = page(&policy, locale).unwrap().markdown();
            assert!(page.contains(words), "{locale}: {words}\n{page}");
        }
    }
}
