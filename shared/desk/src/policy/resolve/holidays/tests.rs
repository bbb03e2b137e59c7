//! The holidays of the shipped policies stay those that were listed date by date, and what a list refuses.
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::policy::{compile, holidays_that_end};

/// Desk, calendar, and the dates of 2026 and 2027 that edition 3 of its policy listed.
const LISTED: [(&str, &str, &str); 5] = [
    (
        include_str!("../../../../../../infra/policies/whise.yaml"),
        "office",
        "\
        2026-01-01 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-07-21 2026-08-15 2026-11-01 \
        2026-11-11 2026-12-25 2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-07-21 \
        2027-08-15 2027-11-01 2027-11-11 2027-12-25",
    ),
    (
        include_str!("../../../../../../infra/policies/whitevision.yaml"),
        "kantoor",
        "\
        2026-01-01 2026-04-06 2026-04-27 2026-05-14 2026-05-25 2026-12-25 2026-12-26 2027-01-01 \
        2027-03-29 2027-04-27 2027-05-06 2027-05-17 2027-12-25 2027-12-26",
    ),
    (
        include_str!("../../../../../../infra/policies/webpro.yaml"),
        "bureau",
        "\
        2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 \
        2026-11-01 2026-11-11 2026-12-25 2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 \
        2027-05-17 2027-07-14 2027-08-15 2027-11-01 2027-11-11 2027-12-25",
    ),
    (
        include_str!("../../../../../../infra/policies/wep.yaml"),
        "office",
        "\
        2026-01-01 2026-01-06 2026-04-06 2026-04-25 2026-05-01 2026-06-02 2026-08-15 2026-10-04 \
        2026-11-01 2026-12-08 2026-12-25 2026-12-26 2027-01-01 2027-01-06 2027-03-29 2027-04-25 \
        2027-05-01 2027-06-02 2027-08-15 2027-10-04 2027-11-01 2027-12-08 2027-12-25 2027-12-26",
    ),
    (
        include_str!("../../../../../../infra/policies/wotnot.yaml"),
        "business",
        "\
        2026-01-26 2026-08-15 2026-10-02 2027-01-26 2027-08-15 2027-10-02",
    ),
];

#[test]
fn rules_close_the_days_that_were_listed_and_no_others() {
    for (text, calendar, listed) in LISTED {
        let checked = compile(text).unwrap();
        let policy = &checked.policy;
        let hours = &policy.calendars[calendar].hours;
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let days = first.iter_days().take(2 * 365);
        let closed: BTreeSet<_> = days.filter(|day| hours.holiday(*day).is_some()).collect();
        let listed: BTreeSet<NaiveDate> =
            listed.split(' ').map(|day| day.parse().unwrap()).collect();
        assert_eq!(closed, listed, "{}", policy.desk);
        // And they go on in years that nobody listed.
        assert!(
            hours.holiday("2040-08-15".parse().unwrap()).is_some() || policy.desk == "whitevision"
        );
        assert!(holidays_that_end(&checked, "2060-01-01".parse().unwrap()).is_empty());
    }
}

fn with_holidays(list: &str) -> String {
    format!(
        "desk: acme\nname: Acme\nlocales: [en]\nzone: UTC\neffective_from: 2026-01-01\n\
         reply_to: help@acme.example.com\nholidays:\n  list: {{ {list} }}\n\
         calendars: {{ office: {{ mon-fri: 09:00-17:00, holidays: list }} }}\n\
         metrics: {{ triage: {{ targets: 4 hours }} }}\n"
    )
}

#[test]
fn a_wrong_line_of_a_list_says_what_would_be_right() {
    for (line, message, help) in [
        (
            "5th mon feb: X",
            "hardly any year has a day `5th mon feb`",
            "write `last`",
        ),
        (
            "11-31: X",
            "`11-31` is not a date",
            "`12-24` for every year",
        ),
        (
            "2026-13-01: X",
            "`2026-13-01` is not a date",
            "write `2026-12-24`",
        ),
        (
            "4th thirsday nov: X",
            "`thirsday` is not a day of the week",
            "`4th thu nov`",
        ),
        (
            "2026-12-25: { name: X, observed: monday }",
            "`observed` is for days of each year, and 2026-12-25 is one day",
            "write `12-25` for every year",
        ),
        (
            "12-24: { name: X, open: 09:00-12:00, observed: monday }",
            "a half day is not observed on another day",
            "list the other day by itself",
        ),
        (
            "06-19: { name: X, from: 2030, until: 2020 }",
            "no year is from 2030 until 2020",
            "the earlier year under `from`",
        ),
        (
            "06-19: { name: X, observed: next_weekdy }",
            "`next_weekdy` is not possible here",
            "did you mean `next_weekday`?",
        ),
    ] {
        let found = compile(&with_holidays(line)).unwrap_err();
        assert!(found[0].message.starts_with(message), "{found:?}");
        assert!(found[0].help.contains(help), "{found:?}");
    }
}

#[test]
fn only_dated_holidays_end_and_no_single_date_beside_those_of_every_year() {
    let ending = |list: &str| {
        let checked = compile(&with_holidays(list)).unwrap();
        let found = holidays_that_end(&checked, "2030-01-01".parse().unwrap());
        found
            .into_iter()
            .map(|finding| finding.message)
            .collect::<Vec<_>>()
    };
    assert_eq!(ending("easter + 1: X, 12-25: Y"), Vec::<String>::new());
    assert_eq!(
        ending("2026-05-01: X"),
        ["the holidays of `list` end on 2026-05-01, with X"]
    );
    assert_eq!(ending("2026-05-01: X, 12-25: Y"), Vec::<String>::new());
    assert_eq!(ending("2026-05-01: X, easter + 1: Y"), Vec::<String>::new());
    assert_eq!(
        ending("2026-04-06: X, 2026-05-01: X, 12-25: Y"),
        ["the dated holidays of `list` end on 2026-05-01, with X"]
    );
}

#[test]
fn a_name_per_locale_without_its_key_is_one_mistake() {
    let found = compile(&with_holidays("01-01: { fr: Nouvel an, en: New Year }")).unwrap_err();
    let [only] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(only.help, "write `name: { fr: …, en: … }`");
}
