//! Promises, what they cost where they are broken, and what is bought beside them.
use super::{page, policy_with};
use crate::contract::show;

#[test]
fn a_promise_in_words_says_nothing_of_a_clock() {
    let policy =
        policy_with("metrics: { resolution: { targets: { words: as soon as we can } } }\n");
    let page = page(&policy, "en").unwrap().markdown();
    assert!(
        page.contains("For every ticket: as soon as we can."),
        "{page}"
    );
    for clock in ["Time starts", "Nothing stops", "is kept once"] {
        assert!(!page.contains(clock), "{page}");
    }
}

#[test]
fn the_ways_to_a_desk_are_said_as_open_to_everybody_where_plans_open_more() {
    let policy = policy_with(
        "channels: [portal, email]\ncalendars: { office: { mon-fri: 09:00-17:00 } }\n\
        plans: { s: { hours: office }, l: { hours: office, channels: [phone, portal] } }\n\
        metrics: { resolution: { targets: 4 business hours } }\n",
    );
    let page = page(&policy, "en").unwrap().markdown();
    for said in [
        "| s | portal and email |",
        "| l | portal, email and phone |",
        "open to everybody: portal and email. Further ways stand with the plan",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

#[test]
fn credits_in_steps_are_not_added_up() {
    let steps = "credits are not added up";
    let credits = |rows: &str| {
        let policy = policy_with(&format!(
            "metrics: {{ resolution: {{ kept: 95% per month, targets: 4 elapsed hours }} }}\ncredits:\n{rows}"
        ));
        page(&policy, "en").unwrap().markdown()
    };
    let first = "  - { metric: resolution, below: 95%, credit: 5% of the fee }\n";
    let second = "  - { metric: resolution, below: 90%, credit: 10% of the fee }\n";
    let other = "  - { metric: resolution, per: begun hour, credit: 50 euros }\n";
    assert!(credits(&format!("{first}{second}")).contains(steps));
    assert!(!credits(&format!("{first}{other}")).contains(steps));
}

#[test]
fn limits_shares_and_credits_stand_on_the_page_in_each_language() {
    let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
        reply_to: help@acme.example.com\ncalendars: { office: { mon-fri: 09:00-17:00 } }\n\
        plans: { gold: { hours: office, limits: { at_a_time: 1, tickets: 10 per month, hours: 2.5 per quarter } } }\n\
        metrics: { resolution: { kept: 95% per month, targets: 4 hours }, secret: { internal: yes, kept: 9% per day, targets: 1 hour } }\n\
        credits:\n  - { metric: resolution, below: 95%, credit: 5% of the fee, at_most: the fee }\n\
        \x20 - { metric: resolution, breaches: 3 per year, credit: a month }\n\
        \x20 - { metric: resolution, per: begun business day, credit: 50 euros }\n\
        \x20 - { metric: secret, per: begun hour, credit: nothing to you }\n";
    let policy = crate::policy::compile(text).unwrap().policy;
    for (locale, lines) in [
        (
            "en",
            [
                "gold: 1 open ticket at a time, tickets: at most 10 a month, hours of work: at most 2.5 a quarter",
                "kept for at least 95% of the tickets, counted over a month",
                "where less than 95% is kept, 5% of the fee, at most the fee",
                "for 3 broken promises a year, a month",
                "for each begun working day of being late, 50 euros",
            ],
        ),
        (
            "nl",
            [
                "gold: 1 openstaand ticket tegelijk, tickets: hoogstens 10 per maand, uren werk: hoogstens 2,5 per kwartaal",
                "nagekomen voor minstens 95% van de tickets, per maand geteld",
                "wordt minder dan 95% nagekomen, dan 5% of the fee, hoogstens the fee",
                "bij 3 gebroken beloften per jaar, a month",
                "voor elke begonnen werkdag te laat, 50 euros",
            ],
        ),
        (
            "fr",
            [
                "1 demande ouverte à la fois, demandes\u{A0}: 10 au plus par mois, heures de travail\u{A0}: 2,5 au plus par trimestre",
                "tenu pour au moins 95\u{A0}% des demandes, compté par mois",
                "si moins de 95\u{A0}% est tenu, 5% of the fee, the fee au plus",
                "pour 3 engagements non tenus par an, a month",
                "pour chaque jour ouvré entamé de retard, 50 euros",
            ],
        ),
        (
            "de",
            [
                "gold: höchstens 1 offenes Ticket zur gleichen Zeit, Tickets: höchstens 10 pro Monat, Arbeitsstunden: höchstens 2,5 pro Quartal",
                "bei mindestens 95 % der Tickets eingehalten, gezählt pro Monat",
                "werden weniger als 95 % eingehalten: 5% of the fee, höchstens the fee",
                "bei 3 verfehlten Zusagen pro Jahr: a month",
                "für jeden angefangenen Arbeitstag Verzug: 50 euros",
            ],
        ),
        (
            "it",
            [
                "gold: al massimo 1 ticket aperto alla volta, ticket: al massimo 10 al mese, ore di lavoro: al massimo 2,5 al trimestre",
                "rispettato per almeno il 95% dei ticket, calcolato al mese",
                "se è rispettato meno del 95%: 5% of the fee, al massimo the fee",
                "per 3 impegni mancati all'anno: a month",
                "per ogni giorno lavorativo iniziato di ritardo: 50 euros",
            ],
        ),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        for line in lines {
            assert!(page.contains(line), "{locale}, {line}:\n{page}");
        }
        assert!(
            !page.contains("nothing to you") && !page.contains("9%:"),
            "{page}"
        );
    }
    let staff = show(&policy);
    assert!(
        staff.contains("secret: per begun hour, nothing to you"),
        "{staff}"
    );
}

#[test]
fn an_add_on_for_one_ticket_says_so_in_each_language() {
    let policy = policy_with(
        "plans: { gold: { hours: always } }\n\
        calendars: { always: 24x7 }\n\
        metrics: { resolution: { targets: 4 elapsed hours } }\n\
        add_ons: { express: { name: Express, sold: per_ticket, targets: { resolution: 1 elapsed hour } } }\n",
    );
    for (locale, name) in [
        ("en", "Express (bought for a single ticket)"),
        ("nl", "Express (per ticket te kopen)"),
        ("fr", "Express (achetée pour un seul ticket)"),
        ("de", "Express (für ein einzelnes Ticket)"),
        ("it", "Express (acquistata per un singolo ticket)"),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        assert!(page.contains(name), "{locale}:\n{page}");
    }
    assert!(show(&policy).contains("Express (per ticket)"));
}

#[test]
fn a_cut_off_is_said_once_for_all_rows_and_else_beside_its_own_in_each_language() {
    let with = |targets: &str| {
        policy_with(&format!(
            "calendars: {{ office: {{ mon-fri: 09:00-18:00 }} }}\n\
            metrics: {{ resolution: {{ cut_off: 16:00, targets: {targets} }} }}\n"
        ))
    };
    let (one, two) = (
        with("4 business hours"),
        with(
            "[{ when: channel = phone, within: 1 business hour, begins: at_once }, { within: 4 business hours }]",
        ),
    );
    for (locale, sentence, beside) in [
        (
            "en",
            "at 16:00 or later counts as received when we open on the next open day",
            "4 business hours (a ticket of 16:00 or later",
        ),
        (
            "nl",
            "om 16:00 of later binnenkomt, telt als ontvangen",
            "(een ticket van 16:00 of later",
        ),
        (
            "fr",
            "reçu à 16:00 ou plus tard est réputé reçu",
            "(un ticket reçu à 16:00 ou plus tard",
        ),
        (
            "de",
            "um 16:00 Uhr oder später eingeht, gilt als eingegangen",
            "(ein Ticket von 16:00 Uhr oder später",
        ),
        (
            "it",
            "alle 16:00 o più tardi si considera ricevuto",
            "(un ticket ricevuto alle 16:00 o più tardi",
        ),
    ] {
        let pages = [&one, &two].map(|policy| page(policy, locale).unwrap().markdown());
        assert!(
            pages[0].contains(sentence) && !pages[0].contains(beside),
            "{}",
            pages[0]
        );
        assert!(
            pages[1].contains(beside) && !pages[1].contains(sentence),
            "{}",
            pages[1]
        );
    }
    assert!(show(&one).contains("4 business hours of `office`, cut-off 16:00"));
}
