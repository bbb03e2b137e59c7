//! Dates agreed with the customer, on the page.
use super::{page, policy_with};

#[test]
fn an_agreed_date_and_what_holds_until_then_are_said_in_each_language() {
    let policy = policy_with(
        "calendars: { office: { mon-fri: 09:00-17:00 } }\n\
        metrics:\n  delivery: { targets: agreed }\n  \
        resolution: { met_by: date_agreed, targets: [{ within: agreed, until_agreed: 2 business days }] }\n",
    );
    for (locale, lines) in [
        (
            "en",
            [
                "For every ticket: by the date agreed with you.",
                "by the date agreed with you; until there is one: 2 business days",
                "once we have agreed on a date with you",
            ],
        ),
        (
            "nl",
            [
                "uiterlijk op de met jou afgesproken datum.",
                "zolang die er niet is: 2 werkdagen",
                "we met je een datum hebben afgesproken",
            ],
        ),
        (
            "fr",
            [
                "au plus tard à la date convenue avec vous.",
                "d'ici là\u{a0}: 2 jours ouvrés",
                "nous avons convenu d'une date avec vous",
            ],
        ),
        (
            "de",
            [
                "spätestens am mit Ihnen vereinbarten Datum.",
                "solange es keines gibt: 2 Arbeitstage",
                "wir einen Termin mit Ihnen vereinbart haben",
            ],
        ),
        (
            "it",
            [
                "entro la data concordata con Lei.",
                "finché non c'è: 2 giorni lavorativi",
                "abbiamo concordato una data con Lei",
            ],
        ),
    ] {
        let text = page(&policy, locale).unwrap().markdown();
        for line in lines {
            assert!(text.contains(line), "{locale}: {line}\n{text}");
        }
    }
    let staff = crate::contract::show(&policy);
    assert!(
        staff.contains("the agreed date (until one is agreed: 2 business days of `office`)"),
        "{staff}"
    );
}
