//! The contract for customers, as a page of each shipped policy and in each language.
use super::page;
use crate::lifecycle::story::{everything, shipped};

#[test]
fn each_shipped_policy_is_a_page_in_its_own_language() {
    for desk in ["webpro", "wep", "whise", "whitevision", "wotnot"] {
        let policy = shipped(desk);
        let page = page(&policy, &policy.locales[0]).unwrap();
        insta::assert_snapshot!(format!("page_of_{desk}"), page.markdown());
        assert!(page.html().starts_with("<!DOCTYPE html>"), "{desk}");
    }
}

#[test]
fn one_policy_is_a_page_in_each_of_its_languages() {
    let policy = everything();
    for locale in crate::i18n::shipped_locales() {
        let page = page(&policy, locale).unwrap();
        insta::assert_snapshot!(format!("page_of_everything_{locale}"), page.markdown());
    }
}

#[test]
fn no_address_of_staff_stands_on_the_page() {
    let policy = shipped("wotnot");
    let text = page(&policy, "en").unwrap().html();
    for address in policy.roles.values() {
        assert!(!text.contains(address), "{address}");
    }
}

/// A policy with these sections beside what each must have.
fn policy_with(sections: &str) -> crate::policy::Policy {
    let text = format!(
        "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
        reply_to: help@acme.example.com\n{sections}"
    );
    crate::policy::compile(&text).unwrap().policy
}

#[test]
fn contacts_that_a_ladder_tells_are_roles_to_customers_and_addresses_to_staff() {
    let policy = everything();
    let table = policy.contacts.as_ref().unwrap();
    let addresses: Vec<_> = table.cells.values().flatten().collect();
    for locale in crate::i18n::shipped_locales() {
        let text = page(&policy, locale).unwrap().markdown();
        for address in &addresses {
            assert!(!text.contains(*address), "{locale} {address}\n{text}");
        }
    }
    let english = page(&policy, "en").unwrap().markdown();
    assert!(english.contains("| Urgent | 1 | a contact of ours |"));
    assert!(english.contains("| Urgent | 2 | the team lead |"));
    assert!(english.contains("| High | 3 | nobody |"), "{english}");
    let staff = super::show(&policy);
    for address in addresses {
        assert!(staff.contains(address), "{address}\n{staff}");
    }
}

#[test]
fn contacts_that_no_ladder_tells_are_there_for_customers_to_turn_to() {
    let policy = policy_with(
        "metrics: { resolution: { targets: 4 elapsed hours } }\n\
        contacts: { by: [level], 1: desk@acme.example.com }\n",
    );
    let text = page(&policy, "en").unwrap().markdown();
    assert!(text.contains("| 1 | desk@acme.example.com |"), "{text}");
}

#[test]
fn a_holiday_by_rule_is_said_with_its_rule_and_its_dates_of_two_years() {
    let policy = policy_with(
        "holidays: { us: { 4th thu nov + 1: { name: Bridge, open: 09:00-12:00 }, last mon may: Memorial Day, \
        07-04: { name: Fourth, observed: nearest_weekday }, easter + 1: { name: Monday, from: 2027 } } }\n\
        calendars: { office: { mon-fri: 09:00-17:00, holidays: us } }\n\
        metrics: { resolution: { calendar: office, targets: 4 hours } }\n",
    );
    for (locale, lines) in [
        (
            "en",
            [
                "| Bridge (open 09:00-12:00 only) | the day after the fourth Thursday of November | Fri 27 Nov | Fri 26 Nov |",
                "| Memorial Day | the last Monday of May | Mon 25 May | Mon 31 May |",
                "| Fourth | 4 Jul | Fri 3 Jul, Sat 4 Jul | Sun 4 Jul, Mon 5 Jul |",
                "| Monday | the day after Easter Sunday, from 2027 on |  | Mon 29 Mar |",
                "- Fourth: A holiday on a Saturday is also taken on the Friday before",
            ],
        ),
        (
            "nl",
            [
                "| Bridge (alleen open 09:00-12:00) | de dag na de vierde donderdag van november | vr 27 nov | vr 26 nov |",
                "| Memorial Day | de laatste maandag van mei |",
                "| Fourth | 4 jul |",
                "| de dag na Pasen, vanaf 2027 |",
                "- Fourth: Valt een feestdag op zaterdag",
            ],
        ),
        (
            "fr",
            [
                "| 1 jour après le quatrième jeudi en novembre |",
                "| le dernier lundi en mai |",
                "| le 4 juil. |",
                "| 1 jour après Pâques, à partir de 2027 |",
                "Un jour férié qui tombe un samedi",
            ],
        ),
        (
            "de",
            [
                "| vierter Donnerstag im November, 1 Tag danach |",
                "| letzter Montag im Mai | Mo, 25. Mai |",
                "| 4. Juli |",
                "| Ostersonntag, 1 Tag danach, ab 2027 |",
                "Fällt ein Feiertag auf einen Samstag",
            ],
        ),
        (
            "it",
            [
                "| 4° giovedì di novembre, 1 giorno dopo |",
                "| ultimo lunedì di maggio |",
                "| 4 luglio |",
                "| domenica di Pasqua, 1 giorno dopo, dal 2027 |",
                "Se un giorno festivo cade di sabato",
            ],
        ),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        for line in lines {
            assert!(page.contains(line), "{locale}, {line}:\n{page}");
        }
    }
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
    assert!(super::show(&policy).contains("Express (per ticket)"));
}

#[test]
fn the_reason_of_a_silenced_warning_stands_among_the_readings_in_each_language() {
    let policy = policy_with(
        "calendars: { office: { mon-thu: 09:00-17:00, fri: 09:00-12:00 } }\n\
        metrics:\n\
        \x20 resolution: { calendar: office, intended: Fridays are short, targets: 2 business days }\n\
        \x20 secret: { internal: yes, calendar: office, intended: our own affair, targets: 2 business days }\n",
    );
    for (locale, line) in [
        ("en", "- Intended: Fridays are short"),
        ("nl", "- Bewust zo: Fridays are short"),
        ("fr", "- Voulu\u{A0}: Fridays are short"),
        ("de", "- So gewollt: Fridays are short"),
        ("it", "- Voluto così: Fridays are short"),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        assert!(page.contains(line), "{locale}:\n{page}");
        assert!(!page.contains("our own affair"), "{locale}:\n{page}");
    }
    assert!(super::show(&policy).contains("our own affair"));
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
                "rispettato per almeno il 95 % dei ticket, calcolato al mese",
                "se è rispettato meno del 95 %: 5% of the fee, al massimo the fee",
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
    let staff = super::show(&policy);
    assert!(
        staff.contains("secret: per begun hour, nothing to you"),
        "{staff}"
    );
}

#[test]
fn a_ladder_that_begins_again_says_so_once_in_each_language() {
    let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
        reply_to: help@acme.example.com\n\
        metrics: { resolution: { targets: 4 elapsed hours } }\n\
        roles: { assignee: a@acme.example.com }\n\
        escalation: { standard: { steps: [{ at: 100%, notify: [assignee] }], again: { after: 30 elapsed minutes, times: 3 } } }\n";
    let policy = crate::policy::compile(text).unwrap().policy;
    for (locale, again) in [
        ("en", "begin again 30 minutes later, up to 3 times"),
        ("nl", "30 minuten later opnieuw, hoogstens 3 keer"),
        ("fr", "recommencent 30 minutes plus tard, 3 fois au plus"),
        ("de", "30 Minuten später von Neuem, höchstens 3-mal"),
        ("it", "ricominciano 30 minuti più tardi, al massimo 3 volte"),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        assert_eq!(page.matches(again).count(), 1, "{page}");
    }
}

#[test]
fn the_business_time_of_an_add_on_is_said_in_the_hours_of_the_plans_that_it_is_added_to() {
    let text = |plans: &str| {
        format!(
            "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
             reply_to: help@acme.example.com\nplans: {{ {plans} }}\n\
             calendars: {{ office: {{ mon-fri: 09:00-17:00 }}, late: {{ mon-fri: 09:00-22:00 }} }}\n\
             add_ons: {{ express: {{ targets: {{ resolution: 1 business hour }} }} }}\n\
             metrics: {{ resolution: {{ targets: 4 business hours }} }}\n"
        )
    };
    for (plans, said) in [
        ("s: { hours: office }", "Resolution: 1 business hour"),
        (
            "s: { hours: office }, l: { hours: late }",
            "Resolution: 1 business hour (in the hours of the plan)",
        ),
    ] {
        let policy = crate::policy::compile(&text(plans)).unwrap().policy;
        let page = page(&policy, "en").unwrap().markdown();
        assert!(page.contains(said), "{page}");
        assert!(!super::show(&policy).contains("1 business hour around the clock"));
    }
}

#[test]
fn hours_around_the_clock_for_some_tickets_of_a_plan_stand_on_the_page_beside_its_others() {
    let text = "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
        reply_to: help@acme.example.com\ncalendars: { office: { mon-fri: 09:00-17:00 } }\n\
        plans: { s: { hours: [{ when: channel = phone, calendar: 24x7 }, { calendar: office }], channels: [phone, portal] } }\n\
        metrics: { resolution: { targets: 4 business hours } }\n";
    let policy = crate::policy::compile(text).unwrap().policy;
    let page = page(&policy, "en").unwrap().markdown();
    for said in [
        "reported by phone: around the clock",
        "4 business hours (in the hours of the plan)",
    ] {
        assert!(page.contains(said), "{page}");
    }
}
