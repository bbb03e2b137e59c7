//! Hours, holidays and zones on the page.
use super::{page, policy_with};
use crate::contract::show;

#[test]
fn days_of_each_year_stand_with_their_rules_in_the_order_of_the_file() {
    let policy = policy_with(
        "holidays: { us: { 01-01: New Year, 4th thu nov + 1: { name: Bridge, open: 09:00-12:00 }, \
        last mon oct: Memorial Day, 07-04: { name: Fourth, observed: nearest_weekday }, \
        easter + 1: { name: Monday, from: 2027 }, easter - 2: Good Friday, 2026-12-31: Stock } }\n\
        calendars: { office: { mon-fri: 09:00-17:00, holidays: us } }\n\
        metrics: { resolution: { calendar: office, targets: 4 hours } }\n",
    );
    for (locale, table, lines) in [
        (
            "en",
            "| New Year | 1 January |\n\
             | Bridge (open 09:00-12:00 only) | the day after the fourth Thursday of November |\n\
             | Memorial Day | the last Monday of October |\n\
             | Fourth | 4 July |\n\
             | Monday | the day after Easter Sunday, from 2027 on |\n\
             | Good Friday | 2 days before Easter Sunday |\n",
            [
                "- Closed in 2026: 31 December Stock.",
                "- Fourth: A holiday on a Saturday is also taken on the Friday before",
            ],
        ),
        (
            "nl",
            "| New Year | 1 januari |\n\
             | Bridge (alleen open 09:00-12:00) | de dag na de vierde donderdag van november |\n\
             | Memorial Day | de laatste maandag van oktober |\n\
             | Fourth | 4 juli |\n\
             | Monday | de dag na Pasen, vanaf 2027 |\n\
             | Good Friday | 2 dagen voor Pasen |\n",
            [
                "- Gesloten in 2026: 31 december Stock.",
                "- Fourth: Valt een feestdag op zaterdag",
            ],
        ),
        (
            "fr",
            "| New Year | le 1er janvier |\n\
             | Bridge (ouvert 09:00-12:00 seulement) | 1 jour après le quatrième jeudi de novembre |\n\
             | Memorial Day | le dernier lundi d'octobre |\n\
             | Fourth | le 4 juillet |\n\
             | Monday | le lendemain de Pâques, à partir de 2027 |\n\
             | Good Friday | 2 jours avant Pâques |\n",
            [
                "- Fermé en 2026\u{a0}: 31 décembre Stock.",
                "Un jour férié qui tombe un samedi",
            ],
        ),
        (
            "de",
            "| New Year | 1. Januar |\n\
             | Bridge (nur 09:00-12:00 geöffnet) | vierter Donnerstag im November, 1 Tag danach |\n\
             | Memorial Day | letzter Montag im Oktober |\n\
             | Fourth | 4. Juli |\n\
             | Monday | am Tag nach Ostersonntag, ab 2027 |\n\
             | Good Friday | 2 Tage vor Ostersonntag |\n",
            [
                "- Geschlossen 2026: 31. Dezember Stock.",
                "Fällt ein Feiertag auf einen Samstag",
            ],
        ),
        (
            "it",
            "| New Year | 1° gennaio |\n\
             | Bridge (aperto solo 09:00-12:00) | 4° giovedì di novembre, 1 giorno dopo |\n\
             | Memorial Day | ultimo lunedì di ottobre |\n\
             | Fourth | 4 luglio |\n\
             | Monday | il giorno dopo Pasqua, dal 2027 |\n\
             | Good Friday | 2 giorni prima di Pasqua |\n",
            [
                "- Chiuso nel 2026: 31 dicembre Stock.",
                "Se un giorno festivo cade di sabato",
            ],
        ),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        assert!(page.contains(table), "{locale}, {table}:\n{page}");
        for line in lines {
            assert!(page.contains(line), "{locale}, {line}:\n{page}");
        }
    }
}

#[test]
fn a_holiday_has_its_name_in_the_language_of_the_reader() {
    let mut text = "desk: acme\nname: Acme\nlocales: [fr, nl]\nzone: Europe/Brussels\neffective_from: 2026-01-01\n\
        reply_to: help@acme.example.com\n\
        calendars: { office: { mon-fri: 09:00-17:00, holidays: belgium } }\n\
        metrics: { resolution: { targets: 4 business hours } }\n"
        .to_owned();
    text.push_str(
        "holidays: { belgium: { 2026-01-02: { name: { fr: Pont, nl: Brugdag } }, \
        07-21: { name: { fr: Fête nationale, nl: Nationale feestdag } }, easter + 1: { name: { nl: Paasmaandag, fr: Lundi } } } }\n",
    );
    let policy = crate::policy::compile(&text).unwrap().policy;
    for (locale, names) in [
        ("fr", ["2 janvier Pont", "Fête nationale", "Lundi"]),
        (
            "nl",
            ["2 januari Brugdag", "Nationale feestdag", "Paasmaandag"],
        ),
    ] {
        let page = page(&policy, locale).unwrap().markdown();
        for name in names {
            assert!(page.contains(name), "{locale} {name}:\n{page}");
        }
    }
}

#[test]
fn a_zone_of_one_offset_is_said_by_its_offset() {
    for (zone, said) in [
        ("Etc/GMT-1", "Times are UTC+1 unless"),
        ("Etc/GMT+5", "Times are UTC-5 unless"),
        ("Etc/GMT", "Times are UTC unless"),
        ("UTC", "Times are UTC unless"),
        ("Europe/Vienna", "Times are Vienna time unless"),
    ] {
        let mut policy = policy_with("metrics: { resolution: { targets: 4 elapsed hours } }\n");
        policy.zone = zone.parse().unwrap();
        let page = page(&policy, "en").unwrap().markdown();
        assert!(page.contains(said), "{zone}:\n{page}");
    }
}

#[test]
fn hours_that_a_promise_chooses_itself_are_named_with_their_tickets() {
    let policy = policy_with(
        "calendars: { office: { mon-fri: 09:00-17:00 }, paris: { mon-fri: 08:00-12:00 } }\n\
        plans: { s: { hours: office }, l: { hours: [{ when: channel = phone, calendar: paris }, { calendar: office }] } }\n\
        metrics:\n  resolution:\n    calendar: [{ when: organisation.country = fr, calendar: paris }, { calendar: plan }]\n\
        \x20   targets: 4 business hours\n",
    );
    let page = page(&policy, "en").unwrap().markdown();
    for said in [
        "4 business hours (hours: Paris for tickets of organisations with country FR; otherwise Office)",
        "otherwise the hours of the plan)",
        "Paris for tickets reported by phone<br>otherwise Office",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
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
        assert!(!show(&policy).contains("1 business hour around the clock"));
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
        "around the clock for tickets reported by phone<br>otherwise Office",
        "4 business hours (in the hours of the plan)",
    ] {
        assert!(page.contains(said), "{page}");
    }
}
